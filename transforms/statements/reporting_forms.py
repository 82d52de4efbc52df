"""The forms of reporting verbs, made from the few that a row of `seeds/reporting_verbs.csv` gives.

Third persons, as who says `قلت` is the writer and not somebody reported; and the first of some verbs, for quotations.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.folding import ALEF
from transforms.hash_table import HashTable
from transforms.lexicons import Row
from transforms.symbols import WAW, Entries, forms
from transforms.words import Words, tokenise

TEH, YEH, NOON, MEEM, HEH, HAMZA = (
    "\N{ARABIC LETTER TEH}",
    "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER MEEM}",
    "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
)
POSSESSIVES = (HEH, HEH + ALEF, HEH + MEEM, HEH + MEEM + ALEF, NOON + ALEF)
PRONOUNS = (*POSSESSIVES, NOON + YEH)
HAMZA_BELOW = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
_MADDA = "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
_WEAK_ENDINGS = (ALEF, ALEF_MAKSURA, WAW, YEH)


class Form(IntEnum):
    """What a form is in its sentence."""

    PERFECT = 0
    IMPERFECT = 1
    PARTICIPLE = 2
    NOUN = 3
    PASSIVE = 4
    FIRST = 5


@dataclass(frozen=True, slots=True)
class Verb:
    """One row of the vocabulary; `frames`: how what is said may follow, `proof`: what a weak form needs."""

    lemma: str
    stance: str
    frames: frozenset[str]
    proof: str
    can_be_passive: bool


def perfects(perfect: str) -> Iterator[str]:
    """He, she, they (both genders), the two of them.

    >>> list(perfects("قال"))
    ['قال', 'قالت', 'قالا', 'قالتا', 'قالوا']
    >>> list(perfects("نفى"))
    ['نفى', 'نفت', 'نفيا', 'نفتا', 'نفوا']
    """
    if perfect.endswith((ALEF, ALEF_MAKSURA)):
        stem = perfect[:-1]
        glide = WAW if perfect.endswith(ALEF) else YEH
        yield from (perfect, stem + TEH, stem + glide + ALEF, stem + TEH + ALEF, stem + WAW + ALEF)
    else:
        yield from (perfect, *(perfect + ending for ending in (TEH, ALEF, TEH + ALEF, WAW + ALEF)))


def imperfects(imperfect: str) -> Iterator[str]:
    """He, she, they, the two of them.

    >>> list(imperfects("يدعو"))
    ['يدعو', 'تدعو', 'يدعون', 'يدعوان', 'تدعوان']
    """
    stem = imperfect[1:]
    plural = stem[:-1] if stem.endswith(_WEAK_ENDINGS) else stem
    dual = stem[:-1] + YEH if stem.endswith(ALEF_MAKSURA) else stem
    yield from (YEH + stem, TEH + stem, YEH + plural + WAW + NOON)
    yield from (person + dual + ALEF + NOON for person in (YEH, TEH))


def firsts(imperfect: str) -> Iterator[str]:
    """I and we, who report only what a quotation has them say.

    >>> list(firsts("يطالب"))
    ['أطالب', 'نطالب']
    """
    yield from (HAMZA + imperfect[1:], NOON + imperfect[1:])


def participles(accusative: str) -> Iterator[str]:
    """The circumstantial participle: مشيرا, مشيرة, مشيرين, مشيرتين."""
    stem = accusative.removesuffix(ALEF)
    endings = (ALEF, TEH_MARBUTA, YEH + NOON, TEH + YEH + NOON)
    yield from (stem + ending for ending in endings)


def nouns(noun: str) -> Iterator[str]:
    """The verbal noun with a pronoun: قوله, قولها, قولهم, قولهما."""
    yield from (noun + HEH + ending for ending in ("", ALEF, MEEM, MEEM + ALEF))


def as_listed(listed: str) -> Iterator[str]:
    """As the row has them: يذكر أن, قيل إن; بقوله, بالقول."""
    yield from listed.split("|")


def told(form: str) -> Iterator[str]:
    """A finite form with a pronoun for whom it tells.

    >>> list(told("أبلغت"))
    ['أبلغته', 'أبلغتها', 'أبلغتهم', 'أبلغتهما', 'أبلغتنا', 'أبلغتني']
    >>> next(told("أبلغوا")), next(told("أوصى"))
    ('أبلغوه', 'أوصاه')
    """
    stem = form.removesuffix(ALEF) if form.endswith(WAW + ALEF) else form
    if stem.endswith(ALEF_MAKSURA):
        stem = stem[:-1] + ALEF
    yield from (stem + pronoun for pronoun in PRONOUNS)


def spellings(form: str) -> Sequence[str]:
    """With the hamza in front, and without, as hurried writers have it; and with one that does not belong there.

    >>> spellings("أكد"), spellings("استنكر")
    (('أكد', 'اكد'), ('استنكر', 'إستنكر'))
    """
    if form.startswith((HAMZA, HAMZA_BELOW, _MADDA)):
        return form, ALEF + form[1:]
    return (form, HAMZA_BELOW + form[1:]) if form.startswith(ALEF) else (form,)


_MAKERS = (
    (Form.PERFECT, perfects, "lemma"),
    (Form.IMPERFECT, imperfects, "imperfect"),
    (Form.PARTICIPLE, participles, "participle"),
    (Form.PARTICIPLE, as_listed, "adverbial"),
    (Form.NOUN, nouns, "noun"),
    (Form.PASSIVE, as_listed, "passive"),
    (Form.FIRST, firsts, "imperfect"),
)
WEAK = (
    "near",
    "shadda",
    "start",
    "subject",
    "named",
    "in",
)  # proofs of verbs whose letters are often another word
# Which of the forms that a maker yields are feminine (of adverbials as the seeds order them: بقوله, بقولها), and
# which name their subject themselves: a verb in front of its subject is singular (قال الباحثون, الباحثون قالوا).
FEMININE, COMPLETE, TOLD = 1, 2, 4  # TOLD: with a pronoun for whom it tells
_COMPLETE = {Form.PERFECT: (2, 3, 4), Form.IMPERFECT: (2, 3, 4)}
_FEMININE = {
    Form.PERFECT: (1, 3),
    Form.IMPERFECT: (1, 4),
    Form.PARTICIPLE: (1, 3),
    Form.NOUN: (1,),
    Form.PASSIVE: (),
    Form.FIRST: (),
}
_PROCLITICS = Entries((), conjunctions=True)


def _all_forms(row: Row) -> Iterator[tuple[Form, str, int]]:
    """Each form of a verb in each spelling, with FEMININE | COMPLETE | TOLD."""
    frames = row["frames"].split("|")
    tells = "hearer" in frames
    for kind, maker, column in _MAKERS:
        if kind == Form.FIRST and "first" not in frames:
            continue
        for position, form in enumerate(maker(row[column]) if row[column] else ()):
            person = FEMININE * (position in _FEMININE[kind]) | COMPLETE * (
                position in _COMPLETE.get(kind, ())
            )
            for spelling in spellings(form):
                yield kind, spelling, person
                if tells and kind <= Form.IMPERFECT:
                    yield from ((kind, with_pronoun, person | TOLD) for with_pronoun in told(spelling))


class ReportingVerbs:
    """Looks words up among all forms of all verbs."""

    def __init__(self, rows: Iterable[Row], never: Collection[str] = ()) -> None:
        """`never`: words that are none in spite of their letters (تبين)."""
        self.verbs: list[Verb] = []
        known: dict[str, tuple[int, int, int, int]] = {}
        self.listed: dict[Form, list[str]] = {form: [] for form in Form}
        self.strong: list[str] = []  # finite forms that are seldom anything else
        self.joined: list[str] = []  # others, that are verbs with و before them
        for row in rows:
            frames = frozenset(row["frames"].split("|"))
            is_impersonal = row["imperfect"] in row["passive"].split("|")
            self.verbs.append(Verb(row["lemma"], row["stance"], frames, row["proof"], is_impersonal))
            for kind, spelling, person in _all_forms(row):
                if spelling in never:
                    continue
                self.listed[kind].append(spelling)
                if kind <= Form.IMPERFECT and row["proof"] not in WEAK:
                    self.strong.append(spelling)
                elif kind <= Form.IMPERFECT and row["proof"] == "near":
                    self.joined.append(WAW + spelling)
                for whole, clitics in forms(spelling, _PROCLITICS):
                    if whole not in never and (whole not in known or clitics < known[whole][2]):
                        known[whole] = (len(self.verbs) - 1, kind, clitics, person)
        batch = tokenise(pa.array(list(known), pa.large_string()))
        hashes, first = np.unique(
            batch.light.hashes[batch.word[batch.document_first[:-1]]], return_index=True
        )
        self._table = HashTable(hashes)
        found = np.array(list(known.values()), dtype=np.int16)[first]
        self._found = np.append(found, [(-1, 0, 0, 0)], axis=0).astype(
            np.int16
        )  # the last stands for other words

    def of_words(self, batch: Words) -> npt.NDArray[np.int16]:
        """For each distinct word (verb or -1, form, letters of proclitics, FEMININE | COMPLETE | TOLD): (n, 4)."""
        found: npt.NDArray[np.int16] = self._found[self._table.find(batch.light.hashes)]
        return found
