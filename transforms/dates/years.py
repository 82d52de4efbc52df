"""What a match of each rule with years and their parts means."""

import datetime as dt

from transforms.dates.parts import Parts, YearWords
from transforms.dates.reference import Reference, dated, period, readers
from transforms.dates.values import (
    ABSOLUTE,
    GRAIN,
    GREGORIAN,
    HIJRI,
    NO_DAYS,
    RELATIVE,
    Days,
    Value,
    hijri_days,
    month_days,
    season_days,
    year_days,
)
from transforms.symbols import WAW

_PORTIONS = {2: "half", 3: "month", 4: "quarter"}


def _year_value(number: int, is_hijri: bool, is_weak: bool = False, until: int | None = None) -> Value | None:
    if until is not None and not number < until <= number + 150:
        return None
    if is_hijri:
        first, last = hijri_days(number).first, hijri_days(until or number).last
        return dated(ABSOLUTE, "year", Days(first, last), f"{number:04}", HIJRI, is_weak)
    return dated(ABSOLUTE, "year", year_days(number, until), f"{number:04}", GREGORIAN, is_weak)


def year_range(parts: Parts, _: Reference) -> Value | None:
    """2014-2015, 2014/15, the years 2010 and 2011; a season of sports begins in summer."""
    name = "until_year" if "until_year" in parts else "until_other_year"
    number, digits = parts.number("year"), parts.words[parts.captures[name]]
    until = number // 100 * 100 + int(digits) if len(digits) == 2 else int(digits)
    noun = next(
        (code for role in ("year_noun", "dual", "plural", "unit_noun") if (code := parts.role(0, role))), None
    )
    if noun not in (None, "Y", "SEASON"):
        return None
    is_plain = noun is None
    is_worded = name != "until_year"
    is_weak = is_plain and is_worded
    is_short = len(digits) == 2 and not is_worded and number < until <= number + 20
    if until == number - 1 and not is_worded:
        number, until = until, number  # written from left to right
    is_early = number < (1900 if is_worded else 1800) and "hijri" not in parts
    if not (len(digits) == 4 or is_short) or (is_plain and is_early):
        return None
    value = _year_value(number, parts.year.is_hijri, is_weak, until)
    if value and noun == "SEASON" and until == number + 1 and value.calendar == GREGORIAN:
        first, last = month_days(number, 7).first, month_days(until, 6).last
        return dated(ABSOLUTE, "season", Days(first, last), "", is_weak=is_weak)
    return value


def year_named(parts: Parts, _: Reference) -> Value | None:
    """The year 2015, the Hijri year 1436."""
    words = parts.year
    return _year_value(words.number, words.is_hijri) if words.number else None


def year_before_christ(parts: Parts, _: Reference) -> Value | None:
    """586 BC: a year that has no days here."""
    number = parts.number("year")
    return (
        Value(ABSOLUTE, "year", NO_DAYS, f"-{number - 1:04}") if number and _is_before_christ(parts) else None
    )


def century_before_christ(parts: Parts, _: Reference) -> Value | None:
    """The third century BC."""
    number = parts.ordinal()
    if not number or parts.code("century") != "C" or not _is_before_christ(parts):
        return None
    return Value(ABSOLUTE, "century", NO_DAYS, f"-{100 * number - 1:04}/-{100 * (number - 1):04}")


def _is_before_christ(parts: Parts) -> bool:
    """Whether a match ends in `before Christ` or in its two letters with a dot."""
    end = len(parts.words)
    return parts.role(end - 1 if parts.role(end - 2, "before") else end - 3, "christ") is not None


def year_in_words(parts: Parts, _: Reference) -> Value | None:
    """The year two thousand and seventeen."""
    number = parts.year.number or 0
    return _year_value(number, 1300 <= number < 1500) if 1000 <= number < 2200 else None


def year_with_era(parts: Parts, _: Reference) -> Value | None:
    """2015 AD, 1436 AH."""
    number = parts.number("year")
    if "hijri" in parts:
        return _year_value(number, True) if number < 1500 else None
    return _year_value(number, False, is_weak=number % 100 == 0) if 1500 <= number <= 2100 else None


def short_year(parts: Parts, _: Reference) -> Value | None:
    """The year '79; the year 641 AD, 36 AH."""
    number, is_hijri = parts.number("short"), "hijri" in parts
    is_modern = 40 <= number < 100
    if is_modern:
        return None if is_hijri else _year_value(1900 + number, False)
    return _year_value(number, is_hijri) if 0 < number < 1000 and (is_hijri or "era" in parts) else None


def year_alone(parts: Parts, _: Reference) -> Value | None:
    """2015."""
    return _year_value(parts.number("year"), False, is_weak=True)


def _year_said(parts: Parts, reference: Reference) -> tuple[int | None, str]:
    words = parts.year
    if words.number is not None:
        return words.number, ABSOLUTE
    offset = words.offset if words.offset is not None else (words.direction or 0) * words.times
    return (reference.day.year + offset if reference.day else None), RELATIVE


def portion(parts: Parts, reference: Reference) -> Value | None:
    """The first quarter of the current year, the second half of 2015."""
    return _portion(parts, reference, parts.ordinal(), parts.value("portion"))


def term(parts: Parts, reference: Reference) -> Value | None:
    """The first quarter of 2022."""
    return _portion(parts, reference, parts.ordinal(), parts.value("term"))


def last_portion(parts: Parts, reference: Reference) -> Value | None:
    """The last quarter of last year."""
    of = parts.value("portion")
    return _portion(parts, reference, of, of) if parts.value("last_modifier") < 0 else None


def _portion(parts: Parts, reference: Reference, number: int, of: int) -> Value | None:
    """One of so many equal parts of a year."""
    if not 1 <= number <= of:
        return None
    year, kind = _year_said(parts, reference)
    length = 12 // of
    calendar = HIJRI if parts.year.is_hijri else GREGORIAN
    days = _months(year, length * (number - 1) + 1, length * number, calendar) if year else NO_DAYS
    value = dated(kind, _PORTIONS[of], days, f"XXXX-{'HTQ'[of - 2]}{number}", calendar)
    return value._replace(is_weak="whole" not in parts and parts.year == YearWords())


def _months(year: int, first: int, last: int, calendar: str) -> Days:
    """The days of some months of a year."""
    days_of = hijri_days if calendar == HIJRI else month_days
    return Days(days_of(year, first).first, days_of(year, last).last)


def portion_of_century(parts: Parts, reference: Reference) -> Value | None:
    """The second half of the twentieth century, the first decade of this one."""
    at, is_decade = parts.captures["century"], "decade" in parts
    number, of = parts.ordinal(0, at), 10 if is_decade else parts.value("portion")
    if parts.code("century") != "C" or not 1 <= number <= of or (is_decade and parts.code("decade") != "DE"):
        return None
    if "century_modifier" in parts:
        century = reference.day.year // 100 + parts.value("century_modifier") if reference.day else None
    else:
        century = parts.ordinal(at + 1) - 1
    granularity = "decade" if is_decade else "century"
    if century is None:
        return dated(RELATIVE, granularity, NO_DAYS, "")
    first = 100 * century + 100 * (number - 1) // of
    kind = RELATIVE if "century_modifier" in parts else ABSOLUTE
    return dated(kind, granularity, year_days(first, 100 * century + 100 * number // of - 1), "")


def months_of_year(parts: Parts, reference: Reference) -> Value | None:
    """The first nine months of the current year."""
    number, code = parts.opening()
    if code not in ("D", "W", "M"):
        return None
    year, kind = _year_said(parts, reference)
    if not year or not number:
        return dated(kind, GRAIN[code], NO_DAYS, f"XXXX/{period(number, code)}")
    calendar = HIJRI if parts.year.is_hijri else GREGORIAN
    if code == "M":
        return dated(
            kind, "month", _months(year, 1, number, calendar), f"{year}/{period(number, code)}", calendar
        )
    first = _months(year, 1, 1, calendar).first
    last = first + dt.timedelta(days=number * (7 if code == "W" else 1) - 1) if first else None
    return dated(kind, GRAIN[code], Days(first, last), f"{year}/{period(number, code)}", calendar)


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
        return (
            dated(ABSOLUTE, "decade", year_days(first + tens, first + tens + 9), "")
            if 1 <= number <= 21
            else None
        )
    if tens < 50:
        return None
    return dated(ABSOLUTE, "decade", year_days(1900 + tens, 1909 + tens), "")


def _century_from_now(parts: Parts, reference: Reference) -> int | None:
    direction, times = parts.shifted()
    return reference.day.year // 100 * 100 + 100 * direction * times if reference.day else None


def centuries(parts: Parts, _: Reference) -> Value | None:
    """The eighteenth and nineteenth centuries."""
    at = next((n for n in range(2, len(parts.words)) if parts.role(n, "ordinal")), 0)
    first, last = parts.ordinal(1, at), parts.ordinal(at)
    if parts.unit != "C" or not at or not 1 < first < last <= 30:
        return None
    return dated(ABSOLUTE, "century", year_days(100 * (first - 1), 100 * last - 1), "")


def century(parts: Parts, _: Reference) -> Value | None:
    """The nineteenth century."""
    number = parts.number("number_century") if "number_century" in parts else parts.ordinal()
    if parts.code("century") != "C" or not 1 <= number <= 30 or parts.words[1].startswith(WAW):
        return None  # or a century and thirty years
    if parts.has_role("hijri_era"):
        first, last = hijri_days(100 * (number - 1) + 1).first, hijri_days(100 * number).last
        return dated(ABSOLUTE, "century", Days(first, last), f"{number - 1:02}XX", HIJRI)
    return dated(ABSOLUTE, "century", year_days(max(1, 100 * (number - 1)), 100 * number - 1), "")


READERS = readers(
    year_range,
    year_named,
    year_before_christ,
    century_before_christ,
    year_in_words,
    year_with_era,
    short_year,
    year_alone,
    portion,
    term,
    last_portion,
    portion_of_century,
    months_of_year,
    season,
    decade,
    centuries,
    century,
)
READERS["year_restated"] = year_named
