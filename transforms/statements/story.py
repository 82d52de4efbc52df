# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The pass over the reporting words of a batch: which are statements, who speaks, and where each ends.

Words are taken from left to right. The last statement of the sentence's own level stays open: the next reporting
verb that is joined to it (`وأضاف`, `مشيرا`, `كما أكد`) ends it, any other within it is a statement inside it.
"""

import numpy as np

from transforms.kernels import kernel, making_kernel
from transforms.statements.columns import (
    CLITICS,
    DOCUMENT,
    END,
    ENTRY,
    FIRST_VERBLESS,
    IS_CLOSED,
    IS_DIRECT,
    N_FRAMES,
    RULE,
    SPEAKER,
    SPEAKER_CLITICS,
    SPEAKER_END,
    START,
    VERB,
    VERB_CLITICS,
)
from transforms.statements.complements import COLON, FRAME_BITS, OBJECT, QUOTE
from transforms.statements.ends import clause_end, narrated
from transforms.statements.frames import find, reach
from transforms.statements.hearers import subject
from transforms.statements.kernels import sentence_around
from transforms.statements.proofs import DOUBTFUL, is_proved, may_report
from transforms.statements.quoted import in_front as quotation_in_front
from transforms.statements.reporting_forms import COMPLETE, FEMININE, Form
from transforms.statements.subjects import (
    LOST,
    N_STATE,
    OPENED,
    OPENED_GENDER,
    WHO,
    WHO_END,
    WHO_OF,
    N,
    carried,
    in_front,
    is_quoted,
    named,
)
from transforms.statements.symbols import mask
from transforms.statements.verbless import end_all, headlines, insert, take_source

_PERFECT, _IMPERFECT, _PARTICIPLE, _NOUN, _PASSIVE, _FIRST = (int(form) for form in Form)
_CONNECTOR, _COMMA, _TURNS = mask("connector"), mask("comma"), mask("from|side|filler")
_WITH_BY, _NOBODY = mask("with_by"), mask("with_by|person")
_SPEECH, _HEARER = FRAME_BITS["speech"], FRAME_BITS["hearer"]


@making_kernel
def tell(bits, data, byte_start, byte_end, sentence, document, is_headline, words, entries, out):
    """Fills `out` with the statements of a batch (COLUMNS), and returns their number.

    `words`: a row for each reporting word (token, verb or -1 for a source, form, letters of و or ف), in order.
    `entries`: a row for each verb (bits of its frames, index of its proof, whether `يُذكر أن` may name nobody, whether
    it adds to what was said).
    """
    state = np.full(N_STATE, -1)
    state[N] = 0
    current = -1
    for row in range(len(words)):
        token, entry = words[row, 0], words[row, 1]
        if document[token] != current:
            current = document[token]
            state[1:] = -1
        first, last = sentence_around(sentence, token)
        out[state[N], DOCUMENT] = current
        if entry < 0:
            take_source(bits, data, byte_start, byte_end, token, first, last, state, out)
            continue
        in_headline = is_headline[sentence[token]]
        cut = _read(
            bits,
            data,
            byte_start,
            byte_end,
            first,
            last,
            in_headline,
            words[row],
            entries[entry],
            state[WHO] >= 0,
            out[state[N]],
        )
        if cut >= 0:
            before = -1
            if state[WHO] < 0 and first > 0 and document[first - 1] == current:
                before, _ = sentence_around(sentence, first - 1)
            gender, is_adding = words[row, 4] & FEMININE, entries[entry, 3] > 0
            _settle(bits, token, before, first, cut, gender, is_adding, state, out)
        elif entries[entry, 0] & _SPEECH and insert(
            bits, data, byte_start, first, last, words[row], state, out
        ):
            continue
        elif state[OPENED] >= 0:
            cut = narrated(bits, data, byte_start, token, words[row, 2], words[row, 3])
            if out[state[OPENED], START] < cut:
                end_all(out, state[OPENED], state[N], cut)
    return headlines(bits, sentence, document, is_headline, state[N], out)


@kernel
def _read(bits, data, byte_start, byte_end, first, last, in_headline, word, entry, is_known, out):
    """Writes a verb's statement, as if alone; where it begins, -1 if none. `is_known`: whether somebody spoke."""
    token, form, clitics, is_complete = word[0], word[2], word[3], (word[4] & COMPLETE) > 0
    frames, proof = entry[0], entry[1]
    if not may_report(bits, data, byte_start, byte_end, token, first, last, form, clitics, proof):
        return -1
    goes_on = is_known and clitics > 0
    is_doubtful = proof in DOUBTFUL and (clitics == 0 or token > first)
    end = min(token + 1 + reach(form, is_doubtful), last)
    said = find(bits, byte_start, byte_end, token, frames, form, end, clitics > 0, goes_on)
    if said[0] < 0 and frames & _SPEECH and form <= _IMPERFECT and clitics == 0 and token > first:
        said = quotation_in_front(bits, byte_start, byte_end, token, first, last)
    frame, gap_end, start, content_clitics, closing = said
    if frame < 0 or (form == _NOUN and not is_quoted(bits, token, first)):
        return -1
    if form == _IMPERFECT and entry[2] and token <= first + 1 and gap_end == token + 1:
        form = _PASSIVE
    cut = token
    while cut > first and bits[cut - 1] & _CONNECTOR:
        cut -= 1
    front = in_front(bits, data, byte_start, byte_end, token, first, clitics, word[4], in_headline)
    own, cut = named(
        bits, token, form, front, frames, proof, token if is_complete else gap_end, first, cut, in_headline
    )
    if frames & _HEARER and own[0] > token:
        own = subject(bits, data, byte_start, byte_end, token, own, gap_end, front, frames, word[4], goes_on)
    if start < token and own[0] >= 0:
        if own[0] < token:
            return -1
        own = (-1, -1) if bits[own[0]] & _NOBODY == _WITH_BY else own  # `«...»، تقول بأسى`
    if own[0] < 0 and front[0] == LOST:
        own = front
    if not is_proved(bits, token, form, clitics, word[4], proof, frame, start, own[0]):
        return -1
    out[VERB], out[VERB_CLITICS], out[ENTRY] = token, clitics, word[1]
    out[START], out[CLITICS] = start, content_clitics
    out[END] = closing if closing >= 0 else clause_end(bits, start, max(last, start), frame)
    out[SPEAKER], out[SPEAKER_END], out[SPEAKER_CLITICS] = own[0], own[1], 0
    out[IS_DIRECT] = closing >= 0 or frame in (QUOTE, COLON)
    out[IS_CLOSED] = closing >= 0
    out[RULE] = form * N_FRAMES + frame
    return cut


@kernel
def _settle(bits, token, before, first, cut, gender, is_adding, state, out):
    """Takes the statement that was read last into its article: ends the open one there, or nests in it."""
    n, opened = state[N], state[OPENED]
    form = out[n, RULE] // N_FRAMES
    is_lost = out[n, SPEAKER] == LOST
    has_own = out[n, SPEAKER] >= 0 or is_lost
    if opened >= 0 and out[n, START] < token and out[n, START] < out[opened, END]:
        return  # the quotation in front of it is of the verb before
    is_nested = opened >= 0 and token < out[opened, END]
    if is_nested and out[opened, IS_CLOSED]:
        out[n, END] = min(out[n, END], out[opened, END])
    if form == _FIRST:
        if is_nested and out[opened, IS_DIRECT] and out[opened, START] <= token:
            out[n, SPEAKER], out[n, SPEAKER_END] = out[opened, SPEAKER], out[opened, SPEAKER_END]
            out[n, SPEAKER_CLITICS] = out[opened, SPEAKER_CLITICS]
            state[N] = n + 1
        return
    if is_nested:
        if out[n, START] == out[opened, START]:
            return
        is_apart = cut < token or (bits[token - 1] & _COMMA) != 0
        is_joined = out[n, VERB_CLITICS] > 0 or form >= _PARTICIPLE
        cut = _behind_comma(bits, cut, token, has_own)
        is_joined = is_joined or (form == _PERFECT and cut < token and (bits[cut - 1] & _COMMA) != 0)
        is_adding = is_adding or out[n, IS_DIRECT] > 0
        if not has_own and form <= _IMPERFECT and _is_inside(gender, form, is_adding, state, opened, out):
            return
        goes_on = is_joined or (is_apart and not has_own)
        if goes_on and not out[opened, IS_CLOSED] and cut > out[opened, START]:
            end_all(out, opened, n, cut)
            is_nested = False
        elif not has_own:
            return
    if form == _PASSIVE:
        out[n, SPEAKER] = -1
    elif not has_own:
        is_main_verb_known = opened >= 0 and out[opened, VERB] >= first
        is_joined = form <= _IMPERFECT and out[n, VERB_CLITICS] > 0
        who = carried(bits, form, gender, state, before, first, token, is_main_verb_known, is_joined)
        out[n, SPEAKER], out[n, SPEAKER_END] = who[0], who[1]
    if not is_nested and out[n, SPEAKER] >= 0 and form != _PASSIVE:
        state[WHO], state[WHO_END] = out[n, SPEAKER], out[n, SPEAKER_END]
        of_gender = WHO_OF + 2 * gender
        state[of_gender], state[of_gender + 1] = out[n, SPEAKER], out[n, SPEAKER_END]
    is_lost = is_lost or out[n, SPEAKER] < 0
    is_lost = is_lost or (out[n, RULE] % N_FRAMES == OBJECT and not has_own and cut == token)
    if is_lost and form == _IMPERFECT and out[n, VERB_CLITICS] == 0 and not out[n, IS_DIRECT]:
        return  # `بيانات تظهر تراجع ...`, `ممن يرون أن`, `هنا تبرز أهمية ...`
    if not is_nested:
        state[OPENED], state[OPENED_GENDER] = n, gender
    state[N] = n + 1


@kernel
def _behind_comma(bits, cut, token, has_own):
    """Where a verb with its own speaker begins anew: `... إن الطريق مغلق، من جهتها نفت الوزارة`; else `cut`."""
    at = cut
    while has_own and bits[at - 1] & _TURNS:
        at -= 1
    return at if bits[at - 1] & _COMMA else cut


@kernel
def _is_inside(gender, form, is_adding, state, opened, out):
    """Whether a verb without a subject of its own has that of the open statement's content.

    `قال المدير إن الشركة وقعت العقد، وأكدت أنها`, `وقالت إن المنظمة تتابع الأمر، وتطالب بـ`.
    """
    if gender != state[OPENED_GENDER] and out[opened, RULE] < FIRST_VERBLESS:
        return True
    return form == _IMPERFECT and not is_adding and out[opened, RULE] // N_FRAMES == _PERFECT
