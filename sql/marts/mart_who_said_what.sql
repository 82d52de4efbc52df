-- Statements with their speaker, the article's day and outlet.
-- @speaker_id: the person, else the organisation, else the country or city that speaks for its government
-- @speaker: canonical name of the speaker
-- @speaker_surface: the speaker as written
-- @verb_lemma: lemma of the reporting verb
-- @stance: what the verb says of the statement
-- @statement: what was said
-- @is_direct: whether the words are quoted
-- @published_date: day of publication of the article
-- @source_id: the outlet, in dim_source
-- @article_id: the article
-- @start_char: first code point of the statement in fact_article.text
-- @end_char: code point after the statement
SELECT
    q.speaker_id,
    coalesce(p.name, o.name, l.name) AS speaker,
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
LEFT JOIN dim_place AS l ON q.speaker_id = l.place_id
