-- A known publication day lies within its bounds, and the bounds are in order.
SELECT article_id, published_date, published_after, published_before
FROM fact_article
WHERE
    published_after > published_before
    OR published_date < published_after
    OR published_date > published_before
    OR (published_date IS NULL) <> (published_date_method IS NULL)
    OR (published_date IS NULL AND published_at IS NOT NULL)
    OR abs(date_diff('day', published_date, published_at)) > 1
