"""A batch as the steps of this family see it: words, the symbols around an expression, proclitics."""

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.dates.context import Context
from transforms.dates.symbols import fused
from transforms.reading import Reading, Tokens
from transforms.sentences import KINDS
from transforms.symbols import WAW, Bits
from transforms.words import Words

Flags = npt.NDArray[np.bool_]
_IS_HEADLINE = np.isin(KINDS, ("headline", "kicker", "subheadline"))
_IS_QUOTE = np.isin(range(256), (ch.OPEN_QUOTE, ch.CLOSE_QUOTE, ch.QUOTE))


class Scan:
    """A batch; `bits`, `clitics`: context symbols and letters of proclitics of each distinct word."""

    def __init__(self, reading: Reading, bits: Any, clitics: Any, context: Context) -> None:
        self.reading = reading
        self.batch: Words = reading.batch
        self._clitics = clitics
        self._of_words, self._bits = bits, bits.tolist()
        self._word = memoryview(np.ascontiguousarray(self.batch.word).data)
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

    def bits_of(self, tokens: Tokens) -> Bits:
        """`bits_at` of each of some tokens, none of which stands behind the batch."""
        return np.where(
            tokens >= 0, self._of_words[self.batch.word[np.maximum(tokens, 0)]], np.uint64(self._edge)
        )

    def around(self, start: Tokens, end: Tokens) -> tuple[Bits, Bits, Bits, Bits]:
        """The columns of `Around` of each stretch of tokens [start, end); an article is as if alone."""
        before, earlier, after, later = (np.uint64(asked) for asked in self._asked)
        edge, bits, word = np.uint64(self._edge), self._of_words, self.batch.word
        first, behind = word[start - 1], word[end]  # before the first token stands the last, which is an end
        second = np.where(first == self._end, edge, bits[word[start - 2]])
        next_one = np.where(behind == self._end, edge, bits[word[np.minimum(end + 1, self._n_tokens - 1)]])
        return bits[first] & before, second & earlier, bits[behind] & after, next_one & later

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

    def are_quoted(self, start: Tokens, end: Tokens) -> Flags:
        """Whether stretches of tokens [start, end) stand in quotation marks, without a space between."""
        batch = self.batch
        before = np.maximum(start - 1, 0)
        found: Flags = _IS_QUOTE[batch.kind[before]] & _IS_QUOTE[batch.kind[end]]
        found &= batch.char_end[before] == batch.char_start[start]
        found &= batch.char_end[end - 1] == batch.char_start[end]
        return found

    def are_fractions(self, tokens: Tokens) -> Flags:
        """Whether tokens are what stands behind the point of a number."""
        batch = self.batch
        point, number = np.maximum(tokens - 1, 0), np.maximum(tokens - 2, 0)
        found: Flags = (batch.kind[point] == ch.DOT) & (batch.kind[number] == ch.NUMBER)
        for row in np.flatnonzero(found).tolist():
            text = self.reading.texts[int(self.reading.document[tokens[row]])]
            between = text[batch.char_end[number[row]] : batch.char_start[tokens[row]]]
            found[row] = not any(map(str.isspace, between))
        return found

    def are_in_headline(self, tokens: Tokens) -> Flags:
        """Whether tokens stand in a headline."""
        kinds = self.reading.sentences.kind
        if not len(kinds):
            return np.zeros(len(tokens), dtype=np.bool_)
        row = self.reading.sentence[tokens]
        found: Flags = (row >= 0) & _IS_HEADLINE[kinds[row]]
        return found

    def is_in_dateline(self, token: int) -> bool:
        """Whether a token stands in a dateline."""
        row = int(self.reading.sentence[token])
        return row >= 0 and KINDS[self.reading.sentences.kind[row]] == "dateline"

    def published(self, token: int) -> dt.date | None:
        """The publication day of a token's article."""
        day: dt.date | None = self.reading.articles[int(self.reading.document[token])]["published_date"]
        return day

    def also_clitics(self, tokens: Any, clitics: Any) -> None:
        """Proclitics of tokens that begin a name."""
        self._named_clitics.update(zip(tokens.tolist(), clitics.tolist(), strict=True))

    def all_clitics(self, tokens: Tokens) -> npt.NDArray[np.uint8]:
        """`clitics` of each of some tokens."""
        found: npt.NDArray[np.uint8] = np.minimum(self._clitics[self.batch.word[tokens]], 1)
        rows = np.flatnonzero(found | np.isin(tokens, list(self._named_clitics)))
        found[rows] = [self.clitics(token) for token in tokens[rows].tolist()]
        return found

    def clitics(self, token: int) -> int:
        """How many letters of proclitics stay outside a span that begins at a token."""
        word = self._word[token]
        number = max(int(self._clitics[word]), self._named_clitics.get(token, 0))
        return fused(self._spell(word), number) if number else 0
