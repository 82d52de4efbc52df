"""What a match of each rule with years, units, durations or adverbs means."""

import datetime as dt

from transforms.dates_parts import Parts
from transforms.dates_readers import Reader, Reference, dated
from transforms.dates_values import (
    ABSOLUTE, DURATION, GRAIN, GREGORIAN, HIJRI, NO_DAYS, ONE_DAY, RELATIVE, SEASONS, SET, Days, Value, around,
    hijri_days, hijri_of, month_days, season_days, shift, third, year_days,
)  # fmt: skip

SHORT = ("H", "MIN", "S")  # units that have no days
_ISO_UNIT = {"H": "H", "MIN": "M", "S": "S", "C": "CE", "DE": "DE", "SEASON": "SE"}
_PORTIONS = {2: "half", 3: "month", 4: "quarter"}


def period(number: int | None, code: str) -> str:
    """The notation of a duration.

    >>> period(9, "Y"), period(24, "H"), period(None, "D")
    ('P9Y', 'PT24H', 'PXD')
    """
    time = "T" if code in SHORT else ""
    return f"P{time}{'X' if number is None else number}{_ISO_UNIT.get(code, code)}"


def _from_now(offset: int, code: str) -> str:
    return f"P{'-' if offset < 0 else '+'}{abs(offset)}{_ISO_UNIT.get(code, code)}"


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
    return dated(RELATIVE, "day", Days(found, found), _from_now(offset, "D"))


def day_before_yesterday(parts: Parts, reference: Reference) -> Value | None:
    """The first of yesterday, yesterday the first."""
    name = "adverb" if "adverb" in parts else "ordinal_adverb"
    if parts.value(name) >= 0:
        return None
    return _day_from_now(-2, reference)


def part_of_day(parts: Parts, reference: Reference) -> Value | None:
    """Last night, this evening."""
    direction, times = parts.shifted() if "modifier" in parts else (0, 1)
    return _day_from_now(direction * times, reference)


def _year_value(number: int, is_hijri: bool, is_weak: bool = False, until: int | None = None) -> Value | None:
    if until is not None and not number < until <= number + 150:
        return None
    if is_hijri:
        first, last = hijri_days(number).first, hijri_days(until or number).last
        return dated(ABSOLUTE, "year", Days(first, last), f"{number:04}", HIJRI, is_weak)
    return dated(ABSOLUTE, "year", year_days(number, until), f"{number:04}", GREGORIAN, is_weak)


def year_range(parts: Parts, _: Reference) -> Value | None:
    """2014-2015, 2014/15, the years 2010 and 2011."""
    name = "until_year" if "until_year" in parts else "until_other_year"
    number, digits = parts.number("year"), parts.words[parts.captures[name]]
    until = number // 100 * 100 + int(digits) if len(digits) == 2 else int(digits)
    is_plain = parts.role(0, "year_noun") is None
    is_worded = name != "until_year"
    is_weak = is_plain and is_worded
    is_short = len(digits) == 2 and not is_worded and number < until <= number + 20
    if until == number - 1 and not is_worded:
        number, until = until, number  # written from left to right
    if not (len(digits) == 4 or is_short) or (is_plain and number < 1800 and "hijri" not in parts):
        return None
    return _year_value(number, parts.year().is_hijri, is_weak, until)


def year_named(parts: Parts, _: Reference) -> Value | None:
    """The year 2015, the Hijri year 1436."""
    words = parts.year()
    is_hijri = words.is_hijri or (parts.has_role("hijri_era") and parts.number("year") < 1500)
    return _year_value(parts.number("year"), is_hijri)


def year_restated(parts: Parts, _: Reference) -> Value | None:
    """Last year, 2014."""
    return _year_value(parts.number("year"), parts.year().is_hijri)


def year_in_words(parts: Parts, _: Reference) -> Value | None:
    """The year two thousand and seventeen."""
    number = parts.year().number or 0
    return _year_value(number, 1300 <= number < 1500) if 1000 <= number < 2200 else None


def year_with_era(parts: Parts, _: Reference) -> Value | None:
    """2015 AD, 1436 AH."""
    number = parts.number("year")
    if "hijri" in parts:
        return _year_value(number, True) if number < 1500 else None
    return _year_value(number, False, is_weak=number % 100 == 0) if 1500 <= number <= 2100 else None


def short_year(parts: Parts, _: Reference) -> Value | None:
    """The year '79."""
    digits = parts.words[parts.captures["short"]]
    number = 1900 + int(digits) if len(digits) == 2 and int(digits) >= 40 else 0
    return _year_value(number, False) if number and "hijri" not in parts else None


def year_alone(parts: Parts, _: Reference) -> Value | None:
    """2015."""
    return _year_value(parts.number("year"), False, is_weak=True)


def _year_said(parts: Parts, reference: Reference) -> tuple[int | None, str]:
    words = parts.year()
    if words.number is not None:
        return words.number, ABSOLUTE
    offset = words.offset if words.offset is not None else (words.direction or 0) * words.times
    return (reference.day.year + offset if reference.day else None), RELATIVE


def portion(parts: Parts, reference: Reference) -> Value | None:
    """The first quarter of the current year, the second half of 2015."""
    number, of = parts.ordinal(), parts.value("portion")
    if not 1 <= number <= of:
        return None
    year, kind = _year_said(parts, reference)
    length = 12 // of
    days = NO_DAYS
    if year:
        days = Days(month_days(year, length * (number - 1) + 1).first, month_days(year, length * number).last)
    value = dated(kind, _PORTIONS[of], days, f"XXXX-{'HTQ'[of - 2]}{number}")
    return value._replace(is_weak=not parts.year().is_relative and parts.year().number is None)


def portion_of_century(parts: Parts, reference: Reference) -> Value | None:
    """The second half of the twentieth century."""
    at = parts.captures["century"]
    number, of = parts.ordinal(0, at), parts.value("portion")
    if parts.code("century") != "C" or not 1 <= number <= of:
        return None
    if "century_modifier" in parts:
        century = reference.day.year // 100 + parts.value("century_modifier") if reference.day else None
    else:
        century = parts.ordinal(at + 1) - 1
    if century is None:
        return dated(RELATIVE, "century", NO_DAYS, "")
    first = 100 * century + 100 * (number - 1) // of
    kind = RELATIVE if "century_modifier" in parts else ABSOLUTE
    return dated(kind, "century", year_days(first, 100 * century + 100 * number // of - 1), "")


def months_of_year(parts: Parts, reference: Reference) -> Value | None:
    """The first nine months of the current year."""
    number, code = parts.cardinal(), parts.unit()
    if parts.ordinal() != 1 or code not in ("D", "W", "M"):
        return None
    year, kind = _year_said(parts, reference)
    if not year or not number:
        return dated(kind, GRAIN[code], NO_DAYS, f"XXXX/{period(number, code)}")
    first = dt.date(year, 1, 1)
    last = month_days(year, number).last if code == "M" else first + dt.timedelta(days=number * (7 if code == "W" else 1) - 1)
    return dated(kind, GRAIN[code], Days(first, last), "")


def season(parts: Parts, reference: Reference) -> Value | None:
    """Summer 2015, the summer of last year."""
    code = parts.role(parts.captures["season"], "season") or ""
    year, kind = _year_said(parts, reference)
    return dated(kind, "season", season_days(code, year) if year else NO_DAYS, f"XXXX-{code}")


def decade(parts: Parts, reference: Reference) -> Value | None:
    """The seventies, the 1870s; small tens without a century are ages."""
    tens = parts.value("decade")
    if "century" in parts:
        if parts.code("century") != "C":
            return None
        number = parts.ordinal()
        if "modifier" in parts:
            first = _century_from_now(parts, reference)
            if first is None:
                return dated(RELATIVE, "decade", NO_DAYS, f"XX{tens // 10}X")
            return dated(RELATIVE, "decade", year_days(first + tens, first + tens + 9), "")
        first = 100 * (number - 1)
        return dated(ABSOLUTE, "decade", year_days(first + tens, first + tens + 9), "") if 1 <= number <= 21 else None
    if tens < 50:
        return None
    return dated(ABSOLUTE, "decade", year_days(1900 + tens, 1909 + tens), "")


def _century_from_now(parts: Parts, reference: Reference) -> int | None:
    direction, times = parts.shifted()
    return reference.day.year // 100 * 100 + 100 * direction * times if reference.day else None


def century(parts: Parts, _: Reference) -> Value | None:
    """The nineteenth century."""
    number = parts.number("number_century") if "number_century" in parts else parts.ordinal()
    if parts.code("century") != "C" or not 1 <= number <= 30:
        return None
    if parts.has_role("hijri_era"):
        first, last = hijri_days(100 * (number - 1) + 1).first, hijri_days(100 * number).last
        return dated(ABSOLUTE, "century", Days(first, last), f"{number - 1:02}XX", HIJRI)
    return dated(ABSOLUTE, "century", year_days(max(1, 100 * (number - 1)), 100 * number - 1), "")


def unit_shifted(parts: Parts, reference: Reference) -> Value | None:
    """Last week, the year before last, next summer."""
    direction, times = parts.shifted()
    code = parts.unit()
    if code in SHORT or (code == "D" and parts.role(len(parts.words) - 1, "blocker") is not None):
        return None
    return _unit_from_now(parts, reference, code, direction * times)


def this_unit(parts: Parts, reference: Reference) -> Value | None:
    """This year."""
    code = parts.unit()
    return None if code in SHORT else _unit_from_now(parts, reference, code, 0)


def _unit_from_now(parts: Parts, reference: Reference, code: str, offset: int) -> Value | None:
    now, granularity = reference.day, GRAIN[code]
    symbol = _from_now(offset, code)
    if parts.has_role("plural"):  # these days
        return dated(RELATIVE, granularity, NO_DAYS, symbol)
    if now is None or code == "SEASON" or (parts.has_role("kind") and not parts.has_role("hijri_era")):
        return dated(RELATIVE, granularity, NO_DAYS, symbol)
    if parts.has_role("kind") and parts.has_role("hijri_era") and code == "Y":
        hijri = hijri_of(now)
        return dated(RELATIVE, "year", hijri_days(hijri[0] + offset) if hijri else NO_DAYS, symbol, HIJRI)
    if code in SEASONS:
        return dated(RELATIVE, granularity, _season_from(now, code, offset), symbol)
    return dated(RELATIVE, granularity, around(shift(now, code, offset), code), symbol)


def _season_from(now: dt.date, code: str, offset: int) -> Days:
    seasons = [season_days(code, now.year + n) for n in range(-3, 4)]
    if offset < 0:
        return [days for days in seasons if days.last and days.last < now][offset]
    if offset > 0:
        return [days for days in seasons if days.first and days.first > now][offset - 1]
    return next(days for days in seasons if days.last and days.last >= now)


def phase_of_unit(parts: Parts, reference: Reference) -> Value | None:
    """The end of the year, of the month, of the week: the current one."""
    code = parts.unit()
    if code not in ("D", "W", "M", "Y", "C", "DE"):
        return None
    days = around(reference.day, code)
    if code != "D":
        days = third(days, parts.value("phase"), GRAIN[code])
    return dated(RELATIVE, GRAIN[code], days, _from_now(0, code))


def _span_of_units(now: dt.date | None, number: int | None, code: str, direction: int) -> Days:
    """The last or next n units without the current one; open where the number is unknown."""
    if now is None or direction == 0 or code in SHORT or code == "SEASON":
        return NO_DAYS
    near = around(shift(now, code, direction), code)
    far = around(shift(now, code, direction * number), code) if number else NO_DAYS
    return Days(far.first, near.last) if direction < 0 else Days(near.first, far.last)


def units_shifted(parts: Parts, reference: Reference) -> Value | None:
    """The last five years, the coming days."""
    name = next(name for name in ("modifier", "second_modifier", "third_modifier") if name in parts)
    direction = parts.value(name)
    counts = parts.counts()
    code = counts[0][1]
    number = counts[0][0] or parts.cardinal()
    symbol = _from_now(direction, code) if number is None else _from_now(direction * number, code)
    return dated(RELATIVE, GRAIN[code], _span_of_units(reference.day, number, code, direction), symbol)


def last_units(parts: Parts, reference: Reference) -> Value | None:
    """The last three days; `the first three days` is a duration."""
    number, code = parts.counts()[0]
    if parts.value("first") > 0:
        return Value(DURATION, GRAIN[code], NO_DAYS, period(number, code))
    days = _span_of_units(reference.day, number, code, -1)
    return dated(RELATIVE, GRAIN[code], days, _from_now(-(number or 1), code))


def set_of(parts: Parts, _: Reference) -> Value | None:
    """Every three months, every Friday, daily."""
    if "frequency" in parts:
        iso = parts.role(parts.captures["frequency"], "frequency") or ""
        return Value(SET, GRAIN[iso[-1]], NO_DAYS, iso)
    for n in range(len(parts.words)):
        name = parts.role(n, "weekday") or parts.role(n, "weekday_bare")
        if name:
            return Value(SET, "day", NO_DAYS, f"XXXX-WXX-{name}")
    number, code = parts.counts()[0]
    return Value(SET, GRAIN[code], NO_DAYS, period(number or 1, code))


def duration(parts: Parts, reference: Reference) -> Value | None:
    """Nine years; three years and two months; `three months ago` written as `three past months`."""
    counts = parts.counts()
    number, code = counts[0]
    if number == 1 and parts.has_role("plural"):
        return None  # one of the most famous, not one of months
    at = next(n for n in range(len(parts.words)) if parts.unit_at(n))
    if at and not parts.is_bare(at):
        return None  # law 34 of the year ...
    if "modifier" in parts and parts.value("modifier"):
        direction = parts.value("modifier")
        days = _span_of_units(reference.day, number, code, direction)
        return dated(RELATIVE, GRAIN[code], days, _from_now(direction * (number or 1), code))
    iso = "".join(period(n, one).removeprefix("P") for n, one in counts)
    return _halved(Value(DURATION, GRAIN[code], NO_DAYS, f"P{iso}"), parts)


def _halved(value: Value, parts: Parts) -> Value:
    """Three years and a half."""
    if "half" not in parts:
        return value
    number, unit = value.iso[:-1], value.iso[-1]
    return value._replace(iso=f"{number}.5{unit}")


def duration_and_half(parts: Parts, _: Reference) -> Value | None:
    """A year and a half."""
    return None if GRAIN[parts.unit()] in ("season", "day") else _halved(_of_unit(1, parts), parts)


def duration_range(parts: Parts, _: Reference) -> Value | None:
    """30 to 90 minutes."""
    code = parts.unit()
    number = parts.number("least") if "least" in parts else int(parts.words[0])
    return Value(DURATION, GRAIN[code], NO_DAYS, f"{period(number, code)}/{period(parts.cardinal(1), code)}")


def _of_unit(number: int | None, parts: Parts) -> Value:
    code = parts.unit()
    return Value(DURATION, GRAIN[code], NO_DAYS, period(number, code))


def duration_of_one(parts: Parts, _: Reference) -> Value | None:
    """One unit; only behind words that say so."""
    return None if GRAIN[parts.unit()] == "season" else _of_unit(1, parts)


def duration_of_some(parts: Parts, _: Reference) -> Value | None:
    """Some units."""
    return _of_unit(None, parts)


duration_vague = duration_of_some

READERS: dict[str, Reader] = {
    **{
        reader.__name__: reader
        for reader in (
            adverb, day_before_yesterday, part_of_day, year_range, year_named, year_restated, year_in_words, year_with_era, year_alone, short_year,
            portion, portion_of_century, months_of_year, season, decade, century, unit_shifted, this_unit, phase_of_unit, units_shifted,
            last_units, duration, duration_range, duration_of_one, duration_of_some, duration_and_half,
        )
    },
    "duration_vague": duration_of_some,
    "set": set_of,
}  # fmt: skip


def counted(parts: Parts, reference: Reference, sign: int, is_one: bool) -> tuple[Value, dt.date | None]:
    """A duration counted from now (sign -1: before, 1: after), and the very day: `two years ago` is that whole year."""
    counts = parts.counts()
    if is_one:
        counts = [(1, code) for _, code in counts]
    code = counts[-1][1]
    target = reference.day
    for number, one in counts:
        if number is None:
            target = None
        target = shift(target, one, sign * number) if target and number else None
    number = counts[-1][0]
    symbol = _from_now(sign * number, code) if number else f"P{'-' if sign < 0 else '+'}X{code}"
    return dated(RELATIVE, GRAIN[code], around(target, code), symbol), target


def before(days: Days) -> Days:
    """All days before."""
    return Days(None, days.first - ONE_DAY if days.first else None)


def after(days: Days) -> Days:
    """All days after."""
    return Days(days.last + ONE_DAY if days.last else None, None)
