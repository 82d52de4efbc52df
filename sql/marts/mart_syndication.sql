-- Which outlet ran the same text first, and who followed how much later.
SELECT
    c.cluster_id,
    origin.source_id AS origin_source_id,
    origin.published_date AS origin_date,
    a.source_id,
    a.published_date,
    c.lag_minutes,
    c.similarity,
    c.article_id
FROM bridge_cluster_article AS c
INNER JOIN fact_article AS a ON c.article_id = a.article_id
INNER JOIN fact_article AS origin ON c.cluster_id = origin.article_id
WHERE NOT c.is_origin
