"""Which words behind a head noun are no form of any ordinary word, and so a name: شركة شيودا, بلدة عرسال."""

import numpy as np
import numpy.typing as npt

from transforms.stems import Stems
from transforms.words import Words

Flags = npt.NDArray[np.bool_]


class UnknownWords:
    """Asks `Stems` for the few words that matter."""

    def __init__(self, stems: Stems) -> None:
        self._stems = stems

    def among(self, batch: Words, tokens: npt.NDArray[np.int64]) -> Flags:
        """For each distinct word of a batch whether it stands at one of `tokens` and is unknown."""
        found = np.zeros(len(batch.first), dtype=np.bool_)
        words = np.unique(batch.word[tokens])
        found[words] = self._stems.kinds(batch.some(words).folded) == 0
        return found
