-- Pairs of participants of one meeting, visit, talk or call, in the order in which they are named; not two hosts or
-- two guests.
-- @event_id: the meeting
-- @event_date: when it was
-- @earliest_date: first day that it may have been, where a month or year is told
-- @latest_date: last day that it may have been
-- @place_id: where it was, in dim_place
-- @lemma: the verb or noun that tells it
-- @entity_id: one participant, NULL where no name is told
-- @name: canonical name, else as written
-- @participant_role: actor, recipient, both or attendee
-- @other_entity_id: the other participant
-- @other_name: canonical name, else as written
-- @other_participant_role: actor, recipient, both or attendee
-- @is_background: told as background
-- @in_statement: told inside what somebody is quoted as saying
-- @published_date: day of publication of the article
-- @source_id: the outlet, in dim_source
-- @article_id: the article that tells it
WITH participant AS (
    SELECT b.event_id, b.start_char, b.entity_id, coalesce(m.name, b.surface) AS name, b.participant_role
    FROM bridge_event_participant AS b
    LEFT JOIN fact_mention AS m USING (mention_id)
    INNER JOIN fact_event AS e USING (event_id)
    WHERE e.event_type = 'CONSULT' AND NOT (e.cameo_code = '042' AND m.entity_type IS NOT DISTINCT FROM 'place')
)

SELECT
    e.event_id,
    e.event_date,
    e.earliest_date,
    e.latest_date,
    e.place_id,
    e.lemma,
    one.entity_id,
    one.name,
    one.participant_role,
    other.entity_id AS other_entity_id,
    other.name AS other_name,
    other.participant_role AS other_participant_role,
    e.is_background,
    e.in_statement,
    a.published_date,
    a.source_id,
    e.article_id
FROM fact_event AS e
INNER JOIN fact_article AS a USING (article_id)
INNER JOIN participant AS one ON e.event_id = one.event_id
INNER JOIN participant AS other ON e.event_id = other.event_id AND one.start_char < other.start_char
WHERE one.participant_role <> other.participant_role OR one.participant_role IN ('both', 'attendee')
