"""Organisations: those of the lists, and those whose name a head noun begins."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.folding import fold
from transforms.lexicons import Row
from transforms.mentions import ORGANISATION, PLACE, Mention, hashed_id
from transforms.organisations.again import again
from transforms.organisations.around import IS_QUOTE
from transforms.organisations.chains import QUOTED, RULES, SITE
from transforms.organisations.headed import headed
from transforms.organisations.lists import OrganisationLists
from transforms.organisations.words import OrganisationWords, mask
from transforms.reading import Reading, Tokens
from transforms.symbols import BEH, Bits
from transforms.unknown_words import UnknownWords

_WORDS_BEHIND = 4  # of a head, that may be unknown
_LONGEST_SHORT = 6  # tokens behind a name in which its short forms stand: «ناتو» (NATO)
_SHORTEST_UNKNOWN = 4  # bytes, two Arabic letters; not بـ
_OF_ANY_WORD = mask("word|purposed|adjectival|feminine|latin|given")  # what unknown words may be
_RELATION = mask("adjectival|feminine|plain")
_NO_ACRONYM = mask("definite|stop|nation|generic")
_FEMININE_ADJECTIVE, _OF_BODIES = mask("adjectival|feminine"), mask("topic|link")  # (حكومية), not (حماية)


class Organisations:
    """The lists and the grammar; built once from the rows of `seeds/`."""

    def __init__(
        self,
        organisations: Sequence[Row],
        sources: Sequence[Row],
        words: OrganisationWords,
        unknown: UnknownWords,
    ) -> None:
        self._words = words
        self._unknown = unknown
        self._lists = OrganisationLists(organisations, sources, words)

    def find(self, reading: Reading, places: Sequence[Mention] = ()) -> list[Mention]:
        """Every organisation, and sites whose name only a head noun tells; `places`: the places found before."""
        bits, clitics = self._words.of_words(reading.batch)
        tokens, bare = bits[reading.batch.word], clitics[reading.batch.word]
        tokens = self._with_unknown(reading, bits, tokens)
        towns = _Ends(len(tokens), places)
        listed = self._lists.find(reading, tokens, bare, (towns.end, towns.clitics))
        found = listed + self._headed(reading, tokens, bare, towns, listed)
        ends = self._localised(reading, tokens, found, towns)
        found += self._acronyms(reading, tokens, found, ends, towns)
        return found + again(reading, tokens, found, towns.end)

    def _localised(self, reading: Reading, tokens: Bits, found: list[Mention], towns: "_Ends") -> Tokens:
        """Takes in the town of those of which every town has one: الغرفة التجارية بأبها. The ends of all."""
        starts, ends = (
            np.fromiter(map(attrgetter(name), found), dtype=np.int64, count=len(found))
            for name in ("start", "end")
        )
        is_local = (tokens[starts] & mask("takes_local")) > 0
        for number in np.flatnonzero(is_local & (towns.clitics[ends] > 0)).tolist():
            one, end = found[number], int(towns.end[ends[number]])
            if one.entity_type == ORGANISATION and reading.surface(one.end, end).startswith(BEH):
                name = reading.surface(one.start, end, one.clitics)
                entity_id, _ = self._lists.identity(name)
                found[number] = replace(one, end=end, name=name, entity_id=entity_id)
                ends[number] = end
        return ends

    def _with_unknown(self, reading: Reading, words: Bits, tokens: Bits) -> Bits:
        """Marks the words behind heads that are no ordinary ones, nor listed."""
        heads = np.flatnonzero(tokens & mask("takes_foreign"))
        behind = np.add.outer(heads, np.arange(1, _WORDS_BEHIND + 1)).ravel()
        unknown = self._unknown.among(reading.batch, behind[behind < len(tokens)])
        unknown &= (np.diff(reading.batch.light.offsets) >= _SHORTEST_UNKNOWN) | ((words & mask("latin")) > 0)
        is_word = (tokens & mask("word")) > 0
        marked = unknown[reading.batch.word] & ((tokens & ~_OF_ANY_WORD) == 0) & is_word
        return tokens | np.where(marked, mask("unknown"), np.uint64(0))

    def _headed(
        self,
        reading: Reading,
        tokens: Bits,
        bare: npt.NDArray[np.uint8],
        towns: "_Ends",
        listed: Sequence[Mention],
    ) -> list[Mention]:
        """Names that a head noun begins, from the last to the first; `listed`: what was found before."""
        heads = _heads(tokens, bare)[::-1]
        names = _Ends(len(tokens), listed)
        clitics = np.where(names.end > 0, names.clitics, towns.clitics)
        rows = np.empty((len(heads), 4), dtype=np.int32)
        n = headed(tokens, heads, bare, (towns.end, names.end, clitics), rows)
        start, end, letters, rule = rows[:n].T
        surfaces = reading.spans(start, end, letters).surface().to_pylist()
        columns = (reading.document[start], start, end, letters, rule)
        found = zip(*(column.tolist() for column in columns), surfaces, strict=True)
        return [self._mention(*one) for one in found]

    def _acronyms(
        self, reading: Reading, tokens: Bits, found: Sequence[Mention], ends: Tokens, towns: "_Ends"
    ) -> list[Mention]:
        """One word that abbreviates the name before it: (UNHCR), (نزاهة), «ناتو» (NATO)."""
        kind, last = reading.batch.kind, len(reading.batch.kind) - 1
        at = np.minimum(np.add.outer(ends, np.arange(_LONGEST_SHORT)), last).T
        kinds = kind[at]
        is_short = (kinds[1] == ch.WORD) & ((tokens[at[1]] & _NO_ACRONYM) == 0) & (towns.end[at[1]] == 0)
        is_short &= (tokens[at[1]] & (_FEMININE_ADJECTIVE | _OF_BODIES)) != _FEMININE_ADJECTIVE
        is_bracketed = is_short & (kinds[0] == ch.OPEN_BRACKET) & (kinds[2] == ch.CLOSE_BRACKET)
        is_quoted = IS_QUOTE[kinds[0]] & IS_QUOTE[kinds[2]] & (kinds[1] == ch.WORD) & (kinds[4] == ch.WORD)
        is_quoted &= (kinds[3] == ch.OPEN_BRACKET) & (kinds[5] == ch.CLOSE_BRACKET)
        mentions = []
        for number in np.flatnonzero(is_bracketed | is_quoted).tolist():
            one, short = found[number], [int(at[1][number])]
            is_headed = one.rule != "organisation_list" and one.entity_type == ORGANISATION
            if is_quoted[number]:
                short.append(int(at[4][number]))
            if (is_headed and len(short) == 1) or reading.surface(short[-1], short[-1] + 1).isupper():
                mentions += [_short(one, start) for start in short]
        return mentions

    def _mention(self, document: int, start: int, end: int, clitics: int, rule: int, name: str) -> Mention:
        entity_type, country = ORGANISATION, None
        if rule == SITE:
            entity_type, entity_id = PLACE, _place_id(name)
        else:
            if rule == QUOTED:  # حزب «روسيا الموحدة» is the party without the marks
                name = "".join(letter for letter in name if not IS_QUOTE[ch.kind_of(letter)])
            entity_id, country = self._lists.identity(name)
        return Mention(
            document, start, end, clitics, entity_type, name, entity_id, country=country, rule=RULES[rule]
        )


class _Ends:
    """For each token of a batch where the name that begins there ends, 0 for none, and its letters of proclitics."""

    def __init__(self, n_tokens: int, names: Sequence[Mention]) -> None:
        self.end = np.zeros(n_tokens + 1, dtype=np.int32)  # some look one token too far
        self.clitics = np.zeros(n_tokens + 1, dtype=np.uint8)
        start = np.fromiter(map(attrgetter("start"), names), dtype=np.int64, count=len(names))
        self.end[start] = np.fromiter(map(attrgetter("end"), names), dtype=np.int32, count=len(names))
        self.clitics[start] = np.fromiter(map(attrgetter("clitics"), names), dtype=np.uint8, count=len(names))


def _short(one: Mention, start: int) -> Mention:
    """The same organisation by one word."""
    return Mention(
        one.document, start, start + 1, 0, ORGANISATION, one.name, one.entity_id, country=one.country,
        rule="organisation_acronym",
    )  # fmt: skip


def _heads(tokens: Bits, bare: npt.NDArray[np.uint8]) -> Tokens:
    """The head nouns.

    Behind a noun with the article such as have the shape of an adjective are one: الموانئ البحرية الأوروبية. Behind a
    minister the noun belongs to her office (وزيرة الخارجية السويدية); some with a preposition are none (بقيادة).
    """
    heads = np.flatnonzero((tokens & mask("head")) > 0)
    before = tokens[np.maximum(heads - 1, 0)]
    is_noun = ((tokens[heads] & _RELATION) != _RELATION) | ((before & mask("plain")) == 0)
    is_office = ((before & mask("minister")) > 0) & ((tokens[heads] & mask("plain")) > 0)
    is_phrase = ((tokens[heads] & mask("stop")) > 0) & (bare[heads] > 0)
    found: Tokens = heads[is_noun & ~is_office & ~is_phrase]
    return found


@lru_cache(maxsize=1 << 16)
def _place_id(name: str) -> str:
    return "p" + hashed_id(PLACE, fold(name))
