"""Who acts in an event whose verb names nobody: whom the statement that the same verb opens has as its speaker.

`وأضاف الوزير ... داعيا الأطراف إلى`, `وطالب المجتمع الدولي ب`: statements carry speakers on, events do not.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.events.circumstances import Flags, Keys, keys_of
from transforms.events.participants import ACTOR, BOTH, PART, RANK, UNSURE
from transforms.events.phrases import CLEAR, NAMED
from transforms.mentions import PERSON, PLACE, Mention
from transforms.names import Names
from transforms.reading import Reading
from transforms.spans import Spans
from transforms.symbols import ARTICLE
from transforms.words import Integers

_NEAR = 120  # characters from a verb to what is said


def actors(
    reading: Reading,
    spans: Spans,
    people: tuple[Keys, Integers],
    is_spoken: Flags,
    names: Names,
    found: Mapping[str, pa.Table],
) -> list[tuple[int, list[int]]]:
    """The event and the row of each actor that is found (see `participants.PARTICIPANT`).

    Args:
        reading: the batch.
        spans: the events.
        people: the event of each participant, and its row.
        is_spoken: whether each event is what a speaker does by what he says (`قال الوزير: ندعو الأطراف إلى`).
        names: as in `found["fact_mention"]`.
        found: the tables of mentions and statements.
    """
    statements = found["fact_quotation"]
    columns = ("start_char", "end_char", "speaker_start_char", "speaker_end_char")
    starts, stops, speakers, speaker_ends = keys_of(reading, statements, *columns)
    ends = spans.document.astype(np.int64) << 32 | spans.end_char
    order = np.argsort(starts, kind="stable")
    after = np.searchsorted(starts[order], ends)
    is_open = (after < len(order)) & ~is_spoken
    is_sure = np.isin(people[1][:, PART], (ACTOR, BOTH)) & (people[1][:, RANK] != UNSURE)
    is_open[people[0][is_sure]] = False
    numbers = np.flatnonzero(is_open)
    rows = order[after[numbers]]
    is_near = (starts[rows] - ends[numbers] <= _NEAR) & (speakers[rows] >= 0)
    numbers, rows = numbers[is_near], rows[is_near]
    verbs = spans.surface().take(numbers), statements["verb"].combine_chunks().take(rows)
    is_its_own = pc.equal(*verbs).to_numpy(zero_copy_only=False)
    numbers, rows = numbers[is_its_own], rows[is_its_own]
    for number in np.flatnonzero(is_spoken).tolist():
        around = np.flatnonzero((starts <= ends[number]) & (stops >= ends[number]) & (speakers >= 0))[-1:]
        numbers, rows = np.append(numbers, np.full(len(around), number)), np.append(rows, around)
    first_char = found["fact_mention"]["start_char"].to_numpy()
    places = reading.document[names.spans[:, 0]].astype(np.int64) << 32 | first_char
    ends_of = speakers[rows].tolist(), speaker_ends[rows].tolist()
    bounds = (np.searchsorted(places, keys[rows]).tolist() for keys in (speakers, speaker_ends))
    linked = []
    for number, first, last, start, end in zip(numbers.tolist(), *bounds, *ends_of, strict=True):
        best = _best(names.mentions, first, last)
        if best >= 0:
            one = names.mentions[best]
            linked.append((number, [ACTOR, one.start, one.end, best, NAMED, 0, one.clitics]))
            continue
        token, stop = _tokens(reading, start, end)
        if stop - token > 1 or reading.surface(token, stop, 0).startswith(ARTICLE):
            linked.append((number, [ACTOR, token, stop, -1, CLEAR, 0, 0]))
    return linked


def _tokens(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The tokens [first, end) of a speaker between two characters, as `keys_of` numbers them."""
    document, of_document = start >> 32, (1 << 32) - 1
    first, last = reading.batch.document_first[document : document + 2].tolist()
    starts = reading.batch.char_start[first:last]
    return first + int(np.searchsorted(starts, start & of_document)), first + int(
        np.searchsorted(starts, end & of_document)
    )


def _best(mentions: Sequence[Mention], first: int, last: int) -> int:
    """The last person among some mentions, who ends a role, else the first organisation; -1 if there is neither."""
    named = [at for at in range(first, last) if mentions[at].entity_type != PLACE]
    persons = [at for at in named if mentions[at].entity_type == PERSON]
    return (persons or named[:1] or [-1])[-1]
