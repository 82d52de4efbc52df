"""One article with all that was found in it, and how its text is cut into marked stretches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

from flows import sql_files, warehouse
from flows.store import Store

METADATA = (
    "headline", "kicker", "subheadline", "byline", "authors", "dateline", "dateline_place", "dateline_source",
    "source_id", "section", "language", "published_at", "published_date", "published_date_method",
    "published_after", "published_before", "url", "source_uri", "n_words", "n_sentences",
)  # fmt: skip
LEVELS = ("kicker", "headline", "subheadline")
"""Kinds of sentences that fill paragraphs of their own."""
LINES = ("dateline", "byline")
"""Kinds of sentences that may stand within a paragraph."""
FACTS = ("person", "organisation", "place", "date", "statement", "speaker", "event")
KINDS = (*LEVELS, *LINES, *FACTS)
SEPARATOR = ", "  # of rules, verbs and stances: somebody may be the speaker of several statements
QUERIES = ("mentions", "dates", "statements", "events")
MOST_NAMED = 5  # of several articles that a name may mean
_FIRST_TOLD = 5  # columns of a query behind kind, start, end, surface and rule


class UnknownArticle(Exception):
    """No article is called so, or several are; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something found in a text: code points `start` to `end`, the rule that found it, what is told of it."""

    kind: str
    start: int
    end: int
    surface: str
    rule: str
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """An article: its row of fact_article, its sentences (start, end, kind), its facts in reading order."""

    article: dict[str, Any]
    parts: list[tuple[int, int, str]]
    facts: list[Fact]

    @property
    def text(self) -> str:
        """The text that all spans count in."""
        return str(self.article["text"])


def find(store: Store, wanted: str) -> Shown:
    """The article that is meant, with all that was found in it.

    Raises:
        UnknownArticle: no article is called so, or several are.
    """
    with warehouse.connect(store) as connection:
        found = _rows(
            connection, "article", wanted=wanted, path=str(Path(wanted).absolute()), most=MOST_NAMED + 1
        )
        if not found:
            raise UnknownArticle(f"no article is called {wanted}; find its id with `warraq search`")
        article = found[0]
        if len(found) > 1 and wanted not in (article["article_id"], article["url"], article["source_uri"]):
            several = ", ".join(f"{one['article_id']} ({one['source_uri']})" for one in found[:MOST_NAMED])
            more = " ..." if len(found) > MOST_NAMED else ""
            raise UnknownArticle(f"several articles are called {wanted}: {several}{more}; give the id of one")
        identity = article["article_id"]
        parts = [
            (part["start_char"], part["end_char"], part["kind"])
            for part in _rows(connection, "parts", article_id=identity)
        ]
        facts = [_fact(row) for query in QUERIES for row in _rows(connection, query, article_id=identity)]
    return Shown(article, parts, sorted(facts, key=reading_order))


def _rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: str | int) -> list[dict[str, Any]]:
    found = connection.execute(sql_files.read("show", query), parameters)
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _fact(row: dict[str, Any]) -> Fact:
    kind, start, end, surface, rule = list(row.values())[:_FIRST_TOLD]
    told = {name: value for name, value in list(row.items())[_FIRST_TOLD:] if value is not None}
    return Fact(kind, start, end, surface, rule, told)


def on_a_line(value: Any) -> str:
    """What is told, several of it with commas between.

    >>> on_a_line(["actor A", "recipient B"])
    'actor A, recipient B'
    """
    return ", ".join(value) if isinstance(value, list) else str(value)


def reading_order(fact: Fact) -> tuple[int, int, int]:
    """Outer facts before inner ones, so that marks nest."""
    return fact.start, -fact.end, -KINDS.index(fact.kind)


def segments(
    marks: Sequence[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Cuts a stretch of text wherever a mark begins or ends: start, end, and the marks that cover it, in order.

    >>> list(segments([(0, 9), (2, 4), (3, 12)], 1, 12))
    [(1, 2, (0,)), (2, 3, (0, 1)), (3, 4, (0, 1, 2)), (4, 9, (0, 2)), (9, 12, (2,))]
    """
    inside = [(i, first, last) for i, (first, last) in enumerate(marks) if first < end and last > start]
    cuts = {start, end, *(cut for _, *span in inside for cut in span if start < cut < end)}
    for one, other in pairwise(sorted(cuts)):
        yield one, other, tuple(i for i, first, last in inside if first <= one and last >= other)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Where each paragraph starts and ends, line feeds left out.

    >>> list(paragraphs("a\nbc"))
    [(0, 1), (2, 4)]
    """
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
