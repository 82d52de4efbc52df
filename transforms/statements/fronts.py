# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The speaker in front of its verb: `X قال`, `X الذي أكد`, `وكان X قد صرح`; see `speakers`."""

from transforms.kernels import kernel
from transforms.statements.kernels import next_of, opening
from transforms.statements.speakers import NO_SPEAKER, cut, trim
from transforms.statements.symbols import mask

_FRONT = 16  # tokens of a speaker in front of the verb
_SHORT_NAME = 4
_NO_SUBJECT_END = mask(
    "that|and_that|comma|semicolon|colon|dash|dot|terminator|ellipsis|relative|verb|participle|auxiliary|clause|end"
    "|connector|pronoun|negation|in|on|from|to|about"
)
_CLAUSE_START = mask(
    "that|and_that|comma|semicolon|colon|quote|open_quote|close_quote|dash|dot|terminator|ellipsis|relative|verb"
    "|participle|auxiliary|clause|connector|end|close_bracket"
)
_CLOSING = mask("quote|close_quote|close_bracket")
_WITHIN_COMMAS = mask("comma|relative|close_bracket")
_COMMA = mask("comma")
_RELATIVE = mask("relative")
_SPEAKER = mask("speaker")
_LEADS_ON = mask("on|to")
_TAKES_PREPOSITION = mask("takes_preposition")
_INDEFINITE_SPEAKER = mask("speaker|definite|content|deed")
_WITH_BY = mask("with_by")
_THAT = mask("that|and_that")
_PERSON = mask("person")
_NAMED = mask("person|organisation|place")
_NAME_START = mask("name_start")
_ORDINARY = mask("ordinary")
_ROLE = mask("speaker|for_speaker")
_CLOSED = mask("definite|person|organisation|place")
_WHO = mask("speaker|person|organisation")
_DEFINITE_OR_QUOTED = mask("definite|open_quote|quote")
_DEFINITE = mask("definite")
_INDEFINITE = mask("definite|speaker")
_AUXILIARY_OR_THAT = mask("auxiliary|that")
_PREDICATE = mask("pronoun|verb|ordinary|auxiliary|perfective")
_PERFECTIVE = mask("perfective")
_AUXILIARY = mask("auxiliary")
_COMMA_OR_RELATIVE = mask("comma|relative")
_INTRODUCES = mask("auxiliary|connector|clause")


@kernel
def before(bits, verb, first, is_headline):
    """The speaker in front of the verb (`X قال`, `X الذي أكد`, `وكان X قد صرح`); `first`: of its sentence."""
    end = verb
    if end > first and bits[end - 1] & (_PERFECTIVE | _AUXILIARY):  # `الشركة كانت أعلنت`
        end -= 1
    is_relative = end > first and (bits[end - 1] & _RELATIVE) != 0
    if is_relative:
        end -= 1
    while end > first and bits[end - 1] & _COMMA:
        end -= 1
    if end <= first or bits[end - 1] & _NO_SUBJECT_END:
        return -1, -1
    if is_relative:
        return _antecedent(bits, first, end)
    if end == verb and bits[end - 1] & _INDEFINITE_SPEAKER == _SPEAKER:  # `في تقرير كشف أن`
        return end - 1, end
    return _subject(bits, first, end, is_headline)


@kernel
def _clause_start(bits, first, end, through_commas):
    at = end - 1
    while at >= first:
        if bits[at] & _CLOSING:  # a name in quotation marks, an age in brackets
            opened = opening(bits, at, first)
            if 0 < at - opened <= _SHORT_NAME + 1:
                at = opened - 1
                continue
        if bits[at] & _CLAUSE_START and not (through_commas and bits[at] & _WITHIN_COMMAS):
            break
        at -= 1
    return at + 1


@kernel
def _subject(bits, first, end, is_headline):
    """The noun phrase from the start of the clause to the verb."""
    start = _clause_start(bits, first, end, False)
    is_introduced = False
    if start > first:
        opener = bits[start - 1]
        if opener & _COMMA_OR_RELATIVE:  # `وكان وزير الداخلية، الذي تشرف ...، قد صرح`
            wider = _clause_start(bits, first, end, True)
            if bits[wider] & _SPEAKER and bits[start] & _PERSON and cut(bits, wider, end) == end:
                return wider, end  # `مدير الغرفة بالمدينة، سامي حداد، أفاد`
            if wider > first and bits[wider - 1] & _AUXILIARY_OR_THAT:
                if bits[wider] & NO_SPEAKER:  # `وكان قبل أيام، وزير الداخلية، قد صرح`
                    wider = min(next_of(bits, wider, end, _COMMA) + 1, end)
                last = cut(bits, wider, end)
                is_clause = bits[wider - 1] & _THAT and (
                    not bits[wider] & _WHO or (last < end and bits[last] & _PREDICATE)
                )
                return (-1, -1) if is_clause else trim(bits, wider, last)
        if opener & _RELATIVE:  # `المسح الذي شمل مئة خبير توقع أن`
            return _antecedent(bits, first, start - 1) if start - 1 > first else (-1, -1)
        is_introduced = (opener & _THAT) != 0 or (
            (opener & _INTRODUCES) != 0
            and (
                end - start <= 2 or (bits[start] & _DEFINITE_OR_QUOTED) != 0 or (bits[end] & _PERFECTIVE) != 0
            )
        )
    if end - start > _FRONT or bits[start] & NO_SPEAKER:
        return -1, -1
    if not (is_headline or is_introduced or bits[start] & _WHO):
        if start + 1 >= end or not bits[start + 1] & _WHO:
            return -1, -1
        return trim(bits, start + 1, cut(bits, start + 1, end))  # `أصدرت الوزارة بيانا قالت فيه`
    subject_end = cut(bits, start, end)
    if subject_end < end and bits[end - 1] & _ORDINARY:  # `الوزير أجرى لقاءات تتطرق إلى ...`
        return -1, -1
    return trim(bits, start, subject_end)


@kernel
def _antecedent(bits, first, end):
    """The noun phrase in front of a relative pronoun: from its role on, or the short name that stands there."""
    start = _clause_start(bits, first, end, False)
    while start - 1 > first and bits[start - 1] & _COMMA and end - start <= _SHORT_NAME:
        wider = _clause_start(bits, first, start - 1, False)
        if wider >= start - 1:
            break
        start = wider
    start = _first_role(bits, first, start)
    for at in range(start + 1, end):
        if bits[at] & _LEADS_ON and not bits[at] & _WITH_BY and not bits[at - 1] & _TAKES_PREPOSITION:
            start = at + 1
    role = next_of(bits, start, end, _ROLE)
    while role + 1 < end and bits[role] & _DEFINITE and bits[role + 1] & _INDEFINITE == _SPEAKER:
        role += 1  # `التقى الوفد رئيس الغرفة الذي`: a definite noun governs none
    if role < end:
        start = role
    elif bits[end - 1] & _NAMED:
        return name_before(bits, start, end)
    elif end - start > _SHORT_NAME:
        return -1, -1
    return trim(bits, start, end)


@kernel
def _first_role(bits, first, start):
    """The role in front of a comma behind which another begins: `[زار الوفد] مدير الإدارة، نائب الرئيس، سامي`."""
    if start <= first + 1 or bits[start] & _INDEFINITE != _SPEAKER or not bits[start - 1] & _COMMA:
        return start
    for at in range(start - 2, _clause_start(bits, first, start - 1, False), -1):
        if bits[at] & _INDEFINITE == _SPEAKER and bits[at - 1] & _CLOSED:
            return at
    return start


@kernel
def last_person(bits, first, limit):
    """The last name of a person in front of a token."""
    end = limit
    while end > first and not bits[end - 1] & _PERSON:
        end -= 1
    return name_before(bits, first, end)


@kernel
def name_before(bits, first, end):
    """The name that ends at a token, none if none does."""
    start = end
    while start > first and bits[start - 1] & _NAMED and (start == end or not bits[start] & _NAME_START):
        start -= 1
    return (start, end) if start < end else (-1, -1)
