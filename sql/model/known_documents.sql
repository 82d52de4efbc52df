-- The keys of what is known, as flows/raw_zone.py describes them; $files are the raw zone's documents.
WITH documents AS (
    SELECT article_id, source_uri, raw_sha256, field_names, seen_at, run_id, ordinal
    FROM read_parquet($files)
),

latest AS (
    SELECT concat_ws(chr(0), 'latest', article_id, raw_sha256, field_names) AS key
    FROM documents
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seen_at DESC, run_id DESC, ordinal DESC) = 1
),

records AS (
    SELECT concat_ws(chr(0), 'record', source_uri, article_id, raw_sha256, field_names) AS key
    FROM documents
    QUALIFY
        row_number() OVER (PARTITION BY source_uri, article_id ORDER BY seen_at DESC, run_id DESC, ordinal DESC) = 1
),

stored AS (
    SELECT DISTINCT concat_ws(chr(0), 'bytes', raw_sha256) AS key
    FROM documents
),

final AS (
    SELECT key FROM latest
    UNION ALL
    SELECT key FROM records
    UNION ALL
    SELECT key FROM stored
)

SELECT md5_number_upper(key) AS upper, md5_number_lower(key) AS lower
FROM final
