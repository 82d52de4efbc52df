# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Whether participants are as well known as a pattern wants, and what else proves an event or takes it back."""

import numpy as np

from transforms.events.participants import (
    ACTOR,
    BOTH,
    END,
    LEVEL,
    MENTION,
    PART,
    RECIPIENT,
    START,
    best,
    turn,
)
from transforms.events.patterns import FRAME_BITS
from transforms.events.phrases import CLEAR, IS_PERSON, IS_PLACE, NAMED, NOBODY, SOMEWHERE, STOPS
from transforms.events.symbols import class_mask, mask
from transforms.kernels import kernel
from transforms.statements.kernels import next_of
from transforms.vocabularies.events import EVENT_LEVELS

HALTS = STOPS & ~mask("perfective|connector|auxiliary")
_EITHER = EVENT_LEVELS.index("either")
_SUBJECT = FRAME_BITS["subject"]
_FAR = 18  # tokens in which an accident is told
_HEAD = 3  # words of a phrase, one of which says who it is
_SOMEONE, _PRIVATE, _NATION = (
    mask("actor|force|position|honorific|number|quantity|nation"),
    class_mask("private"),
    mask("nation"),
)
_ACCIDENT, _SIDES, _SOMEBODY = class_mask("accident"), mask("sides|number"), mask("actor|force|position")


@kernel
def follows(bits, classes, need, at, limit):
    """Whether the noun that proves an event stands in its clause before `limit`, true where none has to.

    `classes`: for each token the classes of nouns that it is of; `need`: those of which one must follow.
    """
    if need == 0:
        return True
    while at < limit and not bits[at] & HALTS:
        if classes[at] & need:
            return True
        at += 1
    return False


@kernel
def is_enough(found, actor, recipient):
    """Whether those who act and those who suffer are known; EITHER: who acts or, at least where, who suffers."""
    if found[0, 0] == 0:
        return False
    known, other = best(found, ACTOR), best(found, RECIPIENT)
    if actor == _EITHER:
        return known >= CLEAR or other >= SOMEWHERE
    return known >= actor and other >= recipient


@kernel
def is_mutual(bits, found, least, frames):
    """Makes all take part on both sides; whether two are known, one of them well, or one phrase is both (الطرفان)."""
    turn(found, ACTOR, BOTH)
    turn(found, RECIPIENT, BOTH)
    sides, level = 0, NOBODY
    for row in range(1, found[0, 0] + 1):
        if found[row, PART] == BOTH:
            sides += 1
            level = max(level, found[row, LEVEL])
    if level < least or sides == 0:
        return False
    start = found[1, START]
    heads = bits[start]
    if not heads & _SOMEBODY:  # هذه الدول, no مجلس الوزراء
        heads |= bits[start + 1]
    return sides >= 2 or (frames & _SUBJECT and (heads & _SIDES) != 0)


@kernel
def is_somebody(found, kinds):
    """Whether a person or an organisation is among the participants by name, or somebody by office."""
    n = 0
    for row in range(1, found[0, 0] + 1):
        one = found[row, MENTION]
        n += found[row, LEVEL] == NAMED if one < 0 else kinds[one] != IS_PLACE
    return n > 0


@kernel
def is_by_person(found, kinds):
    """Whether a person acts, by name: whose attack is one of words."""
    n = 0
    for row in range(1, found[0, 0] + 1):
        is_person = found[row, MENTION] >= 0 and kinds[found[row, MENTION]] == IS_PERSON
        n += is_person and found[row, PART] == ACTOR
    return n > 0


@kernel
def is_held(text, found):
    """Whether whom a verb of arrest befell is somebody: `أوقفت الشرطة ناشطين`, no `أوقفت الحكومة بث القناة`."""
    bits, cover, _, _ = text
    for row in range(1, found[0, 0] + 1):
        start, end = found[row, START], found[row, END]
        if found[row, PART] == RECIPIENT and cover[start] < 0:
            head = np.uint64(0)
            for at in range(start, min(end, start + _HEAD)):
                head |= bits[at]
            if not head & _SOMEONE:
                return False
    return True


@kernel
def is_private(text, classes, found):
    """Whether all who take part are private people (`اعتدى على زوجته`): a crime, but no event of politics."""
    bits, cover, _, _ = text
    n = 0
    for row in range(1, found[0, 0] + 1):
        start, end = found[row, START], found[row, END]
        is_one = cover[start] < 0 and (classes[start] | classes[min(start + 1, end - 1)]) & _PRIVATE
        if not is_one or (start + 1 < len(bits) and bits[start + 1] & _NATION):  # طفل فلسطيني
            return False
        n += 1
    return n > 0


@kernel
def is_visited(found, kinds):
    """Whether a place stands where the subject of two participants does, and no place where the object does."""
    one, other = found[1, MENTION], found[2, MENTION]
    is_place = found[0, 0] == 2 and one >= 0 and kinds[one] == IS_PLACE
    return is_place and (other < 0 or kinds[other] != IS_PLACE)


@kernel
def is_accident(classes, token, last):
    """Whether what killed was nobody: `في حادث`, `في تحطم مروحية`."""
    limit = min(token + _FAR, last)
    return next_of(classes, token + 1, limit, _ACCIDENT) < limit
