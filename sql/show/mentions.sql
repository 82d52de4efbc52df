-- Mentions in an article: kind, span, surface and rule, then what is told of each.
SELECT
    m.entity_type AS kind,
    m.start_char,
    m.end_char,
    m.surface,
    m.rule,
    m.name,
    m.title,
    m.role,
    m.country_code AS country,
    coalesce(o.name, m.organisation_id) AS organisation,
    m.entity_id
FROM fact_mention AS m
LEFT JOIN dim_organisation AS o USING (organisation_id)
WHERE m.article_id = $article_id
