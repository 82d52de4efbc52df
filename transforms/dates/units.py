"""What a match of each rule with units, durations or sets means."""

import datetime as dt

from transforms.dates.parts import Parts
from transforms.dates.reference import (
    FUTURE,
    HEADLINE,
    NONE,
    SHORT,
    Reference,
    dated,
    from_now,
    period,
    readers,
    some_from_now,
)
from transforms.dates.values import (
    DURATION,
    GRAIN,
    HIJRI,
    NO_DAYS,
    ONE_DAY,
    RELATIVE,
    SEASONS,
    SET,
    Days,
    Value,
    around,
    hijri_days,
    hijri_of,
    phase,
    season_days,
    shift,
)

_HALVES = {"DE": ("Y", 5), "Y": ("M", 6), "M": ("D", 15), "W": ("D", 3)}  # half a unit in smaller ones


def unit_shifted(parts: Parts, reference: Reference) -> Value | None:
    """Last week, the year before last, next summer."""
    direction, times = parts.shifted()
    code = parts.unit
    if code in SHORT or (code == "D" and parts.role(len(parts.words) - 1, "blocker") is not None):
        return None
    return _unit_from_now(parts, reference, code, direction * times)


def this_unit(parts: Parts, reference: Reference) -> Value | None:
    """This year."""
    code = parts.unit
    is_behind = parts.role(0, "this") is None
    return (
        None
        if code in SHORT or (is_behind and code in SEASONS)
        else _unit_from_now(parts, reference, code, 0)
    )


def _unit_from_now(parts: Parts, reference: Reference, code: str, offset: int) -> Value | None:
    now, granularity = reference.day, GRAIN[code]
    symbol = from_now(offset, code)
    if parts.has_role("plural"):  # these days; these decades are mostly contracts
        return dated(RELATIVE, granularity, NO_DAYS, symbol) if code != "DE" else None
    if now is None or code == "SEASON" or (parts.has_role("kind") and not parts.has_role("hijri_era")):
        return dated(RELATIVE, granularity, NO_DAYS, symbol)
    if parts.has_role("kind") and parts.has_role("hijri_era") and code == "Y":
        hijri = hijri_of(now)
        return dated(RELATIVE, "year", hijri_days(hijri[0] + offset) if hijri else NO_DAYS, symbol, HIJRI)
    if code in SEASONS:
        return dated(RELATIVE, granularity, _season_from(now, code, offset), symbol)
    return dated(RELATIVE, granularity, around(shift(now, code, offset), code), symbol)


def edge_of_unit(parts: Parts, reference: Reference) -> Value | None:
    """The last day of the year, of last week."""
    code = next(code for n in range(len(parts.words) - 1, -1, -1) if (code := parts.unit_at(n)))
    if code not in ("W", "M", "Y"):
        return None
    direction, times = parts.shifted() if "modifier" in parts else (0, 1)
    days = around(shift(reference.day, code, direction * times), code) if reference.day else NO_DAYS
    one = days.first if parts.value("first") > 0 else days.last
    return dated(RELATIVE, "day", Days(one, one), from_now(direction * times, code))


def _season_from(now: dt.date, code: str, offset: int) -> Days:
    seasons = [season_days(code, now.year + n) for n in range(-3, 4)]
    if offset < 0:
        return [days for days in seasons if days.last and days.last < now][offset]
    if offset > 0:
        return [days for days in seasons if days.first and days.first > now][offset - 1]
    return next(days for days in seasons if days.last and days.last >= now)


def phase_of_unit(parts: Parts, reference: Reference) -> Value | None:
    """The end of the year, of the month, of the week: the current one."""
    code = parts.unit
    if code not in ("D", "W", "M", "Y", "C", "DE"):
        return None
    days = around(reference.day, code)
    if code != "D":
        days = phase(days, parts.value("phase"), GRAIN[code])
    return dated(RELATIVE, GRAIN[code], days, from_now(0, code))


def _span_of_units(now: dt.date | None, number: int | None, code: str, direction: int) -> Days:
    """The last or next n units without the current one; open where the number is unknown."""
    if now is None or direction == 0 or code in SHORT or code == "SEASON":
        return NO_DAYS
    near = around(shift(now, code, direction), code)
    far = around(shift(now, code, direction * number), code) if number else NO_DAYS
    return Days(far.first, near.last) if direction < 0 else Days(near.first, far.last)


def units_shifted(parts: Parts, reference: Reference) -> Value | None:
    """The last five years, the coming days."""
    name = next(name for name in parts.captures if name.endswith("modifier"))
    direction = parts.value(name)
    counts = parts.counts
    code = counts[0][1]
    number = counts[0][0] or parts.cardinal()
    if number is None and direction == 0:
        return None
    symbol = some_from_now(direction, number, code) if direction else from_now(0, code)
    days = _span_of_units(reference.day, number, code, direction)
    if number is None and days.last and parts.role(parts.captures[name], "recent") is not None:
        days = Days(None, reference.day)  # recent years run up to now
    return dated(RELATIVE, GRAIN[code], days, symbol)


def last_units(parts: Parts, reference: Reference) -> Value | None:
    """The last three days; `the first three days` is a duration."""
    number, code = parts.counts[0]
    if parts.value("first") > 0:
        return Value(DURATION, GRAIN[code], NO_DAYS, period(number, code))
    days = _span_of_units(reference.day, number, code, -1)
    return dated(RELATIVE, GRAIN[code], days, some_from_now(-1, number, code))


def set_of(parts: Parts, _: Reference) -> Value | None:
    """Every three months, every Friday, daily."""
    if "frequency" in parts:
        iso = parts.role(parts.captures["frequency"], "frequency") or ""
        return Value(SET, GRAIN[iso[-1]], NO_DAYS, iso)
    words = range(len(parts.words))
    names = [name for n in words if (name := parts.role(n, "weekday") or parts.role(n, "weekday_bare"))]
    if names:
        return Value(SET, "day", NO_DAYS, f"XXXX-WXX-{names[0]}" if len(names) == 1 else period(1, "W"))
    number, code = parts.counts[0]
    return Value(SET, GRAIN[code], NO_DAYS, period(number or 1, code))


def duration(parts: Parts, reference: Reference) -> Value | None:
    """Nine years; three years and two months; `three months ago` written as `three past months`."""
    counts = parts.counts
    number, code = counts[0]
    if number == 1 and parts.has_role("plural"):
        return None  # one of the most famous, not one of months
    at = next(n for n in range(len(parts.words)) if parts.unit_at(n))
    if at and not parts.is_bare(at):
        return None  # law 34 of the year ...
    if "modifier" in parts and parts.value("modifier"):
        direction = parts.value("modifier")
        days = _span_of_units(reference.day, number, code, direction)
        return dated(RELATIVE, GRAIN[code], days, some_from_now(direction, number, code))
    if len({one for _, one in counts}) < len(counts):  # two years or three
        return Value(DURATION, GRAIN[code], NO_DAYS, "/".join(period(n, one) for n, one in counts))
    iso = "".join(period(n, one).removeprefix("P") for n, one in counts)
    return _halved(Value(DURATION, GRAIN[code], NO_DAYS, f"P{iso}"), parts)


def _halved(value: Value, parts: Parts) -> Value:
    """Three years and a half."""
    if not parts.has_half:
        return value
    number, unit = value.iso[:-1], value.iso[-1]
    return value._replace(iso=f"{number}.5{unit}")


def duration_and_half(parts: Parts, _: Reference) -> Value | None:
    """A year and a half."""
    return None if GRAIN[parts.unit] in ("season", "day") else _halved(_of_unit(1, parts), parts)


def duration_range(parts: Parts, _: Reference) -> Value | None:
    """30 to 90 minutes."""
    code = parts.unit
    number = parts.number("least") if "least" in parts else int(parts.words[0])
    return Value(DURATION, GRAIN[code], NO_DAYS, f"{period(number, code)}/{period(parts.cardinal(1), code)}")


def _of_unit(number: int | None, parts: Parts) -> Value:
    code = parts.unit
    return Value(DURATION, GRAIN[code], NO_DAYS, period(number, code))


def duration_of_one(parts: Parts, _: Reference) -> Value | None:
    """One unit; only behind words that say so."""
    return None if GRAIN[parts.unit] == "season" else _of_unit(1, parts)


def whole_unit(parts: Parts, _: Reference) -> Value | None:
    """A whole week, one year."""
    return _of_unit(1, parts) if parts.role(1, "whole") is not None else None


def duration_of_some(parts: Parts, _: Reference) -> Value | None:
    """Some units."""
    return _of_unit(None, parts)


def counted(parts: Parts, reference: Reference, sign: int, is_one: bool) -> tuple[Value, dt.date | None]:
    """A duration counted from now (sign -1: before, 1: after), and the very day: `two years ago` is that whole year."""
    counts = parts.counts
    if is_one:
        counts = [(1, code) for _, code in counts]
    number, code = counts[-1]
    target = reference.day if code != "SEASON" else None
    other = None
    for n, (count, one) in enumerate(counts):
        if n and one == counts[n - 1][1]:  # two years or three
            other, target = target, reference.day
        target = shift(target, one, sign * count) if target and count else None
    if parts.has_half and target and code in _HALVES:
        target = shift(target, _HALVES[code][0], sign * _HALVES[code][1])
    symbol = from_now(sign * number, code) if number else some_from_now(sign, None, code)
    code = {"DE": "Y", "C": "DE"}.get(code, code)  # a decade ago is the tenth year before
    days = around(target, code)
    if other and target:
        days = Days(around(min(other, target), code).first, around(max(other, target), code).last)
    if sign > 0 and "now" not in parts and not _is_ahead(reference, code):
        days = NO_DAYS
    return dated(RELATIVE, GRAIN[code], days, symbol), target


def within(parts: Parts, reference: Reference, value: Value) -> Value:
    """A duration from now on: within six months from now."""
    end, target = counted(parts, reference, 1, is_one=parts.counts[0][0] is None)
    days = Days(reference.day, target) if target else NO_DAYS
    return dated(RELATIVE, value.granularity, days, f"P+0D/{end.iso}")


def _is_ahead(reference: Reference, code: str) -> bool:
    """Whether `after two years` counts from now: not in what tells of the past, where it is two years after that."""
    return reference.tense in (FUTURE, NONE) or (reference.tense == HEADLINE and code in ("D", "W", "M"))


def before(days: Days) -> Days:
    """All days before."""
    return Days(None, days.first - ONE_DAY if days.first else None)


def after(days: Days) -> Days:
    """All days after."""
    return Days(days.last + ONE_DAY if days.last else None, None)


READERS = readers(
    unit_shifted,
    this_unit,
    edge_of_unit,
    phase_of_unit,
    units_shifted,
    last_units,
    duration,
    duration_and_half,
    whole_unit,
    duration_range,
    duration_of_one,
    duration_of_some,
)
READERS |= {"set": set_of, "duration_vague": duration_of_some}
