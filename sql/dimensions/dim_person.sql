-- Every person mentioned, by the usual name: that of seeds/known_persons.csv, else the one most often used.
SELECT
    m.entity_id AS person_id,
    coalesce(any_value(k.name), mode(m.name)) AS name,
    any_value(k.wikidata_id) AS wikidata_id,
    coalesce(any_value(k.country_code), mode(m.country_code)) AS country_code,
    mode(m.role) FILTER (WHERE NOT m.role_is_former) AS role
FROM fact_mention AS m
LEFT JOIN known_persons AS k ON m.entity_id = k.person_id
WHERE m.entity_type = 'person' AND m.entity_id IS NOT NULL
GROUP BY m.entity_id
ORDER BY person_id
