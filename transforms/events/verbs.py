# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""A verb that may be an event: whether it is one, and who takes part."""

from transforms.events.arguments import behind
from transforms.events.levels import (
    follows,
    is_accident,
    is_by_person,
    is_enough,
    is_mutual,
    is_somebody,
    is_visited,
)
from transforms.events.participants import (
    ACTOR,
    END,
    LEVEL,
    MENTION,
    PART,
    RANK,
    RECIPIENT,
    START,
    UNSURE,
    add,
    add_row,
    best,
    turn,
)
from transforms.events.patterns import FRAME_BITS, Form
from transforms.events.phrases import CLEAR, IS_PERSON, NAMED, NOBODY, STOPS, front, phrase
from transforms.events.symbols import class_mask, mask
from transforms.kernels import kernel
from transforms.statements.kernels import next_of
from transforms.vocabularies.events import EVENT_TYPES

VERB_RULES = ("verb", "subject_first", "passive", "carried", "participle")
_VERB, _SUBJECT_FIRST, _PASSIVE_RULE, _CARRIED, PARTICIPLE_RULE = range(len(VERB_RULES))
_PARTICIPLE = int(Form.PARTICIPLE)
_PAST, _PRESENT = (int(Form.PERFECT), int(Form.HAD)), (int(Form.IMPERFECT), int(Form.HAS))
_HAS_OBJECT = (int(Form.HAD), int(Form.HAS))
_WITH, _OBJECT, _ON, _MUTUAL, _PASSIVE, _THERE = (
    FRAME_BITS[frame] for frame in ("with", "object", "on", "mutual", "passive", "there")
)
_BEFORE = 6  # tokens from the noun that proves a verb to the verb: الاتفاق الذي أبرمته
_OBJECT_FAR = 8  # tokens from a verb to an object that makes it no event
_HEADS = 4  # words of a phrase among which the head is
_NEAR, _FAR = 18, 26  # tokens from a verb to the noun that proves it, to one that stands behind titles
_FORMAL = class_mask("telegram") | class_mask("sentence")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|adjunct|aftermath")
_NO_OBJECT = STOPS | _PREPOSITIONS | mask("comma|time|joined|agent")
_BEFORE_VERB = mask("comma|connector|relative|perfective|auxiliary|time|close_bracket|dash|colon|close_quote")
_RELATIVE, _WITH_PRONOUN, _PERFECTIVE = mask("relative"), mask("with_pronoun"), mask("perfective|relative")
_THAT, _COMMA, _ABOUT, _CONNECTOR = mask("that"), mask("comma"), mask("about"), mask("connector|that")
_NOT = mask("negation|sign")
_NEVER, _IRREALIS, _EXPECTED = mask("negation|no_event"), mask("irrealis"), mask("expected")
_WORD, _DEFINITE, _SIGN = mask("word"), mask("definite"), mask("sign")
_PUBLIC = class_mask("no_object") | class_mask("public")
_REQUEST, _CONSULT = EVENT_TYPES.index("REQUEST"), EVENT_TYPES.index("CONSULT")
_SPEECH_OPENS = mask("open_quote|quote|colon")
_NO_OBJECT_OF = class_mask("no_object")
_ANY_VERB = mask("verb")
_ENDS_CLAUSE, _SOMEBODY = STOPS | mask("time|in|adjunct"), mask("actor|force|position")
_FORCE, _NUMBER, _JOINED = mask("force"), mask("number|quantity"), mask("joined")


@kernel
def verb(text, token, first, last, reading, entry, classes, need, before, found):
    """Fills `found` with the participants of a verb; the index of its rule, -1 if it is no event.

    `reading`: its row of `Patterns.readings`, `entry`: of `Patterns.entries`; `classes`, `need`: see `levels.follows`;
    `before`: who takes part in the event before it in its sentence.
    """
    bits, _, kinds, _ = text
    has_object = reading[1] in _HAS_OBJECT
    frames = entry[1] & ~_OBJECT if has_object else entry[1]
    found[0, 0] = found[0, LEVEL] = 0
    if not _may_be(bits, token, first, reading):
        return -1
    if frames & _WITH and token + 1 < last and bits[token + 1] & _ABOUT:  # يبحث عن
        return -1
    trivial = _PUBLIC if entry[5] == _REQUEST else _NO_OBJECT_OF
    if _is_trivial(text, classes, token + 1, min(token + _OBJECT_FAR, last), trivial):
        return -1
    if has_object and need != 0:  # الاتفاق الذي وقعته
        if not follows(bits, classes, need, max(first, token - _BEFORE), token - 1):
            return -1
    elif not follows(bits, classes, need, token + 1, min(token + (_FAR if need & _FORMAL else _NEAR), last)):
        return -1
    may_befall = frames & _PASSIVE and token + 1 < last and bits[token + 1] & _NO_OBJECT != 0
    rule = _subject(text, token, first, reading, may_befall, found)
    if rule == _VERB and not _begins(bits, text[1], token, first, reading):
        return -1
    is_told = token > first and not has_object and _stands_for_subject(bits, token, last)
    n_bare = 0 if rule == _VERB and not is_told else 1
    behind(text, token + 1, last, frames, n_bare, found[0, 0], found)
    if has_object and not frames & _MUTUAL:
        return _with_object(rule, reading, before, found)
    if frames & _MUTUAL:
        return rule if is_mutual(bits, found, entry[2], frames) else -1
    if entry[5] == _CONSULT and rule == _VERB and is_visited(found, kinds):  # زار تركيا الجنرال فلان
        found[1, PART], found[2, PART] = found[2, PART], found[1, PART]
    if frames & _PASSIVE and _is_passive(text, token, last, rule, found):
        is_clear = found[1, MENTION] < 0 and found[1, LEVEL] >= CLEAR
        is_known = is_somebody(found, kinds) or (is_clear and rule == _SUBJECT_FIRST)
        if is_accident(classes, token, last) or not is_known:
            return -1
        turn(found, ACTOR, RECIPIENT)
        rule = _PASSIVE_RULE
    if frames & _ON and reading[2] > 0 and token + 1 < last and bits[token + 1] & _WITH_PRONOUN:
        _carry(RECIPIENT, before, found)  # وحكم عليه
    if entry[4] and (
        is_by_person(found, kinds) or not _is_attack(bits, found)
    ):  # هاجم فلان الحكومة: with words
        return -1
    if frames & _THERE and found[0, 0] == 0 and token + 1 < last and bits[token + 1] & _NUMBER:  # تظاهر آلاف
        end, mention, _ = phrase(text, token + 1, last)
        add(found, ACTOR, token + 1, end, mention, CLEAR, 0)
    if is_enough(found, entry[2], entry[3]):
        return rule
    return _without_subject(text, token, first, rule, reading, entry, found)


@kernel
def _with_object(rule, reading, before, found):
    """The rule of a verb whose object is a pronoun: who acts is known, or acted just before (`اعتقلت ... ومنعتها`)."""
    if best(found, ACTOR) >= CLEAR and rule != _SUBJECT_FIRST:  # طائرات تساندهم
        return rule
    if reading[2] == 0 or best(found, ACTOR) > NOBODY:
        return -1
    _carry(ACTOR, before, found)
    return _CARRIED if best(found, ACTOR) >= CLEAR else -1


@kernel
def _carry(part, before, found):
    """Adds who has a part in the event before."""
    for row in range(len(before)):
        if before[row, PART] == part and before[row, LEVEL] >= CLEAR:
            add_row(found, before[row])


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
    if before & (_NEVER | _SIGN) and (before & _NOT or form not in _HAS_OBJECT):  # but خطة ترفضها
        return False
    if before & _THAT:
        return form in _PAST or (token - 2 >= first and (bits[token - 2] & _EXPECTED) != 0)
    if before & _IRREALIS or (before & _PREPOSITIONS and clitics == 0):
        return False
    return form != _PARTICIPLE or (clitics > 0 and not reading[3]) or (before & _COMMA) != 0


@kernel
def _subject(text, token, first, reading, may_befall, found):
    """Adds the subject that stands in front of a verb; which rule it is as far as that tells.

    `may_befall`: whether the verb is in the passive, whose subject may be said by `الضابط الذي`.
    """
    bits = text[0]
    if reading[1] == _PARTICIPLE:
        return PARTICIPLE_RULE
    is_object = reading[1] in _HAS_OBJECT and token > first and _is_antecedent(bits, text[1], token - 1)
    if reading[2] > 0 or is_object:
        return _VERB
    start, end, level = front(text, token, first)
    is_near = end == token or bits[token - 1] & _PERFECTIVE
    if level < NAMED and bits[token - 1] & _RELATIVE and not may_befall:  # المواطنين الذين طالبوا
        return _VERB
    if level < CLEAR or (reading[3] and not is_near):
        return _VERB
    coordinated(text, start, token, found)
    return _SUBJECT_FIRST


@kernel
def coordinated(text, start, stop, found):
    """Adds the subject in front of a verb: one phrase, and others joined to it."""
    bits = text[0]
    at = start
    while at < stop:
        end, mention, level = phrase(text, at, stop)
        if level > NOBODY:
            add(found, ACTOR, at, end, mention, level, 1 if bits[at] & _JOINED else 0)
        if end <= at or end >= stop or not bits[end] & _JOINED:
            return
        at = end


@kernel
def _is_antecedent(bits, cover, at):
    """Whether a verb behind a token may tell of a noun that its pronoun stands for: `خطة ترفضها`, `الذي أبرمته`."""
    is_noun = bits[at] & (_WORD | _DEFINITE | _ANY_VERB | _SOMEBODY) == _WORD and cover[at] < 0
    return is_noun or bits[at] & _RELATIVE != 0


@kernel
def _begins(bits, cover, token, first, reading):
    """Whether a verb without a subject in front may begin a clause: in the present it must, as if it may be a noun."""
    if reading[1] in _PRESENT and token > first + 1 and not bits[token - 1] & _CONNECTOR:
        has_pronoun = token + 1 < len(bits) and (bits[token + 1] & _WITH_PRONOUN) != 0  # رسالة يطالب فيها
        return (reading[1] in _HAS_OBJECT or has_pronoun) and _is_antecedent(bits, cover, token - 1)
    if not reading[3] or token == first or bits[token - 1] & _BEFORE_VERB:
        return True
    if bits[token - 1] & _DEFINITE and next_of(bits, first, token, _ANY_VERB) == token:
        return True  # في ختام اللقاء وقع الجانبان
    is_noun_before = bits[token - 1] & (_WORD | _DEFINITE) == _WORD and cover[token - 1] < 0  # من تعذيب وقتل
    return reading[2] > 0 and not is_noun_before


@kernel
def _stands_for_subject(bits, token, last):
    """Whether the word before a verb is its subject (الذي, بأنها), unless `التي اتفقت عليها الدول`."""
    before = bits[token - 1]
    is_subject = before & _RELATIVE or (before & _THAT and before & _WITH_PRONOUN)
    return is_subject and not (token + 1 < last and bits[token + 1] & _WITH_PRONOUN)


@kernel
def _is_passive(text, token, last, rule, found):
    """Whether the only phrase of `قتل`, `اعتقل` is whom it befell: no force and no organisation by its name."""
    bits, cover, kinds, _ = text
    if best(found, RECIPIENT) > NOBODY or found[0, 0] == 0 or found[1, PART] != ACTOR:
        return False
    start = found[1, START]
    is_alone = rule == _SUBJECT_FIRST and (
        token + 1 == last or bits[token + 1] & _ENDS_CLAUSE
    )  # ضابط قتل وأصيب آخر
    if bits[start] & _NUMBER or is_alone:
        return True
    if rule == _SUBJECT_FIRST and token + 1 < last and not bits[token + 1] & _NO_OBJECT:
        return False
    for at in range(start, min(found[1, END], start + _HEADS)):
        if bits[at] & _FORCE:
            return False
    return cover[start] < 0 or kinds[cover[start]] == IS_PERSON


@kernel
def _is_attack(bits, found):
    """Whether whom an attack hit is told, or forces act (`هاجم مسلحون`)."""
    return best(found, RECIPIENT) > NOBODY or (found[0, 0] > 0 and bits[found[1, START]] & _FORCE)


@kernel
def _without_subject(text, token, first, rule, reading, entry, found):
    """The rule of a verb whose subject was named before it or is not named, -1 if too little is known."""
    is_open = rule in (PARTICIPLE_RULE, _PASSIVE_RULE) or reading[2] > 0
    is_open = is_open or (token > first and text[0][token - 1] & _SPEECH_OPENS != 0)
    is_dubious = reading[3] > 0
    if not is_open or entry[2] == NAMED or best(found, ACTOR) > NOBODY:
        return -1
    least = max(entry[3], CLEAR)
    is_known = best(found, RECIPIENT) >= least
    if not is_known and (entry[3] > NOBODY or entry[1] & _PASSIVE or (is_dubious and rule == _VERB)):
        return -1
    if rule != _PASSIVE_RULE:
        _told_before(text, token, first, found)
    return _CARRIED if rule == _VERB else rule


@kernel
def _told_before(text, token, first, found):
    """Adds the subject of the verb that opens the sentence: `أكد الوزير أن ...، مطالبا ب...`."""
    bits = text[0]
    for at in range(first, token):
        if bits[at] & _ANY_VERB and text[1][at] < 0:
            start, end, level = front(text, at, first)
            if level >= CLEAR:
                coordinated(text, start, at, found)
                return
            end, mention, level = phrase(text, at + 1, token)
            if level >= CLEAR:
                add(found, ACTOR, at + 1, end, mention, level, 0)
                found[found[0, 0], RANK] = UNSURE
            return
