-- Every position that a person is named with; its spellings are one, with the article or without.
SELECT
    'r' || left(md5(regexp_replace(ar_norm(position), '(^| )(?:ال|لل)', '\1', 'g')), 16) AS position_id,
    mode(position) AS name
FROM (
    SELECT unnest(string_split(role, '، ')) AS position
    FROM fact_mention
    WHERE entity_type = 'person' AND role IS NOT NULL
)
GROUP BY position_id
ORDER BY position_id
