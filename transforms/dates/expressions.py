"""Dates of a batch: every expression with its span, the days that it covers and the rule that found it.

A grammar finds expressions (`rules`), `senses` remembers what each means (read by the modules `months`, `days`,
`years` and `units`), `context` what it means where it stands, `named` finds holidays and events by name, `joins`
joins expressions of one date (`Sunday 24 November`, `15 Ramadan, 20 May`) and ranges, and `evidence` tells what
they prove of the day of publication. `scan` is the batch as all of them see it.
"""

import datetime as dt
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from transforms.dates.context import Context
from transforms.dates.evidence import Evidence
from transforms.dates.joins import Expression, Joiner
from transforms.dates.named import NamedDates
from transforms.dates.reference import FUTURE, HEADLINE, NONE, PAST, Reference
from transforms.dates.rules import RULES
from transforms.dates.scan import Scan
from transforms.dates.senses import NO_DATE, Around, Sense, Senses
from transforms.dates.symbols import Rows, Vocabulary
from transforms.dates.tense import FutureTense, Signs
from transforms.dates.values import Value
from transforms.grammar import Grammar, Matches
from transforms.reading import Reading
from transforms.tables import TABLES

DATED = ("month", "day_of_month")
TENSED = ("weekday", *DATED)  # what the tense of a sentence moves


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
        self._grammar = Grammar(vocabulary.rules_symbols(), RULES)
        self._around = vocabulary.context_symbols()
        self._context = Context(vocabulary, self._around)
        self._senses = Senses(vocabulary)
        self._named = NamedDates(holidays, events, traps)
        self._tense = FutureTense(self._around)
        self._joiner = Joiner(self._context)
        self._evidence = Evidence(vocabulary, self._context)

    def find(self, reading: Reading) -> "FoundDates":
        """What a batch holds."""
        bits, clitics = self._grammar.symbols.of_words(reading.batch)
        matches = self._grammar.matches(reading.batch.word, bits, is_every=True)
        context_bits, context_clitics = self._around.of_words(reading.batch)
        scan = Scan(reading, context_bits, np.maximum(clitics, context_clitics), self._context)
        future = self._tense.signs(reading, context_bits)
        search = Search(self._grammar, self._senses, self._context, scan, matches, future)
        named = self._named.find(scan, self._context, search.expressions())
        found = self._joiner.join(scan, named)
        return FoundDates(_table(scan, found), self._evidence.latest(scan, found, future))


class FoundDates(NamedTuple):
    """Rows of fact_date in reading order, and for each article the day on or after which it proves to be published."""

    table: pa.Table
    proven_after: dict[int, dt.date]


class Search:
    """What the rules find in a batch."""

    def __init__(
        self,
        grammar: Grammar,
        senses: Senses,
        context: Context,
        scan: Scan,
        matches: Matches,
        future: Signs,
    ) -> None:
        self._grammar, self._senses, self._context, self._scan = grammar, senses, context, scan
        self._matches, self._future = matches, future
        self._met: dict[tuple[object, ...], Sense | None] = {}

    def expressions(self) -> list[Expression]:
        """Left to right, without overlap. Where a rule matches what is no date, the rules after it are tried."""
        found, last, document = [], 0, 0
        ends = self._scan.batch.document_first[1:].tolist()
        days = [article["published_date"] for article in self._scan.reading.articles]
        rules, names = self._matches.rule.tolist(), self._grammar.names
        around = self._scan.around(self._matches.start, self._matches.end)
        spans = zip(self._matches.start.tolist(), self._matches.end.tolist(), strict=True)
        for row, (start, end) in enumerate(spans):
            if start < last:
                continue
            while start >= ends[document]:
                document += 1
            one = self._read(names[rules[row]], row, start, end, days[document], around[row])
            if one:
                last = end
                if one.outcome is not NO_DATE:
                    found.append(one)
        return found

    def _read(
        self, rule: str, row: int, start: int, end: int, published: dt.date | None, around: Around
    ) -> Expression | None:
        scan = self._scan
        is_tensed = rule in TENSED or self._context.is_after(rule, around)
        tense = self._tense_at(rule, start, end, around) if is_tensed else NONE
        key = (rule, scan.key(start, end), published, tense)
        try:
            sense = self._met[key]
        except KeyError:
            sense = self._met[key] = self._sense(row, start, end, Reference(published, tense))
        beyond = None
        if self._context.is_more_than(rule, around):
            beyond = self._context.beyond(around, scan.bits_at(start - 3))
        outcome = self._context.read(sense, beyond or around) if sense else None
        if beyond and outcome and outcome.lead:
            outcome = outcome._replace(lead=outcome.lead + 2)
        if rule == "adverb" and scan.is_quoted(start, end):
            outcome = NO_DATE  # a newspaper
        if rule == "duration" and scan.is_fraction(start):
            outcome = NO_DATE  # 2.5 seconds
        return Expression(start - outcome.lead, end, rule, sense, outcome, published) if outcome else None

    def _sense(self, row: int, start: int, end: int, reference: Reference) -> Sense | None:
        rule = int(self._matches.rule[row])

        def captures() -> dict[str, int]:
            places = (self._matches.captures[row] - start).tolist()
            return {n: at for n, at in zip(self._grammar.captures[rule], places, strict=False) if at >= 0}

        return self._senses.find(self._grammar.names[rule], self._scan.words(start, end), reference, captures)

    def _tense_at(self, rule: str, start: int, end: int, around: Around) -> int:
        """The tense of an expression, see `Reference`."""
        is_dated = rule in DATED
        if self._context.is_forward(rule, around) or self._future.is_before(start):
            return FUTURE
        if rule not in TENSED and self._future.is_behind(end):
            return FUTURE
        if self._context.is_alone(around):
            return NONE
        return HEADLINE if not is_dated and self._scan.is_in_headline(start) else PAST


def _table(scan: Scan, found: list[Expression]) -> pa.Table:
    """Rows of fact_date; what expressions mean is written once, however many of them mean it."""
    starts = np.fromiter((one.start for one in found), dtype=np.int32, count=len(found))
    ends = np.fromiter((one.end for one in found), dtype=np.int32, count=len(found))
    spans = scan.reading.spans(starts, ends, scan.all_clitics(starts))
    meanings = {(one.rule, id(one.outcome.value)): (one.rule, one.outcome.value) for one in found}
    numbers = {key: n for n, key in enumerate(meanings)}
    which = [numbers[one.rule, id(one.outcome.value)] for one in found]
    meant = _meant(list(meanings.values())).take(pa.array(which, pa.int32()))
    columns = spans.columns() | {name: meant[name] for name in meant.schema.names}
    schema = TABLES["fact_date"].schema
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _meant(meanings: list[tuple[str, Value]]) -> pa.Table:
    """The columns of what rules and values say."""
    values = [value for _, value in meanings]
    columns = {
        "kind": [value.kind for value in values],
        "calendar": [value.calendar for value in values],
        "granularity": [value.granularity for value in values],
        "earliest_date": [value.days.first for value in values],
        "latest_date": [value.days.last for value in values],
        "iso": [value.iso or None for value in values],
        "rule": [f"{rule}_{value.note}" if value.note else rule for rule, value in meanings],
    }
    schema = TABLES["fact_date"].schema
    return pa.table(columns, schema=pa.schema([schema.field(name) for name in columns]))
