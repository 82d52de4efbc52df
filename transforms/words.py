"""A batch of texts as tokens: where each stands, and which word it is.

Each distinct word is thought about once: tokens carry the number of their word, and all that is asked of a
word (its folded and light form, its classes) is an array indexed by that number. Numbers never leave the batch.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms import characters, kernels, shape_kernels, spelling_kernels

Integers = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Distinct words in one spelling: UTF-8 bytes `data[offsets[i] : offsets[i + 1]]`, and their hashes."""

    data: Bytes
    offsets: Offsets
    hashes: Hashes

    def texts(self) -> list[str]:
        """The words as strings, for look-ups and tests; not for hot paths."""
        data, offsets = self.data.tobytes(), self.offsets.tolist()
        return [data[a:b].decode() for a, b in pairwise(offsets)]


@dataclass(frozen=True)
class Words:
    """The tokens of a batch of n documents; token arrays have one entry a token, in reading order.

    `document_first` (n + 1) delimits the documents' tokens; each ends with a token of kind END. `word` is the
    number of the token's word; `first` gives for each word the token where it stands first.
    """

    data: Bytes
    byte_start: Integers
    byte_end: Integers
    char_start: Integers
    char_end: Integers
    kind: Bytes
    document_first: Integers
    word: Integers
    first: Integers

    def _spelled(self, spelling: characters.Spelling, is_folding: bool) -> Spellings:
        starts, ends = self.byte_start[self.first], self.byte_end[self.first]
        out = np.empty(12 * int((ends - starts).sum()) + 4, dtype=np.uint8)
        offsets = np.empty(len(starts) + 1, dtype=np.int64)
        hashes = np.empty(len(starts), dtype=np.uint64)
        tables = (characters.kinds(), spelling.start, spelling.length, spelling.codes)
        size = spelling_kernels.spell(self.data, starts, ends, *tables, is_folding, out, offsets, hashes)
        data = out[:size].copy()
        data.setflags(write=False)
        return Spellings(data, offsets, hashes)

    def some(self, words: npt.NDArray[np.integer]) -> "Words":
        """Some of the distinct words as a batch of one document, each a token."""
        tokens, numbers = self.first[words], np.arange(len(words), dtype=np.int32)
        return Words(
            self.data,
            self.byte_start[tokens],
            self.byte_end[tokens],
            self.char_start[tokens],
            self.char_end[tokens],
            self.kind[tokens],
            np.array([0, len(words)], dtype=np.int32),
            numbers,
            numbers,
        )

    @cached_property
    def folded(self) -> Spellings:
        """The search form of each distinct word."""
        return self._spelled(characters.folded_spelling(), is_folding=True)

    @cached_property
    def light(self) -> Spellings:
        """The form for rules of each distinct word."""
        return self._spelled(characters.light_spelling(), is_folding=False)

    @cached_property
    def shapes(self) -> Bytes:
        """Whether each distinct word has the article or is Latin, see `shape_kernels.shapes`."""
        found: Bytes = shape_kernels.shapes(self.light.data, self.light.offsets)
        return found

    @cached_property
    def numbers(self) -> npt.NDArray[np.int64]:
        """The value of each distinct word that is a number, -1 for the others."""
        found: npt.NDArray[np.int64] = shape_kernels.number_values(self.light.data, self.light.offsets)
        return found

    @cached_property
    def n_words(self) -> Integers:
        """How many words and numbers each document has, shape (n,)."""
        counted = (self.kind == characters.WORD) | (self.kind == characters.NUMBER)
        sums = np.concatenate([[0], np.cumsum(counted)])
        return np.diff(sums[self.document_first]).astype(np.int32)

    def folded_text(self) -> pa.Array:
        """The folded words of each document, each between two spaces of its own (large_string, n)."""
        offsets = np.empty(len(self.document_first), dtype=np.int64)
        kind = self.kind[self.first]
        room = np.where(
            (kind == characters.WORD) | (kind == characters.NUMBER), np.diff(self.folded.offsets) + 2, 0
        )
        out = np.empty(int(room @ np.bincount(self.word, minlength=len(room))), dtype=np.uint8)
        spellings = (self.folded.data, self.folded.offsets)
        kernels.join_words(self.kind, self.word, self.document_first, *spellings, out, offsets)
        return pa.LargeStringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(out))

    def has_class(self, lexicon: Hashes) -> npt.NDArray[np.bool_]:
        """For each distinct word whether its light form is one of a sorted array of hashes."""
        if not len(lexicon):
            return np.zeros(len(self.first), dtype=np.bool_)
        at = np.minimum(np.searchsorted(lexicon, self.light.hashes), len(lexicon) - 1)
        found: npt.NDArray[np.bool_] = lexicon[at] == self.light.hashes
        return found


def buffers(texts: pa.Array) -> tuple[Bytes, Offsets]:
    """The UTF-8 bytes and the offsets of a string array, without a copy of the bytes. NULL counts as empty."""
    if texts.null_count:
        texts = texts.fill_null("")
    texts = texts.cast(pa.large_string())
    _, offsets, data = texts.buffers()
    first = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if data is None:
        data = pa.py_buffer(b"")
    return np.frombuffer(data, dtype=np.uint8), first


def tokenise(texts: pa.Array) -> Words:
    """Splits a batch of texts (string or large_string, n) into tokens and numbers their words."""
    data, offsets = buffers(texts)
    n_documents = len(offsets) - 1
    document_first = np.zeros(n_documents + 1, dtype=np.int32)
    room = int(offsets[-1] - offsets[0]) // 4 + 64
    arrays = _token_arrays(room)
    document = 0
    while document < n_documents:
        output: tuple[Any, ...] = (*arrays, document_first, int(document_first[document]))
        document = kernels.tokenise(data, offsets, document, characters.kinds(), room, *output)
        if document < n_documents:  # a document of many short tokens: at most one a byte
            room = 2 * room + int(offsets[document + 1] - offsets[document]) + 1
            used = int(document_first[document])
            grown = _token_arrays(room)
            for old, new in zip(arrays, grown, strict=True):
                new[:used] = old[:used]
            arrays = grown
    n = int(document_first[-1])
    byte_start, byte_end, char_start, char_end, kind, hashes = (array[:n] for array in arrays)
    word, first = intern(data, byte_start, byte_end, hashes)
    return Words(data, byte_start, byte_end, char_start, char_end, kind, document_first, word, first)


def _token_arrays(room: int) -> tuple[npt.NDArray[Any], ...]:
    kinds: tuple[Any, ...] = (np.int32, np.int32, np.int32, np.int32, np.uint8, np.uint64)
    return tuple(np.empty(room, dtype=kind) for kind in kinds)


def intern(
    data: Bytes, starts: npt.NDArray[np.generic], ends: npt.NDArray[np.generic], hashes: Hashes
) -> tuple[Integers, Integers]:
    """Numbers equal byte strings alike: the number of each string, and the first string of each number."""
    n = len(starts)
    ids = np.empty(n, dtype=np.int32)
    size = max(1 << 10, 1 << (n // 4).bit_length())  # half of it is used; longer texts have fewer words each
    while True:
        first = np.empty(size // 2 + 1, dtype=np.int32)
        count = kernels.intern(data, starts, ends, hashes, n, np.full(size, -1, dtype=np.int32), ids, first)
        if count >= 0:
            return ids, first[:count].copy()
        size *= 4


def hashes_of(words: list[str]) -> Hashes:
    """The sorted hashes of a vocabulary's light forms, for `Words.has_class`; a word is one token."""
    batch = tokenise(pa.array(words, pa.large_string()))
    inside = batch.kind != characters.END
    return np.unique(batch.light.hashes[batch.word[inside]])
