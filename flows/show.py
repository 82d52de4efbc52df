"""One article with every fact marked in its text, in the terminal or as a page."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.style import Style
from rich.text import Text

from flows import terminal
from flows.shown import FACTS, KINDS, METADATA, Fact, Shown, find, on_a_line, paragraphs, segments
from flows.store import Store
from flows.terminal import cell

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


def show(store: Store, wanted: str, as_json: bool, page: Path | None = None) -> None:
    """Prints one article, or writes it as an HTML page.

    Raises:
        UnknownArticle: no article is called so, or several are.
        OSError: the page cannot be written.
    """
    shown = find(store, wanted)
    if page is not None:
        from flows import show_page  # here, since only this reads the rules

        page.write_text(show_page.render(shown), encoding="utf-8")
        typer.echo(f"{page} shows {len(shown.facts):,} facts; open it in a browser", err=True)
    if as_json:
        typer.echo(json.dumps(_record(shown), ensure_ascii=False, default=str))
    elif page is None:
        _print(Console(highlight=False, width=terminal.width()), shown)


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
        out.print(terminal.table(columns, rows, out.width))


def _print_paragraph(
    out: Console, text: str, marks: Sequence[tuple[int, int, str]], start: int, end: int
) -> None:
    """One paragraph, each stretch in the styles of all that cover it."""
    spans = [(first, last) for first, last, _ in marks]
    paragraph = Text()
    for first, last, covering in segments(spans, start, end):
        style = sum((Style.parse(_STYLES[marks[i][2]]) for i in covering), Style())
        paragraph.append(terminal.one_line(text[first:last]), style)
    if not out.is_terminal:
        out.print(paragraph, soft_wrap=True)
        return
    for line in terminal.wrapped(paragraph, out.width, out.width):
        out.print(line)


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
            pieces.append(f"{name} {on_a_line(value)}")
    return "; ".join(pieces)
