"""The verbs and nouns of events, in all their forms, each with what has to stand around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.folding import ALEF, ALEF_MAKSURA
from transforms.hash_table import HashTable
from transforms.lexicons import Row, values
from transforms.statements.reporting_forms import (
    HEH,
    MEEM,
    NOON,
    TEH,
    TEH_MARBUTA,
    YEH,
    imperfects,
    participles,
    perfects,
)
from transforms.symbols import ARTICLE, FEH, LAM, WAW, Entries, forms
from transforms.vocabularies.events import EVENT_FRAMES, EVENT_KINDS, EVENT_LEVELS, EVENT_TYPES
from transforms.words import Words, tokenise

_TYPES = ("", *EVENT_TYPES)  # light verbs have none
FRAME_BITS = {frame: 1 << position for position, frame in enumerate(EVENT_FRAMES)}
SEEN = "\N{ARABIC LETTER SEEN}"  # of the future
_I = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
_PLANNED = ("CONSULT", "AGREE")  # types of events that are told when they are planned
_OF_WORDS = ("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "AGREE")
_PRONOUNS = (HEH, HEH + ALEF, HEH + MEEM, HEH + MEEM + ALEF)
_LONG = 5  # letters of a verb which no noun in ة is like (استقبله, but فرقة)
_CONJUNCTIONS = Entries((), conjunctions=True)
_NO_PROCLITICS = Entries((), conjunctions=False)
_PROCLITICS = Entries((), conjunctions=True, prepositions=True, article=True)
PURPOSE, GOVERNED = 1, 2  # as a doubt of nouns
Readings = dict[tuple[str, int], tuple[int, int, int]]
"""By form and pattern: what the form is, its letters of proclitics, whether it may be something else (`_doubt`)."""
VERB, NOUN, LIGHT, ATTEND = range(len(EVENT_KINDS))


class Form(IntEnum):
    """What a form is in its sentence.

    `POSSESSED` is a noun with a pronoun, `WAGED` a light verb with one, `HAD` and `HAS` are a verb of the past and of
    the present with one, which is its object. `FUTURE` (سيلتقي) is a meeting or agreement that is planned; of other
    types it only ends what stands around it. `SPOKEN` is what a speaker does by his words: ندعو.
    """

    PERFECT = 0
    IMPERFECT = 1
    PARTICIPLE = 2
    BARE = 3
    POSSESSED = 4
    WAGED = 5
    HAD = 6
    HAS = 7
    FUTURE = 8
    SPOKEN = 9


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the vocabulary."""

    word: str
    kind: int
    event_type: str
    cameo_code: str


def possessed(noun: str) -> Iterator[str]:
    """A noun with a pronoun of the third person.

    >>> list(possessed("زيارة"))
    ['زيارته', 'زيارتها', 'زيارتهم', 'زيارتهما']
    """
    stem = noun[:-1] + TEH if noun.endswith(TEH_MARBUTA) else noun
    yield from (stem + pronoun for pronoun in _PRONOUNS)


def accusative(noun: str) -> Iterator[str]:
    """A noun as an indefinite object, where that is written: اجتماعا."""
    yield noun
    if not noun.endswith((TEH_MARBUTA, ALEF)):
        yield noun + ALEF


def with_pronouns(verbs: Iterable[str]) -> Iterator[str]:
    """Forms of a verb with an object of the third person.

    >>> list(with_pronouns(["منعت"]))
    ['منعته', 'منعتها', 'منعتهم', 'منعتهما']
    >>> next(with_pronouns(["التقى"])), next(with_pronouns(["منعوا"]))
    ('التقاه', 'منعوه')
    """
    for verb in verbs:
        stem = verb[:-1] + ALEF if verb.endswith(ALEF_MAKSURA) else verb.removesuffix(ALEF)
        stem = stem if verb.endswith((ALEF_MAKSURA, WAW + ALEF)) else verb
        yield from (stem + pronoun for pronoun in _PRONOUNS)


def adjectives(masculine: str) -> Iterator[str]:
    """The indefinite forms of an adjective: تركي, تركية, تركيا, تركيين."""
    yield from (
        masculine,
        masculine + TEH_MARBUTA,
        masculine + ALEF,
        masculine + YEH + NOON,
        masculine + WAW + NOON,
    )


def _with_objects(row: Row) -> Iterator[tuple[str, Form, Entries]]:
    """The forms of a verb with a pronoun; those that are a noun as well (دعمها) have a doubt, see `_doubt`."""
    for perfect in (row["word"], *values(row["others"])):
        is_long = len(perfect) >= _LONG and not row["proof"]
        had = (form for form in perfects(perfect) if is_long or form != perfect)
        yield from ((form, Form.HAD, _CONJUNCTIONS) for form in with_pronouns(had))
        if not is_long:
            yield from ((form, Form.HAD, _NO_PROCLITICS) for form in with_pronouns([perfect]))
    for imperfect in values(row["imperfect"]):
        yield from ((form, Form.HAS, _CONJUNCTIONS) for form in with_pronouns(imperfects(imperfect)))


def _made(row: Row, kind: int) -> Iterator[tuple[str, Form, Entries]]:
    """Each form of a row, what it is, and which proclitics it takes."""
    if kind == NOUN:
        for noun in (row["word"], *values(row["others"])):
            for form in (noun,) if row["proof"] == "weak" else accusative(noun):
                yield form, Form.BARE, _PROCLITICS
            yield from ((form, Form.POSSESSED, _PROCLITICS_BEFORE_PRONOUN) for form in possessed(noun))
        return
    is_weak = row["proof"] == "weak" and "mutual" not in values(row["frames"])
    for perfect in (row["word"], *values(row["others"])):
        if perfect.endswith(NOON + ALEF):  # دعونا
            yield perfect, Form.SPOKEN, _CONJUNCTIONS
            continue
        for form in perfects(perfect):
            if not (is_weak and form == perfect + ALEF):  # حكما is a noun
                yield form, Form.PERFECT, _CONJUNCTIONS
    for imperfect in values(row["imperfect"]):
        for form in imperfects(imperfect):
            yield form, Form.IMPERFECT, _CONJUNCTIONS
            yield SEEN + form, Form.FUTURE, _CONJUNCTIONS
        if kind == VERB and row["event_type"] in _OF_WORDS:
            for person in (NOON, _I):
                yield person + imperfect[1:], Form.SPOKEN, _CONJUNCTIONS
    for participle in values(row["participle"]):
        for form in participles(participle):
            yield form, Form.PARTICIPLE, _CONJUNCTIONS
    frames = values(row["frames"])
    if kind == VERB and ("mutual" in frames and row["needs"] if "subject" in frames else "object" in frames):
        yield from _with_objects(row)
    if kind == LIGHT:
        plain = [*perfects(row["word"]), *(f for i in values(row["imperfect"]) for f in imperfects(i))]
        yield from ((form + end, Form.WAGED, _CONJUNCTIONS) for form in plain for end in _PRONOUNS)


_PROCLITICS_BEFORE_PRONOUN = Entries((), conjunctions=True, prepositions=True)


def _letters(whole: str, clitics: int) -> int:
    """How many letters stand before the word and its article: وبالهجوم → 2, للهجوم → 0."""
    before = whole[:clitics]
    if before.endswith(ARTICLE):
        return clitics - len(ARTICLE)
    return clitics - 2 if before.endswith(LAM + LAM) else clitics


def _symbols(row: Row, kind: int, what: Form) -> Iterator[str]:
    """The symbols that a form sets: `verb` ends clauses, `deed` phrases; light verbs stand around the noun.

    `voiced`: a light verb of words (أعرب عن رفضه); `future`: one of the future, whose noun did not happen.
    """
    if symbol := _symbol(row, kind, what):
        yield symbol
    if kind == LIGHT and "by" in values(row["frames"]):
        yield "voiced"
    if kind == LIGHT and what == Form.FUTURE:
        yield "future"


def _symbol(row: Row, kind: int, what: Form) -> str | None:
    if what == Form.WAGED:
        return "waged"
    if Form.IMPERFECT < what < Form.FUTURE:
        return "deed" if what == Form.BARE and row["proof"] != "governed" else None
    if kind == LIGHT:
        frames = values(row["frames"])
        return "undergoes" if "object" in frames else "light" if "subject" in frames else "happens"
    return None if row["proof"] else "verb"


def _doubt(row: Row, what: Form, whole: str, form: str) -> int:
    """Whether a verb is one only at the start of a clause, a participle behind a comma; why a noun may be none."""
    if what == Form.PARTICIPLE:
        return int(row["proof"] == "weak" and form.endswith(TEH_MARBUTA))  # مطالبة is a noun
    if row["kind"] == "noun":
        if what == Form.BARE and whole.removesuffix(form).lstrip(WAW + FEH) == LAM:
            return PURPOSE
        is_verb = what == Form.BARE or not row["word"].endswith(TEH_MARBUTA)  # دعوته is none
        return GOVERNED if row["proof"] == "governed" and is_verb and not form.endswith(ALEF) else 0
    if what == Form.HAD:
        stem = row["word"]
        is_short = len(stem) < _LONG or bool(row["proof"])
        return int(is_short and form in with_pronouns([stem]))
    return int(row["proof"] == "start" or (row["proof"] == "weak" and form == row["word"]))


class Patterns:
    """Looks words up among all forms of all patterns, in folded spelling; a word may be a form of several."""

    def __init__(self, rows: Sequence[Row], classes: Mapping[str, int]) -> None:
        """`classes`: the mask of each kind of words that a pattern may need."""
        self.patterns: list[Pattern] = []
        self.verbs: dict[str, list[str]] = defaultdict(list)  # forms by the symbol that they set
        entries: list[tuple[int, ...]] = []
        readings: Readings = {}
        for number, row in enumerate(rows):
            kind = EVENT_KINDS.index(row["kind"])
            self.patterns.append(Pattern(row["word"], kind, row["event_type"], row["cameo_code"]))
            entries.append(
                (
                    kind,
                    sum(FRAME_BITS[frame] for frame in values(row["frames"])),
                    EVENT_LEVELS.index(row["actor"]),
                    EVENT_LEVELS.index(row["recipient"]),
                    "no_person" in values(row["frames"]),
                    _TYPES.index(row["event_type"]) - 1,
                    row["proof"] == "governed",
                    row["proof"] == "start",
                )
            )
            for form, what, proclitics in _made(row, kind):
                for symbol in _symbols(row, kind, what):
                    self.verbs[symbol].append(form)
                if what == Form.FUTURE and row["event_type"] not in _PLANNED:
                    continue
                for whole, clitics in forms(form, proclitics):
                    known = readings.get((whole, number))
                    if known is None or clitics < known[1]:
                        doubt = _doubt(row, what, whole, form)
                        readings[whole, number] = (what, _letters(whole, clitics), doubt)
        self.entries = np.array(entries, dtype=np.int32)
        self.needs = np.array(
            [sum(classes[need] for need in values(row["needs"])) for row in rows], dtype=np.uint64
        )
        self._index(readings)

    def _index(self, readings: Readings) -> None:
        listed = list(readings)
        batch = tokenise(pa.array([form for form, _ in listed], pa.large_string()))
        hashes = batch.folded.hashes[batch.word[batch.document_first[:-1]]]
        rows = np.array([(number, *readings[form, number]) for form, number in listed], dtype=np.int32)
        order = np.lexsort((rows[:, 1], rows[:, 0], hashes))
        distinct, first = np.unique(hashes[order], return_index=True)
        self.readings = rows[order]
        self._table = HashTable(distinct)
        bounds = [*first.tolist(), len(rows)]
        self._rows = np.array([*pairwise(bounds), (0, 0)], dtype=np.int32)  # the last stands for other words

    def of_words(self, batch: Words) -> npt.NDArray[np.int32]:
        """For each distinct word the rows [first, last) of `readings` that it may be; shape (n, 2)."""
        found: npt.NDArray[np.int32] = self._rows[self._table.find(batch.folded.hashes)]
        return found
