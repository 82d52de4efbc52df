"""Declarations: places and what stands around their names."""

from transforms.vocabularies.columns import SLUG, SOURCE_MONTH_CONVENTIONS, TIMEZONE, WIKIDATA
from transforms.vocabulary import Column, Vocabulary

FEATURE_CODES = (
    "PCLI", "PCLD", "TERR", "PPLC", "PPLA", "PPL", "ADM1", "RGN", "CONT", "SEA", "STRT", "STM", "MT", "ISL",
)  # fmt: skip
PLACE_CONTEXT_KINDS = (
    "head", "official", "narrow", "side", "before", "event", "work", "prefix", "no_name",
    "phrase", "region", "town", "part", "quarter",
)  # fmt: skip
_ISO2 = Column("country_code", pattern="[A-Z]{2}")
_DEGREES = "-?[0-9]{1,3}(\\.[0-9]+)?"

DECLARATIONS = (
    Vocabulary(
        "places",
        (
            Column("place_id", pattern=f"geonames:[0-9]+|country:[A-Z]{{2}}|warraq:{SLUG}"),
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("country_code", required=False, pattern="[A-Z]{2}", refers_to="countries.country_code"),
            Column("latitude", required=False, pattern=_DEGREES),
            Column("longitude", required=False, pattern=_DEGREES),
            Column("feature_code", allowed=FEATURE_CODES),
            Column("population", required=False, pattern="[0-9]+"),
            Column("geonames_id", required=False, pattern="[0-9]+"),
            WIKIDATA,
            Column("source", allowed=("geonames", "cldr", "mledoze", "warraq")),
        ),
        key=("place_id",),
    ),
    Vocabulary(
        "places_excluded",
        (Column("geonames_id", pattern="[0-9]+"), Column("name"), Column("reason")),
        key=("geonames_id",),
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
        "countries",
        (
            _ISO2,
            Column("country_code3", pattern="[A-Z]{3}"),
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("capital", required=False),
            TIMEZONE,
            Column("month_convention", allowed=SOURCE_MONTH_CONVENTIONS),
            WIKIDATA,
        ),
        key=("country_code",),
        names=("name", "aliases"),
        meaning="country_code",
    ),
)
