"""Which of the events that were found stay: one row an event, however often its article tells it.

Of two of one kind whose participants do not differ the first stays, and one of the headline only if the body tells
none of its type.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

import numpy as np

from transforms.events.participants import (
    ATTENDEE,
    CLITICS,
    END,
    MENTION,
    PART,
    RANK,
    RECIPIENT,
    START,
    UNSURE,
)
from transforms.events.patterns import NOUN, VERB, Pattern
from transforms.events.story import COLUMNS
from transforms.mentions import Mention
from transforms.reading import Reading
from transforms.sentences import KINDS
from transforms.symbols import ARTICLE, LAM
from transforms.words import Integers

_SIGNED, _AGREED = "057", "030"
_BODY = KINDS.index("body")
_DOCUMENT, _TOKEN, _CLITICS, _PATTERN, _FIRST, _LAST = (
    COLUMNS.index(name) for name in ("document", "token", "clitics", "pattern", "first", "last")
)
Side = Set[str]


def distinct(
    reading: Reading,
    events: Integers,
    people: Integers,
    patterns: Sequence[Pattern],
    mentions: Sequence[Mention],
) -> list[int]:
    """The rows of events that were not told before in their article, in the body rather than in the headline."""
    told: dict[tuple[int, str, str], list[tuple[Side, Side]]] = defaultdict(list)
    verbs: dict[tuple[int, str, str], str] = {}  # by sentence, type and code
    types: set[tuple[int, str]] = set()
    is_body = np.append(reading.sentences.kind == _BODY, True)
    in_body = is_body[reading.sentence[events[:, _TOKEN]]].tolist()
    listed = events.tolist()
    kinds = [(event[_DOCUMENT], patterns[event[_PATTERN]].event_type) for event in listed]
    n_of_kind = Counter(kinds)
    signed = {  # sentences in which something is signed, which is one event with the agreement
        int(reading.sentence[event[_TOKEN]])
        for event in listed
        if patterns[event[_PATTERN]].cameo_code == _SIGNED
    }
    kept = [row for row, kind in enumerate(kinds) if n_of_kind[kind] == 1]
    repeated = [row for row, kind in enumerate(kinds) if n_of_kind[kind] > 1]
    for row in sorted(repeated, key=lambda row: not in_body[row]):
        event, pattern = listed[row], patterns[listed[row][_PATTERN]]
        if not in_body[row] and (event[_DOCUMENT], pattern.event_type) in types:
            continue
        before = told[event[_DOCUMENT], pattern.event_type, pattern.cameo_code]
        if before and pattern.kind == NOUN and _is_definite(reading, event):
            continue
        sides = _sides(reading, people[event[_FIRST] : event[_LAST]].tolist(), mentions)
        place = (int(reading.sentence[event[_TOKEN]]), pattern.event_type, pattern.cameo_code)
        is_other = pattern.kind == VERB and verbs.setdefault(place, pattern.word) != pattern.word
        if is_other or not any(_is_same(sides, other) for other in before):  # اعتقل وحكم عليه
            before.append(sides)
            types.add((event[_DOCUMENT], pattern.event_type))
            kept.append(row)
    return sorted(row for row in kept if not _is_signed(reading, listed[row], patterns, signed))


def _is_signed(reading: Reading, event: Sequence[int], patterns: Sequence[Pattern], signed: Set[int]) -> bool:
    """Whether a noun is an agreement that its sentence tells as signed: `الاتفاق الذي وقعته`."""
    pattern = patterns[event[_PATTERN]]
    is_agreement = pattern.kind == NOUN and pattern.cameo_code == _AGREED
    return is_agreement and int(reading.sentence[event[_TOKEN]]) in signed


def _is_definite(reading: Reading, event: Sequence[int]) -> bool:
    """Whether a noun has the article, as what was told before (`هجوم ... الهجوم`)."""
    surface = reading.surface(event[_TOKEN], event[_TOKEN] + 1, event[_CLITICS])
    return surface.startswith((ARTICLE, LAM + LAM))


def _sides(
    reading: Reading, people: Sequence[Sequence[int]], mentions: Sequence[Mention]
) -> tuple[Side, Side]:
    """Who acts and who is acted on: entities, or the words of those who are not named."""
    sides: tuple[set[str], set[str]] = (set(), set())
    for one in people:
        if one[PART] != ATTENDEE and one[RANK] != UNSURE:
            mention = mentions[one[MENTION]] if one[MENTION] >= 0 else None
            name = mention and (mention.entity_id or mention.name)
            sides[one[PART] == RECIPIENT].add(name or reading.surface(one[START], one[END], one[CLITICS]))
    return sides


def _is_same(one: tuple[Side, Side], other: tuple[Side, Side]) -> bool:
    """Whether an event may be another that was told: neither knows a party that the other has otherwise."""
    if not any(other) and any(one):
        return False
    return all(not a or not b or a <= b or b <= a for a, b in zip(one, other, strict=True))
