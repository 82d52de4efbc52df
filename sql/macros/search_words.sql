-- The words of a search in their order, each as it is looked for in search_text.
CREATE OR REPLACE MACRO search_words(words) AS
    list_transform(regexp_extract_all(ar_norm(words), '[\p{L}\p{N}]+'), lambda w : search_stem(w));
