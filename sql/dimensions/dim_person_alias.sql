-- Every spelling of a person's name that the articles use, and those that seeds/known_persons.csv lists.
SELECT DISTINCT
    person_id,
    alias,
    ar_norm(alias) AS folded_alias
FROM (
    SELECT entity_id AS person_id, unnest([surface, name]) AS alias
    FROM fact_mention
    WHERE entity_type = 'person' AND entity_id IS NOT NULL
    UNION ALL
    SELECT person_id, unnest(string_split(aliases, '|')) AS alias
    FROM known_persons
    WHERE person_id IN (SELECT entity_id FROM fact_mention)
)
WHERE alias IS NOT NULL
ORDER BY person_id, alias
