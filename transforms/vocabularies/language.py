"""Declarations: words of the language, and names that any family of rules may ask for."""

from transforms.vocabulary import Column, Vocabulary

STEM_KINDS = ("noun", "perfect", "imperfect", "feminine")

DECLARATIONS = (
    Vocabulary(
        "common_words",
        (Column("stem"), Column("kind", allowed=STEM_KINDS)),
        key=("stem", "kind"),
    ),
    Vocabulary(
        "affixes",
        (Column("place", allowed=("prefix", "suffix")), Column("kind", allowed=STEM_KINDS), Column("affix")),
        key=("place", "kind", "affix"),
    ),
    Vocabulary(
        "search_affixes",
        (Column("kind", allowed=("conjunction", "proclitic", "article", "ending", "whole")), Column("affix")),
        key=("kind", "affix"),
    ),
    Vocabulary("abbreviations", (Column("abbreviation"), Column("meaning")), key=("abbreviation",)),
    Vocabulary("given_names", (Column("name"),), key=("name",)),
    Vocabulary(
        "nationalities",
        (Column("word"), Column("country_code", pattern="[A-Z]{2}", refers_to="countries.country_code")),
        key=("word",),
    ),
)
