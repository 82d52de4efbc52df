-- Who is named with which position where, from the first to the last article that does so; former ones left out.
-- Of several positions at a name each has the organisation that its own words name. Where an article calls somebody
-- `وزير` and elsewhere `وزير الخارجية`, that is one position.
WITH told AS (
    SELECT
        m.*,
        position_key(m.position, c.name) AS key
    FROM (
        SELECT
            *,
            unnest(string_split(role, '، ')) AS position,
            generate_subscripts(string_split(role, '، '), 1) AS number
        FROM fact_mention
        WHERE entity_type = 'person' AND role IS NOT NULL AND entity_id IS NOT NULL AND NOT role_is_former
    ) AS m
    LEFT JOIN countries AS c ON m.country_code = c.country_code
),

held AS (
    SELECT
        h.* EXCLUDE (position, key),
        coalesce(f.position, h.position) AS position,
        coalesce(f.key, h.key) AS key
    FROM told AS h
    LEFT JOIN (
        SELECT
            a.article_id,
            a.entity_id,
            a.position AS part,
            arg_max(b.position, (length(b.position), b.position)) AS position,
            arg_max(b.key, (length(b.position), b.position)) AS key
        FROM told AS a
        INNER JOIN told AS b USING (article_id, entity_id)
        WHERE starts_with(b.position, a.position || ' ')
        GROUP BY a.article_id, a.entity_id, a.position
    ) AS f ON h.article_id = f.article_id AND h.entity_id = f.entity_id AND h.position = f.part
),

named AS (
    SELECT
        h.mention_id,
        h.number,
        arg_max(o.entity_id, (length(o.surface), o.entity_id)) AS organisation_id
    FROM held AS h
    INNER JOIN fact_mention AS o
        ON h.article_id = o.article_id AND o.entity_type = 'organisation' AND contains(h.position, o.surface)
    GROUP BY h.mention_id, h.number
),

t AS (
    SELECT
        h.entity_id AS person_id,
        'r' || left(md5(h.key), 16) AS position_id,
        coalesce(n.organisation_id, CASE WHEN NOT contains(h.role, '، ') THEN h.organisation_id END)
            AS organisation_id,
        h.title,
        h.country_code,
        h.article_id,
        h.mention_id
    FROM held AS h
    LEFT JOIN named AS n ON h.mention_id = n.mention_id AND h.number = n.number
)

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
FROM t
INNER JOIN fact_article AS a USING (article_id)
GROUP BY t.person_id, t.position_id, t.organisation_id
ORDER BY t.person_id, t.position_id, t.organisation_id
