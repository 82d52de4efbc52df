-- Whom a person, organisation or country of this name (any spelling) met, visited, received or called, and when: one
-- row for each other participant of each meeting; also where the words of a participant hold the name.
CREATE OR REPLACE MACRO who_met(name) AS TABLE
    SELECT
        coalesce(e.event_date, e.earliest_date) AS event_date,
        a.published_date,
        a.source_id,
        coalesce(m.name, b.surface) AS participant,
        b.participant_role,
        coalesce(n.name, c.surface) AS met,
        c.participant_role AS met_role,
        c.entity_id AS met_id,
        e.lemma,
        p.name AS place,
        e.is_background,
        e.in_statement,
        e.article_id,
        e.start_char,
        e.end_char
    FROM fact_event AS e
    INNER JOIN fact_article AS a USING (article_id)
    INNER JOIN bridge_event_participant AS b ON e.event_id = b.event_id
    INNER JOIN bridge_event_participant AS c ON e.event_id = c.event_id AND b.start_char <> c.start_char
    LEFT JOIN fact_mention AS m ON b.mention_id = m.mention_id
    LEFT JOIN fact_mention AS n ON c.mention_id = n.mention_id
    LEFT JOIN dim_place AS p USING (place_id)
    WHERE
        e.event_type = 'CONSULT'
        AND (b.participant_role <> c.participant_role OR b.participant_role IN ('both', 'attendee'))
        AND NOT (e.cameo_code = '042' AND n.entity_type IS NOT DISTINCT FROM 'place')
        AND (
            b.entity_id IN (SELECT s.person_id FROM dim_person_alias AS s WHERE s.folded_alias = ar_norm(name))
            OR ar_norm(m.name) = ar_norm(name)
            OR contains(' ' || ar_norm(b.surface) || ' ', ' ' || ar_norm(name) || ' ')
        )
    ORDER BY coalesce(e.event_date, e.earliest_date, a.published_date), e.article_id, e.start_char, c.start_char;
