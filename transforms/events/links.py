"""Who acts in an event whose verb names nobody: whom the statement that the same verb opens has as its speaker.

`وأضاف الوزير ... داعيا الأطراف إلى`, `وطالب المجتمع الدولي ب`: statements carry speakers on, events do not.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from transforms.events.arguments import ACTOR, BOTH, PART, RANK, UNSURE
from transforms.events.circumstances import Keys, keys_of
from transforms.events.phrases import NAMED
from transforms.mentions import PERSON, PLACE, Mention
from transforms.reading import Reading
from transforms.spans import Spans
from transforms.words import Integers

_NEAR = 120  # characters from a verb to what is said


def actors(
    reading: Reading,
    spans: Spans,
    people: tuple[Keys, Integers],
    mentions: Sequence[Mention],
    found: Mapping[str, pa.Table],
) -> list[tuple[int, list[int]]]:
    """The event and the row of each actor that is found (see `arguments.PARTICIPANT`).

    Args:
        reading: the batch.
        spans: the events.
        people: the event of each participant, and its row.
        mentions: in reading order, as in `found["fact_mention"]`.
        found: the tables of mentions and statements.
    """
    statements = found["fact_quotation"]
    starts = keys_of(reading, statements, "start_char")
    speakers = keys_of(reading, statements, "speaker_start_char")
    names = keys_of(reading, found["fact_mention"], "start_char")
    ends = spans.document.astype(np.int64) << 32 | spans.end_char
    order = np.argsort(starts, kind="stable")
    after = np.searchsorted(starts[order], ends)
    is_open = after < len(order)
    is_sure = np.isin(people[1][:, PART], (ACTOR, BOTH)) & (people[1][:, RANK] != UNSURE)
    is_open[people[0][is_sure]] = False
    surfaces = spans.surface()
    linked = []
    for number in np.flatnonzero(is_open).tolist():
        row = int(order[after[number]])
        is_its_own = starts[row] - ends[number] <= _NEAR and statements["verb"][row].equals(surfaces[number])
        if not is_its_own or speakers[row] < 0:
            continue
        length = statements["speaker_end_char"][row].as_py() - statements["speaker_start_char"][row].as_py()
        first, last = np.searchsorted(names, [speakers[row], speakers[row] + length]).tolist()
        best = _best(mentions, first, last)
        if best >= 0:
            one = mentions[best]
            linked.append((number, [ACTOR, one.start, one.end, best, NAMED, 0, one.clitics]))
    return linked


def _best(mentions: Sequence[Mention], first: int, last: int) -> int:
    """The last person among some mentions, who ends a role, else the first organisation; -1 if there is neither."""
    named = [at for at in range(first, last) if mentions[at].entity_type != PLACE]
    persons = [at for at in named if mentions[at].entity_type == PERSON]
    return (persons or named[:1] or [-1])[-1]
