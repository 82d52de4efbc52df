"""The spellings of known organisations and outlets, and what each needs to be taken for one."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from transforms.folding import fold
from transforms.lexicons import Row, values

NEEDS = ANYWHERE, HEAD, NOUN, SPORT, CITY, CLUB, NATIONAL, OUTLET = range(8)
_NEEDS = {
    "anywhere": ANYWHERE, "head": HEAD, "noun": NOUN, "sport": SPORT, "city": CITY, "club": CLUB,
    "national": NATIONAL,
}  # fmt: skip
_COMMON = ("body", "association")  # types of which many countries have one of the same name
_FEMININE = ("company", "media")  # types whose names without a noun are feminine: غازبروم الروسية
_TOLD_APART = ("party", "armed_group")  # types whose nationality is no part of the name: حزب الله اللبناني


class Known(NamedTuple):
    """One spelling of a known organisation, and what it needs."""

    spelling: str
    entity_id: str
    name: str
    country: str | None
    need: int
    is_club: bool
    is_common: bool  # another one with each nationality: البنك المركزي المصري, السد القطري
    is_group: bool  # an armed one
    is_feminine: bool
    takes_nation: bool  # الكونغرس الأميركي
    n_heads: int = 0  # tokens that only introduce the name: موقع ويكيليكس


def of_organisations(rows: Sequence[Row], clubs: Collection[str]) -> Iterator[Known]:
    """Known ones; a name of several words needs nothing else, that of a club if its noun is part of it."""
    for row in rows:
        identity, country = row["organisation_id"], row["country_code"] or None
        spellings = [row["name"], *values(row["aliases"])]
        if row["type"] == "club":  # نادي الاتحاد السكندري is not نادي الاتحاد
            spellings += [f"{head} {name}" for head in sorted(clubs) for name in spellings if " " in name]
        for spelling in spellings:
            head, _, rest = fold(spelling).partition(" ")
            is_plain = rest and (row["context"] in ("head", "noun", "national") or head in clubs)
            need = ANYWHERE if is_plain else _NEEDS[row["context"]]
            is_club = row["type"] == "club"
            is_common = is_club or need in (SPORT, CLUB) or (row["type"] in _COMMON and not country)
            is_group = row["type"] == "armed_group"
            is_feminine = row["type"] in _FEMININE
            takes = is_common or is_feminine or (country is not None and row["type"] not in _TOLD_APART)
            kind = (is_club, is_common, is_group, is_feminine)
            yield Known(spelling, identity, row["name"], country, need, *kind, takes)


def of_sources(rows: Sequence[Row], media: Collection[str]) -> Iterator[Known]:
    """Outlets; a name of several words that begins with a head noun needs nothing else: وكالة أنباء البحرين."""
    for row in rows:
        for spelling in (row["name"], *values(row["aliases"])):
            head, _, rest = fold(spelling).partition(" ")
            need = ANYWHERE if rest and head in media else OUTLET
            kind = (False, False, False, True)
            yield Known(spelling, row["source_id"], row["name"], row["country_code"], need, *kind, True)
