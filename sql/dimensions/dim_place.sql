-- Every place of seeds/places.csv, and every other one mentioned, by the name most often used.
SELECT * FROM places
UNION ALL BY NAME
SELECT
    m.entity_id AS place_id,
    mode(m.name) AS name,
    [] AS aliases,
    mode(m.country_code) AS country_code
FROM fact_mention AS m
ANTI JOIN places AS p ON m.entity_id = p.place_id
WHERE m.entity_type = 'place' AND m.entity_id IS NOT NULL
GROUP BY m.entity_id
ORDER BY place_id
