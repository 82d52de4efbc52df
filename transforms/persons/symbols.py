"""What the rules for persons see of a word: titles, roles, particles, and how much it looks like a name.

Vocabularies come from `seeds/`, the looks of a word from `looks`.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.folding import ALEF, ALEF_MAKSURA, HEH, YEH, fold
from transforms.grammar import BOUNDARIES
from transforms.lexicons import Row
from transforms.persons import looks
from transforms.persons.aliases import without_proclitics
from transforms.persons.looks import TEH_MARBUTA, Flags
from transforms.remembered import Remembered
from transforms.stems import Stems
from transforms.symbols import ARTICLE, LAM, Bits, Entries, Symbols
from transforms.words import Hashes, Integers, Words, hashes_of, tokenise

PARTICLES = ("ibn", "al", "abu", "umm", "abd", "deen", "link", "stop", "preposition", "ordinal", "grade")
ALWAYS_JOINED = ("ibn", "abu", "umm", "abd", "al")  # particles that may begin a name, with و before them
# What the rules ask; all else is dropped, so that words fall into few kinds.
ASKED = (
    *looks.NAMES, "sure_ali", "deen", "link", "ordinal", "nationality",
    "ali_first", "umm", "title", "part", "role", "verb", "site", "appointment", "grade",
)  # fmt: skip
_ALI = "\N{ARABIC LETTER AIN}" + LAM + YEH  # also how hurried typists write على
HAMZAS = str.maketrans(
    dict.fromkeys(
        "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
        ALEF,
    )
)


_SHORT = 2  # letters of a word that is spelled with care
_SURE = 3  # times as often as علي must على stand in an article that keeps them apart
_AS_STRONG = ("word", "strong", "sure_ali", "after_ali", "ali", "ali_first", "anything", "free", "heir")


def spellings(words: Iterable[str], stems: Container[str] = ()) -> list[str]:
    """Each word as it is listed, and as hurried typists write it: alef without hamza, ي for ى, ه for ة.

    The last not behind one of the `stems`, where it says whose: ناديه.

    >>> spellings(["أحمد", "موسى", "فاطمة", "نادية"], {"نادي"})
    ['أحمد', 'احمد', 'موسى', 'فاطمة', 'نادية', 'موسي', 'فاطمه']
    """
    listed = list(dict.fromkeys(form for word in words for form in (word, word.translate(HAMZAS))))
    with_ya = [word[:-1] + YEH for word in listed if word.endswith(ALEF_MAKSURA)]
    with_ha = [
        word[:-1] + HEH for word in listed if word.endswith(TEH_MARBUTA) and fold(word[:-1]) not in stems
    ]
    return listed + [word for word in (*with_ya, *with_ha) if word != _ALI and len(word) > _SHORT]


def vocabulary(seeds: Mapping[str, Sequence[Row]], places: Iterable[str]) -> dict[str, Entries]:
    """The words of each symbol; `places`: names of one word."""
    stems = {row["stem"] for row in seeds["common_words"] if row["kind"] == "noun"}

    def words(file: str, column: str, *kinds: str) -> list[str]:
        return spellings((row[column] for row in seeds[file] if not kinds or row["kind"] in kinds), stems)

    nations = [row["word"] for row in seeds["nationalities"]]
    nations += [word + TEH_MARBUTA for word in nations]
    given = words("given_names", "name") + words("name_parts", "name", "given", "foreign")
    titles = words("titles", "form", "title", "address")
    bodies = {ARTICLE + row["word"] for row in seeds["name_words"] if row["kind"] == "container"}
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
        **{
            kind: Entries(
                [row["word"] for row in seeds["name_words"] if row["kind"] == kind],
                prepositions=kind == "appointment",
            )
            for kind in ("verb", "appointment")
        },
        "container": Entries(words("name_words", "word", "container"), prepositions=True, article=True),
        "former": Entries(words("name_words", "word", "former")),
        "nationality": Entries([ARTICLE + word for word in spellings(nations)], prepositions=True),
        "given": Entries(given, prepositions=True),
        "noun": Entries(words("name_words", "word", "noun"), prepositions=True),
        "site": Entries(words("name_words", "word", "site"), prepositions=True, article=True),
        "doubtful": Entries(words("name_words", "word", "doubtful"), prepositions=True),
        "western": Entries(words("name_parts", "name", "foreign"), prepositions=True),
        "surname": Entries(words("name_parts", "name", "family"), prepositions=True),
        "title": Entries([form for form in titles if form not in bodies], prepositions=True),
        "rank": Entries([form for form in titles if form in bodies]),  # not المدير الفني للفريق
        "part": Entries(words("titles", "form", "part"), prepositions=True),
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
        self._vocabulary = Symbols(vocabulary(seeds, places))
        self._on = hashes_of([_ALI[:-1] + ALEF_MAKSURA])[0]
        self._stem_hashes = _folded_hashes(row["stem"] for row in seeds["common_words"])
        self._remembered = Remembered(self._of_words)
        super().__init__({name: Entries(()) for name in ASKED}, punctuation=("comma", "dot", *BOUNDARIES))

    def in_context(self, batch: Words) -> tuple[Integers, Bits]:
        """The words of the tokens of the batch that was read last, and the symbols of each word.

        What its article makes a name is a word of its own, the last: one that writes على with its own letter means
        a person by علي.
        """
        ali = np.flatnonzero((self.bits & self.bit("ali"))[batch.word] != 0)
        on = batch.light.hashes[batch.word] == self._on
        prepositions = np.diff(np.concatenate([[0], np.cumsum(on)])[batch.document_first])
        document = np.searchsorted(batch.document_first, ali, side="right") - 1
        names = np.bincount(document, minlength=len(prepositions))
        word = batch.word.copy()
        word[ali[(prepositions >= _SURE * names)[document]]] = len(self.bits)
        return word, np.append(self.bits, np.uint64(self.mask(*_AS_STRONG)))

    def _attached(self, batch: Words) -> Flags:
        """Which words are a stem behind one letter that may be a proclitic: بتأجير, and by chance a few names."""
        rest = without_proclitics(batch.folded)[0]
        at = np.minimum(np.searchsorted(self._stem_hashes, rest), len(self._stem_hashes) - 1)
        found: Flags = self._stem_hashes[at] == rest
        return found

    def mask(self, *names: str) -> int:
        """The bits of some symbols."""
        return sum({1 << self._bit[name] for name in names})

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """Adds what a word looks like to what the vocabularies say."""
        self.rests = without_proclitics(batch.folded)
        self.bits, self.clitics = self._remembered.of_words(batch)
        return self.bits, self.clitics

    def of_list(self, words: Sequence[str]) -> list[int]:
        """The symbols of some words."""
        if not words:
            return []
        batch = tokenise(pa.array(words, pa.large_string()))
        bits, _ = self._of_words(batch)
        found: list[int] = bits[batch.word[batch.document_first[:-1]]].tolist()
        return found

    def _of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        known, clitics = self._vocabulary.of_words(batch)

        def has(*names: str) -> Flags:
            mask = sum({int(self._vocabulary.bit(name)) for name in names})
            found: Flags = (known & np.uint64(mask)) != 0
            return found

        seen, joined = looks.looks(
            batch, has, self._stems.kinds(batch.folded), clitics == 0, self._attached(batch)
        )
        seen["title"] = has("title", "rank")
        bits, _ = super().of_words(batch)
        for name in ASKED:
            if name != "sure_ali":  # the article decides
                bits[seen[name] if name in seen else has(name)] |= self.bit(name)
        clitics[joined] = 1  # وكليموف
        return bits, clitics


def _folded_hashes(listed: Iterable[str]) -> Hashes:
    batch = tokenise(pa.array(list(listed), pa.large_string()))
    return np.unique(batch.folded.hashes[batch.word[batch.document_first[:-1]]])
