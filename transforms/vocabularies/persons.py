"""Declarations: persons, their names, titles and roles."""

from transforms.vocabularies.columns import WIKIDATA
from transforms.vocabulary import Column, Vocabulary

NAME_WORD_KINDS = (
    "function",
    "stop",
    "preposition",
    "ibn",
    "al",
    "abu",
    "abd",
    "deen",
    "link",
    "verb",
    "ordinal",
    "container",
    "time",
    "former",
    "current",
    "doubtful",
    "noun",
    "site",
    "office",
    "above",
    "occasion",
    "deputy",
    "umm",
    "appointment",
    "parting",
    "sent",
    "rank",
    "deed",
    "grade",
)

FIELD = Column("field", required=False, allowed=("sport", "art", "state", "kin", "counterpart"))

DECLARATIONS = (
    Vocabulary(
        "known_persons",
        (
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("country_code", required=False, pattern="[A-Z]{2}", refers_to="countries.country_code"),
            Column("role", required=False),
            WIKIDATA,
            FIELD,
        ),
        key=("name",),
    ),
    Vocabulary(
        "name_parts",
        (Column("name"), Column("kind", allowed=("given", "foreign", "family"))),
        key=("name", "kind"),
    ),
    Vocabulary(
        "name_words",
        (Column("word"), Column("kind", allowed=NAME_WORD_KINDS)),
        key=("word", "kind"),
    ),
    Vocabulary(
        "titles",
        (
            Column("form"),
            Column("title"),
            Column("number", allowed=("1", "2", "3")),
            Column("role", required=False),
            Column("kind", allowed=("title", "address", "part")),
            FIELD,
        ),
        key=("form",),
    ),
    Vocabulary(
        "roles",
        (Column("form"), Column("role"), Column("number", allowed=("1", "2", "3")), FIELD),
        key=("form",),
    ),
)
