-- n_sentences is the number of rows in fact_sentence, and every sentence has its article.
SELECT coalesce(a.article_id, s.article_id) AS article_id, a.n_sentences, s.n_rows
FROM fact_article AS a
FULL JOIN (SELECT article_id, count(*) AS n_rows FROM fact_sentence GROUP BY article_id) AS s
    ON a.article_id = s.article_id
WHERE a.n_sentences IS DISTINCT FROM coalesce(s.n_rows, 0)
