"""Sentences: where they end, without ever crossing a paragraph.

A full stop ends a sentence unless it belongs to an abbreviation (`د.`, `أ.د.`), an initial, a decimal, a list
number or a pair of brackets; `!` and `؟` do unless a closing quotation mark follows and the sentence goes on.
Dots in a row and `؛` are pauses in Arabic news, no ends. Headline, dateline and the like are sentences of their
own, whatever they contain. A full stop glued to the next Arabic word (`وسطها.ووصل`) does end a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from transforms import words
from transforms.sentence_kernels import split as split_tokens
from transforms.tables import TABLES

KINDS = ("body", "headline", "kicker", "subheadline", "dateline", "byline")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that is a sentence of its own: code points, end exclusive, and one of KINDS."""

    start_char: int
    end_char: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of a batch in reading order, one entry each; `document_first` (n + 1) delimits the documents."""

    document: words.Integers
    sentence_no: words.Integers
    paragraph_no: words.Integers
    start_char: words.Integers
    end_char: words.Integers
    kind: words.Bytes

    def counts(self, n_documents: int) -> words.Integers:
        """How many sentences each document has, shape (n,)."""
        return np.bincount(self.document, minlength=n_documents).astype(np.int32)

    def table(self, article_ids: pa.Array) -> pa.Table:
        """Rows of fact_sentence."""
        columns = {
            "article_id": article_ids.take(pa.array(self.document)),
            "sentence_no": self.sentence_no,
            "paragraph_no": self.paragraph_no,
            "start_char": self.start_char,
            "end_char": self.end_char,
            "kind": pa.array(KINDS).take(pa.array(self.kind)),
        }
        return pa.table(columns, schema=TABLES["fact_sentence"].schema)


def split(batch: words.Words, parts: Sequence[Sequence[Part]], abbreviations: words.Hashes) -> Sentences:
    """Splits each document of a batch; `parts` gives, per document, its parts in order, not overlapping."""
    first = np.zeros(len(parts) + 1, dtype=np.int32)
    np.cumsum([len(of_one) for of_one in parts], out=first[1:])
    flat = [(part.start_char, part.end_char, KINDS.index(part.kind)) for of_one in parts for part in of_one]
    bounds = np.array(flat, dtype=np.int32).reshape(-1, 3)
    out = np.empty((6, len(batch.kind)), dtype=np.int32)
    tokens = (
        batch.data,
        batch.byte_start,
        batch.byte_end,
        batch.char_start,
        batch.char_end,
        batch.kind,
        batch.has_class(abbreviations)[batch.word],
    )
    n = split_tokens(tokens, batch.document_first, first, bounds, out)
    document, sentence_no, paragraph_no, start_char, end_char, kind = (row[:n].copy() for row in out)
    return Sentences(document, sentence_no, paragraph_no, start_char, end_char, kind.astype(np.uint8))
