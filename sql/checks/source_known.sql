-- Every outlet of an article is in dim_source.
SELECT a.article_id, a.source_id
FROM fact_article AS a
ANTI JOIN dim_source AS s ON a.source_id = s.source_id
WHERE a.source_id IS NOT NULL
