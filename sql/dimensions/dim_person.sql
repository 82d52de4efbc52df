-- Every person mentioned, by the usual name: that of seeds/known_persons.csv, else the one most often used.
SELECT
    m.entity_id AS person_id,
    coalesce(any_value(k.name), mode(m.name)) AS name,
    any_value(k.wikidata_id) AS wikidata_id,
    coalesce(any_value(k.country_code), mode(m.country_code)) AS country_code
FROM fact_mention AS m
LEFT JOIN known_persons AS k ON m.name = k.name
WHERE m.entity_type = 'person' AND m.entity_id IS NOT NULL
GROUP BY m.entity_id
ORDER BY person_id
