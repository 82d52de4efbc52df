# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Noun phrases around an event: where they end, whom they name, and whether they are clearly somebody.

A text is (bits, cover, kinds, ends): the symbols of each token; the mention that the token belongs to, -1 for none;
the type of each mention (an index of `mentions.ENTITY_TYPES`) and the token behind it. A phrase is (end, mention,
level): the token behind it, the mention that names it (a person before an organisation before a place, -1 for none),
and NOBODY, SOMEWHERE (`دور السعودية`), CLEAR (`القوات`, `مسلحون`) or NAMED.
"""

from transforms.events.symbols import mask
from transforms.kernels import kernel
from transforms.mentions import ENTITY_TYPES, ORGANISATION, PERSON, PLACE

NOBODY, SOMEWHERE, CLEAR, NAMED = range(4)
IS_PERSON, IS_ORGANISATION, IS_PLACE = (ENTITY_TYPES.index(name) for name in (PERSON, ORGANISATION, PLACE))
IS_OFFICE = len(ENTITY_TYPES)  # a body or place that only tells whose office somebody holds: `أمير [الكويت]`
_LONGEST = 24  # tokens of a phrase
_HEAD = 2  # words of a phrase, one of which says who it is
_HOLDER = 5  # tokens from ب in a role to that name
_ROLE = 10  # tokens from `في` in a role to the name of who holds it

ENDS = mask("end|newline|dot|terminator|semicolon|colon|ellipsis")
STOPS = ENDS | mask("verb|that|relative|auxiliary|perfective|connector|irrealis|negation")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|agent|presence|adjunct|in_name")
_LIGHT = mask("waged|target|light|happens|undergoes")
OUTSIDE = STOPS | _PREPOSITIONS | _LIGHT | mask("comma|time|dash|slash|open_bracket|close_bracket")
_WORD = mask("word")
_SOMEBODY = mask("actor|force|position")
_DEFINITE, _JOINED, _BY_OR_FOR = mask("definite"), mask("joined"), mask("by|for")
_BY, _FOR = mask("by"), mask("for")
_NATION = mask("nation")
_POSITION, _HONORIFIC, _ACTOR = mask("position"), mask("honorific"), mask("actor")
_DEED, _FORCE, _CLOSED = mask("deed"), mask("force"), mask("definite|nation")
_FEMININE, _PLURAL = mask("feminine"), mask("plural")
_FROM, _QUANTITY, _PEOPLE = mask("from"), mask("number|quantity"), mask("definite|plural")
_ACCUSATIVE = mask("accusative")
_ROLE_OF = mask("actor|position")
_PLAIN_NOUN = mask("word|feminine")
_IN_ROLE = mask("in|to|for|on|from|by|in_name")
_OPEN, _CLOSE, _QUOTE = mask("open_quote"), mask("close_quote"), mask("quote")
QUOTES = _OPEN | _CLOSE | _QUOTE
_COMMA = mask("comma")
_AFTERMATH, _TIME = mask("aftermath"), mask("time")


@kernel
def phrase(text, start, limit):
    """The noun phrase that begins at `start`, before `limit`; proclitics of its first word are not looked at."""
    bits, cover, kinds, ends = text
    at, mention, level = start, -1, NOBODY
    is_role, is_office = False, False
    limit = min(limit, start + _LONGEST)
    while at < limit:
        one = cover[at]
        if at > start and _is_other(text, start, at, limit, is_role, mention):
            break
        if one >= 0:
            level = max(level, _weight(kinds[one], at == start, level))
            is_office = is_office or kinds[one] == IS_OFFICE
            is_known = not is_office and (mention < 0 or kinds[mention] == IS_PLACE)
            if is_known or kinds[one] == IS_PERSON:
                mention = one
            at = max(ends[one], at + 1)
            if kinds[one] == IS_PERSON:
                break
            continue
        if bits[at] & OUTSIDE and not (at > start and _goes_on(text, start, at, limit, is_role)):
            break
        if at == start and bits[at] & _NATION and bits[at] & _DEFINITE:  # وعد الفلسطينيون
            level = NAMED
        elif bits[at] & _PEOPLE == _PEOPLE and (at == start or bits[at - 1] & _QUANTITY):  # جميع المتدربين
            level = max(level, CLEAR)
            is_role = is_role or (bits[at] & _ROLE_OF == _ROLE_OF and not bits[at] & _NATION)  # الأمين العام
        elif _is_adjective(bits, start, at):
            pass
        elif bits[at] & _SOMEBODY and (at - start < _HEAD or bits[at - 1] & (_FROM | _QUANTITY)):
            level = max(level, CLEAR)
            is_role = is_role or (bits[at] & _ACTOR) != 0
        elif at == start and bits[at] & _NATION and bits[at] & _DEFINITE:  # وعد الفلسطينيون
            level = CLEAR
        at += 1
    return _unquoted(bits, start, at), mention, level


@kernel
def _unquoted(bits, start, end):
    """Where a phrase ends without a mark that belongs to what stands around it: `قوات الأمن «تمكنت`."""
    while end > start + 1 and bits[end - 1] & QUOTES:
        n_open, n_quotes = 0, 0
        for at in range(start, end):
            if bits[at] & _CLOSE and n_open > 0:
                n_open -= 1
            elif bits[at] & _OPEN:
                n_open += 1
            elif bits[at] & (_CLOSE | _QUOTE):  # many write ” at both ends
                n_quotes += 1
        if not bits[end - 1] & _OPEN and n_quotes % 2 == 0:
            break
        end -= 1
    return end


@kernel
def _is_adjective(bits, start, at):
    """Whether a word that may be somebody tells of a deed or thing: `الهجوم الإرهابي`, `الحادث الإرهابي`."""
    is_noun = at == start + 1 and not bits[start] & (_SOMEBODY | _HONORIFIC)
    if not is_noun or not bits[at] & _SOMEBODY or bits[at] & _NATION:
        return False
    is_definite = bits[at] & _DEFINITE != 0
    return bits[start] & _DEFINITE != 0 if is_definite else bits[start] & (_DEED | _DEFINITE) == _DEED


@kernel
def _weight(kind, is_head, level):
    """A place names somebody if it stands for its government, or says whose."""
    return SOMEWHERE if kind == IS_PLACE and not is_head and level == NOBODY else NAMED


@kernel
def _goes_on(text, start, at, limit, is_role):
    """Whether a preposition belongs to the phrase: `5000 من الجنود`, `سفير سورية لدى موسكو رياض حداد`."""
    bits, cover, _, _ = text
    if bits[at] & _FROM:
        is_some = bits[at - 1] & (_ACTOR | _DEFINITE) == _ACTOR and at + 1 < limit
        is_force = is_some and bits[at + 1] & _FORCE and cover[at + 1] < 0  # عناصر من الشرطة
        if is_force or bits[at - 1] & _QUANTITY:
            return True
    if bits[at] & _TIME and at == start + 1 and at + 1 < limit:  # مدير عام الإدارة
        is_role_of = bits[start] & (_ACTOR | _DEFINITE | _PLURAL) == _ACTOR
        return is_role_of and bits[at + 1] & (_DEFINITE | _TIME) == _DEFINITE
    return is_role and bits[at] & _IN_ROLE != 0 and _is_before_person(text, at, limit)


@kernel
def _is_before_person(text, at, limit):
    """Whether the name of who holds a role stands behind a preposition in it: `السفير لدى موسكو رياض حداد`."""
    bits, cover, kinds, _ = text
    for other in range(at + 1, min(limit, at + _ROLE)):
        if cover[other] >= 0 and kinds[cover[other]] == IS_PERSON:
            return True
        if bits[other] & (STOPS | _COMMA | _JOINED):
            return False
    return False


@kernel
def _is_other(text, start, at, limit, is_role, mention):
    """Whether another phrase begins at a token: joined by و, or `[الرئيس السوري] [وزير الخارجية]`."""
    bits, cover, kinds, _ = text
    here, one, before = bits[at], cover[at], cover[at - 1]
    if (one >= 0 and one == before) or (here & _PREPOSITIONS and one < 0):  # `_goes_on` tells of prepositions
        return False
    if here & _JOINED:
        return True
    is_known = here & (_SOMEBODY | _DEFINITE | _HONORIFIC) or one >= 0
    if here & _BY_OR_FOR and is_known and not (is_role and _is_part(here, one)):
        return True
    if here & _FOR and at == start + 1 and cover[start] < 0 and not bits[start] & (_SOMEBODY | _DEFINITE):
        return True  # [تهديدا] [لمنطقة ...]
    if here & _DEED or (here & _ACCUSATIVE and one < 0 and _is_singular(bits[start], bits[at - 1])):
        return True  # [الرئيس السابق] [الديمقراطيين]
    if here & _BY and one < 0 and not here & _NATION:  # [أعضاء متشددون] [بإنهاء]
        return not (is_role and _is_before_person(text, at, min(limit, at + _HOLDER)))
    if bits[start] & _PLURAL and bits[start] & _SOMEBODY and here & _FEMININE and one < 0 and before < 0:
        return True  # [مسلحون مجهولون] [مسجدا], [المسلحون] [الهدنة]
    if at == start + 1 and one < 0 and _is_no_construct(bits[start], here):
        return True
    if at == start + 2 and one < 0 and _is_object(bits[start], bits[at - 1], here):
        return True
    is_closed = bits[at - 1] & _CLOSED or bits[at - 1] & (_POSITION | _DEFINITE) == _POSITION  # سموه
    is_closed = is_closed or (one >= 0 and bits[at - 1] & _PLURAL and bits[at - 1] & _SOMEBODY)  # معارضون
    if not is_closed and before < 0:
        return False
    if one >= 0:
        is_role_of = kinds[one] == IS_PERSON and here & (_SOMEBODY | _HONORIFIC) != 0
        return is_role_of or _is_other_name(text, start, at, is_role)  # [القصر] [رئيس الآلية فلان]
    if here & _QUANTITY:  # [اعتقلت السلطات التركية] [590 شخصا]
        return True
    if _is_behind_nation(here, bits[at - 1], at - start):
        return True
    if bits[start] & _HONORIFIC and mention < 0:  # سمو ولي العهد نائب الرئيس الأمير فلان
        return False
    if here & _POSITION:
        return True
    if here & _DEFINITE and (before >= 0 or (bits[start] & _DEFINITE and bits[start] & _SOMEBODY)):
        is_next = here & _SOMEBODY and not here & _HONORIFIC and at > start + 1  # [الأسر المتضررة] [السلطات]
        is_plain = before < 0 or (
            bits[start] & _FORCE and bits[start] & _FEMININE
        )  # [قوات الاحتلال] [الرصاص]
        return is_next or (is_plain and _is_no_adjective(bits[start], here))
    return here & (_WORD | _DEFINITE) == _WORD  # [وقع الوزير] [مذكرة], no adjective


@kernel
def _is_singular(noun, before):
    """Whether a noun with its adjective is one that no plural goes on with: `[الرئيس السابق] [الديمقراطيين]`."""
    return before & _DEFINITE != 0 and noun & _SOMEBODY != 0 and noun & (_PLURAL | _QUANTITY | _FEMININE) == 0


@kernel
def _is_part(here, one):
    """Whether a word with ب or ل goes on with a role: `الأمين العام [للأمم المتحدة]`, no `الرئيس [للقيام]`."""
    return one >= 0 or here & _SOMEBODY != 0 or not here & _DEFINITE


@kernel
def _is_other_name(text, start, at, is_role):
    """Whether a name is that of another phrase: `[اتهمت فرنسا] [تركيا]`, no `[الأمين العام] [للأمم المتحدة]`."""
    bits, cover, kinds, _ = text
    here, one, before = bits[at], cover[at], cover[at - 1]
    if kinds[one] == IS_PERSON:
        is_plural = at == start + 1 and bits[start] & (_PLURAL | _DEFINITE) == _PLURAL
        if bits[start] & _FORCE or is_plural:  # [اعتقلت الشرطة] [فلانا], [يتهم معارضون] [فلانا]
            return True
        return before >= 0 and cover[start] == before and not is_role  # [حذرت أنقرة] [فلانا]
    if here & bits[at - 1] & _PEOPLE == _PEOPLE and before < 0:  # المتمردين الحوثيين
        return False
    head = bits[start] | (bits[start + 1] if bits[start] & _QUANTITY else bits[start])  # خمسة جنود
    is_government = kinds[one] == IS_PLACE and (head & _SOMEBODY) != 0
    is_closed = before >= 0 or is_government or (bits[start] & _FORCE) != 0  # [يلاحق الجيش] [تنظيم ...]
    is_known = is_closed or (here & _SOMEBODY) != 0
    return is_known and not here & _BY_OR_FOR  # [اتهمت فرنسا] [تركيا], no [الأمين العام] [للأمم المتحدة]


@kernel
def _is_object(noun, adjective, here):
    """Whether a noun has its adjective, and an indefinite word cannot be another: `[ميليشيات حوثية] [منزلا]`."""
    if not noun & _SOMEBODY or (noun | adjective) & _DEFINITE or not noun & adjective & _FEMININE:
        return False
    return here & (_WORD | _DEFINITE | _FEMININE) == _WORD


@kernel
def _is_no_construct(noun, here):
    """Whether a plural in ن, which governs no noun, has no adjective behind it: `[مستوطنون] [منازل الفلسطينيين]`."""
    is_plural = noun & (_PLURAL | _ACTOR | _DEFINITE) == _PLURAL | _ACTOR
    return is_plural and here & ~_PLAIN_NOUN == 0


@kernel
def _is_behind_nation(here, before, n_words):
    """Whether a word cannot go on with an adjective of a nation: `[وسائل إعلام ألمانية] [التحقيق]` is definite and
    that is not, `[الشرطة الإيطالية] [المغربي]` of the other gender.
    """
    if here & _DEFINITE and before & (_NATION | _DEFINITE) == _NATION:
        return True
    return n_words == _HEAD and here & before & _NATION != 0 and (here ^ before) & _FEMININE != 0


@kernel
def _is_no_adjective(noun, here):
    """Whether a definite word behind a definite noun is not its adjective: `[الحكومة] [القرار]`."""
    if noun & _FEMININE:
        return not here & _FEMININE
    if noun & _PLURAL and here & _FEMININE:  # [الجانبان] [العلاقات]
        return True
    return noun & _POSITION and here & _FEMININE


@kernel
def is_before(bits, at, last):
    """Whether a word opens what came before the event: `بعد الهجوم`, but no time (`بعد ظهر اليوم`)."""
    if not bits[at] & _AFTERMATH:
        return False
    return not (at + 1 < last and bits[at + 1] & _TIME) and not (at + 2 < last and bits[at + 2] & _TIME)
