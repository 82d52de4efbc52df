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
from transforms.statements.symbols import mask
from transforms.stems import BARE, FEMININE, IMPERFECT, NOUN, PERFECT, Stems
from transforms.symbols import BEH, FEH, KAF, LAM, WAW, Bits
from transforms.words import Integers, Words, hashes_of

_SHORTEST = 3  # letters of an ordinary word: shorter ones are particles
_ORDINARY, _NAME_START = mask("ordinary"), mask("name_start")
_PERSON, _SINGLE = mask("person"), mask("person|name_start")
_CLOSED = mask("definite|person|organisation|place")
_KINDS = np.array([mask(name) for name in (*ENTITY_TYPES, "organisation")])  # the last of a COUNTRY
_PROCLITICS = [letter.encode()[1] for letter in (WAW, FEH, BEH, LAM, KAF)]
_TEH_MARBUTA = tuple("\N{ARABIC LETTER TEH MARBUTA}".encode())
_ENDINGS = [tuple(letters.encode()) for letters in (HEH, ALEF, HEH + "\N{ARABIC LETTER MEEM}")]
Flags = npt.NDArray[np.bool_]


def mark_names(bits: Bits, names: Integers) -> None:
    """Sets the bits of the tokens of names: rows of first token, end, index in ENTITY_TYPES or COUNTRY."""
    start, end, kind = names[:, 0], names[:, 1], names[:, 2]
    lengths = end - start
    ends = np.cumsum(lengths)
    inside = np.repeat(start - (ends - lengths), lengths) + np.arange(len(lengths) and ends[-1])
    bits[inside] |= _KINDS[np.repeat(kind, lengths)]
    bits[start] |= _NAME_START


class OrdinaryWords:
    """Knows verbs and nouns with pronouns from given names that look like them."""

    def __init__(self, stems: Stems, given_names: Iterable[str]) -> None:
        self._stems = stems
        self._given = hashes_of(list(given_names))

    def mark(self, batch: Words, bits: Bits) -> None:
        """Sets the bit `ordinary`."""
        closed = np.flatnonzero((bits[:-1] & _CLOSED) > 0)
        tokens = closed[bits[closed + 1] == 0] + 1
        tokens = tokens[batch.kind[tokens] == ch.WORD]
        words = np.unique(batch.word[tokens])
        is_verb, is_noun, is_feminine = found = np.zeros((3, len(batch.first)), dtype=np.bool_)
        found[:, words] = self._among(batch, words)
        is_ordinary = is_verb[batch.word[tokens]]
        # a name of one word may be all that was seen of a longer one: إريك شنايدر
        is_ordinary |= is_noun[batch.word[tokens]] & ((bits[tokens - 1] & _SINGLE) != _SINGLE)
        is_ordinary |= is_feminine[batch.word[tokens]] & ((bits[tokens - 1] & _SINGLE) == _PERSON)
        bits[tokens[is_ordinary]] |= _ORDINARY

    def _among(self, batch: Words, words: Integers) -> Flags:
        """Which of some distinct words are verbs, nouns with a pronoun, feminine nouns; shape (3, n)."""
        kinds, light = self._stems.kinds(batch.folded)[words], batch.light
        data, first, stop = light.data, light.offsets[words], light.offsets[words + 1]
        with_ending = np.zeros(len(words), dtype=np.bool_)
        for ending in _ENDINGS:
            letters = [data[stop - len(ending) + place] == byte for place, byte in enumerate(ending)]
            with_ending |= np.logical_and.reduce(letters)
        is_verb = ((kinds & (PERFECT | IMPERFECT)) > 0) & ((kinds & (NOUN | FEMININE)) == 0)
        may_be_name = np.isin(data[first + 1], _PROCLITICS) | np.isin(light.hashes[words], self._given)
        is_long = stop - first >= 2 * _SHORTEST
        is_ordinary = is_long & ~may_be_name
        is_feminine = (data[stop - 1] == _TEH_MARBUTA[1]) & (data[stop - 2] == _TEH_MARBUTA[0])
        is_object = ((kinds & (NOUN | FEMININE)) > 0) & (kinds < BARE)  # بيانه, بيانا
        found: Flags = np.stack([is_verb, with_ending & is_object, is_feminine]) & is_ordinary & (kinds > 0)
        return found
