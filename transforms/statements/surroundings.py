"""What mentions and stems say of the tokens around statements: names, and where no name can go on.

Bits of tokens, not of words (`symbols.NAMED`): `person`, `organisation`, `place`, `name_start` are the mentions';
`ordinary` is a verb or an object behind a name or a definite noun: a speaker ends before it (`الوزير سيزور ...`,
`جدد الوزير تحذيره ...`).
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.folding import ALEF, HEH
from transforms.mentions import ENTITY_TYPES
from transforms.remembered import Remembered
from transforms.statements.reporting_forms import TEH_MARBUTA
from transforms.statements.symbols import mask
from transforms.stems import BARE, FEMININE, IMPERFECT, NOUN, PERFECT, Stems
from transforms.symbols import BEH, FEH, KAF, LAM, WAW, Bits
from transforms.words import Integers, Spellings, Words, hashes_of

_SHORTEST = 3  # letters of an ordinary word: shorter ones are particles
_ORDINARY, _NAME_START = mask("ordinary"), mask("name_start")
_PERSON, _SINGLE = mask("person"), mask("person|name_start")
_OBJECTS, _TOLD, _WITH_BY = mask("content|deed"), mask("to_audience"), mask("with_by")
_NO_NAME = mask("that|then|with_by")  # `بان كي مون`, `فان`, `بايدن`
_CLOSED = mask("definite|person|organisation|place")
_KINDS = np.array([mask(name) for name in (*ENTITY_TYPES, "organisation")])  # the last of a COUNTRY
_WAW_BYTE, _LAM_BYTE = WAW.encode()[1], LAM.encode()[1]
_PROCLITICS = [letter.encode()[1] for letter in (WAW, FEH, BEH, LAM, KAF)]
_OBJECT_ENDINGS = (HEH, ALEF, HEH + "\N{ARABIC LETTER MEEM}")  # بيانه, بيانا, بيانهم
_VERB, _OBJECT, _FEMININE = np.uint64(1), np.uint64(2), np.uint64(4)
Flags = npt.NDArray[np.bool_]


def mark_names(bits: Bits, batch: Words, names: Integers, verbs: Integers) -> None:
    """Sets the bits of the tokens of names (see `Names.spans`); one joined by و goes on with the name before it.

    One with ل right behind a reporting verb (`verbs`: tokens) is told, and does not speak: `وأوضح لهسبريس أن`.
    """
    start, end, kind = names[:, 0], names[:, 1], names[:, 2]
    lengths = end - start
    ends = np.cumsum(lengths)
    inside = np.repeat(start - (ends - lengths), lengths) + np.arange(len(lengths) and ends[-1])
    has_proclitic = names[:, 4] > 0
    by = bits[start] & np.where(has_proclitic, _WITH_BY, 0)
    bits[inside] = bits[inside] & ~_NO_NAME | _KINDS[np.repeat(kind, lengths)]
    bits[start] |= by
    light = batch.light
    letter = light.data[light.offsets[batch.word[start]] + 1]
    is_joined = has_proclitic & (letter == _WAW_BYTE)
    bits[start[~is_joined]] |= _NAME_START
    told = np.flatnonzero(has_proclitic & (letter == _LAM_BYTE))
    told = told[np.isin(start[told] - 1, verbs)]
    bits[start[told]] |= _TOLD
    for row in told:
        bits[start[row] : end[row]] &= ~_CLOSED
        if row + 1 < len(names) and is_joined[row + 1] and start[row + 1] == end[row]:  # `لسامي وسلمى`
            bits[start[row + 1] : end[row + 1]] &= ~_CLOSED


def proclitics(batch: Words, names: Integers, tokens: Integers) -> Integers:
    """The letters of و or ل in front of the name that begins at each token, 0 where none does."""
    at = np.searchsorted(names[:, 0], tokens)
    begins = np.append(names[:, 0], -1)[at] == tokens
    letter = batch.light.data[batch.light.offsets[batch.word[tokens]] + 1]
    begins &= (letter == _WAW_BYTE) | (letter == _LAM_BYTE)
    letters: Integers = np.where(begins, np.append(names[:, 4], 0)[at], 0)
    return letters


class OrdinaryWords:
    """Knows verbs and objects from given names that look like them."""

    def __init__(self, stems: Stems, given_names: Iterable[str]) -> None:
        self._stems = stems
        self._given = hashes_of(list(given_names))
        self._kinds = Remembered(self._ask)

    def mark(self, batch: Words, bits: Bits) -> None:
        """Sets the bit `ordinary`."""
        closed = np.flatnonzero((bits[:-1] & _CLOSED) > 0)
        tokens = closed[(bits[closed + 1] & ~_OBJECTS) == 0] + 1
        tokens = tokens[batch.kind[tokens] == ch.WORD]
        kinds, front = self._kinds.of_words(batch)[0][batch.word[tokens]], bits[tokens - 1]
        is_ordinary = ((kinds & (_VERB | _OBJECT)) > 0) | ((kinds & _FEMININE > 0) & ((front & _PERSON) > 0))
        is_cut_name = (
            front & _SINGLE
        ) == _SINGLE  # one word may be all that was seen of a name: ماريان تايسن
        bits[tokens[is_ordinary & ~is_cut_name]] |= _ORDINARY

    def _ask(self, words: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """For each distinct word whether it is a verb, a noun that is an object, a feminine noun."""
        kinds, light = self._stems.kinds(words.folded), words.light
        is_verb = ((kinds & (PERFECT | IMPERFECT)) > 0) & ((kinds & (NOUN | FEMININE)) == 0)
        is_object = _ends(light, *_OBJECT_ENDINGS) & ((kinds & (NOUN | FEMININE)) > 0) & (kinds < BARE)
        found = is_verb * _VERB | is_object * _OBJECT | _ends(light, TEH_MARBUTA) * _FEMININE
        long = np.flatnonzero(np.diff(light.offsets) >= 2 * _SHORTEST)
        long = long[~np.isin(light.data[light.offsets[long] + 1], _PROCLITICS)]
        is_sure = np.zeros(len(found), dtype=np.bool_)
        is_sure[long] = (kinds[long] > 0) & ~np.isin(light.hashes[long], self._given)
        found[~is_sure] = 0
        return found, np.zeros(len(found), dtype=np.uint8)


def _ends(words: Spellings, *endings: str) -> Flags:
    """Which words end with one of these."""
    first, stop = words.offsets[:-1], words.offsets[1:]
    found = np.zeros(len(first), dtype=np.bool_)
    for ending in endings:
        letters = ending.encode()
        long = np.flatnonzero(stop - first >= len(letters))
        for place, byte in enumerate(letters):
            long = long[words.data[stop[long] - len(letters) + place] == byte]
        found[long] = True
    return found
