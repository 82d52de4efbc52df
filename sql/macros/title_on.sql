-- The positions that a person of this name (any spelling) is known to have had about a day: `days_off` is 0 where
-- articles of that day, or from before and after it, say so, else how far the nearest is.
CREATE OR REPLACE MACRO title_on(name, date) AS TABLE
    SELECT
        p.person_id,
        p.name AS person,
        t.title,
        r.name AS position,
        o.name AS organisation,
        coalesce(t.country_code, p.country_code) AS country_code,
        t.first_seen_date,
        t.last_seen_date,
        greatest(t.first_seen_date - date::DATE, date::DATE - t.last_seen_date, 0) AS days_off,
        t.n_articles,
        t.evidence_mention_id
    FROM fact_tenure AS t
    INNER JOIN dim_person AS p USING (person_id)
    INNER JOIN dim_position AS r USING (position_id)
    LEFT JOIN dim_organisation AS o USING (organisation_id)
    WHERE
        t.person_id IN (SELECT a.person_id FROM dim_person_alias AS a WHERE a.folded_alias = ar_norm(name))
    ORDER BY days_off, t.n_articles DESC, position;
