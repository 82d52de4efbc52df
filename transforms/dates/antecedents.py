"""Dates that others of their article explain: the 28th of it, the same year, the following day; months in digits.

Where an article tells its days by the Hijri calendar alone, 18/10 is a day of Shawwal.
"""

import datetime as dt
from bisect import bisect_left
from operator import attrgetter

from transforms.dates.context import Context
from transforms.dates.joins import Expression
from transforms.dates.parts import Parts
from transforms.dates.scan import Scan
from transforms.dates.senses import Outcome
from transforms.dates.values import (
    ABSOLUTE,
    GREGORIAN,
    HIJRI,
    NO_DAYS,
    ONE_DAY,
    RELATIVE,
    Days,
    Value,
    around,
    day,
    hijri_day,
    hijri_of,
    iso_of,
    month_days,
)

RULES = {"day_of_same", "same_unit"}
_IN_DIGITS = "day_month_digits"  # rules whose month is a number, without a year, end so
FARTHEST = 30  # tokens between a date and the one that it counts from
_RULE, _START = attrgetter("rule"), attrgetter("start")
_MOST_BETWEEN = 3  # expressions that are looked at
# what may tell which year, month or day is meant
_TELLING = {
    "Y": ("day", "month", "quarter", "half", "season", "year"), "M": ("day", "month"), "W": ("day", "week"),
    "D": ("day",),
}  # fmt: skip


def resolved(scan: Scan, context: Context, found: list[Expression]) -> list[Expression]:
    """The expressions, those that count from another with its days; without another they are none."""
    rules = set(map(_RULE, found))
    in_digits = {rule for rule in rules if rule.endswith(_IN_DIGITS)}
    if in_digits:
        found = _in_their_calendar(scan, found, in_digits)
    if rules.isdisjoint(RULES):
        return found
    during, of = context.bit("during"), context.bit("of")
    kept: list[Expression] = []
    for at, one in enumerate(found):
        if kept and kept[-1].end >= one.end:  # a year that belongs to the one before
            continue
        if one.rule not in RULES or one.sense is None:
            kept.append(one)
            continue
        is_part = not scan.words(one.start, one.start + 1)[0].isdecimal() and one.rule == "day_of_same"
        if is_part and not scan.bits_at(one.start - 1) & during:  # the first half of it
            continue
        value, end = _value(one, _antecedent(scan, one, kept), one.sense.parts), one.end
        year = _year_behind(scan, one, found[at + 1 : at + 2], of)
        if value and year and value.days.first and value.granularity == "month":
            days = month_days(year[0], value.days.first.month)
            value, end = value._replace(days=days, iso=iso_of(days, "month")), year[1]
        if value:
            kept.append(one._replace(end=end, outcome=Outcome(value, one.outcome.lead, value)))
    return kept


def _in_their_calendar(scan: Scan, found: list[Expression], rules: set[str]) -> list[Expression]:
    """The expressions, those of some rules in Hijri months where their article tells its days by no other calendar."""
    read = list(found)
    for at, rule in enumerate(map(_RULE, found)):
        if rule in rules and _calendars(scan, found, found[at], rules) == {HIJRI}:
            read[at] = _hijri(found[at])
    return read


def _calendars(scan: Scan, found: list[Expression], one: Expression, rules: set[str]) -> set[str]:
    """The calendars by which the article of an expression tells days, but for expressions of some rules."""
    document = scan.reading.document[one.start]
    bounds = scan.batch.document_first[document : document + 2].tolist()
    first, last = (bisect_left(found, bound, key=_START) for bound in bounds)
    values = [other.outcome.plain for other in found[first:last] if other.rule not in rules]
    return {
        value.calendar
        for value in values
        if value.calendar == HIJRI or (value.kind == ABSOLUTE and value.granularity in ("day", "month"))
    }


def _hijri(one: Expression) -> Expression:
    """An expression with its month read as a Hijri one."""
    if one.sense is None or one.outcome.value != one.outcome.plain:
        return one
    value = one.sense.counted_from(one.sense.reference._replace(is_hijri=True))
    return one._replace(outcome=Outcome(value, one.outcome.lead, value)) if value else one


def _antecedent(scan: Scan, one: Expression, kept: list[Expression]) -> Expression | None:
    """The last date before an expression, near and in its article; not: since 2008."""
    for before in reversed(kept[-_MOST_BETWEEN:]):
        if scan.reading.document[before.start] != scan.reading.document[one.start]:
            return None
        if one.start - before.end > FARTHEST:
            return None
        if before.outcome.plain.kind in (ABSOLUTE, RELATIVE) and None not in _closed(before):
            return before
    return None


def _closed(one: Expression) -> tuple[object, object]:
    """The days of an expression where it stands, if they are known at all."""
    return one.outcome.value.days if one.outcome.plain.days != NO_DAYS else (True, True)


def _year_behind(scan: Scan, one: Expression, behind: list[Expression], of: int) -> tuple[int, int] | None:
    """The year of `the same month of 2014`, and the token where it ends."""
    for year in behind:
        is_of = year.start == one.end + 1 and scan.bits_at(one.end) & of
        is_of = is_of or (year.start == one.end and scan.clitics(year.start) > 0)
        first = year.outcome.plain.days.first
        if is_of and first and year.outcome.plain.granularity == "year":
            return first.year, year.end
    return None


def _value(one: Expression, before: Expression | None, parts: Parts) -> Value | None:
    """What an expression means behind another."""
    if before is None or one.outcome.value != one.outcome.plain:
        return None
    told, mine = before.outcome.plain, one.outcome.plain
    unit = "M" if one.rule == "day_of_same" else parts.unit
    if told.granularity not in _TELLING.get(unit, ()):
        return None
    first, last = told.days
    if first is None or last is None:
        return mine._replace(kind=told.kind)
    if told.calendar == HIJRI:
        days = _of_month(first, parts.day(), HIJRI) if one.rule == "day_of_same" else NO_DAYS
    elif last > (around(first, unit).last or last):
        return None
    else:
        days = _of_month(first, parts.day()) if one.rule == "day_of_same" else around(first, unit)
    if "following" in parts and days.last:
        days = around(days.last + ONE_DAY, unit)
    if days == NO_DAYS:
        return None
    return Value(told.kind, mine.granularity, days, iso_of(days, mine.granularity), told.calendar)


def _of_month(first: dt.date, number: int, calendar: str = GREGORIAN) -> Days:
    """A day of the month in which another day lies."""
    if calendar == HIJRI:
        hijri = hijri_of(first)
        one = hijri_day(hijri[0], hijri[1], number) if hijri else None
    else:
        one = day(first.year, first.month, number)
    return Days(one, one) if one else NO_DAYS
