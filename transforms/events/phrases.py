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
_LONGEST = 24  # tokens of a phrase
_HEAD = 3  # words of a phrase, one of which says who it is
_ROLE = 10  # tokens from `في` in a role to the name of who holds it
_FRONT = 18  # tokens of a subject in front of its verb

ENDS = mask("end|newline|dot|terminator|semicolon|colon|ellipsis")
STOPS = ENDS | mask("verb|that|relative|auxiliary|perfective|connector|irrealis|negation")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|agent|presence|adjunct")
_LIGHT = mask("waged|target|light|happens|undergoes")
_OUTSIDE = STOPS | _PREPOSITIONS | _LIGHT | mask("comma|time|dash|slash|open_bracket|close_bracket")
_WORD = mask("word")
_SOMEBODY = mask("actor|force|position")
_DEFINITE, _JOINED, _BY_OR_FOR = mask("definite"), mask("joined"), mask("by|for")
_NATION = mask("nation")
_POSITION, _HONORIFIC, _ACTOR = mask("position"), mask("honorific"), mask("actor")
_DEED, _FORCE, _CLOSED = mask("deed"), mask("force"), mask("definite|nation")
_FEMININE, _PLURAL = mask("feminine"), mask("plural")
_FROM, _QUANTITY = mask("from"), mask("number|quantity")
_IN_ROLE = mask("in|to|for|on|from")
_CLAUSE_START = STOPS | mask("comma|close_bracket")
_PERFECTIVE, _COMMA, _RELATIVE = mask("perfective|auxiliary"), mask("comma"), mask("relative")
_OPENS = mask("that|auxiliary|connector|perfective") | ENDS


@kernel
def phrase(text, start, limit):
    """The noun phrase that begins at `start`, before `limit`; proclitics of its first word are not looked at."""
    bits, cover, kinds, ends = text
    at, mention, level = start, -1, NOBODY
    is_role = False
    limit = min(limit, start + _LONGEST)
    while at < limit:
        one = cover[at]
        if at > start and _is_other(text, start, at, is_role, mention):
            break
        if one >= 0:
            level = max(level, _weight(kinds[one], at == start, level))
            if mention < 0 or kinds[one] == IS_PERSON or kinds[mention] == IS_PLACE:
                mention = one
            at = max(ends[one], at + 1)
            if kinds[one] == IS_PERSON:
                break
            continue
        if bits[at] & _OUTSIDE and not (at > start and _goes_on(text, at, limit, is_role)):
            break
        if at == start and bits[at] & _NATION and bits[at] & _DEFINITE:  # وعد الفلسطينيون
            level = NAMED
        elif _is_adjective(bits, start, at):
            pass
        elif bits[at] & _SOMEBODY and (at - start < _HEAD or bits[at - 1] & (_FROM | _QUANTITY)):
            level = max(level, CLEAR)
            is_role = is_role or (bits[at] & _ACTOR) != 0
        elif at == start and bits[at] & _NATION and bits[at] & _DEFINITE:  # وعد الفلسطينيون
            level = CLEAR
        at += 1
    return at, mention, level


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
def _goes_on(text, at, limit, is_role):
    """Whether a preposition belongs to the phrase: `5000 من الجنود`, `سفير سورية لدى موسكو رياض حداد`."""
    bits, cover, kinds, _ = text
    if bits[at] & _FROM:
        is_some = bits[at - 1] & (_ACTOR | _DEFINITE) == _ACTOR and at + 1 < limit
        is_force = is_some and bits[at + 1] & _FORCE and cover[at + 1] < 0  # عناصر من الشرطة
        if is_force or bits[at - 1] & _QUANTITY:
            return True
    if not is_role or not bits[at] & _IN_ROLE:
        return False
    for other in range(at + 1, min(limit, at + _ROLE)):
        if cover[other] >= 0 and kinds[cover[other]] == IS_PERSON:
            return True
        if bits[other] & (STOPS | _COMMA | _JOINED):
            return False
    return False


@kernel
def _is_other(text, start, at, is_role, mention):
    """Whether another phrase begins at a token: joined by و, or `[الرئيس السوري] [وزير الخارجية]`."""
    bits, cover, kinds, _ = text
    here, one, before = bits[at], cover[at], cover[at - 1]
    if one >= 0 and one == before:
        return False
    if here & _JOINED:
        return True
    if here & _BY_OR_FOR and (here & (_SOMEBODY | _DEFINITE) or one >= 0) and not is_role:
        return True
    if here & _DEED:
        return True
    if bits[start] & _PLURAL and bits[start] & _SOMEBODY and here & _FEMININE and one < 0 and before < 0:
        return True  # [مسلحون مجهولون] [مسجدا], [المسلحون] [الهدنة]
    if not bits[at - 1] & _CLOSED and before < 0:
        return False
    if one >= 0:
        if kinds[one] == IS_PERSON:
            if bits[start] & _FORCE:  # [اعتقلت الشرطة] [فلانا]
                return True
            return before >= 0 and cover[start] == before and not is_role  # [حذرت أنقرة] [فلانا]
        is_government = kinds[one] == IS_PLACE and (bits[start] & _SOMEBODY) != 0
        is_closed = before >= 0 or is_government or (bits[start] & _FORCE) != 0  # [يلاحق الجيش] [تنظيم ...]
        is_known = is_closed or (here & _SOMEBODY) != 0
        return is_known and not here & _BY_OR_FOR  # [اتهمت فرنسا] [تركيا], no [الأمين العام] [للأمم المتحدة]
    if here & _QUANTITY:  # [اعتقلت السلطات التركية] [590 شخصا]
        return True
    if bits[start] & _HONORIFIC and mention < 0:  # سمو ولي العهد نائب الرئيس الأمير فلان
        return False
    if here & _POSITION:
        return True
    if here & _DEFINITE and (before >= 0 or (bits[start] & _DEFINITE and bits[start] & _SOMEBODY)):
        is_next = here & _SOMEBODY and at > start + 1  # [الأسر المتضررة] [السلطات]
        return is_next or (before < 0 and _is_no_adjective(bits[start], here))
    return here & (_WORD | _DEFINITE) == _WORD  # [وقع الوزير] [مذكرة], no adjective


@kernel
def _is_no_adjective(noun, here):
    """Whether a definite word behind a definite noun is not its adjective: `[الحكومة] [القرار]`."""
    if noun & _FEMININE:
        return not here & _FEMININE
    return noun & _POSITION and here & _FEMININE


@kernel
def front(text, verb, first):
    """The phrase in front of a verb as (start, end, level), level NOBODY where its clause has none."""
    bits, cover, _, _ = text
    at = verb - 1
    while at >= first and bits[at] & _PERFECTIVE:
        at -= 1
    stop = at + 1
    if at >= first and bits[at] & _RELATIVE:
        return _antecedent(text, at, first)
    while at >= first and stop - at <= _FRONT and not bits[at] & _CLAUSE_START:
        at -= 1
    start = at + 1
    if start >= stop or stop - at > _FRONT or bits[start] & _BY_OR_FOR:
        return start, start, NOBODY
    is_somebody = cover[start] >= 0 or (bits[start] & _SOMEBODY) != 0
    if at >= first and not bits[at] & _OPENS and not (bits[at] & _COMMA and is_somebody):
        return start, start, NOBODY
    end, _, level = phrase(text, start, stop)
    return start, end, level


@kernel
def _antecedent(text, relative, first):
    """Who stands right in front of `الذي`."""
    bits, cover, kinds, _ = text
    at = relative - 1
    if at >= first and bits[at] & _COMMA:
        at -= 1
    if at >= first and cover[at] < 0 and bits[at] & _SOMEBODY and bits[at] & _DEFINITE:  # الضابط الذي
        return at, at + 1, CLEAR
    if at < first or cover[at] < 0 or kinds[cover[at]] == IS_PLACE:
        return at, at, NOBODY
    start = at
    while start > first and cover[start - 1] == cover[at]:
        start -= 1
    if start > first and bits[start - 1] & _DEED:  # التفجير الإرهابي الذي
        return start, start, NOBODY
    return start, at + 1, NAMED
