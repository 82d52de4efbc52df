"""One article as an HTML page that stands alone: right to left, every fact marked, its rule and columns on hover.

What comes from documents may be hostile. All of it is escaped, and the page's policy lets nothing run or load but
the one style sheet and the one script that are written into it here.
"""

import base64
import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import takewhile
from pathlib import Path
from string import Template
from typing import Any

from flows import rules, seeds
from flows.shown import (
    FACTS,
    KINDS,
    LEVELS,
    LINES,
    METADATA,
    SEPARATOR,
    Fact,
    Shown,
    paragraphs,
    reading_order,
    segments,
)
from flows.terminal import is_right_to_left

_HERE = Path(__file__).resolve().parent
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:\d[\d/.-]* )?[\u0600-\u06ff\u00ab](?:[^A-Za-z()]*[\u0600-\u06ff\u00bb\d])?")
_LATIN = re.compile(r"[A-Za-z]")
_LONG = frozenset({"statement"})
_COMMA = "\N{ARABIC COMMA} "
_TABLES = {
    **dict.fromkeys(("person", "organisation", "place"), "fact_mention"),
    **dict.fromkeys(("statement", "speaker"), "fact_quotation"),
    "date": "fact_date",
    "event": "fact_event",
}
_LONGEST_TITLE = 300  # characters of what is told without the script


def render(shown: Shown) -> str:
    """The page."""
    begins = {start for start, _ in paragraphs(shown.text)}
    marks = [
        Fact(kind, start, end, shown.text[start:end], "")
        for start, end, kind in shown.parts
        if kind in LINES or (kind in LEVELS and start not in begins)
    ]
    facts = sorted([*shown.facts, *marks], key=reading_order)
    style = Template(_read("css")).substitute(switches=_switches())
    script = _read("js")
    return Template(_read("html")).substitute(
        title=_escaped(shown.article["headline"] or shown.article["article_id"]),
        language=_escaped(shown.article["language"] or "ar"),
        style=style,
        script=script,
        style_hash=digest(style),
        script_hash=digest(script),
        legend=_legend(facts),
        text=_text(shown, facts),
        metadata=_metadata(shown.article),
        n_facts=f"{len(shown.facts):,}",
        cards="\n".join(_card(number, fact) for number, fact in enumerate(facts)),
    )


@cache
def _read(ending: str) -> str:
    return (_HERE / f"show_page.{ending}").read_text("utf-8")


@cache
def _labels() -> dict[tuple[str, str], str]:
    """What marks, columns and, with a column's name as their use, the values that it may have are called in Arabic."""
    countries = {("country", row["country_code"]): row["name"] for row in seeds.read("countries")}
    with (_HERE / "show_labels.csv").open(encoding="utf-8", newline="") as file:
        return countries | {(row["use"], row["name"]): row["label"] for row in csv.DictReader(file)}


def _named(use: str, name: str) -> str:
    return _labels().get((use, name), name)


def _label(use: str, name: str) -> str:
    return _escaped(_named(use, name))


def digest(text: str) -> str:
    """How the page's policy names a script or style sheet that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _escaped(value: Any) -> str:
    """Safe between tags and in quoted attributes; characters that no HTML may hold become the replacement character."""
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value)), quote=True)


def _switches() -> str:
    """A mark whose box in the legend is not ticked looks like plain text, and has no card."""
    plain = "background: none; color: inherit; text-decoration: none; cursor: auto;"
    unticked = {kind: f"body:has(#show-{kind}:not(:checked))" for kind in KINDS}
    return "\n".join(
        f'{off} article .fact.{kind} {{ {plain} }}\n{off} .facts [data-kind="{kind}"] {{ display: none; }}'
        for kind, off in unticked.items()
    )


def _legend(facts: Iterable[Fact]) -> str:
    counted = Counter(fact.kind for fact in facts)
    return "\n".join(
        f'<label><input type="checkbox" id="show-{kind}" checked{"" if counted[kind] else " disabled"}>'
        f'<span class="{kind}">{_label("mark", kind)}</span> <span class="count">{counted[kind]:,}</span></label>'
        for kind in (*FACTS, *LINES, *LEVELS)
        if counted[kind] or kind in FACTS
    )


def _text(shown: Shown, facts: Sequence[Fact]) -> str:
    """Paragraph by paragraph, levels of headlines as such."""
    levels = {start: kind for start, _, kind in shown.parts if kind in LEVELS}
    made = []
    for start, end in paragraphs(shown.text):
        paragraph = shown.text[start:end]
        if paragraph.strip():
            kind = next((level for at, level in levels.items() if start <= at < end), "body")
            tag = "h1" if kind == "headline" else "p"
            direction = "rtl" if is_right_to_left(paragraph) else "ltr"
            marked = "".join(_marked(shown.text, facts, start, end))
            made.append(f'<{tag} class="{kind}" dir="{direction}">{marked}</{tag}>')
    return "\n".join(made)


def _marked(text: str, facts: Sequence[Fact], start: int, end: int) -> Iterator[str]:
    """A stretch of text with its marks nested; a mark that crosses the end of another is opened again behind it."""
    opened: list[int] = []
    for first, last, covering in segments([(fact.start, fact.end) for fact in facts], start, end):
        n_shared = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, covering, strict=False))
        )
        yield "</span>" * (len(opened) - n_shared)
        for number in covering[n_shared:]:
            yield _opening(number, facts[number], is_first=facts[number].start == first)
        yield _escaped(text[first:last])
        opened = list(covering)
    yield "</span>" * len(opened)


def _opening(number: int, fact: Fact, is_first: bool) -> str:
    reach = ' tabindex="0"' if is_first else ""
    return (
        f'<span class="fact {fact.kind}" data-kind="{fact.kind}" data-fact="{number}"{reach} '
        f'title="{_escaped(_in_words(fact)[:_LONGEST_TITLE])}">'
    )


def _in_words(fact: Fact) -> str:
    """What the title of a mark tells of it where no script shows its card, a line for each column."""
    lines = [_named("fact", fact.kind)]
    for name, value in [*fact.told.items(), ("rule", fact.rule)]:
        if value is True:
            lines.append(_named("column", name))
        elif value:
            parts = value if isinstance(value, list) else str(value).split(SEPARATOR)
            lines.append(f"{_named('column', name)}: {_COMMA.join(_named(name, part) for part in parts)}")
    return "\n".join(lines)


def _metadata(article: dict[str, Any]) -> str:
    rows = []
    for name in METADATA:
        if article[name] not in (None, []):
            rows.append(f"<tr><th>{_label('column', name)}</th><td>{_value(name, article[name])}</td></tr>")
    return "\n".join(rows)


def _card(number: int, fact: Fact) -> str:
    """All that is told of a fact, under the surface that it was found at."""
    told = [(name, value) for name, value in fact.told.items() if value is not False]
    lines = [f"<dt>{_label('column', name)}</dt><dd>{_value(name, value)}</dd>" for name, value in told]
    for rule in filter(None, fact.rule.split(SEPARATOR)):
        lines.append(f"<dt>{_label('column', 'rule')}</dt><dd><code>{_escaped(rule)}</code></dd>")
        if meaning := rules.explain(_TABLES[fact.kind], rule):
            lines.append(_meaning(meaning))
    kind = _label("fact", fact.kind)
    return (
        f'<li id="fact-{number}" class="card" data-kind="{fact.kind}"><span class="kind">{kind}</span>'
        f'<span class="sample"><bdi class="{fact.kind}">{_escaped(fact.surface)}</bdi></span>'
        f"<dl>{''.join(lines)}</dl></li>"
    )


def _meaning(meaning: str) -> str:
    """What a rule means: English from left to right with its examples in Arabic, or nothing but such an example."""
    if is_right_to_left(meaning) and not _LATIN.search(meaning):
        example = _label("column", "example")
        return f'<dd class="meaning" lang="ar" dir="rtl">{example}: {_escaped(meaning)}</dd>'
    pieces, end = [], 0
    for found in _EXAMPLE.finditer(meaning):
        pieces.append(_escaped(meaning[end : found.start()]))
        pieces.append(f'<bdi lang="ar" dir="rtl">{_escaped(found[0])}</bdi>')
        end = found.end()
    return f'<dd class="meaning" lang="en" dir="ltr">{"".join(pieces)}{_escaped(meaning[end:])}</dd>'


def _participant(told: str) -> str:
    """One of an event on a line of its own: what part it takes, its rank and its name."""
    part, _, name = told.partition(" ")
    return f"<div>{_label('participant', part)}: <bdi>{_escaped(name)}</bdi></div>"


def _value(name: str, value: Any) -> str:
    """A value kept apart from the direction of what stands around it; only addresses of the web become links."""
    if value is True:
        return _label("column", "yes")
    if name == "participants":
        return "".join(map(_participant, value))
    codes = str(value).split(SEPARATOR)
    if (name, codes[0]) in _labels():
        return _COMMA.join(f"<bdi>{_label(name, code)}</bdi> <code>{_escaped(code)}</code>" for code in codes)
    text = _escaped(_COMMA.join(map(str, value)) if isinstance(value, list) else value)
    if name == "url" and _WEB.match(str(value)):
        return f'<a href="{text}" rel="noopener noreferrer nofollow"><code>{text}</code></a>'
    if text.isascii() and " " not in text:  # codes, days, addresses
        return f"<code>{text}</code>"
    return f'<bdi class="long">{text}</bdi>' if name in _LONG else f"<bdi>{text}</bdi>"
