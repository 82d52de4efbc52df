-- A folded word without its article, so that الرئيس is found for رئيس and the other way round; الله keeps it.
CREATE OR REPLACE MACRO search_stem(word) AS
    CASE
        WHEN list_contains(string_split('{{whole}}', '|'), word) THEN word
        ELSE regexp_replace(word, '^(?:{{article}})(..+)$', '\1')
    END;
