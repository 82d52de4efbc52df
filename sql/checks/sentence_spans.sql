-- Sentences lie in their text, in order, without overlap, none across a paragraph.
SELECT s.article_id, s.sentence_no, s.start_char, s.end_char
FROM (
    SELECT *, lag(end_char) OVER (PARTITION BY article_id ORDER BY sentence_no) AS previous_end
    FROM fact_sentence
) AS s
INNER JOIN fact_article AS a USING (article_id)
WHERE
    s.start_char < coalesce(s.previous_end, 0)
    OR s.end_char <= s.start_char
    OR s.end_char > length(a.text)
    OR contains(substring(a.text, s.start_char + 1, s.end_char - s.start_char), chr(10))
