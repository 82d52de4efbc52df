"""What decides the meaning of each match of a batch: its words, the symbols around it, the tense of its sentence.

All that the same in another article makes the same date is told as numbers, so that what was read once is found again
by them.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from transforms.dates.context import DURATIONS, Context
from transforms.dates.reference import FUTURE, HEADLINE, NONE, PAST
from transforms.dates.scan import Scan
from transforms.dates.senses import Around
from transforms.dates.tense import Signs
from transforms.grammar import Matches
from transforms.kernels import kernel
from transforms.symbols import Bits

Flags = npt.NDArray[np.bool_]
DATED = ("month", "day_of_month")
TENSED = ("weekday", *DATED)  # what the tense of a sentence moves
_TENSES = 4
_PRIME = np.uint64(0x9E3779B97F4A7C15)


class Situations:
    """The situations of n matches.

    `phrase`: numbers that tell rule and words; `tense`: see `Reference`, `counted` a number for all of that; `around`:
    the columns of `Around`, `place` a number for all four; `is_beyond`: whether `more than` stands before it;
    `is_none`: whether it is no date.
    """

    def __init__(
        self, names: Sequence[str], scan: Scan, matches: Matches, context: Context, future: Signs
    ) -> None:
        self._rules = {name: number for number, name in enumerate(names)}
        self._matches = matches
        start, end = matches.start, matches.end
        self.phrase = np.empty(len(start), dtype=np.uint64)
        _phrases(scan.batch.word, scan.batch.light.hashes, matches.rule, start, end, self.phrase)
        before, earlier, after, later = scan.around(start, end)
        self.tense = self._tense(scan, context, future, (before, earlier, after))
        days = [article["published_date"] for article in scan.reading.articles]
        numbers = np.array([day.toordinal() * _TENSES if day else 0 for day in days], dtype=np.int64)
        self.document = scan.reading.document[start]
        self.counted = numbers[self.document] + self.tense if len(start) else self.tense
        governor = context.beyond(before, earlier, scan.bits_of(start - 3))
        self.is_beyond: Flags = (governor > 0) & self._is("duration", "duration_of_one")
        before = np.where(self.is_beyond, governor, before)
        earlier = np.where(self.is_beyond, np.uint64(0), earlier)
        self.around = (before, earlier, after, later)
        self.place: Bits = ((before * _PRIME ^ earlier) * _PRIME ^ after) * _PRIME ^ later
        self.is_none: Flags = self._is("adverb") & scan.are_quoted(start, end)  # a newspaper
        self.is_none |= self._is("duration") & scan.are_fractions(start)  # 2.5 seconds

    def rows(self) -> Iterator[tuple[int, int, int, int, int, int, int, bool, bool]]:
        """Of each match start, end, rule, document, phrase, reference, place, whether it is none, and beyond."""
        columns = (
            self._matches.start, self._matches.end, self._matches.rule, self.document,
            self.phrase, self.counted, self.place, self.is_none, self.is_beyond,
        )  # fmt: skip
        return zip(*(column.tolist() for column in columns), strict=True)

    def around_of(self, row: int) -> Around:
        """The symbols around a match."""
        return Around(*[int(column[row]) for column in self.around])

    def _is(self, *names: str) -> Flags:
        """Whether each match is of one of some rules."""
        found: Flags = np.isin(self._matches.rule, [self._rules[name] for name in names])
        return found

    def _tense(
        self, scan: Scan, context: Context, future: Signs, around: tuple[Bits, Bits, Bits]
    ) -> npt.NDArray[np.int64]:
        """The tense of each match that has one; of the others NONE."""
        before, earlier, after = around
        start, end = self._matches.start, self._matches.end
        has_tense = self._is(*TENSED)
        is_tensed = has_tense | (self._is(*DURATIONS) & context.is_after(before, earlier))
        forward = self._is("weekday") & context.is_forward(before, earlier)
        forward |= future.are_before(start) | (~has_tense & future.are_behind(end))
        headline = scan.are_in_headline(start) & ~self._is(*DATED)
        choices = [~is_tensed, forward, context.is_alone(before, earlier, after), headline]
        return np.select(choices, [NONE, FUTURE, NONE, HEADLINE], PAST)


@kernel
def _phrases(word, hashes, rules, starts, ends, out):  # type: ignore[no-untyped-def]
    """A number for the rule and the words of each match."""
    for row in range(len(rules)):
        value = np.uint64(rules[row] + 1)
        for token in range(starts[row], ends[row]):
            value = (value ^ hashes[word[token]]) * _PRIME
        out[row] = value
