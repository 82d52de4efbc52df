-- An article has one row in fact_article.
SELECT article_id, count(*) AS n_rows
FROM fact_article
GROUP BY article_id
HAVING count(*) > 1
