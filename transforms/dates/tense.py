"""Whether a sentence tells of the future before a token: `سيلتقي السبت` is the Saturday to come."""

from bisect import bisect_left

import numpy as np
import numpy.typing as npt

from transforms.reading import Reading
from transforms.symbols import CONJUNCTIONS, Symbols
from transforms.words import Words

FAR, NEAR = 15, 6  # words between a sign of the future and the date; a verb in the present must stand nearer
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

    def tokens(self, batch: Words, bits: npt.NDArray[np.uint64]) -> tuple[list[int], list[int]]:
        """The tokens that tell of the future, and the verbs in the present that may."""
        is_future = (bits & self._future > 0) | (_verbs(batch) & (bits & self._not_future == 0))
        ahead = np.flatnonzero(is_future[batch.word])
        scheduled = np.flatnonzero((bits & self._scheduled > 0)[batch.word])
        return ahead.tolist(), scheduled.tolist()

    @staticmethod
    def is_ahead(tokens: tuple[list[int], list[int]], reading: Reading, token: int) -> bool:
        """Whether such a token stands before another, near and in its sentence."""
        for positions, reach in zip(tokens, (FAR, NEAR), strict=True):
            at = bisect_left(positions, token) - 1
            if at >= 0:
                sign = positions[at]
                if token - sign <= reach and reading.sentence[sign] == reading.sentence[token]:
                    return True
        return False


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
