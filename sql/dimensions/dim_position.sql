-- Every position that a person is named with; its spellings are one.
SELECT
    'r' || left(md5(ar_norm(role)), 16) AS position_id,
    mode(role) AS name
FROM fact_mention
WHERE entity_type = 'person' AND role IS NOT NULL
GROUP BY position_id
ORDER BY position_id
