-- Versions are numbered from 1 without gaps, and each begins where the one before it ends.
SELECT article_id, version_no, valid_from, valid_to
FROM (
    SELECT
        *,
        row_number() OVER following AS place,
        lead(valid_from) OVER following AS next_from
    FROM article_version
    WINDOW following AS (PARTITION BY article_id ORDER BY version_no)
)
WHERE place <> version_no OR valid_to IS DISTINCT FROM next_from OR valid_to < valid_from
