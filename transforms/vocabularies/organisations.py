"""Declarations: organisations, the nouns that head their names, and what ends them."""

from transforms.vocabularies.columns import SLUG, WIKIDATA
from transforms.vocabulary import Column, Vocabulary

ORGANISATION_TYPES = (
    "international", "government", "ministry", "state", "security", "body", "party", "armed_group", "company",
    "association", "education", "health", "media", "club", "sports", "site",
)  # fmt: skip
HEAD_TAKES = (
    "topic", "known_topic", "listed", "foreign", "club", "within", "name", "conjunction", "purpose", "nationality",
    "place", "honoured", "international", "quoted", "enclosed", "adjective", "qualified", "linked", "group", "alone",
    "local",
)  # fmt: skip
ORGANISATION_WORD_KINDS = (
    "stop", "link", "topic", "adjective", "weak_adjective", "continental", "generic", "honour", "particle", "club",
    "place_before", "sport", "outlet_before", "outlet_link", "in", "and", "not_club", "no_purpose",
    "ordinal", "group", "site_adjective", "outlet_behind", "minister", "that",
)  # fmt: skip

DECLARATIONS = (
    Vocabulary(
        "organisations",
        (
            Column("organisation_id", pattern=SLUG),
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("type", allowed=ORGANISATION_TYPES),
            Column("country_code", required=False, pattern="[A-Z]{2}", refers_to="countries.country_code"),
            Column("context", allowed=("anywhere", "head", "noun", "sport", "city", "club", "national")),
            WIKIDATA,
        ),
        key=("organisation_id",),
    ),
    Vocabulary(
        "organisation_heads",
        (
            Column("word"),
            Column("type", allowed=ORGANISATION_TYPES),
            Column("takes", allowed=HEAD_TAKES, is_list=True),
        ),
        key=("word",),
    ),
    Vocabulary(
        "organisation_words",
        (Column("kind", allowed=ORGANISATION_WORD_KINDS), Column("word")),
        key=("kind", "word"),
    ),
)
