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
Spelled = tuple[str, ...]  # tokens in their light form
Captures = Mapping[str, int]  # the place of each among the words
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
    """A match of a rule and what it means, counted from a reference.

    `outcomes`: what it meant where it stood, by the number of its surroundings.
    """

    rule: str
    parts: Parts
    value: Value
    reference: Reference
    outcomes: dict[int, Outcome | None] = field(default_factory=dict)

    def counted_from(self, reference: Reference) -> Value | None:
        """What the same words mean, counted from another day."""
        return READERS[self.rule](self.parts, reference)


@dataclass(slots=True)
class _Phrase:
    """The words of a match; `is_free` if they mean the same whatever they are counted from, namely `sense`."""

    parts: Parts
    is_free: bool
    sense: Sense | None


class Senses:
    """Reads matches, and remembers them: the same expressions recur in every batch.

    `known`: senses by phrase and reference (their numbers).
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.known: dict[tuple[int, int], Sense | None] = {}
        self._phrases: dict[int, _Phrase] = {}

    def find(
        self,
        key: tuple[int, int],
        rule: str,
        reference: Reference,
        told: Callable[[], tuple[Spelled, Captures]],
    ) -> Sense | None:
        """The sense of a match that is not yet in `known`, None if it is no date; `told`: its words and captures."""
        if len(self.known) >= MOST:
            self.known.clear()
            self._phrases.clear()
        phrase = self._phrases.get(key[0])
        if phrase is None or not phrase.is_free:
            parts = phrase.parts if phrase else Parts(*told(), self._vocabulary)
            value = READERS[rule](parts, reference)
            sense = value and Sense(rule, parts, value, reference)
            is_free = (rule in INDEPENDENT or parts.has_year) and not (value and value.kind == DURATION)
            phrase = self._phrases[key[0]] = _Phrase(parts, is_free, sense)
        self.known[key] = phrase.sense
        return phrase.sense
