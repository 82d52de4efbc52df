"""The days that a date covers: calendars, units, and the notation of what is known.

`iso` is a TIMEX3 or EDTF value: `2019-06-14`, `2019-06`, `2019-W24`, `201X`, `20XX`, `2019-06-01/2019-06-14`,
`2019-11/..`, `XXXX-XX-19`, `P9Y`. `P-1D`, `P+2W` count from a publication day that is unknown.
"""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from hijridate import Gregorian, Hijri

ONE_DAY = dt.timedelta(days=1)
GREGORIAN, HIJRI = "gregorian", "hijri"
ABSOLUTE, RELATIVE, DURATION, SET, NAMED_EVENT = "absolute", "relative", "duration", "set", "named_event"
GRAIN = {
    "MIN": "minute", "S": "second", "H": "hour", "D": "day", "W": "week", "M": "month", "Q": "quarter", "SP": "season",
    "SU": "season", "FA": "season", "WI": "season", "SEASON": "season", "Y": "year", "DE": "decade", "C": "century",
}  # fmt: skip
SEASONS = {
    "SP": ((3, 20), (6, 20)),
    "SU": ((6, 21), (9, 22)),
    "FA": ((9, 23), (12, 20)),
    "WI": ((12, 21), (3, 19)),
}
_MONTHS = {"Y": 12, "DE": 120, "C": 1200}
_YEARS = {"Y": 1, "DE": 10, "C": 100}
# the months of a year and the years of longer stretches, both inclusive, that are its beginning, middle and end
_PHASES = {
    "year": ((1, 3), (5, 8), (10, 12)),
    "decade": ((0, 3), (4, 6), (7, 9)),
    "century": ((0, 19), (40, 59), (80, 99)),
}
_LAST_DAYS = {
    f"{month:02}": str(30 + (month in (1, 3, 5, 7, 8, 10, 12))) for month in range(1, 13) if month != 2
}
_FIRST_HIJRI_YEAR, _LAST_HIJRI_YEAR = 1343, 1500  # what the table of Umm al-Qura covers


class Days(NamedTuple):
    """Two days, both inclusive; None where open or unknown."""

    first: dt.date | None
    last: dt.date | None


NO_DAYS = Days(None, None)


class Value(NamedTuple):
    """What an expression means; `is_weak`: only where the words around it support it. `note` goes into the rule."""

    kind: str
    granularity: str
    days: Days
    iso: str
    calendar: str = GREGORIAN
    is_weak: bool = False
    note: str = ""


def day(year: int, month: int, number: int) -> dt.date | None:
    """A Gregorian day; None if there is no such day.

    >>> day(2019, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def hijri_day(year: int, month: int, number: int) -> dt.date | None:
    """The Gregorian day of an Umm al-Qura one; None for years outside its table, and for a 30th that is none.

    >>> hijri_day(1440, 9, 15)
    datetime.date(2019, 5, 20)
    """
    if not _FIRST_HIJRI_YEAR <= year <= _LAST_HIJRI_YEAR:
        return None
    try:
        converted = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(converted.year, converted.month, converted.day)


@lru_cache(maxsize=4096)
def hijri_of(date: dt.date) -> tuple[int, int, int] | None:
    """Umm al-Qura year, month and day; None outside its table."""
    try:
        converted = Gregorian(date.year, date.month, date.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return converted.year, converted.month, converted.day


def month_days(year: int, month: int) -> Days:
    """The days of a Gregorian month; months beyond 1 to 12 count on into other years.

    >>> month_days(2019, 14).last
    datetime.date(2020, 2, 29)
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not dt.MINYEAR <= year < dt.MAXYEAR:
        return NO_DAYS
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return Days(dt.date(year, month, 1), following - ONE_DAY)


def year_days(year: int, until: int | None = None) -> Days:
    """The days of a Gregorian year, or of the years until another."""
    last = year if until is None else until
    if not dt.MINYEAR <= year <= last <= dt.MAXYEAR:
        return NO_DAYS
    return Days(dt.date(year, 1, 1), dt.date(last, 12, 31))


def hijri_days(year: int, month: int | None = None) -> Days:
    """The days of a Hijri month, or of the whole year."""
    first = hijri_day(year, month or 1, 1)
    following = hijri_day(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return Days(first, following - ONE_DAY if following else None)


def monday(date: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return date - dt.timedelta(days=date.weekday())


def week_days(date: dt.date) -> Days:
    """Monday to Sunday around a day."""
    first = monday(date)
    return Days(first, first + dt.timedelta(days=6))


def season_days(code: str, year: int) -> Days:
    """The days of a season; a winter begins in the year that it is called after."""
    (month, first), (last_month, last) = SEASONS[code]
    return Days(dt.date(year, month, first), dt.date(year + (last_month < month), last_month, last))


def shift(date: dt.date, code: str, number: int) -> dt.date | None:
    """The day so many units later (negative: earlier); the last of the month where that is shorter.

    >>> shift(dt.date(2019, 3, 31), "M", -1), shift(dt.date(2019, 11, 25), "Y", -9)
    (datetime.date(2019, 2, 28), datetime.date(2010, 11, 25))
    """
    if code in ("D", "W"):
        try:
            return date + dt.timedelta(days=number * (7 if code == "W" else 1))
        except OverflowError:
            return None
    if code in ("H", "MIN", "S"):
        hours = number * {"H": 3600, "MIN": 60, "S": 1}[code] // 3600
        return date + dt.timedelta(days=int(hours / 24)) if abs(hours) < 10**6 else None
    months = number * {"M": 1, "Q": 3}.get(code, _MONTHS.get(code, 12))
    days = month_days(date.year, date.month + months)
    return days.first.replace(day=min(date.day, days.last.day)) if days.first and days.last else None


def around(date: dt.date | None, code: str) -> Days:
    """The whole unit that a day lies in.

    >>> around(dt.date(2019, 11, 25), "DE")
    Days(first=datetime.date(2010, 1, 1), last=datetime.date(2019, 12, 31))
    """
    if date is None:
        return NO_DAYS
    if code == "W":
        return week_days(date)
    if code == "M":
        return month_days(date.year, date.month)
    if code == "Q":
        first = (date.month - 1) // 3 * 3 + 1
        return Days(month_days(date.year, first).first, month_days(date.year, first + 2).last)
    if code in _YEARS:
        first = date.year // _YEARS[code] * _YEARS[code]
        return year_days(first, first + _YEARS[code] - 1)
    return Days(date, date)


def phase(days: Days, part: int, granularity: str) -> Days:
    """The beginning, middle or end (1, 2, 3) of a stretch: of a month ten days, of a year a quarter or four months.

    >>> phase(year_days(2012), 3, "year")
    Days(first=datetime.date(2012, 10, 1), last=datetime.date(2012, 12, 31))
    """
    first, last = days
    if first is None or last is None:
        return NO_DAYS
    if granularity == "month":
        bounds = (first, first + dt.timedelta(days=10), first + dt.timedelta(days=20))
        ends = (bounds[1] - ONE_DAY, bounds[2] - ONE_DAY, last)
        return Days(bounds[part - 1], ends[part - 1])
    if granularity in _PHASES and first.day == first.month == 1:
        begin, end = _PHASES[granularity][part - 1]
        if granularity == "year":
            return Days(month_days(first.year, begin).first, month_days(last.year, end).last)
        return year_days(first.year + begin, first.year + end)
    length = (last - first).days + 1
    starts = [first + dt.timedelta(days=length * n // 3) for n in range(3)]
    return Days(starts[part - 1], (starts[part] - ONE_DAY) if part < 3 else last)


def phased(value: Value, part: int, granularity: str) -> Value:
    """A value cut down to the beginning, middle or end of its stretch."""
    days = phase(value.days, part, granularity)
    iso = iso_of(days, "day") or _phase_symbol(value.iso, part, value.calendar)
    return value._replace(days=days, iso=iso, is_weak=False)


def _phase_symbol(symbol: str, part: int, calendar: str) -> str:
    """The notation of the beginning, middle or end of a month whose year is unknown; other symbols as they are.

    >>> _phase_symbol("XXXX-06", 1, GREGORIAN), _phase_symbol("XXXX-06", 3, GREGORIAN)
    ('XXXX-06-01/XXXX-06-10', 'XXXX-06-21/XXXX-06-30')
    >>> _phase_symbol("XXXX-06", 3, HIJRI), _phase_symbol("P-1Y", 3, GREGORIAN)
    ('XXXX-06-21/XXXX-06-XX', 'P-1Y')
    """
    year, _, month = symbol.partition("-")
    if year != "XXXX" or not (month.isdecimal() or month == "XX"):
        return symbol
    last_day = "XX" if calendar == HIJRI else _LAST_DAYS.get(month, "XX")
    first, last = (("01", "10"), ("11", "20"), ("21", last_day))[part - 1]
    return f"{symbol}-{first}/{symbol}-{last}"


def since(symbol: str) -> str:
    """The notation of what begins with a stretch.

    >>> since("P-1D"), since("XXXX-06-01/XXXX-06-10")
    ('P-1D/..', 'XXXX-06-01/..')
    """
    return f"{symbol.partition('/')[0]}/.."


def until(symbol: str) -> str:
    """The notation of what ends with a stretch.

    >>> until("P-1D"), until("XXXX-06-01/XXXX-06-10")
    ('../P-1D', '../XXXX-06-10')
    """
    return f"../{symbol.rpartition('/')[2]}"


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches.

    >>> easter(2013)
    datetime.date(2013, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def iso_of(days: Days, granularity: str) -> str:
    """The notation of known days: the unit where they are one, else an interval.

    >>> iso_of(month_days(2019, 6), "month"), iso_of(Days(dt.date(2019, 6, 1), None), "month")
    ('2019-06', '2019-06/..')
    """
    first, last = days
    whole = {"week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "C"}.get(granularity, "D")
    if first is None or last is None:
        edge = around(first, whole).first if first else around(last, whole).last
        named = _point(first or last, granularity if edge == (first or last) else "day")
        return "" if named == "" else (f"{named}/.." if first else f"../{named}")
    if around(first, whole) == days:
        return _point(first, granularity)
    return f"{_point(first, 'day')}/{_point(last, 'day')}"


def _point(date: dt.date | None, granularity: str) -> str:
    if date is None:
        return ""
    if granularity == "week":
        year, week, _ = date.isocalendar()
        return f"{year:04}-W{week:02}"
    text = date.isoformat()
    ends = {"month": 7, "year": 4, "decade": 3, "century": 2}
    return text[: ends.get(granularity, 10)] + {"decade": "X", "century": "XX"}.get(granularity, "")
