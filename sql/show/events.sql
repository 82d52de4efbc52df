-- Events in an article: kind, span, surface and rule, then what is told of each.
WITH participant AS (
    SELECT
        b.event_id,
        list(
            b.participant_role || coalesce(' ' || b.protocol_rank, '') || ' ' || coalesce(m.name, b.surface)
            ORDER BY b.protocol_rank NULLS FIRST, b.start_char
        ) AS participants
    FROM bridge_event_participant AS b
    LEFT JOIN fact_mention AS m USING (mention_id)
    WHERE b.article_id = $article_id
    GROUP BY ALL
)

SELECT
    'event' AS kind,
    e.start_char,
    e.end_char,
    e.surface,
    e.rule,
    e.event_type,
    e.cameo_code,
    e.lemma,
    e.event_date,
    CASE WHEN e.event_date IS NULL THEN e.earliest_date END AS earliest_date,
    CASE WHEN e.event_date IS NULL THEN e.latest_date END AS latest_date,
    p.name AS place,
    t.participants,
    e.is_background,
    e.in_statement
FROM fact_event AS e
LEFT JOIN participant AS t USING (event_id)
LEFT JOIN dim_place AS p USING (place_id)
WHERE e.article_id = $article_id
