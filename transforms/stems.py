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

from transforms.hash_table import HashTable, look_up
from transforms.kernels import FNV_PRIME, FNV_START, kernel, making_kernel
from transforms.lexicons import Row
from transforms.words import Hashes, Integers, Spellings, tokenise

# A feminine stem is a noun without its final ة, which only stands before an ending (علاق-ات, علاق-تها).
NOUN, PERFECT, IMPERFECT, FEMININE = 1, 2, 4, 8
BARE = 16  # the word is itself a stem, without any affix
KINDS = {"noun": NOUN, "perfect": PERFECT, "imperfect": IMPERFECT, "feminine": FEMININE}
_SHORTEST = 2  # letters of a stem; three where a noun has affixes other than the article (الحد, للرد)
_LONGEST_PREFIX, _LONGEST_SUFFIX = 6, 6  # letters
_ARABIC_BYTE = 0xD8  # the first byte of an Arabic letter in UTF-8 is this or more
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
        self._stems = _table(hashes, np.array([masks[word] for word in words], dtype=np.uint8))
        self._prefixes = _table(*_affixes(affixes, "prefix", NOUN | PERFECT | FEMININE))
        self._suffixes = _table(*_affixes(affixes, "suffix", NOUN | PERFECT | IMPERFECT))

    def kinds(self, words: Spellings) -> Masks:
        """For each word (in folded spelling) the kinds of stem that it may be a form of, 0 for an unknown word."""
        out = np.zeros(len(words.hashes), dtype=np.uint8)
        _analyse(words.data, words.offsets, self._stems, self._prefixes, self._suffixes, out)
        return out


def _affixes(rows: Iterable[Row], place: str, bare: int) -> tuple[Hashes, Masks]:
    """Hashes of affixes and the kinds that take them; `bare`: the kinds that do without."""
    masks: dict[bytes, int] = defaultdict(int, {b"": bare})
    for row in rows:
        if row["place"] == place:
            masks[row["affix"].encode()] |= KINDS[row["kind"]]
    hashes = np.array([_hash(affix) for affix in masks], dtype=np.uint64)
    return hashes, np.array(list(masks.values()), dtype=np.uint8)


def _hash(data: bytes) -> int:
    hashed = int(FNV_START)
    for byte in data:
        hashed = (hashed ^ byte) * int(FNV_PRIME) & (1 << 64) - 1
    return hashed


def _table(hashes: Hashes, masks: Masks) -> tuple[Hashes, Integers, Masks]:
    """A hash table and the masks of its entries, equal hashes joined; the last mask stands for what is in none."""
    table = HashTable(hashes)
    joined = np.zeros(len(hashes) + 1, dtype=np.uint8)
    np.bitwise_or.at(joined, table.find(hashes), masks)
    return table.keys, table.entries, joined


@kernel
def _kinds_of(hashed, table):  # type: ignore[no-untyped-def]
    keys, entries, masks = table
    return masks[look_up(hashed, keys, entries)]


@making_kernel
def _analyse(data, offsets, stems, prefixes, suffixes, out):  # type: ignore[no-untyped-def]
    """Tries each prefix with each suffix; the hash of a stem grows letter by letter. Arabic letters are two bytes."""
    kinds_at_end = np.zeros(_LONGEST_SUFFIX + 1, dtype=np.uint8)  # by the letters of the suffix
    for word in range(len(offsets) - 1):
        start, stop = offsets[word], offsets[word + 1]
        letters = (stop - start) // 2
        if letters < _SHORTEST or data[start] < _ARABIC_BYTE:
            continue
        for size in range(min(_LONGEST_SUFFIX, letters - _SHORTEST) + 1):
            hashed = FNV_START
            for i in range(stop - 2 * size, stop):
                hashed = (hashed ^ np.uint64(data[i])) * FNV_PRIME
            kinds_at_end[size] = _kinds_of(hashed, suffixes)
        found = np.uint8(0)
        prefix = FNV_START
        for before in range(min(_LONGEST_PREFIX, letters - _SHORTEST) + 1):
            begin = start + 2 * before
            if before:
                for i in range(begin - 2, begin):
                    prefix = (prefix ^ np.uint64(data[i])) * FNV_PRIME
            kind = _kinds_of(prefix, prefixes)
            if kind == 0:
                continue
            stem = FNV_START
            for i in range(begin, stop):
                stem = (stem ^ np.uint64(data[i])) * FNV_PRIME
                behind = (stop - i - 1) // 2
                length = (i + 1 - begin) // 2
                if (i - begin) % 2 == 0 or length < _SHORTEST or behind > _LONGEST_SUFFIX:
                    continue
                here = kind & kinds_at_end[behind]
                if length == _SHORTEST and before + behind > 0:
                    has_article = behind == 0 and before >= 2 and data[begin - 1] == _LAM_BYTE
                    here &= (
                        np.uint8(PERFECT | IMPERFECT | NOUN) if has_article else np.uint8(PERFECT | IMPERFECT)
                    )
                if here:
                    looked = _kinds_of(stem, stems) & here
                    found |= looked
                    if looked and before + behind == 0:
                        found |= np.uint8(BARE)
        out[word] = found
