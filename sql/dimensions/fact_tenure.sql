-- Who is named with which position where, from the first to the last article that does so.
SELECT
    m.entity_id AS person_id,
    'r' || left(md5(ar_norm(m.role)), 16) AS position_id,
    m.organisation_id,
    min(a.published_date) AS first_seen_date,
    max(a.published_date) AS last_seen_date,
    arg_min(m.mention_id, (coalesce(a.published_date, DATE '9999-12-31'), m.mention_id)) AS evidence_mention_id
FROM fact_mention AS m
INNER JOIN fact_article AS a USING (article_id)
WHERE m.entity_type = 'person' AND m.role IS NOT NULL AND m.entity_id IS NOT NULL
GROUP BY m.entity_id, ar_norm(m.role), m.organisation_id
ORDER BY person_id, position_id, organisation_id
