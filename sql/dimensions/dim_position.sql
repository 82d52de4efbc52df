-- Every position that a person is named with; its spellings are one (see `position_key`).
SELECT
    'r' || left(md5(position_key(p.position, c.name)), 16) AS position_id,
    mode(p.position) AS name
FROM (
    SELECT
        unnest(string_split(role, '، ')) AS position,
        country_code
    FROM fact_mention
    WHERE entity_type = 'person' AND role IS NOT NULL
) AS p
LEFT JOIN countries AS c ON p.country_code = c.country_code
GROUP BY position_id
ORDER BY position_id
