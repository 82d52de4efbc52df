"""What the rules for organisations see of each word: symbols of `seeds/`, its article and its first letter.

A symbol is one bit; a token is the sum of its bits. Besides the listed symbols there are six of shape: `plain`
(begins with the article, no proclitic), `joined` (و before it), `purposed` (begins with ل, mostly "for": للسياحة,
لعلاج), `adjectival` (ends as adjectives of relation do), `feminine` (ends in ة or ات) and `unknown` (see
`unknown_words`; set by who asks).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from transforms.folding import ALEF, fold
from transforms.lexicons import Row, values
from transforms.symbols import ARTICLE, LAM, WAW, Bits, Entries, Numbers, Symbols
from transforms.words import Words

TAKES = (
    "topic", "known_topic", "listed", "foreign", "club", "within", "name", "conjunction", "purpose", "nationality",
    "place", "honoured", "international", "quoted", "enclosed", "adjective", "qualified", "linked", "group", "alone",
    "local",
)  # fmt: skip
_FOLLOWING = (
    "stop", "link", "topic", "generic", "adjective", "weak_adjective", "continental", "honour", "particle", "club",
    "place_before", "sport", "outlet_before", "outlet_link", "in", "and", "not_club", "no_purpose",
    "ordinal", "group", "site_adjective",
)  # fmt: skip
_CAPPED_ALEFS = str.maketrans(
    dict.fromkeys("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}", ALEF)
)
_SHAPES = ("plain", "joined", "purposed", "adjectival", "feminine", "unknown")
_MARKS = ("open_quote", "close_quote", "quote")
_NOON = "\N{ARABIC LETTER NOON}"
_FIRST_SHAPE = 58  # the highest bits are never given to symbols
_TEH_MARBUTA, _TEH, _YEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER YEH}"


def _code(letter: str) -> int:
    return int.from_bytes(letter.encode())


class OrganisationWords:
    """Symbols for organisations; `bit[name]` is the bit of a symbol as an int.

    `media`, `clubs`: the heads of outlets and clubs, folded; `alone`: those that are never part of a name.
    `country_of`: the country of each adjective of nationality, folded, with ال.
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
        media = [row["word"] for row in heads if row["type"] == "media"]
        names["media"] = Entries(typed(media), prepositions=True, article=True)
        for kind in ("site", "company"):
            of_kind = [row["word"] for row in heads if row["type"] == kind]
            names[kind] = Entries(typed(of_kind), prepositions=True, article=True)
        for what in TAKES:
            names[f"takes_{what}"] = Entries(typed(takes[what]), prepositions=True, article=True)
        for kind in _FOLLOWING:
            names[kind] = Entries(typed(following[kind]), prepositions=kind != "stop", article=True)
        names["nation"] = Entries(typed(_nation_forms(nationalities)), prepositions=True, article=True)
        names["given"] = Entries([row["name"] for row in given_names], prepositions=True)
        self.symbols = Symbols(names, punctuation=_MARKS)
        self.country_of = {
            fold(ARTICLE + form): row["country_code"]
            for row in nationalities
            for form in _nation_forms([row])
        }
        self.alone = frozenset(fold(word) for word in takes["alone"])
        self.media = frozenset(map(fold, media))
        self.clubs = frozenset(fold(row["word"]) for row in heads if row["type"] == "club")
        self.bit: Mapping[str, int] = {
            **{name: int(self.symbols.bit(name)) for name in ("word", "definite", "latin", *names)},
            **{name: int(self.symbols.bit(name)) for name in _MARKS},
            **{name: 1 << (_FIRST_SHAPE + place) for place, name in enumerate(_SHAPES)},
        }

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """For each distinct word its symbols, and how many letters of proclitics other than the article it has."""
        bits, clitics = self.symbols.of_words(batch)
        data, offsets = batch.light.data, batch.light.offsets
        first = _pairs(data, offsets[:-1])
        listed = clitics > 0
        is_bare = ((bits & np.uint64(self.bit["head"])) > 0) & ~listed & (first != _code(ALEF))
        bits = bits & ~np.where(is_bare, np.uint64(self.bit["definite"]), np.uint64(0))  # وكالة
        definite = (bits & np.uint64(self.bit["definite"])) > 0
        bits[definite & (first == _code(ALEF))] |= np.uint64(self.bit["plain"])
        bits[(definite | listed) & (first == _code(WAW))] |= np.uint64(self.bit["joined"])
        bits[first == _code(LAM)] |= np.uint64(self.bit["purposed"])
        last = _pairs(data, np.maximum(offsets[1:] - 2, 0))
        before = _pairs(data, np.maximum(offsets[1:] - 4, 0))
        relation = (last == _code(_YEH)) | ((last == _code(_TEH_MARBUTA)) & (before == _code(_YEH)))
        bits[relation] |= np.uint64(self.bit["adjectival"])
        plural = (last == _code(_TEH)) & (before == _code(ALEF))
        elative = (last == _code(ALEF)) & (before == _code(_YEH))  # العليا
        bits[plural | elative | (last == _code(_TEH_MARBUTA))] |= np.uint64(self.bit["feminine"])
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


def _pairs(data: npt.NDArray[np.uint8], at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The two bytes at each place, as one number: an Arabic letter."""
    last = len(data) - 1
    if last < 0:
        return np.zeros(len(at), dtype=np.int64)
    high, low = data[np.minimum(at, last)], data[np.minimum(at + 1, last)]
    return high.astype(np.int64) << 8 | low
