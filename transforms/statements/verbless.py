# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Adds the statements that no verb introduces to those of a batch: of sources, of headlines, of verbs put into them."""

from transforms.kernels import kernel
from transforms.statements.columns import (
    CLITICS,
    DOCUMENT,
    END,
    ENTRY,
    FIRST_VERBLESS,
    IS_CLOSED,
    IS_DIRECT,
    RULE,
    SPEAKER,
    SPEAKER_CLITICS,
    SPEAKER_END,
    START,
    VERB,
    VERB_CLITICS,
    VERBLESS_RULES,
)
from transforms.statements.kernels import next_of, sentence_around
from transforms.statements.reporting_forms import Form
from transforms.statements.sources import LEADING, headline_colon, inserted, source
from transforms.statements.subjects import OPENED, WHO, WHO_END, WHO_OF, N
from transforms.statements.symbols import mask

_HEADLINE_RULE, _INSERTED_RULE = (
    FIRST_VERBLESS + VERBLESS_RULES.index(rule) for rule in ("headline_colon", "inserted_verb")
)
_IMPERFECT = int(Form.IMPERFECT)
_PERSON = mask("person")


@kernel
def take_source(bits, data, byte_start, byte_end, token, first, last, state, out):
    """Adds the statement of a source frame, or ends the open one there."""
    n, opened = state[N], state[OPENED]
    kind, begin, who, who_end, clitics, start, end = source(
        bits, data, byte_start, byte_end, token, first, last
    )
    if kind < 0:
        return
    if opened >= 0 and token < out[opened, END]:
        goes_on = kind != LEADING and (start < 0 or end > begin)  # behind the frame
        if out[opened, IS_CLOSED] or begin <= out[opened, START] or goes_on:
            return
        end_all(out, opened, n, begin)
        if kind != LEADING:
            return
    has_statement = opened >= 0 and out[opened, START] >= first
    if start < 0 or (has_statement and kind != LEADING):
        return
    if who < 0:
        who, who_end = state[WHO], state[WHO_END]
    _write(out[n], token, start, end, who, who_end, clitics, FIRST_VERBLESS + kind)
    if kind == LEADING:
        state[OPENED] = n
        if next_of(bits, max(who, first), max(who_end, first), _PERSON) < who_end:
            state[WHO], state[WHO_END] = who, who_end
            state[WHO_OF], state[WHO_OF + 1] = who, who_end
    state[N] = n + 1


@kernel
def insert(bits, data, byte_start, first, last, word, state, out):
    """Adds the statement of a verb that is put into what is said; whether it is one."""
    n, opened, token = state[N], state[OPENED], word[0]
    if word[2] > _IMPERFECT or word[3] > 0 or (opened >= 0 and out[opened, END] > first):
        return False
    who, who_end, start, end = inserted(bits, data, byte_start, token, first, last)
    if start < 0:
        return False
    _write(out[n], token, start, end, who, who_end, 0, _INSERTED_RULE)
    out[n, ENTRY] = word[1]
    state[WHO], state[WHO_END] = who, who_end
    state[N] = n + 1
    return True


@kernel
def headlines(bits, sentence, document, is_headline, n, out):
    """Adds `NAME: content` of every headline."""
    at = 0
    while at < len(sentence):
        row = sentence[at]
        if row < 0 or not is_headline[row] or n >= len(out):
            at += 1
            continue
        _, last = sentence_around(sentence, at)
        colon, speaker_end = headline_colon(bits, at, last)
        if colon >= 0:
            out[n, DOCUMENT] = document[at]
            _write(out[n], colon, colon + 1, last, at, speaker_end, 0, _HEADLINE_RULE)
            n += 1
        at = last
    return n


@kernel
def _write(out, token, start, end, speaker, speaker_end, speaker_clitics, rule):
    """A statement without a verb."""
    out[VERB], out[VERB_CLITICS], out[ENTRY] = token, 0, -1
    out[START], out[END], out[CLITICS] = start, end, 0
    out[SPEAKER], out[SPEAKER_END], out[SPEAKER_CLITICS] = speaker, speaker_end, speaker_clitics
    out[IS_DIRECT], out[IS_CLOSED], out[RULE] = 0, 0, rule


@kernel
def end_all(out, opened, n, cut):
    """Ends the open statement and those inside it."""
    for row in range(opened, n):
        if out[row, START] < cut < out[row, END] and not out[row, IS_CLOSED]:
            out[row, END] = cut
