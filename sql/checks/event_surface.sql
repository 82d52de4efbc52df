-- The surface of every row of fact_event is what stands at its span.
SELECT f.article_id, f.start_char, f.end_char, f.surface
FROM fact_event AS f
LEFT JOIN fact_article AS a USING (article_id)
WHERE substring(a.text, f.start_char + 1, f.end_char - f.start_char) IS DISTINCT FROM f.surface
