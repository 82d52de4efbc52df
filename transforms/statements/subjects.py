# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who makes a statement: named behind the verb or in front of it (see `speakers`), or carried on from before."""

from transforms.kernels import kernel
from transforms.statements.complements import FRAME_BITS
from transforms.statements.fronts import before, last_person, name_before
from transforms.statements.kernels import next_of
from transforms.statements.proofs import IN
from transforms.statements.reporting_forms import FEMININE, TEH, Form
from transforms.statements.speakers import behind, of_sentence
from transforms.statements.symbols import mask
from transforms.symbols import FEH

# Places in the state of an article: how many statements there are, the open one and the gender of its verb; who spoke
# last, and last of each gender (token and end).
N, OPENED, OPENED_GENDER, WHO, WHO_END, WHO_OF = range(6)
N_STATE = WHO_OF + 4
LOST = -2  # the speaker stands in front of a relative pronoun, unrecognised
_BACK = 16  # tokens from قوله back to نقل
_PARTICIPLE, _NOUN, _PASSIVE, _FIRST = (
    int(form) for form in (Form.PARTICIPLE, Form.NOUN, Form.PASSIVE, Form.FIRST)
)
_SOURCE_FRAME, _HEARER_FRAME, _ASKED_FRAME = (FRAME_BITS[frame] for frame in ("source", "hearer", "asked"))
_WHO = mask("speaker|definite|person|organisation|place|quote|open_quote|close_quote")
_TEH_BYTE, _FEH_BYTE = TEH.encode()[1], FEH.encode()[1]
_RELATIVE, _ADJUNCT, _AUXILIARY = mask("relative"), mask("adjunct"), mask("auxiliary")
_CALLS = sum(FRAME_BITS[frame] for frame in ("to", "by", "on", "from", "object"))
_DEED = mask("deed")
_NO_HEARER = mask("speaker|person|relative")
_FROM, _SPEAKER, _DEFINITE, _PERSON = mask("from"), mask("speaker"), mask("definite"), mask("person")
_COMMA, _ABOUT, _ABOUT_SOMEBODY = mask("comma"), mask("about"), mask("about|about_him")


@kernel
def in_front(bits, data, byte_start, byte_end, token, first, clitics, person, in_headline):
    """The speaker in front of a verb, (-1, -1) if there is none (LOST: nor can it be another)."""
    none = (-1, -1)
    is_so = clitics == 1 and data[byte_start[token] + 1] == _FEH_BYTE
    if clitics > 0 and not is_so:
        return none
    if token > first and bits[token - 1] & _RELATIVE:
        if bits[token + 1] & _ADJUNCT:  # `التصريحات التي قال فيها`
            return last_person(bits, first, token)
        is_of_her = data[byte_end[token - 1] - 3] == _TEH_BYTE
        if is_of_her != (person & FEMININE > 0):  # `الخطة التي قال إنها جاهزة`
            return none
        found = before(bits, token, first, in_headline)
        if found[0] < 0:
            comma = token - 2
            found = name_before(bits, first, comma if bits[comma] & _COMMA else token - 1)
        return found if found[0] >= 0 else (LOST, LOST)
    found = before(bits, token, first, in_headline)
    if is_so and not (found[0] > first and bits[found[0] - 1] & _AUXILIARY):  # `أما المدير فقال`
        return none
    return found


@kernel
def named(bits, token, form, front, frames, proof, gap_end, first, cut, in_headline):
    """The speaker as written, none if there is none, and the token where the whole construction begins."""
    none = (-1, -1)
    if form == _NOUN:
        about = token - 1
        while about > max(first, token - _BACK) and (not bits[about] & _ABOUT or bits[about - 1] & _DEED):
            about -= 1  # `طلب عدم الكشف عن هويته`
        if bits[about] & _ABOUT:
            return behind(bits, about + 1, token), about
        return none, cut
    if form in (_PARTICIPLE, _PASSIVE, _FIRST):
        return none, cut
    start = token + 1
    if proof == IN:
        return behind(bits, token + 2, gap_end), cut
    if frames & _ASKED_FRAME:
        gap_end = next_of(bits, start, gap_end, _FROM)
    if frames & _SOURCE_FRAME:
        about = next_of(bits, start, gap_end, _ABOUT)
        if about < gap_end:
            start = about + 1
    if front[0] >= 0 and in_headline:
        return front, front[0]
    found = behind(bits, start, gap_end)
    is_hearer = (
        frames & _HEARER_FRAME and found[0] >= 0 and not bits[found[0]] & _WHO
    )  # `وناشد أطراف النزاع أن`
    if found[0] >= 0 and not is_hearer:
        is_call = frames & _HEARER_FRAME and frames & _CALLS
        return _without_hearer(bits, found) if is_call else found, cut
    return (front, front[0]) if front[0] >= 0 else (none, cut)


@kernel
def _without_hearer(bits, found):
    """A speaker without those whom the verb calls on: `دعا المدير سامي حداد، الراغبين في العمل إلى`."""
    comma = next_of(bits, found[0], found[1], _COMMA)
    while comma < found[1] and bits[comma + 1] & _NO_HEARER and not _is_body(bits, comma, found[1]):
        comma = next_of(bits, comma + 1, found[1], _COMMA)
    return found[0], comma


@kernel
def _is_body(bits, comma, end):
    """Whether a body stands behind a comma that follows another, not a role: `دعا الحزب، الحكومة، إلى`."""
    here = bits[comma + 1]
    is_definite = here & _SPEAKER and here & _DEFINITE and not here & _PERSON
    is_short = comma + 2 >= end or (bits[comma + 2] & _COMMA) != 0
    return is_definite and is_short and not bits[comma - 1] & _PERSON


@kernel
def carried(bits, form, gender, state, before, first, token, is_main_verb_known, is_joined):
    """Who goes on: of a participle or joined verb the subject of its sentence, else the last of its gender.

    Where nobody spoke yet the subject of the sentence before, whose first token is `before`.
    """
    of_gender = WHO_OF + 2 * gender
    needs_subject = form == _PARTICIPLE or is_joined
    if needs_subject and state[WHO] < first and not is_main_verb_known:
        comma = token - 1
        while comma > first and not bits[comma] & _COMMA:
            comma -= 1
        subject = of_sentence(bits, comma + 1 if comma < token - 1 and comma > first else first, token)
        if subject[0] >= 0:
            return subject
    if state[of_gender] >= 0:
        return state[of_gender], state[of_gender + 1]
    if state[WHO] < 0 and before >= 0 and is_joined and token <= first + 1:
        return of_sentence(bits, before, first)
    return state[WHO], state[WHO_END]


@kernel
def is_quoted(bits, token, first):
    """Whether `قوله` is reported (`نقل عن كيم قوله`), not scripture or an argument."""
    return next_of(bits, max(first, token - _BACK), token, _ABOUT_SOMEBODY) < token
