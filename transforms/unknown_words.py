"""Which words behind a head noun are no form of any ordinary word, and so a name: شركة شيودا, بلدة عرسال."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.stems import BARE, Stems
from transforms.words import Words, tokenise

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

    def are_ordinary(self, words: Sequence[str]) -> Flags:
        """Whether each of some words is an ordinary one without any affix: بنوك."""
        batch = tokenise(pa.array(words, pa.large_string()))
        kinds = self._stems.kinds(batch.folded)[batch.word[batch.document_first[:-1]]]
        found: Flags = (kinds & BARE) > 0
        return found
