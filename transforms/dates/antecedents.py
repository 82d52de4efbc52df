"""Dates that count from the one told before them: the 28th of it, the same year, the following day."""

import datetime as dt

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
)

RULES = ("day_of_same", "same_unit")
FARTHEST = 30  # tokens between a date and the one that it counts from
# what may tell which year, month or day is meant
_TELLING = {
    "Y": ("day", "month", "quarter", "half", "season", "year"), "M": ("day", "month"), "W": ("day", "week"),
    "D": ("day",),
}  # fmt: skip


def resolved(scan: Scan, context: Context, found: list[Expression]) -> list[Expression]:
    """The expressions, those that count from another with its days; without another they are none."""
    during = context.bit("during")
    kept: list[Expression] = []
    for one in found:
        if one.rule not in RULES or one.sense is None:
            kept.append(one)
            continue
        before = kept[-1] if kept else None
        is_part = "same_of" in one.sense.parts and not scan.bits_at(one.start - 1) & during  # the first half of it
        value = _value(scan, one, before, one.sense.parts) if before and not is_part else None
        if value:
            outcome = Outcome(value, one.outcome.lead, value)
            kept.append(one._replace(outcome=outcome))
    return kept


def _value(scan: Scan, one: Expression, before: Expression, parts: Parts) -> Value | None:
    """What an expression means behind another."""
    if scan.reading.document[before.start] != scan.reading.document[one.start]:
        return None
    told, mine = before.outcome.plain, one.outcome.plain
    unit = "M" if one.rule == "day_of_same" else parts.unit
    if told.kind not in (ABSOLUTE, RELATIVE) or told.granularity not in _TELLING.get(unit, ()):
        return None
    if one.start - before.end > FARTHEST or one.outcome.value != mine:
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
