# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who acts in an event by what its sentence told of others: the subject of its first verb, the last, the next."""

from transforms.events.participants import ACTOR, RANK, UNSURE, add
from transforms.events.phrases import CLEAR, NOBODY, QUOTES, STOPS, phrase
from transforms.events.subjects import front
from transforms.events.symbols import mask
from transforms.kernels import kernel

_NEAR = 14  # tokens from a noun back to who announces it
_HALTS = STOPS & ~mask("verb|auxiliary")
_ANY_VERB, _THAT, _WITH_PRONOUN = mask("verb"), mask("that"), mask("with_pronoun")
_RELATIVE, _COMMA, _JOINED, _FORCE = mask("relative"), mask("comma"), mask("joined"), mask("force")
_ANY_LIGHT, _HAPPENS = mask("light|happens|undergoes"), mask("happens")


@kernel
def coordinated(text, start, stop, found):
    """Adds the subject in front of a verb: one phrase, and others joined to it."""
    bits = text[0]
    at = start
    while at < stop:
        end, mention, level = phrase(text, at, stop)
        if level > NOBODY:
            add(found, ACTOR, at, end, mention, level, 1 if bits[at] & _JOINED else 0)
        while at < end < stop and bits[end] & QUOTES:  # “X” و“Y”
            end += 1
        if end <= at or end >= stop or not bits[end] & _JOINED:
            return
        at = end


@kernel
def told_before(text, token, first, found):
    """Adds the subject of the verb that opens the sentence: `أكد الوزير أن ...، مطالبا ب...`."""
    for at in range(first, token):
        if text[0][at] & _ANY_VERB and text[1][at] < 0:
            _add_subject(text, at, first, token, found)
            return


@kernel
def told_last(text, token, first, found):
    """Adds the subject that was told last, of a verb or behind أن: `أعلن الناطق أن الوزير سمير ... خلال لقائه`."""
    bits, n = text[0], found[0, 0]
    at = token - 1
    while at >= first and found[0, 0] == n:
        if text[1][at] < 0 and bits[at] & _ANY_VERB:
            _add_subject(text, at, first, token, found)
        elif text[1][at] < 0 and bits[at] & _THAT and not bits[at] & _WITH_PRONOUN:
            _add_first(text, at + 1, token, found)
        at -= 1


@kernel
def _add_subject(text, at, first, limit, found):
    """Adds the subject of the verb at a token, in front of it or behind."""
    start, _, level = front(text, at, first)
    if level >= CLEAR:
        coordinated(text, start, at, found)
        return
    _add_first(text, at + 1, limit, found)


@kernel
def _add_first(text, start, limit, found):
    """Adds the phrase at a token and those joined to it, if it is somebody."""
    n, (_, _, level) = found[0, 0], phrase(text, start, limit)
    if level >= CLEAR:
        coordinated(text, start, limit, found)
        found[n + 1 : found[0, 0] + 1, RANK] = UNSURE


@kernel
def told_next(text, token, last, found):
    """Adds the subject of the first verb behind: `وخلال لقائها مع الوزير، أكدت [النائبة] أن`."""
    bits, cover, _, _ = text
    for at in range(token + 1, last - 1):
        if bits[at] & _RELATIVE:
            return
        if bits[at] & _ANY_VERB and cover[at] < 0 and bits[at - 1] & _COMMA:
            _add_first(text, at + 1, last, found)
            return


@kernel
def announcer(text, token, first, found):
    """Adds the force that announces what it did: `أعلنت الشرطة القبض على`."""
    bits = text[0]
    at = token - 1
    while at >= first and token - at < _NEAR and not bits[at] & _ANY_LIGHT and not bits[at] & _HALTS:
        at -= 1
    if at < first or not bits[at] & _ANY_LIGHT or bits[at] & _HAPPENS or token - at >= _NEAR:
        return
    end, mention, level = phrase(text, at + 1, token)
    head = bits[at + 1] | (bits[at + 2] if end > at + 2 else bits[at + 1])
    if level >= CLEAR and head & _FORCE:
        add(found, ACTOR, at + 1, end, mention, level, 0)
