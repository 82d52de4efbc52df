# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""What around a verb tells that it may be an event: nothing takes it back, it begins a clause, its proof is there."""

from transforms.events.levels import follows
from transforms.events.patterns import FRAME_BITS, Form
from transforms.events.phrases import STOPS
from transforms.events.symbols import class_mask, mask
from transforms.kernels import kernel
from transforms.statements.kernels import next_of
from transforms.vocabularies.events import EVENT_TYPES

HAS_OBJECT = (int(Form.HAD), int(Form.HAS))
_PARTICIPLE = int(Form.PARTICIPLE)
_PAST = (int(Form.PERFECT), int(Form.HAD))
_PRESENT = (int(Form.IMPERFECT), int(Form.HAS), int(Form.FUTURE))
_WITH, _OBJECT = FRAME_BITS["with"], FRAME_BITS["object"]
_REQUEST, _ACCUSE = EVENT_TYPES.index("REQUEST"), EVENT_TYPES.index("ACCUSE")
_BEFORE = 6  # tokens from the noun that proves a verb to the verb: الاتفاق الذي أبرمته
_OBJECT_FAR = 8  # tokens from a verb to an object that makes it no event
_NEAR, _FAR = 18, 26  # tokens from a verb to the noun that proves it, to one that stands behind titles
PLANNED = (
    EVENT_TYPES.index("CONSULT"),
    EVENT_TYPES.index("AGREE"),
)  # types that are told when they are planned
_SCHEDULED = class_mask("planned")
_JUDGE, _HEAD = class_mask("judge"), 4  # who condemns is the subject: أدانت محكمة فرنسية فلانا
_FORMAL = class_mask("telegram") | class_mask("sentence")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|adjunct|aftermath")
BEFORE_VERB = mask("comma|connector|relative|perfective|auxiliary|time|close_bracket|dash|colon|close_quote")
_RELATIVE, _WITH_PRONOUN, _CONNECTOR = mask("relative"), mask("with_pronoun"), mask("connector|that")
_THAT, _COMMA, _ABOUT, _BY = mask("that"), mask("comma"), mask("about"), mask("by")
_NOT, _MAYBE = mask("negation|sign"), mask("perfective")
_NEVER, _IRREALIS = mask("negation|no_event"), mask("irrealis")
_WORD, _DEFINITE, _SIGN = mask("word"), mask("definite"), mask("sign")
_PUBLIC = class_mask("no_object") | class_mask("public")
_NO_OBJECT_OF = class_mask("no_object")
_ANY_VERB, _SOMEBODY = mask("verb"), mask("actor|force|position")


@kernel
def may_happen(text, token, first, last, reading, entry, classes, need):
    """Whether a verb may be an event as far as words tell: it is not taken back, and what proves it stands there.

    For the arguments see `verbs.verb`.
    """
    bits = text[0]
    has_object = reading[1] in HAS_OBJECT
    if not (_may_be(bits, token, first, reading) or _is_planned(classes, token, first, reading, entry)):
        return False
    behind = token + 2 if token + 2 < last and bits[token + 1] & _WITH_PRONOUN else token + 1
    if entry[1] & _WITH and behind < last and bits[behind] & _ABOUT:  # يبحث عن, تبحث فيها عن
        return False
    is_accusing = entry[5] == _ACCUSE and not has_object and entry[1] & _OBJECT
    if is_accusing and token + 1 < last and bits[token + 1] & _BY:  # واتهم بدعم المتمردين: in the passive
        return False
    trivial = _PUBLIC if entry[5] == _REQUEST else _NO_OBJECT_OF
    if _is_trivial(text, classes, token + 1, min(token + _OBJECT_FAR, last), trivial):
        return False
    if has_object and need != 0:  # الاتفاق الذي وقعته
        return follows(bits, classes, need, max(first, token - _BEFORE), token - 1)
    far = _FAR if need & _FORMAL else _HEAD if need & _JUDGE else _NEAR
    return follows(bits, classes, need, token + 1, min(token + far, last))


@kernel
def _is_planned(classes, token, first, reading, entry):
    """Whether a verb behind أن tells a meeting or agreement that is planned: `من المقرر أن يلتقي`."""
    is_told = token >= first + 2 and classes[token - 2] & _SCHEDULED != 0
    return is_told and reading[1] in _PRESENT and entry[5] in PLANNED


@kernel
def _is_trivial(text, classes, at, limit, trivial):
    """Whether what follows makes a verb no event: `داعيا الله`, `رفض الوزير التعليق`, `حث المدير الطلاب`."""
    while at < limit and not text[0][at] & (STOPS | _PREPOSITIONS):
        if classes[at] & trivial and text[1][at] < 0:
            return True
        at += 1
    return at < limit and classes[at] & trivial != 0


@kernel
def _may_be(bits, token, first, reading):
    """Whether a verb may be one where it stands: not taken back (لم, لو, أن), no object of a preposition."""
    form, clitics = reading[1], reading[2]
    if token == first:
        return True
    before = bits[token - 1]
    if form in HAS_OBJECT and reading[3]:  # عرض عليه هدنة، رفضها الحزب
        return before & _COMMA != 0
    if before & (_NEVER | _SIGN) and (before & _NOT or form not in HAS_OBJECT):  # but خطة ترفضها
        return False
    if before & _THAT:
        return form in _PAST
    if before & _MAYBE and form in _PRESENT:  # قد يهاجم
        return False
    if before & _IRREALIS or (before & _PREPOSITIONS and clitics == 0):
        return False
    is_sure = (clitics > 0 or before & _DEFINITE) and not reading[3]  # السودان داعيا, الوزير داعيا
    return form != _PARTICIPLE or is_sure or (before & _COMMA) != 0


@kernel
def begins(bits, cover, token, first, reading):
    """Whether a verb without a subject in front may begin a clause: in the present it must, as if it may be a noun."""
    if reading[1] in _PRESENT and token > first + 1 and not (bits[token - 1] & _CONNECTOR or reading[2] > 0):
        is_told = token + 1 < len(bits) and (cover[token + 1] >= 0 or bits[token + 1] & _SOMEBODY)
        if bits[token - 1] & _COMMA and is_told:  # ورغم الضغوط، ترفض السلطات ...
            return True
        has_pronoun = token + 1 < len(bits) and (bits[token + 1] & _WITH_PRONOUN) != 0  # رسالة يطالب فيها
        return (reading[1] in HAS_OBJECT or has_pronoun) and is_antecedent(bits, cover, token - 1)
    is_his = bits[token - 1] & _WITH_PRONOUN and bits[token - 1] & _THAT  # أنه توصل
    if not reading[3] or token == first or bits[token - 1] & BEFORE_VERB or is_his:
        return True
    if bits[token - 1] & _DEFINITE and next_of(bits, first, token, _ANY_VERB) == token:
        return True  # في ختام اللقاء وقع الجانبان
    is_noun_before = bits[token - 1] & (_WORD | _DEFINITE) == _WORD and cover[token - 1] < 0  # من تعذيب وقتل
    return reading[2] > 0 and not is_noun_before


@kernel
def stands_for_subject(bits, token, last):
    """Whether the word before a verb is its subject (الذي, بأنها), unless `التي اتفقت عليها الدول`."""
    before = bits[token - 1]
    is_subject = before & _RELATIVE or (before & _THAT and before & _WITH_PRONOUN)
    return is_subject and not (token + 1 < last and bits[token + 1] & _WITH_PRONOUN)


@kernel
def is_antecedent(bits, cover, at):
    """Whether a verb behind a token may tell of a noun that its pronoun stands for: `خطة ترفضها`, `الذي أبرمته`."""
    is_noun = bits[at] & (_WORD | _DEFINITE | _ANY_VERB | _SOMEBODY) == _WORD and cover[at] < 0
    return is_noun or bits[at] & _RELATIVE != 0
