-- Statements with their speaker, the article's day and outlet.
SELECT
    q.speaker_id,
    coalesce(p.name, o.name) AS speaker,
    q.speaker_surface,
    q.verb_lemma,
    q.stance,
    q.statement,
    q.is_direct,
    a.published_date,
    a.source_id,
    q.article_id,
    q.start_char,
    q.end_char
FROM fact_quotation AS q
INNER JOIN fact_article AS a USING (article_id)
LEFT JOIN dim_person AS p ON q.speaker_id = p.person_id
LEFT JOIN dim_organisation AS o ON q.speaker_id = o.organisation_id
