"""What the rules of statements ask of a word, as one set of bits a word: reporting verb, particle, role, occasion.

The compiled rules test tokens against masks, so the positions of the bits are fixed here: `mask("that|colon")`.
A newline is an `end`. The bits of NAMED are of a token: see `surroundings`.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

import numpy as np
import numpy.typing as npt

from transforms.lexicons import Row
from transforms.statements.reporting_forms import (
    POSSESSIVES,
    TEH,
    TEH_MARBUTA,
    YEH,
    Form,
    ReportingVerbs,
    spellings,
)
from transforms.symbols import ARTICLE, BEH, LAM, PUNCTUATION, Bits, Entries, Numbers, Symbols, bits_of, forms
from transforms.vocabularies.statements import SPEAKER_WORD_KINDS
from transforms.words import Words

NEVER = "never"  # the kind of words that look like a reporting verb and are none
PAPER = "paper"  # the kind of words for a text in which its issuer speaks
RELATION = "relation"  # the kind of words for somebody whom the name behind tells by whose he is
VOICE = "voice"  # the kind of words for somebody who speaks for the organisation named behind
_LISTED = tuple(kind for kind in SPEAKER_WORD_KINDS if kind not in (NEVER, PAPER, RELATION, VOICE))
_MADE = (
    "to_audience", "to_them", "for_speaker", "verb", "joined_verb", "participle", "noun_of_saying", "with_by",
)  # fmt: skip
# Sixty-four bits are all there are: symbols that no rule here asks for give theirs to what stands at a token.
NAMED = {
    "person": "slash",
    "organisation": "sign",
    "place": "latin",
    "name_start": "newline",
    "ordinary": "word",
}
_NAMES = ("word", "number", *PUNCTUATION, "definite", "latin", *_LISTED, *_MADE)
_POSITIONS = {name: position for position, name in enumerate(_NAMES)}
_POSITIONS |= {name: _POSITIONS.pop(unused) for name, unused in NAMED.items()}
mask = partial(bits_of, _POSITIONS)
_OBJECTS = ("content", "deed")  # kinds of verbal nouns
_JOINABLE = ("speaker", "relative")  # kinds whose words may carry و
_BEH_BYTES = BEH.encode()
_NEWLINE = np.uint64(1 << _NAMES.index("newline"))


_OF_TOKENS = mask("|".join(NAMED))


class StatementSymbols(Symbols):
    """The symbols of speakers and statements; `with_by` is a word that begins with ب and is no name.

    A verbal noun with ل (`دعا لمواصلة ...`) is `with_by` and `to` at once.
    """

    def __init__(self, verbs: ReportingVerbs, rows: Iterable[Row]) -> None:
        listed: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            listed[row["kind"]].append(row["word"])
        for kind in _OBJECTS:
            listed[kind] = [form for word in listed[kind] for form in object_forms(word)]
        listed["deed"] += [ARTICLE + deed for deed in listed["deed"] if not deed.startswith(ARTICLE)]
        others = {*listed["filler"], *listed["not_that"]}
        deeds = [deed for kind in _OBJECTS for deed in listed[kind] if deed not in others]
        to_deeds = _with_lam(deeds)
        made = {
            "to_audience": Entries(_with_lam(listed["audience"]), conjunctions=False),
            "to_them": Entries([LAM, LAM + YEH], conjunctions=False),
            "for_speaker": Entries(_with_lam(listed["speaker"]), conjunctions=False),
            "verb": Entries(verbs.strong),
            "joined_verb": Entries(verbs.joined, conjunctions=False),
            "participle": Entries(verbs.listed[Form.PARTICIPLE]),
            "noun_of_saying": Entries(verbs.listed[Form.NOUN]),
            "with_by": Entries(to_deeds, conjunctions=False),
        }
        names: dict[str, Entries | Numbers] = {
            kind: Entries(listed[kind], conjunctions=kind in _JOINABLE) for kind in _LISTED
        }
        names["dubious_source"] = Entries(
            [*listed["dubious_source"], *_with_lam(listed["dubious_source"])], conjunctions=False
        )
        names["to"] = Entries([*listed["to"], *to_deeds], conjunctions=False)
        super().__init__(names | {name: made[name] for name in _MADE})

    def of_words(self, batch: Words) -> tuple[Bits, npt.NDArray[np.uint8]]:
        """See `Symbols.of_words`."""
        bits, clitics = super().of_words(batch)
        data, first = batch.light.data, batch.light.offsets[:-1]
        long = np.flatnonzero(np.diff(batch.light.offsets) > 2 * len(_BEH_BYTES))
        begins = (data[first[long]] == _BEH_BYTES[0]) & (data[first[long] + 1] == _BEH_BYTES[1])
        with_by = np.zeros(len(bits), dtype=np.bool_)
        with_by[long[begins]] = True
        with_by &= (bits & mask("not_by")) == 0
        with_by |= (bits & mask("by")) > 0
        bits[with_by] |= mask("with_by")
        bits[(bits & _NEWLINE) > 0] |= mask("end")
        return bits & ~_OF_TOKENS, clitics


def object_forms(noun: str) -> list[str]:
    """A verbal noun as writers have it, also without its hamza, and with a pronoun.

    >>> object_forms("إقامة")[:4]
    ['إقامة', 'اقامة', 'إقامته', 'اقامته']
    """
    stem = noun.removesuffix(TEH_MARBUTA)
    with_pronouns = [(stem if stem == noun else stem + TEH) + pronoun for pronoun in POSSESSIVES]
    return [spelling for form in (noun, *with_pronouns) for spelling in spellings(form)]


def _with_lam(words: Iterable[str]) -> list[str]:
    """Each word with ل before it, with and without the article: لوكالة, للوكالة."""
    entries = Entries((), conjunctions=False, prepositions=True)
    return [form for word in words for form, n in forms(word, entries) if n > 0 and form.startswith(LAM)]
