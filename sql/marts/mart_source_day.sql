-- Articles, words and sentences per outlet and day of publication.
-- @source_id: the outlet, in dim_source
-- @published_date: day of publication, NULL when unknown
-- @n_articles: articles
-- @n_words: words and numbers
-- @n_sentences: sentences
SELECT
    source_id,
    published_date,
    count(*) AS n_articles,
    sum(n_words) AS n_words,
    sum(n_sentences) AS n_sentences
FROM fact_article
GROUP BY source_id, published_date
