"""A name on its way to a mention, and the tokens of a batch as the rules for persons see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Self

import numpy as np

from transforms.mentions import Mention
from transforms.persons.positions import NOTHING, Position
from transforms.reading import Reading
from transforms.symbols import Bits
from transforms.words import Bytes, Hashes, Integers

PROVEN = (
    "appointed",
    "titled",
    "titled_weak",
)  # rules that tell a person from a place or a noun of the same letters


@dataclass(slots=True)
class Name:
    """Tokens `start` to `end` (exclusive), letters of proclitics, the rule, and the position that its bearer holds."""

    document: int
    start: int
    end: int
    clitics: int
    rule: str
    position: Position = NOTHING
    before: int = -1  # token where title and role begin
    role_span: tuple[int, int] | None = None  # tokens among which the organisation of the role stands
    known: int = -1  # row of the gazetteer
    source: "Name | None" = None  # of a second mention: the full name that it repeats

    @property
    def is_of_child(self) -> bool:
        """Whether this names somebody by a child alone: أم يوسف, who is not Yusuf."""
        return self.rule == "father" and self.end - self.start == 2

    @property
    def is_short(self) -> bool:
        """Whether this is a part of a name."""
        return self.end - self.start == 1 or self.source is not None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch, as memory views: rules read single ones in Python, where an item of an array is slow.

    `bits`: symbols, `clitics`: letters of proclitics, `kind`, `document`; `hashes` by `word`. As arrays `words` and,
    by word, `symbols`: what its context makes a name is a word of its own there; `spellings`: see `aliases.echoes`.
    """

    words: Integers
    symbols: Bits
    spellings: tuple[Hashes, ...]
    bits: memoryview
    clitics: memoryview
    kind: memoryview
    word: memoryview
    hashes: memoryview
    document: memoryview

    @classmethod
    def of(
        cls, reading: Reading, words: Integers, symbols: Bits, clitics: Bytes, rests: Iterable[Hashes]
    ) -> Self:
        """From the columns of a batch; `clitics` and `rests` (see `aliases`) by word of the batch."""
        batch = reading.batch
        return cls(
            words,
            symbols,
            (batch.folded.hashes, *rests),
            symbols[words].data,
            clitics[batch.word].data,
            batch.kind.data,
            batch.word.data,
            batch.folded.hashes.data,
            reading.document.data,
        )

    def folded(self, token: int) -> int:
        """The hash of a token's folded form."""
        hashed: int = self.hashes[self.word[token]]
        return hashed


def edges(spans: Sequence[Name] | Sequence[Mention]) -> tuple[Integers, Integers]:
    """Their first tokens, and their ends."""
    start, end = (
        np.fromiter(map(attrgetter(edge), spans), dtype=np.int32, count=len(spans))
        for edge in ("start", "end")
    )
    return start, end
