-- Articles whose row in the last snapshot has been replaced by this run.
SELECT DISTINCT old.article_id
FROM versions AS old
INNER JOIN versions AS new ON old.article_id = new.article_id
WHERE old.shard IS NULL AND new.shard IS NOT NULL
