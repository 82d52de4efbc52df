"""Every vocabulary of `seeds/`, declared once.

To add a vocabulary: write `seeds/<name>.csv`, append one `Vocabulary` to `_DECLARATIONS` below, and
describe its columns, source and licence in `seeds/README.md`.
"""

from collections.abc import Mapping

from transforms.vocabulary import Column, LexiconError, Row, Vocabulary, read_rows, values
from transforms.vocabulary import check_references as _check_references

__all__ = ["VOCABULARIES", "LexiconError", "Row", "check_references", "declaration", "parse", "values"]

SOURCE_TYPES = ("newspaper", "magazine", "agency", "television", "radio", "website", "sports", "organisation")
SOURCE_MONTH_CONVENTIONS = ("levantine", "gulf", "maghrebi", "moroccan", "mauritanian", "dual", "hijri")
MONTH_CONVENTIONS = (
    "gulf", "levantine", "maghrebi", "moroccan", "mauritanian", "libyan", "english", "french",
)  # fmt: skip
FEATURE_CODES = ("PCLI", "PCLD", "TERR", "PPLC", "PPLA", "PPL", "ADM1", "RGN", "CONT")

BYLINE_WORD_KINDS = (
    "author", "visual", "translation", "office", "edition", "title", "position", "desk", "note", "nowhere",
    "noise", "from", "place_head", "name_particle", "name_prefix", "prose",
)  # fmt: skip

DATE_WORD_ROLES = ("published", "updated", "filler", "since", "unit", "part_of_day", "zone")
LANGUAGES = ("ar", "fa", "ur", "ckb", "ps", "ug")

_ISO2 = Column("country_code", pattern="[A-Z]{2}")
_WIKIDATA = Column("wikidata_id", required=False, pattern="Q[1-9][0-9]*")
_DEGREES = "-?[0-9]{1,3}(\\.[0-9]+)?"
_TIMEZONE = Column("timezone", pattern="[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+|UTC")
_SLUG = "[a-z0-9]+(_[a-z0-9]+)*"
_MONTH = Column("month", pattern="[1-9]|1[0-2]")

_DECLARATIONS = (
    Vocabulary(
        "sources",
        (
            Column("source_id", pattern=_SLUG),
            Column("name"),
            Column("name_en"),
            Column("aliases", required=False, is_list=True),
            Column("domains", required=False, is_list=True, pattern="[a-z0-9-]+(\\.[a-z0-9-]+)+"),
            Column("country_code", pattern="[A-Z]{2}", refers_to="countries.country_code"),
            _TIMEZONE,
            Column("type", allowed=SOURCE_TYPES),
            Column("month_convention", allowed=SOURCE_MONTH_CONVENTIONS),
            Column("language", pattern="[a-z]{2}"),
            _WIKIDATA,
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
        "places",
        (
            Column("place_id", pattern=f"geonames:[0-9]+|country:[A-Z]{{2}}|warraq:{_SLUG}"),
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("country_code", required=False, pattern="[A-Z]{2}", refers_to="countries.country_code"),
            Column("latitude", required=False, pattern=_DEGREES),
            Column("longitude", required=False, pattern=_DEGREES),
            Column("feature_code", allowed=FEATURE_CODES),
            Column("population", required=False, pattern="[0-9]+"),
            Column("geonames_id", required=False, pattern="[0-9]+"),
            _WIKIDATA,
            Column("source", allowed=("geonames", "cldr", "mledoze", "warraq")),
        ),
        key=("place_id",),
    ),
    Vocabulary("place_words", (Column("name"),), key=("name",)),
    Vocabulary(
        "places_excluded",
        (Column("geonames_id", pattern="[0-9]+"), Column("name"), Column("reason")),
        key=("geonames_id",),
    ),
    Vocabulary(
        "countries",
        (
            _ISO2,
            Column("country_code3", pattern="[A-Z]{3}"),
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("capital", required=False),
            _TIMEZONE,
            Column("month_convention", allowed=SOURCE_MONTH_CONVENTIONS),
            _WIKIDATA,
        ),
        key=("country_code",),
        names=("name", "aliases"),
        meaning="country_code",
    ),
    Vocabulary(
        "months",
        (_MONTH, Column("name"), Column("convention", allowed=MONTH_CONVENTIONS)),
        key=("name", "convention"),
        names=("name",),
        meaning="month",
    ),
    Vocabulary("hijri_months", (_MONTH, Column("name")), key=("name",)),
    Vocabulary("weekdays", (Column("weekday", pattern="[1-7]"), Column("name")), key=("name",)),
    Vocabulary(
        "fields",
        (Column("field", pattern=_SLUG), Column("synonym")),
        key=("synonym",),
    ),
    Vocabulary(
        "byline_words",
        (Column("word"), Column("kind", allowed=BYLINE_WORD_KINDS)),
        key=("word", "kind"),
    ),
    Vocabulary("given_names", (Column("name"),), key=("name",)),
    Vocabulary(
        "search_affixes",
        (Column("kind", allowed=("conjunction", "proclitic", "article", "ending")), Column("affix")),
        key=("kind", "affix"),
    ),
    Vocabulary("abbreviations", (Column("abbreviation"), Column("meaning")), key=("abbreviation",)),
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

VOCABULARIES: dict[str, Vocabulary] = {vocabulary.name: vocabulary for vocabulary in _DECLARATIONS}


def declaration(name: str) -> Vocabulary:
    """The vocabulary's declaration; raises `LexiconError` for one that nobody declared."""
    if name not in VOCABULARIES:
        remedy = "declare it in transforms/lexicons.py or delete it"
        raise LexiconError(f"seeds/{name}.csv is not declared; {remedy}")
    return VOCABULARIES[name]


def parse(name: str, csv_text: str) -> list[Row]:
    r"""Rows of the vocabulary `name`, checked against its declaration; raises `LexiconError`.

    >>> parse("weekdays", "weekday,name\n1,Monday\n")
    [{'weekday': '1', 'name': 'Monday'}]
    >>> parse("weekdays", "weekday,name\n8,Monday\n")
    Traceback (most recent call last):
    transforms.vocabulary.LexiconError: seeds/weekdays.csv line 2: weekday is '8'; write a value like [1-7]
    """
    return read_rows(declaration(name), csv_text)


def check_references(tables: Mapping[str, list[Row]]) -> None:
    """Raise `LexiconError` where a cell names a row of another vocabulary that does not exist.

    `tables`: the rows of every vocabulary by its name, as `parse` returned them.
    """
    _check_references(VOCABULARIES, tables)
