"""How much a word looks like a name, asked once of each distinct word, all words at a time.

`strong`: a given name and nothing else (محمد, ريتشارد). `weak`: a given name that is an ordinary word as well (سعيد).
`unknown`: no form of any known stem (كليموف), `unknown_definite` with the article (السباعي). `family`: a definite noun
that can close a name (الأسد), `clan` one that ends in ya (المالكي). `foreigner`: a given name in transliteration.
`..._first`: may carry a proclitic, as only the first word of a name does.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.folding import ALEF, HEH, WAW, YEH
from transforms.stems import BARE, IMPERFECT, NOUN, PERFECT, Masks
from transforms.symbols import ARTICLE, BEH, KAF, LAM
from transforms.words import Hashes, Spellings, Words

MEEM = "\N{ARABIC LETTER MEEM}"
TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
TEH = "\N{ARABIC LETTER TEH}"
_PLURAL = ALEF + TEH
_IMPERFECT = (YEH, TEH, "\N{ARABIC LETTER SEEN}" + YEH, "\N{ARABIC LETTER SEEN}" + TEH)
_THEIRS = (
    HEH + ALEF,
    HEH + MEEM + ALEF,
    TEH + HEH,
    TEH + KAF + MEEM,
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
)  # no name ends so
_PRONOUNS = (HEH, HEH + ALEF, HEH + MEEM, HEH + MEEM + ALEF)
_TAKEN = ("title", "part", "role", "verb", "stop", "container", "place")
NOON = "\N{ARABIC LETTER NOON}"
_DUAL = YEH + NOON
NAMES = (
    "strong", "strong_first", "weak", "weak_bare", "weak_first", "weak_alone", "single",
    "foreigner", "ali", "after_ali",
    "unknown", "unknown_definite", "surname_definite", "foreign_shape",
    "family", "clan", "closer", "title_surname", "nation", "plain", "anything", "surname_like",
    "free", "heir", "body", "adjective",
    "edge", "office",
    "alien", "glued", "common", "namesake", "thing",
    "abd", "abd_first", "abu", "abu_first", "ibn", "al",
)  # fmt: skip
_HOUSES = (BEH + NOON, BEH + WAW)  # of the Maghreb: بنجلون, بوتفليقة
_RULED = 5  # letters that a preposition and its noun have at least one more than, to be told from a name
_JOINED = 4  # letters of a proclitic and a name that stands alone: ومحمد, but not فمي
_BYTES = 8  # of the letters at either end of a word that are looked at: four letters
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of the distinct words of a batch: their vocabularies (`has`), stems, letters."""

    has: Callable[..., Flags]
    kinds: Masks
    bare: Flags
    attached: Flags
    first: Hashes
    last: Hashes

    def starts(self, *beginnings: str) -> Flags:
        """Which words begin with one of these, of at most four letters."""
        return self._among(self.first, beginnings, 0)

    def ends(self, *endings: str) -> Flags:
        """Which words end with one of these, of at most four letters."""
        return self._among(self.last, endings, _BYTES)

    @staticmethod
    def _among(letters: Hashes, parts: tuple[str, ...], at_end: int) -> Flags:
        out = np.zeros(len(letters), dtype=np.bool_)
        for part in parts:
            encoded = part.encode()
            unused = np.uint64(8 * (_BYTES - len(encoded)))
            wanted = np.uint64(int.from_bytes(encoded, "little"))
            out |= (letters >> unused if at_end else letters << unused >> unused) == wanted
        return out


def _edges(words: Spellings) -> tuple[Hashes, Hashes]:
    """The first and the last eight bytes of each word as one number, zeros where it is shorter."""
    data = np.concatenate([np.zeros(_BYTES, np.uint8), words.data, np.zeros(_BYTES, np.uint8)])
    start, stop = words.offsets[:-1] + _BYTES, words.offsets[1:] + _BYTES
    first, last = (np.zeros(len(start), dtype=np.uint64) for _ in range(2))
    for byte in range(_BYTES):
        inside = start + byte < stop
        first |= (data[start + byte] * inside).astype(np.uint64) << np.uint64(8 * byte)
        last |= (data[stop - byte - 1] * inside).astype(np.uint64) << np.uint64(8 * (_BYTES - 1 - byte))
    return first, last


def looks(
    batch: Words, has: Callable[..., Flags], kinds: Masks, bare: Flags, attached: Flags
) -> tuple[dict[str, Flags], Flags]:
    """For each of NAMES which distinct words look so, and which begin with a و that is none of their own.

    `has(*symbols)` says which words have one of these symbols, `kinds` of which stems they may be forms, `bare`
    which carry no proclitic as far as the vocabularies know, `attached` which are a stem behind a proclitic.
    """
    words = Look(has, kinds, bare, attached, *_edges(batch.light))
    letters = np.diff(batch.light.offsets) // 2
    word = has("word") & ~has("latin") & (letters > 1)
    particle_like = has("ibn", "abu", "abd", "al", "title", "function", "verb", "ali_first", "container")
    given = has("given") & word & ~particle_like
    free = word & ~has("function", "stop", "title", "part", "role", "verb")
    particles = has("ibn", "al", "abu", "abd", "deen", "link", "preposition", "ordinal")
    unknown = free & (kinds == 0) & ~given & ~has("place") & ~particles & ~words.ends(*_THEIRS)
    joined = words.starts(WAW) & (letters > 3)
    found = _given(words, given, letters) | _unknown(words, word, unknown, joined, letters)
    found |= _ordinary(words, word, free, given, letters) | {
        "free": free,
        "heir": word & ~has("function") & (given | ~words.ends(*_PRONOUNS)),
    }
    for particle in ("abd", "abu", "ibn", "al"):
        found |= {particle: has(particle) & bare, f"{particle}_first": has(particle)}
    found["office"] = has("role") & ~given
    found["after_ali"] = ~word | (given & bare) | (unknown & words.starts(ARTICLE)) | has("ibn", "al", "verb")
    found["thing"] = has("container", "preposition") & ~has(
        "definite"
    )  # called by names that are no person's
    found["anything"] &= ~joined
    found["surname_like"] = found["anything"] & ~(((kinds & NOUN) > 0) & words.ends(ALEF))
    is_word_of_prose = ~(unknown & ~has("definite")) & ~found["strong_first"]
    is_verb = bare & ~has("definite", "place", "function") & ((kinds & NOUN) == 0) & (kinds > 0)
    found["body"] = (
        word & ~has("verb") & ~is_verb & is_word_of_prose & (~has("function") | has("preposition"))
    ) | has("former")
    return found, unknown & joined & bare


def _given(words: Look, given: Flags, letters: npt.NDArray[np.int64]) -> dict[str, Flags]:
    has, bare, ali = words.has, words.bare, words.has("ali_first")
    listed = (words.kinds & BARE) > 0
    ordinary = given & (has("doubtful") | (has("place") & ~has("western")))
    return {
        "strong": given & ~ordinary & bare,
        "strong_first": given & ~ordinary & (bare | ~listed | words.starts(WAW)),
        "single": given
        & ~ordinary
        & ~has("western")
        & (letters > 2)
        & (bare | ((letters > _JOINED) & ~words.starts(KAF))),
        "weak": ordinary & bare & ~ali,
        "weak_bare": ordinary & bare & ~ali & ~words.starts(ARTICLE),
        "weak_first": ordinary & ~ali & ~has("noun"),
        "weak_alone": ordinary & bare & ~ali & ~has("noun") & ~words.starts(ARTICLE),
        "foreigner": has("western") & given & ~listed & bare,
        "ali": ali & bare,
    }


def _unknown(
    words: Look, word: Flags, unknown: Flags, joined: Flags, letters: npt.NDArray[np.int64]
) -> dict[str, Flags]:
    has, definite, bare = words.has, words.has("definite"), words.bare
    with_article = unknown & words.starts(ARTICLE) & bare & ~words.ends(_PLURAL) & ~has("nationality")
    listed = has("surname") & bare & definite & ~has("nationality", "title")
    is_stem = (words.kinds & BARE) > 0
    foreign = word & ~is_stem & ~definite & ~has("function", "ordinal") & (letters > 2)
    return {
        "unknown": unknown & ~definite & ~joined,
        "unknown_definite": with_article | listed,
        "surname_definite": (with_article & ~words.ends(YEH, YEH + TEH_MARBUTA)) | listed,
        "foreign_shape": foreign,
        "alien": foreign & ~joined & ~words.attached & _no_form(words) & ~has(*_TAKEN),
        "glued": unknown & definite & ~words.starts(ARTICLE, LAM),  # فالاسيك begins as if with ف and ال
        "common": has("doubtful", "place"),
        "namesake": foreign & has("place") & bare,
    }


def _no_form(words: Look) -> Flags:
    """Which words are hardly the forms of stems that they may be: no ending says so."""
    kinds = words.kinds & (NOUN | PERFECT | IMPERFECT)
    endings = words.ends(TEH_MARBUTA, _PLURAL, _DUAL, *_PRONOUNS)
    noun = ((kinds & (PERFECT | IMPERFECT)) == 0) & ~endings & ~_is_participle(words)
    verb = (kinds == PERFECT) & ~words.ends(TEH, WAW + ALEF, *_PRONOUNS)
    found: Flags = words.bare & (noun | verb)
    return found


def _is_participle(words: Look) -> Flags:
    """Which nouns say how somebody does something: محمولا."""
    return words.starts(MEEM) & words.ends(ALEF)


def _ordinary(
    words: Look, word: Flags, free: Flags, given: Flags, letters: npt.NDArray[np.int64]
) -> dict[str, Flags]:
    has, kinds, bare, definite = words.has, words.kinds, words.bare, words.has("definite")
    noun = (kinds & NOUN) > 0
    nation = has("nationality")
    ending = free & words.starts(ARTICLE) & bare & noun & ~nation
    closing = ending & ~has("place")
    indefinite = free & bare & ~definite & ~has("place") & ~words.ends(HEH)
    not_a_verb = ((kinds & PERFECT) == 0) | words.ends(YEH)
    is_ruled = (
        noun & ((kinds & BARE) == 0) & (letters > _RULED) & words.starts(BEH) & ~words.starts(*_HOUSES)
    )  # بقيادة, but not بنجلون
    is_nisba = (definite & words.ends(YEH, YEH + TEH_MARBUTA)) | nation | has("stop")
    return {
        "family": closing & ~words.ends(TEH_MARBUTA, _PLURAL, _DUAL, WAW + NOON) & ~has("container"),
        "closer": closing & words.ends(TEH_MARBUTA, WAW + NOON) & ~has("container"),
        "title_surname": has("surname") & has("title") & bare,
        "clan": (ending | (free & words.starts(ARTICLE) & bare & has("place") & ~nation)) & words.ends(YEH),
        "nation": nation & bare & ~words.ends(TEH_MARBUTA, _PLURAL),
        "plain": indefinite & noun & not_a_verb & ~has("container") & ~given & ~is_ruled,
        "anything": indefinite
        & ~(is_ruled | (noun & _is_participle(words)))
        & ~words.ends(TEH_MARBUTA)
        & ~(((kinds & PERFECT) > 0) & words.ends(TEH))
        & (letters > 2)
        & ~((kinds & IMPERFECT > 0) & words.starts(*_IMPERFECT)),
        "adjective": is_nisba & ~has("title", "role"),
        "edge": ~word
        | (given & ~bare)
        | has("verb", "title", "role", "stop")
        | ((has("function") | (~noun & (kinds > 0))) & ~has("al")),
    }
