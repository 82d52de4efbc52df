-- Every organisation mentioned, by the usual name: that of seeds/organisations.csv, else the one most often used.
SELECT
    m.entity_id AS organisation_id,
    coalesce(any_value(k.name), mode(m.name)) AS name,
    any_value(k.wikidata_id) AS wikidata_id,
    coalesce(any_value(k.country_code), mode(m.country_code)) AS country_code,
    any_value(k.type) AS type
FROM fact_mention AS m
LEFT JOIN organisations AS k ON m.entity_id = k.organisation_id
WHERE m.entity_type = 'organisation' AND m.entity_id IS NOT NULL
GROUP BY m.entity_id
ORDER BY organisation_id
