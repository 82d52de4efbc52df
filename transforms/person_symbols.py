"""What the rules for persons see of a word: titles, roles, particles, and how much it looks like a name.

A word may be a given name that is nothing else (`strong`: محمد, ريتشارد) or an ordinary word as well (`weak`: سعيد,
جميل); a word that is no form of any known stem (`unknown`: كليموف, السباعي); or a definite word that can close a name
(`family`: الأسد, الشريف). First words of a name may carry a proclitic, the others may not.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.folding import ALEF_MAKSURA
from transforms.lexicons import Row
from transforms.stems import NOUN, PERFECT, Stems
from transforms.symbols import Bits, Entries, Symbols
from transforms.words import Bytes, Offsets, Words

PARTICLES = ("ibn", "al", "abu", "abd", "deen", "link", "stop", "preposition", "ordinal")
DERIVED = (
    "surname_definite", "weak_bare", "strong", "strong_first", "weak", "weak_first", "unknown", "unknown_first", "unknown_definite", "family", "plain", "edge", "single", "foreigner", "anything", "clan", "free",
    "body", "ali", "after_ali", "nation", "adjective", "quality",
)  # fmt: skip
# What the rules ask; all else is dropped, so that words fall into few kinds.
ASKED = (*DERIVED, "ibn", "al", "abu", "abd", "deen", "link", "ordinal", "container", "nationality", "title", "part", "prefix", "role", "verb", "definite", "comma", "newline", "end")
_HAMZAS = str.maketrans({"\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
                         "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
                         "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}"})  # fmt: skip
_WAW, _YEH = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}"
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_ALI = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_PLURAL = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}"
_HEH = "\N{ARABIC LETTER HEH}"
_TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
_FARTHEST = 12  # tokens between a name and the position that it holds
_OPENERS = (ch.COMMA, ch.OPEN_BRACKET, ch.DASH)
Flags = npt.NDArray[np.bool_]


def spellings(words: Iterable[str]) -> list[str]:
    """Each word as it is listed, and as hurried typists write it: without hamza on alef.

    >>> spellings(["أحمد", "علي"])
    ['أحمد', 'احمد', 'علي']
    """
    listed = list(dict.fromkeys(form for word in words for form in (word, word.translate(_HAMZAS))))
    return listed + [word[:-1] + _YEH for word in listed if word.endswith(ALEF_MAKSURA) and word[:-1] + _YEH != _ALI]


class PersonSymbols(Symbols):
    """The symbols of the rules for persons."""

    def __init__(self, seeds: dict[str, Sequence[Row]], places: Iterable[str], stems: Stems) -> None:
        self._stems = stems
        words = {kind: [row["word"] for row in seeds["name_words"] if row["kind"] == kind] for kind in
                 (*PARTICLES, "function", "verb", "container")}  # fmt: skip
        given = [row["name"] for row in seeds["given_names"]]
        given += [row["name"] for row in seeds["name_parts"] if row["kind"] != "family"]
        western = [row["name"] for row in seeds["name_parts"] if row["kind"] == "foreign"]
        families = [row["name"] for row in seeds["name_parts"] if row["kind"] == "family"]
        names: dict[str, Entries] = {
            kind: Entries(spellings(words[kind]), conjunctions=kind in ("ibn", "abu", "abd", "al"),
                          prepositions=kind in ("abu", "abd"))
            for kind in PARTICLES
        }  # fmt: skip
        names["function"] = Entries(words["function"])
        names["container"] = Entries(spellings(words["container"]), prepositions=True, article=True)
        nations = [row["word"] for row in seeds["nationalities"]]
        nations += [word + _TEH_MARBUTA for word in nations]
        names["nationality"] = Entries([_ARTICLE + word for word in spellings(nations)], prepositions=True)
        names["verb"] = Entries(words["verb"])
        names["given"] = Entries(spellings(given), prepositions=True)
        names["western"] = Entries(spellings(western), prepositions=True)
        names["surname"] = Entries(spellings(families), prepositions=True)
        for kind in ("title", "part", "prefix"):
            forms = (row["form"] for row in seeds["titles"] if row["kind"] == kind)
            names[kind] = Entries(spellings(forms), prepositions=True)
        names["role"] = Entries(spellings(row["form"] for row in seeds["roles"]), prepositions=True, article=True)
        names["place"] = Entries(spellings(places), prepositions=True)
        names["ali"] = Entries([_ALI], prepositions=True)
        names |= {name: Entries(()) for name in DERIVED if name not in names}
        super().__init__(names)
        self._asked = np.bitwise_or.reduce(np.array([self.bit(name) for name in ASKED], dtype=np.uint64))

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """Adds what a word looks like to what the vocabularies say."""
        bits, clitics = super().of_words(batch)
        kinds = self._stems.kinds(batch.folded)

        def has(*names: str) -> Flags:
            mask = np.bitwise_or.reduce(np.array([self.bit(name) for name in names], dtype=np.uint64))
            found: Flags = (bits & mask) != 0
            return found

        data, offsets = batch.light.data, batch.light.offsets
        letters = np.diff(offsets) // 2
        word = has("word") & ~has("latin") & (letters > 1)
        bare = clitics == 0
        noun, common = (kinds & NOUN) > 0, kinds > 0
        given, place, definite = has("given") & word & ~has("ibn", "abu", "abd", "al"), has("place"), has("definite")
        free = word & ~has("function", "stop", "title", "part", "role", "verb")
        unknown = free & ~common & ~given & ~place & ~has(*PARTICLES)
        ali = has("ali")
        article = _begins(data, offsets, _ARTICLE)
        feminine = _ends(data, offsets, _TEH_MARBUTA) | _ends(data, offsets, _PLURAL)
        nation = has("nationality")
        joined = _begins(data, offsets, _WAW) & (letters > 3)
        ends = definite & (_ends(data, offsets, _YEH) | _ends(data, offsets, _YEH + _TEH_MARBUTA))
        derived: dict[str, Flags] = {
            "surname_definite": (unknown & definite & bare & ~ends) | (has("surname") & bare & definite & ~nation),
            "weak_bare": given & (common | place) & bare & ~has("function", "verb") & ~ali & ~article,
            "strong": given & ~common & ~place & bare & ~has("function", "verb"),
            "strong_first": given & ~common & ~place & ~has("function", "verb"),
            "ali": ali & bare,
            "weak": given & (common | place) & bare & ~has("function", "verb") & ~ali,
            "weak_first": given & (common | place) & ~has("function", "verb") & ~ali,
            "unknown": unknown & ~definite & ~joined & (letters > 1),
            "unknown_first": unknown & ~definite & (letters > 2),
            "unknown_definite": (unknown & definite & bare) | (has("surname") & bare & definite & ~nation),
            "family": free & article & bare & noun & ~place & ~feminine & ~nation & ~has("container"),
            "nation": nation & bare & ~feminine,
            "after_ali": ~word | (given & bare) | (unknown & article) | has("ibn", "al", "verb"),
            "plain": free & noun & (((kinds & PERFECT) == 0) | _ends(data, offsets, _YEH)) & ~has("container") & bare & ~definite & ~place & ~given & ~_ends(data, offsets, _HEH),
            "edge": ~word | has("function", "verb", "title", "role", "stop") | ((kinds & NOUN) == 0) & common,
            "single": given & ~common & ~place & ~has("function", "verb", "western") & (letters > 2),
            "foreigner": has("western") & given & ~noun & ~place & bare,
            "anything": free & bare & ~definite & ~place & ~_ends(data, offsets, _HEH) & ~joined & (letters > 2),
            "clan": free & article & bare & noun & ~place & ~nation & _ends(data, offsets, _YEH),
            "free": free,
            "body": word & ~has("verb") & ~(unknown & ~definite) & ~(given & ~common)
            & (~has("function") | has("preposition")),
            "adjective": (ends | nation) & ~has("title", "role"),
            "quality": has("stop"),
        }
        for name, flags in derived.items():
            bits[flags] |= self.bit(name)
        clitics[unknown & joined & (clitics == 0)] = 1  # وكليموف
        self.bits, self.clitics = bits & self._asked, clitics
        return self.bits, clitics

    def _is(self, batch: Words, token: int, *names: str) -> bool:
        """Whether a token of the batch that was read last has one of these symbols."""
        bits = int(self.bits[batch.word[token]])
        return any(bits & int(self.bit(name)) for name in names)

    def is_name(self, batch: Words, token: int) -> bool:
        """Whether a name may go on with this token."""
        return self._is(batch, token, "ibn", "al", "strong", "weak", "unknown", "unknown_definite", "deen")

    def is_son(self, batch: Words, token: int) -> bool:
        """Whether the token is a particle that belongs to the word behind it: بن, آل."""
        return token >= 0 and self._is(batch, token, "ibn", "al")

    def is_unknown(self, batch: Words, token: int) -> bool:
        """Whether the token is no ordinary word."""
        return self._is(batch, token, "unknown", "unknown_first", "unknown_definite", "strong", "strong_first")

    def position_before(self, batch: Words, start: int) -> int:
        """The first token of titles and role that lead to a name without a break; `start` where there are none."""
        first, at = start, start - 1
        if at >= 0 and int(batch.kind[at]) in (ch.QUOTE, ch.OPEN_QUOTE):
            at -= 1
        while at >= 0 and start - at <= _FARTHEST:
            if self._is(batch, at, "title", "role", "part", "prefix"):
                first = at
            elif not self._is(batch, at, "body", "nation", "adjective", "quality"):
                break
            at -= 1
        return first

    def position_behind(self, batch: Words, end: int) -> bool:
        """Whether a role may follow a name that ends here."""
        return self._is(batch, end, "role") or (
            end + 1 < len(batch.kind) and int(batch.kind[end]) in _OPENERS and self._is(batch, end + 1, "role")
        )

    def proves_name(self, batch: Words, token: int, clitics: int) -> bool:
        """Whether a word that closes a full name elsewhere in its article is a name here too."""
        if self._is(batch, token, "unknown", "unknown_first", "unknown_definite", "strong", "weak"):
            return True
        if clitics:
            return False
        before = token - 1
        if before < 0:
            return False
        return self._is(batch, before, "title", "prefix", "verb", "nationality") or int(batch.kind[token + 1]) == ch.COLON


def _begins(data: Bytes, offsets: Offsets, letters: str) -> Flags:
    """Which words begin with these letters."""
    found = np.diff(offsets) >= len(letters.encode())
    for at, byte in enumerate(letters.encode()):
        found &= data[np.minimum(offsets[:-1] + at, len(data) - 1)] == byte
    return found


def _ends(data: Bytes, offsets: Offsets, letters: str) -> Flags:
    """Which words end with these letters."""
    wanted = letters.encode()
    found = np.diff(offsets) >= len(wanted)
    for at, byte in enumerate(wanted):
        found &= data[np.maximum(offsets[1:] - len(wanted) + at, 0)] == byte
    return found
