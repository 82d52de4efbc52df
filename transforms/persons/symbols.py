"""What the rules for persons see of a word: titles, roles, particles, and how much it looks like a name.

Vocabularies come from `seeds/`, the looks of a word from `looks`.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.folding import ALEF, ALEF_MAKSURA, YEH
from transforms.lexicons import Row
from transforms.persons import looks
from transforms.persons.looks import TEH_MARBUTA, Flags
from transforms.stems import Stems
from transforms.symbols import ARTICLE, LAM, Bits, Entries, Symbols
from transforms.words import Words

PARTICLES = ("ibn", "al", "abu", "abd", "deen", "link", "stop", "preposition", "ordinal")
ALWAYS_JOINED = ("ibn", "abu", "abd", "al")  # particles that may begin a name, with و before them
# What the rules ask; all else is dropped, so that words fall into few kinds.
ASKED = (
    *looks.NAMES, "ibn", "al", "abu", "abd", "deen", "link", "ordinal", "container", "nationality",
    "ali_first", "title", "part", "role", "verb", "definite", "dot", "comma", "newline", "end",
)  # fmt: skip
_ALI = "\N{ARABIC LETTER AIN}" + LAM + YEH  # also how hurried typists write على
_HAMZAS = str.maketrans(
    dict.fromkeys(
        "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
        ALEF,
    )
)
_FARTHEST = 12  # tokens between a name and the position that it holds
_OPENERS = (ch.COMMA, ch.OPEN_BRACKET, ch.DASH)
_NAME = ("ibn", "al", "strong", "weak", "unknown", "unknown_definite", "deen")
_RARE = ("unknown", "unknown_definite", "strong", "strong_first", "foreign_shape")
_PROOF = ("unknown", "unknown_definite", "strong", "weak")
_LEADING = ("title", "verb", "nationality")


def spellings(words: Iterable[str]) -> list[str]:
    """Each word as it is listed, and as hurried typists write it: without hamza on alef, final ya for ى.

    >>> spellings(["أحمد", "موسى"])
    ['أحمد', 'احمد', 'موسى', 'موسي']
    """
    listed = list(dict.fromkeys(form for word in words for form in (word, word.translate(_HAMZAS))))
    with_ya = [word[:-1] + YEH for word in listed if word.endswith(ALEF_MAKSURA)]
    return listed + [word for word in with_ya if word != _ALI]


def vocabulary(seeds: Mapping[str, Sequence[Row]], places: Iterable[str]) -> dict[str, Entries]:
    """The words of each symbol; `places`: names of one word."""

    def words(file: str, column: str, *kinds: str) -> list[str]:
        return spellings(row[column] for row in seeds[file] if not kinds or row["kind"] in kinds)

    nations = [row["word"] for row in seeds["nationalities"]]
    nations += [word + TEH_MARBUTA for word in nations]
    given = words("given_names", "name") + words("name_parts", "name", "given", "foreign")
    return {
        **{
            kind: Entries(
                words("name_words", "word", kind),
                conjunctions=kind in ALWAYS_JOINED,
                prepositions=kind in ("abu", "abd"),
            )
            for kind in PARTICLES
        },
        "function": Entries([row["word"] for row in seeds["name_words"] if row["kind"] == "function"]),
        "verb": Entries([row["word"] for row in seeds["name_words"] if row["kind"] == "verb"]),
        "container": Entries(words("name_words", "word", "container"), prepositions=True, article=True),
        "nationality": Entries([ARTICLE + word for word in spellings(nations)], prepositions=True),
        "given": Entries(given, prepositions=True),
        "western": Entries(words("name_parts", "name", "foreign"), prepositions=True),
        "surname": Entries(words("name_parts", "name", "family"), prepositions=True),
        **{kind: Entries(words("titles", "form", kind), prepositions=True) for kind in ("title", "part")},
        "role": Entries(words("roles", "form"), prepositions=True, article=True),
        "place": Entries(spellings(places), prepositions=True),
        "ali_first": Entries([_ALI], prepositions=True),
    }


class PersonSymbols(Symbols):
    """The symbols of the rules for persons, and what they say of tokens of the batch that was read last."""

    bits: Bits
    clitics: npt.NDArray[np.uint8]

    def __init__(self, seeds: Mapping[str, Sequence[Row]], places: Iterable[str], stems: Stems) -> None:
        self._stems = stems
        names = vocabulary(seeds, places)
        super().__init__(names | {name: Entries(()) for name in looks.NAMES if name not in names})
        self._asked = np.uint64(self.mask(*ASKED))
        self._masks: dict[tuple[str, ...], int] = {
            names: self.mask(*names) for names in (_NAME, _RARE, _PROOF, _LEADING)
        }

    def mask(self, *names: str) -> int:
        """The bits of some symbols."""
        return sum({1 << self._bit[name] for name in names})

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """Adds what a word looks like to what the vocabularies say."""
        bits, clitics = super().of_words(batch)

        def has(*names: str) -> Flags:
            found: Flags = (bits & np.uint64(self.mask(*names))) != 0
            return found

        seen, joined = looks.looks(batch, has, self._stems.kinds(batch.folded), clitics == 0)
        for name, flags in seen.items():
            bits[flags] |= self.bit(name)
        clitics[joined] = 1  # وكليموف
        self.bits, self.clitics = bits & self._asked, clitics
        return self.bits, clitics

    def _is(self, batch: Words, token: int, names: tuple[str, ...]) -> bool:
        """Whether a token has one of these symbols."""
        mask = self._masks.get(names)
        if mask is None:
            mask = self._masks[names] = self.mask(*names)
        return bool(int(self.bits[batch.word[token]]) & mask)

    def is_name(self, batch: Words, token: int) -> bool:
        """Whether a name may go on with this token."""
        return self._is(batch, token, _NAME)

    def is_son(self, batch: Words, token: int) -> bool:
        """Whether the token is a particle that belongs to the word behind it: بن, آل."""
        return token >= 0 and self._is(batch, token, ("ibn", "al"))

    def is_rare(self, batch: Words, token: int) -> bool:
        """Whether the token is no ordinary word."""
        return self._is(batch, token, _RARE)

    def position_before(self, batch: Words, start: int) -> int:
        """First token of titles and role that lead to a name without a break; `start` where there are none."""
        first, at = start, start - 1
        if at >= 0 and int(batch.kind[at]) in (ch.QUOTE, ch.OPEN_QUOTE):
            at -= 1
        while at >= 0 and start - at <= _FARTHEST:
            if self._is(batch, at, ("title", "role", "part")):
                first = at
            elif not self._is(batch, at, ("body", "nation", "adjective")):
                break
            at -= 1
        return first

    def position_behind(self, batch: Words, end: int) -> bool:
        """Whether a role may follow a name that ends here."""
        at = end + 1 if int(batch.kind[end]) in _OPENERS else end
        return at < len(batch.kind) and self._is(batch, at, ("role",))

    def proves_name(self, batch: Words, token: int, clitics: int) -> bool:
        """Whether a word that closes a full name elsewhere in its article is a name here too."""
        if self._is(batch, token, ("ordinal", "deen")):
            return False
        if self._is(batch, token, _PROOF):
            return True
        is_whole = int(self.clitics[batch.word[token]]) == clitics  # its proclitics are those that were found
        if is_whole and self._is(batch, token, ("foreign_shape",)):
            return True
        if clitics or token == 0:
            return False
        if self._is(batch, token - 1, _LEADING):
            return True
        return int(batch.kind[token + 1]) == ch.COLON
