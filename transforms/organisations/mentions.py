"""Organisations: those of the lists, and those whose name a head noun begins.

Heads are read from the last to the first, so that a name within a name is known: مجلة الجمعية الأمريكية, المجلس العام
لحزب روسيا الموحدة, لجنة العلاقات الدولية في مجلس الاتحاد الروسي.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from transforms.folding import fold
from transforms.lexicons import Row
from transforms.mentions import ORGANISATION, PLACE, Mention, hashed_id
from transforms.organisations.chains import LONGEST, Chain, Chains
from transforms.organisations.lists import OrganisationLists
from transforms.organisations.words import OrganisationWords
from transforms.reading import Reading
from transforms.symbols import Bits
from transforms.unknown_words import UnknownWords

_WORDS_BEHIND = 4  # of a head, that may be unknown
_OF_ANY_WORD = (
    "word",
    "purposed",
    "adjectival",
    "feminine",
    "latin",
    "given",
)  # symbols that unknown words may have


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
        tokens = self._with_unknown(reading, tokens)
        listed = self._lists.find(reading, tokens, bare)
        return listed + self._headed(reading, tokens, bare, [*places, *listed])

    def _with_unknown(self, reading: Reading, tokens: Bits) -> Bits:
        """Marks the words behind heads that are no ordinary ones, nor listed."""
        heads = np.flatnonzero(tokens & np.uint64(self._words.bit["takes_foreign"]))
        behind = np.add.outer(heads, np.arange(1, _WORDS_BEHIND + 1)).ravel()
        unknown = self._unknown.among(reading.batch, behind[behind < len(tokens)])
        bit = self._words.bit
        listed = ~np.uint64(sum(bit[name] for name in _OF_ANY_WORD))
        is_word = (tokens & np.uint64(bit["word"])) > 0
        marked = unknown[reading.batch.word] & ((tokens & listed) == 0) & is_word
        return tokens | np.where(marked, np.uint64(bit["unknown"]), np.uint64(0))

    def _headed(
        self, reading: Reading, tokens: Bits, bare: npt.NDArray[np.uint8], names: Sequence[Mention]
    ) -> list[Mention]:
        """Names that a head noun begins; `names`: what was found before."""
        places = {one.start: one.end for one in names if one.entity_type == PLACE}
        organisations = {one.start: one.end for one in names if one.entity_type == ORGANISATION}
        clitics = {one.start: one.clitics for one in names}
        heads = self._promising(tokens, list(clitics))[::-1]
        mentions = []
        for head, document in zip(heads.tolist(), reading.document[heads].tolist(), strict=True):
            window = tokens[head : head + LONGEST].tolist()
            behind = head + 1
            if clitics.get(behind):
                behind = -1
            if head in organisations:  # listed from its head on: حزب الله, مجلس الأمن
                continue
            named = behind + 1 if behind > 0 and self._chains.links(window[1]) else behind
            chain = self._chains.find(
                window, places.get(named, head) - head, organisations.get(behind, head) - head
            )
            if chain is None:
                continue
            end = head + chain.end
            if places.get(head, 0) >= end:  # قناة السويس
                continue
            if self._chains.goes_on(window, chain.end):
                within = end + (0 if clitics.get(end) else 1)
                end = max(organisations.get(within, end), places.get(end, end))
            if not chain.whole and end == head + chain.end:
                continue
            mention = self._mention(reading, document, (head + chain.start, end), int(bare[head]), chain)
            mentions.append(mention)
            if mention.entity_type == ORGANISATION:
                organisations[mention.start] = max(end, organisations.get(mention.start, 0))
                clitics[mention.start] = mention.clitics
        return mentions

    def _promising(self, tokens: Bits, starts: list[int]) -> npt.NDArray[np.int64]:
        """The heads behind which something stands that a name may go on with; `starts`: where names begin."""
        is_head = (tokens & np.uint64(self._words.bit["head"])) > 0
        goes_on = (tokens & np.uint64(self._chains.beginnings)) > 0
        goes_on[starts] = True
        return np.flatnonzero(is_head[:-1] & (goes_on[1:] | is_head[1:]))

    def _mention(
        self, reading: Reading, document: int, span: tuple[int, int], clitics: int, chain: Chain
    ) -> Mention:
        letters = 0 if chain.start else clitics
        name = reading.surface(*span, letters)
        key = _key(name)
        entity_type = PLACE if chain.rule == "site" else ORGANISATION
        prefix = "p" if entity_type == PLACE else "o"
        entity_id = self._lists.id_of.get(key) or prefix + hashed_id(entity_type, key)
        return Mention(document, *span, letters, entity_type, name, entity_id, rule=chain.rule)


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    """The folded form of a name; remembered, since few names make most mentions."""
    return fold(name)
