-- The bytes of every article are in the raw zone.
SELECT a.article_id, a.raw_sha256
FROM fact_article AS a
ANTI JOIN meta_raw_document AS d ON a.raw_sha256 = d.raw_sha256
