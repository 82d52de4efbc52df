-- Each article has exactly one current version, and fact_article holds it.
SELECT coalesce(a.article_id, v.article_id) AS article_id, a.content_sha256, v.content_sha256 AS current_sha256
FROM fact_article AS a
FULL JOIN (SELECT * FROM article_version WHERE valid_to IS NULL) AS v ON a.article_id = v.article_id
WHERE a.content_sha256 IS DISTINCT FROM v.content_sha256
