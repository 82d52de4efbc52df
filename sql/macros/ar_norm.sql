-- The search key of a text: what transforms/folding.py makes of it. The lists of characters come from there.
CREATE OR REPLACE MACRO ar_norm(words) AS
    lower(
        strip_accents(
            translate(
                regexp_replace(
                    CASE
                        WHEN regexp_matches(words, '[{{ligatures}}]')
                            THEN list_aggregate(
                                list_transform(
                                    string_split(words, ''), lambda c : coalesce(MAP {{ligature_map}}[c], c)
                                ),
                                'string_agg', ''
                            )
                        ELSE words
                    END,
                    '[{{hamza_carriers}}]([{{vowel_marks}}]*){{hamza_above}}', '{{hamza}}', 'g'
                ),
                '{{from}}', '{{to}}'
            )
        )
    );
