# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who says it: the noun phrase behind the verb or in front of it, with title and role, without time and occasion.

A phrase is cut where the circumstances begin: a time (`أمس`), an occasion (`في تصريح`, `خلال`), an addressee
(`لوكالة`, `ل "الحياة"`). A comma ends it unless a role or a short name follows (`أمين المجلس، نائب الرئيس، أندريه`).
Behind a name or a definite noun an indefinite noun or a verb belongs to something else: `ذكر المراسل تفاصيل ...`.
A speaker is (first token, end); both -1 where there is none.
"""

from transforms.kernels import kernel
from transforms.statements.addressees import behind_addressee, behind_days
from transforms.statements.kernels import after_bracket, next_of
from transforms.statements.symbols import mask

_LONGEST = 34  # tokens of a speaker
_SHORT_NAME = 4
_FIRST_WORDS = 5  # in which the subject of a sentence begins
NO_SPEAKER = mask(
    "adjunct|in|on|about|from|to|negation|pronoun|that|and_that|number|to_audience|to_them|perfective"
    "|relative|auxiliary|by|no_speaker|participle"
)
_CUTS = mask("adjunct|to_audience|filler|pronoun|verb|participle|clause|source|perfective")
_TRAILING = mask("comma|colon|dash|quote|open_bracket|to|on|in|about|from|by|to_them|ellipsis")
_FILLER = mask("filler|comma")
_COMMA = mask("comma")
_FROM = mask("from")
_SIDE = mask("side")
_OPEN_BRACKET = mask("open_bracket")
_RELATIVE = mask("relative")
_IN_OR_ON = mask("in|on")
_TO_THEM = mask("to_them")
_SPEAKER = mask("speaker")
_OCCASION = mask("occasion|adjunct|quote|open_quote|number")
_ADDRESSEE = mask("audience|quote|open_quote|close_quote|open_bracket")
_TO_AUDIENCE = mask("to_audience")
_SHARE = mask("in|from|speaker")
_TAKES_ABOUT = mask("speaker|takes_preposition")
_WITH_BY = mask("with_by")
_NUMBER = mask("number")
_ARGUMENT = mask("colon|semicolon|that|with_by|not_that|then")
_PERSON = mask("person")
_ORGANISATION = mask("organisation")
_PLACE = mask("place")
_NAMED = mask("person|organisation|place")
_NAME_START = mask("name_start")
_ORDINARY = mask("ordinary")
_SOMEBODY = mask("speaker|person|organisation|place")
_SPEECH = mask("occasion")
_OCCASION_OR_NAME = mask("occasion|definite|speaker|person|organisation|place")
_CLOSED = mask("definite|person|organisation|place")
_SPEAKER_OR_PERSON = mask("speaker|person")
_DEFINITE = mask("definite")
_ABOUT = mask("about")
_SUBJECT_OR_PREPOSITION = mask("speaker|person|organisation|place|in|on|from|to|about")
_AFTER_NAME = mask("person|speaker|comma|open_bracket|close_bracket|quote|open_quote|close_quote")
_AFTER_BODY = _AFTER_NAME | mask("organisation|place|definite|in")


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
    return trim(bits, start, cut(bits, start, end))


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
def trim(bits, start, end):
    """A phrase without what leads on from it; none if nothing is left."""
    while end > start and bits[end - 1] & _TRAILING:
        end -= 1
    return (start, end) if end > start else (-1, -1)


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
    return trim(bits, role, cut(bits, role, limit))
