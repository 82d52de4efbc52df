-- The day of an event is the only one between its earliest and its latest date.
SELECT e.article_id, e.event_id, e.event_date, e.earliest_date, e.latest_date
FROM fact_event AS e
WHERE
    e.earliest_date > e.latest_date
    OR (e.event_date IS NOT NULL AND (e.event_date <> e.earliest_date OR e.event_date <> e.latest_date))
