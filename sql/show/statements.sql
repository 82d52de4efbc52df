-- Statements in an article and who made them: kind, span, surface and rule, then what is told of each.
WITH quotation AS (
    SELECT q.*, coalesce(p.name, o.name, l.name) AS speaker
    FROM fact_quotation AS q
    LEFT JOIN dim_person AS p ON q.speaker_id = p.person_id
    LEFT JOIN dim_organisation AS o ON q.speaker_id = o.organisation_id
    LEFT JOIN dim_place AS l ON q.speaker_id = l.place_id
    WHERE q.article_id = $article_id
)

SELECT
    'statement' AS kind,
    start_char,
    end_char,
    statement AS surface,
    rule,
    speaker_surface,
    speaker,
    verb,
    verb_lemma,
    stance,
    is_direct,
    NULL AS statement
FROM quotation
UNION ALL
SELECT
    'speaker',
    speaker_start_char,
    speaker_end_char,
    speaker_surface,
    string_agg(DISTINCT rule, ', ' ORDER BY rule),
    NULL,
    any_value(speaker),
    string_agg(DISTINCT verb, ', ' ORDER BY verb),
    NULL,
    string_agg(DISTINCT stance, ', ' ORDER BY stance),
    NULL,
    string_agg(statement, ' … ' ORDER BY start_char)
FROM quotation
WHERE speaker_start_char IS NOT NULL
GROUP BY speaker_start_char, speaker_end_char, speaker_surface
