"""What the words around an expression make of it: prepositions, beginnings and ends, ages and names.

`منذ X` runs from X on, `حتى X` up to X, `قبل X` to the day before; `قبل عامين` is the year two years ago; `35 عاما` may
be an age; `شارع 26 سبتمبر` is a street.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from transforms.dates.parts import Parts
from transforms.dates.senses import NO_DATE, Around, Outcome, Sense
from transforms.dates.symbols import CONTEXT_ROLES, PHASES, Vocabulary
from transforms.dates.units import after, before, counted, within
from transforms.dates.values import (
    DURATION,
    NAMED_EVENT,
    NO_DAYS,
    SET,
    Days,
    Value,
    iso_of,
    phased,
    since,
    until,
)
from transforms.symbols import ARTICLE, LAM, PUNCTUATION, WAW, Bits, Symbols

Flags = npt.NDArray[np.bool_]
DURATIONS = (
    "duration", "duration_range", "duration_of_one", "duration_of_some", "duration_vague", "duration_and_half",
    "whole_unit",
)  # fmt: skip
YOUNGEST = 15  # who is said to have died at an age that could be a duration
DIVISIBLE = ("week", "month", "quarter", "half", "season", "year", "decade", "century")
# what a street or a war may be called
_RECENT = 1900  # earlier numbers are years by themselves only in brackets and behind منذ
NAMED = ("day_of_month", "month", "weekday", "day_month_digits", "year_alone")
RANGES = (  # closed, whatever stands before
    "year_range", "months", "days_of_month", "ordinal_days_of_month", "days_of_month_digits",
)  # fmt: skip


class Context:
    """Reads senses in their surroundings. `edge`: the symbols of where a paragraph begins or ends."""

    def __init__(self, vocabulary: Vocabulary, symbols: Symbols) -> None:
        self._vocabulary = vocabulary
        self._bit = {
            name: int(symbols.bit(name))
            for name in (*CONTEXT_ROLES, *PHASES, *PUNCTUATION, "word", "number", "definite")
        }
        self.edge = self._any("end", "newline")
        self._supports = self._any(
            "inside", "open_from", "open_until", "between", "corresponding", "month_noun", *PHASES
        )
        self._ends = self._any(
            "dot", "terminator", "comma", "semicolon", "colon", "close_bracket", "close_quote", "quote", "ellipsis",
            "end", "newline", "follower", "open_bracket", "dash", "and",
        )  # fmt: skip
        self._closing = self._ends | self._bit["definite"]
        self._brackets = self._any("open_bracket", "dash", "comma", "quote", "open_quote", "dot")
        self._forward = self._any("before", "after", "open_until", "between")
        self._shifters, self._backward = (
            self._any("before", "after", "open_from"),
            self._any("before", "open_from"),
        )
        self._phases, self._datings = self._any(*PHASES), self._any("dating", *PHASES)
        self._openers, self._closers = self._any("open_bracket", "comma"), self._any("close_bracket", "comma")
        self._governors = self._any("open_from", "from", "open_until", "before", "after")
        self._dying = self._any("happened", "definite")
        self.asked = Around(  # the other symbols of a token make no difference where it stands
            before=sum(self._bit.values()),
            earlier=self.edge
            | self._governors
            | self._dying
            | self._any("starting", "quantity", "age", "toward", "ordinal"),
            after=self._closing | self._any("of", "which", "anchor", "only", "month_noun"),
            later=self._any("age", "time", "anchor"),
        )

    def _any(self, *names: str) -> int:
        return sum(self._bit[name] for name in names)

    def bit(self, *names: str) -> int:
        """The bits of any of some context symbols."""
        return self._any(*names)

    def ordinal(self, word: str) -> int:
        """The number of an ordinal in its light form, 0 for another word."""
        return int(self._vocabulary.value("ordinal", word) or self._vocabulary.value("first", word) or 0)

    def direction(self, word: str) -> int | None:
        """Whether a word in its light form says last (-1), this (0) or next (1); None for another word."""
        said = self._vocabulary.value("modifier", word)
        return int(said) if said else None

    def is_forward(self, before: Bits, earlier: Bits) -> Flags:
        """Whether a preposition makes a weekday the next one: until Friday."""
        is_starting = _has(before, self._bit["from"]) & _has(earlier, self._bit["starting"])
        found: Flags = _has(before, self._forward) | is_starting
        return found

    def read(self, sense: Sense, around: Around) -> Outcome | None:
        """What a match means where it stands; None if it is no date there, though a part of it may be."""
        rule, parts, value = sense.rule, sense.parts, sense.value
        if self._is_name(rule, parts, around):
            return NO_DATE
        if value.kind == DURATION:
            return self._counted(sense, around)
        if value.kind == SET:
            return Outcome(value, 0, value)
        is_event = (
            bool(around.before & self._bit["event_head"]) and rule in NAMED and not parts.year.is_relative
        )
        if is_event and (not parts.has_year or rule == "year_alone"):
            days = value.days if parts.has_year else NO_DAYS
            return Outcome(value._replace(kind=NAMED_EVENT, days=days, is_weak=False), 1, value)
        if value.is_weak and not self._is_supported(rule, parts, around):
            return None
        return self._governed(value, around, rule in RANGES)

    def _is_name(self, rule: str, parts: Parts, around: Around) -> bool:
        """Streets and stations named after a date, the general secretary, people in their forties."""
        if rule in NAMED and around.before & self._bit["place_head"]:
            return parts.role(0, "day_noun") is None and parts.role(0, "month_noun") is None
        if rule == "weekday" and around.before & self._bit["given"] and len(parts.words) == 1:
            return True
        if rule == "adverb" and len(parts.words) == 1:
            if around.after & self._bit["which"] and not parts.value("adverb"):
                return True  # the day on which
            if around.before & self._bit["within"]:
                return parts.role(0, "day_noun") is not None  # two dollars a day
        if rule == "duration" and len(parts.words) == 1 and around.before & self._bit["definite"]:
            return parts.words[0].startswith(ARTICLE)  # public, not two years
        if rule == "unit_shifted" and around.before & self._bit["title"]:
            return parts.unit == "Y"
        is_of_age = bool(around.after & self._bit["of"] and around.later & self._bit["age"])
        return rule in ("decade", *DURATIONS) and is_of_age

    def is_after(self, before: Bits, earlier: Bits) -> Flags:
        """Whether a duration is counted from a time that the tense tells: after two days."""
        found: Flags = _has(before | earlier, self._bit["after"])
        return found

    def beyond(self, before: Bits, earlier: Bits, earliest: Bits) -> Bits:
        """The governor of `more than ten years`, as if it were ten years; 0 where nothing is counted from now.

        `earliest`: the symbols of the token before `more`; `from` there means `since`.
        """
        is_least = _has(before, self._bit["of"]) & _has(earlier, self._bit["quantity"])
        since = np.uint64(self._bit["open_from"])
        governor = np.where(_has(earliest, self._bit["from"]), since, earliest & np.uint64(self._backward))
        return np.where(is_least, governor, np.uint64(0))

    def is_alone(self, before: Any, earlier: Any, after: Any) -> Any:
        """Whether an expression is a whole paragraph; of one or, as columns, of many."""
        is_behind_after = _has(before, self._bit["after"]) & _has(earlier, self.edge)
        return (_has(before, self.edge) | is_behind_after) & _has(after, self.edge)

    def _is_supported(self, rule: str, parts: Parts, around: Around) -> bool:
        """Whether a weak date is one here: alone, behind a preposition, or a year that nothing is counted by."""
        if self.is_alone(*around[:3]) or around.before & self._bit["corresponding"]:
            return True
        if rule == "day_month_digits":
            return bool(around.before & self._bit["day_noun"])
        if rule in ("year_alone", "year_with_era", "year_range"):
            if around.before & self._bit["quantity"] or around.earlier & self._bit["quantity"]:
                return False
            if rule == "year_alone" and parts.number("year") < _RECENT:
                return self._is_bracketed(around) or bool(around.before & self._bit["open_from"])
            is_round = parts.number("year") % 50 == 0
            if rule == "year_range" and around.before & self._bit["between"]:
                return True
            is_free = bool(around.after & self._closing)
            is_free |= bool(around.before & self._datings) and not is_round
            is_named = around.before & (self._supports | self._bit["word"] | self._brackets | self.edge)
            return is_free and bool(is_named)
        if rule == "month" and not parts.has_role("ambiguous") and (parts.month() or 13) <= 12:
            return True
        return bool(around.before & self._supports) or self._is_bracketed(around)

    def _is_bracketed(self, around: Around) -> bool:
        return bool(around.before & self._bit["open_bracket"] and around.after & self._bit["close_bracket"])

    def _is_age(self, parts: Parts, around: Around) -> bool:
        if (around.before | around.earlier) & self._bit["age"]:
            return True
        number, unit = parts.counts[0]
        if around.before & self._bit["below"] and unit == "Y":  # players under 22
            return True
        if around.before & self._bit["about"] and around.earlier & self._dying:  # the poet died at 80
            return unit == "Y" and (number or 0) >= YOUNGEST
        is_apart = around.before & self._openers and around.after & self._closers
        return bool(is_apart) and unit == "Y"

    def _is_clock(self, parts: Parts, around: Around) -> bool:
        """Whether minutes follow the hour of a clock: the eleventh and fifty minutes."""
        is_hour = (around.before | around.earlier) & self._bit["ordinal"]
        is_joined = parts.words[0].startswith(WAW) or around.before & self._bit["and"]
        return bool(is_hour and is_joined) and parts.unit == "MIN"

    def _is_anchored(self, around: Around) -> bool:
        """Whether an expression is counted from what follows it: two days after the truce."""
        if around.after & self._bit["only"]:
            return bool(around.later & self._bit["anchor"])
        return bool(around.after & self._bit["anchor"] and not around.later & self._bit["time"])

    def _counted(self, sense: Sense, around: Around) -> Outcome | None:
        """A duration, or the time that it is away from now."""
        rule, parts, value = sense.rule, sense.parts, sense.value
        if self._is_age(parts, around) or self._is_clock(parts, around):
            return NO_DATE
        if not self._is_counted(rule, parts, around):
            return None
        lead, governor = 1, around.before
        if governor & self._bit["span"] and around.earlier & self._shifters:
            lead, governor = 2, around.earlier
        sign = -1 if governor & self._backward else 1 if governor & self._bit["after"] else 0
        if not sign and "now" in parts:
            value = within(parts, sense.reference, value)
        if not sign or rule == "duration_range":
            return Outcome(value, 0, value)
        is_one = rule in ("duration_of_one", "duration_and_half", "whole_unit")
        found, target = counted(parts, sense.reference, sign, is_one)
        if self._is_anchored(around) and not governor & self._bit["open_from"]:
            found = found._replace(days=NO_DAYS, iso=value.iso)
        elif governor & self._bit["open_from"]:
            found = self._opened(found, Days(found.days.first, None), since(found.iso))
        return Outcome(found, lead, found, target)

    def _is_counted(self, rule: str, parts: Parts, around: Around) -> bool:
        """Whether words around it say that units without a number are a duration: for years, less than a month."""
        if "now" in parts:
            return True
        if rule == "duration_of_one" and around.before & self._bit["of"]:
            return bool(around.earlier & self._bit["quantity"])
        if rule == "duration_of_one" and parts.has_role("ambiguous"):
            return bool(around.after & self._ends)  # after a decade, not: after holding a meeting
        if rule == "duration_of_one" and parts.unit == "D" and around.before & self._bit["open_from"]:
            return not around.after & self._bit["definite"]  # since the day of the feast
        if rule != "duration_of_some":
            return True
        if around.before & self._shifters:
            return True
        if around.before & self._bit["span"]:
            return bool(around.after & self._closing)  # not: during the days of the feast
        is_lasting = parts.words[0].removeprefix(WAW).startswith(LAM) and not parts.has_role("ambiguous")
        if not is_lasting or around.after & self._bit["month_noun"]:  # not: contracts of the month of
            return False
        return bool(around.after & self._closing)

    def _governed(self, value: Value, around: Around, is_closed: bool) -> Outcome:
        """The value as the preposition and a word like `the end of` before it make it."""
        plain, lead, governor, earlier = value, 0, around.before, around.earlier
        if governor & self._phases and value.granularity in DIVISIBLE:
            value = plain = self.phased(value, governor)
            lead, governor, earlier = 1, earlier, self.edge
        days = value.days
        if is_closed or not governor & self._governors:
            return Outcome(value, lead, plain)
        if governor & self._bit["open_from"] or (
            governor & self._bit["from"] and earlier & self._bit["starting"]
        ):
            value = self._opened(value, Days(days.first, None), since(value.iso))
        elif governor & self._bit["open_until"] and (
            not governor & self._bit["toward"] or earlier & self.edge
        ):
            value = self._opened(value, Days(None, days.last), until(value.iso))
        elif governor & self._bit["before"]:
            value = self._opened(value, before(days), until(value.iso.partition("/")[0]))
        elif governor & self._bit["after"]:
            value = self._opened(value, after(days), since(value.iso.rpartition("/")[2]))
        return Outcome(value, lead, plain)

    def phased(self, value: Value, bits: int) -> Value:
        """The beginning, middle or end of a value, as the word with these symbols says."""
        part = next(part for name, part in PHASES.items() if bits & self._bit[name])
        return phased(value, part, value.granularity)

    @staticmethod
    def _opened(value: Value, days: Days, symbol: str) -> Value:
        return value._replace(days=days, iso=iso_of(days, value.granularity) or symbol)


def _has(tokens: Any, bits: int) -> Any:
    return (tokens & bits) > 0
