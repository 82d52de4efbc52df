"""Who a name is: its key across spellings, the well-known person of that key, and namesakes kept apart.

The id of a person is a hash of the key. Arabic words of a name count as folded; words in transliteration lose what
writers differ in (`ميركل` and `ميركيل`, `كليموف` and `كليموڤ`). Two Arabic words are a name that many bear: where the
article tells the line of work (`لاعب`, `مطرب`) or the country of its bearer, that goes into the id as well, so that a
footballer and a minister are two persons. It depends on the article alone, hence the id is the same in every run.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from transforms.folding import ALEF, HAMZA, YEH, fold
from transforms.lexicons import Row, values
from transforms.mentions import hashed_id
from transforms.persons.symbols import PersonSymbols

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
_COMMON = 2  # words of a name that many persons bear
_MOST_KEYS = 200_000


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


@lru_cache(maxsize=1 << 17)
def person_id(key: str, apart: str = "") -> str:
    """The id of the person of this key (or this name), `apart` from namesakes.

    >>> person_id("عبد الله غل") == person_id("عبدالله غل")
    True
    """
    parts = ("person", fold(key).replace(" ", ""), apart)
    return "p" + hashed_id(*(part for part in parts if part))


class Identities:
    """The well-known persons, and the keys of names; each distinct name is thought about once."""

    def __init__(self, symbols: PersonSymbols, known: Sequence[Row]) -> None:
        self._symbols = symbols
        self._foreign = symbols.mask("foreigner", "unknown", "alien")
        self._definite = symbols.mask("definite")
        self._keys: dict[str, tuple[str, bool, bool]] = {}
        names = [(name, row) for row in known for name in (row["name"], *values(row["aliases"])) if name]
        self.learn(name for name, _ in names)
        self._known: dict[str, Row] = {}
        for name, row in names:
            if " " in name or len(name) >= _SINGLE:
                self._known.setdefault(self.key(name), row)

    def learn(self, names: Iterable[str]) -> None:
        """Makes the keys of names not met before."""
        asked = set(names)
        if len(self._keys) + len(asked) > _MOST_KEYS:
            self._keys.clear()
        new = sorted(asked - self._keys.keys())
        words = [name.split() for name in new]
        bits = iter(self._symbols.of_list([word for name in words for word in name]))
        for name, parts in zip(new, words, strict=True):
            spelled, is_arabic = [], True
            for word in parts:
                one = next(bits)
                is_foreign = bool(one & self._foreign) and not one & self._definite
                spelled.append(skeleton(word) if is_foreign else fold(word))
                is_arabic &= not is_foreign
            self._keys[name] = ("".join(spelled), is_arabic, is_arabic and len(parts) == _COMMON)

    def key(self, name: str) -> str:
        """What all spellings of a name share; it has to be learnt."""
        return self._keys[name][0]

    def is_common(self, name: str) -> bool:
        """Whether many persons bear a name: two Arabic words."""
        return self._keys[name][2]

    def known(self, name: str) -> Row | None:
        """The well-known person whom another transliteration of a name means."""
        key, is_arabic, _ = self._keys[name]
        return None if is_arabic else self._known.get(key)
