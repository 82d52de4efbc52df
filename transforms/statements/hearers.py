# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Whom a verb calls on: the noun behind `واتهم` or `وحث` may be its object, or its subject with the object behind."""

from transforms.folding import ALEF
from transforms.kernels import kernel
from transforms.statements.complements import FRAME_BITS
from transforms.statements.kernels import next_of
from transforms.statements.reporting_forms import FEMININE, NOON, TEH, TEH_MARBUTA, YEH
from transforms.statements.symbols import mask
from transforms.symbols import LAM

_WHOM = FRAME_BITS["whom"]
_DEFINITE, _PERSON, _SPEAKER, _NAME_START = (
    mask("definite"), mask("person"), mask("speaker"), mask("name_start"),
)  # fmt: skip
_SINGLE = mask("person|name_start")
_NAMED, _BODY, _AUDIENCE = mask("person|organisation|place"), mask("organisation|place"), mask("audience")
_GOES_ON = mask(
    "person|organisation|place|speaker|comma|in|on|from|about|to|relative|open_bracket|quote|open_quote|close_quote"
    "|number|dash|connector|pronoun"
)
_WITH_BY = mask("with_by")
_CLOSED = mask("definite|person|organisation|place")
_CLOSED_OR_SPEAKER = _CLOSED | _SPEAKER
_TEH_MARBUTA_BYTE, _ALEF_BYTE, _TEH_BYTE = TEH_MARBUTA.encode()[1], ALEF.encode()[1], TEH.encode()[1]
_YEH_BYTE, _NOON_BYTE, _LAM_BYTE = YEH.encode()[1], NOON.encode()[1], LAM.encode()[1]


@kernel
def subject(bits, data, byte_start, byte_end, verb, own, front, frames, person, goes_on):
    """The speaker of a verb that calls on somebody, where `own` stands behind it and `front` in front of it."""
    second = _second_phrase(bits, data, byte_start, byte_end, own[0], own[1])
    if second < own[1]:
        return own[0], second
    is_next = own[0] == verb + 1
    return front if is_next and _is_called(bits, data, byte_end, verb + 1, frames, person, goes_on) else own


@kernel
def _is_called(bits, data, byte_end, noun, frames, person, goes_on):
    """Whether the noun phrase that begins at `noun` is the object of a verb that calls on somebody.

    `goes_on`: whether somebody spoke before and the verb is joined to it, so that it needs no subject of its own. A
    verb that cannot do without an object (`whom`) has it there then, if there is but one phrase.
    """
    if _is_other_gender(bits, data, byte_end, noun, person) or _is_accusative(bits, data, byte_end, noun):
        return True
    if not goes_on or not frames & _WHOM:
        return False
    return bits[noun] & _AUDIENCE or not bits[noun] & _SPEAKER


@kernel
def _second_phrase(bits, data, byte_start, byte_end, start, end):
    """The token at which the object begins behind the subject that begins at `start`; `end` if it does not.

    `حذر سامي حداد الحكومة من`, `واتهم وزير النقل الشركة بـ`, but not `المجتمع الدولي`.
    """
    for at in range(start + 1, end):
        here, front = bits[at], bits[at - 1]
        if not front & _CLOSED or here & _WITH_BY:
            continue
        if here & _BODY and here & _NAME_START and data[byte_start[at] + 1] != _LAM_BYTE:
            return at
        is_surname = front & _SINGLE == _SINGLE and here & _DEFINITE  # [سامي] الحداد
        if front & _PERSON and not here & _GOES_ON and not is_surname:
            return at
        is_role = here & _CLOSED_OR_SPEAKER == _SPEAKER
        if is_role and at == start + 1 and front & _BODY:  # `اتهمت واشنطن قوات ...`
            return at
        is_other = here & _SPEAKER and not here & _DEFINITE and front & _DEFINITE and not here & _NAMED
        if is_other and next_of(bits, at, end, _PERSON) == end:  # not a title in front of a name
            return at
        if not here & _DEFINITE or here & _NAMED:
            continue
        if _is_accusative(bits, data, byte_end, at) and not _is_accusative(bits, data, byte_end, at - 1):
            return at
        ending = _feminine_ending(data, byte_end, at)
        before = _feminine_ending(data, byte_end, at - 1)
        if ending > before and data[byte_end[at] - 3] != _YEH_BYTE:
            return at
    return end


@kernel
def _is_other_gender(bits, data, byte_end, noun, person):
    """Whether a masculine verb cannot have the definite noun behind it as its subject.

    `وطالب الحكومة بـ`, `ودعا السلطات إلى`.
    """
    if person & FEMININE or not bits[noun] & _DEFINITE or bits[noun] & _PERSON:
        return False
    return _feminine_ending(data, byte_end, noun) > 0


@kernel
def _feminine_ending(data, byte_end, noun):
    """2 for the plural, 1 for the singular, 0 for none."""
    last, other = data[byte_end[noun] - 1], data[byte_end[noun] - 3]
    if last == _TEH_BYTE and other == _ALEF_BYTE:
        return 2
    return 1 if last == _TEH_MARBUTA_BYTE else 0


@kernel
def _is_accusative(bits, data, byte_end, noun):
    """Whether a definite noun has the ending of an object: الصحفيين."""
    if not bits[noun] & _DEFINITE or bits[noun] & _NAMED:
        return False
    return data[byte_end[noun] - 1] == _NOON_BYTE and data[byte_end[noun] - 3] == _YEH_BYTE
