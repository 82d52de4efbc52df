-- The surface of every row of bridge_event_participant is what stands at its span, in the article of its event.
SELECT f.article_id, f.event_id, f.start_char, f.end_char, f.surface
FROM bridge_event_participant AS f
LEFT JOIN fact_article AS a USING (article_id)
LEFT JOIN fact_event AS e USING (event_id)
WHERE
    substring(a.text, f.start_char + 1, f.end_char - f.start_char) IS DISTINCT FROM f.surface
    OR e.article_id IS DISTINCT FROM f.article_id
