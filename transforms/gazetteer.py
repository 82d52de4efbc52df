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
        self._keys, self._values = _index(hashes, first, last)
        heads: dict[str, str] = {}
        folded = batch.folded.texts()
        for word in {folded[batch.word[at]] for at in first[first < last]}:
            for form, clitics in forms(word, entries):
                if form not in heads or clitics == 0:
                    heads[form] = word
        listed = list(heads)
        self._head_hashes, order = _sorted(_hashes(listed))
        bases = _hashes([heads[form] for form in listed])
        self._head_bases = bases[order]
        lengths = np.array([len(form) - len(heads[form]) for form in listed], dtype=np.uint8)
        self._head_clitics = np.maximum(lengths, 0)[order]

    def find(self, batch: Words) -> Hits:
        """Every name in a batch, the longest at the leftmost word."""
        hashes = batch.folded.hashes
        bases = np.zeros(len(hashes), dtype=np.uint64)
        clitics = np.zeros(len(hashes), dtype=np.uint8)
        if len(self._head_hashes):
            at = np.minimum(np.searchsorted(self._head_hashes, hashes), len(self._head_hashes) - 1)
            found = self._head_hashes[at] == hashes
            bases[found], clitics[found] = self._head_bases[at[found]], self._head_clitics[at[found]]
        out = np.empty((3, len(batch.kind)), dtype=np.int32)
        n = _find(batch.kind, batch.word, hashes, bases, self._keys, self._values, out)
        start, end, name = (row[:n].copy() for row in out)
        return Hits(start, end, name, clitics[batch.word[start]])


def _hashes(words: list[str]) -> Hashes:
    """The folded hash of each word, in order; a word is one token."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    batch = tokenise(pa.array(words, pa.large_string()))
    return batch.folded.hashes[batch.word[batch.document_first[:-1]]]


def _sorted(hashes: Hashes) -> tuple[Hashes, npt.NDArray[np.int64]]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order


def _index(hashes: Hashes, first: Integers, last: Integers) -> tuple[Hashes, Integers]:
    """A table of combined hashes with open addressing: keys (0 where free) and the index of the name."""
    size = 1 << max(int(2 * len(first)).bit_length(), 4)
    keys = np.zeros(size, dtype=np.uint64)
    values = np.full(size, -1, dtype=np.int32)
    _fill(hashes, first, last, keys, values)
    return keys, values


@kernel
def _fill(hashes, first, last, keys, values):  # type: ignore[no-untyped-def]
    mask = len(keys) - 1
    for name in range(len(first)):
        if last[name] <= first[name] or last[name] - first[name] > LONGEST:
            continue
        combined = np.uint64(0)
        for token in range(first[name], last[name]):
            combined = (combined ^ hashes[token]) * _PRIME
        slot = np.int64(combined >> np.uint64(20)) & mask
        while keys[slot] != 0 and keys[slot] != combined:
            slot = (slot + 1) & mask
        if keys[slot] == 0:  # of names that fold alike the first in the list stays
            keys[slot] = combined
            values[slot] = name


@kernel
def _find(kind, word, hashes, bases, keys, values, out):  # type: ignore[no-untyped-def]
    mask = len(keys) - 1
    n = 0
    token = 0
    while token < len(kind):
        base = bases[word[token]]
        if base == 0 or kind[token] != _WORD:
            token += 1
            continue
        best = -1
        best_end = token
        combined = np.uint64(0)
        at = token
        while (
            at < len(kind)
            and at - token < LONGEST
            and (kind[at] == _WORD or kind[at] == _NUMBER or kind[at] == _DASH)
        ):
            combined = (combined ^ (base if at == token else hashes[word[at]])) * _PRIME
            slot = np.int64(combined >> np.uint64(20)) & mask
            while keys[slot] != 0:
                if keys[slot] == combined:
                    best = values[slot]
                    best_end = at + 1
                    break
                slot = (slot + 1) & mask
            at += 1
        if best >= 0:
            out[0, n] = token
            out[1, n] = best_end
            out[2, n] = best
            n += 1
            token = best_end
        else:
            token += 1
    return n
