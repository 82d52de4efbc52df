"""Mentions of persons, organisations and places: what the families found, made one list and one table.

Families propose candidates that may overlap (a city in the name of a club, a person in the name of a hospital).
`resolve` keeps the outermost: of names that share a token the longest wins, of equally long ones the organisation
before the person before the place. `table` writes the rows of fact_mention.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from transforms.reading import Reading
from transforms.tables import TABLES

ORGANISATION, PERSON, PLACE = ENTITY_TYPES = (
    "organisation",
    "person",
    "place",
)  # of equal names the first wins
_RANK = {entity_type: rank for rank, entity_type in enumerate(ENTITY_TYPES)}
ID_BYTES = 8


@dataclass(slots=True)
class Mention:
    """A name in a batch: tokens `start` to `end` (exclusive) of article `document`, without titles and roles.

    `clitics`: letters of proclitics that the first token carries before the name. `name`: the canonical name,
    `title` and `role` in the singular, `organisation`: of the role, as written, `country`: ISO 3166-1 alpha-2.
    `organisation_span`: the tokens of that organisation, by which it finds its mention.
    """

    document: int
    start: int
    end: int
    clitics: int
    entity_type: str
    name: str
    entity_id: str | None = None
    title: str | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    rule: str = ""
    organisation_span: tuple[int, int] | None = None
    organisation_id: str | None = None


def hashed_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for these parts on every machine.

    >>> hashed_id("person", "هلال الهلال")
    'd40d3a7fd1398fb9'
    """
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=ID_BYTES).hexdigest()


def resolve(candidates: Iterable[Mention]) -> list[Mention]:
    """The outermost names in reading order, no two of which share a token; candidates come in any order."""
    kept: list[Mention] = []
    group: list[Mention] = []  # candidates that overlap, directly or through others
    end = -1
    for mention in sorted(candidates, key=lambda one: one.start):
        if mention.start >= end and group:
            kept += group if len(group) == 1 else _outermost(group)
            group = []
        group.append(mention)
        end = max(end, mention.end)
    return kept + (_outermost(group) if group else [])


def _outermost(group: list[Mention]) -> list[Mention]:
    """The longest first, whatever does not touch what was taken before."""
    taken: list[Mention] = []
    for mention in sorted(group, key=lambda one: (one.start - one.end, _RANK[one.entity_type], one.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda one: one.start)


def link_organisations(mentions: Sequence[Mention]) -> None:
    """Gives each role's organisation the id of the organisation that is mentioned within the role's words."""
    places = [(one.start, one.end, one.entity_id) for one in mentions if one.entity_type == ORGANISATION]
    starts = np.array([start for start, _, _ in places], dtype=np.int64)
    for mention in mentions:
        if mention.organisation_span is None or mention.organisation_id is not None:
            continue
        first, last = mention.organisation_span
        at = int(np.searchsorted(starts, first))
        if at < len(places) and places[at][1] <= last:
            mention.organisation_id = places[at][2]


def table(reading: Reading, mentions: Sequence[Mention]) -> pa.Table:
    """Rows of fact_mention, one a mention, in the order given."""
    batch, n = reading.batch, len(mentions)
    first = np.fromiter((mention.start for mention in mentions), dtype=np.int64, count=n)
    last = np.fromiter((mention.end for mention in mentions), dtype=np.int64, count=n) - 1
    starts, ends = batch.char_start[first].tolist(), batch.char_end[last].tolist()
    for row, mention in enumerate(mentions):
        if mention.clitics:
            starts[row], _ = reading.span(mention.start, mention.end, mention.clitics)
    documents = [mention.document for mention in mentions]
    ids = [reading.ids[document] for document in documents]
    sentences = reading.sentence[first]
    numbers = reading.sentences.sentence_no
    columns = {
        "mention_id": [
            hashed_id(article, start, end, mention.entity_type)
            for article, start, end, mention in zip(ids, starts, ends, mentions, strict=True)
        ],
        "article_id": ids,
        "sentence_no": pa.array(numbers[sentences] if len(numbers) else sentences, mask=sentences < 0),
        "start_char": starts,
        "end_char": ends,
        "surface": [
            reading.texts[document][start:end]
            for document, start, end in zip(documents, starts, ends, strict=True)
        ],
        **{
            column: [getattr(mention, column) for mention in mentions]
            for column in ("entity_type", "entity_id", "name", "title", "role", "organisation_id", "rule")
        },
        "country_code": [mention.country for mention in mentions],
    }
    return pa.table(columns, schema=TABLES["fact_mention"].schema)
