# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who says it: the noun phrase behind the verb or in front of it, with title and role, without time and occasion.

A phrase is cut where the circumstances begin: a time (`أمس`), an occasion (`في تصريح`, `خلال`), an addressee
(`لوكالة`, `ل "الحياة"`). A comma ends it unless a role or a short name follows (`أمين المجلس، نائب الرئيس، أندريه`).
Behind a name or a definite noun an indefinite noun or a verb belongs to something else: `ذكر المراسل تفاصيل ...`.
A speaker is (first token, end); both -1 where there is none.
"""

from transforms.kernels import kernel
from transforms.statements.addressees import behind_addressee, behind_days
from transforms.statements.kernels import after_bracket, next_of, opening
from transforms.statements.names_before import name_before
from transforms.statements.symbols import mask

_LONGEST = 34  # tokens of a speaker
_FRONT = 16  # tokens of a speaker in front of the verb
_SHORT_NAME = 4
_FIRST_WORDS = 5  # in which the subject of a sentence begins

NO_SPEAKER = mask(
    "adjunct|in|on|about|from|to|negation|pronoun|that|and_that|number|to_audience|to_them|perfective"
    "|relative|auxiliary|by|no_speaker|participle"
)
_CUTS = mask("adjunct|to_audience|filler|pronoun|verb|participle|clause|source|perfective")
_TRAILING = mask("comma|colon|dash|quote|open_bracket|to|on|in|about|from|by|to_them|ellipsis")
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
_FILLER, _COMMA, _FROM, _SIDE, _OPEN_BRACKET, _RELATIVE, _IN_OR_ON, _TO_THEM, _SPEAKER = (
    mask("filler|comma"), mask("comma"), mask("from"), mask("side"), mask("open_bracket"), mask("relative"),
    mask("in|on"), mask("to_them"), mask("speaker"),
)  # fmt: skip
_OCCASION = mask("occasion|adjunct|quote|open_quote|number")
_ADDRESSEE = mask("audience|quote|open_quote|close_quote|open_bracket")
_TO_AUDIENCE = mask("to_audience")
_LEADS_ON, _TAKES_PREPOSITION = mask("on|to"), mask("takes_preposition")
_INDEFINITE_SPEAKER = mask("speaker|definite|content|deed")
_SHARE = mask("in|from|speaker")
_TAKES_ABOUT, _WITH_BY, _NUMBER = mask("speaker|takes_preposition"), mask("with_by"), mask("number")
_ARGUMENT, _THAT = mask("colon|semicolon|that|with_by|not_that|then"), mask("that|and_that")
_PERSON, _ORGANISATION, _PLACE = mask("person"), mask("organisation"), mask("place")
_NAMED, _NAME_START, _ORDINARY = mask("person|organisation|place"), mask("name_start"), mask("ordinary")
_SOMEBODY = mask("speaker|person|organisation|place")
_ROLE = mask("speaker|for_speaker")
_SPEECH, _OCCASION_OR_NAME = mask("occasion"), mask("occasion|definite|speaker|person|organisation|place")
_CLOSED = mask("definite|person|organisation|place")
_WHO, _SPEAKER_OR_PERSON = mask("speaker|person|organisation"), mask("speaker|person")
_DEFINITE_OR_QUOTED = mask("definite|open_quote|quote")
_DEFINITE, _INDEFINITE = mask("definite"), mask("definite|speaker")
_ABOUT, _SUBJECT_OR_PREPOSITION = mask("about"), mask("speaker|person|organisation|place|in|on|from|to|about")
_AFTER_NAME = mask("person|speaker|comma|open_bracket|close_bracket|quote|open_quote|close_quote")
_AFTER_BODY = _AFTER_NAME | mask("organisation|place|definite|in")
_AUXILIARY_OR_THAT, _PREDICATE = mask("auxiliary|that"), mask("pronoun|verb|ordinary|auxiliary|perfective")
_PERFECTIVE, _AUXILIARY = mask("perfective"), mask("auxiliary")
_COMMA_OR_RELATIVE, _INTRODUCES = mask("comma|relative"), mask("auxiliary|connector|clause")


@kernel
def behind(bits, start, end):
    """The speaker among the tokens between a verb and what is said; none where there is only circumstance."""
    while start < end:  # `أيضا`, `من جهته`, commas
        if bits[start] & _FILLER:
            start += 1
        elif bits[start] & _FROM and start + 1 < end and bits[start + 1] & _SIDE:
            start += 2
        else:
            break
    start = behind_addressee(bits, behind_days(bits, start, end), end)
    end = min(end, start + _LONGEST)
    if start >= end or (bits[start] & NO_SPEAKER and not _is_share(bits, start, end)):
        return -1, -1
    is_manner = bits[start] & _WITH_BY and not bits[start] & _SOMEBODY  # بشكل قاطع
    if is_manner and end - start > 1:  # not `بالحاج`
        return -1, -1
    return _trim(bits, start, cut(bits, start, end))


@kernel
def _is_share(bits, start, end):
    """Whether a number counts who says it: 39 في المئة من الناخبين, 20 مصدرا."""
    return bits[start] & _NUMBER and start + 1 < end and (bits[start + 1] & _SHARE) != 0


@kernel
def cut(bits, start, end):
    """The token at which the noun phrase that begins at `start` ends."""
    at = start + 1
    in_clause = False
    while at < end:
        here = bits[at]
        if here & _COMMA:
            if in_clause or not _is_apposition(bits, at + 1, end):
                return at
        elif here & _OPEN_BRACKET:
            at = after_bracket(bits, at, end)
            continue
        elif here & _RELATIVE:
            in_clause = True
        elif not in_clause and (_is_circumstance(bits, at, end) or is_break(bits, at, end)):
            return at
        at += 1
    return end


@kernel
def is_break(bits, at, end):
    """Whether the name or definite noun in front of a token ends the phrase there."""
    here, front = bits[at], bits[at - 1]
    if (here | front) & _SIDE:  # `المتحدث نفسه`
        return (front & _SIDE) != 0
    if here & _ORDINARY or (here & _OCCASION_OR_NAME == _SPEECH and front & _CLOSED):  # `ألقى الوزير كلمة`
        return True
    if not front & _NAMED or (here & front & _NAMED and not here & _NAME_START):
        return False
    if here & _WITH_BY and front & _PERSON:
        return not here & _NAMED
    if here & _IN_OR_ON:  # `غرفة التجارة في محافظة حمص` goes on, `سامي حداد في حمص` does not
        if front & _PERSON and next_of(bits, at + 1, end, _PERSON) == end:
            return True
        near = min(at + 3, end)
        return next_of(bits, at + 1, near, _ORGANISATION | _PLACE) == near
    if here & front & _PERSON:
        return True  # `ماكرون لترامب`
    is_told = here & _ORGANISATION  # `قال سامي حداد لعكاظ`, but `رئيس نادي الأفق لكرة القدم سامي حداد`
    return is_told and (front & _PERSON or next_of(bits, at, end, _PERSON) == end)


@kernel
def _is_circumstance(bits, at, end):
    if bits[at] & _CUTS:
        is_role = bits[at] & _CUTS == _TO_AUDIENCE and bits[at - 1] & _DEFINITE and not bits[at - 1] & _NAMED
        return not is_role or next_of(bits, at, end, _PERSON) == end  # المتحدث الرسمي لهيئة الطيران سامي حداد
    if bits[at] & _ABOUT:
        return not bits[at - 1] & _TAKES_ABOUT  # النائب عن المدينة, الصادر عن المركز
    if at + 1 >= end:
        return False
    following = bits[at + 1]
    if bits[at] & _IN_OR_ON:
        return (following & _OCCASION) != 0
    if bits[at] & _TO_THEM:
        return (following & _ADDRESSEE) != 0
    return (bits[at] & _FROM) != 0 and (following & _SIDE) != 0


@kernel
def _is_apposition(bits, start, end):
    """Whether a role or a person follows the comma, or a short name that ends the phrase."""
    if start >= end or bits[start] & NO_SPEAKER:
        return False
    if bits[start] & _SPEAKER_OR_PERSON:
        return True
    last = next_of(bits, start, end, _COMMA)
    if last - start > _SHORT_NAME:
        return False
    at = start
    while at < last and not _is_circumstance(bits, at, end):
        at += 1
    return at == last


@kernel
def _trim(bits, start, end):
    while end > start and bits[end - 1] & _TRAILING:
        end -= 1
    return (start, end) if end > start else (-1, -1)


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
                return (-1, -1) if is_clause else _trim(bits, wider, last)
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
        return _trim(bits, start + 1, cut(bits, start + 1, end))  # `أصدرت الوزارة بيانا قالت فيه`
    subject_end = cut(bits, start, end)
    if subject_end < end and bits[end - 1] & _ORDINARY:  # `الوزير أجرى لقاءات تتطرق إلى ...`
        return -1, -1
    return _trim(bits, start, subject_end)


@kernel
def _antecedent(bits, first, end):
    """The noun phrase in front of a relative pronoun: from its role on, or the short name that stands there."""
    start = _clause_start(bits, first, end, False)
    while start - 1 > first and bits[start - 1] & _COMMA and end - start <= _SHORT_NAME:
        wider = _clause_start(bits, first, start - 1, False)
        if wider >= start - 1:
            break
        start = wider
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
    return _trim(bits, start, end)


@kernel
def of_sentence(bits, first, limit):
    """The subject of the sentence's first verb, for a participle behind it (`وعزا الوزير ذلك ... مشيرا`)."""
    if bits[first] & _FROM and bits[first + 1] & _SIDE:  # `من جانبه قدم المدير ...`
        first += 2
    near = min(first + _FIRST_WORDS, limit)
    role = next_of(bits, first, near, _SUBJECT_OR_PREPOSITION)
    if role >= near or not bits[role] & (_SPEAKER | _NAMED) or bits[role] & _PLACE:
        return -1, -1
    limit = next_of(bits, role + 1, min(limit, role + _LONGEST), _ARGUMENT)
    for at in range(role + 1, limit):
        is_object = bits[at - 1] & _ORGANISATION and not bits[at] & _AFTER_BODY  # `خفض بنك الأفق سعر ...`
        if is_object or (bits[at - 1] & _PERSON and not bits[at] & _AFTER_NAME):
            limit = at
            break
    return _trim(bits, role, cut(bits, role, limit))
