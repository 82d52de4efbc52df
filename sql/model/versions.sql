-- Every version of every article: those of the last snapshot (previous) and those of this run's documents
-- (staged). A document that says what the one before it said is no version.
WITH documents AS (
    SELECT
        article_id, content_sha256, raw_sha256, source_uri, headline, run_id, valid_from AS seen_at,
        version_no AS place, NULL AS shard
    FROM previous
    UNION ALL
    SELECT
        article_id, content_sha256, raw_sha256, source_uri, headline, run_id, seen_at,
        1e9 + row_number() OVER (ORDER BY seen_at, run_id, ordinal) AS place, shard
    FROM staged
),

compared AS (
    SELECT *, lag(content_sha256) OVER (PARTITION BY article_id ORDER BY place) AS content_before
    FROM documents
),

versions AS (
    SELECT *
    FROM compared
    WHERE shard IS NULL OR content_before IS DISTINCT FROM content_sha256
),

final AS (
    SELECT
        article_id,
        row_number() OVER following AS version_no,
        content_sha256,
        raw_sha256,
        source_uri,
        headline,
        seen_at AS valid_from,
        lead(seen_at) OVER following AS valid_to,
        run_id,
        shard,
        min(seen_at) OVER (PARTITION BY article_id) AS first_seen_at
    FROM versions
    WINDOW following AS (PARTITION BY article_id ORDER BY place)
)

SELECT * FROM final
