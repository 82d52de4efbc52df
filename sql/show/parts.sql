-- The sentences of an article and what kind each is.
SELECT start_char, end_char, kind FROM fact_sentence WHERE article_id = $article_id ORDER BY sentence_no
