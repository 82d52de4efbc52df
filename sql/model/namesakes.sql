-- What the articles tell of every id whose name has ids with a mark (see `Namesakes`): mentions, countries, positions.
SELECT
    entity_id,
    count(*) AS n_mentions,
    coalesce(list(DISTINCT country_code) FILTER (WHERE country_code IS NOT NULL), []) AS countries,
    coalesce(list(DISTINCT role) FILTER (WHERE role IS NOT NULL), []) AS roles
FROM fact_mention
WHERE
    entity_type = 'person'
    AND string_split(entity_id, '-')[1] IN (
        SELECT string_split(marked.entity_id, '-')[1]
        FROM fact_mention AS marked
        WHERE marked.entity_type = 'person' AND contains(marked.entity_id, '-')
    )
GROUP BY entity_id
