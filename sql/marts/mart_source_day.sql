-- Articles, words and sentences per outlet and day of publication.
SELECT
    source_id,
    published_date,
    count(*) AS n_articles,
    sum(n_words) AS n_words,
    sum(n_sentences) AS n_sentences
FROM fact_article
GROUP BY source_id, published_date
