# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""How what stands behind an event relates to it: which frame a token opens, whether a phrase goes on with another."""

from transforms.events.participants import ACTOR, END, MENTION, PART
from transforms.events.patterns import FRAME_BITS
from transforms.events.phrases import ENDS, IS_ORGANISATION, IS_PERSON, NAMED, STOPS, is_before
from transforms.events.symbols import mask
from transforms.kernels import kernel

# How far the reading of a clause has come: phrases without a preposition that have come (0: the next is the subject,
# 1: the object, -1: none of a noun takes part); the row that what is joined by و belongs to, 0 for none; whether a
# comma came last; the token behind an object that names nobody (`قصفت [مواقع] لتنظيم`); the frame of the preposition
# that governed nobody, so that what it governs again is something else (`القبض على منفذ سطو على المتجر`); that of the
# preposition that governed somebody, for the same reason (`مكالمة مع فلان لبدء مفاوضات مع آخر`).
N_BARE, LAST, APPOSED, VAGUE, NAMELESS, TAKEN = range(6)
_OBJECT = FRAME_BITS["object"]
_OPENED = tuple(
    (mask(name), FRAME_BITS[name]) for name in ("with", "against", "on", "to", "between", "from")
)  # prepositions, the first of which wins, and the frames that they open
_SKIPPED, _FROM_OR_ON = mask("in|about|adjunct|chair|in_name"), mask("from|on")
_PERFORMED, _TOGETHER = mask("light|happens"), mask("between|with|on|against")
_WAGED_OR_TARGET, _AGENT, _DEED = mask("waged|target"), mask("agent"), mask("deed")
_DEFINITE, _SOMEBODY, _COMMA, _FOR = (
    mask("definite"),
    mask("actor|force|position"),
    mask("comma"),
    mask("for"),
)
_HONORIFIC = mask("honorific")
_NAMED_OBJECT, _BY_OR_TO = mask("number|quantity|accusative"), mask("by|to")
_PLAIN = mask("word|feminine|plural")
_LIGHT, _ADJUNCT = mask("light|happens|undergoes"), mask("adjunct")
_OPEN, _CLOSE, _DASH, _RELATIVE = mask("open_bracket"), mask("close_bracket"), mask("dash"), mask("relative")
_OPENS_ASIDE = _OPEN | _DASH | _COMMA
_ASIDE = 16  # tokens of an aside
_MAY_END = STOPS | _AGENT | _DEED | _COMMA | _LIGHT | mask("aftermath")


@kernel
def behind_aside(bits, at, limit):
    """The token behind an aside that a token opens, that token if it opens none: `، الذي ...،`, `(...)`, `- ... -`."""
    here = bits[at]
    if not here & _OPENS_ASIDE or at + 1 >= limit or (here & _COMMA and not bits[at + 1] & _RELATIVE):
        return at
    closing = _CLOSE if here & _OPEN else here & (_DASH | _COMMA)
    for other in range(at + 2, min(limit, at + _ASIDE)):
        if bits[other] & closing:
            return other + 1
        if bits[other] & ENDS:
            break
    return at


@kernel
def is_end(text, at, start, limit, n_bare):
    """Whether no participant stands behind a token: another clause, deed or event begins; `n_bare` as in N_BARE."""
    bits, cover, _, _ = text
    here = bits[at]
    if not here & _MAY_END:
        return False
    if here & _AGENT and bits[at - 1] & _FROM_OR_ON:
        return True
    if cover[at] < 0 and (
        here & STOPS or (here & _DEED and here & _FOR and at > start)
    ):  # شنت غارات للقبض على X
        return True
    if n_bare < 0 and here & _LIGHT and not here & _ADJUNCT and cover[at] < 0 and at > start:
        return True  # زيارة للمغرب، شارك خلالها
    if n_bare < 0 and here & _COMMA and at + 1 < limit and cover[at + 1] < 0:
        return bits[at + 1] & ~_PLAIN == 0  # القصف، مؤكدة
    return is_before(bits, at, limit)  # غارات على X، بعد هجمات على Y


@kernel
def is_of_noun(bits, relative, limit, found):
    """Whether a relative clause goes on with who takes part (`الهجوم الذي شنه X`, `المحادثات التي جرت بين X وY`).

    What follows who acts is of him: `غارات التحالف الذي تقوده X`.
    """
    n, at = found[0, 0], relative + 1
    if n > 0 and found[n, END] == relative and found[n, PART] == ACTOR:
        return False
    is_told = at + 1 < limit and bits[at] & _PERFORMED and bits[at + 1] & _TOGETHER
    return is_told or (at < limit and bits[at] & _WAGED_OR_TARGET != 0)


@kernel
def frame_of(here, frames):
    """The frame that a token opens, 0 for none, -1 for a preposition that the pattern does not allow."""
    for word, frame in _OPENED:
        if here & word:
            return frame if frames & frame else -1
    return -1 if here & _SKIPPED else 0


@kernel
def is_rest(text, at, mention, level, before):
    """Whether a phrase with و goes on with a title and names who holds it: `وزير المياه [والكهرباء فلان]`."""
    here = text[0][at]
    is_thing = text[1][at] < 0 and here & _DEFINITE and not here & _SOMEBODY
    return before < 0 and is_thing and level == NAMED and is_person(mention, text[2])


@kernel
def is_object(text, at, end, limit, frames, state, found):
    """Whether a phrase behind a comma is the object: `دعا الوزير فلان، وسائل الإعلام إلى`, but no title of his."""
    is_far = found[state[LAST], END] + 1 < at  # استقبل الأمير، في القصر أمس، الأمراء
    is_closed = end < limit and (text[0][end] & _COMMA) != 0 and not is_far
    is_due = state[N_BARE] == 1 and frames & _OBJECT
    if is_due and text[0][at] & _HONORIFIC:  # قلد خادم الحرمين الشريفين، فخامة الرئيس، قلادة
        return True
    if not is_person(found[state[LAST], MENTION], text[2]):  # أوقفت الشرطة، أمس، أربعة ناشطين
        is_asked = end < limit and text[0][end] & _BY_OR_TO  # طالب الوزير ووكيله، اللجنة بالتوقف
        return is_due and (text[0][at] & _NAMED_OBJECT != 0 or is_asked != 0)
    return is_due and not is_closed


@kernel
def is_part(text, at, found, state):
    """Whether a body is said to be part of the one named behind it: `لجنة السياسة النقدية بالبنك المركزي`."""
    _, cover, kinds, _ = text
    row = state[LAST]
    is_body = cover[at] >= 0 and kinds[cover[at]] == IS_ORGANISATION
    return is_body and row >= 1 and found[row, END] == at and not is_person(found[row, MENTION], kinds)


@kernel
def is_subject(found, state):
    """Whether the subject came last, which may go on behind a preposition: `نائب المجلس عن المدينة، فلان`."""
    row = state[LAST]
    return row >= 1 and found[row, PART] == ACTOR and state[N_BARE] == 1


@kernel
def is_person(mention, kinds):
    """Whether a mention, -1 for none, names a person."""
    return mention >= 0 and kinds[mention] == IS_PERSON
