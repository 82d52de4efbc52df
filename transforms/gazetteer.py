"""Finds names of one or several words from a list, whatever proclitics the first word carries.

A name is the sequence of its words' folded hashes, combined into one; every position of a text whose word may
begin a name is tried for 1 to LONGEST words, the longest wins. The lists may hold hundreds of thousands of names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms import characters as ch
from transforms.hash_table import HashTable, look_up
from transforms.kernels import kernel
from transforms.symbols import Entries, forms
from transforms.words import Hashes, Integers, Words, tokenise

LONGEST = 8  # words of a name
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_WORD, _NUMBER, _DASH = ch.WORD, ch.NUMBER, ch.DASH


@dataclass(frozen=True, slots=True)
class Hits:
    """Names found, in reading order, without overlap: tokens [start, end), index in the list, letters of proclitics."""

    start: Integers
    end: Integers
    name: Integers
    clitics: npt.NDArray[np.uint8]


class Gazetteer:
    """An index of names; `entries` says which proclitics the first word may carry (its words are ignored)."""

    def __init__(self, names: Sequence[str], entries: Entries) -> None:
        batch = tokenise(pa.array(list(names), pa.large_string()))
        hashes = batch.folded.hashes[batch.word]
        first, last = batch.document_first[:-1], batch.document_first[1:] - 1  # without the end token
        combined = np.zeros(len(names), dtype=np.uint64)
        _combine(hashes, first, last, combined)
        self._names = HashTable(combined)  # of names that fold alike the first in the list stays
        folded = batch.folded.texts()
        longest: dict[str, int] = {}  # tokens of the longest name that begins with a word
        for at, end in zip(first[first < last].tolist(), last[first < last].tolist(), strict=True):
            word = folded[batch.word[at]]
            longest[word] = max(longest.get(word, 0), min(end - at, LONGEST))
        heads: dict[str, tuple[int, str]] = {}  # by form: letters of proclitics, and the word behind them
        for word in longest:
            for form, _ in forms(word, entries):
                head = (max(len(form) - len(word), 0), word)
                heads[form] = min(heads.get(form, head), head)  # the reading with fewer proclitics
        self._heads = HashTable(_hashes(list(heads)))
        # the last of each stands for words that begin no name
        self._longest = np.array([*(longest[word] for _, word in heads.values()), 0], dtype=np.uint8)
        self._bases = np.append(_hashes([word for _, word in heads.values()]), np.uint64(0))
        self._clitics = np.array([*(clitics for clitics, _ in heads.values()), 0], dtype=np.uint8)

    def find(self, batch: Words) -> Hits:
        """Every name in a batch, the longest at the leftmost word."""
        hashes = batch.folded.hashes
        heads = self._heads.find(hashes)
        out = np.empty((3, len(batch.kind)), dtype=np.int32)
        table = (self._names.keys, self._names.entries)
        words = (hashes, self._bases[heads], self._longest[heads])
        n = _find(batch.kind, batch.word, *words, *table, out)
        start, end, name = (row[:n].copy() for row in out)
        return Hits(start, end, name, self._clitics[heads[batch.word[start]]])


def _hashes(words: list[str]) -> Hashes:
    """The folded hash of each word, in order; a word is one token."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    batch = tokenise(pa.array(words, pa.large_string()))
    return batch.folded.hashes[batch.word[batch.document_first[:-1]]]


@kernel
def _combine(hashes, first, last, out):  # type: ignore[no-untyped-def]
    """The combined hash of each name; 0 for one that is empty or too long."""
    for name in range(len(first)):
        if last[name] - first[name] <= LONGEST:
            for token in range(first[name], last[name]):
                out[name] = (out[name] ^ hashes[token]) * _PRIME


@kernel
def _find(kind, word, hashes, bases, longest, keys, entries, out):  # type: ignore[no-untyped-def]
    n = 0
    token = 0
    while token < len(kind):
        most = longest[word[token]]
        if most == 0 or kind[token] != _WORD:
            token += 1
            continue
        best = -1
        best_end = token
        combined = np.uint64(0)
        at = token
        while (
            at < len(kind)
            and at - token < most
            and (kind[at] == _WORD or kind[at] == _NUMBER or kind[at] == _DASH)
        ):
            combined = (combined ^ (bases[word[at]] if at == token else hashes[word[at]])) * _PRIME
            name = look_up(combined, keys, entries)
            at += 1
            if name >= 0:
                best = name
                best_end = at
        if best >= 0:
            out[0, n] = token
            out[1, n] = best_end
            out[2, n] = best
            n += 1
            token = best_end
        else:
            token += 1
    return n
