# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""A noun that may be an event: its light verb, whose it is, and what follows tell who takes part."""

from transforms.events.arguments import NO_MORE, behind
from transforms.events.levels import HALTS, follows, is_accident, is_by_person, is_enough, is_held, is_mutual
from transforms.events.participants import ACTOR, BOTH, LEVEL, PART, RECIPIENT, add, best, turn
from transforms.events.patterns import FRAME_BITS, GOVERNED, PURPOSE, Form
from transforms.events.phrases import CLEAR, IS_PLACE, NAMED, NOBODY, SOMEWHERE, STOPS, phrase
from transforms.events.proof import BEFORE_VERB, PLANNED
from transforms.events.subjects import front
from transforms.events.symbols import class_mask, mask
from transforms.events.told import announcer, coordinated, told_last, told_next
from transforms.events.verbs import VERB_RULES, WORDS
from transforms.kernels import kernel
from transforms.statements.kernels import next_of
from transforms.vocabularies.events import EVENT_TYPES

RULES = (*VERB_RULES, "noun_light", "noun_happens", "noun_undergone", "noun_own", "noun_of")
NOUN_RULES = len(VERB_RULES)  # the first rule of nouns; those from OWN_RULE on have no light verb
_LIGHT_RULE, HAPPENS_RULE, _UNDERGONE_RULE, OWN_RULE, _OF_RULE = range(NOUN_RULES, len(RULES))
_POSSESSED = int(Form.POSSESSED)
_OBJECT, _WITH, _BY, _FOR, _ON, _TO, _MUTUAL, _OF_ACTOR, _OF_RECIPIENT, _THERE = (
    FRAME_BITS[frame]
    for frame in ("object", "with", "by", "for", "on", "to", "mutual", "of_actor", "of_recipient", "there")
)
_HOST = FRAME_BITS["host"]
_OF_NATION = _OF_ACTOR | _MUTUAL
_TARGET, _ON_OR_AGAINST, _ON_ONLY = mask("target"), mask("on|against"), mask("on")
_FOR_ONE = mask("for|definite")
_DEEDS = (EVENT_TYPES.index("COERCE"),)
_HIS = mask("that|with_pronoun")
_OPENING = 3  # tokens from the start of a sentence that begins with an occasion: وخلال لقائها
_OCCASION = mask("in|adjunct|aftermath")
_COERCE = EVENT_TYPES.index("COERCE")
_ADJECTIVES = 4  # tokens behind a noun up to the last of its adjectives
_NO_ADJECTIVE = STOPS | mask("comma|joined|by|for|with|between|on|against|to|from|in|about|adjunct|time")
_SOMEBODY = mask("actor|force|position")
_NO_ADJECTIVE_BUT_TIME = _NO_ADJECTIVE & ~mask("time")
_NATION, _TERROR, _KIND = mask("nation"), class_mask("terror"), class_mask("terror") | class_mask("strike")
_INTENDED, _FUTURE = class_mask("intended"), class_mask("future")
_INTENDED_FAR = 5  # tokens from a noun back to the word that tells it
_HALTS_BACK = STOPS & ~mask("verb|auxiliary")
_NEEDED = 4  # tokens from a noun to the one that proves it
_FAR_NEEDED = 14  # the same where who takes part stands between: توقيع الوزارة مع الجامعة مذكرة
_NEAR, _BACK = 14, 24  # tokens from a noun back to its light verb: any, if it is its object
_HAPPENS, _UNDERGOES, _ANY_LIGHT = mask("happens"), mask("undergoes"), mask("light|happens|undergoes")
_LIGHT = mask("light")
_COMMA, _IRREALIS = mask("comma"), mask("irrealis")
_NO_EVENT, _DEFINITE, _JOINED, _BY_OR_FOR = mask("no_event"), mask("definite"), mask("joined"), mask("by|for")
_DEED, _FORCE, _WITH_PRONOUN = mask("deed"), mask("force"), mask("with_pronoun")
_SIGN, _AFTERMATH, _NO_OBJECT = mask("sign"), mask("aftermath"), class_mask("no_object")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|adjunct|aftermath")
_FAR_PREPOSITIONS = _PREPOSITIONS & ~mask("about")  # أعرب الوزير فلان ... عن رفضه
_ADJUNCT, _BLAME = mask("adjunct"), class_mask("blame")
_VOICED, _COMING, _COMING_FAR = class_mask("voiced"), class_mask("coming"), 3
_BETWEEN_LIGHT = HALTS | mask("adjunct")


@kernel
def noun(text, token, first, last, reading, entry, classes, need, found):
    """Fills `found` with the participants of a noun; the index of its rule, -1 if it is no event. See `verbs.verb`."""
    bits, frames, is_own = text[0], entry[1], reading[1] == _POSSESSED
    found[0, 0] = found[0, LEVEL] = 0
    if _is_no_deed(bits, classes, token, first, last, entry[5]):
        return -1
    rule = _light(text, classes, token, first, entry, found)
    if _is_other_word(bits, token, first, reading, rule):
        return -1
    needed = _FAR_NEEDED if frames & _MUTUAL and frames & _WITH else _NEEDED
    if not follows(bits, classes, need, token + 1, min(token + needed, last)):
        return -1
    if frames & _OF_RECIPIENT and is_accident(classes, token, last):
        return -1
    _take(text, classes, token, first, last, frames, is_own, found)
    if is_own and (frames & _HOST or (rule in (-1, _LIGHT_RULE) and best(found, ACTOR) == NOBODY)):
        n_told = found[0, 0]
        told_last(text, token, first, found)
        if found[0, 0] == n_told and token - first <= _OPENING:
            told_next(text, token, last, found)
        for row in range(n_told + 1, found[0, 0] + 1):
            found[row, PART] = RECIPIENT if frames & _HOST else ACTOR
    if rule < 0:
        rule = OWN_RULE if is_own else _OF_RULE
    if entry[4] and is_by_person(found, text[2]):  # شن فلان هجوما على الحكومة: with words
        return -1
    if entry[5] == _COERCE and frames & _OF_RECIPIENT and not is_held(text, found):  # إيقاف النزيف
        return -1
    if frames & _MUTUAL and not is_own and found[0, 0] == 1 and _is_circumstance(bits, token, first):
        told_last(text, token - 1, first, found)  # طلب الوزير خلال مكالمة مع فلان
    if best(found, ACTOR) == NOBODY and entry[5] in _DEEDS:
        announcer(text, token, first, found)
    if frames & _MUTUAL:
        is_event = is_mutual(bits, found, entry[2], frames)
        is_event = is_event or (rule == OWN_RULE and best(found, BOTH) == NAMED)
    else:
        is_event = is_enough(
            found, 0 if is_own else entry[2], _least(entry, is_own, rule, best(found, ACTOR))
        )
    if not is_event and frames & _THERE:
        is_plain = token + 1 < last and classes[token + 1] & _TERROR and not bits[token] & _DEFINITE
        found[0, LEVEL] = NOBODY if is_plain else SOMEWHERE
        return rule
    return rule if is_event else -1


@kernel
def _is_circumstance(bits, token, first):
    """Whether a noun tells on what occasion its sentence's subject acted: `خلال لقاء مع`, `في اجتماع مع`."""
    return token > first + 1 and (bits[token - 1] & _OCCASION != 0 or bits[token] & _BY != 0)


@kernel
def _is_no_deed(bits, classes, token, first, last, event_type):
    """Whether the words around a noun say that it is no event or did not happen: `مكافحة الهجمات`, `قصف الرعد`."""
    if token > first and bits[token - 1] & (_NO_EVENT | _SIGN) and not _is_held(bits, token - 1, first):
        return True
    if token + 1 < last and classes[token + 1] & _NO_OBJECT:
        return True
    unreal = _INTENDED if event_type in PLANNED else _INTENDED | _FUTURE
    return _is_coming(bits, classes, token, last) or _is_intended(bits, classes, token, first, unreal)


@kernel
def _is_held(bits, at, first):
    """Whether a word that may be a noun is a light verb where it stands: `عقد اجتماع بين`, no `بعد عقد اجتماع`."""
    return bits[at] & _ANY_LIGHT and (at == first or bits[at] & _JOINED or bits[at - 1] & BEFORE_VERB)


@kernel
def _take(text, classes, token, first, last, frames, is_own, found):
    """Adds the participants that stand behind a noun."""
    bits = text[0]
    if bits[token] & _DEFINITE:  # الاجتماع بمقر الوزارة
        frames &= ~_BY
    if best(found, RECIPIENT) > NOBODY and not frames & _MUTUAL:  # وصل إلى الدوحة في زيارة لقطر
        frames &= ~(_TO | _FOR)
    at, n_bare, row = token + 1, 1 if is_own and frames & _OBJECT else -1, 0
    if is_own and frames & _HOST:  # كان في استقبالهم مدير
        n_bare, frames = 0, 0
    if not is_own:
        at, row = _whose(text, classes, token, last, frames, found)
        if row > 0 and frames & _OF_RECIPIENT and at < last and bits[at] & _FOR_ONE == _FOR_ONE:
            found[row, PART] = ACTOR  # تحرير المقاومة للمدينة
            frames |= _FOR
    if row == 0 and token > first and bits[token - 1] & _TARGET:  # استهدفت غارة أمريكية موقعا ل...
        while at < last and (bits[at] & _NATION or classes[at] & _KIND):
            at += 1
        n_bare, frames = 1, frames | _OBJECT
    behind(text, at, last, frames, n_bare, row, found)
    if not is_own and frames & _OF_NATION and best(found, ACTOR) == NOBODY:
        _nations(text, token, last, found)


@kernel
def _least(entry, is_own, rule, actor):
    """How well who is acted on must be known: better where a noun may be a verb, less behind a light verb."""
    if rule == _LIGHT_RULE:
        return NOBODY if is_own and actor == NAMED else min(entry[3], CLEAR)  # جدد فلان دعمه للحوار
    return NAMED if is_own and entry[6] else entry[3]


@kernel
def _is_intended(bits, classes, token, first, unreal):
    """Whether what stands before a noun tells that it did not happen: `يعتزمون القيام بهجوم`, `حاول تفجيرها`."""
    at = token - 1
    while at >= max(first, token - _INTENDED_FAR) and not bits[at] & _HALTS_BACK:
        if classes[at] & unreal:
            return True
        at -= 1
    return at >= first and token - at <= _INTENDED_FAR and classes[at] & unreal != 0


@kernel
def _is_coming(bits, classes, token, last):
    """Whether a noun tells of what is still to come: `الاجتماع المقبل`, `اجتماع الأسبوع المقبل`."""
    at = token + 1
    while at < min(last, token + 1 + _COMING_FAR) and not bits[at] & _NO_ADJECTIVE_BUT_TIME:
        if classes[at] & _COMING:
            return True
        at += 1
    return False


@kernel
def _is_other_word(bits, token, first, reading, rule):
    """Whether a noun is a purpose (`يخطط لهجوم`, but `استجابة لطلب`) or may be a verb."""
    if reading[3] == PURPOSE and rule != _UNDERGONE_RULE:
        return token == first or bits[token - 1] & _AFTERMATH == 0
    is_object = rule == _LIGHT_RULE and not (token + 1 < len(bits) and bits[token + 1] & _WITH_PRONOUN)
    is_object = is_object and not bits[token - 1] & _COMMA  # قدم عرضا، رفضه الوزير
    return reading[3] == GOVERNED and not is_object and not _is_governed(bits, token, first, reading)


@kernel
def _is_governed(bits, token, first, reading):
    """Whether a preposition shows that a word is no verb: `بعد رفض الوزير`, `برفض`, or its article does."""
    is_plain = bits[token] & (_DEFINITE | _BY_OR_FOR) == 0
    return not is_plain or (reading[2] == 0 and token > first and bits[token - 1] & _PREPOSITIONS != 0)


@kernel
def _nations(text, token, last, found):
    """Adds the nations that adjectives of a noun tell: `ضربة جوية أمريكية`, `المحادثات الروسية التركية`."""
    bits, cover, _, _ = text
    for at in range(token + 1, min(token + _ADJECTIVES, last)):
        if bits[at] & _NO_ADJECTIVE or cover[at] >= 0 or bits[at] & (_NATION | _SOMEBODY) == _SOMEBODY:
            return
        if bits[at] & _NATION:
            add(found, ACTOR, at, at + 1, -1, CLEAR, 0)


@kernel
def _light(text, classes, token, first, entry, found):
    """The rule of a light verb in front of a noun, -1 if there is none; adds the verb's subject."""
    bits = text[0]
    at = token - 1
    halts = HALTS if bits[at] & _COMMA else _BETWEEN_LIGHT  # نفذ أعوان النقابة تحت المطر، وقفة
    while at >= first and token - at <= _BACK and not bits[at] & _ANY_LIGHT:
        if bits[at] & halts or (bits[at] & _DEED and not bits[at + 1] & _JOINED):
            return -1
        at -= 1
    if at < first or not bits[at] & _ANY_LIGHT:
        return -1
    is_other = classes[at] & _VOICED and not (entry[5] in WORDS and _is_voice(bits, at, first))
    if is_other and next_of(classes, at + 1, token, _BLAME) == token:  # but أعلن التنظيم مسؤوليته عن الهجوم
        return -1
    blame = next_of(classes, at + 1, token, _BLAME)
    if blame + 1 < token and bits[blame + 1] & _ON_ONLY:  # ألقت باللوم على X في غارات
        return -1
    is_far = token - at > _NEAR
    if bits[token - 1] & (_FAR_PREPOSITIONS if is_far else _AFTERMATH):  # وجه برقية في أعقاب تفجير
        return -1
    if is_far and bits[token] & _DEFINITE:
        return -1
    if at > first + 1 and bits[at - 1] & _IRREALIS and not bits[at - 2] & _AFTERMATH:  # يريد أن يشن
        return -1
    start, _, level = front(text, at, first)
    if bits[at] & _HAPPENS and not (bits[at] & _LIGHT and _is_followed(text, at, token, level)):
        return HAPPENS_RULE
    if level > NOBODY:
        coordinated(text, start, at, found)
    elif at > first and bits[at - 1] & _HIS == _HIS:  # أعلن الوزير أنه توصل إلى اتفاق
        told_last(text, at - 1, first, found)
        level = best(found, ACTOR)
    if at + 1 < token:  # وصل الوزير إلى فرنسا في زيارة
        behind(text, at + 1, token, entry[1] & _TO, 0 if level == NOBODY else NO_MORE, 0, found)
    if bits[at] & _UNDERGOES:
        turn(found, ACTOR, RECIPIENT)
        return _UNDERGONE_RULE
    return _LIGHT_RULE


@kernel
def _is_followed(text, at, token, level):
    """Whether somebody stands in front of a light verb (`level`) or behind it: `يجري الرئيس محادثات`, of أجرى."""
    return level >= CLEAR or phrase(text, at + 1, token)[2] >= CLEAR


@kernel
def _is_voice(bits, at, first):
    """Whether a light verb of words is a verb: `عبر الوزير عن رفضه`, no `عبر الهاتف`."""
    if not bits[at] & _ADJUNCT or bits[at] & _JOINED or at == first:
        return True
    return bits[at - 1] & (STOPS | _COMMA) != 0


@kernel
def _whose(text, classes, token, last, frames, found):
    """The phrase that an indefinite noun governs (`زيارة الرئيس`): the token behind it and its row, 0 for none."""
    bits, cover, kinds, _ = text
    at = token + 1
    if at >= last or bits[token] & _DEFINITE or bits[at] & (_JOINED | _BY_OR_FOR):
        return at, 0
    if classes[at] & _KIND:  # هجوم انتحاري, عملية استباقية
        return at + 1, 0
    end, mention, level = phrase(text, at, last)
    if end <= at or level == NOBODY or not frames & (_OF_ACTOR | _OF_RECIPIENT | _MUTUAL):
        return at, 0
    is_place = mention >= 0 and kinds[mention] == IS_PLACE and (level < NAMED or cover[at] == mention)
    is_place = is_place and not bits[at] & _FORCE  # قصف قوات المنطقة
    if is_place and frames & _ON and end < last and bits[end] & _ON_OR_AGAINST:  # هجوم الصين على تايوان
        is_place = False
    if is_place and frames & _MUTUAL:  # لقاءات الدوحة
        return end, 0
    is_hit = frames & _OF_RECIPIENT or (
        frames & _ON and (is_place or best(found, ACTOR) >= CLEAR)
    )  # هجوم باريس
    add(found, RECIPIENT if is_hit else ACTOR, at, end, mention, level, 0)
    return end, found[0, 0]
