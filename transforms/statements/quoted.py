# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Quotations as what is said, behind their verb and in front of it; a short one may be a name (`وأضاف "النجار"`)."""

from transforms.kernels import kernel
from transforms.statements.complements import FRAME_BITS, NAME, QUOTE
from transforms.statements.kernels import QUOTES, closing_quote, ends_there, next_of, opening
from transforms.statements.symbols import mask

_ALONE, _TITLE = 2, 6  # words of a name that is all in front of its verb; of one behind a word such as وكالة
_SPEECH = FRAME_BITS["speech"]
_M_THAT, _M_COLON, _M_COMMA, _M_PERSON = mask("that"), mask("colon"), mask("comma"), mask("person")
_TITLED, _THAT_OR_VERB = mask("to_them|audience"), mask("that|participle|verb|joined_verb")
_COMMA_OR_CONNECTOR = mask("comma|connector")
_SPEAKER_ENDS = mask("comma|dot|quote|open_quote|joined_verb|participle|verb|end|semicolon|colon")


@kernel
def in_front(bits, byte_start, byte_end, token, first, last):
    """The complement of a verb that follows the quotation it reports: `«...»، يقول المدرب`."""
    none = (-1, 0, 0, 0, -1)
    closing = token - 1
    while closing > first and bits[closing] & _COMMA_OR_CONNECTOR:  # `«...»، هكذا يقول المدرب`
        closing -= 1
    if not bits[closing] & QUOTES or closing <= first or byte_end[closing - 1] != byte_start[closing]:
        return none
    opened = opening(bits, closing, first)
    is_alone = opened == first and closing < token - 1  # `"لن نقبل"، قال المدير`
    if closing - opened <= (_ALONE if is_alone else _TITLE):
        return none
    return QUOTE, next_of(bits, token + 1, last, _SPEAKER_ENDS), opened + 1, 0, closing


@kernel
def quotation(bits, byte_start, byte_end, at, token, frames, end):
    """The quotation at `at` as a complement, or the token to go on from if it is a name."""
    none = (-1, 0, 0, 0, -1)
    is_speech = frames & _SPEECH
    closing = closing_quote(bits, byte_start, byte_end, at)
    if closing < 0:
        return ((QUOTE, at, at + 1, 0, -1), at + 1) if is_speech else (none, at + 1)
    limit = min(closing + 4, end)
    following = next_of(bits, closing + 1, limit, _THAT_OR_VERB)
    goes_on = following < limit and bits[following] & _M_THAT
    length = closing - at - 1
    is_name = length <= NAME or (length < _TITLE and (bits[at - 1] & _TITLED or bits[closing + 1] & _M_COLON))
    is_name = is_name and not _is_all_that_is_said(bits, at, closing, token)
    if not is_speech or is_name or goes_on:
        return none, closing + 1
    if length > _TITLE or ends_there(bits, closing):  # what follows a long one is the narrator's
        inside = at + 2 if bits[at + 1] & _M_THAT else at + 1
        return (QUOTE, at, inside, 0, closing), closing
    return (QUOTE, at, at, 0, -1), closing


@kernel
def _is_all_that_is_said(bits, at, closing, token):
    """Whether a short quotation cannot be a name: `قال سامي حداد "لن نقبل".`, `وأضافت "نحتاج إلى دعم"، مشيرة`."""
    if not ends_there(bits, closing):
        return False
    return bits[at - 1] & _M_PERSON or (at == token + 1 and closing - at > NAME)
