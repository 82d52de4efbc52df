"""The search for parts of names that an article repeats."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from transforms.hash_table import HashTable
from transforms.kernels import FNV_PRIME, FNV_START, kernel
from transforms.words import Hashes, Integers, Spellings, Words

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_CONJUNCTIONS = (0xD988, 0xD981)  # و ف in UTF-8
_PREPOSITIONS = (0xD8A8, 0xD984, 0xD983)  # ب ل ك
LONGEST_PROCLITIC = 2  # letters: ول, وب


def tokens_alike(batch: Words, spellings: Sequence[Hashes], parts: Sequence[int]) -> Integers:
    """The tokens that have the word of one of the tokens `parts`, in any article; `spellings` as for `echoes`."""
    wanted = HashTable(spellings[0][batch.word[np.asarray(parts, dtype=np.int64)]])
    is_wanted = np.zeros(len(spellings[0]), dtype=np.bool_)
    for hashes in spellings:
        is_wanted |= wanted.find(hashes) >= 0
    return np.flatnonzero(is_wanted[batch.word]).astype(np.int32)


def echoes(
    batch: Words,
    document: Integers,
    spellings: Sequence[Hashes],
    parts: Sequence[int],
    among: Integers,
) -> Iterable[tuple[int, int, int]]:
    """Where else an article has one of the words at the tokens `parts`, with or without و ف ب ل ك before it.

    `spellings`: of each distinct word the folded hash, then those without one and two letters of proclitics. The
    result is (token, number in `parts`, letters of proclitics), in reading order, of the tokens `among`.
    """
    tokens = np.asarray(parts, dtype=np.int64)
    within = HashTable(_keys(spellings[0][batch.word[tokens]], document[tokens]))
    found = []
    for clitics, hashes in enumerate(spellings):
        number = within.find(_keys(hashes[batch.word[among]], document[among]))
        rows = np.stack([among, number, np.full(len(among), clitics)])
        found.append(rows[:, number >= 0])
    together = np.hstack(found)
    ordered = together[:, np.argsort(together[0], kind="stable")]
    return zip(*ordered.tolist(), strict=True)


def _keys(hashes: Hashes, documents: npt.NDArray[np.integer]) -> Hashes:
    """A hash of a word within its article."""
    return (hashes ^ documents.astype(np.uint64)) * _SPREAD


def without_proclitics(words: Spellings) -> npt.NDArray[np.uint64]:
    """The hashes of words without one, and without two letters that may be proclitics; 0 where they are none."""
    out = np.zeros((LONGEST_PROCLITIC, len(words.hashes)), dtype=np.uint64)
    _hash_rest(words.data, words.offsets, out)
    return out


@kernel
def _hash_rest(data, offsets, out):  # type: ignore[no-untyped-def]
    """Hashes of words without their first one or two letters, where these may be proclitics; 0 elsewhere."""
    for word in range(len(offsets) - 1):
        start, stop = offsets[word], offsets[word + 1]
        for letters in range(1, len(out) + 1):
            if stop - start < 2 * letters + 6:
                break
            first = np.int64(data[start + 2 * letters - 2]) << 8 | np.int64(data[start + 2 * letters - 1])
            is_joining = letters == 1 and first in _CONJUNCTIONS
            is_preposition = first in _PREPOSITIONS
            if not (is_joining or is_preposition):
                break
            hashed = FNV_START
            for i in range(start + 2 * letters, stop):
                hashed = (hashed ^ np.uint64(data[i])) * FNV_PRIME
            out[letters - 1, word] = hashed
            if is_preposition:
                break
