-- What a person, organisation, country or city is reported to have said: by its name in any spelling, or where the
-- words of the speaker hold it.
CREATE OR REPLACE MACRO said_by(name) AS TABLE
    SELECT
        a.published_date,
        a.source_id,
        q.speaker_id,
        coalesce(p.name, o.name, l.name) AS speaker,
        q.speaker_surface,
        q.verb_lemma,
        q.stance,
        q.statement,
        q.is_direct,
        q.article_id,
        q.start_char,
        q.end_char
    FROM fact_quotation AS q
    INNER JOIN fact_article AS a USING (article_id)
    LEFT JOIN dim_person AS p ON q.speaker_id = p.person_id
    LEFT JOIN dim_organisation AS o ON q.speaker_id = o.organisation_id
    LEFT JOIN dim_place AS l ON q.speaker_id = l.place_id
    WHERE
        q.speaker_id IN (SELECT s.person_id FROM dim_person_alias AS s WHERE s.folded_alias = ar_norm(name))
        OR ar_norm(coalesce(o.name, l.name)) = ar_norm(name)
        OR contains(' ' || ar_norm(q.speaker_surface) || ' ', ' ' || ar_norm(name) || ' ')
    ORDER BY a.published_date, q.article_id, q.start_char;
