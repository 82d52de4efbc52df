-- The day of an event lies between its earliest and its latest date, and each event has a participant.
SELECT e.article_id, e.event_id, e.event_date, e.earliest_date, e.latest_date
FROM fact_event AS e
WHERE
    e.earliest_date > e.latest_date
    OR (e.event_date IS NOT NULL AND (e.event_date <> e.earliest_date OR e.event_date <> e.latest_date))
    OR NOT EXISTS (SELECT 1 FROM bridge_event_participant AS b WHERE b.event_id = e.event_id)
