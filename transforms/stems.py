"""Whether a word is an ordinary one: a known stem with the proclitics and endings that Arabic gives it.

Names are found by what they are not: `كليموف` is no form of any stem, `يستقيل`, `وبالمدرسة` and `قالوها` are. Each
distinct word is tried once against every pair of a prefix and a suffix of its kind (noun, perfect, imperfect), all
in folded spelling, so that missing hamzas and dots do no harm. The stems are `seeds/common_words.csv`, the affixes
`seeds/affixes.csv`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.kernels import FNV_PRIME, FNV_START, kernel
from transforms.lexicons import Row
from transforms.words import Bytes, Hashes, Offsets, Spellings, tokenise

# A feminine stem is a noun without its final ة, which only stands before an ending (علاق-ات, علاق-تها).
NOUN, PERFECT, IMPERFECT, FEMININE = 1, 2, 4, 8
BARE = 16  # the word is itself a stem, without any affix
KINDS = {"noun": NOUN, "perfect": PERFECT, "imperfect": IMPERFECT, "feminine": FEMININE}
_SHORTEST = 2  # letters of a stem; three where a noun has affixes other than the article (الحد, للرد)
_LAM_BYTE = 0x84  # the last byte of ل in UTF-8
Masks = npt.NDArray[np.uint8]


class Stems:
    """The stems and affixes, ready to be asked for the distinct words of a batch."""

    def __init__(self, stems: Iterable[Row], affixes: Sequence[Row]) -> None:
        masks: dict[str, int] = defaultdict(int)
        for row in stems:
            masks[row["stem"]] |= KINDS[row["kind"]]
        words = list(masks)
        batch = tokenise(pa.array(words, pa.large_string()))
        hashes = batch.folded.hashes[batch.word[batch.document_first[:-1]]]
        self._keys, self._masks = _table(hashes, np.array([masks[word] for word in words], dtype=np.uint8))
        self._prefixes = _affixes(
            (row for row in affixes if row["place"] == "prefix"), NOUN | PERFECT | FEMININE
        )
        self._suffixes = _affixes(
            (row for row in affixes if row["place"] == "suffix"), NOUN | PERFECT | IMPERFECT
        )

    def kinds(self, words: Spellings) -> Masks:
        """For each word (in folded spelling) the kinds of stem that it may be a form of, 0 for an unknown word."""
        out = np.zeros(len(words.hashes), dtype=np.uint8)
        _analyse(words.data, words.offsets, self._keys, self._masks, *self._prefixes, *self._suffixes, out)
        return out


def _affixes(rows: Iterable[Row], bare: int) -> tuple[Bytes, Offsets, Masks]:
    """Affixes as bytes, with the kinds that take them; `bare`: the kinds that do without."""
    masks: dict[bytes, int] = defaultdict(int)
    for row in rows:
        masks[row["affix"].encode()] |= KINDS[row["kind"]]
    masks[b""] = bare
    data = np.frombuffer(b"".join(masks), dtype=np.uint8)
    offsets = np.concatenate([[0], np.cumsum([len(affix) for affix in masks])]).astype(np.int64)
    return data, offsets, np.array(list(masks.values()), dtype=np.uint8)


def _table(hashes: Hashes, masks: Masks) -> tuple[Hashes, Masks]:
    """Open addressing: keys (0 where free) and masks."""
    size = 1 << (4 * len(hashes) + 16).bit_length()
    keys, values = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.uint8)
    for hashed, mask in zip(hashes.tolist(), masks.tolist(), strict=True):
        slot = (hashed >> 20) & (size - 1)
        while keys[slot] and int(keys[slot]) != hashed:
            slot = (slot + 1) & (size - 1)
        keys[slot] = hashed
        values[slot] |= mask
    return keys, values


@kernel
def _starts(data, start, stop, affix, first, last):  # type: ignore[no-untyped-def]
    length = last - first
    i = 0
    while i < length <= stop - start and data[start + i] == affix[first + i]:
        i += 1
    return i == length


@kernel
def _look_up(data, start, stop, keys, masks):  # type: ignore[no-untyped-def]
    hashed = FNV_START
    for i in range(start, stop):
        hashed = (hashed ^ np.uint64(data[i])) * FNV_PRIME
    slot = np.int64(hashed >> np.uint64(20)) & (len(keys) - 1)
    while keys[slot] != 0:
        if keys[slot] == hashed:
            return masks[slot]
        slot = (slot + 1) & (len(keys) - 1)
    return np.uint8(0)


@kernel
def _analyse(data, offsets, keys, masks, prefix, prefix_at, prefix_kind, suffix, suffix_at, suffix_kind, out):  # type: ignore[no-untyped-def]
    ends = np.zeros(len(suffix_kind), dtype=np.int64)
    for word in range(len(offsets) - 1):
        start, stop = offsets[word], offsets[word + 1]
        found = np.uint8(0)
        n_ends = 0
        for s in range(len(suffix_kind)):
            length = suffix_at[s + 1] - suffix_at[s]
            if length <= stop - start and _starts(
                data, stop - length, stop, suffix, suffix_at[s], suffix_at[s + 1]
            ):
                ends[n_ends] = s
                n_ends += 1
        for p in range(len(prefix_kind)):
            if not _starts(data, start, stop, prefix, prefix_at[p], prefix_at[p + 1]):
                continue
            begin = start + prefix_at[p + 1] - prefix_at[p]
            for e in range(n_ends):
                s = ends[e]
                kind = prefix_kind[p] & suffix_kind[s]
                end = stop - (suffix_at[s + 1] - suffix_at[s])
                letters = (end - begin) // 2
                if kind == 0 or letters < _SHORTEST:
                    continue
                if letters == _SHORTEST and begin + stop - end > start:
                    has_article = end == stop and begin - start >= 4 and data[begin - 1] == _LAM_BYTE
                    kind &= (
                        np.uint8(PERFECT | IMPERFECT | NOUN) if has_article else np.uint8(PERFECT | IMPERFECT)
                    )
                looked = _look_up(data, begin, end, keys, masks) & kind
                found |= looked
                if looked != 0 and begin == start and end == stop:
                    found |= np.uint8(BARE)
        out[word] = found
