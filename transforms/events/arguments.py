# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who takes part: the phrases behind a verb or noun of an event, each with its part in it.

Participants are rows (part, start, end, mention, level, rank, letters of proclitics) of `found`, whose first row holds their number. In
front of a verb's object stands its subject; what else takes part is told by the preposition that the pattern allows.
"""

from transforms.events.patterns import FRAME_BITS
from transforms.events.phrases import ENDS, IS_PERSON, IS_PLACE, NAMED, NOBODY, STOPS, phrase
from transforms.events.symbols import mask
from transforms.kernels import kernel

PARTS = ("actor", "recipient", "both", "attendee")
ACTOR, RECIPIENT, BOTH, ATTENDEE = range(len(PARTS))
PART, START, END, MENTION, LEVEL, RANK, CLITICS = range(7)
MOST = 24  # participants of an event
_FAR = 40  # tokens behind an event that are looked at

_OBJECT, _WITH_F, _BY_F, _ON_F, _AGAINST_F, _TO_F, _FOR_F, _BETWEEN_F, _FROM_F, _MUTUAL = (
    FRAME_BITS[frame]
    for frame in ("object", "with", "by", "on", "against", "to", "for", "between", "from", "mutual")
)
_WITH, _ON, _AGAINST, _TO, _FROM, _BETWEEN = (
    mask(name) for name in ("with", "on", "against", "to", "from", "between")
)
_BY, _FOR, _JOINED, _COMMA = mask("by"), mask("for"), mask("joined"), mask("comma")
_AGENT, _PRESENCE = mask("agent"), mask("presence")
_LONE_AND, _DEFINITE = mask("lone_and"), mask("definite")
_WAGED, _TARGET, _RELATIVE = mask("waged"), mask("target"), mask("relative")
_DOER = _AGENT | _WAGED | _TARGET
_SKIPPED = mask("in|about|adjunct|chair")


@kernel
def add(found, part, start, end, mention, level, clitics):
    """Takes a participant in; `clitics`: letters of proclitics that it carries."""
    n = found[0, 0]
    if n + 1 >= len(found):
        return
    found[0, 0] = n + 1
    row = found[n + 1]
    row[PART], row[START], row[END], row[MENTION], row[LEVEL] = part, start, end, mention, level
    row[RANK], row[CLITICS] = 0, clitics


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
def behind(bits, cover, kinds, ends, start, limit, frames, n_bare, last, found):
    """Adds the participants from `start` on; returns how many phrases stand without a preposition.

    `n_bare`: how many phrases without a preposition have come (0: the next is the subject, 1: the object, -1: none
    of a noun takes part); `last`: the row that what is joined by و belongs to, 0 for none.
    """
    at, is_apposed = start, False
    vague = False  # an object that names nobody: `قصفت [مواقع] لتنظيم`
    limit = min(limit, start + _FAR)
    while at < limit:
        here = bits[at]
        if here & _RELATIVE and at + 1 < limit and bits[at + 1] & (_WAGED | _TARGET):  # `الهجوم الذي شنه`
            at += 1
            continue
        if here & _DOER:
            if here & _AGENT:
                turn(found, ACTOR, RECIPIENT)
            at = _take(bits, cover, kinds, ends, at + 1, limit, RECIPIENT if here & _TARGET else ACTOR, found)
            last, is_apposed = found[0, 0], False
            continue
        if here & STOPS and cover[at] < 0:
            break
        if here & _PRESENCE:
            at = attendees(bits, cover, kinds, ends, at + 1, limit, found)
            continue
        if here & _COMMA:
            is_apposed = True
            at += 1
            continue
        frame = _preposition(here, frames) if cover[at] < 0 else 0
        if frame != 0:
            before = found[0, 0]
            part = RECIPIENT if frame > 0 else -1
            at = _take(bits, cover, kinds, ends, at + 1, limit, part, found)
            if found[0, 0] > before:
                last = found[0, 0]
                if frame & _BETWEEN_F:
                    found[last, PART] = BOTH
            elif not (frame < 0 and _is_subject(found, last, n_bare)):
                last = 0
            is_apposed = False
            continue
        end, mention, level = phrase(bits, cover, kinds, ends, at, limit)
        if end <= at:
            at += 1
            continue
        is_by = here & _BY
        if here & _JOINED:
            if last >= 1 and level > NOBODY:
                if here & _LONE_AND:
                    add(found, found[last, PART], at + 1, end, mention, level, 0)
                else:
                    add(found, found[last, PART], at, end, mention, level, 1)
                last = found[0, 0]
        elif is_by or here & _FOR:
            is_there = frames & _MUTUAL and cover[at] >= 0 and kinds[cover[at]] == IS_PLACE  # اجتماع بجدة
            wanted = (is_by and frames & _BY_F and not is_there) or (here & _FOR and frames & _FOR_F)
            wanted = wanted or (here & _FOR and vague and frames & _OBJECT)
            is_office = _is_subject(found, last, n_bare) and cover[at] >= 0 and kinds[cover[at]] == IS_PLACE
            if wanted and level > NOBODY and not is_office:  # السفير الفلسطيني بتونس
                is_fused = here & _FOR and here & _DEFINITE  # للرئيس
                add(found, RECIPIENT, at, end, mention, level, 0 if is_fused else 1)
                last = found[0, 0]
            elif not _is_subject(found, last, n_bare):
                last = 0
        elif is_apposed and last >= 1 and not (
            n_bare == 1 and frames & _OBJECT and _is_person(found[last, MENTION], kinds) and not _is_closed(bits, end, limit)
        ):
            if mention >= 0 and kinds[mention] == IS_PERSON and not _is_person(found[last, MENTION], kinds):
                found[last, MENTION], found[last, LEVEL], found[last, END] = mention, NAMED, end
        elif n_bare >= 0:
            last = _bare(kinds, at, end, mention, level, n_bare, frames, found)
            vague = vague or level == NOBODY
            n_bare += 1
        else:
            last = 0
        is_apposed = False
        at = end
    return n_bare


@kernel
def _is_subject(found, row, n_bare):
    """Whether a participant is the subject, which goes on behind a preposition: `نائب المجلس عن المدينة، فلان`."""
    return row >= 1 and found[row, PART] == ACTOR and n_bare == 1


@kernel
def _is_closed(bits, end, limit):
    """Whether a comma ends what a comma began."""
    return end < limit and (bits[end] & _COMMA) != 0


@kernel
def _is_person(mention, kinds):
    return mention >= 0 and kinds[mention] == IS_PERSON


@kernel
def _bare(kinds, at, end, mention, level, n_bare, frames, found):
    """A phrase without preposition: the subject, then the object, then what stands in apposition to it."""
    if level == NOBODY:
        return 0
    if n_bare == 0:
        add(found, ACTOR, at, end, mention, level, 0)
        return found[0, 0]
    if not frames & _OBJECT:
        return 0
    if n_bare == 1:
        add(found, RECIPIENT, at, end, mention, level, 0)
        return found[0, 0]
    row = found[found[0, 0]]
    if found[0, 0] >= 1 and row[PART] == RECIPIENT and not _is_person(row[MENTION], kinds) and _is_person(mention, kinds):
        row[START], row[END], row[MENTION], row[LEVEL] = at, end, mention, level
        return found[0, 0]
    return 0


@kernel
def _take(bits, cover, kinds, ends, at, limit, part, found):
    """The phrase behind a preposition; the token behind it. With `part` -1 it is passed over."""
    end, mention, level = phrase(bits, cover, kinds, ends, at, limit)
    if part >= 0 and level > NOBODY:
        add(found, part, at, end, mention, level, 0)
    return max(end, at)


@kernel
def attendees(bits, cover, kinds, ends, start, limit, found):
    """Adds every person named up to the end of the sentence, in their order; the token behind the last."""
    at, rank = start, 0
    while at < limit and not bits[at] & ENDS:
        one = cover[at]
        if one >= 0 and kinds[one] == IS_PERSON:
            rank += 1
            add(found, ATTENDEE, at, ends[one], one, NAMED, 1 if bits[at] & _JOINED else 0)
            found[found[0, 0], RANK] = rank
            at = ends[one]
        else:
            at += 1
    return at


@kernel
def turn(found, part, other):
    """Makes participants of one part those of another."""
    for row in range(1, found[0, 0] + 1):
        if found[row, PART] == part:
            found[row, PART] = other


@kernel
def best(found, part):
    """The highest level among the participants of a part (`BOTH` counts as either)."""
    level = NOBODY
    for row in range(1, found[0, 0] + 1):
        if found[row, PART] == part or (found[row, PART] == BOTH and part != ATTENDEE):
            level = max(level, found[row, LEVEL])
    return level

