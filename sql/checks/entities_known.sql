-- Every person, organisation and place that a fact names is in its dimension.
WITH named AS (
    SELECT
        article_id,
        entity_id
    FROM fact_mention
    UNION ALL BY NAME
    SELECT
        article_id,
        speaker_id AS entity_id
    FROM fact_quotation
    UNION ALL BY NAME
    SELECT
        article_id,
        entity_id
    FROM bridge_event_participant
    UNION ALL BY NAME
    SELECT
        article_id,
        place_id AS entity_id
    FROM fact_event
)

SELECT
    n.article_id,
    n.entity_id
FROM named AS n
ANTI JOIN (
    SELECT person_id AS entity_id
    FROM dim_person
    UNION ALL
    SELECT organisation_id FROM dim_organisation
    UNION ALL
    SELECT place_id FROM dim_place
) AS d ON n.entity_id = d.entity_id
WHERE n.entity_id IS NOT NULL
