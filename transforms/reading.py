"""What the families of rules read: a batch of articles as tokens, sentences and metadata."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.metadata.article import ArticleParts
from transforms.sentences import Sentences
from transforms.words import Integers, Words


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
        place = self._place(self.sentences.document, self.sentences.start_char)
        tokens = self._place(self.document, self.batch.char_start)
        row = np.searchsorted(place, tokens, side="right") - 1
        inside = row >= 0
        safe = np.maximum(row, 0)
        if len(place):
            same = self.sentences.document[safe] == self.document
            inside &= same & (self.batch.char_start < self.sentences.end_char[safe])
        inside &= self.batch.kind != ch.END
        return np.where(inside, row, -1).astype(np.int32)

    @staticmethod
    def _place(document: Integers, char: Integers) -> npt.NDArray[np.int64]:
        return document.astype(np.int64) << 32 | char.astype(np.int64)

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
            while left or not text[first].isalpha():  # marks between the letters do not count
                left -= text[first].isalpha()
                first += 1
        return first, int(self.batch.char_end[end - 1])

    def surface(self, start: int, end: int, clitics: int = 0) -> str:
        """What stands there."""
        first, last = self.span(start, end, clitics)
        return self.texts[int(self.document[start])][first:last]
