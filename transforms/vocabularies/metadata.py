"""Declarations: what is known of outlets, fields, headlines, bylines, publication dates and languages."""

from transforms.vocabularies.columns import SLUG, SOURCE_MONTH_CONVENTIONS, TIMEZONE, WIKIDATA
from transforms.vocabulary import Column, Vocabulary

SOURCE_TYPES = ("newspaper", "magazine", "agency", "television", "radio", "website", "sports", "organisation")
BYLINE_WORD_KINDS = (
    "author", "visual", "translation", "office", "edition", "title", "position", "desk", "note", "nowhere",
    "noise", "from", "place_head", "name_particle", "name_prefix", "prose",
)  # fmt: skip
DATE_WORD_ROLES = ("published", "updated", "filler", "since", "unit", "part_of_day", "zone")
LANGUAGES = ("ar", "fa", "ur", "ckb", "ps", "ug")

DECLARATIONS = (
    Vocabulary(
        "sources",
        (
            Column("source_id", pattern=SLUG),
            Column("name"),
            Column("name_en"),
            Column("aliases", required=False, is_list=True),
            Column("domains", required=False, is_list=True, pattern="[a-z0-9-]+(\\.[a-z0-9-]+)+"),
            Column("country_code", pattern="[A-Z]{2}", refers_to="countries.country_code"),
            TIMEZONE,
            Column("type", allowed=SOURCE_TYPES),
            Column("month_convention", allowed=SOURCE_MONTH_CONVENTIONS),
            Column("language", pattern="[a-z]{2}"),
            WIKIDATA,
            Column("parent_id", required=False, refers_to="sources.source_id"),
        ),
        key=("source_id",),
    ),
    Vocabulary(
        "generic_sources",
        (Column("name"), Column("kind", allowed=("agencies", "desk", "follow_up", "special"))),
        key=("name",),
    ),
    Vocabulary(
        "fields",
        (Column("field", pattern=SLUG), Column("synonym")),
        key=("synonym",),
    ),
    Vocabulary(
        "byline_words",
        (Column("word"), Column("kind", allowed=BYLINE_WORD_KINDS)),
        key=("word", "kind"),
    ),
    Vocabulary(
        "headline_words",
        (Column("word"), Column("kind", allowed=("kicker", "incomplete", "opener", "verb"))),
        key=("word", "kind"),
    ),
    Vocabulary(
        "date_words",
        (Column("role", allowed=DATE_WORD_ROLES), Column("word"), Column("value", required=False)),
        key=("role", "word"),
    ),
    Vocabulary(
        "language_signs",
        (
            Column("language", allowed=LANGUAGES),
            Column("kind", allowed=("letter", "word", "prefix")),
            Column("sign"),
            Column("weight", pattern="[0-9](\\.[0-9])?"),
        ),
        key=("language", "kind", "sign"),
    ),
)
