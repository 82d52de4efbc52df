-- The pattern that finds the words in search_text: each with the proclitics and endings that it may carry.
CREATE OR REPLACE MACRO search_pattern(words) AS
    ' (?:{{proclitics}})(' || array_to_string(list_distinct(search_words(words)), '|') || ')(?:{{endings}}) ';
