"""Whether a sentence tells of the future before a token: `سيلتقي السبت` is the Saturday to come."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.reading import Reading, Tokens
from transforms.symbols import CONJUNCTIONS, Symbols
from transforms.words import Words

Flags = npt.NDArray[np.bool_]
FAR, NEAR = 15, 6  # words between a sign of the future and the date; a verb in the present must stand nearer
BEHIND = 3  # words between a date and the sign that follows: in a year it will be
# س and the letter of the person, as UTF-8: سي ست سن سأ
_SEEN = "\N{ARABIC LETTER SEEN}"
_PERSONS = (
    "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
)  # fmt: skip
_FUTURE = [np.frombuffer((_SEEN + person).encode(), dtype=np.uint8) for person in _PERSONS]
_AND = [np.frombuffer(letter.encode(), dtype=np.uint8) for letter in CONJUNCTIONS if letter]
_SHORTEST = 8  # bytes of the shortest future verb


class FutureTense:
    """Knows the signs of the future; `symbols`: those of the context."""

    def __init__(self, symbols: Symbols) -> None:
        self._future, self._not_future = symbols.bit("future"), symbols.bit("not_future")
        self._scheduled = symbols.bit("scheduled")

    def signs(self, reading: Reading, bits: npt.NDArray[np.uint64]) -> "Signs":
        """Where a batch tells of the future."""
        batch = reading.batch
        is_future = (bits & self._future > 0) | (_verbs(batch) & (bits & self._not_future == 0))
        is_scheduled = bits & self._scheduled > 0
        places = (np.flatnonzero(which[batch.word]) for which in (is_future, is_scheduled))
        return Signs(tuple(zip(places, (FAR, NEAR), strict=True)), reading.sentence)


class Signs(NamedTuple):
    """The signs of the future in a batch, those that reach far and the verbs that reach near; sentences of tokens."""

    places: tuple[tuple[Tokens, int], ...]
    sentence: Tokens

    def is_before(self, token: int) -> bool:
        """Whether a sign stands before a token, near and in its sentence."""
        for positions, reach in self.places:
            at = int(np.searchsorted(positions, token)) - 1
            if at >= 0:
                sign = int(positions[at])
                if token - sign <= reach and int(self.sentence[sign]) == int(self.sentence[token]):
                    return True
        return False

    def are_before(self, tokens: Tokens) -> Flags:
        """`is_before` of each of some tokens."""
        found = np.zeros(len(tokens), dtype=np.bool_)
        for positions, reach in self.places:
            at = np.searchsorted(positions, tokens) - 1
            sign = positions[np.maximum(at, 0)] if len(positions) else tokens
            is_near = (at >= 0) & (tokens - sign <= reach)
            found |= is_near & (self.sentence[sign] == self.sentence[tokens])
        return found

    def are_behind(self, tokens: Tokens) -> Flags:
        """Whether a sign that reaches far stands at each token or soon behind it."""
        positions, _ = self.places[0]
        at = np.searchsorted(positions, tokens)
        sign = np.append(positions, len(self.sentence))[at]
        found: Flags = (sign - tokens < BEHIND) & (at < len(positions))
        found &= self.sentence[np.minimum(sign, len(self.sentence) - 1)] == self.sentence[tokens]
        return found


def _verbs(batch: Words) -> npt.NDArray[np.bool_]:
    """For each distinct word whether it looks like a verb in the future."""
    light = batch.light
    start, length = light.offsets[:-1], np.diff(light.offsets)
    data = np.append(light.data, np.zeros(6, dtype=np.uint8))
    has_and = np.zeros(len(start), dtype=np.bool_)
    for letter in _AND:
        has_and |= (data[start] == letter[0]) & (data[start + 1] == letter[1])
    found = np.zeros(len(start), dtype=np.bool_)
    for first in (start, start + 2 * has_and):
        for pair in _FUTURE:
            matches = length - (first - start) >= _SHORTEST
            for n, byte in enumerate(pair):
                matches &= data[first + n] == byte
            found |= matches
    return found
