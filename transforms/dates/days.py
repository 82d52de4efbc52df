"""What a match of each rule with digits, weekdays or adverbs means."""

import datetime as dt

from transforms.dates.parts import Parts
from transforms.dates.reference import HEADLINE, Reference, dated, from_now, month_value, readers
from transforms.dates.symbols import FIRST_HIJRI
from transforms.dates.values import (
    ABSOLUTE,
    GRAIN,
    GREGORIAN,
    HIJRI,
    NO_DAYS,
    RELATIVE,
    Days,
    Value,
    day,
    hijri_day,
    hijri_days,
    monday,
    month_days,
)

_SYMBOLS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
NEWS = 2  # days that a headline looks back at most


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
    month = parts.number("number_month") + FIRST_HIJRI * reference.is_hijri
    value = month_value(parts, reference, month, parts.number("day"))
    return value._replace(is_weak=True) if value and parts.number("number_month") <= 12 else None


def weekday_day_month_digits(parts: Parts, reference: Reference) -> Value | None:
    """Saturday 2-10: in the calendar in which the weekday is right."""
    month_number, number = parts.number("number_month"), parts.number("day")
    if month_number > 12:
        return None
    weekday = int(parts.value("weekday"))
    value = month_value(parts, reference, month_number + FIRST_HIJRI * reference.is_hijri, number)
    if reference.day is None or (value and value.days.first and value.days.first.isoweekday() == weekday):
        return value
    hijri = month_value(parts, reference, month_number + FIRST_HIJRI, number)
    is_right = hijri and hijri.days.first and hijri.days.first.isoweekday() == weekday
    return hijri if is_right else value and value._replace(note="contradiction")


def weekday(parts: Parts, reference: Reference) -> Value | None:
    """A bare weekday is the last one up to the publication day, unless the sentence tells of the future.

    Headlines tell of what is to come in the present: there one that is days ago is the next.
    """
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
            found = monday(now) + dt.timedelta(days=name - 1)
    elif parts.has_role("this") or reference.is_forward or (reference.tense == HEADLINE and back > NEWS):
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
    one = monday(now) + dt.timedelta(days=7 * direction * times + name - 1) if now else None
    return dated(RELATIVE, "day", Days(one, one), f"XXXX-WXX-{name}")


def adverb(parts: Parts, reference: Reference) -> Value | None:
    """Yesterday, today, tomorrow, the day before yesterday; `before tomorrow` is an open end."""
    offset = parts.value("adverb")
    now = reference.day
    if "before_shift" in parts and offset < 0:
        offset -= 1
    elif "after_shift" in parts and offset > 0:
        offset += 1
    elif now and "before_shift" in parts:
        return dated(RELATIVE, "day", Days(None, now + dt.timedelta(days=offset - 1)), "")
    elif now and "after_shift" in parts:
        return dated(RELATIVE, "day", Days(now + dt.timedelta(days=offset + 1), None), "")
    return _day_from_now(offset, reference)


def _day_from_now(offset: int, reference: Reference) -> Value:
    found = reference.day + dt.timedelta(days=offset) if reference.day else None
    return dated(RELATIVE, "day", Days(found, found), from_now(offset, "D"))


def day_before_yesterday(parts: Parts, reference: Reference) -> Value | None:
    """The first of yesterday, yesterday the first."""
    name = "adverb" if "adverb" in parts else "ordinal_adverb"
    if parts.value(name) >= 0:
        return None
    return _day_from_now(-2, reference)


def part_of_day(parts: Parts, reference: Reference) -> Value | None:
    """Last night, this evening."""
    direction, times = parts.shifted() if "modifier" in parts else (0, 1)
    if parts.role(0, "this") and parts.has_role("ambiguous"):
        return None  # this age
    return _day_from_now(direction * times, reference)


def day_of_same(parts: Parts, _: Reference) -> Value | None:
    """The 28th of it, of the same month: see `antecedents`."""
    number = parts.day()
    return Value(RELATIVE, "day", NO_DAYS, f"XXXX-XX-{number:02}") if 1 <= number <= 31 else None


def same_unit(parts: Parts, _: Reference) -> Value | None:
    """The same year, the following day: see `antecedents`."""
    symbol = _SYMBOLS.get(parts.unit)
    is_leading = bool(parts.value("leading_same")) if "leading_same" in parts else True
    if not symbol or not is_leading:  # himself today
        return None
    return Value(RELATIVE, GRAIN[parts.unit], NO_DAYS, symbol)


READERS = readers(
    day_of_same,
    same_unit,
    day_month_year_digits,
    days_of_month_digits,
    year_month_day_digits,
    month_year_digits,
    day_month_digits,
    weekday_day_month_digits,
    weekday,
    last_weekday,
    weekday_of_week,
    adverb,
    day_before_yesterday,
    part_of_day,
)
