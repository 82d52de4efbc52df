-- Every article can be found: it has its folded words.
SELECT a.article_id
FROM fact_article AS a
ANTI JOIN search_text AS s ON a.article_id = s.article_id
