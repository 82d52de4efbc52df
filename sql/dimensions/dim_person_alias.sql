-- Every spelling of a person's name that the articles use.
SELECT
    entity_id AS person_id,
    surface AS alias,
    ar_norm(surface) AS folded_alias
FROM fact_mention
WHERE entity_type = 'person' AND entity_id IS NOT NULL
GROUP BY entity_id, surface
ORDER BY person_id, alias
