-- What others are reported to have said about a person, organisation, country or city: statements that name it, by its
-- name in any spelling, but for its own.
CREATE OR REPLACE MACRO said_about(name) AS TABLE
    SELECT DISTINCT
        q.published_date,
        q.source_id,
        q.speaker_id,
        q.speaker,
        q.speaker_surface,
        q.verb_lemma,
        q.stance,
        q.statement,
        m.entity_id AS about_id,
        m.name AS about,
        q.article_id,
        q.start_char,
        q.end_char
    FROM fact_mention AS m
    INNER JOIN mart_who_said_what AS q
        ON m.article_id = q.article_id AND q.start_char <= m.start_char AND m.end_char <= q.end_char
    WHERE
        q.speaker_id IS DISTINCT FROM m.entity_id
        AND (
            m.entity_id IN (SELECT s.person_id FROM dim_person_alias AS s WHERE s.folded_alias = ar_norm(name))
            OR (m.entity_type <> 'person' AND ar_norm(name) IN (ar_norm(m.name), ar_norm(m.surface)))
        )
    ORDER BY q.published_date, q.article_id, q.start_char;
