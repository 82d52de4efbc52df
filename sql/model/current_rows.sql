-- For each shard of this run the articles whose current version it holds.
SELECT shard, article_id, first_seen_at, version_no
FROM versions
WHERE valid_to IS NULL AND shard IS NOT NULL
ORDER BY shard, article_id
