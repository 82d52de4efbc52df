"""Events as rows of fact_event and bridge_event_participant."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.events import codes
from transforms.events.circumstances import Flags, Keys, dates_of, inside, is_past
from transforms.events.distinct import distinct
from transforms.events.links import actors
from transforms.events.nations import meant_by_adjectives
from transforms.events.nouns import RULES
from transforms.events.participants import (
    ACTOR,
    ATTENDEE,
    CLITICS,
    END,
    MENTION,
    PART,
    PARTS,
    RANK,
    START,
    UNSURE,
)
from transforms.events.patterns import VERB, Pattern
from transforms.events.story import COLUMNS
from transforms.events.verbs import SPOKEN_RULE
from transforms.hash_table import HashTable
from transforms.mentions import ENTITY_TYPES, PLACE
from transforms.names import Names
from transforms.reading import Reading
from transforms.spans import Spans
from transforms.statements.links import meant
from transforms.symbols import Bits
from transforms.tables import TABLES
from transforms.vocabularies.events import AERIAL, BOMB, EVENT_TYPES, UNREAL
from transforms.words import Integers

_PLACES = [COLUMNS.index(name) for name in ("document", "token")]
_FIRST, _LAST = COLUMNS.index("first"), COLUMNS.index("last")
_OWN_WORDS = ((AERIAL, 1), (BOMB, 3))  # what tells how an attack is done, and how many tokens behind it
_KINDS = ("", *EVENT_TYPES)


def tables(
    reading: Reading,
    bits: Bits,
    events: Integers,
    people: Integers,
    patterns: Sequence[Pattern],
    names: Names,
    found: Mapping[str, pa.Table],
    words: Mapping[str, HashTable],
    nations: Mapping[int, str],
) -> tuple[pa.Table, pa.Table]:
    """The two tables.

    Args:
        reading: the batch.
        bits: the symbols of each token.
        events: a row for each event, see `story.COLUMNS`.
        people: see `participants`.
        patterns: what the column `pattern` points into.
        names: what the participants' mentions and the events' places point into, as in `found["fact_mention"]`.
        found: the tables of mentions, dates and statements.
        words: hashes of the words of some kinds.
        nations: see `nations.countries`.
    """
    events = events[~codes.is_unreal(reading.batch, events[:, _PLACES], words[UNREAL])]
    events = events[distinct(reading, events, people, patterns, names.mentions)]
    token, pattern = (events[:, COLUMNS.index(name)] for name in ("token", "pattern"))
    spans = reading.spans(token, events[:, COLUMNS.index("end")], events[:, COLUMNS.index("clitics")])
    kinds = np.array([_KINDS.index(one.event_type) for one in patterns])
    event_ids = spans.row_ids(len(ENTITY_TYPES) + kinds[pattern])
    event, chosen = _chosen(events, people)
    is_spoken = events[:, COLUMNS.index("rule")] == SPOKEN_RULE
    told = actors(reading, spans, (event, chosen), is_spoken, names, found)
    event, chosen = _with_told(event, chosen, told)
    is_verb = np.array([one.kind == VERB for one in patterns])[pattern]
    acts = np.isin(np.arange(len(events)), event[chosen[:, PART] == ACTOR])
    is_known = np.where(is_spoken, acts, np.isin(np.arange(len(events)), event) | ~is_verb)
    marks = [_marks(reading, events, event, chosen, words[kind], near) for kind, near in _OWN_WORDS]
    takes_part = is_known[event]
    parts = (event[takes_part], chosen[takes_part])
    return (
        _events(reading, spans, event_ids, events, patterns, found, marks).filter(pa.array(is_known)),
        _participants(reading, bits, *parts, event_ids, names, found["fact_mention"], nations),
    )


def _events(
    reading: Reading,
    spans: Spans,
    event_ids: pa.Array,
    events: Integers,
    patterns: Sequence[Pattern],
    found: Mapping[str, pa.Table],
    marks: Sequence[Flags],
) -> pa.Table:
    """Rows of fact_event, one a row of `events`; `marks`: whether each is by air, by a bomb."""
    at = {name: events[:, column] for column, name in enumerate(COLUMNS)}
    pattern = pa.array(at["pattern"])
    keys = spans.document.astype(np.int64) << 32 | spans.start_char
    clauses = (at["clause"], at["clause_end"])
    earliest, latest = dates_of(reading, found["fact_date"], keys, clauses)
    place = pa.array(at["place"], mask=at["place"] < 0)
    columns = {
        "event_id": event_ids,
        **spans.columns(),
        "event_type": pa.array([one.event_type for one in patterns]).take(pattern),
        "cameo_code": codes.closer(
            pa.array([one.cameo_code or None for one in patterns]).take(pattern), *marks
        ),
        "event_date": pc.if_else(pc.equal(earliest, latest), earliest, pa.scalar(None, pa.date32())),
        "earliest_date": earliest,
        "latest_date": latest,
        "place_id": found["fact_mention"]["entity_id"].combine_chunks().take(place),
        "is_background": (at["is_background"] > 0) | is_past(reading, spans.document, latest),
        "in_statement": inside(reading, found["fact_quotation"], keys),
        "lemma": pa.array([one.word for one in patterns]).take(pattern),
        "rule": pa.array(RULES).take(pa.array(at["rule"])),
    }
    return pa.table(columns, schema=TABLES["fact_event"].schema)


def _marks(
    reading: Reading, events: Integers, event: Keys, chosen: Integers, known: HashTable, near: int
) -> Flags:
    """Whether a known word stands right behind each event or in who acts; `event`: that of each of `chosen`."""
    behind = tuple(events[:, COLUMNS.index(name)] for name in ("end", "clause_end"))
    is_actor = chosen[:, PART] == ACTOR
    actors_of = (event[is_actor], *chosen[is_actor][:, (START, END)].T)
    return codes.marks(reading.batch, behind, actors_of, known, near)


def _chosen(events: Integers, people: Integers) -> tuple[Keys, Integers]:
    """The participants of the events, in order, and the event of each."""
    first, counts = events[:, _FIRST], events[:, _LAST] - events[:, _FIRST]
    event = np.repeat(np.arange(len(events)), counts)
    before = np.repeat(np.cumsum(counts) - counts, counts)
    chosen: Integers = people[np.repeat(first, counts) + np.arange(len(event)) - before]
    return event, chosen


def _with_told(event: Keys, chosen: Integers, told: Sequence[tuple[int, list[int]]]) -> tuple[Keys, Integers]:
    """Participants with those whom statements tell (`links.actors`), who take the place of unsure ones."""
    if not told:
        return event, chosen
    numbers = [number for number, _ in told]
    is_better = np.isin(event, numbers) & (chosen[:, RANK] == UNSURE)
    rows = np.array([one for _, one in told], dtype=np.int32)
    return np.append(event[~is_better], numbers), np.append(chosen[~is_better], rows, axis=0)


def _participants(
    reading: Reading,
    bits: Bits,
    event: Keys,
    chosen: Integers,
    event_ids: pa.Array,
    names: Names,
    named: pa.Table,
    nations: Mapping[int, str],
) -> pa.Table:
    """Rows of bridge_event_participant, each participant of an event once; who is not named may be known (الوزارة).

    A participant is the whole noun phrase, an attendee the name alone: in a list several names share a role. Who is
    named twice takes part as told first.
    """
    attends = np.flatnonzero(chosen[:, PART] == ATTENDEE)
    alone = names.spans[chosen[attends, MENTION]]
    chosen[attends, START], chosen[attends, CLITICS] = alone[:, 0], alone[:, 4]
    entity = np.where(names.types == ENTITY_TYPES.index(PLACE), -1, names.spans[:, 3])
    entity = np.append(entity, -1)[chosen[:, MENTION]]  # -1 behind the last mention: of who is not named
    who = np.where(entity >= 0, -1 - entity, chosen[:, START])
    _, once = np.unique(np.column_stack([event, who]), axis=0, return_index=True)
    once = once[np.lexsort((chosen[once, START], event[once]))]
    event, chosen = event[once], chosen[once]
    mention = pa.array(chosen[:, MENTION], mask=chosen[:, MENTION] < 0)
    spans = reading.spans(chosen[:, START], chosen[:, END], chosen[:, CLITICS])
    is_short = chosen[:, MENTION] < 0
    phrases = np.column_stack([spans.document, chosen[:, START], chosen[:, END]])[is_short]
    which = np.cumsum(is_short) - 1
    entities = named["entity_id"].combine_chunks().take(mention)
    known = pc.coalesce(
        meant(reading.batch, bits, names, phrases),
        meant_by_adjectives(reading.batch, names, phrases, nations),
    ).take(pa.array(which, mask=~is_short))
    columns = {
        "event_id": event_ids.take(pa.array(event)),
        **spans.columns(),
        "entity_id": pc.coalesce(entities, known),
        "mention_id": named["mention_id"].combine_chunks().take(mention),
        "participant_role": pa.array(PARTS).take(pa.array(chosen[:, PART])),
        "protocol_rank": pa.array(chosen[:, RANK], mask=chosen[:, RANK] <= 0),
    }
    schema = TABLES["bridge_event_participant"].schema
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)
