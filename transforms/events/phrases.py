# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Noun phrases around an event: where they end, whom they name, and whether they are clearly somebody.

A phrase is (end, mention, level): the token behind it, the mention that names it (a person before an organisation
before a place, -1 for none) and NOBODY, SOMEWHERE (`دور السعودية`), CLEAR
(`القوات`, `مسلحون`) or NAMED.
`cover[token]` is the mention that the token belongs to, -1 for none; `kinds` and `ends` tell of each mention its
type (an index of `mentions.ENTITY_TYPES`) and the token behind it.
"""

from transforms.events.symbols import mask
from transforms.kernels import kernel
from transforms.mentions import ENTITY_TYPES, ORGANISATION, PERSON, PLACE

NOBODY, SOMEWHERE, CLEAR, NAMED = range(4)
IS_PERSON, IS_ORGANISATION, IS_PLACE = (ENTITY_TYPES.index(name) for name in (PERSON, ORGANISATION, PLACE))
_LONGEST = 24  # tokens of a phrase
_ROLE = 10  # tokens from `في` in a role to the name of who holds it
_FRONT = 18  # tokens of a subject in front of its verb

ENDS = mask("end|newline|dot|terminator|semicolon|colon|ellipsis")
STOPS = ENDS | mask("verb|that|relative|auxiliary|perfective|connector|negation")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|agent|presence")
_OUTSIDE = STOPS | _PREPOSITIONS | mask("comma|time|adjunct|dash|slash|open_bracket|close_bracket|waged|target|light|happens|undergoes")
_SOMEBODY = mask("actor|force|position")
_DEFINITE, _JOINED, _BY_OR_FOR = mask("definite"), mask("joined"), mask("by|for")
_POSITION, _HONORIFIC, _ACTOR = mask("position"), mask("honorific"), mask("actor")
_FROM, _QUANTITY = mask("from"), mask("number|quantity")
_IN_ROLE = mask("in|to|for|on|from")
_CLAUSE_START = STOPS | mask("comma|close_bracket")
_PERFECTIVE, _COMMA, _RELATIVE, _THAT = mask("perfective|auxiliary"), mask("comma"), mask("relative"), mask("that")
_OPENS = mask("that|auxiliary|connector|perfective") | ENDS


@kernel
def phrase(bits, cover, kinds, ends, start, limit):
    """The noun phrase that begins at `start`, before `limit`; proclitics of its first word are not looked at."""
    at, mention, level = start, -1, NOBODY
    is_role = False
    limit = min(limit, start + _LONGEST)
    while at < limit:
        one = cover[at]
        if at > start and _is_other(bits, cover, kinds, start, at, is_role, mention, kinds[one] if one >= 0 else -1):
            break
        if one >= 0:
            level = max(level, _weight(kinds[one], at == start, level))
            if mention < 0 or kinds[one] == IS_PERSON or kinds[mention] == IS_PLACE:
                mention = one
            at = max(ends[one], at + 1)
            if kinds[one] == IS_PERSON:
                break
            continue
        if bits[at] & _OUTSIDE:
            if at > start and is_role and bits[at] & _IN_ROLE and _is_named(bits, cover, kinds, at, limit):
                at += 1
                continue
            if bits[at] & _FROM and at > start and bits[at - 1] & _QUANTITY:  # عدد من, 5000 من
                at += 1
                continue
            break
        if bits[at] & _SOMEBODY:
            level = max(level, CLEAR)
            is_role = is_role or (bits[at] & _ACTOR) != 0
        at += 1
    return at, mention, level


@kernel
def _weight(kind, is_head, level):
    """A place names somebody if it stands for its government, or says whose."""
    return SOMEWHERE if kind == IS_PLACE and not is_head and level == NOBODY else NAMED


@kernel
def _is_other(bits, cover, kinds, start, at, is_role, mention, kind):
    """Whether another phrase begins at a token: joined by و, or `[الرئيس السوري] [وزير الخارجية]`."""
    here, before = bits[at], bits[at - 1]
    is_inside = cover[at] >= 0 and cover[at] == cover[at - 1]
    if is_inside:
        return False
    if here & _JOINED:
        return True
    if here & _BY_OR_FOR and (here & (_SOMEBODY | _DEFINITE) or kind >= 0) and not is_role:
        return True
    is_closed = before & _DEFINITE or cover[at - 1] >= 0
    if not is_closed:
        return False
    if kind == IS_ORGANISATION or kind == IS_PLACE:
        return not here & _DEFINITE and cover[at - 1] >= 0 and kind == IS_ORGANISATION
    if kind == IS_PERSON:
        return mention >= 0 and kinds[mention] != IS_PERSON and start == at - 1 and not is_role
    if here & _POSITION and not bits[start] & _HONORIFIC:
        return True
    return (here & _ACTOR) != 0 and not here & _DEFINITE


@kernel
def _is_named(bits, cover, kinds, at, limit):
    """Whether a person is named soon behind: `سفير سورية لدى موسكو رياض حداد`."""
    for other in range(at + 1, min(limit, at + _ROLE)):
        if cover[other] >= 0 and kinds[cover[other]] == IS_PERSON:
            return True
        if bits[other] & (STOPS | _COMMA | _JOINED):
            return False
    return False


@kernel
def front(bits, cover, kinds, ends, verb, first):
    """The phrase in front of a verb as (start, end, mention, level), level NOBODY where its clause has none."""
    at = verb - 1
    while at >= first and bits[at] & _PERFECTIVE:
        at -= 1
    stop = at + 1
    if at >= first and bits[at] & _RELATIVE:
        return _antecedent(bits, cover, kinds, at, first)
    while at >= first and stop - at <= _FRONT and not bits[at] & _CLAUSE_START:
        at -= 1
    start = at + 1
    if start >= stop or stop - at > _FRONT:
        return start, start, -1, NOBODY
    is_somebody = cover[start] >= 0 or (bits[start] & _SOMEBODY) != 0
    if at >= first and not bits[at] & _OPENS and not (bits[at] & _COMMA and is_somebody):
        return start, start, -1, NOBODY
    end, mention, level = phrase(bits, cover, kinds, ends, start, stop)
    if bits[start] & _BY_OR_FOR:
        return start, start, -1, NOBODY
    return start, end, mention, level


@kernel
def _antecedent(bits, cover, kinds, relative, first):
    """Who stands right in front of `الذي`."""
    at = relative - 1
    if at >= first and bits[at] & _COMMA:
        at -= 1
    if at >= first and cover[at] >= 0 and kinds[cover[at]] != IS_PLACE:
        start = at
        while start > first and cover[start - 1] == cover[at]:
            start -= 1
        return start, at + 1, cover[at], NAMED
    return at, at, -1, NOBODY
