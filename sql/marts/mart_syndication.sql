-- Which outlet ran the same text first, and who followed how much later.
-- @cluster_id: the cluster: its earliest article
-- @origin_source_id: outlet of the earliest article
-- @origin_date: day of the earliest article
-- @source_id: outlet of this article
-- @published_date: day of this article
-- @lag_minutes: minutes after the earliest
-- @similarity: to the earliest article, 0 to 1
-- @article_id: this article
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
