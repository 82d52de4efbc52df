# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The noun phrase in front of a verb, which may be its subject; texts and phrases as in `phrases`."""

from transforms.events.phrases import CLEAR, ENDS, IS_PLACE, NAMED, NOBODY, OUTSIDE, QUOTES, STOPS, phrase
from transforms.events.symbols import mask
from transforms.kernels import kernel

_FRONT = 18  # tokens of a subject in front of its verb
_HEAD = 2  # words of a phrase, one of which says who it is
_WORD, _DEFINITE, _BY_OR_FOR = mask("word"), mask("definite"), mask("by|for")
_SOMEBODY, _PEOPLE, _DEED = mask("actor|force|position"), mask("definite|plural"), mask("deed")
_ONE = _SOMEBODY | _DEFINITE
_HEADS = _SOMEBODY | mask("honorific|number|quantity|nation")
_CLAUSE_START = STOPS | mask("comma|close_bracket")
_PERFECTIVE, _COMMA, _RELATIVE = mask("perfective|auxiliary"), mask("comma"), mask("relative")
_OPENS = mask("that|auxiliary|connector|perfective") | ENDS


@kernel
def front(text, verb, first):
    """The phrase in front of a verb as (start, end, level), level NOBODY where its clause has none."""
    bits, cover, _, _ = text
    at = verb - 1
    while at >= first and bits[at] & _PERFECTIVE:
        at -= 1
    stop = at + 1
    if at >= first and bits[at] & _RELATIVE:
        return _antecedent(text, at, first)
    while at >= first and stop - at <= _FRONT and not bits[at] & _CLAUSE_START:
        at -= 1
    start = at + 1
    while start < stop and bits[start] & QUOTES:
        start += 1
    if start >= stop or stop - at > _FRONT or bits[start] & _BY_OR_FOR or not _is_head(bits, cover, start):
        return start, start, NOBODY
    is_somebody = cover[start] >= 0 or (bits[start] & _SOMEBODY) != 0
    if at >= first and not bits[at] & _OPENS and not (bits[at] & _COMMA and is_somebody):
        return start, start, NOBODY
    end, _, level = phrase(text, start, stop)
    return start, end, level


@kernel
def _is_head(bits, cover, at):
    """Whether a word in front of a verb may begin who acts: `[رئيس الوزراء] يدعو`, no `بيان الوزارة يدعو`."""
    return cover[at] >= 0 or bits[at] & _HEADS != 0 or bits[at] & _PEOPLE == _PEOPLE


@kernel
def _is_thing(bits, cover, at):
    """Whether a word is a noun that a name behind it belongs to: `ميثاق [المنظمة]`."""
    return cover[at] < 0 and bits[at] & (_WORD | _DEFINITE | _HEADS | OUTSIDE) == _WORD


@kernel
def _antecedent(text, relative, first):
    """Who stands right in front of `الذي`."""
    bits, cover, kinds, _ = text
    at = relative - 1
    if at >= first and bits[at] & _COMMA:
        at -= 1
    head = at
    while head > max(first, at - _HEAD) and cover[head] < 0 and bits[head] & _ONE == _DEFINITE:
        head -= 1
    if head >= first and cover[head] < 0 and bits[head] & _SOMEBODY and bits[head] & _DEFINITE:
        return head, at + 1, CLEAR  # القوات الحكومية التي
    if at < first or cover[at] < 0 or kinds[cover[at]] == IS_PLACE:
        return at, at, NOBODY
    start = at
    while start > first and cover[start - 1] == cover[at]:
        start -= 1
    if start > first and (bits[start - 1] & _DEED or _is_thing(bits, cover, start - 1)):
        return start, start, NOBODY  # التفجير الإرهابي الذي, ميثاق المنظمة الذي
    return start, at + 1, NAMED
