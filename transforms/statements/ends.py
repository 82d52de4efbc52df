# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Where a statement without quotation marks ends before its sentence does."""

from transforms.kernels import kernel
from transforms.statements.complements import COLON, QUOTE
from transforms.statements.kernels import next_of
from transforms.statements.reporting_forms import Form
from transforms.statements.symbols import mask
from transforms.symbols import WAW

_PERFECT, _IMPERFECT, _PARTICIPLE = int(Form.PERFECT), int(Form.IMPERFECT), int(Form.PARTICIPLE)
_CONNECTOR, _COMMA, _IN = mask("connector"), mask("comma"), mask("in")
_CLAUSE, _CONCERN, _AUXILIARY = mask("clause"), mask("concern"), mask("auxiliary")
_NEGATION, _THAT, _STRONG, _HOWEVER = mask("negation"), mask("that|and_that"), mask("verb"), mask("pronoun")
_COMMA_OR_SEMICOLON, _PERFECTIVE, _ADJUNCT = mask("comma|semicolon"), mask("perfective"), mask("adjunct")
_WAW_BYTE = WAW.encode()[1]


@kernel
def narrated(bits, data, byte_start, token, form, clitics):
    """The token at which a narrator goes on with a verb that reports nothing here, -1 if it is not so.

    `... إن الطريق مغلق، كما التقى الوفد`, `... لكنه لم يذكر السبب`, `...، داعيا المواطنين للحضور`.
    """
    cut = token
    if form == _PARTICIPLE:
        return cut if clitics == 0 and bits[token - 1] & _COMMA else -1  # not `، ومتابعة العمل`
    if form == _IMPERFECT and bits[token - 1] & _NEGATION:
        cut -= 1
        is_joined = data[byte_start[cut] + 1] == _WAW_BYTE and (bits[cut - 1] & _COMMA) != 0  # `، ولم يذكر`
        if not bits[cut - 1] & _HOWEVER and (not is_joined or bits[cut] & _THAT):
            return -1
    elif form != _PERFECT or not bits[token] & _STRONG or not (clitics > 0 or bits[token - 1] & _HOWEVER):
        return -1
    while bits[cut - 1] & _CONNECTOR:
        cut -= 1
    return cut if bits[cut - 1] & _COMMA or form == _IMPERFECT else -1


@kernel
def clause_end(bits, start, end, frame):
    """The token at which what is said gives way to another clause of the narrator's, else the end."""
    return _narrator(bits, start, _other_clause(bits, start, end), frame)


@kernel
def _other_clause(bits, start, end):
    """The token of `فيما` or `بينما` that begins another clause, else the end."""
    at = next_of(bits, start, end, _CLAUSE)
    while at + 1 < end:
        is_while = bits[at + 1] & _AUXILIARY and not bits[at - 1] & _COMMA  # `بينما كان يتنقل`
        if bits[at] & _CONCERN:  # حين: `في حين ذكر ...`
            if bits[at - 1] & _IN:
                return at - 1
        elif not bits[at + 1] & _CONCERN and not is_while:
            break
        at = next_of(bits, at + 1, end, _CLAUSE)
    return at


@kernel
def _narrator(bits, start, end, frame):
    """The comma behind which the narrator tells more, else the end.

    `... إن الطريق مغلق، وقد زاره الوفد`; behind a noun also `أعلنت الهيئة رفع التعليق؛ حيث ستنشر النتائج`.
    """
    at = next_of(bits, start, end, _COMMA_OR_SEMICOLON)
    while at + 2 < end:
        after = bits[at + 1]
        is_more = after & _CONNECTOR and (after & _PERFECTIVE or (frame > QUOTE and after & _ADJUNCT))
        if is_more and frame not in (COLON, QUOTE) and not bits[at + 2] & _THAT:
            return at
        at = next_of(bits, at + 1, end, _COMMA_OR_SEMICOLON)
    return end
