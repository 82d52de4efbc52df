"""What rules see of a text: for every word the symbols that it may stand for, as bits.

A family of rules declares its symbols: words from `seeds/`, ranges of numbers, punctuation, shapes of words. Each
distinct word is looked up once by the hash of its light form. Words are listed bare; the forms with proclitics
(و ف ب ل ك, and ال where a symbol allows it) are made when the vocabulary is built.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms import characters as ch
from transforms import shape_kernels
from transforms.folding import ALEF
from transforms.hash_table import HashTable
from transforms.kernels import kernel
from transforms.words import Words, tokenise

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
_NUMBER = ch.NUMBER
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


def bits_of(positions: Mapping[str, int], names: str) -> np.uint64:
    """The bits of some symbols, of which each has its position.

    >>> int(bits_of({"word": 0, "number": 1, "head": 2}, "word|head"))
    5
    """
    return np.uint64(sum(1 << positions[name] for name in set(names.split("|"))))


class Symbols:
    """A family's symbols: names to words or numbers; with the fixed ones at most 64.

    `shapes` adds for every word the symbols `definite` (begins with ال or لل) and `latin`. `punctuation`: the marks
    that have a symbol.
    """

    def __init__(
        self,
        names: Mapping[str, Entries | Numbers],
        shapes: bool = True,
        punctuation: Collection[str] = tuple(PUNCTUATION),
    ) -> None:
        self.names = names
        self.shapes = shapes
        self.punctuation = {mark: PUNCTUATION[mark] for mark in punctuation}
        fixed = ["word", "number", *self.punctuation, "definite", "latin"]
        self._bit = {name: position for position, name in enumerate([*fixed, *names])}
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
        self._table = HashTable(hashes[first])
        self._bits: Bits = np.bitwise_or.reduceat(values, first) if len(first) else values
        self._clitics: npt.NDArray[np.uint8] = lengths[first]
        kinds = {"word": ch.WORD, "number": ch.NUMBER, **self.punctuation}
        self._kind_bits: Bits = np.zeros(256, dtype=np.uint64)
        for name, kind in kinds.items():
            self._kind_bits[kind] = self.bit(name)
        shapes = {shape_kernels.DEFINITE: "definite", shape_kernels.LATIN: "latin"}
        self._shape_bits: Bits = np.zeros(256, dtype=np.uint64)
        for shape, name in shapes.items() if self.shapes else ():
            self._shape_bits[shape] = self.bit(name)
        ranges = [(name, entry) for name, entry in self.names.items() if isinstance(entry, Numbers)]
        bounds = np.array([(entry.least, entry.most) for _, entry in ranges], dtype=np.int64).reshape(-1, 2)
        self._ranges = (bounds, np.array([self.bit(name) for name, _ in ranges], dtype=np.uint64))

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """For each distinct word its symbols as bits, and how many letters of it are proclitics."""
        bits = np.empty(len(batch.first), dtype=np.uint64)
        clitics = np.empty(len(batch.first), dtype=np.uint8)
        words = (self._table.find(batch.light.hashes), batch.kind[batch.first], batch.shapes, batch.numbers)
        _mark(
            words, (self._bits, self._clitics, self._kind_bits, self._shape_bits), self._ranges, bits, clitics
        )
        return bits, clitics

    def bit(self, name: str) -> np.uint64:
        """The bit of a symbol in what `of_words` returns."""
        return np.uint64(1 << self._bit[name])

    def has(self, name: str) -> bool:
        """Whether there is such a symbol."""
        return name in self._bit


@kernel
def _mark(words, symbols, ranges, bits, clitics):  # type: ignore[no-untyped-def]
    """The symbols of each distinct word: of its entry in the vocabulary, its kind, its shape, its value."""
    entries, kinds, shapes, numbers = words
    entry_bits, entry_clitics, kind_bits, shape_bits = symbols
    bounds, range_bits = ranges
    for word in range(len(entries)):
        found = kind_bits[kinds[word]] | shape_bits[shapes[word]]
        entry = entries[word]
        clitics[word] = entry_clitics[entry] if entry >= 0 else 0
        if entry >= 0:
            found |= entry_bits[entry]
        if kinds[word] == _NUMBER:
            for row in range(len(bounds)):
                if bounds[row, 0] <= numbers[word] <= bounds[row, 1]:
                    found |= range_bits[row]
        bits[word] = found
