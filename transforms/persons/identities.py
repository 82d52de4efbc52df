"""Who a name is: its key across spellings, the well-known person of that key, and namesakes kept apart.

The id of a person is a hash of the key. Arabic words of a name count as folded; words in transliteration lose what
writers differ in (`ميركل` and `ميركيل`, `كليموف` and `كليموڤ`). Two Arabic words are a name that many bear: where the
article tells the line of work (`لاعب`, `مطرب`) or the country of its bearer, the id is marked with it, so that a
footballer and a minister are two persons. It depends on the article alone, hence the id is the same in every run;
whether marks that different articles give a name mean one person is known only from all (`namesakes`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Self

from transforms.folding import ALEF, HAMZA, WAW, YEH, fold
from transforms.lexicons import Row, values
from transforms.mentions import hashed_id
from transforms.persons.symbols import PersonSymbols

MARK = "-"  # in an id, before what tells the person from namesakes
_VARIANTS = str.maketrans(
    {
        "\N{ARABIC LETTER VEH}": "\N{ARABIC LETTER FEH}",
        "\N{ARABIC LETTER PEH}": "\N{ARABIC LETTER BEH}",
        "\N{ARABIC LETTER TCHEH}": "\N{ARABIC LETTER JEEM}",
        "\N{ARABIC LETTER GAF}": "\N{ARABIC LETTER JEEM}",
        "\N{ARABIC LETTER GHAIN}": "\N{ARABIC LETTER JEEM}",
        "\N{ARABIC LETTER TAH}": "\N{ARABIC LETTER TEH}",
        "\N{ARABIC LETTER THEH}": "\N{ARABIC LETTER TEH}",
        "\N{ARABIC LETTER SAD}": "\N{ARABIC LETTER SEEN}",
        HAMZA: "",
    }
)
_VOWELS = ALEF + YEH
_DOUBLED = re.compile(r"(.)\1")
_SHORTEST = 4  # letters of a word whose inner vowels may be written or not
_SINGLE = 5  # letters of a surname that is told by its key alone
_COMMON = 2  # words of a name that many persons bear; of given names alone any number
_MOST_NAMES = 200_000


def skeleton(word: str) -> str:
    """What the spellings of a foreign name have in common.

    >>> skeleton("ميركل") == skeleton("ميركيل"), skeleton("كليموف") == skeleton("كليموڤ")
    (True, True)
    >>> skeleton("غوردون") == skeleton("جوردون"), skeleton("نتنياهو") == skeleton("نتانياهو")
    (True, True)
    >>> skeleton("بيل") == skeleton("بول")
    False
    """
    letters = fold(word).translate(_VARIANTS)
    if len(letters) >= _SHORTEST:
        inner = "".join(letter for letter in letters[1:-1] if letter not in _VOWELS)
        letters = letters[0] + inner + letters[-1]
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=1 << 16)
def person_id(key: str, mark: str = "") -> str:
    """The id of the person of this key (or this name), with the mark that tells him from namesakes.

    >>> person_id("عبد الله غل") == person_id("عبدالله غل")
    True
    >>> person_id("محمد العلي", "sport").removeprefix(person_id("محمد العلي"))
    '-sport'
    """
    return f"p{hashed_id('person', fold(key).replace(' ', ''))}{MARK if mark else ''}{mark}"


class Bearer(NamedTuple):
    """A person as an article names it in full.

    `common_key`: the key of a name that many bear, else empty; `known`: the row of a well-known person.
    """

    called: str
    person_id: str
    common_key: str = ""
    known: Row | None = None

    @classmethod
    def of_row(cls, row: Row) -> Self:
        """A well-known person."""
        return cls(row["name"], person_id(row["name"]), known=row)


class Identity(NamedTuple):
    """Who a name is by its spelling: what all its spellings share, its bearer if unknown, the well-known one."""

    key: str
    plain: Bearer
    known: Bearer | None


class Identities:
    """The well-known persons, and who names are; each distinct name is thought about once."""

    def __init__(self, symbols: PersonSymbols, known: Sequence[Row]) -> None:
        self._symbols = symbols
        self._foreigner, self._strange = symbols.mask("foreigner"), symbols.mask("unknown", "alien")
        self._listed = symbols.mask("definite", "strong", "weak")
        self._given, self._particle = symbols.mask("strong", "weak", "ali"), symbols.mask("link")
        self._father = symbols.mask("abu")
        self._read: dict[str, Identity] = {}
        self._known: dict[str, Bearer] = {}
        names = [(name, row) for row in known for name in (row["name"], *values(row["aliases"])) if name]
        spelled = self.of([name for name, _ in names])
        for (name, row), identity in zip(names, spelled, strict=True):
            if " " in name or len(name) >= _SINGLE:
                self._known.setdefault(identity.key, Bearer.of_row(row))
        self._read.clear()

    def of(self, names: Sequence[str]) -> list[Identity]:
        """Who these names are."""
        asked = set(names)
        if len(self._read) + len(asked) > _MOST_NAMES:
            self._read.clear()
        new = sorted(name for name in asked if name not in self._read)
        words = [name.split() for name in new]
        bits = iter(self._symbols.of_list([word for parts in words for word in parts]))
        for name, parts in zip(new, words, strict=True):
            self._read[name] = self._identity(name, [(word, next(bits)) for word in parts])
        return [self._read[name] for name in names]

    def _identity(self, name: str, words: Sequence[tuple[str, int]]) -> Identity:
        """Of a name of these words and their symbols."""
        foreign = [
            bool(bits & self._foreigner or (bits & self._strange and not bits & self._listed))
            for _, bits in words
        ]
        key, particle, is_arabic = "", "", True
        for (word, bits), is_foreign in zip(words, foreign, strict=True):
            if bits & self._particle and not is_foreign:
                particle += word
                continue
            is_strange = is_foreign or bool(particle and not bits & self._listed)  # دا سيلفا
            is_arabic = is_arabic and not is_strange
            key += skeleton(particle + word) if is_strange else self._arabic(particle + word, bits)
            particle = ""
        key += fold(particle)
        is_given = all(bits & self._given for _, bits in words)
        is_common = is_arabic and (len(words) == _COMMON or (len(words) > _COMMON and is_given))
        plain = Bearer(name, person_id(key), key if is_common else "")
        return Identity(key, plain, None if is_arabic else self._known.get(key))

    def _arabic(self, word: str, bits: int) -> str:
        """The key of an Arabic word; أبا and أبي are أبو."""
        return fold(word[:-1]) + WAW if bits & self._father else fold(word)
