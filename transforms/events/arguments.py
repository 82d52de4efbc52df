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
from transforms.events.phrases import CLEAR, ENDS, IS_PLACE, NAMED, NOBODY, QUOTES, phrase
from transforms.events.relations import (
    APPOSED,
    LAST,
    N_BARE,
    NAMELESS,
    TAKEN,
    VAGUE,
    behind_aside,
    frame_of,
    is_end,
    is_object,
    is_of_noun,
    is_part,
    is_person,
    is_rest,
    is_subject,
)
from transforms.events.symbols import mask
from transforms.kernels import kernel, making_kernel

_FAR = 28  # tokens behind an event that are looked at
_JOINED_FAR = 4  # tokens between a participant and who is joined to it by و
NO_MORE = 100  # as a number of phrases: none that comes is the object
_OBJECT, _PASSIVE, _BY_F, _ON_F, _TO_F, _FOR_F, _BETWEEN_F, _FROM_F, _MUTUAL, _WHOM = (
    FRAME_BITS[frame]
    for frame in ("object", "passive", "by", "on", "to", "for", "between", "from", "mutual", "whom")
)
_BY, _FOR, _JOINED, _COMMA = mask("by"), mask("for"), mask("joined"), mask("comma")
_AGENT, _PRESENCE, _FORCE = mask("agent"), mask("presence"), mask("force")
_LONE_AND, _DEFINITE, _WITH_PRONOUN = mask("lone_and"), mask("definite"), mask("with_pronoun")
_TARGET, _RELATIVE, _WAGED_OR_TARGET = mask("target"), mask("relative"), mask("waged|target")
_DOER, _DEED = _AGENT | _WAGED_OR_TARGET, mask("deed")
_SOMEBODY, _ACCUSATIVE = mask("actor|force|position"), mask("accusative")
_TOPIC, _NUMBER, _TIME = mask("about|adjunct"), mask("number"), mask("time")
_TO, _PEOPLE = mask("to"), mask("definite|plural")


@making_kernel
def behind(text, start, limit, frames, n_bare, last, found):
    """Adds the participants from `start` on; for `n_bare` and `last` see `relations`."""
    bits = text[0]
    state = np.array([n_bare, last, 0, -1, 0, 0])
    at = start
    limit = min(limit, start + _FAR)
    while 0 <= at < limit:
        aside = behind_aside(bits, at, limit)
        if aside > at:
            at = aside
            continue
        here = bits[at]
        if n_bare < 0 and here & _RELATIVE and is_of_noun(bits, at, limit, found):
            at += 1 if bits[at + 1] & _WAGED_OR_TARGET else 2
        elif (here & _DOER and n_bare < 0) or (here & _AGENT and frames & _PASSIVE):
            at = _doer(text, at, limit, state, found)
        elif is_end(text, at, start, limit, n_bare):
            break
        elif here & _PRESENCE:
            at = attendees(text, at + 1, limit, found)
        elif here & _NUMBER and at + 2 < limit and bits[at - 1] & _TIME and bits[at + 2] & _NUMBER:
            at += 3  # الجمعة 21 نيسان 2017
        elif here & (_COMMA | _WITH_PRONOUN | QUOTES):
            state[APPOSED] |= (here & _COMMA) != 0
            at += 1
        else:
            frame = frame_of(here, frames) if text[1][at] < 0 else 0
            if frame < 0 and n_bare < 0 and frames & _MUTUAL and here & _TOPIC:  # اللقاء حول علاقته بالحكومة
                frames &= ~(_BY_F | _FOR_F | _TO_F | _FROM_F | _ON_F)
            if frame != 0:
                at = _governed(text, at, limit, frame, state, found)
                is_other = frame < 0 and here & _TO and state[N_BARE] > 0  # دعا الوزير إلى رفع ...
                if is_other or (frames & _PASSIVE and n_bare >= 0):  # قتل الجنود في هجوم ...
                    state[N_BARE] = NO_MORE
            else:
                at = _phrase(text, at, limit, frames, state, found)
            state[APPOSED] = 0


@kernel
def _doer(text, at, limit, state, found):
    """`من قبل X`, `شنه X` tell who acts, `استهدف X` who is hit; the token behind."""
    here = text[0][at]
    if here & _AGENT:
        turn(found, ACTOR, RECIPIENT)
    before = found[0, 0]
    if at + 1 < limit and text[0][at + 1] & _WITH_PRONOUN:  # الاتهامات التي وجهتها لها الدول
        at += 1
    end = _take(text, at + 1, limit, RECIPIENT if here & _TARGET else ACTOR, found)
    state[LAST], state[APPOSED] = found[0, 0], 0
    if here & _TARGET and found[0, 0] == before:  # استهدف مواقع لتنظيم X
        state[VAGUE] = end
    return end


@kernel
def _governed(text, at, limit, frame, state, found):
    """The phrase behind a preposition of its own; the token behind it."""
    before = found[0, 0]
    is_again = frame == state[TAKEN] and frame != _BETWEEN_F and not text[0][at] & _JOINED
    is_one = frame > 0 and frame != state[NAMELESS] and not is_again
    is_one = is_one and not (frame == _BETWEEN_F and (before >= 2 or state[NAMELESS] > 0))
    is_one = is_one and not (
        frame == _TO_F and best(found, RECIPIENT) > NOBODY
    )  # زيارة إلى تونس برسالة إلى فلان
    end = _take(text, at + 1, limit, RECIPIENT if is_one else -1, found)
    if is_one and frame == _TO_F and found[0, 0] > before and _is_matter(text, at + 1, found):
        found[0, 0] = before
    if is_one and found[0, 0] == before:
        state[NAMELESS], state[VAGUE] = frame, end
    if found[0, 0] > before:
        state[LAST], state[TAKEN] = found[0, 0], frame
        if frame == _BETWEEN_F:
            found[found[0, 0], PART] = BOTH
    elif frame > 0 or not is_subject(found, state):
        state[LAST] = 0
    return end


@kernel
def _is_matter(text, at, found):
    """Whether what stands behind إلى is what is asked for, not who: `دعوة إلى [تغيير النظام]`."""
    is_somebody = text[1][at] >= 0 or text[0][at] & (_SOMEBODY | _NUMBER | _PEOPLE) != 0
    return found[found[0, 0], MENTION] < 0 and not is_somebody


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
    here, last = bits[at], state[LAST]
    is_apposed = state[APPOSED] and last >= 1 and not is_object(text, at, end, limit, frames, state, found)
    if here & _JOINED:
        if last >= 1 and found[last, END] == at and is_rest(text, at, mention, level, found[last, MENTION]):
            found[last, END], found[last, MENTION], found[last, LEVEL] = end, mention, NAMED
        elif last >= 1 and level > NOBODY and at - found[last, END] <= _JOINED_FAR:
            is_lone = (here & _LONE_AND) != 0
            add(found, found[last, PART], at + is_lone, end, mention, level, 0 if is_lone else 1)
            state[LAST] = found[0, 0]
    elif here & (_BY | _FOR):
        _carried(text, at, end, mention, level, frames, state, found)
    elif is_apposed:
        if is_person(mention, kinds) and not is_person(found[last, MENTION], kinds):
            found[last, MENTION], found[last, LEVEL], found[last, END] = mention, NAMED, end
    elif state[N_BARE] >= 0:
        if state[N_BARE] == 0 and level == NOBODY:
            end, mention, level = _with_office(text, end, limit, mention)
        if here & _ACCUSATIVE and state[N_BARE] == 0 and frames & _OBJECT:  # اتهم المتمردين
            state[N_BARE] = 1
        if here & _DEED and state[N_BARE] == 0:  # استهدف [هجوم] مسجدا
            level = NOBODY
        if frames & _WHOM and state[N_BARE] == 1 and level == NOBODY and (end > at + 1 or here & _PEOPLE):
            level = CLEAR  # يتهم التجار [موردي المواد]
        state[LAST] = _bare(kinds, at, end, mention, level, state[N_BARE], frames, found)
        is_vague = level == NOBODY and frames & _OBJECT and state[N_BARE] < NO_MORE
        state[VAGUE] = end if is_vague else -1
        state[N_BARE] += 1
    elif level > NOBODY:  # قائد اللواء الأول مشاة، العميد فلان
        state[LAST] = 0
    return end


@kernel
def _with_office(text, end, limit, mention):
    """A phrase of unknown words and the office behind its comma: `أجرى [ميارة، رئيس المجلس]، مباحثات`."""
    bits, cover, _, _ = text
    if end + 1 >= limit or not bits[end] & _COMMA or cover[end + 1] >= 0:
        return end, mention, NOBODY
    office_end, other, level = phrase(text, end + 1, limit)
    if level < CLEAR or not bits[end + 1] & _SOMEBODY or bits[end + 1] & (_JOINED | _BY | _FOR):
        return end, mention, NOBODY
    return office_end, other, level


@kernel
def _carried(text, at, end, mention, level, frames, state, found):
    """A phrase whose first word carries ب or ل."""
    bits, cover, kinds, _ = text
    here = bits[at]
    is_place = cover[at] >= 0 and kinds[cover[at]] == IS_PLACE
    if here & _BY and not frames & _BY_F and cover[at] < 0 and at + 1 < end and cover[at + 1] >= 0:
        is_place = kinds[cover[at + 1]] == IS_PLACE and not here & _SOMEBODY  # بمدينة فاس
    is_there = is_place and (frames & _MUTUAL or is_subject(found, state))  # اجتماع بجدة, السفير بتونس
    is_there = is_there or (frames & _MUTUAL and is_part(text, at, found, state))
    wanted = here & _BY and frames & _BY_F and not is_there
    is_whose = state[VAGUE] == at  # قصف مواقع لقوات النظام
    wanted = wanted or (here & _FOR and (frames & _FOR_F or is_whose))
    if wanted and level == NOBODY:  # أشاد بنجاح المؤتمر [لحزب ...]
        state[VAGUE] = end
    if wanted and level > NOBODY:
        is_force = state[N_BARE] < 0 and here & _FOR and here & _FORCE and not is_whose  # قصف لقوات النظام
        is_fused = here & _FOR and here & _DEFINITE  # للرئيس
        add(found, ACTOR if is_force else RECIPIENT, at, end, mention, level, 0 if is_fused else 1)
        state[LAST] = found[0, 0]
    elif not is_subject(found, state):
        state[LAST] = 0
    if here & _BY and not wanted and not is_place and not here & _DEFINITE and state[N_BARE] >= 0:
        state[N_BARE] = NO_MORE  # طالب بضرورة ...


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
    if n == 0 or row[PART] != RECIPIENT or is_person(row[MENTION], kinds):
        return 0
    is_apposed = n >= 2 and row[START] == found[n - 1, END] and is_person(found[n - 1, MENTION], kinds)
    if not is_apposed and not is_person(mention, kinds):  # استقبل الأمير فلان عضو المجلس الوفد
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
        if is_person(one, kinds):
            rank += 1
            add(found, ATTENDEE, at, ends[one], one, NAMED, 1 if bits[at] & _JOINED else 0)
            found[found[0, 0], RANK] = rank
            at = ends[one]
        else:
            at += 1
    return at
