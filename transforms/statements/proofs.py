# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Whether a form of a reporting verb is one where it stands: many are other words as well (بين, أمر, نقل)."""

from transforms.folding import ALEF
from transforms.kernels import kernel
from transforms.statements.complements import ABOUT, BY, COLON, FROM, OBJECT, ON, QUOTE
from transforms.statements.reporting_forms import FEMININE, Form
from transforms.statements.symbols import mask
from transforms.symbols import WAW
from transforms.vocabularies.statements import PROOFS

_PERFECT, _IMPERFECT, _PARTICIPLE = int(Form.PERFECT), int(Form.IMPERFECT), int(Form.PARTICIPLE)
_WEAK_FRAMES = (ABOUT, BY, FROM)
SHADDA, START, SUBJECT, NAMED, IN = (
    PROOFS.index(proof) for proof in ("shadda", "start", "subject", "named", "in")
)
DOUBTFUL = (PROOFS.index("near"), START, SUBJECT, NAMED)
_SHADDA_BYTES = tuple("\N{ARABIC SHADDA}".encode())
_NEGATION, _COMMA, _IN, _NOT_THAT = mask("negation"), mask("comma"), mask("in"), mask("not_that")
_CONNECTOR = mask("connector")
_PREPOSITION, _BEFORE_IT = mask("in|on|to|about|by"), mask("to|adjunct")
_NO_VERB, _DOCUMENT_WORD = mask("no_speaker"), mask("occasion|speaker")
_APART, _CONTENT = mask("comma|semicolon|dot|terminator|close_quote|quote|end|close_bracket"), mask("content")
_OBJECTS, _CLOSED = mask("content|deed"), mask("definite|person|organisation|place")
_WHO = mask("speaker|definite|person|organisation|place|quote|open_quote|close_quote")
_PERSON, _AFTER_VERB = mask("person"), mask("in|on|to|about|with_by|that|adjunct")
_ALEF_BYTE, _WAW_BYTE = ALEF.encode()[1], WAW.encode()[1]
_PROVES_VERB = mask("relative|connector|perfective|clause")
_SIDE, _AFTER_SIDE = mask("side"), mask("side|filler")


@kernel
def may_report(bits, data, byte_start, byte_end, token, first, last, form, clitics, proof):
    """Whether the form at `token`, in the sentence of tokens `first` to `last`, may report."""
    if clitics == 0 and bits[token] & _PERSON and not bits[token + 1] & _AFTER_VERB:
        return False  # `أمل قاسم`
    if proof == IN and not _is_in_document(bits, token, last):
        return False
    if form == _PERFECT and clitics == 0 and token > first and _is_noun(bits, token, proof):
        return False
    return _is_verb(bits, data, byte_start, byte_end, token, first, form, clitics, proof)


@kernel
def _is_verb(bits, data, byte_start, byte_end, token, first, form, clitics, proof):
    """Whether a form may be a reporting verb where it stands: not denied, and no other word of the same letters."""
    if form > _IMPERFECT:
        return True
    if token > first and bits[token - 1] & _NEGATION:
        return False
    if proof != SHADDA and not (proof == START and form == _PERFECT):
        return True
    if _has_mark(data, byte_start, byte_end, token, _SHADDA_BYTES):
        return True
    if clitics > 0 or token == first or bits[token - 1] & (_PROVES_VERB | _SIDE):
        return True
    if data[byte_end[token] - 1] == _ALEF_BYTE and data[byte_end[token] - 3] == _WAW_BYTE:  # رفضوا
        return True
    if bits[token - 1] & _PERSON and bits[token + 1] & _AFTER_VERB:  # `سامي حداد بين في مؤتمر أن`
        return True
    return (
        token > first + 1 and bits[token - 1] & _COMMA and (bits[token - 2] & _AFTER_SIDE) != 0
    )  # بدوره، بين ...


@kernel
def _has_mark(data, byte_start, byte_end, token, mark):
    """Whether a word is written with a mark, given as its two bytes."""
    at = byte_start[token]
    while at + 1 < byte_end[token] and not (data[at] == mark[0] and data[at + 1] == mark[1]):
        at += 1
    return at + 1 < byte_end[token]


@kernel
def _is_noun(bits, token, proof):
    """Whether a perfect with nothing before it is no verb, or a passive, by its neighbours.

    `شبكة نقل المعلومات`, `لا يوجد أوضح من ذلك`, `ما ذكر في وسائل الإعلام`, `على أمل أن`.
    """
    front = bits[token - 1]
    is_passive = front & _NOT_THAT and not front & _CONNECTOR and bits[token + 1] & _IN
    is_after_it = token > 1 and front & _NO_VERB and bits[token - 2] & _BEFORE_IT  # `عقب ذلك دعا`
    return (
        is_passive
        or (front & (_NO_VERB | _PREPOSITION) and not is_after_it)
        or (proof in DOUBTFUL and (front == 0 or front & _OBJECTS))
    )


@kernel
def _is_in_document(bits, token, last):
    """Whether `جاء` is said of a text: جاء في بيان, ورد في التقرير."""
    return token + 2 < last and bits[token + 1] & _IN and (bits[token + 2] & _DOCUMENT_WORD) != 0


@kernel
def is_proved(bits, token, form, clitics, person, proof, frame, start, speaker):
    """Whether what was found with a form proves that it reports; `speaker`: the token at which its own begins or -1."""
    if (
        form == _PARTICIPLE
    ):  # `رسالة معبرة عن ...` is no statement, `، معبرة عن ...`, `أهمية الحدث معربا عن` are
        is_weak = frame in _WEAK_FRAMES or (frame == OBJECT and not bits[start] & _OBJECTS)
        is_adverb = not person & FEMININE and (clitics > 0 or bits[token - 1] & _CLOSED)
        return not is_weak or is_adverb or (bits[token - 1] & _APART) != 0
    if proof == SHADDA and frame == OBJECT and not bits[start] & _CONTENT:  # ما بين رفع الأسعار وبين خفضها
        return False
    if proof == NAMED and speaker < 0 and clitics == 0:
        return False
    is_weak = proof in (SUBJECT, NAMED) and frame not in (COLON, QUOTE)
    is_weak = is_weak or (frame == ON and not bits[start] & _CONTENT)
    return speaker < token or not is_weak or (bits[speaker] & _WHO) != 0  # شددت إجراءات ... على ...
