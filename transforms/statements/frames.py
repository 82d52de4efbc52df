# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""What is said, seen from the verb: the frame that follows it, and where its content begins.

From the verb on, the first token that one of its frames allows decides: `أن` (also behind a preposition), a colon,
a quotation of some length, `إلى`, `على`, `عن`, `من`, `ب`, or a noun that names what is stressed, denied, proposed.
Whatever stands between the verb and it is the speaker (see `speakers`).

A complement is (frame, gap end, start, letters of proclitics, closing quote): the index in COMPLEMENTS, -1 where
there is none; the token at which the words between verb and content end; the first token of the content and the
letters of it left out; the token that closes the quotation if the content is one, else -1.
"""

from transforms.kernels import kernel
from transforms.statements.complements import (
    ABOUT,
    BY,
    COLON,
    FRAME_BITS,
    FROM,
    NAME,
    OBJECT,
    ON,
    QUOTE,
    THAT,
    TO,
)
from transforms.statements.kernels import (
    QUOTES,
    after_bracket,
    closing_quote,
    ends_there,
    is_closing,
    next_of,
)
from transforms.statements.objects import (
    NO_OBJECT,
    is_deed,
    is_indefinite_object,
    is_object,
    is_object_of_person,
    is_other_clause,
)
from transforms.statements.quoted import quotation
from transforms.statements.reporting_forms import Form
from transforms.statements.symbols import mask

_THAT, _SPEECH, _OBJECT, _BY = (FRAME_BITS[frame] for frame in ("that", "speech", "object", "by"))
_TO, _ON, _ABOUT, _FROM = (FRAME_BITS[frame] for frame in ("to", "on", "about", "from"))
_FAR, _NEAR, _CLOSE = 45, 20, 8  # tokens from a verb, a doubtful verb, a participle to what is said
_PARTICIPLE, _FIRST = int(Form.PARTICIPLE), int(Form.FIRST)
# Verdicts on a token: go on, take what was found, keep it in case nothing better comes, or stop.
# _SPARE: as _KEEP, but only if the search ends with nothing at all.
_GO, _TAKE, _KEEP, _STOP, _SPARE = range(5)
_MARKS = mask("open_bracket|that|colon") | QUOTES

_M_THAT, _M_COLON, _M_NUMBER, _M_COMMA = mask("that"), mask("colon"), mask("number"), mask("comma")
_M_AND_THAT = mask("and_that")
_M_TO, _M_ON, _M_ABOUT, _M_FROM = mask("to"), mask("on"), mask("about"), mask("from")
_M_CONTENT, _M_BY, _M_WITH_BY, _M_BRACKET = mask("content"), mask("by"), mask("with_by"), mask("open_bracket")
_M_PARTICIPLE, _M_SAYING, _M_VERB, _M_RELATIVE = (
    mask("participle"), mask("saying"), mask("verb"), mask("relative"),
)  # fmt: skip
_STOPS = mask("noun_of_saying|ellipsis|semicolon|joined_verb")
_PREPOSITIONS = mask("to|on|about|from|by|in")
_NO_SPEAKER, _SPEAKER = mask("no_speaker"), mask("speaker")
_NO_DIRECT_OBJECT = NO_OBJECT | mask("speaker|person|organisation|place|semicolon|open_quote|quote|dot|side")
_M_ADJUNCT, _TO_SOMEBODY = mask("adjunct"), mask("to_audience|to_them")
_PERFECTIVE = mask("perfective")
_SAID = (THAT, COLON, QUOTE)
_M_PLACE, _M_ORGANISATION, _NAMED = mask("place"), mask("organisation"), mask("person|organisation|place")
_BESIDES = mask("takes_preposition|definite")
_DEFINITE = mask("definite")
_NOT_THAT, _TAKES_PREPOSITION, _SKIPPED = mask("not_that"), mask("takes_preposition"), mask("comma|colon")
_OF_OTHERS, _OCCASION = mask("to_them|in|on|from|by|about"), mask("occasion|number")
_THAT_OR_COLON = mask("that|colon|comma")
_SAID_NEXT, _NEXT_CLAUSE = mask("that|colon"), mask("that|participle|verb|joined_verb|dot|end")
_BEYOND = mask("comma|relative|open_bracket")  # what is said began before


@kernel
def reach(form, is_doubtful):
    """How many tokens behind the verb what is said may begin; `is_doubtful`: its letters may be another word."""
    if _PARTICIPLE <= form < _FIRST:
        return _CLOSE
    return _NEAR if is_doubtful else _FAR


@kernel
def find(bits, byte_start, byte_end, token, frames, form, end, is_joined, goes_on):
    """The complement of the reporting verb at `token`; its content begins before `end`.

    `goes_on`: see `hearers`.
    """
    fallback = spare = (-1, 0, 0, 0, -1)
    at = token + 1
    if at < end:
        if bits[at] & _NO_SPEAKER and not bits[at] & _PERFECTIVE:
            return fallback
        if is_object(bits, at, frames, form, is_joined):
            return OBJECT, at, at, 0, -1
        is_judged = frames & _OBJECT and frames & _SPEECH and not frames & _THAT
        if goes_on and is_judged and not bits[at] & _NO_DIRECT_OBJECT:
            spare = OBJECT, at, at, 0, -1  # `وانتقد القرار`, `واستنكرت طريقة التعبير`
    while at < end:
        if bits[at] & _BEYOND and fallback[0] >= 0 and _is_beyond(bits, at, fallback):
            return fallback
        if bits[at] & _MARKS:
            verdict, at, found = _at_mark(bits, byte_start, byte_end, at, token, frames, end, fallback)
        else:
            verdict, found = _at_word(bits, byte_start, byte_end, at, token, frames, end)
            at += 1
        if verdict == _TAKE and (fallback[0] != BY or found[0] in _SAID):
            return found
        if verdict in (_STOP, _TAKE):
            break
        if verdict == _KEEP and fallback[0] < 0:
            fallback = found
        if verdict == _SPARE and spare[0] < 0:
            spare = found
    return fallback if fallback[0] >= 0 else spare


@kernel
def _is_beyond(bits, at, fallback):
    """Whether what was found in front of a comma or relative pronoun is what is said, as nothing better can follow."""
    if at + 1 < len(bits) and bits[at + 1] & _M_THAT:
        return False
    return fallback[0] == ON or (fallback[0] == OBJECT and bits[fallback[2]] & _M_CONTENT)


@kernel
def _at_mark(bits, byte_start, byte_end, at, token, frames, end, fallback):
    """What a bracket, `أن`, a colon or a quotation mark means: verdict, where to go on, complement."""
    here = bits[at]
    if here & _M_BRACKET:
        return _GO, after_bracket(bits, at, end), fallback
    if here & _M_THAT:
        if not frames & _THAT:
            return _GO, at + 1, fallback
        if at > token + 1 and bits[at - 1] & _NOT_THAT:
            return _STOP if fallback[0] < 0 else _GO, at + 1, fallback
        if at > token + 2 and bits[at - 1] & _PREPOSITIONS and bits[at - 2] & _BESIDES == _TAKES_PREPOSITION:
            return _GO, at + 1, fallback  # إضافة إلى أن
        if at > token + 3 and bits[at - 1] & _M_TO and not frames & _TO:
            return _STOP, at, fallback  # `ويقترحون الأسماء إلى أن`
        gap_end = at - 1 if at - 1 > token and bits[at - 1] & _PREPOSITIONS else at
        return _TAKE, at, _content(bits, byte_start, byte_end, THAT, gap_end, at + 1, end, fallback)
    if here & _M_COLON:
        is_time = bits[at - 1] & _M_NUMBER and at + 1 < end and bits[at + 1] & _M_NUMBER
        if is_time or not frames & _SPEECH:
            return _GO, at + 1, fallback
        return _TAKE, at, _content(bits, byte_start, byte_end, COLON, at, at + 1, end, fallback)
    if at > token + 1 and is_closing(bits, byte_start, byte_end, at):
        return _STOP, at, fallback
    found, go_on = quotation(bits, byte_start, byte_end, at, token, frames, end)
    return _TAKE if found[0] >= 0 else _GO, go_on, found


@kernel
def _at_word(bits, byte_start, byte_end, at, token, frames, end):
    """What a word means: verdict and complement."""
    here = bits[at]
    none = (-1, 0, 0, 0, -1)
    if here & _M_PARTICIPLE:  # `وأضاف الوزير قائلا: ...` goes on, any other has a content of its own
        return _GO if here & _M_SAYING else _STOP, none
    if here & _M_VERB:  # one in a relative clause is of the speaker
        is_of_speaker = bits[at - 1] & _M_RELATIVE or bits[at + 1] & _TO_SOMEBODY  # `مصدر تحدث لوكالتنا`
        return _GO if is_of_speaker else _STOP, none
    if here & _STOPS:
        return _STOP, none
    if here & _PERFECTIVE and here & _NO_SPEAKER and frames & _SPEECH:  # `وقال المدير لقد نجحنا`
        return _TAKE, (COLON, at, at, 0, -1)
    if frames & _OBJECT and (here & _M_CONTENT or is_deed(bits, at, token, end)):
        if is_other_clause(bits, token, at):
            return _STOP, none
        is_genitive = bits[at - 1] & (_SPEAKER | _M_CONTENT) and not bits[at - 1] & _DEFINITE  # وكالة أنباء
        if is_genitive or bits[at - 1] & _OF_OTHERS:
            return _GO, none
        limit = min(at + _CLOSE, end)
        following = next_of(bits, at, limit, _THAT_OR_COLON)
        if bits[following] & _M_COMMA:  # `أكدت المديرة أمل، في تصريح، أن`
            following = next_of(bits, following + 1, end, _NEXT_CLAUSE)
            limit = end if bits[following - 1] & _M_COMMA else following
        is_marked = following < limit and bits[following] & _SAID_NEXT
        return _KEEP if is_marked else _TAKE, (OBJECT, at, at, 0, -1)
    frame = _preposition(here, frames)
    if frame < 0:
        if at > token + 1 and is_object_of_person(bits, at, frames):
            return _SPARE, (OBJECT, at, at, 0, -1)
        return _GO, none
    found = _behind_preposition(bits, byte_start, byte_end, at, frame, token, end)
    if found[0] < 0:
        return _GO, none
    if found[0] != THAT and at > token + 1 and not is_indefinite_object(bits[found[2]]):
        # `المشرف على`; but it is the verb's in `أعرب المسؤول عن`
        if bits[at - 1] & _TAKES_PREPOSITION:
            return (_SPARE if frame == ABOUT else _GO), found
        if frame == BY and here & _M_ORGANISATION:
            return _SPARE, found  # `النائبة بمجلس الشعب`
        if frame == TO and bits[at - 1] & _DEFINITE and at > token + 2:
            if bits[at - 2] & _TAKES_PREPOSITION:
                return _SPARE, found  # `المبعوث الأممي إلى`
            if here & _M_WITH_BY and bits[at - 2] & _SPEAKER:
                return _GO, found  # `المدير العام لتطوير الأعمال`
    return _KEEP if at > token + 1 and _is_doubtful(bits, frame, frames, found) else _TAKE, found


@kernel
def _is_doubtful(bits, frame, frames, found):
    """Whether a preposition may belong to the speaker: `اعترف الناطق بمنوبة بأن`, `أكد مصدر على عين المكان أن`."""
    if not frames & _THAT or found[0] == THAT:
        return False
    is_one_word = bits[found[2]] & _M_WITH_BY  # `أشار المدير العام لتطوير الأعمال إلى أن`
    return frame == BY or is_one_word or (frame == ON and not is_indefinite_object(bits[found[2]]))


@kernel
def _content(bits, byte_start, byte_end, frame, gap_end, start, end, fallback):
    """The content from `start` on; one that is quoted whole ends with the quotation."""
    while start < end and (bits[start] & _SKIPPED or (frame == COLON and bits[start] & _M_THAT)):
        start += 1
    if start >= end:
        return fallback
    if bits[start] & QUOTES:
        closing = closing_quote(bits, byte_start, byte_end, start)
        if closing < 0:
            return frame, gap_end, start + 2 if bits[start + 1] & _M_THAT else start + 1, 0, -1
        if closing - start > NAME and ends_there(bits, closing) and not _goes_on(bits, closing):
            inside = start + 2 if bits[start + 1] & _M_THAT else start + 1
            return frame, gap_end, inside, 0, closing
    return frame, gap_end, start, 0, -1


@kernel
def _goes_on(bits, closing):
    """Whether more follows a quotation: `أن «الطريق مغلق»، وأن «الجسر مكسور»`."""
    at = closing + 1
    if at < len(bits) and bits[at] & _M_COMMA:
        at += 1
    return at < len(bits) and (bits[at] & _M_AND_THAT) != 0


@kernel
def _preposition(here, frames):
    """The frame of a preposition that the verb allows, -1 for any other token."""
    if here & _M_TO:
        return TO if frames & _TO and not here & _NAMED else -1  # not `مركز الأفق للإغاثة`
    if here & _M_ON and frames & _ON:
        return ON
    if here & _M_ABOUT and frames & _ABOUT:
        return ABOUT
    if here & _M_FROM and frames & _FROM:
        return FROM
    if here & _M_WITH_BY and frames & _BY and not here & _M_ADJUNCT:
        return BY
    return -1


@kernel
def _behind_preposition(bits, byte_start, byte_end, at, frame, token, end):
    """The complement that a preposition leads to."""
    none = (-1, 0, 0, 0, -1)
    is_next = at == token + 1
    if frame == BY and bits[at] & _M_PLACE and not is_next:  # مدير شركة بالرياض
        return none
    if bits[at] & _M_WITH_BY and not bits[at] & _M_BY:
        is_whole = bits[at] & _M_TO and bits[at] & _DEFINITE  # `للقيام`
        return frame, at, at, 0 if is_whole else 1, -1
    if at + 1 >= end:
        return none
    if bits[at + 1] & _M_THAT:
        return _content(bits, byte_start, byte_end, THAT, at, at + 2, end, none)
    if bits[at + 1] & _OCCASION and not is_next:
        return none
    return _content(bits, byte_start, byte_end, frame, at, at + 1, end, none)
