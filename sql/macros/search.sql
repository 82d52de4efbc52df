-- The hundred best articles that hold all of the words in some form: in the headline rather than the body, side
-- by side rather than scattered. The passage is of the body: around the words side by side, else around the first of
-- them, else its beginning.
CREATE OR REPLACE MACRO search(words) AS TABLE
    SELECT
        article_id,
        round(score, 3) AS score,
        published_date,
        source_id,
        headline,
        trim(array_to_string(
            list_slice(
                regexp_extract_all(text, '(?:[\p{L}\p{M}\x{0640}\x{200c}\x{200d}]+|\p{Nd}+)[^\p{L}\p{M}\p{Nd}]*'),
                n_words_above + greatest(n_words_before - 8, 0) + 1,
                n_words_above + greatest(n_words_before - 8, 0) + 25
            ), ''
        )) AS passage,
        published_after,
        published_before
    FROM (
        SELECT
            *,
            len(string_split(above, '  ')) - CASE WHEN above = '' THEN 1 ELSE 0 END AS n_words_above,
            len(string_split(string_split(below, coalesce(
                nullif(regexp_extract(below, search_phrase(words)), ''), regexp_extract(below, search_pattern(words))
            ))[1], '  ')) AS n_words_before
        FROM (
            SELECT
                a.article_id, a.published_date, a.source_id, a.headline, a.text, a.published_after, a.published_before,
                left(found.folded, found.n_above) AS above,
                substring(found.folded, found.n_above + 1) AS below,
                found.n_body / (found.n_body + 1.5 + a.n_words / 500.0) + 2.0 * found.n_headline / found.n_wanted
                + CASE WHEN found.has_phrase THEN 1 ELSE 0 END
                + CASE WHEN found.has_phrase_in_headline THEN 2 ELSE 0 END AS score
            FROM (
                SELECT
                    article_id, folded,
                    CASE
                        WHEN folded_headline <> '' AND contains(folded, folded_headline)
                            THEN instr(folded, folded_headline) + length(folded_headline) - 1
                        ELSE 0
                    END AS n_above,
                    regexp_matches(folded, search_phrase(words)) AS has_phrase,
                    regexp_matches(folded_headline, search_phrase(words)) AS has_phrase_in_headline,
                    len(regexp_extract_all(folded, search_pattern(words))) AS n_body,
                    len(list_distinct(regexp_extract_all(folded, search_pattern(words), 1))) AS n_found,
                    len(list_distinct(regexp_extract_all(folded_headline, search_pattern(words), 1))) AS n_headline,
                    len(list_distinct(search_words(words))) AS n_wanted
                FROM search_text
                WHERE regexp_matches(folded, search_pattern(words))
            ) AS found
            INNER JOIN fact_article AS a USING (article_id)
            WHERE found.n_found >= found.n_wanted
            ORDER BY score DESC, a.article_id
            LIMIT 100
        )
    )
    ORDER BY score DESC, article_id;
