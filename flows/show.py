"""One article with every fact marked in its text: what there is to tell, and how the terminal tells it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import typer
from rich.console import Console
from rich.style import Style
from rich.text import Text

from flows import console, sql_files, warehouse
from flows.console import LEFT_TO_RIGHT_MARK, cell
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
RULE_SEPARATOR = ", "  # somebody may be the speaker of several statements
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
QUERIES = ("mentions", "dates", "statements", "events")
_FIRST_TOLD = 5  # columns of a query behind kind, start, end, surface and rule
_STYLES = {
    "kicker": "italic",
    "headline": "bold",
    "subheadline": "bold italic",
    "dateline": "dim",
    "byline": "dim italic",
    "person": "green",
    "organisation": "yellow",
    "place": "cyan",
    "date": "magenta",
    "statement": "underline",
    "speaker": "italic",
    "event": "bold red",
}


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
        found = _rows(connection, "article", wanted=wanted, path=str(Path(wanted).absolute()))
        if not found:
            raise UnknownArticle(f"no article is called {wanted}; find its id with `warraq search`")
        article = found[0]
        if len(found) > 1 and wanted not in (article["article_id"], article["url"], article["source_uri"]):
            raise UnknownArticle(f"several articles are called {wanted}; give more of the id")
        identity = article["article_id"]
        parts = [
            (part["start_char"], part["end_char"], part["kind"])
            for part in _rows(connection, "parts", article_id=identity)
        ]
        facts = [_fact(row) for query in QUERIES for row in _rows(connection, query, article_id=identity)]
    return Shown(article, parts, sorted(facts, key=reading_order))


def _rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: str) -> list[dict[str, Any]]:
    found = connection.execute(sql_files.read("show", query), parameters)
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _fact(row: dict[str, Any]) -> Fact:
    kind, start, end, surface, rule = list(row.values())[:_FIRST_TOLD]
    told = {name: value for name, value in list(row.items())[_FIRST_TOLD:] if value is not None}
    return Fact(kind, start, end, surface, rule, told)


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


def show(store: Store, wanted: str, as_json: bool, page: Path | None = None) -> None:
    """Prints one article, or writes it as an HTML page.

    Raises:
        UnknownArticle: no article is called so, or several are.
        OSError: the page cannot be written.
    """
    shown = find(store, wanted)
    if page is not None:
        from flows import show_page

        page.write_text(show_page.render(shown), encoding="utf-8")
        typer.echo(f"{page} shows {len(shown.facts):,} facts; open it in a browser", err=True)
    if as_json:
        typer.echo(json.dumps(_record(shown), ensure_ascii=False, default=str))
    elif page is None:
        _print(Console(highlight=False, width=console.width()), shown)


def _record(shown: Shown) -> dict[str, Any]:
    names = ("start_char", "end_char", "kind")
    facts = [
        {"kind": fact.kind, "start_char": fact.start, "end_char": fact.end, "surface": fact.surface}
        | {"rule": fact.rule}
        | fact.told
        for fact in shown.facts
    ]
    return shown.article | {
        "sentences": [dict(zip(names, part, strict=True)) for part in shown.parts],
        "facts": facts,
    }


def _print(out: Console, shown: Shown) -> None:
    out.print(shown.article["article_id"], style="dim")
    for name in METADATA:
        if shown.article[name] not in (None, []):
            out.print(f"{name:>22}  ", cell(shown.article[name]), sep="", soft_wrap=True)
    out.print()
    marks = [(start, end, kind) for start, end, kind in shown.parts if kind in _STYLES]
    marks += [(fact.start, fact.end, fact.kind) for fact in shown.facts]
    for start, end in paragraphs(shown.text):
        _print_paragraph(out, shown.text, marks, start, end)
    _print_legend(out, [kind for _, _, kind in marks], len(shown.parts))
    if shown.facts:
        out.print()
        columns = ("kind", "surface", "rule", "told")
        rows = [(fact.kind, fact.surface, fact.rule, _told(fact)) for fact in shown.facts]
        out.print(console.table(columns, rows, out.width))


def _print_paragraph(
    out: Console, text: str, marks: Sequence[tuple[int, int, str]], start: int, end: int
) -> None:
    """One paragraph, each stretch in the styles of all that cover it."""
    spans = [(first, last) for first, last, _ in marks]
    paragraph = Text()
    for first, last, covering in segments(spans, start, end):
        style = sum((Style.parse(_STYLES[marks[i][2]]) for i in covering), Style())
        paragraph.append(console.one_line(text[first:last]), style)
    if not out.is_terminal:
        out.print(paragraph, soft_wrap=True)
        return
    for line in paragraph.wrap(out, out.width):
        line.rstrip()
        out.print(_aligned(line, out.width) if console.is_right_to_left(paragraph.plain) else line)


def _aligned(line: Text, width: int) -> Text:
    r"""A line of Arabic at the right edge, with signs that keep its ends in order.

    Terminals that order bidirectional text take the line as a whole to run from left to right, like the tables
    beside it; a full stop at its end, between no two letters, would go to the other side.

    >>> _aligned(Text("ab."), 5).plain
    '\u200e  \u200fab.\u200f'
    """
    space = " " * (width - line.cell_len)
    return Text.assemble(f"{LEFT_TO_RIGHT_MARK}{space}{RIGHT_TO_LEFT_MARK}", line, RIGHT_TO_LEFT_MARK)


def _print_legend(out: Console, kinds: Sequence[str], n_sentences: int) -> None:
    counted = Counter(kinds)
    line = Text("marked: ", style="dim")
    for kind in KINDS:
        if counted[kind]:
            line.append(kind, _STYLES[kind])
            line.append(f" {counted[kind]:,}  " if kind in FACTS else "  ")
    line.append(f"{n_sentences:,} sentences" if counted else f"nothing  {n_sentences:,} sentences")
    out.print(line)


def _told(fact: Fact) -> str:
    """What is told of a fact on one line, without what its surface says already."""
    pieces = []
    for name, value in fact.told.items():
        if isinstance(value, bool):
            pieces += [name] if value else []
        elif name not in {"entity_id", "statement"} and str(value) != fact.surface:
            pieces.append(f"{name} {value}")
    return "; ".join(pieces)
