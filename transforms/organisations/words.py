"""What the rules for organisations see of each word: symbols of `seeds/`, its article and its first letter.

A symbol is one bit; a token is the sum of its bits. The kernels test tokens against masks, so the positions of the
bits are fixed here: `mask("plain|stop")`. Besides the listed symbols there are six of shape: `plain` (begins with the
article, no proclitic), `joined` (و before it), `purposed` (begins with ل, mostly "for": للسياحة, لعلاج), `adjectival`
(ends as adjectives of relation do), `feminine` (ends in ة or ات) and `unknown` (see `unknown_words`; set by who asks).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from transforms.folding import ALEF, fold
from transforms.letters import code, letters_at
from transforms.lexicons import Row, values
from transforms.places.nations import Nations
from transforms.remembered import Remembered
from transforms.symbols import ARTICLE, LAM, WAW, Bits, Entries, Numbers, Symbols, bits_of
from transforms.vocabularies.organisations import HEAD_TAKES, ORGANISATION_WORD_KINDS
from transforms.words import Words

_CAPPED_ALEFS = str.maketrans(
    dict.fromkeys("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}", ALEF)
)
_SHAPES = ("plain", "joined", "purposed", "adjectival", "feminine", "unknown")
_MARKS = ("open_quote", "close_quote", "quote")
_NOON = "\N{ARABIC LETTER NOON}"
_FIRST_SHAPE = 58  # the highest bits are never given to symbols
_OF_TYPES = ("media", "site", "company")  # heads that rules tell apart by their type
_NAMES = (
    "word", "number", *_MARKS, "definite", "latin", "head", *_OF_TYPES, *(f"takes_{what}" for what in HEAD_TAKES),
    *ORGANISATION_WORD_KINDS, "nation", "given",
)  # fmt: skip
_POSITIONS = {name: position for position, name in enumerate(_NAMES)}
_POSITIONS |= {name: _FIRST_SHAPE + position for position, name in enumerate(_SHAPES)}
mask = partial(bits_of, _POSITIONS)
_TEH_MARBUTA, _TEH, _YEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER YEH}"


class OrganisationWords:
    """Symbols for organisations.

    `media`, `clubs`: the heads of outlets and clubs, folded; `alone`: those that are never part of a name.
    `country_of`: the country of each adjective of nationality, folded, with ال, if it is no other word (المالية).
    `nations`: the same for whole articles.
    """

    def __init__(
        self,
        heads: Sequence[Row],
        words: Sequence[Row],
        nationalities: Sequence[Row],
        given_names: Sequence[Row],
    ) -> None:
        takes: dict[str, list[str]] = defaultdict(list)
        for row in heads:
            for what in values(row["takes"]):
                takes[what].append(row["word"])
        following: dict[str, list[str]] = defaultdict(list)
        for row in words:
            following[row["kind"]].append(row["word"])
        names: dict[str, Entries | Numbers] = {
            "head": Entries(typed(row["word"] for row in heads), prepositions=True, article=True)
        }
        for kind in _OF_TYPES:
            of_kind = [row["word"] for row in heads if row["type"] == kind]
            names[kind] = Entries(typed(of_kind), prepositions=True, article=True)
        for what in HEAD_TAKES:
            names[f"takes_{what}"] = Entries(typed(takes[what]), prepositions=True, article=True)
        for kind in ORGANISATION_WORD_KINDS:
            names[kind] = Entries(typed(following[kind]), prepositions=kind != "stop", article=True)
        names["nation"] = Entries(typed(_nation_forms(nationalities)), prepositions=True, article=True)
        names["given"] = Entries([row["name"] for row in given_names], prepositions=True)
        self.symbols = Symbols(names, punctuation=_MARKS)
        self._remembered = Remembered(self._of_words)
        self.nations = Nations(nationalities)
        self.country_of = {
            fold(form): row["country_code"]
            for row in nationalities
            for form in map(ARTICLE.__add__, _nation_forms([row]))
            if form not in following["weak_adjective"]
        }
        self.alone = frozenset(fold(word) for word in takes["alone"])
        self.media = frozenset(fold(row["word"]) for row in heads if row["type"] == "media")
        self.clubs = frozenset(fold(row["word"]) for row in heads if row["type"] == "club")

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """For each distinct word its symbols, and how many letters of proclitics other than the article it has."""
        return self._remembered.of_words(batch)

    def _of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        bits, clitics = self.symbols.of_words(batch)
        data, offsets = batch.light.data, batch.light.offsets
        first = letters_at(data, offsets[:-1])
        listed = clitics > 0
        is_bare = ((bits & mask("head")) > 0) & ~listed & (first != code(ALEF))
        bits = bits & ~np.where(is_bare, mask("definite"), np.uint64(0))  # وكالة
        definite = (bits & mask("definite")) > 0
        bits[definite & (first == code(ALEF))] |= mask("plain")
        bits[(definite | listed) & (first == code(WAW))] |= mask("joined")
        bits[first == code(LAM)] |= mask("purposed")
        last = letters_at(data, np.maximum(offsets[1:] - 2, 0))
        before = letters_at(data, np.maximum(offsets[1:] - 4, 0))
        relation = (last == code(_YEH)) | ((last == code(_TEH_MARBUTA)) & (before == code(_YEH)))
        bits[relation] |= mask("adjectival")
        plural = (last == code(_TEH)) & (before == code(ALEF))
        elative = (last == code(ALEF)) & (before == code(_YEH))  # العليا
        bits[plural | elative | (last == code(_TEH_MARBUTA))] |= mask("feminine")
        bare = np.where(definite & (clitics >= len(ARTICLE)), clitics - len(ARTICLE), clitics)
        return bits, bare.astype(np.uint8)


def typed(words: Iterable[str]) -> list[str]:
    """Words as they are typed, without their article: with the hamza of their alefs and without.

    >>> typed(["الإدارة", "هيئة"])
    ['إدارة', 'ادارة', 'هيئة']
    """
    bare = (word.removeprefix(ARTICLE) if len(word) > 2 * len(ARTICLE) else word for word in words)
    return list(dict.fromkeys(form for word in bare for form in (word, word.translate(_CAPPED_ALEFS))))


def _nation_forms(nationalities: Iterable[Row]) -> list[str]:
    """Each adjective of nationality: masculine, feminine, and the plural of persons (نقابة المحامين المصريين)."""
    endings = ("", _TEH_MARBUTA, _YEH + _NOON)
    return [row["word"] + ending for row in nationalities for ending in endings]
