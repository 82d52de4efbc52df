-- Who is named with which position where, from the first to the last article that does so; former ones left out.
SELECT
    t.person_id,
    t.position_id,
    t.organisation_id,
    mode(t.title) AS title,
    mode(t.country_code) AS country_code,
    min(a.published_date) AS first_seen_date,
    max(a.published_date) AS last_seen_date,
    count(DISTINCT a.article_id) AS n_articles,
    arg_min(t.mention_id, (coalesce(a.published_date, DATE '9999-12-31'), t.mention_id)) AS evidence_mention_id
FROM (
    SELECT
        entity_id AS person_id,
        'r' || left(md5(regexp_replace(ar_norm(position), '(^| )(?:ال|لل)', '\1', 'g')), 16) AS position_id,
        CASE WHEN number = 1 THEN organisation_id END AS organisation_id,
        title, country_code, article_id, mention_id
    FROM (
        SELECT
            *,
            unnest(string_split(role, '، ')) AS position,
            generate_subscripts(string_split(role, '، '), 1) AS number
        FROM fact_mention
        WHERE entity_type = 'person' AND role IS NOT NULL AND entity_id IS NOT NULL AND NOT role_is_former
    )
) AS t
INNER JOIN fact_article AS a USING (article_id)
GROUP BY t.person_id, t.position_id, t.organisation_id
ORDER BY t.person_id, t.position_id, t.organisation_id
