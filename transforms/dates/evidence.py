"""What dates prove of the day that a text was published: words that only what is past can have.

`منذ X`, `اليوم الأحد 5 مايو 2019`, `ولد عام 1985`: the text was written then or later. Dates of plans prove nothing,
and no text proves that it was published before a day: a plan may be told of long after.
"""

import datetime as dt
from collections.abc import Iterable

from transforms.dates.context import Context
from transforms.dates.joins import Expression
from transforms.dates.scan import Scan
from transforms.dates.symbols import Vocabulary
from transforms.dates.tense import Signs
from transforms.dates.values import ABSOLUTE, HIJRI, ONE_DAY
from transforms.symbols import LAM

FARTHEST = 2  # tokens between a verb and its date: the subject, a preposition
_SHIFTS = ("before", "after", "first")  # the day before yesterday


class Evidence:
    """Knows the words that tell of the past; `context`: their symbols around an expression."""

    def __init__(self, vocabulary: Vocabulary, context: Context) -> None:
        self._vocabulary = vocabulary
        self._since, self._happened = context.bit("open_from"), context.bit("happened")
        self._during, self._definite = context.bit("during"), context.bit("definite")
        self._conditional = context.bit("conditional")

    def latest(self, scan: Scan, found: Iterable[Expression], future: Signs) -> dict[int, dt.date]:
        """For each article without publication day the latest day that is proven past, if there is one."""
        latest: dict[int, dt.date] = {}
        for one in found:
            proven = self._proven(scan, one, future) if one.day is None else None
            if proven:
                document = int(scan.reading.document[one.start])
                latest[document] = max(latest.get(document, proven), proven)
        return latest

    def _proven(self, scan: Scan, one: Expression, future: Signs) -> dt.date | None:
        """The day on or after which a text with this expression was written."""
        value = one.outcome.plain
        day = value.days.first
        if value.kind != ABSOLUTE or day is None or value.note:
            return None
        if value.calendar == HIJRI:
            day -= ONE_DAY  # a month may have begun a day before its calculation
        if scan.bits_at(one.start - 1) & self._since:
            return day
        if value.granularity == "day" and "+" in one.rule:
            return self._written(scan.words(one.start, one.end), day)
        return day if self._has_happened(scan, one, future) else None

    def _written(self, words: tuple[str, ...], day: dt.date) -> dt.date | None:
        """When today, yesterday or tomorrow was that day."""
        said = [int(value) for word in words if (value := self._vocabulary.value("adverb", word))]
        is_shifted = any(self._vocabulary.value(role, word) for role in _SHIFTS for word in words)
        return day - dt.timedelta(days=said[0]) if said and not is_shifted else None

    def _has_happened(self, scan: Scan, one: Expression, future: Signs) -> bool:
        """Whether a verb of the past governs a date: it was born in 1985; but not: plans for 1985."""
        start = one.start
        near = self._happened | self._during | (self._definite if one.rule != "year_alone" else 0)
        if not scan.bits_at(start - 1) & near or scan.words(start, start + 1)[0].startswith(LAM):
            return False
        for verb in range(start - 1, start - 2 - FARTHEST, -1):
            bits = scan.bits_at(verb)
            if bits & self._happened:
                before = scan.bits_at(verb - 1)
                before |= scan.bits_at(verb - 2) if not scan.is_end(verb - 1) else 0
                return not before & self._conditional and not future.is_before(start)
            if not bits & (self._during | self._definite):
                return False
        return False
