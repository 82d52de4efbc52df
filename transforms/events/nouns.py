# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""A noun that may be an event: its light verb, whose it is, and what follows tell who takes part."""

from transforms.events.arguments import NO_MORE, behind
from transforms.events.levels import HALTS, follows, is_accident, is_by_person, is_enough, is_mutual
from transforms.events.participants import ACTOR, BOTH, LEVEL, RECIPIENT, add, best, turn
from transforms.events.patterns import FRAME_BITS, GOVERNED, PURPOSE, Form
from transforms.events.phrases import CLEAR, IS_PLACE, NAMED, NOBODY, SOMEWHERE, STOPS, front, phrase
from transforms.events.symbols import class_mask, mask
from transforms.events.verbs import VERB_RULES, coordinated
from transforms.kernels import kernel

RULES = (*VERB_RULES, "noun_light", "noun_happens", "noun_undergone", "noun_own", "noun_of")
NOUN_RULES = len(VERB_RULES)  # the first rule of nouns; those from OWN_RULE on have no light verb
_LIGHT_RULE, HAPPENS_RULE, _UNDERGONE_RULE, OWN_RULE, _OF_RULE = range(NOUN_RULES, len(RULES))
_POSSESSED = int(Form.POSSESSED)
_OBJECT, _ON, _TO, _MUTUAL, _OF_ACTOR, _OF_RECIPIENT, _THERE = (
    FRAME_BITS[frame] for frame in ("object", "on", "to", "mutual", "of_actor", "of_recipient", "there")
)
_OF_NATION = _OF_ACTOR | _MUTUAL
_ADJECTIVES = 4  # tokens behind a noun up to the last of its adjectives
_NO_ADJECTIVE = STOPS | mask("comma|joined|by|for|with|between|on|against|to|from|in|about|adjunct|time")
_NATION, _TERROR, _KIND = mask("nation"), class_mask("terror"), class_mask("terror") | class_mask("strike")
_INTENDED, _INTENDED_FAR = class_mask("intended"), 5  # tokens from a noun back to the word that tells it
_HALTS_BACK = STOPS & ~mask("verb|auxiliary")
_NEEDED = 4  # tokens from a noun to the one that proves it
_NEAR, _BACK = 14, 24  # tokens from a noun back to its light verb: any, if it is its object
_HAPPENS, _UNDERGOES, _ANY_LIGHT = mask("happens"), mask("undergoes"), mask("light|happens|undergoes")
_COMMA, _THAT, _NOT_WISHED = mask("comma"), mask("that"), mask("aftermath|expected")
_NO_EVENT, _DEFINITE, _JOINED, _BY_OR_FOR = mask("no_event"), mask("definite"), mask("joined"), mask("by|for")
_DEED, _FORCE, _WITH_PRONOUN = mask("deed"), mask("force"), mask("with_pronoun")
_SIGN, _AFTERMATH, _NO_OBJECT = mask("sign"), mask("aftermath"), class_mask("no_object")
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|adjunct|aftermath")
_BETWEEN_LIGHT = HALTS | mask("adjunct")


@kernel
def noun(text, token, first, last, reading, entry, classes, need, found):
    """Fills `found` with the participants of a noun; the index of its rule, -1 if it is no event. See `verbs.verb`."""
    bits = text[0]
    frames = entry[1]
    found[0, 0] = found[0, LEVEL] = 0
    if token > first and bits[token - 1] & (_NO_EVENT | _SIGN):
        return -1
    if token + 1 < last and classes[token + 1] & _NO_OBJECT:  # قصف الرعد
        return -1
    if _is_intended(bits, classes, token, first):
        return -1
    rule = _light(text, token, first, frames, found)
    if _is_other_word(bits, token, first, reading, rule):
        return -1
    if not follows(bits, classes, need, token + 1, min(token + _NEEDED, last)):
        return -1
    if frames & _OF_RECIPIENT and is_accident(classes, token, last):
        return -1
    is_own = reading[1] == _POSSESSED
    at, n_bare, row = token + 1, 1 if is_own and frames & _OBJECT else -1, 0
    if not is_own:
        at, row = _whose(text, classes, token, last, frames, found)
    behind(text, at, last, frames, n_bare, row, found)
    if frames & _OF_NATION and best(found, ACTOR) == NOBODY:
        _nations(text, token, last, found)
    if rule < 0:
        rule = OWN_RULE if is_own else _OF_RULE
    if frames & _MUTUAL:
        is_event = is_mutual(bits, found, entry[2], frames) or (
            rule == OWN_RULE and best(found, BOTH) == NAMED
        )
    else:
        if entry[4] and is_by_person(found, text[2]):  # شن فلان هجوما على الحكومة: with words
            return -1
        is_event = is_enough(
            found,
            0 if is_own else entry[2],
            NAMED if is_own and entry[6] and rule != _LIGHT_RULE else entry[3],
        )
    if not is_event and frames & _THERE:
        is_plain = token + 1 < last and classes[token + 1] & _TERROR and not bits[token] & _DEFINITE
        found[0, LEVEL] = NOBODY if is_plain else SOMEWHERE
        return rule
    return rule if is_event else -1


@kernel
def _is_intended(bits, classes, token, first):
    """Whether what stands before a noun tells that it did not happen: `يعتزمون القيام بهجوم`, `حاول تفجيرها`."""
    at = token - 1
    while at >= max(first, token - _INTENDED_FAR) and not bits[at] & _HALTS_BACK:
        if classes[at] & _INTENDED:
            return True
        at -= 1
    return at >= first and token - at <= _INTENDED_FAR and classes[at] & _INTENDED != 0


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
        if bits[at] & _NO_ADJECTIVE or cover[at] >= 0:
            return
        if bits[at] & _NATION:
            add(found, ACTOR, at, at + 1, -1, CLEAR, 0)


@kernel
def _light(text, token, first, frames, found):
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
    is_far = token - at > _NEAR
    if bits[token - 1] & (_PREPOSITIONS if is_far else _AFTERMATH):  # وجه برقية في أعقاب تفجير
        return -1
    if is_far and bits[token] & _DEFINITE:
        return -1
    if at > first + 1 and bits[at - 1] & _THAT and not bits[at - 2] & _NOT_WISHED:  # يريد أن يشن
        return -1
    if bits[at] & _HAPPENS:
        return HAPPENS_RULE
    start, _, level = front(text, at, first)
    if level > NOBODY:
        coordinated(text, start, at, found)
    if at + 1 < token:  # وصل الوزير إلى فرنسا في زيارة
        behind(text, at + 1, token, frames & _TO, 0 if level == NOBODY else NO_MORE, 0, found)
    if bits[at] & _UNDERGOES:
        turn(found, ACTOR, RECIPIENT)
        return _UNDERGONE_RULE
    return _LIGHT_RULE


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
    if is_place and frames & _MUTUAL:  # لقاءات الدوحة
        return end, 0
    is_hit = frames & _OF_RECIPIENT or (
        frames & _ON and (is_place or best(found, ACTOR) >= CLEAR)
    )  # هجوم باريس
    add(found, RECIPIENT if is_hit else ACTOR, at, end, mention, level, 0)
    return end, found[0, 0]
