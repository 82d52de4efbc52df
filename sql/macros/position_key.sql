-- What the spellings of a position share, with the article or without; of `رئيس وزراء كندا` and `رئيس الوزراء الكندي`
-- (which is the role رئيس الوزراء and the country) too, where `country` is the usual name of that country.
CREATE OR REPLACE MACRO position_key(position, country) AS
    regexp_replace(
        CASE
            WHEN ends_with(position, ' ' || country) THEN ar_norm(left(position, -length(country) - 1))
            ELSE ar_norm(position)
        END,
        '(^| )(?:ال|لل)', '\1', 'g'
    );
