# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The pass over the verbs and nouns of a batch that may be events: which are, who takes part, where, how told."""

import numpy as np

from transforms.events.arguments import attendees
from transforms.events.clauses import clause, hit, place
from transforms.events.levels import is_private
from transforms.events.nouns import NOUN_RULES, OWN_RULE, noun
from transforms.events.participants import ACTOR, ATTENDEE, LEVEL, MOST, PART, PARTICIPANT, RANK, best
from transforms.events.patterns import ATTEND, FRAME_BITS, NOUN, VERB
from transforms.events.phrases import NAMED, SOMEWHERE, STOPS, is_before
from transforms.events.symbols import SPORT, class_mask, mask
from transforms.events.verbs import WORDS, verb
from transforms.kernels import kernel, making_kernel
from transforms.statements.kernels import next_of, sentence_around
from transforms.vocabularies.events import EVENT_TYPES

# Columns of an event; `end`: the token behind its words; `place`: a mention, -1 for none; `first`, `last`: its rows of
# participants; `clause` and `clause_end`: the tokens among which its date may stand.
COLUMNS = (
    "document", "token", "clitics", "pattern", "rule", "is_background", "place", "first", "last", "clause",
    "clause_end", "end",
)  # fmt: skip
(
    _DOCUMENT, _TOKEN, _CLITICS, _PATTERN, _RULE, _IS_BACKGROUND, _PLACE, _FIRST, _LAST, _CLAUSE_START,
    _CLAUSE_END, _END,
) = range(len(COLUMNS))  # fmt: skip
_CONSULT_ROWS = 2  # meetings that a list of attendees may belong to
_WISHED = 16  # tokens from an event to the noun of what it asks for
_AFTER = 3  # tokens from بعد to a noun
_BACK = 12  # tokens from a verb back to كان
_FIRST_WORDS = 4  # of a sentence, in which يذكر stands

_COMMA = mask("comma")
_BY, _AUXILIARY, _JOINED = mask("by"), mask("auxiliary"), mask("joined")
_RELATIVE, _BACKGROUND = mask("relative"), class_mask("background")
_LIGHT = mask("light|happens|undergoes")
_MEETING, _TWO, _SPORT = class_mask("meeting"), class_mask("two_meetings"), class_mask(SPORT)
_TO_OR_ABOUT, _DEFINITE = mask("to|about"), mask("definite")
_CONSULT, _REQUEST, _ASSAULT, _THREATEN, _PROTEST = (
    EVENT_TYPES.index(name) for name in ("CONSULT", "REQUEST", "ASSAULT", "THREATEN", "PROTEST")
)
_DEEDS = (_CONSULT, _ASSAULT, _PROTEST)
_OF_RECIPIENT, _THERE, _MUTUAL = (FRAME_BITS[frame] for frame in ("of_recipient", "there", "mutual"))
_CLAUSE = STOPS & ~mask("auxiliary|perfective")


@making_kernel
def tell(text, sentence, document, words, patterns, classes, out, people):
    """Fills `out` with the events of a batch (COLUMNS) and `people` with participants; returns how many of each.

    `words`: a row for each word that may be an event (token, first and last row of `readings`, whether a mark shows
    that its first letter is no proclitic), in order.
    `patterns`: (readings, entries, needs) of `Patterns`.
    `classes`: for each token the classes of nouns that it is of.
    """
    readings, entries, needs = patterns
    found = np.zeros((MOST + 1, len(PARTICIPANT)), dtype=np.int32)
    n, n_people, first, last = 0, 0, 0, 0
    for word in range(len(words)):
        token = words[word, 0]
        if text[1][token] >= 0 or sentence[token] < 0 or n_people + MOST >= len(people):
            continue
        if token >= last or token < first:
            first, last = sentence_around(sentence, token)
        for row in range(words[word, 1], words[word, 2]):
            reading = readings[row]
            if words[word, 3] and reading[2] > 0:
                continue
            entry, need, rule = entries[reading[0]], needs[reading[0]], -1
            if entry[0] == ATTEND:
                attendance = (token, last, document[token])
                n_people = _attend(text, classes, attendance, out, n, entries, people, n_people, found)
            elif entry[0] == NOUN:
                rule = noun(text, token, first, last, reading, entry, classes, need, found)
            elif entry[0] == VERB:
                before = _before(out, n, first, people[:n_people])
                rule = verb(text, token, first, last, reading, entry, classes, need, before, found)
            if rule >= 0:
                _write(out[n], document[token], token, reading, rule, n_people)
                _circumstances(text, classes, token, first, last, entry, need, found, out[n])
                if not _is_proven(text, classes, token, first, last, entry, out, n, entries, found):
                    continue
                n_people = _copy(found, people, n_people)
                out[n, _LAST] = n_people
                n += 1
                break
    return n, n_people


@kernel
def _write(event, document, token, reading, rule, n_people):
    """Fills in which event stands where, before its circumstances."""
    event[_DOCUMENT], event[_TOKEN], event[_PATTERN] = document, token, reading[0]
    event[_CLITICS], event[_RULE], event[_FIRST] = reading[2], rule, n_people


@making_kernel
def _before(out, n, first, people):
    """Who takes part in the event that was found last, if that is in the same sentence."""
    return people[out[n - 1, _FIRST] :] if n > 0 and out[n - 1, _TOKEN] >= first else people[:0]


@kernel
def _circumstances(text, classes, token, first, last, entry, need, found, event):
    """Fills in where an event ends, how it is told, its clause and its place."""
    event[_END] = token + 2 if _is_light(token, last, entry, classes, need) else token + 1
    rule, is_word = event[_RULE], entry[5] in WORDS and not entry[1] & _MUTUAL
    is_known = entry[5] in _DEEDS and text[0][token] & _DEFINITE  # الهجوم على X
    event[_IS_BACKGROUND] = _is_background(text[0], classes, token, first, rule, is_known)
    start, end = clause(text[0], token, first, last, rule, event[_CLITICS])
    event[_CLAUSE_START], event[_CLAUSE_END] = start, end
    is_there = entry[5] == _ASSAULT or (entry[5] == _CONSULT and not entry[1] & _MUTUAL)
    event[_PLACE] = hit(found, text[2]) if is_there else -1
    if event[_PLACE] < 0:
        event[_PLACE] = place(text, classes, token, first, start, end, rule, is_word)


@kernel
def _is_light(token, last, entry, classes, need):
    """Whether a noun says nothing without the next, which proves it: `إطلاق النار`, `تقديم مساعدات`."""
    return entry[0] == NOUN and token + 1 < last and classes[token + 1] & need != 0


@kernel
def _is_proven(text, classes, token, first, last, entry, out, n, entries, found):
    """Whether an event, row `n` of `out`, that names too few is somewhere at least, and none is wished or of sports."""
    if found[0, LEVEL] == SOMEWHERE and out[n, _PLACE] < 0 and best(found, ACTOR) < NAMED:
        return False
    if entry[5] == _ASSAULT and is_private(text, classes, found):
        return False
    if entry[1] & _THERE and entry[1] & _MUTUAL and next_of(classes, first, last, _SPORT) < last:
        return False
    return entry[0] != NOUN or not _is_wished(text[0], token, first, entry, out, n, entries)


@kernel
def _is_wished(bits, token, first, entry, out, n, entries):
    """Whether a noun tells what the event before it asks for (`دعا إلى إضراب`) or led to (`هجوم أسفر عن مقتل`)."""
    if n == 0 or out[n - 1, _TOKEN] < first or token - out[n - 1, _TOKEN] > _WISHED:
        return False
    kind = entries[out[n - 1, _PATTERN], 5]
    if kind in (_REQUEST, _THREATEN):  # دعا إلى وقف القصف، فضلا عن طرد السفير
        return (bits[token - 1] & _TO_OR_ABOUT) != 0 or (bits[token] & _BY) != 0
    return kind == _ASSAULT and entry[1] & _OF_RECIPIENT and (bits[token - 1] & _TO_OR_ABOUT) != 0


@making_kernel
def _copy(found, people, n_people):
    for row in range(1, found[0, 0] + 1):
        people[n_people] = found[row]
        n_people += 1
    return n_people


@kernel
def _is_background(bits, classes, token, first, rule, is_known):
    """Whether it is told as what went before: `كان قد`, `الذي`, after `عقب`, in a sentence that begins with `يذكر`.

    `is_known`: whether a noun tells it as known (`الهجوم`).
    """
    for at in range(first, min(first + _FIRST_WORDS, token)):
        if classes[at] & _BACKGROUND:
            return True
    if token == first:
        return False
    verb = token
    if rule >= OWN_RULE:
        return is_known != 0 or _is_after(bits, token, first)
    while rule >= NOUN_RULES and verb > first and not bits[verb] & _LIGHT:
        verb -= 1
    if verb > first and bits[verb - 1] & _RELATIVE and not bits[verb - 1] & _JOINED:  # والذي goes on
        return verb - 2 < first or not bits[verb - 2] & _COMMA
    at = verb - 1
    while at >= first and verb - at <= _BACK and not bits[at] & _CLAUSE:
        if bits[at] & _AUXILIARY:
            return True
        at -= 1
    return False


@kernel
def _is_after(bits, token, first):
    """Whether a noun stands behind `بعد`, `ردا على`."""
    n = 0
    for at in range(max(first, token - _AFTER), token):
        n += is_before(bits, at, token)
    return n > 0


@kernel
def _attending(people):
    """How many of an event's participants attend it."""
    n = 0
    for row in range(len(people)):
        n += people[row, PART] == ATTENDEE
    return n


@making_kernel
def _attend(text, classes, attendance, out, n, entries, people, n_people, found):
    """`حضر اللقاءين X وY`: adds them to the last meeting of the article, to the last two where a dual says so."""
    token, last, current = attendance
    if token + 1 >= last or not classes[token + 1] & (_MEETING | _TWO):
        return n_people
    wanted = _CONSULT_ROWS if classes[token + 1] & _TWO else 1
    found[0, 0] = 0
    attendees(text, token + 2, last, found)
    row = n - 1
    while row >= 0 and wanted > 0 and out[row, _DOCUMENT] == current:
        n_known = out[row, _LAST] - out[row, _FIRST]
        if entries[out[row, _PATTERN], 5] == _CONSULT and n_people + n_known + MOST < len(people):
            start = n_people
            for one in range(out[row, _FIRST], out[row, _LAST]):
                people[n_people] = people[one]
                n_people += 1
            n_before = _attending(people[start:n_people])
            listed = n_people
            n_people = _copy(found, people, n_people)
            people[listed:n_people, RANK] += n_before
            out[row, _FIRST], out[row, _LAST] = start, n_people
            wanted -= 1
        row -= 1
    return n_people
