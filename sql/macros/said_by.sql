-- What a person, organisation, country or city is reported to have said: by its name in any spelling, or where the
-- words of the speaker hold it.
CREATE OR REPLACE MACRO said_by(name) AS TABLE
    SELECT
        published_date,
        source_id,
        speaker_id,
        speaker,
        speaker_surface,
        verb_lemma,
        stance,
        statement,
        is_direct,
        article_id,
        start_char,
        end_char
    FROM mart_who_said_what
    WHERE
        speaker_id IN (SELECT s.person_id FROM dim_person_alias AS s WHERE s.folded_alias = ar_norm(name))
        OR ar_norm(speaker) = ar_norm(name)
        OR contains(' ' || ar_norm(speaker_surface) || ' ', ' ' || ar_norm(name) || ' ')
    ORDER BY published_date, article_id, start_char;
