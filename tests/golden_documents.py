"""The golden documents: articles of our own, annotated whole, and what warraq finds in them.

A document is one XML file in `tests/golden/`, its text marked where it stands, so that no offset has to be counted:
the root has the day of publication (`published`) and says in what style it is written; its first line is the headline.

| element | attributes |
| --- | --- |
| `person` | `name` where the article names the person in full elsewhere; `title`, `role`, `organisation` of the role |
| `organisation`, `place` | |
| `date` | `kind`; `from` and `to`, both inclusive, absent where open; `iso` of a duration |
| `statement` | `speaker` as written, also of what is carried on (` | ` between two ways to cut it); `direct` |
| `event` | `type`; `actors`, `recipients` (names, `;` between them); `from`, `to`, `place`; `background` |

Conventions are those of annotated news: the span of a name is without proclitics, titles and roles, only the outermost
name counts, a statement is what was said without what introduces it. An element with `ignore` counts neither way, and
says why. A date without bounds has only to be found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa

from flows import raw_zone, steps
from transforms import shard

FOLDER = Path(__file__).resolve().parent / "golden"
NAMES = ("person", "organisation", "place")
ATTRIBUTES = {
    "person": {"name", "title", "role", "organisation"},
    "organisation": set(),
    "place": set(),
    "date": {"kind", "calendar", "granularity", "from", "to", "iso"},
    "statement": {"speaker", "direct"},
    "event": {"type", "actors", "recipients", "from", "to", "place", "background"},
}
FOUND = (
    "fact_article",
    "fact_mention",
    "fact_date",
    "fact_quotation",
    "fact_event",
    "bridge_event_participant",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is annotated: a kind of element, its stretch of text and its attributes."""

    kind: str
    start: int
    end: int
    surface: str
    told: Mapping[str, str]

    @property
    def is_ignored(self) -> bool:
        return "ignore" in self.told

    def touches(self, row: Mapping[str, Any]) -> bool:
        return bool(self.start < row["end_char"] and row["start_char"] < self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article."""

    name: str
    published: str
    text: str
    facts: Sequence[Fact]

    def wanted(self, kind: str) -> list[Fact]:
        """The facts of a kind that count."""
        return [fact for fact in self.facts if fact.kind == kind and not fact.is_ignored]


def documents() -> list[Document]:
    """All golden documents, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.xml"))]


def read(path: Path) -> Document:
    """A document from its file; an inner fact comes before the one around it."""
    root = ElementTree.parse(path).getroot()
    root.text = (root.text or "").lstrip("\n")
    facts: list[Fact] = []
    text = _read_element(root, "", facts).removesuffix("\n")
    return Document(path.stem, root.attrib["published"], text, facts)


def _read_element(element: ElementTree.Element, text: str, facts: list[Fact]) -> str:
    """The text up to the end of an element, of which `text` is what stands before it."""
    text += element.text or ""
    for child in element:
        start = len(text)
        text = _read_element(child, text, facts)
        facts.append(Fact(child.tag, start, len(text), text[start:], child.attrib))
        text += child.tail or ""
    return text


def find(articles: Sequence[Document]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of facts, and of fact_article, as a run would make them."""
    empty = {column.name: "" for column in raw_zone.SHARD if pa.types.is_large_string(column.type)}
    records = []
    for number, article in enumerate(articles):
        headline, _, body = article.text.partition("\n")
        records.append({
            **empty,
            **dict.fromkeys(("collection", "source_uri", "relative"), "golden"),
            "ordinal": number,
            "article_id": article.name,
            "media_type": "application/json",
            "encoding": "utf-8",
            "url": f"https://golden.test/{article.name}",
            "headline": headline,
            "body": body,
            "published": article.published,
            "raw": b"",
        })  # fmt: skip
    clean, _ = shard.normalise(pa.Table.from_pylist(records, schema=raw_zone.SHARD))
    tables = shard.parse_metadata(clean, steps.knowledge())
    return {name: tables[name].to_pylist() for name in FOUND}
