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
FEATURE_CODES = (
    "PCLI", "PCLD", "TERR", "PPLC", "PPLA", "PPL", "ADM1", "RGN", "CONT", "SEA", "STRT", "STM", "MT", "ISL",
)  # fmt: skip

BYLINE_WORD_KINDS = (
    "author", "visual", "translation", "office", "edition", "title", "position", "desk", "note", "nowhere",
    "noise", "from", "place_head", "name_particle", "name_prefix", "prose",
)  # fmt: skip

ORGANISATION_TYPES = (
    "international", "government", "ministry", "state", "security", "body", "party", "armed_group", "company",
    "association", "education", "health", "media", "club", "sports", "site",
)  # fmt: skip
HEAD_TAKES = (
    "topic", "known_topic", "listed", "foreign", "club", "within", "name", "conjunction", "purpose", "nationality",
    "place",
    "honoured", "international", "quoted",
)  # fmt: skip
ORGANISATION_WORD_KINDS = (
    "stop", "link", "topic", "adjective", "weak_adjective", "generic", "honour", "particle", "club", "place_before",
    "sport", "outlet_before", "in", "not_club",
)  # fmt: skip
PLACE_CONTEXT_KINDS = ("head", "official", "narrow", "side", "before", "prefix", "no_name")

DATE_WORD_ROLES = ("published", "updated", "filler", "since", "unit", "part_of_day", "zone")
STANCES = (
    "neutral", "adding", "explaining", "stressing", "pointing", "praising", "feeling", "criticising", "claiming",
    "conceding", "denying", "directing", "asking", "answering",
)  # fmt: skip
FRAMES = ("that", "speech", "to", "on", "by", "about", "from", "object", "source")
PROOFS = ("", "near", "noun", "shadda", "start", "names")  # of reporting verbs
SPEAKER_WORD_KINDS = (
    "that", "and_that", "not_that", "to", "on", "about", "from", "by", "not_by", "in", "takes_preposition", "relative",
    "pronoun", "connector", "auxiliary", "perfective", "negation", "adjunct", "filler", "side", "occasion", "audience",
    "speaker", "content", "clause", "concern", "source", "dubious_source", "self", "extent", "kicker", "saying", "then",
    "no_speaker",
    "about_him", "never", "deed",
)  # fmt: skip
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
)
STEM_KINDS = ("noun", "perfect", "imperfect", "feminine")
LANGUAGES = ("ar", "fa", "ur", "ckb", "ps", "ug")

_ISO2 = Column("country_code", pattern="[A-Z]{2}")
_WIKIDATA = Column("wikidata_id", required=False, pattern="Q[1-9][0-9]*")
_DEGREES = "-?[0-9]{1,3}(\\.[0-9]+)?"
_TIMEZONE = Column("timezone", pattern="[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+|UTC")
_SLUG = "[a-z0-9]+(_[a-z0-9]+)*"
_MONTH = Column("month", pattern="[1-9]|1[0-2]")
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

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
    Vocabulary(
        "place_words",
        (Column("name"), Column("kind", allowed=("weak", "home", "strong", "adjective", "series"))),
        key=("name",),
    ),
    Vocabulary(
        "place_context",
        (Column("kind", allowed=PLACE_CONTEXT_KINDS), Column("word")),
        key=("kind", "word"),
    ),
    Vocabulary(
        "organisations",
        (
            Column("organisation_id", pattern=_SLUG),
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("type", allowed=ORGANISATION_TYPES),
            Column("country_code", required=False, pattern="[A-Z]{2}", refers_to="countries.country_code"),
            Column("context", allowed=("anywhere", "head", "noun", "sport", "city")),
            _WIKIDATA,
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
    Vocabulary(
        "nationalities",
        (Column("word"), Column("country_code", pattern="[A-Z]{2}", refers_to="countries.country_code")),
        key=("word",),
    ),
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
        "known_persons",
        (
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("country_code", required=False, pattern="[A-Z]{2}", refers_to="countries.country_code"),
            Column("role", required=False),
            _WIKIDATA,
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
            Column("kind", allowed=("title", "part")),
        ),
        key=("form",),
    ),
    Vocabulary(
        "roles",
        (Column("form"), Column("role"), Column("number", allowed=("1", "2", "3"))),
        key=("form",),
    ),
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
        "reporting_verbs",
        (
            Column("lemma"),
            Column("imperfect", required=False),
            Column("participle", required=False),
            Column("noun", required=False),
            Column("passive", required=False, is_list=True),
            Column("stance", allowed=STANCES),
            Column("frames", is_list=True, allowed=FRAMES),
            Column("proof", required=False, allowed=PROOFS[1:]),
        ),
        key=("lemma",),
    ),
    Vocabulary(
        "speaker_words",
        (Column("word"), Column("kind", allowed=SPEAKER_WORD_KINDS)),
        key=("word", "kind"),
    ),
    Vocabulary(
        "date_roles",
        (Column("role", pattern=_SLUG), Column("word"), Column("value", required=False)),
        key=("role", "word"),
    ),
    Vocabulary(
        "date_holidays",
        (
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("calendar", allowed=("gregorian", "hijri", "easter")),
            Column("month", pattern="[0-9]|1[0-2]"),
            Column("day", pattern="-?[0-9]+"),
            Column("days", pattern="[1-9]"),
        ),
        key=("name",),
    ),
    Vocabulary(
        "date_events",
        (
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("earliest", pattern=_ISO_DAY),
            Column("latest", pattern=_ISO_DAY),
        ),
        key=("name",),
    ),
    Vocabulary("date_traps", (Column("phrase"),), key=("phrase",)),
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
