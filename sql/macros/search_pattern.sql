-- The pattern that finds the words in search_text: each with the proclitics and endings that it may carry.
-- A word's own article is left out, so that الرئيس is found for رئيس and the other way round.
CREATE OR REPLACE MACRO search_pattern(words) AS
    ' (?:{{proclitics}})('
    || array_to_string(
        list_distinct(list_transform(
            regexp_extract_all(ar_norm(words), '[\p{L}\p{N}]+'),
            lambda w : regexp_replace(w, '^(?:{{article}})(..+)$', '\1')
        )), '|'
    )
    || ')(?:{{endings}}) ';
