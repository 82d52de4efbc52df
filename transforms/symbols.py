"""What rules see of a text: for every token the symbols that it may stand for, as one character of a string.

A family of rules declares its symbols: words from `seeds/`, ranges of numbers, punctuation, shapes of words. Each
distinct word is looked up once by the hash of its light form. Words are listed bare; the forms with proclitics
(و ف ب ل ك, and ال where a symbol allows it) are made when the vocabulary is built, so that a look-up in a text is
one search in a sorted array. A token's set of symbols is one code; a symbol in a rule is the class of all codes
that hold it (see `grammar`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms import characters as ch
from transforms import shape_kernels
from transforms.folding import ALEF
from transforms.words import Hashes, Words, tokenise

LAM, WAW, FEH, BEH, KAF = (
    "\N{ARABIC LETTER LAM}",
    "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER KAF}",
)
ARTICLE = ALEF + LAM
CONJUNCTIONS = ("", WAW, FEH)
PREPOSITIONS = ("", BEH, LAM, KAF)
FIRST_CODE = 0x100  # below stand the characters that a regular expression gives a meaning
Bits = npt.NDArray[np.uint64]

PUNCTUATION = {
    "end": ch.END,
    "newline": ch.NEWLINE,
    "dot": ch.DOT,
    "terminator": ch.TERMINATOR,
    "ellipsis": ch.ELLIPSIS,
    "comma": ch.COMMA,
    "semicolon": ch.SEMICOLON,
    "colon": ch.COLON,
    "dash": ch.DASH,
    "open_bracket": ch.OPEN_BRACKET,
    "close_bracket": ch.CLOSE_BRACKET,
    "open_quote": ch.OPEN_QUOTE,
    "close_quote": ch.CLOSE_QUOTE,
    "quote": ch.QUOTE,
    "slash": ch.SLASH,
    "sign": ch.SYMBOL,
}


@dataclass(frozen=True, slots=True)
class Entries:
    """The words of one symbol, and which proclitics they may carry.

    `conjunctions`: و and ف before the word. `prepositions`: ب ل ك. `article`: ال before it, with لل for ل + ال.
    """

    words: Iterable[str]
    conjunctions: bool = True
    prepositions: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one symbol: digits whose value lies between, both inclusive."""

    least: int
    most: int


def forms(word: str, entries: Entries) -> Iterable[tuple[str, int]]:
    """Each form that a word may take in a text, and how many letters of it are proclitics.

    >>> list(forms("سوريا", Entries((), prepositions=True)))[:3]
    [('سوريا', 0), ('بسوريا', 1), ('لسوريا', 1)]
    >>> [form for form, _ in forms("وزير", Entries((), article=True, conjunctions=False, prepositions=True))]
    ['وزير', 'بوزير', 'لوزير', 'كوزير', 'الوزير', 'بالوزير', 'للوزير', 'كالوزير']
    """
    stems = [("", word)] + ([(ARTICLE, word)] if entries.article else [])
    for conjunction in CONJUNCTIONS if entries.conjunctions else ("",):
        for article, stem in stems:
            for preposition in PREPOSITIONS if entries.prepositions else ("",):
                before = conjunction + preposition
                if preposition == LAM and (article or stem.startswith(ARTICLE)):
                    bare = stem if article else stem.removeprefix(ARTICLE)
                    yield conjunction + LAM + LAM + bare, len(conjunction) + 2
                else:
                    yield before + article + stem, len(before) + len(article)


class Symbols:
    """A family's symbols: names to words or numbers; at most 44 of them.

    `shapes` adds for every word the symbols `definite` (begins with ال or لل) and `latin`.
    """

    def __init__(self, names: Mapping[str, Entries | Numbers], shapes: bool = True) -> None:
        self.names = names
        self.shapes = shapes
        fixed = ["word", "number", *PUNCTUATION, "definite", "latin"]
        self._bit = {name: position for position, name in enumerate([*fixed, *names])}
        self._codes: dict[int, int] = {}
        if len(self._bit) > 64:
            raise ValueError(f"{len(self._bit)} symbols, 64 are the most; split the family")
        self._build()

    def _build(self) -> None:
        bits: dict[str, tuple[int, int]] = {}  # form → (bits, letters of proclitics)
        for name, entries in self.names.items():
            if not isinstance(entries, Entries):
                continue
            bit = 1 << self._bit[name]
            for word in entries.words:
                for form, clitics in forms(word, entries):
                    known, before = bits.get(form, (0, clitics))
                    if (
                        clitics < before
                    ):  # the bare word beats the same letters read as a proclitic and a word
                        bits[form] = (bit, clitics)
                    elif clitics == before:
                        bits[form] = (known | bit, clitics)
        listed = list(bits)
        batch = tokenise(pa.array(listed, pa.large_string()))
        starts = batch.document_first[:-1]
        hashes = batch.light.hashes[batch.word[starts]]
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        values = np.array([bits[form][0] for form in listed], dtype=np.uint64)[order]
        lengths = np.array([bits[form][1] for form in listed], dtype=np.uint8)[order]
        first = np.flatnonzero(
            np.diff(hashes, prepend=~hashes[:1])
        )  # forms with marks may share a light form
        self._hashes: Hashes = hashes[first]
        self._bits: Bits = np.bitwise_or.reduceat(values, first) if len(first) else values
        self._clitics: npt.NDArray[np.uint8] = lengths[first]

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """For each distinct word its symbols as bits, and how many letters of it are proclitics."""
        hashes = self._hashes
        bits = np.zeros(len(batch.first), dtype=np.uint64)
        clitics = np.zeros(len(batch.first), dtype=np.uint8)
        if len(hashes):
            at = np.minimum(np.searchsorted(hashes, batch.light.hashes), len(hashes) - 1)
            found = hashes[at] == batch.light.hashes
            bits[found] = self._bits[at[found]]
            clitics[found] = self._clitics[at[found]]
        kind = batch.kind[batch.first]
        for name, code in PUNCTUATION.items():
            bits[kind == code] |= np.uint64(1 << self._bit[name])
        bits[kind == ch.WORD] |= np.uint64(1 << self._bit["word"])
        bits[kind == ch.NUMBER] |= np.uint64(1 << self._bit["number"])
        if self.shapes:
            shape = shape_kernels.shapes(batch.light.data, batch.light.offsets)
            bits[(shape & shape_kernels.DEFINITE) > 0] |= np.uint64(1 << self._bit["definite"])
            bits[(shape & shape_kernels.LATIN) > 0] |= np.uint64(1 << self._bit["latin"])
        ranges = {name: entry for name, entry in self.names.items() if isinstance(entry, Numbers)}
        if ranges:
            values = shape_kernels.number_values(batch.light.data, batch.light.offsets)
            for name, numbers in ranges.items():
                inside = (values >= numbers.least) & (values <= numbers.most) & (kind == ch.NUMBER)
                bits[inside] |= np.uint64(1 << self._bit[name])
        return bits, clitics

    def code(self, bits: int) -> int:
        """The character code of a set of symbols; new sets get a new one."""
        return self._codes.setdefault(bits, FIRST_CODE + len(self._codes))

    def codes_with(self, name: str) -> set[int]:
        """All codes known so far whose set holds a symbol."""
        bit = 1 << self._bit[name]
        return {code for bits, code in self._codes.items() if bits & bit}

    @property
    def n_codes(self) -> int:
        """How many sets of symbols have been met."""
        return len(self._codes)

    def bit(self, name: str) -> np.uint64:
        """The bit of a symbol in what `of_words` returns."""
        return np.uint64(1 << self._bit[name])

    def has(self, name: str) -> bool:
        """Whether there is such a symbol."""
        return name in self._bit
