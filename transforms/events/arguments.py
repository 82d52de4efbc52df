# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who takes part: the phrases behind a verb or noun of an event, each with its part in it.

In front of a verb's object stands its subject; what else takes part is told by the preposition that the pattern
allows. They are added to the rows of `found` (see `participants`).
"""

import numpy as np

from transforms.events.participants import (
    ACTOR,
    ATTENDEE,
    BOTH,
    END,
    LEVEL,
    MENTION,
    PART,
    RANK,
    RECIPIENT,
    START,
    add,
    best,
    turn,
)
from transforms.events.patterns import FRAME_BITS
from transforms.events.phrases import ENDS, IS_ORGANISATION, IS_PERSON, IS_PLACE, NAMED, NOBODY, STOPS, phrase
from transforms.events.symbols import mask
from transforms.kernels import kernel

_FAR = 28  # tokens behind an event that are looked at
_JOINED_FAR = 4  # tokens between a participant and who is joined to it by و
NO_MORE = 100  # as a number of phrases: none that comes is the object
# How far the reading of a clause has come: phrases without a preposition that have come (0: the next is the subject,
# 1: the object, -1: none of a noun takes part); the row that what is joined by و belongs to, 0 for none; whether a
# comma came last; the token behind an object that names nobody (`قصفت [مواقع] لتنظيم`); the frame of the preposition
# that governed nobody, so that what it governs again is something else (`القبض على منفذ سطو على المتجر`).
_N_BARE, _LAST, _APPOSED, _VAGUE, _NAMELESS = range(5)

_OBJECT, _PASSIVE, _WITH_F, _BY_F, _ON_F, _AGAINST_F, _TO_F, _FOR_F, _BETWEEN_F, _FROM_F, _MUTUAL = (
    FRAME_BITS[frame]
    for frame in (
        "object", "passive", "with", "by", "on", "against", "to", "for", "between", "from", "mutual",
    )
)  # fmt: skip
_WITH, _ON, _AGAINST, _TO, _FROM, _BETWEEN = (
    mask(name) for name in ("with", "on", "against", "to", "from", "between")
)
_BY, _FOR, _JOINED, _COMMA = mask("by"), mask("for"), mask("joined"), mask("comma")
_AGENT, _PRESENCE, _FORCE = mask("agent"), mask("presence"), mask("force")
_WITHOUT = _OBJECT | _BY_F
_LONE_AND, _DEFINITE, _WITH_PRONOUN = mask("lone_and"), mask("definite"), mask("with_pronoun")
_TARGET, _RELATIVE, _WAGED_OR_TARGET = mask("target"), mask("relative"), mask("waged|target")
_PERFORMED, _TOGETHER = mask("light|happens"), mask("between|with|on|against")
_DOER = _AGENT | _WAGED_OR_TARGET
_SOMEBODY = mask("actor|force|position")
_FROM_OR_ON, _ACCUSATIVE = mask("from|on"), mask("accusative")
_COUNTED, _SKIPPED = mask("number|quantity"), mask("in|about|adjunct|chair")
_TOPIC, _NUMBER, _TIME = mask("about|adjunct"), mask("number"), mask("time")


@kernel
def behind(text, start, limit, frames, n_bare, last, found):
    """Adds the participants from `start` on; for `n_bare` and `last` see above."""
    bits = text[0]
    state = np.array([n_bare, last, 0, -1, 0])
    at = start
    limit = min(limit, start + _FAR)
    while 0 <= at < limit:
        here = bits[at]
        if n_bare < 0 and here & _RELATIVE and _is_of_noun(bits, at + 1, limit):
            at += 1 if bits[at + 1] & _WAGED_OR_TARGET else 2
        elif (here & _DOER and n_bare < 0) or (here & _AGENT and frames & _PASSIVE):
            at = _doer(text, at, limit, state, found)
        elif (here & STOPS and text[1][at] < 0) or (here & _AGENT and bits[at - 1] & _FROM_OR_ON):
            break
        elif here & _PRESENCE:
            at = attendees(text, at + 1, limit, found)
        elif here & _NUMBER and at + 2 < limit and bits[at - 1] & _TIME and bits[at + 2] & _NUMBER:
            at += 3  # الجمعة 21 نيسان 2017
        elif here & (_COMMA | _WITH_PRONOUN):
            state[_APPOSED] |= (here & _COMMA) != 0
            at += 1
        else:
            frame = _preposition(here, frames) if text[1][at] < 0 else 0
            if frame < 0 and n_bare < 0 and frames & _MUTUAL and here & _TOPIC:  # اللقاء حول علاقته بالحكومة
                frames &= ~(_BY_F | _FOR_F | _TO_F | _FROM_F | _ON_F)
            if frame != 0:
                at = _governed(text, at, limit, frame, state, found)
                if frames & _PASSIVE and n_bare >= 0:  # قتل الجنود في هجوم ...
                    state[_N_BARE] = NO_MORE
            else:
                at = _phrase(text, at, limit, frames, state, found)
            state[_APPOSED] = 0


@kernel
def _is_of_noun(bits, at, limit):
    """Whether a relative clause goes on with who takes part: `الهجوم الذي شنه X`, `المحادثات التي جرت بين X وY`."""
    is_told = at + 1 < limit and bits[at] & _PERFORMED and bits[at + 1] & _TOGETHER
    return is_told or (at < limit and bits[at] & _WAGED_OR_TARGET != 0)


@kernel
def _doer(text, at, limit, state, found):
    """`من قبل X`, `شنه X` tell who acts, `استهدف X` who is hit; the token behind."""
    here = text[0][at]
    if here & _AGENT:
        turn(found, ACTOR, RECIPIENT)
    end = _take(text, at + 1, limit, RECIPIENT if here & _TARGET else ACTOR, found)
    state[_LAST], state[_APPOSED] = found[0, 0], 0
    return end


@kernel
def _preposition(here, frames):
    """The frame that a token opens, 0 for none, -1 for a preposition that the pattern does not allow."""
    if here & _WITH:
        return _WITH_F if frames & _WITH_F else -1
    if here & _AGAINST:
        return _AGAINST_F if frames & _AGAINST_F else -1
    if here & _ON:
        return _ON_F if frames & _ON_F else -1
    if here & _TO:
        return _TO_F if frames & _TO_F else -1
    if here & _BETWEEN:
        return _BETWEEN_F if frames & _BETWEEN_F else -1
    if here & _FROM:
        return _FROM_F if frames & _FROM_F else -1
    return -1 if here & _SKIPPED else 0


@kernel
def _governed(text, at, limit, frame, state, found):
    """The phrase behind a preposition of its own; the token behind it."""
    before = found[0, 0]
    is_one = frame > 0 and frame != state[_NAMELESS] and not (frame == _BETWEEN_F and before >= 2)
    is_one = is_one and not (
        frame == _TO_F and best(found, RECIPIENT) > NOBODY
    )  # زيارة إلى تونس برسالة إلى فلان
    end = _take(text, at + 1, limit, RECIPIENT if is_one else -1, found)
    if is_one and found[0, 0] == before:
        state[_NAMELESS] = frame
    if found[0, 0] > before:
        state[_LAST] = found[0, 0]
        if frame == _BETWEEN_F:
            found[found[0, 0], PART] = BOTH
    elif frame > 0 or not _is_subject(found, state):
        state[_LAST] = 0
    return end


@kernel
def _take(text, at, limit, part, found):
    """The phrase at a token; the token behind it. With `part` -1 it is passed over."""
    end, mention, level = phrase(text, at, limit)
    if part >= 0 and level > NOBODY:
        add(found, part, at, end, mention, level, 0)
    return max(end, at)


@kernel
def _phrase(text, at, limit, frames, state, found):
    """A phrase without a preposition of its own: joined, in apposition, with ب or ل, or bare; the token behind it."""
    bits, _, kinds, _ = text
    end, mention, level = phrase(text, at, limit)
    if end <= at:
        return at + 1
    here, last = bits[at], state[_LAST]
    is_apposed = state[_APPOSED] and last >= 1 and not _is_object(text, at, end, limit, frames, state, found)
    if here & _JOINED:
        if last >= 1 and level > NOBODY and at - found[last, END] <= _JOINED_FAR:
            is_lone = (here & _LONE_AND) != 0
            add(found, found[last, PART], at + is_lone, end, mention, level, 0 if is_lone else 1)
            state[_LAST] = found[0, 0]
    elif here & (_BY | _FOR):
        _carried(text, at, end, mention, level, frames, state, found)
    elif is_apposed:
        if _is_person(mention, kinds) and not _is_person(found[last, MENTION], kinds):
            found[last, MENTION], found[last, LEVEL], found[last, END] = mention, NAMED, end
    elif state[_N_BARE] >= 0:
        if here & _ACCUSATIVE and state[_N_BARE] == 0 and frames & _OBJECT:  # اتهم المتمردين
            state[_N_BARE] = 1
        state[_LAST] = _bare(kinds, at, end, mention, level, state[_N_BARE], frames, found)
        state[_VAGUE] = end if level == NOBODY else -1
        state[_N_BARE] += 1
    elif level > NOBODY:  # قائد اللواء الأول مشاة، العميد فلان
        state[_LAST] = 0
    return end


@kernel
def _is_object(text, at, end, limit, frames, state, found):
    """Whether a phrase behind a comma is the object: `دعا الوزير فلان، وسائل الإعلام إلى`, but no title of his."""
    is_closed = end < limit and (text[0][end] & _COMMA) != 0
    is_due = state[_N_BARE] == 1 and frames & _OBJECT
    if not _is_person(found[state[_LAST], MENTION], text[2]):  # أوقفت الشرطة، أمس، أربعة ناشطين
        return is_due and (text[0][at] & _COUNTED) != 0
    return is_due and not is_closed


@kernel
def _carried(text, at, end, mention, level, frames, state, found):
    """A phrase whose first word carries ب or ل."""
    bits, cover, kinds, _ = text
    here = bits[at]
    is_place = cover[at] >= 0 and kinds[cover[at]] == IS_PLACE
    if here & _BY and not frames & _BY_F and cover[at] < 0 and at + 1 < end and cover[at + 1] >= 0:
        is_place = kinds[cover[at + 1]] == IS_PLACE and not here & _SOMEBODY  # بمدينة فاس
    is_there = is_place and (frames & _MUTUAL or _is_subject(found, state))  # اجتماع بجدة, السفير بتونس
    is_there = is_there or (frames & _MUTUAL and _is_part(text, at, found, state))
    wanted = here & _BY and frames & _BY_F and not is_there
    wanted = wanted or (here & _FOR and (frames & _FOR_F or (state[_VAGUE] == at and frames & _WITHOUT)))
    if wanted and level == NOBODY:  # أشاد بنجاح المؤتمر [لحزب ...]
        state[_VAGUE] = end
    if wanted and level > NOBODY:
        is_force = state[_N_BARE] < 0 and here & _FOR and here & _FORCE  # قصف لقوات النظام
        is_fused = here & _FOR and here & _DEFINITE  # للرئيس
        add(found, ACTOR if is_force else RECIPIENT, at, end, mention, level, 0 if is_fused else 1)
        state[_LAST] = found[0, 0]
    elif not _is_subject(found, state):
        state[_LAST] = 0
    if here & _BY and not wanted and not is_place and not here & _DEFINITE and state[_N_BARE] >= 0:
        state[_N_BARE] = NO_MORE  # طالب بضرورة ...


@kernel
def _is_part(text, at, found, state):
    """Whether a body is said to be part of the one named behind it: `لجنة السياسة النقدية بالبنك المركزي`."""
    _, cover, kinds, _ = text
    row = state[_LAST]
    is_body = cover[at] >= 0 and kinds[cover[at]] == IS_ORGANISATION
    return is_body and row >= 1 and found[row, END] == at and not _is_person(found[row, MENTION], kinds)


@kernel
def _is_subject(found, state):
    """Whether the subject came last, which may go on behind a preposition: `نائب المجلس عن المدينة، فلان`."""
    row = state[_LAST]
    return row >= 1 and found[row, PART] == ACTOR and state[_N_BARE] == 1


@kernel
def _is_person(mention, kinds):
    return mention >= 0 and kinds[mention] == IS_PERSON


@kernel
def _bare(kinds, at, end, mention, level, n_bare, frames, found):
    """A phrase without preposition: the subject, then the object, then what the object's name is; its row."""
    n = found[0, 0]
    if level == NOBODY or (n_bare > 0 and not frames & _OBJECT):
        return 0
    if n_bare >= NO_MORE:
        return 0
    if n_bare <= 1:
        add(found, ACTOR if n_bare == 0 else RECIPIENT, at, end, mention, level, 0)
        return found[0, 0]
    row = found[n]
    if n == 0 or row[PART] != RECIPIENT or _is_person(row[MENTION], kinds):
        return 0
    is_apposed = n >= 2 and row[START] == found[n - 1, END] and _is_person(found[n - 1, MENTION], kinds)
    if not is_apposed and not _is_person(mention, kinds):  # استقبل الأمير فلان عضو المجلس الوفد
        return 0
    row[START], row[END], row[MENTION], row[LEVEL] = at, end, mention, level
    return n


@kernel
def attendees(text, start, limit, found):
    """Adds every person named up to the end of the sentence, in their order; the token behind the last."""
    bits, cover, kinds, ends = text
    at, rank = start, 0
    while at < limit and not bits[at] & ENDS:
        one = cover[at]
        if _is_person(one, kinds):
            rank += 1
            add(found, ATTENDEE, at, ends[one], one, NAMED, 1 if bits[at] & _JOINED else 0)
            found[found[0, 0], RANK] = rank
            at = ends[one]
        else:
            at += 1
    return at
