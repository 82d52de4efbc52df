"""Which words behind a head noun are no form of any ordinary word, and so a name: شركة شيودا, بلدة عرسال."""

import numpy as np
import numpy.typing as npt

from transforms.stems import Stems
from transforms.words import Spellings, Words

Flags = npt.NDArray[np.bool_]


class UnknownWords:
    """Asks `Stems` for the few words that matter."""

    def __init__(self, stems: Stems) -> None:
        self._stems = stems

    def among(self, batch: Words, tokens: npt.NDArray[np.int64]) -> Flags:
        """For each distinct word of a batch whether it stands at one of `tokens` and is unknown."""
        found = np.zeros(len(batch.first), dtype=np.bool_)
        words = np.unique(batch.word[tokens])
        if len(words):
            found[words] = self._stems.kinds(_some(batch.folded, words)) == 0
        return found


def _some(spellings: Spellings, words: npt.NDArray[np.int32]) -> Spellings:
    """The spellings of some words only."""
    starts, ends = spellings.offsets[words], spellings.offsets[words + 1]
    offsets = np.concatenate([[0], np.cumsum(ends - starts)])
    places = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], ends - starts)
    return Spellings(spellings.data[places], offsets, spellings.hashes[words])
