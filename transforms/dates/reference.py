"""What a date counts from; months and days placed in the year that the words and the reference tell."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from transforms.dates.parts import Parts, YearWords, is_hijri_month
from transforms.dates.symbols import FIRST_HIJRI
from transforms.dates.values import (
    ABSOLUTE,
    GREGORIAN,
    HIJRI,
    NO_DAYS,
    RELATIVE,
    SET,
    Days,
    Value,
    day,
    hijri_day,
    hijri_days,
    hijri_of,
    iso_of,
    month_days,
)

HALF_YEAR, THREE_QUARTERS = dt.timedelta(days=180), dt.timedelta(days=270)
SHORT = ("H", "MIN", "S")  # units that have no days
_ISO_UNIT = {"H": "H", "MIN": "M", "S": "S", "C": "CE", "DE": "DE", "SEASON": "SE"}


PAST, NONE, FUTURE, HEADLINE = range(4)  # what the sentence of an expression tells of


class Reference(NamedTuple):
    """What a date counts from: the publication day, None if unknown, and the tense of the sentence.

    `tense`: PAST, FUTURE, NONE where an expression stands alone, HEADLINE in a headline that shows none.
    `is_hijri`: whether the article numbers its months by the Hijri calendar.
    """

    day: dt.date | None
    tense: int = NONE
    is_hijri: bool = False

    @property
    def is_forward(self) -> bool:
        """Whether the sentence tells of the future."""
        return self.tense == FUTURE


Reader = Callable[[Parts, Reference], Value | None]


def readers(*functions: Callable[[Parts, Reference], Value | None]) -> dict[str, Reader]:
    """Functions by the rule that each reads, which it is called after."""
    return {function.__name__: function for function in functions}


def dated(
    kind: str, granularity: str, days: Days, symbol: str, calendar: str = GREGORIAN, is_weak: bool = False
) -> Value:
    """A value with the notation of its days, or the symbol where none are known."""
    return Value(kind, granularity, days, iso_of(days, granularity) or symbol, calendar, is_weak)


def period(number: int | None, code: str) -> str:
    """The notation of a duration.

    >>> period(9, "Y"), period(24, "H"), period(None, "D")
    ('P9Y', 'PT24H', 'PXD')
    """
    time = "T" if code in SHORT else ""
    return f"P{time}{'X' if number is None else number}{_ISO_UNIT.get(code, code)}"


def from_now(offset: int, code: str) -> str:
    """The notation of units before or after a publication day that is unknown.

    >>> from_now(-1, "D"), from_now(2, "W")
    ('P-1D', 'P+2W')
    """
    return f"P{'-' if offset < 0 else '+'}{abs(offset)}{_ISO_UNIT.get(code, code)}"


def some_from_now(direction: int, number: int | None, code: str) -> str:
    """The notation of the last (-1) or next (1) units, however many of them, seen from an unknown publication day.

    >>> some_from_now(-1, None, "M"), some_from_now(1, 5, "Y"), some_from_now(1, 1, "Y")
    ('P-XM', 'P+1Y/P+5Y', 'P+1Y')
    """
    if number is None:
        return f"P{'-' if direction < 0 else '+'}X{_ISO_UNIT.get(code, code)}"
    near, far = from_now(direction, code), from_now(direction * number, code)
    return "/".join(dict.fromkeys((far, near) if direction < 0 else (near, far)))


def in_month(month: int, number: int | None, year: int) -> Days:
    """The days of a month or of one day in it; Hijri months (from 13) in Hijri years."""
    if is_hijri_month(month):
        if number is None:
            return hijri_days(year, month - FIRST_HIJRI)
        one = hijri_day(year, month - FIRST_HIJRI, number)
    else:
        if number is None:
            return month_days(year, month)
        one = day(year, month, number)
    return Days(one, one)


def _year_of(month: int, date: dt.date) -> int | None:
    if not is_hijri_month(month):
        return date.year
    found = hijri_of(date)
    return found[0] if found else None


def _toward(month: int, number: int | None, year: int, reference: Reference, words: YearWords) -> int:
    """The year of the last or next such month or day, or of the one that tense or distance suggest."""
    now, days = reference.day, in_month(month, number, year)
    if now is None or days.first is None or days.last is None:
        return year
    if words.direction:
        is_passed = days.last < now if words.direction < 0 else days.first > now
        extra = words.times - 1 + (not is_passed)
        return year + words.direction * extra
    if words.direction is None:
        if reference.tense == PAST and days.first - now > THREE_QUARTERS:
            return year - 1
        if reference.is_forward and now - days.last > HALF_YEAR:
            return year + 1
    return year


def placed(month: int, number: int | None, words: YearWords, reference: Reference) -> Days:
    """The days of a month (or a day of it) in the year that the words and the reference tell."""
    if words.number is not None:
        year = words.number
        if is_hijri_month(month) and year >= 1500:
            hijri = hijri_of(dt.date(year, 6, 30))
            years = (hijri[0] - 1, hijri[0], hijri[0] + 1) if hijri else ()
            found = (in_month(month, number, one) for one in years)
            return next((days for days in found if days.first and days.first.year == year), NO_DAYS)
        return in_month(month, number, year)
    year_now = _year_of(month, reference.day) if reference.day else None
    if year_now is None:
        return NO_DAYS
    if words.offset is not None:
        return in_month(month, number, year_now + words.offset)
    return in_month(month, number, _toward(month, number, year_now, reference, words))


def _symbol(month: int, number: int | None) -> str:
    month = month - FIRST_HIJRI if is_hijri_month(month) else month
    return f"XXXX-{month:02}" + (f"-{number:02}" if number else "")


def month_value(
    parts: Parts, reference: Reference, month: int | None, number: int | None = None
) -> Value | None:
    """A month, or a day of it, in the year that the match tells, or in every year."""
    if month is None or (number is not None and not 1 <= number <= 31):
        return None
    words = parts.year
    if words.is_hijri and not is_hijri_month(month):
        return None
    calendar = HIJRI if is_hijri_month(month) else GREGORIAN
    if "yearly" in parts:
        return Value(SET, "day" if number else "month", NO_DAYS, _symbol(month, number), calendar)
    days = placed(month, number, words, reference)
    is_missing = number and days == NO_DAYS and (words.number or reference.day)
    if is_missing and (not is_hijri_month(month) or (number or 0) > 30):
        return None  # no such day
    kind = RELATIVE if words.is_relative else ABSOLUTE
    is_bare = number is None and words == YearWords() and "noun" not in parts
    return dated(kind, "day" if number else "month", days, _symbol(month, number), calendar, is_bare)
