-- The article that somebody means by its id, the beginning of one, its URL, its source file or that file's name.
SELECT * FROM fact_article
WHERE
    article_id = $wanted OR url = $wanted OR source_uri = $wanted
    OR (length($wanted) >= 2 AND starts_with(article_id, $wanted))
    OR ends_with(source_uri, '/' || $wanted) OR source_uri = $path OR starts_with(source_uri, $path || '#')
ORDER BY article_id = $wanted DESC, article_id
LIMIT $most
