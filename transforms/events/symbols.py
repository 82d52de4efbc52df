"""What the rules of events ask of a word, as one set of bits a word, tested against masks: `mask("with|between")`.

Beside the words of `event_words.csv` there are symbols that are made: `verb` (any reporting or event verb),
`joined`, `by` and `for` (a word that carries و, ب or ل), `light` (أجرى), `happens` (جرى) and `undergoes` (تعرض) before
the noun of an event, `waged` (شنها) behind it, `deed` (such a noun), `nation` (تركية), `accusative` (المتمردين);
`feminine` and `plural` are what a word ends like (القوات, المسلحون).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np
import numpy.typing as npt

from transforms.events.kernels import proclitics
from transforms.events.patterns import accusative
from transforms.lexicons import Row
from transforms.statements.reporting_forms import NOON, YEH, imperfects, perfects, spellings
from transforms.symbols import PUNCTUATION, WAW, Bits, Entries, Numbers, Symbols, bits_of
from transforms.vocabularies.events import EVENT_NEEDS, EVENT_SIGNS, EVENT_WORD_KINDS
from transforms.words import Words, hashes_of

_MADE = (
    "verb",
    "joined",
    "by",
    "for",
    "lone_and",
    "waged",
    "light",
    "happens",
    "undergoes",
    "deed",
    "nation",
    "accusative",
    "feminine",
)
_NAMES = ("word", "number", *PUNCTUATION, "definite", "latin", *EVENT_WORD_KINDS, *_MADE)
_POSITIONS = {name: position for position, name in enumerate(_NAMES)}
_POSITIONS["plural"] = _POSITIONS.pop("latin")  # no rule here asks for latin letters
SPORT = "sport"
_CLASSES = ("word", "number", "definite", "latin", *EVENT_NEEDS, *EVENT_SIGNS, SPORT)
_BY_FLAG, _DUAL, _OBLIQUE = 2, 32, 64
_WITH_BY = ("blame", "sentence", "telegram", "town")
_NOUNS = ("actor", "force", "position", "honorific", "sides")


def class_mask(name: str) -> np.uint64:
    """The bit of a class of words that `SignWords` finds."""
    return np.uint64(1 << _CLASSES.index(name))


mask = partial(bits_of, _POSITIONS)
JOINED, BY, FOR = mask("joined"), mask("by"), mask("for")
_AND = mask("lone_and")
_DEFINITE, _OFFICE, _ACCUSATIVE = mask("definite"), mask("definite|position"), mask("accusative")
_FEMININE, _PLURAL, _SIDES = mask("feminine"), mask("plural"), mask("sides")
_OF_FLAGS = np.zeros(1 << 7, dtype=np.uint64)  # symbols of what `kernels.proclitics` tells of a word
for _flag, _symbol in enumerate((JOINED, BY, FOR, _FEMININE, _PLURAL)):
    _OF_FLAGS[np.arange(len(_OF_FLAGS)) & (1 << _flag) > 0] |= _symbol
_LISTED = mask("|".join(EVENT_WORD_KINDS))


def _objects(word: str) -> Iterable[str]:
    """A noun, and as an indefinite object if it is no adjective as well: ناشط and ناشطا, but only عسكري."""
    return (word,) if word.endswith(YEH) else accusative(word)


def _spellings(words: Iterable[str]) -> list[str]:
    """Words as listed and without the hamza on their first letter, which newspapers leave out."""
    return list(dict.fromkeys(form for word in words for form in spellings(word)))


class EventSymbols(Symbols):
    """The symbols of events; built from `event_words`, reporting verbs and words that only look like ب and a noun."""

    def __init__(
        self,
        rows: Iterable[Row],
        verbs: Iterable[Row],
        own: Mapping[str, Iterable[str]],
        not_by: Iterable[str],
    ) -> None:
        """`own`: forms of the verbs of events, by symbol."""
        listed: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            listed[row["kind"]].append(row["word"])
        reporting = [
            form
            for row in verbs
            if row["proof"] in ("", "noun")
            for form in (*perfects(row["lemma"]), *(imperfects(row["imperfect"]) if row["imperfect"] else ()))
        ]
        made = {
            name: Entries(
                (*own.get(name, ()), *(reporting if name == "verb" else ())),
                article=name in ("deed", "nation"),
            )
            for name in _MADE
        }
        for kind in ("actor", "force"):
            listed[kind] = list(dict.fromkeys(form for word in listed[kind] for form in _objects(word)))
        people = (*listed["actor"], *listed["force"], *listed["sides"])
        objects = [word for word in people if word.endswith(YEH + NOON)]
        made["accusative"] = Entries(objects, article=True)
        made["lone_and"] = Entries((WAW,), conjunctions=False)
        names: dict[str, Entries | Numbers] = {
            kind: Entries(_spellings(listed[kind]), prepositions=kind in _NOUNS, article=kind in _NOUNS)
            for kind in EVENT_WORD_KINDS
        }
        super().__init__(names | made)
        self._not_by = hashes_of(list(not_by))

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """See `Symbols.of_words`."""
        bits, clitics = super().of_words(batch)
        carried = proclitics(batch.light.data, batch.light.offsets, clitics)
        by = np.flatnonzero(carried & _BY_FLAG)
        is_whole = np.isin(batch.light.hashes[by], self._not_by) | (bits[by] & _LISTED > 0) & (
            clitics[by] == 0
        )
        carried[by[is_whole]] &= ~np.uint8(_BY_FLAG)
        bits &= ~_PLURAL
        bits[(bits & _AND) > 0] |= JOINED
        bits |= _OF_FLAGS[carried]
        ending = np.flatnonzero(carried & (_DUAL | _OBLIQUE))
        own, is_dual = bits[ending], carried[ending] & _DUAL > 0
        own[is_dual & (own & _SIDES > 0)] |= _PLURAL  # الجانبان
        own[~is_dual & (own & _OFFICE == _DEFINITE)] |= _ACCUSATIVE  # المتابعين, no الأمين
        bits[ending] = own
        return bits, clitics


class SignWords(Symbols):
    """Nouns that prove an event (`وقع ... اتفاقا`), words that say how it is told, and words of sports."""

    def __init__(self, rows: Iterable[Row], own: Mapping[str, Iterable[str]], sports: Iterable[str]) -> None:
        """`own`: forms of the verbs of events, by class."""
        listed: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            listed[row["kind"]].append(row["word"])
        names: dict[str, Entries | Numbers] = {
            kind: Entries(_spellings(listed[kind]), prepositions=kind in _WITH_BY, article=True)
            for kind in EVENT_NEEDS
        }
        names |= {kind: Entries(_spellings((*listed[kind], *own.get(kind, ())))) for kind in EVENT_SIGNS}
        super().__init__(names | {SPORT: Entries(sports)}, shapes=False, punctuation=())
