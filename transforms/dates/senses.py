"""What a match means by itself, and all that it may mean in its surroundings; both are remembered."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.dates import days, months, units, years
from transforms.dates.parts import Parts
from transforms.dates.reference import Reader, Reference
from transforms.dates.symbols import Vocabulary
from transforms.dates.values import DURATION, NO_DAYS, Value

READERS: Mapping[str, Reader] = {**days.READERS, **months.READERS, **years.READERS, **units.READERS}
INDEPENDENT = (  # mean the same whenever they are published
    "day_month_year_digits", "year_month_day_digits", "days_of_month_digits", "month_year_digits", "year_range",
    "year_named", "year_with_era", "year_before_christ", "century_before_christ", "year_in_words", "year_alone",
    "year_restated", "short_year", "century", "centuries", "set",
)  # fmt: skip
MOST = 100_000  # senses that are remembered


class Around(NamedTuple):
    """The context symbols (bits) of the two tokens before an expression and the two after it."""

    before: int
    earlier: int
    after: int
    later: int


class Outcome(NamedTuple):
    """What an expression means where it stands. `lead`: tokens before it that belong to it. `plain`: its value alone.

    `target`: the very day that a counted expression reaches.
    """

    value: Value
    lead: int
    plain: Value
    target: dt.date | None = None


_NOTHING = Value("", "", NO_DAYS, "")
NO_DATE = Outcome(_NOTHING, 0, _NOTHING)  # words that are something else, and no part of them is a date


@dataclass(slots=True)
class Sense:
    """A match of a rule and what it means, counted from a reference. `outcomes`: what it meant in its surroundings."""

    rule: str
    parts: Parts
    value: Value
    reference: Reference
    outcomes: dict[Around, Outcome | None] = field(default_factory=dict)

    def counted_from(self, reference: Reference) -> Value | None:
        """What the same words mean, counted from another day."""
        return READERS[self.rule](self.parts, reference)


class Senses:
    """Reads matches, and remembers them: the same expressions recur in every batch."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[tuple[object, ...], Sense | None] = {}

    def find(
        self,
        rule: str,
        words: tuple[str, ...],
        reference: Reference,
        captures: Callable[[], Mapping[str, int]],
    ) -> Sense | None:
        """The sense of a match, None if it is no date; `captures` tells of a match that is not known yet."""
        for key in ((rule, words), (rule, words, reference)):
            if key in self._known:
                return self._known[key]
        if len(self._known) >= MOST:
            self._known.clear()
        parts = Parts(words, captures(), self._vocabulary)
        value = READERS[rule](parts, reference)
        sense = value and Sense(rule, parts, value, reference)
        is_free = (rule in INDEPENDENT or parts.has_year) and not (value and value.kind == DURATION)
        self._known[(rule, words) if is_free else (rule, words, reference)] = sense
        return sense
