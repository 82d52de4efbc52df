# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""When and to whom something is said, where that stands in front of who says it: `أكد أمس لـ"الأفق" المدير أن`."""

from transforms.kernels import kernel
from transforms.statements.kernels import next_of
from transforms.statements.symbols import mask

_FAR = 5  # tokens to the addressee, and to the mark that opens its name
_TO_THEM, _TO_SOMEBODY, _IN_OR_ADJUNCT = mask("to_them"), mask("to_audience|to_them"), mask("in|adjunct")
_ADJUNCT, _ADJUNCT_OR_COMMA, _DAY = mask("adjunct"), mask("adjunct|comma"), mask("filler|definite|comma")
_MARKS = mask("quote|open_quote|close_quote|open_bracket|close_bracket")
_SPEAKER_OR_PERSON, _DEFINITE = mask("speaker|person"), mask("definite")
_CLOSED = mask("definite|person|organisation|place")
_NAMED_OR_BREAK = mask("speaker|person|in|on|about|from|to|comma|that|and_that|colon|with_by|relative")


@kernel
def behind_addressee(bits, start, end):
    """The speaker that stands behind those who are told (`أكد لـ"الأفق" المدير`), else `start`."""
    at = start
    if at < end and bits[at] & _IN_OR_ADJUNCT:  # `في تصريح لـ"الأفق" المدير`
        at = next_of(bits, at, min(at + _FAR, end), _TO_SOMEBODY)
    if at >= end or not bits[at] & _TO_SOMEBODY:
        return start
    following = next_of(bits, at + 1, min(at + _FAR, end), _MARKS)
    closing = next_of(bits, following + 1, end, _MARKS)
    is_marked = closing < end and (following == at + 1 or not bits[at] & _TO_THEM)
    at = closing if is_marked else at + 1
    speaker = next_of(bits, at + 1, end, _NAMED_OR_BREAK)
    if speaker >= end or not bits[speaker] & _SPEAKER_OR_PERSON:
        return start
    is_theirs = speaker > at + 1 and bits[speaker] & _DEFINITE and not bits[speaker - 1] & _CLOSED
    return start if is_theirs else speaker  # `لأعضاء شرف النادي`


@kernel
def behind_days(bits, start, end):
    """The speaker that stands behind a day (`أكد يوم أمس الثلاثاء المدير`), else `start`."""
    at = start
    while at < end and bits[at] & _ADJUNCT_OR_COMMA:
        is_day = bits[at] & _DAY
        if not is_day and not (at + 1 < end and bits[at + 1] & _ADJUNCT and bits[at + 1] & _DAY):
            return start
        at += 1
    return at if at < end and bits[at] & _SPEAKER_OR_PERSON else start
