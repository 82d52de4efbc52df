-- The text around a span, n characters to each side.
CREATE OR REPLACE MACRO context(article, first_char, last_char, n) AS (
    SELECT substring(a.text, greatest(first_char - n, 0) + 1, last_char - greatest(first_char - n, 0) + n)
    FROM fact_article AS a
    WHERE a.article_id = article
);
