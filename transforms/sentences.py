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

from transforms import characters as ch
from transforms import words
from transforms.kernels import kernel
from transforms.tables import TABLES

KINDS = ("body", "headline", "kicker", "subheadline", "dateline", "byline")

_WORD, _NUMBER, _NEWLINE, _END, _DOT, _TERMINATOR = ch.WORD, ch.NUMBER, ch.NEWLINE, ch.END, ch.DOT, ch.TERMINATOR
_QUOTE, _CLOSE_QUOTE, _OPEN_BRACKET, _CLOSE_BRACKET = ch.QUOTE, ch.CLOSE_QUOTE, ch.OPEN_BRACKET, ch.CLOSE_BRACKET
_BRACKET_REACH = 80  # tokens; a bracket that closes later than this is taken for a slip
_SHORT = 3  # letters of the parts of a spelled abbreviation (آر.تي.إل)


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
    n = _split(
        batch.data,
        batch.byte_start,
        batch.byte_end,
        batch.char_start,
        batch.char_end,
        batch.kind,
        batch.document_first,
        batch.has_class(abbreviations)[batch.word],
        first,
        bounds,
        out,
    )
    document, sentence_no, paragraph_no, start_char, end_char, kind = (row[:n].copy() for row in out)
    return Sentences(document, sentence_no, paragraph_no, start_char, end_char, kind.astype(np.uint8))


@kernel
def _split(data, byte_start, byte_end, char_start, char_end, kind, document_first, is_abbreviation, part_first, parts, out):  # type: ignore[no-untyped-def] # noqa: E501
    """One pass over the tokens; rows of `out`: document, sentence, paragraph, first and last code point, kind."""
    n = 0
    for document in range(len(document_first) - 1):
        sentence_no = 0
        paragraph_no = 0
        in_paragraph = False
        part, last_part = part_first[document], part_first[document + 1]
        begin = -1  # first token of the open sentence
        has_word = False
        quiet_until = -1  # token up to which brackets allow no end
        paragraph_begin = document_first[document]
        for token in range(document_first[document], document_first[document + 1]):
            what = kind[token]
            # a part ends before this token, or begins with it
            while part < last_part and char_start[token] >= parts[part, 1]:
                if begin >= 0 and char_start[begin] >= parts[part, 0]:
                    if has_word:
                        _put(out, n, document, sentence_no, paragraph_no, char_start[begin], char_end[token - 1], parts[part, 2])
                        n += 1
                        sentence_no += 1
                        in_paragraph = True
                    begin = -1
                part += 1
            inside = part < last_part and char_start[token] >= parts[part, 0]
            if inside and begin >= 0 and char_start[begin] < parts[part, 0]:
                if has_word:
                    _put(out, n, document, sentence_no, paragraph_no, char_start[begin], char_end[token - 1], 0)
                    n += 1
                    sentence_no += 1
                    in_paragraph = True
                begin = -1
            ends_before = what == _NEWLINE or what == _END
            if not ends_before:
                if begin < 0:
                    begin = token
                    has_word = False
                has_word |= what == _WORD or what == _NUMBER
                if what == _OPEN_BRACKET and quiet_until < token:
                    quiet_until = _closing(kind, token)
            ends_after = False
            if not inside and token > quiet_until and (what == _DOT or what == _TERMINATOR):
                ends_after = _ends(data, byte_start, byte_end, char_start, char_end, kind, is_abbreviation, token, paragraph_begin)
            elif not ends_before and not inside and begin < token and _closes(byte_start, byte_end, kind, token):
                # a closing mark right after the full stop belongs to the sentence that it ends
                before = token - 1
                while before > begin and _closes(byte_start, byte_end, kind, before):
                    before -= 1
                ends_after = kind[before] == _DOT and before > quiet_until and _ends(
                    data, byte_start, byte_end, char_start, char_end, kind, is_abbreviation, before, paragraph_begin
                )
            if ends_after and _closes(byte_start, byte_end, kind, token + 1):
                ends_after = False
            if begin >= 0 and (ends_before or ends_after):
                last = token if ends_after else token - 1
                if has_word:
                    of_part = parts[part, 2] if part < last_part and char_start[begin] >= parts[part, 0] else 0
                    _put(out, n, document, sentence_no, paragraph_no, char_start[begin], char_end[last], of_part)
                    n += 1
                    sentence_no += 1
                    in_paragraph = True
                begin = -1
            if what == _NEWLINE:
                if in_paragraph:
                    paragraph_no += 1
                in_paragraph = False
                paragraph_begin = token + 1
                quiet_until = -1
    return n


@kernel
def _put(out, n, document, sentence_no, paragraph_no, start_char, end_char, kind):  # type: ignore[no-untyped-def]
    out[0, n] = document
    out[1, n] = sentence_no
    out[2, n] = paragraph_no
    out[3, n] = start_char
    out[4, n] = end_char
    out[5, n] = kind


@kernel
def _closing(kind, token):  # type: ignore[no-untyped-def]
    """The token that closes the bracket opened at `token`, or `token` itself if none does in this paragraph."""
    for other in range(token + 1, min(token + _BRACKET_REACH, len(kind))):
        if kind[other] == _NEWLINE or kind[other] == _END:
            return token
        if kind[other] == _CLOSE_BRACKET:
            return other
    return token


@kernel
def _closes(byte_start, byte_end, kind, token):  # type: ignore[no-untyped-def]
    """Whether a token is a closing mark glued to the one before; a plain quotation mark is if nothing is glued to it."""
    if token == 0 or byte_start[token] != byte_end[token - 1]:
        return False
    what = kind[token]
    if what == _CLOSE_QUOTE or what == _CLOSE_BRACKET:
        return True
    return what == _QUOTE and (
        token + 1 >= len(kind) or byte_start[token + 1] != byte_end[token] or kind[token + 1] < _WORD or kind[token + 1] > _NUMBER
    )


@kernel
def _ends(data, byte_start, byte_end, char_start, char_end, kind, is_abbreviation, token, paragraph_begin):  # type: ignore[no-untyped-def] # noqa: E501
    """Whether the full stop, exclamation or question mark at `token` ends a sentence."""
    glued_before = token > paragraph_begin and byte_end[token - 1] == byte_start[token]
    glued_after = byte_start[token + 1] == byte_end[token]
    following = kind[token + 1]
    if kind[token] == _TERMINATOR:
        if following == _TERMINATOR or (glued_after and following == _DOT):
            return False
        closes = _closes(byte_start, byte_end, kind, token + 1)
        return not closes
    if (glued_after and following == _DOT) or (glued_before and kind[token - 1] == _DOT):
        return False
    if not glued_before:
        return not glued_after or following != _NUMBER
    before = kind[token - 1]
    length = char_end[token - 1] - char_start[token - 1]
    if before == _WORD and (length == 1 or is_abbreviation[token - 1]):
        return False
    if before == _NUMBER and token - 1 == paragraph_begin:
        return False
    if glued_after:
        if before == _NUMBER and following == _NUMBER:
            return False
        if following == _WORD and before == _WORD:
            latin = data[byte_start[token + 1]] < 0xD8
            next_length = char_end[token + 1] - char_start[token + 1]
            return not latin and (length > _SHORT or next_length > _SHORT)
        return following != _NUMBER or before != _WORD
    return True
