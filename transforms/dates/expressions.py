"""Dates of a batch: every expression with its span, the days that it covers and the rule that found it.

A grammar finds expressions (`rules`), `senses` remembers what each means (read by the modules `months`, `days`,
`years` and `units`), `context` what it means where it stands, `named` finds holidays and events by name, `joins`
joins expressions of one date (`Sunday 24 November`, `15 Ramadan, 20 May`) and ranges, `antecedents` reads those that
count from the one before (`the same year`), and `evidence` tells what they prove of the day of publication. `scan` is
the batch as all of them see it.
"""

import datetime as dt
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from transforms.dates import antecedents
from transforms.dates.context import Context
from transforms.dates.evidence import Evidence
from transforms.dates.joins import Expression, Joiner
from transforms.dates.named import NamedDates
from transforms.dates.reference import Reference
from transforms.dates.rules import RULES
from transforms.dates.scan import Scan
from transforms.dates.senses import NO_DATE, Captures, Sense, Senses, Spelled
from transforms.dates.situations import Situations
from transforms.dates.symbols import Rows, Vocabulary
from transforms.dates.tense import FutureTense, Signs
from transforms.grammar import Grammar, Matches
from transforms.reading import Reading
from transforms.tables import TABLES


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
        found = antecedents.resolved(scan, self._context, self._joiner.join(scan, named))
        return FoundDates(_table(scan, found), self._evidence.latest(scan, found, future))


class FoundDates(NamedTuple):
    """Rows of fact_date in reading order, and for each article the day on or after which it proves to be published."""

    table: pa.Table
    proven_after: dict[int, dt.date]


class Search:
    """What the rules find in a batch."""

    def __init__(
        self, grammar: Grammar, senses: Senses, context: Context, scan: Scan, matches: Matches, future: Signs
    ) -> None:
        self._grammar, self._senses, self._context, self._scan = grammar, senses, context, scan
        self._matches = matches
        self._situations = Situations(grammar.names, scan, matches, context, future)

    def expressions(self) -> list[Expression]:
        """Left to right, without overlap. Where a rule matches what is no date, the rules after it are tried."""
        found, last, known = [], 0, self._senses.known
        situations, names = self._situations, self._grammar.names
        days = [article["published_date"] for article in self._scan.reading.articles]
        for row, (start, end, rule, article, phrase, counted, place, is_none, is_beyond) in enumerate(
            situations.rows()
        ):
            if start < last:
                continue
            if is_none:
                last = end
                continue
            try:
                sense = known[phrase, counted]
            except KeyError:
                sense = self._sense((phrase, counted), row, days[article])
            if sense is None:
                continue
            try:
                outcome = sense.outcomes[place]
            except KeyError:
                outcome = sense.outcomes[place] = self._context.read(sense, situations.around_of(row))
            if outcome is None:
                continue
            last = end
            if outcome is NO_DATE:
                continue
            if is_beyond and outcome.lead:
                outcome = outcome._replace(lead=outcome.lead + 2)
            found.append(Expression(start - outcome.lead, end, names[rule], sense, outcome, days[article]))
        return found

    def _sense(self, key: tuple[int, int], row: int, day: dt.date | None) -> Sense | None:
        rule, tense = int(self._matches.rule[row]), int(self._situations.tense[row])
        start, end = int(self._matches.start[row]), int(self._matches.end[row])

        def told() -> tuple[Spelled, Captures]:
            places = (self._matches.captures[row] - start).tolist()
            captures = {n: at for n, at in zip(self._grammar.captures[rule], places, strict=False) if at >= 0}
            return self._scan.words(start, end), captures

        return self._senses.find(key, self._grammar.names[rule], Reference(day, tense), told)


def _table(scan: Scan, found: list[Expression]) -> pa.Table:
    """Rows of fact_date; what expressions mean is written once, however many of them mean it."""
    starts = np.fromiter((one.start for one in found), dtype=np.int32, count=len(found))
    ends = np.fromiter((one.end for one in found), dtype=np.int32, count=len(found))
    spans = scan.reading.spans(starts, ends, scan.all_clitics(starts))
    keys = [(one.rule, id(one.outcome.value)) for one in found]
    meanings = dict(zip(keys, found, strict=True))
    numbers = {key: n for n, key in enumerate(meanings)}
    meant = _meant(list(meanings.values())).take(pa.array([numbers[key] for key in keys], pa.int32()))
    columns = spans.columns() | {name: meant[name] for name in meant.schema.names}
    schema = TABLES["fact_date"].schema
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _meant(found: list[Expression]) -> pa.Table:
    """The columns of what rules and values say."""
    values = [one.outcome.value for one in found]
    columns = {
        "kind": [value.kind for value in values],
        "calendar": [value.calendar for value in values],
        "granularity": [value.granularity for value in values],
        "earliest_date": [value.days.first for value in values],
        "latest_date": [value.days.last for value in values],
        "iso": [value.iso or None for value in values],
        "rule": [
            f"{one.rule}_{value.note}" if value.note else one.rule
            for one, value in zip(found, values, strict=True)
        ],
    }
    schema = TABLES["fact_date"].schema
    return pa.table(columns, schema=pa.schema([schema.field(name) for name in columns]))
