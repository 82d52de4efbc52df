-- The pattern that finds the words in search_text side by side and in this order, each in any form.
CREATE OR REPLACE MACRO search_phrase(words) AS
    array_to_string(
        list_transform(search_words(words), lambda w : ' (?:{{proclitics}})' || w || '(?:{{endings}}) '), ''
    );
