-- The statement and the speaker of every row of fact_quotation are what stands at their spans.
SELECT f.article_id, f.start_char, f.end_char, f.statement, f.speaker_surface
FROM fact_quotation AS f
LEFT JOIN fact_article AS a USING (article_id)
WHERE
    substring(a.text, f.start_char + 1, f.end_char - f.start_char) IS DISTINCT FROM f.statement
    OR (
        f.speaker_start_char IS NOT NULL
        AND substring(a.text, f.speaker_start_char + 1, f.speaker_end_char - f.speaker_start_char)
        IS DISTINCT FROM f.speaker_surface
    )
