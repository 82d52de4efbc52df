"""Second mentions: a surname alone, in an article that has named its bearer in full."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.kernels import FNV_PRIME, FNV_START, kernel
from transforms.reading import Reading
from transforms.words import Hashes, Spellings

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
LONGEST_PROCLITIC = 2  # letters: ول, وب


@dataclass(frozen=True, slots=True)
class Echo:
    """A token that equals the last word of a full name: which name (its number), and letters of proclitics."""

    token: int
    name: int
    clitics: int


def keys(hashes: Hashes, documents: npt.NDArray[np.integer]) -> Hashes:
    """A hash of a word within its article."""
    return (hashes ^ documents.astype(np.uint64)) * _SPREAD


def echoes(reading: Reading, last_tokens: Sequence[int]) -> list[Echo]:
    """Tokens that repeat the last word of a full name, given by its token; with or without و ف ب ل ك before it."""
    if not len(last_tokens):
        return []
    batch = reading.batch
    tokens = np.asarray(last_tokens, dtype=np.int64)
    wanted = keys(batch.folded.hashes[batch.word[tokens]], reading.document[tokens])
    order = np.argsort(wanted, kind="stable")
    sorted_wanted = wanted[order]
    out: list[Echo] = []
    is_word = batch.kind == ch.WORD
    for clitics, hashes in enumerate((batch.folded.hashes, *_without_proclitics(batch.folded))):
        here = keys(hashes[batch.word], reading.document)
        at = np.minimum(np.searchsorted(sorted_wanted, here), len(wanted) - 1)
        found = np.flatnonzero((sorted_wanted[at] == here) & is_word & (hashes[batch.word] != 0))
        for token, place in zip(found.tolist(), at[found].tolist(), strict=True):
            out.append(Echo(token, int(order[place]), clitics))
    return sorted(out, key=lambda echo: (echo.token, echo.clitics))


def _without_proclitics(words: Spellings) -> npt.NDArray[np.uint64]:
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
            is_joining = first == 0xD988 or first == 0xD981
            is_preposition = first == 0xD8A8 or first == 0xD984 or first == 0xD983
            if not (is_joining and letters == 1 or is_preposition):
                break
            hashed = FNV_START
            for i in range(start + 2 * letters, stop):
                hashed = (hashed ^ np.uint64(data[i])) * FNV_PRIME
            out[letters - 1, word] = hashed
            if is_preposition:
                break
