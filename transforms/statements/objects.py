# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""What is said as the object of its verb, without أن: `أكد الوزير ضرورة التدريب`, `انتقد سامي حداد القرار`."""

from transforms.kernels import kernel
from transforms.statements.complements import FRAME_BITS
from transforms.statements.kernels import next_of
from transforms.statements.reporting_forms import Form
from transforms.statements.symbols import mask

NEXT = 4  # tokens to what belongs to a noun
_PARTICIPLE = int(Form.PARTICIPLE)
_THAT, _OBJECT = FRAME_BITS["that"], FRAME_BITS["object"]
_OBJECTS, _DEED, _RELATIVE = mask("content|deed"), mask("deed"), mask("relative")
_COMMA, _CONNECTOR, _PERSON = mask("comma"), mask("connector"), mask("person")
NO_OBJECT = mask(
    "in|on|about|from|to|negation|pronoun|that|and_that|number|with_by|adjunct|filler|occasion|by|verb|colon|comma"
)
_NO_OBJECT_OF_PERSON = mask("speaker|person|organisation|place|with_by|relative")
_NO_CONSTRUCT = mask("definite|not_that")  # not_that: ما
_NO_GENITIVE = mask("in|on|from|to|with_by|comma")
_AT = mask("adjunct|occasion")  # when or where something is said
_DEFINITE, _WHO = mask("definite"), mask("speaker|person|organisation|place")
_ADJUNCT, _FILLER = mask("adjunct"), mask("filler")
_CLOSED = mask("definite|person|organisation|place")


@kernel
def is_other_clause(bits, token, at):
    """Whether another clause begins between a verb and a noun: `يعتبر المشروع رائدا، إذ يشهد انطلاق ...`."""
    comma = next_of(bits, token, at, _COMMA)
    while comma < at and not bits[comma + 1] & _CONNECTOR:
        comma = next_of(bits, comma + 1, at, _COMMA)
    return comma < at


@kernel
def is_object_of_person(bits, at, frames):
    """Whether a definite noun stands behind a person's name: `انتقد سامي حداد القرار`."""
    is_object = frames & _OBJECT and not frames & _THAT and bits[at - 1] & _PERSON
    return is_object and bits[at] & _DEFINITE and not bits[at] & _NO_OBJECT_OF_PERSON


@kernel
def is_deed(bits, at, token, end):
    """Whether a verbal noun stands behind a definite noun or a name, which govern none.

    An indefinite one has an object itself (`أعلن الوزير تأجيل الدورة`, `شجب الوزير الهجوم`). An occasion may stand
    between (`شجب الوزير خلال جولة ميدانية الهجوم`).
    """
    if not bits[at] & _DEED or bits[at] & _WHO:
        return False
    front = bits[at - 1]
    occasion = next_of(bits, max(token + 1, at - NEXT), at - 1, _AT)
    is_time = front & _ADJUNCT and front & _FILLER  # أمس
    is_free = front & _CLOSED or is_time or (occasion < at - 1 and not front & NO_OBJECT)
    is_free = is_free and not front & _RELATIVE
    return is_free and (at + 1 >= end or bits[at] & _DEFINITE or not bits[at + 1] & _NO_GENITIVE)


@kernel
def is_object(bits, at, frames, form, is_joined):
    """Whether the object stands right behind the verb: `مثمنا دور ...`, `واستعرض النجاح الذي ...`."""
    if not frames & _OBJECT or bits[at] & NO_OBJECT:
        return False
    if is_indefinite_object(bits[at]):
        return not bits[at] & _WHO  # `أعلن تنظيم ...`
    if bits[at] & _WHO:
        return False
    limit = min(at + NEXT, len(bits))
    return form == _PARTICIPLE or (is_joined and next_of(bits, at, limit, _RELATIVE) < limit)


@kernel
def is_indefinite_object(here):
    """Whether a word is a verbal noun without the article."""
    return here & _OBJECTS and not here & _NO_CONSTRUCT
