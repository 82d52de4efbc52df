"""Second mentions: a surname alone, in an article that has named its bearer in full."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.kernels import FNV_PRIME, FNV_START, kernel
from transforms.reading import Reading
from transforms.words import Hashes, Integers, Spellings

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_CONJUNCTIONS = (0xD988, 0xD981)  # و ف in UTF-8
_PREPOSITIONS = (0xD8A8, 0xD984, 0xD983)  # ب ل ك
_WORD = ch.WORD
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
    keys_table, names = _table(wanted)
    out: list[Echo] = []
    variants = (batch.folded.hashes, *_without_proclitics(batch.folded))
    rows = np.empty((2, len(batch.kind)), dtype=np.int32)
    for clitics, hashes in enumerate(variants):
        n = _find(batch.kind, batch.word, reading.document, hashes, keys_table, names, rows)
        pairs = zip(rows[0, :n].tolist(), rows[1, :n].tolist(), strict=True)
        out += [Echo(token, name, clitics) for token, name in pairs]
    return sorted(out, key=lambda echo: (echo.token, echo.clitics))


def _table(wanted: Hashes) -> tuple[Hashes, Integers]:
    """Open addressing: keys (0 where free), and the first name of each."""
    size = 1 << (4 * len(wanted) + 16).bit_length()
    table, names = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.int32)
    _fill(wanted, table, names)
    return table, names


@kernel
def _fill(wanted, table, names):  # type: ignore[no-untyped-def]
    mask = len(table) - 1
    for name in range(len(wanted)):
        slot = np.int64(wanted[name] >> np.uint64(20)) & mask
        while table[slot] != 0 and table[slot] != wanted[name]:
            slot = (slot + 1) & mask
        if table[slot] == 0:
            table[slot] = wanted[name]
            names[slot] = name


@kernel
def _find(kind, word, document, hashes, table, names, out):  # type: ignore[no-untyped-def]
    mask = len(table) - 1
    n = 0
    for token in range(len(kind)):
        if kind[token] != _WORD or hashes[word[token]] == 0:
            continue
        key = (hashes[word[token]] ^ np.uint64(document[token])) * _SPREAD
        slot = np.int64(key >> np.uint64(20)) & mask
        while table[slot] != 0:
            if table[slot] == key:
                out[0, n] = token
                out[1, n] = names[slot]
                n += 1
                break
            slot = (slot + 1) & mask
    return n


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
