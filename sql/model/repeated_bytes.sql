-- Documents of this run whose bytes an earlier document of this run has stored already.
SELECT shard, ordinal
FROM staged
WHERE stores_bytes
QUALIFY row_number() OVER (PARTITION BY raw_sha256 ORDER BY seen_at, run_id, ordinal) > 1
ORDER BY shard, ordinal
