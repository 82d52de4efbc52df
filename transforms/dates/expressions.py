"""Dates of a batch: every expression with its span, the days that it covers and the rule that found it.

A grammar finds expressions (`rules`), the modules `months`, `days`, `years` and `units`
read what each means, `context` what it means where it stands, `named` finds holidays and events by name,
and `joins` joins expressions of one date (`Sunday 24 November`, `15 Ramadan, 20 May`) and ranges.
"""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa

from transforms import characters as ch
from transforms.dates.context import NO_DATE, Around, Context
from transforms.dates.grammar import IndexedGrammar
from transforms.dates.joins import Expression, Joiner
from transforms.dates.named import NamedDates
from transforms.dates.reference import Reference
from transforms.dates.rules import RULES
from transforms.dates.symbols import Rows, Vocabulary, fused
from transforms.dates.tense import FutureTense
from transforms.reading import Reading
from transforms.symbols import WAW
from transforms.tables import TABLES
from transforms.words import Words

TENSED = ("weekday", "month", "day_of_month")


class Dates:
    """The words and rules of dates, built once. Arguments: the rows of the vocabularies of these names."""

    def __init__(
        self,
        roles: Rows,
        months: Rows,
        hijri_months: Rows,
        weekdays: Rows,
        holidays: Rows,
        events: Rows,
        traps: Rows,
        given_names: Rows,
    ) -> None:
        vocabulary = Vocabulary(roles, months, hijri_months, weekdays, given_names)
        self._grammar = IndexedGrammar(vocabulary.rules_symbols(), RULES)
        self._around = vocabulary.context_symbols()
        self._context = Context(vocabulary, self._around)
        self._named = NamedDates(holidays, events, traps)
        self._tense = FutureTense(self._around)
        self._joiner = Joiner(self._context)

    def find(self, reading: Reading) -> pa.Table:
        """Rows of fact_date for a batch, in reading order."""
        text, clitics = self._grammar.encode_words(reading.batch)
        scan = Scan(reading, *self._around.of_words(reading.batch), clitics)
        found = Search(self._grammar, self._context, self._tense, scan, text).expressions()
        named = self._named.find(scan, self._context, found)
        return _table(scan, self._joiner.join(scan, named))


class Search:
    """What the rules find in a batch."""

    def __init__(
        self, grammar: IndexedGrammar, context: Context, tense: FutureTense, scan: "Scan", text: str
    ) -> None:
        self._grammar, self._context, self._tense, self._scan = grammar, context, tense, scan
        self._future = tense.tokens(scan.batch, scan.bits)
        self._text = text

    def expressions(self) -> list[Expression]:
        """Left to right, without overlap. Where a rule matches what is no date, the rules after it are tried."""
        found, last = [], 0
        text, match_at = self._text, self._grammar.match_at
        ends = self._scan.batch.document_first[1:].tolist()
        days = [article["published_date"] for article in self._scan.reading.articles]
        document = 0
        for start, code in self._grammar.starts_in(text):
            match = match_at(text, start, code) if start >= last else None
            while match:
                rule, end = match
                while start >= ends[document]:
                    document += 1
                one = self._read(rule, start, end, days[document])
                if one:
                    last = end
                    if one.outcome is not NO_DATE:
                        found.append(one)
                    break
                match = match_at(text, start, code, rule)
        return found

    def _read(self, rule: str, start: int, end: int, published: dt.date | None) -> Expression | None:
        words, around = self._scan.words(start, end), self._scan.around(start, end)
        parts = self._context.known(rule, words)
        if parts is None:
            captures = self._grammar.captures(self._text, rule, start, end)
            parts = self._context.parts(rule, words, captures)
        tense = self._tense_at(rule, start, around) if rule in TENSED else 0
        reference = Reference(published, tense)
        meaning = self._context.meaning(rule, parts, reference)
        outcome = self._context.read(meaning, around, reference) if meaning else None
        return Expression(start - outcome.lead, end, rule, meaning, outcome, published) if outcome else None

    def _tense_at(self, rule: str, start: int, around: Around) -> int:
        """The tense of an expression, see `Reference`."""
        if self._context.is_forward(rule, around) or self._tense.is_ahead(
            self._future, self._scan.reading, start
        ):
            return 1
        return 0 if self._context.is_alone(around) else -1


class Scan:
    """A batch as the steps of this family see it: context symbols and proclitics of each distinct word."""

    def __init__(self, reading: Reading, bits: Any, context_clitics: Any, clitics: Any) -> None:
        self.reading = reading
        self.batch: Words = reading.batch
        self.bits = bits
        self._clitics = np.maximum(clitics, context_clitics)
        self._bits: list[int] = bits.tolist()
        self.word: Any = self.batch.word
        self._light = self.batch.light
        self._spelled: dict[int, str] = {}
        self._named_clitics: dict[int, int] = {}
        self._n_tokens = len(self.batch.kind)

    def bits_at(self, token: int) -> int:
        """The context symbols of a token; 0 outside the batch."""
        return self._bits[self.word[token]] if 0 <= token < self._n_tokens else 0

    def around(self, start: int, end: int) -> Around:
        """The context symbols around tokens [start, end)."""
        bits, word = self._bits, self.word
        if start >= 2 and end + 1 < self._n_tokens:
            return Around(bits[word[start - 1]], bits[word[start - 2]], bits[word[end]], bits[word[end + 1]])
        return Around(
            self.bits_at(start - 1), self.bits_at(start - 2), self.bits_at(end), self.bits_at(end + 1)
        )

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Tokens in their light form."""
        return tuple([self._spell(int(word)) for word in self.word[start:end]])

    def _spell(self, word: int) -> str:
        spelled = self._spelled.get(word)
        if spelled is None:
            first, last = self._light.offsets[word : word + 2]
            spelled = self._spelled[word] = self._light.data[first:last].tobytes().decode()
        return spelled

    def starts_with_and(self, token: int) -> bool:
        """Whether و stands before a token's word."""
        return bool(self.clitics(token)) and self._spell(int(self.word[token])).startswith(WAW)

    def is_open_bracket(self, token: int) -> bool:
        """Whether a token is an opening bracket."""
        return int(self.batch.kind[token]) == ch.OPEN_BRACKET

    def published(self, token: int) -> dt.date | None:
        """The publication day of a token's article."""
        day: dt.date | None = self.reading.articles[int(self.reading.document[token])]["published_date"]
        return day

    def also_clitics(self, tokens: Any, clitics: Any) -> None:
        """Proclitics of tokens that begin a name."""
        self._named_clitics.update(zip(tokens.tolist(), clitics.tolist(), strict=True))

    def has_clitics(self, tokens: Any) -> Any:
        """For each of some tokens whether proclitics stand before its word."""
        has: Any = self._clitics[self.word[tokens]] > 0
        for n, token in enumerate(tokens.tolist() if self._named_clitics else ()):
            has[n] |= self._named_clitics.get(token, 0) > 0
        return has

    def sentences_of(self, tokens: Any) -> pa.Array:
        """The number of the sentence of each of some tokens, NULL for one in none."""
        rows = self.reading.sentence[tokens]
        numbers = self.reading.sentences.sentence_no
        safe = numbers[np.maximum(rows, 0)] if len(numbers) else rows
        return pa.array(safe, pa.int32(), mask=rows < 0)

    def clitics(self, token: int) -> int:
        """How many letters of proclitics stay outside a span that begins at a token."""
        number = max(int(self._clitics[self.word[token]]), self._named_clitics.get(token, 0))
        return fused(self._spell(int(self.word[token])), number) if number else 0


def _table(scan: Scan, found: list[Expression]) -> pa.Table:
    reading, batch = scan.reading, scan.batch
    starts = np.fromiter((one.start for one in found), dtype=np.int64, count=len(found))
    ends = np.fromiter((one.end for one in found), dtype=np.int64, count=len(found))
    documents = reading.document[starts].tolist()
    start_char, end_char = batch.char_start[starts].tolist(), batch.char_end[ends - 1].tolist()
    for n in np.flatnonzero(scan.has_clitics(starts)).tolist():
        start_char[n] = reading.span(found[n].start, found[n].end, scan.clitics(found[n].start))[0]
    values = [one.outcome.value for one in found]
    columns = {
        "article_id": [reading.ids[document] for document in documents],
        "sentence_no": scan.sentences_of(starts),
        "start_char": start_char,
        "end_char": end_char,
        "surface": [
            reading.texts[document][start:end]
            for document, start, end in zip(documents, start_char, end_char, strict=True)
        ],
        "kind": [value.kind for value in values],
        "calendar": [value.calendar for value in values],
        "granularity": [value.granularity for value in values],
        "earliest_date": [value.days.first for value in values],
        "latest_date": [value.days.last for value in values],
        "iso": [value.iso or None for value in values],
        "rule": [
            f"{one.rule}_{one.outcome.value.note}" if one.outcome.value.note else one.rule for one in found
        ],
    }
    return pa.table(columns, schema=TABLES["fact_date"].schema)
