"""Expressions that are one date, and ranges: Sunday 24 November; today (Monday); 15 Ramadan, 20 May; from X to Y."""

import datetime as dt
from typing import NamedTuple

from transforms.dates.context import Context
from transforms.dates.reference import FUTURE, NONE, THREE_QUARTERS, Reference
from transforms.dates.scan import Scan
from transforms.dates.senses import Outcome, Sense
from transforms.dates.symbols import PHASES
from transforms.dates.values import ABSOLUTE, GREGORIAN, RELATIVE, Days, Value, iso_of, monday

WIDEST = 3  # tokens between two expressions of one date
ADVERB, WEEKDAY, DATE = range(3)
_CLASSES = {
    "adverb": ADVERB, "day_before_yesterday": ADVERB, "weekday": WEEKDAY, "last_weekday": WEEKDAY,
    "weekday_of_week": WEEKDAY, "day_of_month": DATE, "day_of_this_month": DATE, "day_of_current": DATE,
    "day_month_year_digits": DATE, "year_month_day_digits": DATE, "month_day": DATE, "first_of_month": DATE,
    "nth_of_month": DATE,
    "days_of_month": DATE, "day_month_digits": DATE,
}  # fmt: skip


class Expression(NamedTuple):
    """An expression in a text: tokens [start, end), its rule, what it means, and the publication day."""

    start: int
    end: int
    rule: str
    sense: Sense | None
    outcome: Outcome
    day: dt.date | None

    @property
    def has_year(self) -> bool:
        """Whether it names its year."""
        return self.sense is not None and self.sense.parts.has_year


class Joiner:
    """Joins neighbours; `context` reads an expression again where another tells what it counts from."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._filler = context.bit(
            "comma", "semicolon", "open_bracket", "close_bracket", "dash", "corresponding", "day_noun", "slash",
            "quote",
        )  # fmt: skip
        self._to = context.bit("to", "dash")
        self._and, self._between = context.bit("and"), context.bit("between")
        self._from = context.bit("from", "between")
        self._since, self._phases = context.bit("open_from"), context.bit(*PHASES)
        self._close = context.bit("close_bracket")

    def join(self, scan: Scan, found: list[Expression]) -> list[Expression]:
        """The expressions with those that belong together joined."""
        joined: list[Expression] = []
        for one in found:
            last: Expression | None = one
            while last and joined and last.start - joined[-1].end <= WIDEST:
                both = self._joined(scan, joined[-1], last)
                if both is None:
                    joined[-1] = self._shared(scan, joined[-1], last)
                    break
                joined.pop()
                last = both
            joined.append(last or one)
        return joined

    def _shared(self, scan: Scan, left: Expression, right: Expression) -> Expression:
        """`next Saturday and Sunday`: the first weekday takes the direction that the second has."""
        are_weekdays = left.rule == right.rule == "weekday" and left.end == right.start
        if not are_weekdays or not right.sense or not scan.starts_with_and(right.start):
            return left
        first, second = left.outcome.plain.days.first, right.outcome.plain.days.first
        if (
            not first
            or not second
            or "modifier" not in right.sense.parts
            or left.outcome.value != left.outcome.plain
        ):
            return left
        found = second - dt.timedelta(days=(second.weekday() - first.weekday()) % 7)
        value = left.outcome.value._replace(days=Days(found, found), iso=str(found))
        return left._replace(outcome=Outcome(value, left.outcome.lead, value))

    def _joined(self, scan: Scan, left: Expression, right: Expression) -> Expression | None:
        if right.start < left.end or scan.reading.document[left.start] != scan.reading.document[right.start]:
            return None
        gap = [scan.bits_at(token) for token in range(left.end, right.start)]
        if all(bits & self._filler for bits in gap) and not scan.starts_with_and(right.start):
            both = self._one_date(scan, left, right) or self._one_night(left, right)
            both = both or self._one_stretch(scan, left, right)
            if both:
                return both
        has_phase = scan.bits_at(right.start) & self._phases  # until the end of 2015
        return self._range(scan, left, right, gap) if has_phase or not right.outcome.lead else None

    def _one_date(self, scan: Scan, left: Expression, right: Expression) -> Expression | None:
        a, b = left.outcome.value, right.outcome.value
        classes = [_CLASSES.get(one.rule.split("+")[-1]) for one in (left, right)]
        target = left.outcome.target or (a.days.first if left.rule in ("unit_shifted", "this_unit") else None)
        is_near = a.granularity == "week" or (a.granularity == "month" and left.outcome.target)
        if target and is_near and classes[1] == WEEKDAY and not right.outcome.lead:
            return self._weekday_in(left, right, monday(target))
        if None in classes or (a.granularity, b.granularity) != ("day", "day"):
            return None
        plain = (left.outcome.plain, right.outcome.plain)
        if not all(value.kind in (ABSOLUTE, RELATIVE) for value in plain):
            return None
        if classes[0] == classes[1] and (classes[0] != DATE or plain[0].calendar == plain[1].calendar):
            return None
        if right.outcome.lead or (
            right.outcome.value != right.outcome.plain and left.outcome.value == left.outcome.plain
        ):
            return None
        return self._merged(scan, left, right, classes)

    @staticmethod
    def _one_night(left: Expression, right: Expression) -> Expression | None:
        """The night of Saturday to Sunday, written as Saturday night Sunday."""
        if not left.rule == right.rule == "weekday" or not left.sense or left.end != right.start:
            return None
        names = [one.sense.parts.value("weekday") for one in (left, right) if one.sense]
        if (names[1] - names[0]) % 7 != 1 or not left.sense.parts.has_role("part"):
            return None
        first = left.outcome.plain.days.first
        days = Days(first, first + dt.timedelta(days=1)) if first else left.outcome.plain.days
        value = left.outcome.plain._replace(days=days, iso=iso_of(days, "day") or left.outcome.plain.iso)
        outcome = Outcome(value, left.outcome.lead, value)
        return Expression(left.start, right.end, "range", left.sense, outcome, left.day)

    def _merged(
        self, scan: Scan, left: Expression, right: Expression, classes: list[int | None]
    ) -> Expression:
        """Both as one; the date counts more than the weekday, that more than the adverb, Gregorian more than Hijri."""
        ranked = sorted(
            (
                (kind or 0, one.outcome.plain.calendar == GREGORIAN, n)
                for n, (kind, one) in enumerate(zip(classes, (left, right), strict=True))
            ),
            reverse=True,
        )
        best, other = (((left, right)[n]) for *_, n in ranked)
        value = self._agreed(best, other, set(classes))
        if left.outcome.value.days != left.outcome.plain.days:  # `since` and the like stand before the first
            value = _reopened(left.outcome, value)
        return self._both(scan, left, right, value, best.sense)

    def _both(
        self, scan: Scan, left: Expression, right: Expression, value: Value, sense: Sense | None
    ) -> Expression:
        """Two expressions with one value, up to the bracket that closes the second."""
        is_open = right.start > left.end and scan.is_open_bracket(right.start - 1)
        end = right.end + bool(is_open and scan.bits_at(right.end) & self._close)
        outcome = Outcome(value, left.outcome.lead, value)
        return Expression(left.start, end, f"{left.rule}+{right.rule}", sense, outcome, left.day)

    def _one_stretch(self, scan: Scan, left: Expression, right: Expression) -> Expression | None:
        """The year 1433 of the Hijra, 2012: a month or a year in both calendars."""
        a, b = left.outcome.plain, right.outcome.plain
        are_alike = a.granularity == b.granularity in ("month", "year") and a.calendar != b.calendar
        if not are_alike or not a.kind == b.kind == ABSOLUTE or not (left.has_year and right.has_year):
            return None
        (first, last), (other_first, other_last) = a.days, b.days
        if not (first and last and other_first and other_last) or first > other_last or other_first > last:
            return None
        value = a if a.calendar == GREGORIAN else b
        if left.outcome.value.days != a.days:
            value = _reopened(left.outcome, value)
        return self._both(scan, left, right, value, right.sense)

    def _agreed(self, best: Expression, other: Expression, classes: set[int | None]) -> Value:
        """The value of the better one, in the year in which the other agrees; a contradiction is noted."""
        mine = best.outcome.plain
        first = mine.days.first
        if first is None:
            return mine
        if _agree(first, other):
            return mine
        if classes == {ADVERB, WEEKDAY}:
            return _nearest(mine, other.outcome.plain)
        if mine.kind == ABSOLUTE and best.day and not best.has_year:
            for years in (-1, 1):
                moved = self._again(best, best.day + dt.timedelta(days=365 * years))
                first = moved and moved.days.first
                if moved and first and abs(first - best.day) < THREE_QUARTERS and _agree(first, other):
                    return moved
        return mine._replace(note="contradiction")

    def _again(self, one: Expression, day: dt.date | None, tense: int = NONE) -> Value | None:
        """An expression read anew, counted from another day and without what stands around it."""
        return one.sense.counted_from(Reference(day, tense)) if one.sense else None

    def _phased(self, scan: Scan, one: Expression, value: Value | None) -> Value | None:
        """A value with the phase that stands before its expression: until the end of 2015."""
        phase = scan.bits_at(one.start) & self._phases if one.outcome.lead else 0
        return self._context.phased(value, phase) if value and phase else value

    @staticmethod
    def _weekday_in(left: Expression, right: Expression, start: dt.date) -> Expression:
        """In two months, on Thursday: the Thursday of that week."""
        first = right.outcome.plain.days.first
        found = start + dt.timedelta(days=first.weekday()) if first else None
        value = Value(RELATIVE, "day", Days(found, found), str(found))
        outcome = Outcome(value, left.outcome.lead, value)
        return Expression(left.start, right.end, f"{left.rule}+{right.rule}", left.sense, outcome, left.day)

    def _range(self, scan: Scan, left: Expression, right: Expression, gap: list[int]) -> Expression | None:
        """From X to Y, between X and Y, X - Y: one interval."""
        a, b = left.outcome.plain, right.outcome.plain
        if len(gap) > 1 or a.kind not in (ABSOLUTE, RELATIVE) or b.kind not in (ABSOLUTE, RELATIVE):
            return None
        opening = scan.bits_at(left.start - 1)
        is_and = (gap and gap[0] & self._and) or (not gap and scan.starts_with_and(right.start))
        if not (opening & self._between if is_and else gap and gap[0] & self._to):
            return None
        is_worded = bool(opening & self._from)
        is_worded |= bool(opening & self._since) and a.kind == b.kind == ABSOLUTE and right.has_year
        if not is_worded and (a.granularity != b.granularity or a.kind != b.kind):
            return None
        if b.kind == ABSOLUTE and right.has_year and not left.has_year:
            a = self._phased(scan, left, self._again(left, b.days.first)) or a
        elif a.days.first:
            b = self._phased(scan, right, self._again(right, a.days.first, FUTURE)) or b
            if b.kind == RELATIVE and right.rule != "weekday":
                b = right.outcome.plain
        first, last = a.days.first, b.days.last
        if first and last and first > last:
            return None
        granularity = a.granularity if a.granularity == b.granularity else "day"
        days = Days(first, last)
        symbol = f"{a.iso.partition('/')[0]}/{b.iso.rpartition('/')[2]}"
        value = Value(b.kind, granularity, days, iso_of(days, granularity) or symbol, b.calendar)
        outcome = Outcome(value, left.outcome.lead, value)
        return Expression(left.start, right.end, "range", left.sense, outcome, left.day)


def _agree(day: dt.date, other: Expression) -> bool:
    """Whether a day is the one, or has the weekday, that another expression names."""
    value = other.outcome.plain
    first = value.days.first
    if _CLASSES.get(other.rule.split("+")[-1]) == WEEKDAY:
        return day.isoweekday() == (first.isoweekday() if first else int(value.iso[-1]))
    return first is None or abs((first - day).days) <= (value.calendar != GREGORIAN)


def _nearest(weekday: Value, adverb: Value) -> Value:
    """Yesterday, Sunday: that weekday nearest to the adverb's day; a contradiction unless it is the day."""
    name, day = weekday.days.first, adverb.days.first
    if name is None or day is None:
        return weekday
    back = (day.weekday() - name.weekday()) % 7
    found = day - dt.timedelta(days=back if back <= 3 else back - 7)
    note = "contradiction" if back else ""
    return weekday._replace(days=Days(found, found), iso=str(found), note=note)


def _reopened(outcome: Outcome, value: Value) -> Value:
    """A joined value with the open end that the preposition before it makes."""
    first, last = value.days
    opened, plain = outcome.value.days, outcome.plain.days
    if opened.first is None and last:
        days = Days(None, last if opened.last == plain.last else last - dt.timedelta(days=1))
    elif opened.last is None and first:
        days = Days(first if opened.first == plain.first else first + dt.timedelta(days=1), None)
    else:
        return value
    return value._replace(days=days, iso=iso_of(days, value.granularity))
