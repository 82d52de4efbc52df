"""A batch as the steps of this family see it: words, the symbols around an expression, proclitics."""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa

from transforms import characters as ch
from transforms.dates.context import Context
from transforms.dates.senses import Around
from transforms.dates.symbols import fused
from transforms.reading import Reading
from transforms.sentences import KINDS
from transforms.symbols import WAW
from transforms.words import Words

_HEADLINES = [KINDS.index(kind) for kind in ("headline", "kicker", "subheadline")]
_QUOTES = (ch.OPEN_QUOTE, ch.CLOSE_QUOTE, ch.QUOTE)


class Scan:
    """A batch; `bits`, `clitics`: context symbols and letters of proclitics of each distinct word."""

    def __init__(self, reading: Reading, bits: Any, clitics: Any, context: Context) -> None:
        self.reading = reading
        self.batch: Words = reading.batch
        self._clitics = clitics
        self._bits: list[int] = bits.tolist()
        self._word = memoryview(np.ascontiguousarray(self.batch.word).data)
        self._keys = self._word.tobytes()
        self._width = self._word.itemsize
        self._light = self.batch.light
        self._spelled: dict[int, str] = {}
        self._named_clitics: dict[int, int] = {}
        self._n_tokens = len(self.batch.kind)
        self._end = self._word[-1] if self._n_tokens else -1  # the word of the end of an article
        self._edge, self._asked = context.edge, context.asked

    def bits_at(self, token: int) -> int:
        """The context symbols of a token; the edge outside the batch."""
        return self._bits[self._word[token]] if 0 <= token < self._n_tokens else self._edge

    def is_end(self, token: int) -> bool:
        """Whether an article ends with a token, or the batch has not begun."""
        return token < 0 or self._word[token] == self._end

    def around(self, start: int, end: int) -> Around:
        """The context symbols around tokens [start, end)."""
        bits, word = self._bits, self._word
        asked_before, asked_earlier, asked_after, asked_later = self._asked
        before, after = word[start - 1], word[end]  # of the first token the last, which is an end
        earlier = self._edge if before == self._end else bits[word[start - 2]]
        later = self._edge if after == self._end else bits[word[end + 1]]
        return Around(
            bits[before] & asked_before,
            earlier & asked_earlier,
            bits[after] & asked_after,
            later & asked_later,
        )

    def key(self, start: int, end: int) -> bytes:
        """What is the same for the same words of this batch."""
        return self._keys[self._width * start : self._width * end]

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Tokens in their light form."""
        return tuple([self._spell(word) for word in self._word[start:end]])

    def _spell(self, word: int) -> str:
        spelled = self._spelled.get(word)
        if spelled is None:
            first, last = self._light.offsets[word : word + 2]
            spelled = self._spelled[word] = self._light.data[first:last].tobytes().decode()
        return spelled

    def starts_with_and(self, token: int) -> bool:
        """Whether و stands before a token's word."""
        return bool(self.clitics(token)) and self._spell(self._word[token]).startswith(WAW)

    def is_open_bracket(self, token: int) -> bool:
        """Whether a token is an opening bracket."""
        return int(self.batch.kind[token]) == ch.OPEN_BRACKET

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether tokens [start, end) stand in quotation marks, without a space between."""
        batch = self.batch
        if not start or batch.kind[start - 1] not in _QUOTES or batch.kind[end] not in _QUOTES:
            return False
        is_tight = batch.char_end[start - 1] == batch.char_start[start]
        return bool(is_tight and batch.char_end[end - 1] == batch.char_start[end])

    def is_fraction(self, token: int) -> bool:
        """Whether a token is what stands behind the point of a number."""
        batch = self.batch
        if token < 2 or batch.kind[token - 1] != ch.DOT or batch.kind[token - 2] != ch.NUMBER:
            return False
        text = self.reading.texts[int(self.reading.document[token])]
        return not any(map(str.isspace, text[batch.char_end[token - 2] : batch.char_start[token]]))

    def is_in_headline(self, token: int) -> bool:
        """Whether a token stands in a headline."""
        row = self.reading.sentence[token]
        return row >= 0 and int(self.reading.sentences.kind[row]) in _HEADLINES

    def published(self, token: int) -> dt.date | None:
        """The publication day of a token's article."""
        day: dt.date | None = self.reading.articles[int(self.reading.document[token])]["published_date"]
        return day

    def also_clitics(self, tokens: Any, clitics: Any) -> None:
        """Proclitics of tokens that begin a name."""
        self._named_clitics.update(zip(tokens.tolist(), clitics.tolist(), strict=True))

    def first_chars(self, tokens: Any) -> Any:
        """Where the names that begin at some tokens begin, behind their proclitics."""
        chars = self.batch.char_start[tokens]
        lengths = self.batch.char_end[tokens] - chars
        has = self._clitics[self.batch.word[tokens]] > 0
        for n, token in enumerate(tokens.tolist()):
            if not has[n] and token not in self._named_clitics:
                continue
            letters = self.clitics(token)
            if lengths[n] == len(self._spell(self._word[token])):
                chars[n] += letters
            elif letters:  # marks between the letters
                chars[n] = self.reading.span(token, token + 1, letters)[0]
        return chars

    def sentences_of(self, tokens: Any) -> pa.Array:
        """The number of the sentence of each of some tokens, NULL for one in none."""
        rows = self.reading.sentence[tokens]
        numbers = self.reading.sentences.sentence_no
        safe = numbers[np.maximum(rows, 0)] if len(numbers) else rows
        return pa.array(safe, pa.int32(), mask=rows < 0)

    def clitics(self, token: int) -> int:
        """How many letters of proclitics stay outside a span that begins at a token."""
        word = self._word[token]
        number = max(int(self._clitics[word]), self._named_clitics.get(token, 0))
        return fused(self._spell(word), number) if number else 0
