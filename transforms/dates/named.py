"""Holidays and named events, found by name; phrases that look like dates and are none."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from transforms.dates.context import Context
from transforms.dates.joins import Expression
from transforms.dates.scan import Scan
from transforms.dates.senses import Outcome
from transforms.dates.symbols import Rows
from transforms.dates.values import (
    GREGORIAN,
    HIJRI,
    NAMED_EVENT,
    NO_DAYS,
    Days,
    Value,
    day,
    easter,
    hijri_day,
    hijri_of,
    iso_of,
)  # fmt: skip
from transforms.gazetteer import Gazetteer
from transforms.symbols import Entries
from transforms.vocabulary import values

_EITHER_FEAST = ((10, 1), (12, 10))  # what `the feast` alone may be: months and days of the Hijri year
JUST_PAST, NO_TIME = dt.timedelta(days=14), dt.timedelta()  # news still tell of a feast two weeks later
YEAR_RULES = ("this_unit", "unit_shifted", "year_alone", "year_named", "year_with_era")


class Holiday(NamedTuple):
    """The day of a year that a feast begins and how many it has.

    `month` 0: either of the two great feasts (hijri), or a day that differs by country (gregorian).
    """

    calendar: str
    month: int
    day: int
    days: int

    @classmethod
    def of(cls, row: Mapping[str, str]) -> "Holiday":
        """From a row of date_holidays."""
        return cls(row["calendar"], int(row["month"]), int(row["day"]), int(row["days"]))

    @property
    def is_either(self) -> bool:
        """Whether it is one of several feasts."""
        return self.month == 0 and self.calendar == HIJRI

    def symbol(self, number: int) -> str:
        """The notation of its n-th day (0: the first) in a year that is unknown."""
        is_movable = self.calendar == "easter" or self.month == 0
        return "" if is_movable else f"XXXX-{self.month:02}-{self.day + max(number - 1, 0):02}"


TRAP = None  # what a phrase that makes no date of its words means


class NamedDates:
    """Names with their days: those of an event, a holiday, or a trap."""

    def __init__(self, holidays: Rows, events: Rows, traps: Rows) -> None:
        self._meaning: list[Days | Holiday | None] = []
        names: list[str] = []
        for rows, read in ((traps, lambda row: TRAP), (events, _event), (holidays, Holiday.of)):
            for row in rows:
                for name in (row.get("name") or row["phrase"], *values(row.get("aliases", ""))):
                    names.append(name)
                    self._meaning.append(read(row))
        self._gazetteer = Gazetteer(names, Entries((), prepositions=True))

    def find(self, scan: Scan, context: Context, found: list[Expression]) -> list[Expression]:
        """The expressions of a batch with the named ones, without those that a name or a trap covers."""
        hits = self._gazetteer.find(scan.batch)
        scan.also_clitics(hits.start, hits.clitics)
        merged: list[Expression] = []
        position = 0
        for start, end, name in zip(hits.start.tolist(), hits.end.tolist(), hits.name.tolist(), strict=True):
            while position < len(found) and found[position].end <= start:
                merged.append(found[position])
                position += 1
            following: list[Expression] = []  # inside the name, or right behind it
            while position < len(found) and found[position].start <= end:
                following.append(found[position])
                position += 1
            for one in _named(scan, context, start, end, self._meaning[name], following):
                while merged and merged[-1].end > one.start:  # `the third day of` belongs to the name
                    merged.pop()
                merged.append(one)
        return merged + found[position:]


def _event(row: Mapping[str, str]) -> Days:
    return Days(dt.date.fromisoformat(row["earliest"]), dt.date.fromisoformat(row["latest"]))


def _named(
    scan: Scan,
    context: Context,
    start: int,
    end: int,
    meaning: Days | Holiday | None,
    following: list[Expression],
) -> Iterator[Expression]:
    """The expression of a name, with a year that follows it; matches inside it are dropped."""
    if meaning is TRAP:
        yield from (one for one in following if one.end > end)
        return
    inside = [one for one in following if one.start < end]
    behind = [one for one in following if one.start >= end]
    number, lead = _numbered(scan, context, start)
    year = next((one for one in behind if one.rule in YEAR_RULES and not scan.clitics(one.start) > 1), None)
    if isinstance(meaning, Holiday) and meaning.is_either and not (number or year):
        yield from behind
        return
    published = scan.published(start)
    if inside:
        end = max(end, inside[-1].end)
    if isinstance(meaning, Days):
        value = Value(NAMED_EVENT, "day", meaning, iso_of(meaning, "day"))
        yield Expression(start, end, "event", None, Outcome(value, 0, value), published)
        yield from behind
        return
    direction = None if year else context.direction(scan.words(end, end + 1)[0])
    end = year.end if year else end + (direction is not None)
    days = holiday(meaning, published, year.outcome.value.days if year else None, number, direction or 0)
    calendar = HIJRI if meaning.calendar == HIJRI else GREGORIAN
    value = Value(NAMED_EVENT, "day", days, iso_of(days, "day") or meaning.symbol(number), calendar)
    yield Expression(start - lead, end, "holiday", None, Outcome(value, 0, value), published)
    yield from (one for one in behind if one is not year)


def _numbered(scan: Scan, context: Context, start: int) -> tuple[int, int]:
    """`the third day of` before a name: the number of the day, and how many tokens."""
    bits = scan.bits_at(start - 1)
    is_of = bool(bits & context.bit("of"))
    at = start - 1 - is_of  # the first day of the feast
    if scan.bits_at(at) & context.bit("ordinal") and scan.bits_at(at - 1) & context.bit("day_noun"):
        return context.ordinal(scan.words(at, at + 1)[0]), start - at + 1
    if not bits & context.bit("plural", "day_noun") or bits & context.bit("definite"):
        return 0, 0
    if scan.bits_at(start - 2) & context.bit("ordinal", "first"):
        number = context.ordinal(scan.words(start - 2, start - 1)[0])
        return (number, 2) if number else (0, 0)
    return 0, 0


@lru_cache(maxsize=4096)
def holiday(
    feast: Holiday, published: dt.date | None, within: Days | None, number: int = 0, direction: int = 0
) -> Days:
    """The day of a holiday: in a given year, else the next one, or the one just past.

    `number`: its n-th day. `direction`: -1 the last one, 1 the next one even if one is just past.

    >>> holiday(Holiday("gregorian", 12, 25, 1), dt.date(2013, 2, 12), None).first
    datetime.date(2013, 12, 25)
    """
    if within and not (within.first and within.last):
        return NO_DAYS
    start = within.first if within else published
    if start is None:
        return NO_DAYS
    options = sorted(one for year in range(start.year - 1, start.year + 3) for one in _in_year(feast, year))
    extra = dt.timedelta(days=max(number - 1, 0))
    if feast.is_either and not within:
        first = min(options, key=lambda one: abs((one - start).days), default=None)
    else:
        least = start - (NO_TIME if within or direction > 0 else JUST_PAST) - extra
        first = next((one for one in options if one >= least), None)
        if direction < 0:
            first = max((one for one in options if one < start), default=None)
    if first is None or (within and within.last and first > within.last):
        return NO_DAYS
    last = first if number else first + dt.timedelta(days=feast.days - 1)
    return Days(first + extra, last + extra)


def _in_year(feast: Holiday, year: int) -> list[dt.date]:
    if feast.calendar == "easter":
        return [easter(year) + dt.timedelta(days=feast.day)]
    if feast.calendar == GREGORIAN:
        one = day(year, feast.month, feast.day)
        return [one] if one else []
    middle = hijri_of(dt.date(year, 6, 30))
    if middle is None:
        return []
    feasts = _EITHER_FEAST if feast.is_either else ((feast.month, feast.day),)
    found = [hijri_day(hijri, m, d) for hijri in (middle[0], middle[0] + 1) for m, d in feasts]
    return [one for one in found if one and one.year == year]
