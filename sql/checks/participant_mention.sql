-- Every participant with a mention names the entity of that mention, in the same article.
SELECT b.article_id, b.event_id, b.mention_id, b.entity_id
FROM bridge_event_participant AS b
LEFT JOIN fact_mention AS m USING (mention_id)
WHERE
    b.mention_id IS NOT NULL
    AND (m.article_id IS DISTINCT FROM b.article_id OR m.entity_id IS DISTINCT FROM b.entity_id)
