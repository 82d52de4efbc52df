-- Dates in an article: kind, span, surface and rule, then what is told of each.
SELECT
    'date' AS kind,
    d.start_char,
    d.end_char,
    d.surface,
    d.rule,
    d.iso,
    d.earliest_date,
    d.latest_date,
    d.kind AS date_kind,
    d.granularity,
    d.calendar
FROM fact_date AS d
WHERE d.article_id = $article_id
