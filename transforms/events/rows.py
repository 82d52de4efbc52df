"""Events as rows of fact_event and bridge_event_participant.

An event is one row however often an article tells it: of two of one type whose participants do not differ the first
stays, and one of the headline only if the body does not tell it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.events.arguments import ATTENDEE, CLITICS, END, MENTION, PART, PARTS, RANK, RECIPIENT, START
from transforms.events.patterns import Pattern
from transforms.events.reading import RULES
from transforms.events.story import COLUMNS
from transforms.mentions import ENTITY_TYPES, Mention
from transforms.reading import Reading
from transforms.sentences import KINDS
from transforms.tables import TABLES
from transforms.vocabularies.events import EVENT_TYPES
from transforms.words import Integers

_BODY = KINDS.index("body")
_OLD = 30  # days before publication, from which on an event is background
_FIRST, _LAST = COLUMNS.index("first"), COLUMNS.index("last")
_KINDS = ("", *EVENT_TYPES)
Side = Set[str]
Keys = npt.NDArray[np.int64]


def tables(
    reading: Reading,
    events: Integers,
    people: Integers,
    patterns: Sequence[Pattern],
    mentions: Sequence[Mention],
    found: Mapping[str, pa.Table],
) -> tuple[pa.Table, pa.Table]:
    """The two tables.

    Args:
        reading: the batch.
        events: a row for each event, see `story.COLUMNS`.
        people: participants, see `arguments`.
        patterns: what the column `pattern` points into.
        mentions: what the participants' mentions and the events' places point into, as in `found["fact_mention"]`.
        found: the tables of mentions, dates and statements.
    """
    events = events[_distinct(reading, events, people, patterns, mentions)]
    at = {name: events[:, column] for column, name in enumerate(COLUMNS)}
    spans = reading.spans(at["token"], at["token"] + 1, at["clitics"])
    keys = spans.document.astype(np.int64) << 32 | spans.start_char
    kinds = np.array([_KINDS.index(one.event_type) for one in patterns])
    chosen = pa.array(at["pattern"])
    event_ids = spans.row_ids(len(ENTITY_TYPES) + kinds[at["pattern"]])
    earliest, latest = _dates(reading, found["fact_date"], keys, reading.sentence[at["token"]])
    place = pa.array(at["place"], mask=at["place"] < 0)
    columns = {
        "event_id": event_ids,
        **spans.columns(),
        "event_type": pa.array([one.event_type for one in patterns]).take(chosen),
        "cameo_code": pa.array([one.cameo_code or None for one in patterns]).take(chosen),
        "event_date": pc.if_else(pc.equal(earliest, latest), earliest, pa.scalar(None, pa.date32())),
        "earliest_date": earliest,
        "latest_date": latest,
        "place_id": found["fact_mention"]["entity_id"].combine_chunks().take(place),
        "is_background": (at["is_background"] > 0) | _is_past(reading, spans.document, latest),
        "in_statement": _inside(reading, found["fact_quotation"], keys),
        "lemma": pa.array([one.word for one in patterns]).take(chosen),
        "rule": pa.array(RULES).take(pa.array(at["rule"])),
    }
    made = pa.table(columns, schema=TABLES["fact_event"].schema)
    return made, _participants(reading, events, people, event_ids, found["fact_mention"])


def _distinct(
    reading: Reading, events: Integers, people: Integers, patterns: Sequence[Pattern], mentions: Sequence[Mention]
) -> list[int]:
    """The rows of events that were not told before in their article, in the body rather than in the headline."""
    told: dict[tuple[int, str, str], list[tuple[Side, Side]]] = defaultdict(list)
    types: set[tuple[int, str]] = set()
    is_body = np.append(reading.sentences.kind == _BODY, True)
    in_body = is_body[reading.sentence[events[:, 1]]].tolist()
    listed = events.tolist()
    kept = []
    for row in sorted(range(len(listed)), key=lambda row: not in_body[row]):
        event, pattern = listed[row], patterns[listed[row][3]]
        if not in_body[row] and (event[0], pattern.event_type) in types:
            continue
        sides = _sides(reading, people[event[_FIRST] : event[_LAST]].tolist(), mentions)
        before = told[event[0], pattern.event_type, pattern.cameo_code]
        if not any(_is_same(sides, other) for other in before):
            before.append(sides)
            types.add((event[0], pattern.event_type))
            kept.append(row)
    return sorted(kept)


def _sides(reading: Reading, people: Sequence[Sequence[int]], mentions: Sequence[Mention]) -> tuple[Side, Side]:
    """Who acts and who is acted on: entities, or the words of those who are not named."""
    sides: tuple[set[str], set[str]] = (set(), set())
    for one in people:
        if one[PART] != ATTENDEE:
            mention = mentions[one[MENTION]] if one[MENTION] >= 0 else None
            name = mention and (mention.entity_id or mention.name)
            sides[one[PART] == RECIPIENT].add(name or reading.surface(one[START], one[END], one[CLITICS]))
    return sides


def _is_same(one: tuple[Side, Side], other: tuple[Side, Side]) -> bool:
    """Whether the sides of two events of a kind may be the same: none of them knows another party than the other."""
    return all(not a or not b or a <= b or b <= a for a, b in zip(one, other, strict=True))


def _keys(reading: Reading, table: pa.Table, column: str) -> Keys:
    """A number for each row that orders its character among those of the batch."""
    document = pc.index_in(table["article_id"], value_set=reading.id_column)
    return document.to_numpy().astype(np.int64) << 32 | table[column].to_numpy().astype(np.int64)


def _inside(reading: Reading, statements: pa.Table, keys: Keys) -> npt.NDArray[np.bool_]:
    """Whether each event stands within a statement."""
    if not len(statements):
        return np.zeros(len(keys), dtype=np.bool_)
    starts, ends = _keys(reading, statements, "start_char"), _keys(reading, statements, "end_char")
    order = np.argsort(starts, kind="stable")
    reach = np.maximum.accumulate(ends[order])
    row = np.searchsorted(starts[order], keys, side="right") - 1
    inside: npt.NDArray[np.bool_] = (row >= 0) & (reach[np.maximum(row, 0)] > keys)
    return inside


def _dates(reading: Reading, dates: pa.Table, keys: Keys, sentence: Integers) -> tuple[pa.Array, pa.Array]:
    """First and last day of the nearest date in the sentence of each event, NULL where there is none."""
    is_time = pc.and_(pc.is_in(dates["kind"], value_set=pa.array(["absolute", "relative"])), pc.is_valid(dates["earliest_date"]))
    dates = dates.filter(pc.and_(is_time, pc.is_valid(dates["latest_date"])))
    unknown = pa.nulls(len(keys), pa.date32())
    if not len(dates) or not len(keys):
        return unknown, unknown
    places = _keys(reading, dates, "start_char")
    order = np.argsort(places, kind="stable")
    places = places[order]
    after = np.searchsorted(places, keys)
    best = np.full(len(keys), -1)
    distance = np.full(len(keys), np.iinfo(np.int64).max)
    first = reading.sentences.document.astype(np.int64) << 32 | reading.sentences.start_char
    last = reading.sentences.document.astype(np.int64) << 32 | reading.sentences.end_char
    for candidate in (after, after - 1):  # of two at one distance the one behind
        safe = np.clip(candidate, 0, len(places) - 1)
        there = places[safe]
        is_near = (candidate >= 0) & (candidate < len(places)) & (there >= first[sentence]) & (there < last[sentence])
        away = np.where(is_near, np.abs(there - keys), np.iinfo(np.int64).max)
        best = np.where(away < distance, safe, best)
        distance = np.minimum(distance, away)
    rows = pa.array(np.where(best >= 0, order[np.maximum(best, 0)], 0), mask=best < 0)
    return (
        dates["earliest_date"].combine_chunks().take(rows),
        dates["latest_date"].combine_chunks().take(rows),
    )


def _is_past(reading: Reading, documents: Integers, latest: pa.Array) -> npt.NDArray[np.bool_]:
    """Whether each event was over long before its article was published."""
    days_known = ("published_date", "published_after", "published_before")
    articles = [reading.articles[document] for document in documents.tolist()]
    published = pa.array(
        [next((one[name] for name in days_known if one.get(name)), None) for one in articles], pa.date32()
    )
    days = pc.subtract(published.cast(pa.int32()), latest.cast(pa.int32())).fill_null(0)
    past: npt.NDArray[np.bool_] = days.to_numpy(zero_copy_only=False) > _OLD
    return past


def _participants(
    reading: Reading, events: Integers, people: Integers, event_ids: pa.Array, named: pa.Table
) -> pa.Table:
    """Rows of bridge_event_participant, each participant of an event once."""
    first, counts = events[:, _FIRST], events[:, _LAST] - events[:, _FIRST]
    event = np.repeat(np.arange(len(events)), counts)
    before = np.repeat(np.cumsum(counts) - counts, counts)
    chosen = people[np.repeat(first, counts) + np.arange(len(event)) - before]
    _, once = np.unique(event << 32 | chosen[:, START], return_index=True)
    event, chosen = event[once], chosen[once]
    mention = pa.array(chosen[:, MENTION], mask=chosen[:, MENTION] < 0)
    spans = reading.spans(chosen[:, START], chosen[:, END], chosen[:, CLITICS])
    columns = {
        "event_id": event_ids.take(pa.array(event)),
        **spans.columns(),
        "entity_id": named["entity_id"].combine_chunks().take(mention),
        "mention_id": named["mention_id"].combine_chunks().take(mention),
        "participant_role": pa.array(PARTS).take(pa.array(chosen[:, PART])),
        "protocol_rank": pa.array(chosen[:, RANK], mask=chosen[:, RANK] <= 0),
    }
    schema = TABLES["bridge_event_participant"].schema
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)
