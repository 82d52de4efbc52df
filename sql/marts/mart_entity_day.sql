-- Mentions per person, organisation or place, outlet and day.
-- @entity_type: person, organisation or place
-- @entity_id: the entity
-- @name: its canonical name
-- @source_id: the outlet, in dim_source
-- @published_date: day of publication
-- @n_mentions: mentions
-- @n_articles: articles that mention it
SELECT
    m.entity_type,
    m.entity_id,
    any_value(m.name) AS name,
    a.source_id,
    a.published_date,
    count(*) AS n_mentions,
    count(DISTINCT m.article_id) AS n_articles
FROM fact_mention AS m
INNER JOIN fact_article AS a USING (article_id)
GROUP BY m.entity_type, m.entity_id, a.source_id, a.published_date
