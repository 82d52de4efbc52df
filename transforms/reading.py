"""What the families of rules read: a batch of articles as tokens, sentences and metadata."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.characters import kinds
from transforms.folding import TATWEEL
from transforms.metadata.article import ArticleParts
from transforms.row_kernels import skip_letters
from transforms.sentence_kernels import sentence_of_tokens
from transforms.sentences import Sentences
from transforms.spans import Spans
from transforms.words import Integers, Words

Tokens = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Reading:
    """A batch of n articles. `articles`: the found columns of fact_article, among them source_id, published_date."""

    ids: Sequence[str]
    texts: Sequence[str]
    articles: Sequence[dict[str, Any]]
    parts: Sequence[ArticleParts]
    batch: Words
    sentences: Sentences

    @cached_property
    def document(self) -> Integers:
        """For each token the number of its article."""
        lengths = np.diff(self.batch.document_first)
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    @cached_property
    def sentence(self) -> Integers:
        """For each token the row of its sentence in `sentences`, -1 for a token in none."""
        row = np.empty(len(self.batch.kind), dtype=np.int32)
        bounds = (self.sentences.document, self.sentences.start_char, self.sentences.end_char)
        sentence_of_tokens(self.batch.document_first, self.batch.char_start, *bounds, row)
        return row

    @cached_property
    def id_column(self) -> pa.Array:
        """The ids of the articles."""
        return pa.array(self.ids, pa.string())

    def spans(self, start: Tokens, end: Tokens, clitics: Tokens | None = None) -> Spans:
        """The stretches of tokens [start, end), without so many letters of proclitics each."""
        batch = self.batch
        first_byte, first_char = batch.byte_start[start], batch.char_start[start]
        moved = np.flatnonzero(clitics) if clitics is not None else ()
        if clitics is not None and len(moved):
            places = np.empty((2, len(moved)), dtype=np.int32)
            tokens = (batch.data, batch.byte_start, batch.byte_end, batch.char_start)
            skip_letters(tokens, kinds(), start[moved], clitics[moved], *places)
            first_byte[moved], first_char[moved] = places
        sentence = self.sentence[start]
        numbers = self.sentences.sentence_no
        return Spans(
            batch.data,
            self.id_column,
            self.document[start],
            first_char,
            batch.char_end[end - 1],
            first_byte,
            batch.byte_end[end - 1],
            pa.array(numbers[sentence] if len(numbers) else sentence, pa.int32(), mask=sentence < 0),
        )

    def sentence_no(self, token: int) -> int | None:
        """The number of a token's sentence within its article."""
        row = int(self.sentence[token])
        return None if row < 0 else int(self.sentences.sentence_no[row])

    def span(self, start: int, end: int, clitics: int = 0) -> tuple[int, int]:
        """Code points of tokens [start, end) in their article, without so many letters of proclitics."""
        first = int(self.batch.char_start[start])
        if clitics:
            text = self.texts[int(self.document[start])]
            left = clitics
            while left or not _is_letter(text[first]):  # marks between the letters do not count
                left -= _is_letter(text[first])
                first += 1
        return first, int(self.batch.char_end[end - 1])

    def surface(self, start: int, end: int, clitics: int = 0) -> str:
        """What stands there."""
        first, last = self.span(start, end, clitics)
        return self.texts[int(self.document[start])][first:last]


def _is_letter(character: str) -> bool:
    return character.isalpha() and character != TATWEEL
