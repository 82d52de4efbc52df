"""What mentions and stems say of the tokens around statements: names, and where no name can go on.

Bits of tokens, not of words (`symbols.NAMED`): `person`, `organisation`, `place`, `name_start` are the mentions';
`ordinary` is a verb or a noun with a pronoun behind a name or a definite noun. A speaker ends before it:
`الوزير سيزور ...`, `جدد الوزير تحذيره ...`.
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
_CLOSED = mask("definite|person|organisation|place")
_KINDS = np.array([mask(name) for name in (*ENTITY_TYPES, "organisation")])  # the last of a COUNTRY
_PROCLITICS = [letter.encode()[1] for letter in (WAW, FEH, BEH, LAM, KAF)]
_PRONOUN = [tuple(letters.encode()) for letters in (HEH, HEH + ALEF, HEH + "\N{ARABIC LETTER MEEM}")]
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
        is_ordinary = np.zeros(len(batch.first), dtype=np.bool_)
        is_ordinary[words] = self._among(batch, words)
        bits[tokens[is_ordinary[batch.word[tokens]]]] |= _ORDINARY

    def _among(self, batch: Words, words: Integers) -> Flags:
        """Which of some distinct words are ordinary."""
        kinds, light = self._stems.kinds(batch.folded)[words], batch.light
        data, first, stop = light.data, light.offsets[words], light.offsets[words + 1]
        with_pronoun = np.zeros(len(words), dtype=np.bool_)
        for ending in _PRONOUN:
            letters = [data[stop - len(ending) + place] == byte for place, byte in enumerate(ending)]
            with_pronoun |= np.logical_and.reduce(letters)
        is_verb = ((kinds & (PERFECT | IMPERFECT)) > 0) & ((kinds & (NOUN | FEMININE)) == 0)
        may_be_name = np.isin(data[first + 1], _PROCLITICS) | np.isin(light.hashes[words], self._given)
        is_long = stop - first >= 2 * _SHORTEST
        found: Flags = is_long & ~may_be_name & (is_verb | (with_pronoun & (kinds > 0) & (kinds < BARE)))
        return found
