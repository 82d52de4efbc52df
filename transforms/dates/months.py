"""What a match of each rule with the name of a month means."""

import datetime as dt

from transforms.dates.parts import Parts, is_hijri_month
from transforms.dates.reference import Reference, dated, month_value, period, readers
from transforms.dates.symbols import FIRST_HIJRI
from transforms.dates.values import (
    GRAIN,
    NO_DAYS,
    RELATIVE,
    Days,
    Value,
    day,
    month_days,
    phased,
)


def _twin(parts: Parts) -> int | None:
    return parts.month("twin_") or parts.month("pair_")


def _twin_differs(parts: Parts, month: int | None) -> bool:
    twin = _twin(parts) or parts.month("first_")
    return bool(twin and month and twin != month and is_hijri_month(twin) == is_hijri_month(month))


def day_of_month(parts: Parts, reference: Reference) -> Value | None:
    """15 May, the fifteenth of May of last year."""
    month = parts.month()
    return None if _twin_differs(parts, month) else month_value(parts, reference, month, parts.day())


def days_of_month(parts: Parts, reference: Reference) -> Value | None:
    """13 to 15 July."""
    if parts.role(0, "plural") not in (None, "D"):
        return None
    return _days(parts, reference, parts.number("from_day"), parts.number("day"))


def ordinal_days_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The fifteenth to the seventeenth of July."""
    name = next((name for name in ("until", "until_dash") if name in parts), None)
    head = parts.role(0, "day_noun") or parts.role(0, "plural")
    if head not in (None, "D"):
        return None
    second = (n for n in range(2 if head else 1, len(parts.words)) if parts.role(n, "ordinal"))
    at = parts.captures[name] if name else next(second, 0)
    return _days(parts, reference, parts.ordinal(0, at), parts.ordinal(at)) if at else None


def _days(parts: Parts, reference: Reference, start: int, end: int) -> Value | None:
    if not 0 < start < end:
        return None
    month = parts.month()
    if month is None:
        first, last = (_numbered(number, this_month(parts, reference)) for number in (start, end))
    else:
        first, last = (month_value(parts, reference, month, number) for number in (start, end))
    if first is None or last is None:
        return None
    return first._replace(days=Days(first.days.first, last.days.last), iso=f"{first.iso}/{last.iso}")


def month(parts: Parts, reference: Reference) -> Value | None:
    """May, May/May, May 2018; two months joined by a stroke are a range."""
    named = parts.month()
    if _twin_differs(parts, named):
        return _months(parts, reference, named, _twin(parts))
    return month_value(parts, reference, named)


def months(parts: Parts, reference: Reference) -> Value | None:
    """May to July 2018; the months May, June and July; one month by both its names is none of them."""
    start, end = parts.month("from_"), parts.month()
    return None if start == end else _months(parts, reference, start, end)


def _months(parts: Parts, reference: Reference, start: int | None, end: int | None) -> Value | None:
    first, last = month_value(parts, reference, start), month_value(parts, reference, end)
    if not first or not last or (first.days.first and last.days.first and first.days.first > last.days.first):
        return None
    return last._replace(
        days=Days(first.days.first, last.days.last), iso=f"{first.iso}/{last.iso}", is_weak=False
    )


def month_digits(parts: Parts, reference: Reference) -> Value | None:
    """The eleventh month; but not: one month."""
    number = parts.cardinal() or 0
    is_count = parts.role(1, "whole") is not None
    return month_value(parts, reference, number) if 1 <= number <= 12 and not is_count else None


def month_by_number(parts: Parts, reference: Reference) -> Value | None:
    """The third month of last year."""
    number = parts.ordinal(0, 3)
    is_hijri = parts.year.is_hijri
    return month_value(parts, reference, number + FIRST_HIJRI * is_hijri) if 1 <= number <= 12 else None


def opening_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The first two days of Ramadan."""
    value, (number, code) = _month_named(parts, reference), parts.opening()
    if value is None or code not in ("D", "W") or (number or 1) * (7 if code == "W" else 1) > 28:
        return None
    if number is None:  # the first days
        return phased(value, 1, "month")
    first = value.days.first
    days = (
        Days(first, first + dt.timedelta(days=number * (7 if code == "W" else 1) - 1)) if first else NO_DAYS
    )
    symbol = f"{value.iso}/{period(number, code)}"
    return dated(value.kind, GRAIN[code], days, symbol, value.calendar)


def tenth_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The last ten days of Ramadan."""
    value = _month_named(parts, reference)
    return phased(value, parts.value("phase"), "month") if value and parts.cardinal(0, 1) == 10 else None


def first_of_month(parts: Parts, reference: Reference) -> Value | None:
    """The first or last of May."""
    value = month_value(parts, reference, parts.month())
    return value and edge(value, parts.value("first"))


def edge(value: Value, which: int) -> Value:
    """The first or the last day of a value."""
    if which > 0:
        return _one_day(value, value.days.first, f"{value.iso}-01")
    return _one_day(value, value.days.last, f"{value.iso}-XX")


def _one_day(value: Value, one: dt.date | None, symbol: str = "") -> Value:
    """A value cut down to one of its days."""
    iso = str(one or symbol)
    return value._replace(granularity="day", days=Days(one, one), iso=iso, is_weak=False)


def month_day(parts: Parts, reference: Reference) -> Value | None:
    """February the fourteenth; July 14, 2015."""
    return (
        None
        if is_hijri_month(parts.month() or 0)
        else month_value(parts, reference, parts.month(), parts.day())
    )


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
    which = next((name for name in ("last", "portion_last", "weekday_last") if name in parts), None)
    is_last = which is not None
    if value is None or (which and int(parts.role(parts.captures[which], "modifier") or 0) >= 0):
        return None
    if parts.role(0, "plural"):  # the last days
        return phased(value, 3, "month") if is_last and parts.role(0, "plural") == "D" else None
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
    return None if parts.role(1, "plural") not in (None, "D") else value and _nth(parts, value, number)


def _nth(parts: Parts, value: Value, number: int) -> Value | None:
    """The n-th day, weekday or week of a month; -1 the last."""
    first, last = value.days
    if not first or not last:
        return value._replace(granularity="day", is_weak=False)
    names = [name for name in ("weekday", "weekday_bare") if name in parts]
    if names:
        weekday = int(parts.role(parts.captures[names[0]], names[0]) or 0)
        options = [
            one
            for n in range((last - first).days + 1)
            if (one := first + dt.timedelta(n)).isoweekday() == weekday
        ]
        found = options[number if number < 0 else number - 1] if number <= len(options) else None
        return _one_day(value, found) if found else None
    if parts.has_role("week_noun"):
        start = first + dt.timedelta(days=7 * (number - 1)) if number > 0 else last - dt.timedelta(days=6)
        return dated(value.kind, "week", Days(start, start + dt.timedelta(days=6)), "", value.calendar)
    if number < 0:
        return edge(value, -1)
    found = first + dt.timedelta(days=number - 1)
    return _one_day(value, found) if found <= last else None


READERS = readers(
    day_of_month,
    days_of_month,
    ordinal_days_of_month,
    month,
    months,
    month_digits,
    month_by_number,
    tenth_of_month,
    opening_of_month,
    first_of_month,
    month_day,
    day_of_this_month,
    day_of_current,
    part_of_month,
    nth_of_month,
)
