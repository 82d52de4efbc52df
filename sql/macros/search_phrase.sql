-- The pattern that finds the words in search_text side by side and in this order, each in any form.
CREATE OR REPLACE MACRO search_phrase(words) AS
    array_to_string(
        list_transform(
            regexp_extract_all(ar_norm(words), '[\p{L}\p{N}]+'),
            lambda w : ' (?:{{proclitics}})' || regexp_replace(w, '^(?:{{article}})(..+)$', '\1') || '(?:{{endings}}) '
        ), ''
    );
