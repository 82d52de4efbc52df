# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The clause of an event, in which its date and its place must stand: those of another verb are not its own."""

from transforms.events.nouns import HAPPENS_RULE, NOUN_RULES, OWN_RULE
from transforms.events.participants import MENTION, PART, RECIPIENT
from transforms.events.phrases import ENDS, IS_PLACE, STOPS, is_before
from transforms.events.symbols import class_mask, mask
from transforms.events.verbs import PARTICIPLE_RULE
from transforms.kernels import kernel

_FAR, _NEAR = 26, 4  # tokens from an event to في, from there to the place
_LIGHT_FAR = 24  # tokens from a noun back to its light verb
_OPENING = 2  # tokens of a clause in which a place in front of all its other words begins

_IN, _BY, _FOR, _COMMA = mask("in"), mask("by"), mask("for"), mask("comma")
_AFTERMATH, _LIGHT = mask("aftermath"), mask("light|happens|undergoes")
_ADJUNCT = mask("adjunct")
_WITHIN, _RELATIVE, _COLON = mask("in|adjunct"), mask("relative"), mask("colon|dash")
_SIDE, _TOWN = class_mask("side"), class_mask("town")
_TELLS_MORE = mask("light|happens|undergoes|waged|target")  # verbs of a clause that goes on: الذي وقع في X
_PREPOSITION = mask("with|between|on|against|to|from|in|about|adjunct|agent|presence|aftermath")
_OTHER_VERB = STOPS | mask("light|happens|undergoes|dash")
_OPENS = ENDS | mask("that|relative|connector|irrealis|verb|light|happens|undergoes|dash")
_NO_NAME = STOPS | _PREPOSITION | mask("comma|joined|for|light|happens|undergoes")
_NO_CIRCUMSTANCE = _OPENS | _PREPOSITION | mask("comma|deed|for")


@kernel
def clause(bits, token, first, last, rule, clitics):
    """The tokens [start, end) around an event up to another verb, a dash, or what came before it (بعد) on either side.

    `rule`: of the event; `clitics`: letters of proclitics of its word (a verb with و opens its clause).
    """
    end = token + 1
    if rule >= NOUN_RULES and end < last and bits[end] & _LIGHT:  # تفجير وقع أمس في X
        end += 1
    while end < last and not is_before(bits, end, last):
        if bits[end] & _OTHER_VERB and not bits[end] & _ADJUNCT:  # عبر الحدود
            is_more = rule >= NOUN_RULES and bits[end] & _RELATIVE and end + 1 < last
            if not (is_more and bits[end + 1] & _TELLS_MORE):
                break
            end += 1
        end += 1
    if rule >= OWN_RULE:
        return _noun_start(bits, token, first), end
    if rule == PARTICIPLE_RULE or (rule < NOUN_RULES and clitics > 0):
        return token, end
    start = token
    if rule >= NOUN_RULES:
        while start > first and token - start < _LIGHT_FAR and not bits[start - 1] & _LIGHT:
            start -= 1
        start = max(start - 1, first)
    comma = start
    while start > first and not bits[start - 1] & _OPENS:
        start -= 1
        if bits[start] & _COMMA:
            comma = start
        elif comma < token and bits[comma] & _COMMA and is_before(bits, start, token):
            return comma + 1, end  # منذ الحرب في شباط، طردت دول ...
    return start, end


@kernel
def _noun_start(bits, token, first):
    """Where the circumstances right in front of a noun begin: `قتل أمس في [هجوم]`, but not `أمس، في أعقاب [هجوم]`."""
    at = token - 1
    if at < first or bits[token] & (_BY | _FOR) or bits[at] & _AFTERMATH:
        return token
    if bits[at] & _WITHIN:
        at -= 1
    while at >= first and not bits[at] & _NO_CIRCUMSTANCE:
        at -= 1
    return at if at >= first and bits[at] & _IN else at + 1


@kernel
def place(text, classes, token, first, start, end, rule, is_word):
    """The mention of where an event was: behind it or in front, in its clause, else the sentence's; -1 for none.

    `classes`: for each token the classes of nouns that it is of; `first`: of the sentence, [start, end): the clause;
    `is_word`: whether the event is one of words (`دعا المقيمين في X`), of which what stands behind is no place.
    """
    bits = text[0]
    seen = _seen(text, token, start) if rule == HAPPENS_RULE else -1
    if seen >= 0:
        return seen
    if not is_word:
        for at in range(token + 1, min(token + _FAR, end)):
            if rule >= NOUN_RULES and bits[at] & _COMMA:
                break
            found = _governed(text, classes, at, end)
            if found >= 0:
                return found
    opening = start + _OPENING
    at = token - 1
    is_between = rule >= NOUN_RULES
    while at >= start:
        is_between = is_between and (rule >= OWN_RULE or not bits[at] & _LIGHT)
        if is_between or at < opening:
            found = _governed(text, classes, at, token)
            if found >= 0:
                return found
        at -= 1
    return _heading(text, token, first)


@kernel
def hit(found, kinds):
    """The place that an event hit or was a visit to; -1 for none."""
    for row in range(1, found[0, 0] + 1):
        one = found[row, MENTION]
        if found[row, PART] == RECIPIENT and one >= 0 and kinds[one] == IS_PLACE:
            return one
    return -1


@kernel
def _seen(text, token, start):
    """The subject of `شهدت ولاية X مظاهرة`, of `X التي شهدت مظاهرة`."""
    bits, cover, kinds, _ = text
    at = token - 1
    while at >= start and not bits[at] & _LIGHT:
        at -= 1
    if at < start:
        return -1
    if at >= 2 and bits[at - 1] & _RELATIVE:
        one = cover[at - 2]
        return one if one >= 0 and kinds[one] == IS_PLACE else -1
    for other in range(at + 1, min(at + 1 + _NEAR, token)):
        if cover[other] >= 0:
            return cover[other] if kinds[cover[other]] == IS_PLACE else -1
        if bits[other] & _NO_NAME:
            return -1
    return -1


@kernel
def _heading(text, token, first):
    """The place that a sentence begins with, before a colon: `سوسة: وقفة احتجاجية`."""
    bits, cover, kinds, ends = text
    one = cover[first]
    if one < 0 or kinds[one] != IS_PLACE or ends[one] >= token:
        return -1
    return one if bits[ends[one]] & _COLON else -1


@kernel
def _governed(text, classes, at, limit):
    """The place that a token governs (`في مدينة X`, `بمدينة X`, `شمال X`) or is, behind ب; -1 for none."""
    bits, cover, kinds, _ = text
    one = cover[at]
    if one >= 0:
        is_head = at == 0 or cover[at - 1] != one
        return one if is_head and kinds[one] == IS_PLACE and bits[at] & _BY else -1
    if not (bits[at] & _IN or classes[at] & _SIDE or (classes[at] & _TOWN and bits[at] & _BY)):
        return -1
    for other in range(at + 1, min(at + 1 + _NEAR, limit)):
        if bits[other] & _FOR and other > at + 1:  # في رسالة لإيران
            return -1
        if cover[other] >= 0:
            return cover[other] if kinds[cover[other]] == IS_PLACE else -1
        if bits[other] & _NO_NAME and not (bits[other] & _IN or classes[other] & _SIDE):
            return -1
    return -1
