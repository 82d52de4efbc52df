# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""How far the name of an organisation goes, from its head noun on.

A head without the article takes what `seeds/organisation_heads.csv` says of it: a definite noun and its adjectives
(وزارة الداخلية التونسية), a place (جامعة القاهرة), somebody whom it honours (جامعة الملك سعود), a name in quotation
marks; some go on with و and a subject (وزارة السياحة والآثار) or with ل and a purpose. A head with the article needs
an adjective that makes it a name: a nationality (الجيش التركي) or a proper one with a purpose
(الهيئة العامة للسياحة). Verbs, prepositions, pronouns, titles and words of time end every name.

A name is told as its first token, its end (exclusive) and the number of the rule that found it in RULES. One of the
rule PART is a name only if another one follows: المجلس العام needs لحزب روسيا الموحدة.
"""

from transforms.kernels import kernel
from transforms.organisations.phrases import (
    DEFINITE,
    FEMININE,
    JOINED,
    LINK,
    LONGEST,
    MOST_ADJECTIVES,
    NATION,
    NO_FOREIGN,
    PLAIN,
    PURPOSED,
    TOPIC,
    WORD,
    any_has,
    behind_adjectives,
    behind_foreign,
    behind_links,
    coordinated,
    has,
    has_nation,
    is_adjective,
    is_bare,
    is_name_part,
    is_noun,
    purpose,
)
from transforms.organisations.words import mask

RULES = (
    "site", "organisation_nation", "organisation_purpose", "organisation_adjective", "organisation_nested",
    "organisation_head", "organisation_place", "organisation_honoured", "organisation_foreign",
    "organisation_quoted", "organisation_nested",
)  # fmt: skip
NONE = -1
SITE, _NATIONAL, _PURPOSE, _ADJECTIVE, _NESTED, _HEAD, _PLACE, _HONOURED, FOREIGN, QUOTED, PART = range(
    len(RULES)
)
_LONGEST_HONOURED, _LONGEST_QUOTED = 8, 7
_NO_NAME = (0, 0, NONE)

_PROPER, _SITE, _GROUP, _ORDINAL = mask("adjective"), mask("site"), mask("group"), mask("ordinal")
_HONOUR, _COMPANY, _GENERIC, _WEAK = mask("honour"), mask("company"), mask("generic"), mask("weak_adjective")
_SITE_ADJECTIVE, _IN = mask("site_adjective"), mask("in")
_GIVEN, _NOT_GIVEN, _ADJECTIVAL = mask("given"), mask("joined|definite|stop|topic"), mask("adjectival")
_ORDINARY = mask("nation|adjective|topic|stop|generic|feminine")
_QUOTES = mask("open_quote|close_quote|quote")
_NESTS = mask("takes_topic|takes_known_topic|takes_name")
_OF_NOUNS = _NESTS | mask("takes_qualified|takes_linked")
_OF_PLACES = mask("takes_place|takes_international")
_BODIES = mask("takes_topic|takes_known_topic|takes_nationality|takes_conjunction|takes_place|takes_honoured")
_MARKED = mask("takes_quoted|takes_enclosed")
(
    _TAKES_PURPOSE, _TAKES_MORE, _TAKES_NATION, _TAKES_GROUP, _TAKES_ADJECTIVE,
    _TAKES_LINKED, _TAKES_KNOWN, _TAKES_QUALIFIED, _TAKES_FOREIGN, _TAKES_ALONE,
    _TAKES_HONOURED, _TAKES_INTERNATIONAL, _TAKES_ENCLOSED, _TAKES_WITHIN,
) = (mask(f"takes_{what}") for what in (
    "purpose", "conjunction", "nationality", "group", "adjective",
    "linked", "known_topic", "qualified", "foreign", "alone",
    "honoured", "international", "enclosed", "within",
))  # fmt: skip
_NAMING, _NO_COMPANY = _PROPER | NATION, NO_FOREIGN | LINK | TOPIC
_NO_MORE_SITE = NATION | mask("stop")


@kernel
def name_from(tokens, head, place_end, organisation_end):
    """The name that begins with a head.

    `place_end`, `organisation_end`: where a place or an organisation that begins right behind it ends, else 0;
    the place may stand behind linking nouns (وكالة أنباء الإمارات, غرفة تجارة وصناعة البحرين).
    """
    noun, first = tokens[head], tokens[head + 1]
    if has(noun, DEFINITE):
        return _of_definite(tokens, head)
    if has(first, _QUOTES):
        return _quoted(tokens, head)
    if has(noun, _TAKES_HONOURED) and (has(first, _HONOUR) or _is_named(tokens, head)):
        return _honoured(tokens, head)
    if organisation_end:
        return _of_organisation(tokens, head, organisation_end)
    if place_end and (has(noun, _OF_PLACES) or (has(first, LINK) and has(noun, _NESTS))):
        return _of_place(tokens, head, place_end)
    if has(noun, _TAKES_FOREIGN) and not has(first, DEFINITE):
        found = _foreign(tokens, head)
        if found[2] != NONE:
            return found
    return _of_noun(tokens, head)


@kernel
def extends(token, head):
    """Whether a listed name may go on with a token: an adjective, لكرة القدم, or the next subject of a ministry."""
    if has(token, JOINED):
        return has(token, TOPIC) and has(token, DEFINITE) and has(head, _TAKES_MORE)
    return not (has(token, PURPOSED) and has(token, DEFINITE))


@kernel
def goes_on(tokens, head, end):
    """Whether a name may go on with another one: behind ل (المجلس العام لحزب ...), of a committee behind في."""
    if has(tokens[head], DEFINITE) and has(tokens[end], PURPOSED):
        return not any_has(tokens, head + 1, end, NATION) or has(tokens[head], _TAKES_PURPOSE)
    return has(tokens[head], _TAKES_WITHIN) and has(tokens[end], _IN)


@kernel
def _of_organisation(tokens, head, end):
    """مجلة الجمعية الأمريكية, مسجد قوات الطوارئ; not قوات الجيش اليمني, إدارة بيت التمويل."""
    if not has(tokens[head], _NESTS) or has(tokens[head + 1], _TAKES_LINKED):
        return _NO_NAME
    if has(tokens[head], _SITE):
        return head, end, SITE
    adjective = behind_adjectives(tokens, end, end + 1)
    longer = _with_purpose(tokens, head, adjective)  # مفوضية الأمم المتحدة السامية لحقوق الإنسان
    return head, longer if longer > adjective else end, _NESTED


@kernel
def _of_definite(tokens, head):
    """الجيش التركي، الهيئة العامة للسياحة والآثار."""
    noun, first = tokens[head], tokens[head + 1]
    if not is_adjective(first) and not has(first, _ORDINAL):
        return _NO_NAME
    if has(noun ^ first, FEMININE):  # وزير الخارجية الروسي
        return _NO_NAME
    end = behind_adjectives(tokens, head + 2, head + 2 + MOST_ADJECTIVES)
    nation = has_nation(tokens, head, end)
    if (has(first, _ORDINAL) and not nation) or (end == head + 2 and has(first, _GENERIC)):
        return _NO_NAME
    is_body = has(noun, _TAKES_PURPOSE | _TAKES_MORE)
    longer = purpose(tokens, head, end) if is_body else end
    if has(noun, _TAKES_NATION) and nation:
        return head, longer, _NATIONAL
    if longer > end:
        return head, longer, _PURPOSE
    if has(noun, _TAKES_GROUP) and has(first, _GROUP):  # الميليشيات الحوثية
        return head, end, _ADJECTIVE
    if not has(first, _NAMING):  # الهيئة المحلية
        return _NO_NAME
    is_proper = has(first, _PROPER) and not has(first, _WEAK) and not has(noun, _MARKED)
    is_named = is_body and has(noun, _BODIES) and (is_proper or end > head + 2)
    if is_named or (has(noun, _TAKES_ADJECTIVE) and has(first, _PROPER)):
        return head, end, _ADJECTIVE
    return head, end, PART


@kernel
def _of_noun(tokens, head):
    """وزارة الداخلية التونسية، هيئة مكافحة الفساد، حزب العمال الكردستاني."""
    noun, first = tokens[head], behind_links(tokens, head)
    if not has(noun, _OF_NOUNS) or not is_noun(tokens[first]):
        return _NO_NAME
    is_linked = first > head + 1
    if has(noun, _TAKES_LINKED) and not is_linked:  # إدارة توعية المستهلك, not إدارة الشركة
        return _NO_NAME
    if has(noun, _TAKES_KNOWN) and not is_linked and not has(tokens[first], TOPIC):
        return _NO_NAME
    end = behind_adjectives(tokens, first + 1, first + MOST_ADJECTIVES)
    if end == first + 1 and (has(tokens[first], _GENERIC) or has(noun, _TAKES_QUALIFIED)):
        return _NO_NAME
    if has(noun, _SITE):
        return head, end, SITE
    if has(noun, _TAKES_MORE):
        end = coordinated(tokens, head, end)
    return head, _with_purpose(tokens, head, end), _HEAD


@kernel
def _with_purpose(tokens, head, end):
    """The end of a name with its purpose, where its head takes one."""
    return purpose(tokens, head, end) if has(tokens[head], _TAKES_PURPOSE) else end


@kernel
def _of_place(tokens, head, place_end):
    """جامعة القاهرة، مستشفى صيدا الحكومي، مدينة جازان الاقتصادية."""
    end = behind_adjectives(tokens, place_end, place_end + MOST_ADJECTIVES)
    if not has(tokens[head], _SITE):
        return head, _with_purpose(tokens, head, end), _PLACE
    is_named = end > place_end and has(tokens[place_end], _PROPER) and not has(tokens[place_end], NATION)
    if (
        has(tokens[head], _TAKES_INTERNATIONAL) and not is_named
    ):  # مدينة ميلانو الإيطالية, مدينة أوديسا الساحلية
        return _NO_NAME
    return head, end, SITE


@kernel
def _is_named(tokens, head):
    """Whether a given name and another one or what stands for one follow: جامعة محمد الخامس, جامعة شعيب الدكالي."""
    first = tokens[head + 1]
    if not has(first, _GIVEN) or has(first, _NOT_GIVEN):
        return False
    second = tokens[head + 2]
    return has(second, PLAIN) and (has(second, _ORDINAL) or _is_family(second))


@kernel
def _is_family(token):
    """Whether a word with the article has the shape of an adjective and is no ordinary one."""
    return has(token, _ADJECTIVAL) and not has(token, _ORDINARY)


@kernel
def _honoured(tokens, head):
    """جامعة الإمام محمد بن سعود الإسلامية، مركز الملك سلمان للإغاثة."""
    end = head + 2
    if has(tokens[head + 1], _GIVEN) and has(tokens[end], PLAIN):
        end += 1
    while end < head + _LONGEST_HONOURED and is_name_part(tokens[end], tokens[end - 1]):
        end += 1
    if end == head + 2:
        return _NO_NAME
    end = behind_adjectives(tokens, end, head + LONGEST)
    end = _with_purpose(tokens, head, end)
    is_site = has(tokens[head], _SITE) or any_has(tokens, head + 1, end, _SITE_ADJECTIVE)
    return head, end, SITE if is_site else _HONOURED


@kernel
def _foreign(tokens, head):
    """شركة شيودا, نادي تشارلتون أثلتيك: words that are no ordinary ones; or any with a purpose behind."""
    noun, end = tokens[head], behind_foreign(tokens, head + 1)
    if end == head + 1:
        return _of_purpose(tokens, head)
    if has(noun, _SITE):
        return head, end, SITE
    if has(noun, _TAKES_ALONE):
        return head + 1, end, FOREIGN
    if is_bare(tokens[end]) and _qualifies(tokens[end + 1], noun):
        end += 2  # مجموعة كارل فينسون الهجومية
    elif _qualifies(tokens[end], noun):
        end += 1
    if is_adjective(tokens[end]) and has(tokens[end], NATION) and not has(tokens[end] ^ noun, FEMININE):
        end += 1
    return head, _with_purpose(tokens, head, end), FOREIGN


@kernel
def _of_purpose(tokens, head):
    """شركة ستار لتنظيم المعارض."""
    if (
        not has(tokens[head], _COMPANY)
        or has(tokens[head + 1], _NO_COMPANY)
        or not has(tokens[head + 1], WORD)
    ):
        return _NO_NAME
    end = purpose(tokens, head, head + 2)
    return (head, end, _PURPOSE) if end > head + 3 else _NO_NAME


@kernel
def _qualifies(token, head):
    """Whether a word is an adjective of the head that tells no nation."""
    return is_adjective(token) and not has(token ^ head, FEMININE) and not has(token, _NO_MORE_SITE)


@kernel
def _quoted(tokens, head):
    """صحيفة «الرأي»: what stands between the marks; حزب «روسيا الموحدة»: its noun too."""
    if not has(tokens[head], _MARKED):
        return _NO_NAME
    end = head + 2
    while end < head + _LONGEST_QUOTED and has(tokens[end], WORD):
        end += 1
    if end == head + 2 or not has(tokens[end], _QUOTES):
        return _NO_NAME
    is_whole = has(tokens[head], _TAKES_ENCLOSED)
    return (head, end + 1, QUOTED) if is_whole else (head + 2, end, QUOTED)
