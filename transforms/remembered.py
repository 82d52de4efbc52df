"""What was found of words, kept for the batches to come: most words of a batch were in one before."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from transforms.hash_table import HashTable
from transforms.symbols import Bits
from transforms.words import Words

Clitics = npt.NDArray[np.uint8]
_MOST = 1 << 19  # words; then all are forgotten
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Remembered:
    """Asks for the symbols of each distinct word once a process; what is told of one depends on its spelling alone."""

    def __init__(self, ask: Callable[[Words], tuple[Bits, Clitics]]) -> None:
        self._ask = ask
        self._forget()

    def _forget(self) -> None:
        self._known = HashTable(np.zeros(0, dtype=np.uint64))
        self._bits: Bits = np.zeros(0, dtype=np.uint64)
        self._clitics: Clitics = np.zeros(0, dtype=np.uint8)

    def of_words(self, batch: Words) -> tuple[Bits, Clitics]:
        """For each distinct word what was asked, see `Symbols.of_words`."""
        keys = (batch.light.hashes * _SPREAD ^ batch.folded.hashes) * _SPREAD ^ batch.kind[batch.first]
        if self._known.n + len(keys) > _MOST:
            self._forget()
        entries = self._known.find(keys)
        new = np.flatnonzero(entries < 0)
        if len(new):
            bits, clitics = self._ask(batch.some(new))
            entries[new] = np.arange(self._known.n, self._known.n + len(new))
            self._known.add(keys[new])
            self._bits = np.concatenate([self._bits, bits])
            self._clitics = np.concatenate([self._clitics, clitics])
        return self._bits[entries], self._clitics[entries]
