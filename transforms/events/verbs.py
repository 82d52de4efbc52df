# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""A verb that may be an event: whether it is one, and who takes part."""

from transforms.events.arguments import behind
from transforms.events.levels import (
    is_accident,
    is_by_person,
    is_enough,
    is_held,
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
    RECIPIENT,
    START,
    add,
    add_row,
    best,
    turn,
)
from transforms.events.patterns import FRAME_BITS, Form
from transforms.events.phrases import (
    CLEAR,
    IS_ORGANISATION,
    IS_PERSON,
    IS_PLACE,
    NAMED,
    NOBODY,
    STOPS,
    phrase,
)
from transforms.events.proof import HAS_OBJECT, begins, is_antecedent, may_happen, stands_for_subject
from transforms.events.subjects import front
from transforms.events.symbols import mask
from transforms.events.told import coordinated, told_before, told_last
from transforms.kernels import kernel
from transforms.vocabularies.events import EVENT_TYPES

WORDS = tuple(
    EVENT_TYPES.index(name) for name in ("REQUEST", "THREATEN", "ACCUSE", "REJECT", "SUPPORT", "AGREE")
)
VERB_RULES = ("verb", "subject_first", "passive", "carried", "participle", "spoken")
_VERB, _SUBJECT_FIRST, _PASSIVE_RULE, _CARRIED, PARTICIPLE_RULE, SPOKEN_RULE = range(len(VERB_RULES))
_PARTICIPLE, _SPOKEN = int(Form.PARTICIPLE), int(Form.SPOKEN)
_OBJECT, _ON, _MUTUAL, _PASSIVE, _THERE = (
    FRAME_BITS[frame] for frame in ("object", "on", "mutual", "passive", "there")
)
_HEADS = 4  # words of a phrase among which the head is
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|adjunct|aftermath")
_NO_OBJECT = STOPS | _PREPOSITIONS | mask("comma|time|joined|agent|by")
_RELATIVE, _WITH_PRONOUN, _PERFECTIVE = mask("relative"), mask("with_pronoun"), mask("perfective|relative")
_CONSULT, _COERCE = EVENT_TYPES.index("CONSULT"), EVENT_TYPES.index("COERCE")
_SPEECH_OPENS, _ANY_VERB = mask("open_quote|quote|colon"), mask("verb")
_ENDS_CLAUSE = STOPS | mask("time|in|adjunct")
_THAT = mask("that")
_NATION = mask("nation")
_FORCE, _NUMBER, _JOINED = mask("force"), mask("number|quantity"), mask("joined")


@kernel
def verb(text, token, first, last, reading, entry, classes, need, before, found):
    """Fills `found` with the participants of a verb; the index of its rule, -1 if it is no event.

    `reading`: its row of `Patterns.readings`, `entry`: of `Patterns.entries`; `classes`, `need`: see `levels.follows`;
    `before`: who takes part in the event before it in its sentence.
    """
    bits = text[0]
    found[0, 0] = found[0, LEVEL] = 0
    if not may_happen(text, token, first, last, reading, entry, classes, need):
        return -1
    has_object = reading[1] in HAS_OBJECT
    frames = entry[1] & ~_OBJECT if has_object else entry[1]
    may_befall = frames & _PASSIVE and token + 1 < last and bits[token + 1] & _NO_OBJECT != 0
    rule = _subject(text, token, first, reading, may_befall, found)
    if rule == _VERB and entry[5] in WORDS and token > first and bits[token - 1] & _RELATIVE:
        rule = _by_government(text, token, first, found)
    if rule == _VERB and not begins(bits, text[1], token, first, reading):
        return -1
    is_told = token > first and not has_object and stands_for_subject(bits, token, last)
    n_bare = 0 if rule == _VERB and not is_told else 1
    is_told_of = has_object and not frames & _MUTUAL and token > first and bits[token - 1] & _RELATIVE != 0
    behind(text, token + 1, last, 0 if is_told_of else frames, n_bare, found[0, 0], found)
    if is_told and best(found, ACTOR) == NOBODY and bits[token - 1] & _THAT and reading[1] != _PARTICIPLE:
        told_last(text, token - 1, first, found)  # أعلن الوزير أنه توصل
    if frames & _MUTUAL:
        return rule if is_mutual(bits, found, entry[2], frames) else -1
    if is_told_of:
        _add_object(text, token - 1, first, found)
    if has_object:
        return _with_object(rule, reading, entry[2], before, found)
    return _proven(text, token, first, last, rule, reading, entry, classes, before, found)


@kernel
def _proven(text, token, first, last, rule, reading, entry, classes, before, found):
    """The rule of a verb whose participants were found, -1 if they do not prove it."""
    bits, _, kinds, _ = text
    frames = entry[1]
    if entry[5] == _CONSULT and rule == _VERB and is_visited(found, kinds):  # زار تركيا الجنرال فلان
        found[1, PART], found[2, PART] = found[2, PART], found[1, PART]
    if frames & _PASSIVE and _is_passive(text, token, last, rule, found):
        is_clear = found[1, MENTION] < 0 and found[1, LEVEL] >= CLEAR
        is_clear = is_clear and (rule == _SUBJECT_FIRST or _is_of_nation(bits, found))
        is_known = is_somebody(found, kinds) or is_clear
        if is_accident(classes, token, last) or not is_known:
            return -1
        turn(found, ACTOR, RECIPIENT)
        rule = _PASSIVE_RULE
    if frames & _ON and reading[2] > 0 and token + 1 < last and bits[token + 1] & _WITH_PRONOUN:
        _carry(RECIPIENT, before, found)  # وحكم عليه
    if frames & _PASSIVE and entry[5] == _COERCE and not is_held(text, found):  # أوقفت الشركة خدماتها
        return -1
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
def _is_of_nation(bits, found):
    """Whether an adjective tells the nation of the first participant: `قتل خمسة جنود [مصريين]`."""
    n = 0
    for at in range(found[1, START], found[1, END]):
        n += bits[at] & _NATION != 0
    return n > 0


@kernel
def _add_object(text, relative, first, found):
    """Adds whom the pronoun of a verb means: `المدينة التي حررتها القوات`."""
    _, cover, _, ends = text
    at = relative - 1
    if at >= first and cover[at] >= 0 and ends[cover[at]] == relative and not text[0][relative] & _JOINED:
        start = at
        while start > first and cover[start - 1] == cover[at]:
            start -= 1
        add(found, RECIPIENT, start, relative, cover[at], NAMED, 0)


@kernel
def _with_object(rule, reading, least, before, found):
    """The rule of a verb whose object is a pronoun: who acts is known, or acted just before (`اعتقلت ... ومنعتها`)."""
    if best(found, ACTOR) >= max(CLEAR, least) and rule != _SUBJECT_FIRST:  # طائرات تساندهم
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
def _subject(text, token, first, reading, may_befall, found):
    """Adds the subject that stands in front of a verb; which rule it is as far as that tells.

    `may_befall`: whether the verb is in the passive, whose subject may be said by `الضابط الذي`.
    """
    bits = text[0]
    if reading[1] == _PARTICIPLE:
        return PARTICIPLE_RULE
    if reading[1] == _SPOKEN:
        return SPOKEN_RULE
    is_object = reading[1] in HAS_OBJECT and token > first and is_antecedent(bits, text[1], token - 1)
    if reading[2] > 0 or is_object:
        return _VERB
    start, end, level = front(text, token, first)
    is_near = end == token or bits[token - 1] & _PERFECTIVE
    is_vague = level < NAMED and not bits[start] & _FORCE
    if is_vague and bits[token - 1] & _RELATIVE and not may_befall:  # المواطنين الذين طالبوا
        return _VERB
    if level < CLEAR or (reading[3] and not is_near):
        return _VERB
    coordinated(text, start, token, found)
    return _SUBJECT_FIRST


@kernel
def _by_government(text, token, first, found):
    """Adds the place in front of `التي`, which says something: `واشنطن التي تتهم`; the rule as far as that tells."""
    _, cover, kinds, ends = text
    at = token - 2
    if at < first or cover[at] < 0 or kinds[cover[at]] != IS_PLACE or ends[cover[at]] != token - 1:
        return _VERB
    start = at
    while start > first and cover[start - 1] == cover[at]:
        start -= 1
    add(found, ACTOR, start, token - 1, cover[at], NAMED, 0)
    return _SUBJECT_FIRST


@kernel
def _is_passive(text, token, last, rule, found):
    """Whether the only phrase of `قتل`, `اعتقل` is whom it befell: no force and no organisation by its name."""
    bits, cover, kinds, _ = text
    is_there = found[0, 0] == 2 and found[2, MENTION] >= 0 and kinds[found[2, MENTION]] == IS_PLACE
    if is_there and bits[found[1, START]] & _NUMBER:  # قتل خمسة جنود شمال سيناء
        found[0, 0] = 1
    if best(found, RECIPIENT) > NOBODY or found[0, 0] == 0 or found[1, PART] != ACTOR:
        return False
    start = found[1, START]
    if cover[start] >= 0 and kinds[cover[start]] == IS_ORGANISATION:
        return False
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
    is_open = rule in (PARTICIPLE_RULE, _PASSIVE_RULE, SPOKEN_RULE) or (reading[2] > 0 and not entry[7])
    is_open = is_open or (token > first and text[0][token - 1] & _SPEECH_OPENS != 0)
    is_dubious = reading[3] > 0
    if not is_open or entry[2] == NAMED or best(found, ACTOR) > NOBODY:
        return -1
    least = max(entry[3], CLEAR)
    is_known = best(found, RECIPIENT) >= least
    if not is_known and (entry[3] > NOBODY or entry[1] & _PASSIVE or (is_dubious and rule == _VERB)):
        return -1
    if rule not in (_PASSIVE_RULE, SPOKEN_RULE):  # who speaks is told by the statement
        told_before(text, token, first, found)
    return _CARRIED if rule == _VERB else rule
