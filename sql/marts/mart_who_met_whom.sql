-- Pairs of participants of one meeting, visit, talk or call.
-- @event_id: the meeting
-- @event_date: when it was
-- @place_id: where it was, in dim_place
-- @entity_id: one participant
-- @other_entity_id: the other participant
-- @participant_role: role of the one
-- @other_participant_role: role of the other
-- @article_id: the article that tells it
SELECT
    e.event_id,
    e.event_date,
    e.place_id,
    one.entity_id AS entity_id,
    other.entity_id AS other_entity_id,
    one.participant_role,
    other.participant_role AS other_participant_role,
    e.article_id
FROM fact_event AS e
INNER JOIN bridge_event_participant AS one ON e.event_id = one.event_id
INNER JOIN bridge_event_participant AS other ON e.event_id = other.event_id AND one.entity_id < other.entity_id
WHERE e.event_type = 'CONSULT'
