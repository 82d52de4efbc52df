# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Whom a verb calls on: the noun behind `واتهم` or `وحث` may be its object, or its subject with the object behind."""

from transforms.folding import ALEF
from transforms.kernels import kernel
from transforms.statements.complements import FRAME_BITS
from transforms.statements.kernels import next_of
from transforms.statements.reporting_forms import FEMININE, NOON, TEH, TEH_MARBUTA, TOLD, YEH
from transforms.statements.symbols import mask
from transforms.symbols import LAM, WAW

_WHOM = FRAME_BITS["whom"]
_DEFINITE, _PERSON, _SPEAKER, _NAME_START = (
    mask("definite"), mask("person"), mask("speaker"), mask("name_start"),
)  # fmt: skip
_SINGLE = mask("person|name_start")
_NAMED, _BODY, _AUDIENCE = mask("person|organisation|place"), mask("organisation|place"), mask("audience")
_GOES_ON = mask(
    "person|organisation|place|speaker|comma|in|on|from|about|to|relative|open_bracket|close_bracket|quote|open_quote"
    "|close_quote|number|dash|connector|pronoun"
)
_WITH_BY, _AFTER_SUBJECT = mask("with_by"), mask("relative|perfective")
_CLOSED = mask("definite|person|organisation|place")
_CLOSED_OR_SPEAKER = _CLOSED | _SPEAKER
_TEH_MARBUTA_BYTE, _ALEF_BYTE, _TEH_BYTE = TEH_MARBUTA.encode()[1], ALEF.encode()[1], TEH.encode()[1]
_YEH_BYTE, _NOON_BYTE, _LAM_BYTE, _WAW_BYTE = (letter.encode()[1] for letter in (YEH, NOON, LAM, WAW))


@kernel
def subject(bits, data, byte_start, byte_end, verb, own, gap_end, front, frames, person, goes_on):
    """The speaker of a verb that calls on somebody, where `own` stands behind it and `front` in front of it.

    `gap_end`: of the words between the verb and what is said.
    """
    if person & TOLD:
        return own
    second = _second_phrase(bits, data, byte_start, byte_end, own[0], own[1], frames)
    if second == own[1] and front[0] < 0 and frames & _WHOM and bits[own[0]] & _SPEAKER:
        second = _last_noun(bits, data, byte_end, own[0], own[1])
    if second < own[1]:
        return own[0], second
    is_followed = own[1] < gap_end and bits[own[1]] & _CLOSED  # by whom it calls on
    if own[0] > verb + 1 or is_followed:
        return own
    is_of_front = front[1] == verb or bits[verb - 1] & _AFTER_SUBJECT
    is_called = (
        front[0] >= 0 and is_of_front and second == own[1] and frames & _WHOM
    )  # `واشنطن التي تتهم دمشق`
    is_called = is_called or _is_called(bits, data, byte_end, verb + 1, frames, person, goes_on)
    return front if is_called else own


@kernel
def _is_called(bits, data, byte_end, noun, frames, person, goes_on):
    """Whether the noun phrase that begins at `noun` is the object of a verb that calls on somebody.

    `goes_on`: whether somebody spoke before and the verb is joined to it, so that it needs no subject of its own. A
    verb that cannot do without an object (`whom`) has it there then, if there is but one phrase.
    """
    is_accusative = _is_accusative(bits, data, byte_end, noun) and not bits[noun] & _SPEAKER  # not الأمين
    if is_accusative or _is_other_gender(bits, data, byte_end, noun, person):
        return True
    if not goes_on or not frames & _WHOM:
        return False
    return bits[noun] & _AUDIENCE or not bits[noun] & _SPEAKER


@kernel
def _second_phrase(bits, data, byte_start, byte_end, start, end, frames):
    """The token at which the object begins behind the subject that begins at `start`; `end` if it does not.

    `حذر سامي حداد الحكومة من`, `واتهم وزير النقل الشركة بـ`, but not `المجتمع الدولي`.
    """
    for at in range(start + 1, end):
        here, front = bits[at], bits[at - 1]
        if not front & _CLOSED or here & _WITH_BY:
            continue
        if here & _BODY and here & _NAME_START and data[byte_start[at] + 1] != _LAM_BYTE:
            return at
        is_surname = front & _SINGLE == _SINGLE and here & _DEFINITE and not frames & _WHOM  # [سامي] الحداد
        is_surname = is_surname and not _feminine_ending(data, byte_end, at + 1)  # `حداد الدول الموقعة`
        if front & _PERSON and not here & _GOES_ON and not is_surname:
            return at
        is_apart = frames & _WHOM and front & _BODY and not here & (_GOES_ON | _NAMED)
        is_apart = is_apart and data[byte_start[at] + 1] != _WAW_BYTE
        if is_apart and not _is_relation(data, byte_end, at):  # `واتهمت فرنسا النظام بـ`
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
def _last_noun(bits, data, byte_end, start, end):
    """The token of the definite noun that ends a phrase of several, `end` if there is none: `وصف الوزير القرار`."""
    at = end - 1
    while at > start and bits[at] & _DEFINITE and _is_relation(data, byte_end, at):
        at -= 1
    is_apart = at > start and bits[at] & bits[at - 1] & _DEFINITE and not bits[at] & (_NAMED | _SPEAKER)
    return at if is_apart else end


@kernel
def _is_relation(data, byte_end, noun):
    """Whether a noun has the ending of one that tells whence something comes: السوري, السورية."""
    end = byte_end[noun]
    if data[end - 1] == _TEH_MARBUTA_BYTE:
        end -= 2
    return data[end - 1] == _YEH_BYTE


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
