"""Organisations: those of the lists, and those whose name a head noun begins.

Heads are read from the last to the first, so that a name within a name is known: مجلة الجمعية الأمريكية, المجلس العام
لحزب روسيا الموحدة, لجنة العلاقات الدولية في مجلس الاتحاد الروسي.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.folding import fold
from transforms.lexicons import Row
from transforms.mentions import ORGANISATION, PLACE, Mention, hashed_id
from transforms.organisations.again import again
from transforms.organisations.chains import WINDOW, Chain, Chains
from transforms.organisations.lists import OrganisationLists
from transforms.organisations.words import OrganisationWords
from transforms.reading import Reading
from transforms.symbols import BEH, Bits
from transforms.unknown_words import UnknownWords

_WORDS_BEHIND = 4  # of a head, that may be unknown
_SHORTEST_UNKNOWN = 4  # bytes, two Arabic letters; not بـ
_OF_ANY_WORD = (
    "word",
    "purposed",
    "adjectival",
    "feminine",
    "latin",
    "given",
)  # symbols that unknown words may have


class _Names:
    """The names found so far, by their first token: where they end, and how many letters of proclitics they have."""

    def __init__(self, names: Sequence[Mention]) -> None:
        self.places = {one.start: one.end for one in names if one.entity_type == PLACE}
        self.organisations = {one.start: one.end for one in names if one.entity_type == ORGANISATION}
        self.clitics = {one.start: one.clitics for one in names}

    def add(self, mention: Mention) -> None:
        """Makes an organisation known to the heads before it."""
        if mention.entity_type == ORGANISATION:
            self.organisations[mention.start] = max(mention.end, self.organisations.get(mention.start, 0))
            self.clitics[mention.start] = mention.clitics


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
        self._chains = Chains(words.bit)

    def find(self, reading: Reading, places: Sequence[Mention] = ()) -> list[Mention]:
        """Every organisation, and sites whose name only a head noun tells; `places`: the places found before."""
        bits, clitics = self._words.of_words(reading.batch)
        tokens, bare = bits[reading.batch.word], clitics[reading.batch.word]
        tokens = self._with_unknown(reading, bits, tokens)
        listed = self._lists.find(reading, tokens, bare, places)
        found = listed + self._headed(reading, tokens, bare, [*places, *listed])
        found = self._localised(reading, tokens, found, places)
        found += self._acronyms(reading, tokens, found, places)
        return found + again(reading, tokens, self._words.bit, found)

    def _localised(
        self, reading: Reading, tokens: Bits, found: list[Mention], places: Sequence[Mention]
    ) -> list[Mention]:
        """Takes in the town of those of which every town has one: الغرفة التجارية بأبها."""
        begins = {one.start: one.end for one in places if one.clitics}
        local = self._words.bit["takes_local"]
        for number, one in enumerate(found):
            end = begins.get(one.end)
            is_local = end and int(tokens[one.start]) & local and one.entity_type == ORGANISATION
            if end and is_local and reading.surface(one.end, end).startswith(BEH):
                name = reading.surface(one.start, end, one.clitics)
                entity_id, _ = self._lists.identity(name)
                found[number] = replace(one, end=end, name=name, entity_id=entity_id)
        return found

    def _with_unknown(self, reading: Reading, words: Bits, tokens: Bits) -> Bits:
        """Marks the words behind heads that are no ordinary ones, nor listed."""
        heads = np.flatnonzero(tokens & np.uint64(self._words.bit["takes_foreign"]))
        behind = np.add.outer(heads, np.arange(1, _WORDS_BEHIND + 1)).ravel()
        unknown = self._unknown.among(reading.batch, behind[behind < len(tokens)])
        bit = self._words.bit
        unknown &= (np.diff(reading.batch.light.offsets) >= _SHORTEST_UNKNOWN) | (
            (words & np.uint64(bit["latin"])) > 0
        )
        listed = ~np.uint64(sum(bit[name] for name in _OF_ANY_WORD))
        is_word = (tokens & np.uint64(bit["word"])) > 0
        marked = unknown[reading.batch.word] & ((tokens & listed) == 0) & is_word
        return tokens | np.where(marked, np.uint64(bit["unknown"]), np.uint64(0))

    def _headed(
        self, reading: Reading, tokens: Bits, bare: npt.NDArray[np.uint8], names: Sequence[Mention]
    ) -> list[Mention]:
        """Names that a head noun begins; `names`: what was found before."""
        known = _Names(names)
        heads = self._promising(tokens, list(known.clitics))[::-1]
        windows = tokens[np.minimum(np.add.outer(heads, np.arange(WINDOW)), len(tokens) - 1)]
        mentions = []
        rows = (heads.tolist(), windows.tolist(), reading.document[heads].tolist(), bare[heads].tolist())
        for head, window, document, letters in zip(*rows, strict=True):
            chain = self._chain(known, head, window)
            end = self._end(known, head, window, chain) if chain else 0
            if chain and end:
                mention = self._mention(reading, document, (head + chain.start, end), letters, chain)
                mentions.append(mention)
                known.add(mention)
        return mentions

    def _chain(self, known: "_Names", head: int, window: list[int]) -> Chain | None:
        """What the grammar says of a head, given the names that begin right behind it without a proclitic."""
        if known.organisations.get(head) and window[0] & self._words.bit["takes_name"]:  # حزب الله
            return None
        behind, linked = head + 1, head + 1 + self._chains.n_links(window)
        place = 0 if known.clitics.get(linked) else known.places.get(linked, 0)
        organisation = 0 if known.clitics.get(behind) else known.organisations.get(behind, 0)
        return self._chains.find(window, place - head, organisation - head)

    def _end(self, known: "_Names", head: int, window: list[int], chain: Chain) -> int:
        """Where the name ends, with what it goes on with; 0 where it is none, or no longer than a listed one."""
        end = max(head + chain.end, known.places.get(head + chain.end - 1, 0))  # مركز كارنيغي للشرق الأوسط
        if chain.rule == "organisation_foreign":  # مركز مربة بتهامة
            end = next((at for at in range(head + 2, end) if known.clitics.get(at)), end)
        if known.places.get(head, 0) >= end:  # قناة السويس
            return 0
        if self._chains.goes_on(window, chain.end):
            within = end + (0 if known.clitics.get(end) else 1)
            end = max(known.organisations.get(within, end), known.places.get(end, end))
        if not chain.whole and end <= head + chain.end:
            return 0
        listed = known.organisations.get(head, head)  # from its head on: مجلس الأمن, مجلس الوزراء
        if listed > head and not self._chains.extends(window[listed - head], window[0]):
            return 0
        return end if end > listed else 0

    def _promising(self, tokens: Bits, starts: list[int]) -> npt.NDArray[np.int64]:
        """The heads behind which something stands that a name may go on with; `starts`: where names begin.

        Behind a noun with the article such as have the shape of an adjective are one: الموانئ البحرية الأوروبية.
        """
        bit = self._words.bit
        is_head = (tokens & np.uint64(bit["head"])) > 0
        begins = is_head.copy()
        begins[starts] = True
        heads: npt.NDArray[np.int64] = np.flatnonzero(is_head[:-2])
        plain = np.uint64(bit["plain"])
        relation = np.uint64(bit["adjectival"] | bit["feminine"] | bit["plain"])
        is_noun = (tokens[heads] & relation) != relation
        heads = heads[is_noun | ((tokens[np.maximum(heads - 1, 0)] & plain) == 0)]
        following = (tokens[heads + 1], tokens[heads + 2])
        return heads[self._chains.promising(tokens[heads], *following, begins[heads + 1])]

    def _acronyms(
        self, reading: Reading, tokens: Bits, found: Sequence[Mention], places: Sequence[Mention]
    ) -> list[Mention]:
        """One word in brackets that abbreviates the name before it: (UNHCR), (نزاهة)."""
        batch, bit = reading.batch, self._words.bit
        last = len(batch.kind) - 1
        ends = np.array([one.end for one in found], dtype=np.int64)
        word, close = np.minimum(ends + 1, last), np.minimum(ends + 2, last)
        is_bracketed = (batch.kind[np.minimum(ends, last)] == ch.OPEN_BRACKET) & (
            batch.kind[close] == ch.CLOSE_BRACKET
        )
        no_name = np.uint64(bit["definite"] | bit["stop"] | bit["nation"] | bit["generic"])
        is_bracketed &= (batch.kind[word] == ch.WORD) & ((tokens[word] & no_name) == 0)
        is_bracketed &= ~np.isin(word, np.array([one.start for one in places], dtype=np.int64))
        mentions = []
        for at in np.flatnonzero(is_bracketed).tolist():
            one, start = found[at], int(word[at])
            is_headed = one.rule != "organisation_list" and one.entity_type == ORGANISATION
            if is_headed or reading.surface(start, start + 1).isupper():
                mentions.append(
                    Mention(
                        one.document, start, start + 1, 0, ORGANISATION, one.name, one.entity_id,
                        country=one.country, rule="organisation_acronym",
                    )
                )  # fmt: skip
        return mentions

    def _mention(
        self, reading: Reading, document: int, span: tuple[int, int], clitics: int, chain: Chain
    ) -> Mention:
        letters = 0 if chain.start else clitics
        name = reading.surface(*span, letters)
        if chain.rule == "site":
            entity_id = "p" + hashed_id(PLACE, fold(name))
            return Mention(document, *span, letters, PLACE, name, entity_id, rule=chain.rule)
        entity_id, country = self._lists.identity(name)
        return Mention(
            document, *span, letters, ORGANISATION, name, entity_id, country=country, rule=chain.rule
        )
