# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""A verb or noun that may be an event: whether it is one, and who takes part.

Each reader fills `found` (see `arguments`) and returns the index of its rule in RULES, -1 if it is no event.
"""

from transforms.events.arguments import ACTOR, BOTH, PART, RECIPIENT, START, add, behind, best, turn
from transforms.events.patterns import FRAME_BITS, Form
from transforms.events.phrases import CLEAR, IS_PERSON, IS_PLACE, NAMED, NOBODY, SOMEWHERE, STOPS, front, phrase
from transforms.events.symbols import mask
from transforms.kernels import kernel
from transforms.vocabularies.events import EVENT_LEVELS

RULES = (
    "verb", "subject_first", "passive", "carried", "participle",
    "noun_light", "noun_happens", "noun_undergone", "noun_own", "noun_of",
)  # fmt: skip
(
    _VERB, _SUBJECT_FIRST, _PASSIVE_RULE, _CARRIED, _PARTICIPLE_RULE,
    _LIGHT_RULE, _HAPPENS_RULE, _UNDERGONE_RULE, _OWN_RULE, _OF_RULE,
) = range(len(RULES))  # fmt: skip
_PERFECT, _IMPERFECT, _PARTICIPLE, _BARE, _POSSESSED = (int(form) for form in list(Form)[:5])
_OBJECT, _WITH, _ON_F, _MUTUAL, _OF_ACTOR, _OF_RECIPIENT, _PASSIVE, _SUBJECT = (
    FRAME_BITS[frame] for frame in ("object", "with", "on", "mutual", "of_actor", "of_recipient", "passive", "subject")
)
_EITHER = EVENT_LEVELS.index("either")
_NEEDED, _NEXT = 18, 4  # tokens from a verb, from a noun to the noun that proves it
_LIGHT_BACK = 14  # tokens from a noun back to its light verb
_PREPOSITIONS = mask("with|between|on|against|to|from|in|about|adjunct|aftermath")
_RELATIVE, _WITH_PRONOUN = mask("relative"), mask("with_pronoun")
_NO_OBJECT = STOPS | mask("comma|time|joined|agent")
_BEFORE_VERB = mask("comma|connector|relative|perfective|auxiliary|time|close_bracket|dash|colon|close_quote")
_THAT, _COMMA, _ABOUT = mask("that"), mask("comma"), mask("about")
_NEGATION, _IRREALIS, _EXPECTED, _NO_EVENT = mask("negation"), mask("irrealis"), mask("expected"), mask("no_event")
_LIGHT, _HAPPENS, _UNDERGOES = mask("light"), mask("happens"), mask("undergoes")
_ANY_LIGHT = _LIGHT | _HAPPENS | _UNDERGOES
_AFTERMATH, _FOR = mask("aftermath"), mask("for")
_ADJUNCT, _NUMBER = mask("adjunct"), mask("number|quantity")
_FORCE, _DEFINITE, _JOINED, _CONNECTOR = mask("force"), mask("definite"), mask("joined"), mask("connector")
_BY_OR_FOR = mask("by|for")
_HALTS = STOPS & ~mask("perfective|connector|auxiliary")


@kernel
def verb(bits, cover, kinds, ends, token, first, last, is_headline, form, clitics, is_noun, entry, classes, need, found):
    """Reads a verb; `entry`: its row of `Patterns.entries`, `need`: the classes of nouns of which one must
    follow, as `classes` has them for each token."""
    frames, actor, recipient = entry[1], entry[2], entry[3]
    found[0, 0] = 0
    if not _may_be(bits, token, first, form, clitics) or not _follows(bits, classes, need, token + 1, last, token + _NEEDED):
        return -1
    if frames & _WITH and token + 1 < last and bits[token + 1] & _ABOUT:  # يبحث عن
        return -1
    rule, n_bare = _VERB, 0
    if form == _PARTICIPLE:
        rule, n_bare = _PARTICIPLE_RULE, 1
    elif clitics == 0:
        start, end, mention, level = front(bits, cover, kinds, ends, token, first)
        if level >= CLEAR:
            rule, n_bare = _SUBJECT_FIRST, 1
            _coordinated(bits, cover, kinds, ends, start, token, found)
    is_told = token <= first + 1 or bits[token - 1] & (_CONNECTOR | _THAT)
    if rule == _VERB and ((form == _IMPERFECT and not is_told) or (is_noun and not _begins(bits, token, first, clitics))):
        return -1
    if n_bare == 0 and token > first and _is_subject(bits, token - 1) and not _takes_back(bits, token + 1, last):
        n_bare = 1
    behind(bits, cover, kinds, ends, token + 1, last, frames, n_bare, found[0, 0], found)
    is_alone = frames & _PASSIVE and best(found, RECIPIENT) == NOBODY
    if is_alone and (_has_no_object(bits, token + 1, last) if rule == _SUBJECT_FIRST else _is_patient(bits, cover, kinds, found)):
        turn(found, ACTOR, RECIPIENT)
        rule = _PASSIVE_RULE
    if frames & _MUTUAL:
        turn(found, ACTOR, BOTH)
        turn(found, RECIPIENT, BOTH)
        return rule if _is_mutual(found, actor, frames & _SUBJECT) else -1
    if _is_enough(found, actor, recipient):
        return rule
    is_open = rule == _PARTICIPLE_RULE or clitics > 0 or rule == _PASSIVE_RULE
    if is_open and best(found, ACTOR) == NOBODY and best(found, RECIPIENT) >= max(recipient, NAMED if rule == _PASSIVE_RULE else CLEAR):
        return _CARRIED if rule == _VERB else rule
    return -1


@kernel
def _is_enough(found, actor, recipient):
    """Whether the participants are as well known as a pattern wants them; EITHER: who acts or, by name, who suffers."""
    if found[0, 0] == 0:
        return False
    known, other = best(found, ACTOR), best(found, RECIPIENT)
    if actor == _EITHER:
        return known >= CLEAR or other >= SOMEWHERE
    return known >= actor and other >= recipient


@kernel
def _may_be(bits, token, first, form, clitics):
    """Whether a verb may be one where it stands: not taken back (لم, لو, أن), no object of a preposition."""
    if token == first:
        return True
    before = bits[token - 1]
    if before & (_NEGATION | _NO_EVENT):
        return False
    if before & _THAT:
        return form == _PERFECT or (token - 2 >= first and (bits[token - 2] & _EXPECTED) != 0)
    if before & _IRREALIS:
        return False
    if before & _PREPOSITIONS and clitics == 0:
        return False
    if form == _PARTICIPLE:
        return clitics > 0 or (before & _COMMA) != 0
    return True


@kernel
def _is_subject(bits, before):
    """Whether the word before a verb stands for its subject: الذي, بأنها."""
    return bits[before] & _RELATIVE or (bits[before] & _THAT and bits[before] & _WITH_PRONOUN)


@kernel
def _has_no_object(bits, at, last):
    return at >= last or (bits[at] & (_PREPOSITIONS | _NO_OBJECT)) != 0


@kernel
def _takes_back(bits, at, last):
    """Whether a preposition with a pronoun stands for the antecedent, so that the subject follows: `التي اتفقت عليها`."""
    return at < last and (bits[at] & _WITH_PRONOUN) != 0


@kernel
def _begins(bits, token, first, clitics):
    """Whether a clause begins with the token, so that it is no noun."""
    return token == first or clitics > 0 or (bits[token - 1] & _BEFORE_VERB) != 0


@kernel
def _follows(bits, classes, need, at, last, limit):
    """Whether the noun that proves the event stands in its clause, true where none has to."""
    if need == 0:
        return True
    stop = min(limit, last)
    while at < stop and not bits[at] & _HALTS:
        if classes[at] & need:
            return True
        at += 1
    return False


@kernel
def _coordinated(bits, cover, kinds, ends, start, stop, found):
    """Adds the subject in front of a verb: one phrase, and others joined to it."""
    at = start
    while at < stop:
        end, mention, level = phrase(bits, cover, kinds, ends, at, stop)
        if level > NOBODY:
            add(found, ACTOR, at, end, mention, level, 1 if bits[at] & _JOINED else 0)
        if end <= at or end >= stop or not bits[end] & _JOINED:
            return
        at = end


@kernel
def _is_patient(bits, cover, kinds, found):
    """Whether the only phrase behind `قتل`, `اعتقل` is whom it befell: no force and no organisation by its name."""
    if found[0, 0] == 0 or found[1, PART] != ACTOR:
        return False
    start = found[1, START]
    if bits[start] & _NUMBER:
        return True
    if bits[start] & _FORCE or bits[start + 1] & _FORCE:
        return False
    return cover[start] < 0 or kinds[cover[start]] == IS_PERSON


@kernel
def _is_mutual(found, least, is_enough):
    """Whether two sides are known, one of them by name; with `is_enough` one phrase may be both (`اتفق الطرفان`)."""
    sides, level = 0, NOBODY
    for row in range(1, found[0, 0] + 1):
        if found[row, PART] == BOTH:
            sides += 1
            level = max(level, found[row, 4])
    return level >= least and (sides >= 2 or (sides == 1 and is_enough and level == CLEAR))


@kernel
def noun(bits, cover, kinds, ends, token, first, last, form, entry, classes, need, found):
    """Reads a noun; its light verb in front of it, whose it is, and what follows tell who takes part."""
    frames, actor, recipient = entry[1], entry[2], entry[3]
    found[0, 0] = 0
    if token > first and bits[token - 1] & _NO_EVENT:
        return -1
    rule = _light(bits, cover, kinds, ends, token, first, found)
    if rule != _UNDERGONE_RULE and bits[token] & _FOR and not bits[token] & _DEFINITE:  # يخطط لهجوم
        return -1
    if not _follows(bits, classes, need, token + 1, last, token + _NEXT):
        return -1
    own = form == _POSSESSED
    at, joined_to = token + 1, 0
    if own:
        n_bare = 1 if frames & _OBJECT else -1
        rule = _OWN_RULE if rule < 0 else rule
    else:
        n_bare = -1
        at, joined_to = _whose(bits, cover, kinds, ends, token, last, frames, found)
    behind(bits, cover, kinds, ends, at, last, frames, n_bare, joined_to, found)
    rule = _OF_RULE if rule < 0 else rule
    if frames & _MUTUAL:
        turn(found, ACTOR, BOTH)
        turn(found, RECIPIENT, BOTH)
        return rule if _is_mutual(found, actor, False) or (own and best(found, ACTOR) == NAMED) else -1
    return rule if _is_enough(found, 0 if own else actor, recipient) else -1


@kernel
def _light(bits, cover, kinds, ends, token, first, found):
    """The rule of a light verb in front of a noun, -1 if there is none; adds the verb's subject."""
    at = token - 1
    while at >= first and token - at <= _LIGHT_BACK and not bits[at] & _ANY_LIGHT:
        if bits[at] & (_HALTS | _ADJUNCT):
            return -1
        at -= 1
    if at < first or not bits[at] & _ANY_LIGHT:
        return -1
    if at > first + 1 and bits[at - 1] & _THAT and not bits[at - 2] & (_AFTERMATH | _EXPECTED):  # يريد أن يشن
        return -1
    if bits[at] & _HAPPENS:
        return _HAPPENS_RULE
    start, end, mention, level = front(bits, cover, kinds, ends, at, first)
    if level > NOBODY:
        _coordinated(bits, cover, kinds, ends, start, at, found)
    elif at + 1 < token:
        behind(bits, cover, kinds, ends, at + 1, token, 0, 0, 0, found)
    if bits[at] & _UNDERGOES:
        turn(found, ACTOR, RECIPIENT)
        return _UNDERGONE_RULE
    return _LIGHT_RULE


@kernel
def _whose(bits, cover, kinds, ends, token, last, frames, found):
    """The phrase that an indefinite noun governs (`زيارة الرئيس`): the token behind it and its row, 0 for none."""
    at = token + 1
    if bits[token] & _DEFINITE or at >= last:
        return at, 0
    end, mention, level = phrase(bits, cover, kinds, ends, at, last)
    if end <= at or bits[at] & _JOINED or level == NOBODY:
        return at, 0
    if not frames & (_OF_ACTOR | _OF_RECIPIENT | _MUTUAL) or bits[at] & _BY_OR_FOR:
        return at, 0
    is_there = mention >= 0 and kinds[mention] == IS_PLACE and level < NAMED or cover[at] >= 0 and kinds[cover[at]] == IS_PLACE
    if is_there and frames & _MUTUAL:  # لقاءات الدوحة
        return end, 0
    is_hit = frames & _OF_RECIPIENT or (is_there and frames & _ON_F)  # هجوم باريس
    add(found, RECIPIENT if is_hit else ACTOR, at, end, mention, level, 0)
    return end, found[0, 0]
