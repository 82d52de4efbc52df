"""Holidays and named events, found by name; phrases that look like dates and are none."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.dates.context import Context, Outcome
from transforms.dates.joins import Expression
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

if TYPE_CHECKING:
    from transforms.dates.expressions import Scan

_EITHER_FEAST = ((10, 1), (12, 10))  # what `the feast` alone may be: months and days of the Hijri year
JUST_PAST, NO_TIME = dt.timedelta(days=14), dt.timedelta()  # news still tell of a feast two weeks later
YEAR_RULES = ("this_unit", "unit_shifted", "year_alone", "year_named", "year_with_era")


class NamedDates:
    """Names with their days. A trap is a phrase that makes no date of the words in it."""

    def __init__(self, holidays: Rows, events: Rows, traps: Rows) -> None:
        names: list[str] = []
        self._meaning: list[tuple[str, dict[str, str]]] = []
        for kind, rows, column in (
            ("trap", traps, "phrase"),
            ("event", events, "name"),
            ("holiday", holidays, "name"),
        ):
            for row in rows:
                for name in (row[column], *values(row.get("aliases", ""))):
                    names.append(name)
                    self._meaning.append((kind, dict(row)))
        self._gazetteer = Gazetteer(names, Entries((), prepositions=True))

    def find(self, scan: "Scan", context: Context, found: list[Expression]) -> list[Expression]:
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
            kind, row = self._meaning[name]
            for one in _named(scan, context, start, end, kind, row, following):
                while merged and merged[-1].end > one.start:  # `the third day of` belongs to the name
                    merged.pop()
                merged.append(one)
        return merged + found[position:]


def _named(
    scan: "Scan",
    context: Context,
    start: int,
    end: int,
    kind: str,
    row: dict[str, str],
    following: list[Expression],
) -> Iterator[Expression]:
    """The expression of a name, with a year that follows it; matches inside it are dropped."""
    inside = [one for one in following if one.start < end]
    behind = [one for one in following if one.start >= end]
    if kind == "trap":
        yield from (one for one in following if one.end > end)
        return
    published = scan.published(start)
    number, lead = _numbered(scan, context, start)
    year = next((one for one in behind if one.rule in YEAR_RULES and not scan.clitics(one.start) > 1), None)
    if inside:
        end = max(end, inside[-1].end)
    if kind == "event":
        days = Days(dt.date.fromisoformat(row["earliest"]), dt.date.fromisoformat(row["latest"]))
        value = Value(NAMED_EVENT, "day", days, iso_of(days, "day"))
        yield Expression(start, end, "event", None, Outcome(value, 0, value), published)
        yield from behind
        return
    if row["month"] == "0" and row["calendar"] == HIJRI and not (number or year):
        yield from behind
        return
    days = holiday(row, published, year.outcome.value.days if year else None, number)
    calendar = HIJRI if row["calendar"] == HIJRI else GREGORIAN
    symbol = f"XXXX-{int(row['month']):02}-{int(row['day']):02}" if row["calendar"] != "easter" else ""
    value = Value(NAMED_EVENT, "day", days, iso_of(days, "day") or symbol, calendar)
    yield Expression(
        start - lead, year.end if year else end, "holiday", None, Outcome(value, 0, value), published
    )
    yield from (one for one in behind if one is not year)


def _numbered(scan: "Scan", context: Context, start: int) -> tuple[int, int]:
    """`the third day of` before a name: the number of the day, and how many tokens."""
    bits = scan.bits_at(start - 1)
    if not bits & context.bit("plural", "day_noun") or bits & context.bit("definite"):
        return 0, 0
    if scan.bits_at(start - 2) & context.bit("ordinal", "first"):
        number = context.ordinal(scan.words(start - 2, start - 1)[0])
        return (number, 2) if number else (0, 0)
    return 0, 0


def holiday(row: dict[str, str], published: dt.date | None, within: Days | None, number: int = 0) -> Days:
    """The day of a holiday: in a given year, else the next one, or the one just past; `number`: its n-th day.

    >>> row = {"calendar": "gregorian", "month": "12", "day": "25", "days": "1"}
    >>> holiday(row, dt.date(2013, 2, 12), None).first
    datetime.date(2013, 12, 25)
    """
    if within and not (within.first and within.last):
        return NO_DAYS
    start = within.first if within else published
    if start is None:
        return NO_DAYS
    options = [one for year in range(start.year - 1, start.year + 3) for one in _in_year(row, year, start)]
    extra = dt.timedelta(days=max(number - 1, 0))
    if row["month"] == "0" and row["calendar"] == HIJRI and not within:
        first = min(options, key=lambda one: abs((one - start).days), default=None)
    else:
        first = next(
            (one for one in sorted(options) if one + extra >= start - (NO_TIME if within else JUST_PAST)),
            None,
        )
    if first is None or (within and within.last and first > within.last):
        return NO_DAYS
    last = first if number else first + dt.timedelta(days=int(row["days"]) - 1)
    return Days(first + extra, last + extra)


def _in_year(row: dict[str, str], year: int, _: dt.date) -> list[dt.date]:
    month, number = int(row["month"]), int(row["day"])
    if row["calendar"] == "easter":
        return [easter(year) + dt.timedelta(days=number)]
    if row["calendar"] == GREGORIAN:
        one = day(year, month, number)
        return [one] if one else []
    middle = hijri_of(dt.date(year, 6, 30))
    if middle is None:
        return []
    feasts = ((month, number),) if month else _EITHER_FEAST
    found = [hijri_day(hijri, m, d) for hijri in (middle[0], middle[0] + 1) for m, d in feasts]
    return [one for one in found if one and one.year == year]
