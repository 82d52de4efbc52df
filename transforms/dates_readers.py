"""What a match of each rule with a month, a weekday or a day means; `dates_units` reads the other rules."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from transforms.dates_parts import FIRST_HIJRI, Parts, YearWords, is_hijri_month
from transforms.dates_values import (
    ABSOLUTE, GREGORIAN, HIJRI, NO_DAYS, RELATIVE, Days, Value, day, hijri_day, hijri_days, hijri_of, iso_of,
    month_days, week_days, year_days,
)  # fmt: skip

HALF_YEAR, THREE_QUARTERS = dt.timedelta(days=180), dt.timedelta(days=270)


class Reference(NamedTuple):
    """What a date counts from: the publication day, None if unknown, and the tense of the sentence.

    `tense`: 1 if it tells of the future, -1 if not, 0 where an expression stands alone and has no tense.
    """

    day: dt.date | None
    tense: int = 0

    @property
    def is_forward(self) -> bool:
        """Whether the sentence tells of the future."""
        return self.tense > 0


Reader = Callable[[Parts, Reference], Value | None]


def dated(kind: str, granularity: str, days: Days, symbol: str, calendar: str = GREGORIAN, is_weak: bool = False) -> Value:
    """A value with the notation of its days, or the symbol where none are known."""
    return Value(kind, granularity, days, iso_of(days, granularity) or symbol, calendar, is_weak)


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
        if reference.tense < 0 and days.first - now > THREE_QUARTERS:
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


def month_value(parts: Parts, reference: Reference, month: int | None, number: int | None = None) -> Value | None:
    """A month, or a day of it, in the year that the match tells."""
    if month is None or (number is not None and not 1 <= number <= 31):
        return None
    words = parts.year()
    if words.is_hijri and not is_hijri_month(month):
        return None
    days = placed(month, number, words, reference)
    if number and days == NO_DAYS and (words.number or reference.day):
        if not is_hijri_month(month) or number > 30:
            return None  # no such day
    kind = RELATIVE if words.is_relative else ABSOLUTE
    calendar = HIJRI if is_hijri_month(month) else GREGORIAN
    is_bare = number is None and words == YearWords() and "noun" not in parts
    return dated(kind, "day" if number else "month", days, _symbol(month, number), calendar, is_bare)


def _twin(parts: Parts) -> int | None:
    return parts.month("twin_") or parts.month("pair_")


def _twin_differs(parts: Parts, month: int | None) -> bool:
    twin = _twin(parts)
    return bool(twin and month and twin != month and is_hijri_month(twin) == is_hijri_month(month))


def day_of_month(parts: Parts, reference: Reference) -> Value | None:
    """15 May, the fifteenth of May of last year."""
    month = parts.month()
    return None if _twin_differs(parts, month) else month_value(parts, reference, month, parts.day())


def days_of_month(parts: Parts, reference: Reference) -> Value | None:
    """13 to 15 July."""
    month, start, end = parts.month(), parts.number("from_day"), parts.number("day")
    if start >= end:
        return None
    first, last = (month_value(parts, reference, month, number) for number in (start, end))
    if first is None or last is None:
        return None
    return first._replace(
        days=Days(first.days.first, last.days.last),
        iso=f"{first.iso}/{last.iso}",
    )


def month(parts: Parts, reference: Reference) -> Value | None:
    """May, May/May, May 2018; two months joined by a stroke are a range."""
    named = parts.month()
    if _twin_differs(parts, named):
        return _months(parts, reference, named, _twin(parts))
    return month_value(parts, reference, named)


def months(parts: Parts, reference: Reference) -> Value | None:
    """May to July 2018."""
    return _months(parts, reference, parts.month("from_"), parts.month())


def _months(parts: Parts, reference: Reference, start: int | None, end: int | None) -> Value | None:
    first, last = month_value(parts, reference, start), month_value(parts, reference, end)
    if not first or not last or (first.days.first and last.days.first and first.days.first > last.days.first):
        return None
    return last._replace(days=Days(first.days.first, last.days.last), iso=f"{first.iso}/{last.iso}", is_weak=False)


def month_digits(parts: Parts, reference: Reference) -> Value | None:
    """The eleventh month."""
    number = parts.cardinal() or 0
    return month_value(parts, reference, number) if 1 <= number <= 12 else None


def first_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The first or last of May."""
    value = month_value(parts, reference, parts.month())
    return value and edge(value, parts.value("first"))


def edge(value: Value, which: int) -> Value:
    """The first or the last day of a value."""
    one = value.days.first if which > 0 else value.days.last
    return value._replace(granularity="day", days=Days(one, one), iso=str(one or f"{value.iso}-XX"), is_weak=False)


def month_day(parts: Parts, reference: Reference) -> Value | None:
    """February the fourteenth; July 14, 2015."""
    return None if is_hijri_month(parts.month() or 0) else month_value(parts, reference, parts.month(), parts.day())


def this_month(parts: Parts, reference: Reference) -> Days:
    """The current, last or next month."""
    direction, times = parts.shifted("month_") if "month_modifier" in parts else (0, 1)
    now = reference.day
    return month_days(now.year, now.month + direction * times) if now else NO_DAYS


def day_of_this_month(parts: Parts, reference: Reference) -> Value | None:
    """The 19th of this month."""
    return _numbered(parts.day(), this_month(parts, reference))


def _numbered(number: int, days: Days) -> Value | None:
    if not 1 <= number <= 31:
        return None
    found = day(days.first.year, days.first.month, number) if days.first else None
    return dated(RELATIVE, "day", Days(found, found), f"XXXX-XX-{number:02}")


def day_of_current(parts: Parts, reference: Reference) -> Value | None:
    """The 15th inst."""
    if parts.value("modifier") != 0:
        return None
    now = reference.day
    return _numbered(parts.number("day"), month_days(now.year, now.month) if now else NO_DAYS)


def _month_named(parts: Parts, reference: Reference) -> Value | None:
    """The month of `the first week of ...`: by name, or this, last or next one."""
    if "month_modifier" in parts or "month_this" in parts or "month_this2" in parts:
        return dated(RELATIVE, "month", this_month(parts, reference), "XXXX-XX")
    return month_value(parts, reference, parts.month())


def part_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The second week of August, the first half of this month."""
    value = _month_named(parts, reference)
    modifier = next((parts.captures[name] for name in ("last", "portion_last") if name in parts), None)
    is_last = modifier is not None
    if value is None or (modifier is not None and int(parts.role(modifier, "modifier") or 0) >= 0):
        return None
    number = -1 if is_last else parts.ordinal()
    if "portion" not in parts:
        return _nth(parts, value, number)
    of = parts.value("portion")
    number = of if is_last else number
    if not 1 <= number <= of:
        return None
    first, last = value.days
    if first and last:
        starts = [first + dt.timedelta(days=30 * n // of) for n in range(of)]
        end = last if number == of else starts[number] - dt.timedelta(days=1)
        return dated(value.kind, "month", Days(starts[number - 1], end), "", value.calendar)
    return value._replace(is_weak=False)


def nth_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The first Tuesday, the third day, the last week of a month."""
    value = _month_named(parts, reference)
    number = parts.value("first") if "first" in parts else parts.ordinal()
    return value and _nth(parts, value, number)


def _nth(parts: Parts, value: Value, number: int) -> Value | None:
    """The n-th day, weekday or week of a month; -1 the last."""
    first, last = value.days
    if not first or not last:
        return value._replace(granularity="day", is_weak=False)
    names = [name for name in ("weekday", "weekday_bare") if name in parts]
    if names:
        weekday = int(parts.role(parts.captures[names[0]], names[0]) or 0)
        options = [one for n in range((last - first).days + 1) if (one := first + dt.timedelta(n)).isoweekday() == weekday]
        found = options[number if number < 0 else number - 1] if number <= len(options) else None
        return value._replace(granularity="day", days=Days(found, found), iso=str(found), is_weak=False) if found else None
    if parts.has_role("week_noun"):
        start = first + dt.timedelta(days=7 * (number - 1)) if number > 0 else last - dt.timedelta(days=6)
        return dated(value.kind, "week", Days(start, start + dt.timedelta(days=6)), "", value.calendar)
    if number < 0:
        return edge(value, -1)
    found = first + dt.timedelta(days=number - 1)
    return value._replace(granularity="day", days=Days(found, found), iso=str(found), is_weak=False) if found <= last else None


def _digits(parts: Parts, year: int, month_number: int, number: int) -> Value | None:
    is_hijri = "hijri" in parts or 1300 <= year < 1500
    found = hijri_day(year, month_number, number) if is_hijri else day(year, month_number, number)
    if found is None and not (is_hijri and 1 <= month_number <= 12 and 1 <= number <= 30):
        return None
    calendar = HIJRI if is_hijri else GREGORIAN
    return dated(ABSOLUTE, "day", Days(found, found), f"{year}-{month_number:02}-{number:02}", calendar)


def day_month_year_digits(parts: Parts, _: Reference) -> Value | None:
    """14/6/2019, 14-09-1432, and the American 6/25/2019; years of two digits are of this century."""
    number, month_number, year = parts.number("day"), parts.number("number_month"), parts.number("year")
    digits = parts.words[parts.captures["year"]]
    if len(digits) == 2 and "dot" not in parts:
        year += 1400 if "hijri" in parts else 2000 if year < 69 else 1900
    elif len(digits) != 4 or year > 2199:
        return None
    return _digits(parts, year, month_number, number) or _digits(parts, year, number, month_number)


def days_of_month_digits(parts: Parts, _: Reference) -> Value | None:
    """8 to 29/11/1433."""
    year, month_number = parts.number("year"), parts.number("number_month")
    first = _digits(parts, year, month_number, parts.number("from_day"))
    last = _digits(parts, year, month_number, parts.number("day"))
    if not first or not last or parts.number("from_day") >= parts.number("day"):
        return None
    return last._replace(days=Days(first.days.first, last.days.last), iso=f"{first.iso}/{last.iso}")


def year_month_day_digits(parts: Parts, _: Reference) -> Value | None:
    """2019-06-14."""
    return _digits(parts, parts.number("year"), parts.number("number_month"), parts.number("day"))


def month_year_digits(parts: Parts, _: Reference) -> Value | None:
    """9/2021."""
    month_number, year = parts.number("number_month"), parts.number("year")
    if month_number > 12:
        return None
    if "hijri" in parts or 1300 <= year < 1500:
        return dated(ABSOLUTE, "month", hijri_days(year, month_number), f"{year}-{month_number:02}", HIJRI)
    return dated(ABSOLUTE, "month", month_days(year, month_number), "") if year >= 1800 else None


def day_month_digits(parts: Parts, reference: Reference) -> Value | None:
    """21-09: a date only where something says so."""
    value = month_value(parts, reference, parts.number("number_month"), parts.number("day"))
    return value._replace(is_weak=True) if value and parts.number("number_month") <= 12 else None


def weekday_day_month_digits(parts: Parts, reference: Reference) -> Value | None:
    """Saturday 2-10: in the calendar in which the weekday is right."""
    month_number, number = parts.number("number_month"), parts.number("day")
    if month_number > 12:
        return None
    weekday = int(parts.value("weekday"))
    value = month_value(parts, reference, month_number, number)
    if reference.day is None or (value and value.days.first and value.days.first.isoweekday() == weekday):
        return value
    hijri = month_value(parts, reference, month_number + FIRST_HIJRI, number)
    is_right = hijri and hijri.days.first and hijri.days.first.isoweekday() == weekday
    return hijri if is_right else value and value._replace(note="contradiction")


def weekday(parts: Parts, reference: Reference) -> Value | None:
    """A bare weekday is the last one up to the publication day, unless the sentence tells of the future."""
    name = int(parts.value("weekday"))
    symbol = f"XXXX-WXX-{name}"
    now = reference.day
    if now is None:
        return dated(RELATIVE, "day", NO_DAYS, symbol)
    back, ahead = (now.isoweekday() - name) % 7, (name - now.isoweekday()) % 7
    if parts.has_role("adverb"):  # today Thursday, even when it is published late
        found = now - dt.timedelta(days=back) if back <= 3 else now + dt.timedelta(days=ahead)
        return dated(RELATIVE, "day", Days(found, found), symbol)
    if "modifier" in parts:
        direction, times = parts.shifted()
        if direction < 0:
            found = now - dt.timedelta(days=(back or 7) + 7 * (times - 1))
        elif direction > 0:
            found = now + dt.timedelta(days=(ahead or 7) + 7 * (times - 1))
        else:
            found = week_days(now)[0] + dt.timedelta(days=name - 1)  # type: ignore[operator]
    elif parts.has_role("this") or reference.is_forward:
        found = now + dt.timedelta(days=ahead)
    else:
        found = now - dt.timedelta(days=back)
    return dated(RELATIVE, "day", Days(found, found), symbol)


def last_weekday(parts: Parts, reference: Reference) -> Value | None:
    """The last Tuesday before now."""
    role = "weekday" if "weekday" in parts else "weekday_bare"
    name = int(parts.role(parts.captures[role], role) or 0)
    if parts.value("first") > 0:
        return None
    now = reference.day
    found = now - dt.timedelta(days=(now.isoweekday() - name) % 7 or 7) if now else None
    return dated(RELATIVE, "day", Days(found, found), f"XXXX-WXX-{name}")


def weekday_of_week(parts: Parts, reference: Reference) -> Value | None:
    """Wednesday of last week."""
    name = int(parts.value("weekday"))
    direction, times = parts.shifted() if "modifier" in parts else (0, 1)
    now = reference.day
    found = week_days(now + dt.timedelta(days=7 * direction * times)).first if now else None
    one = found + dt.timedelta(days=name - 1) if found else None
    return dated(RELATIVE, "day", Days(one, one), f"XXXX-WXX-{name}")


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        day_month_year_digits, year_month_day_digits, weekday_day_month_digits, month_year_digits, day_month_digits,
        days_of_month, day_of_month, day_of_this_month, day_of_current, nth_of_month, part_of_month, days_of_month_digits, first_of_month, month_day,
        months, month_digits, month, weekday_of_week, last_weekday, weekday,
    )
}  # fmt: skip
