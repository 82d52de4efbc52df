"""Places that no list has, told by the noun before them: بلدة عرسال, قرية كفر نبودة, حي السلم.

Behind a noun that only a place's name follows stand a word that is no ordinary one (with a second one behind a dash
or a first part such as كفر), or a noun with the article. What is found so is a name wherever else it stands in the
article, unless it has the article.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from transforms import characters as ch
from transforms.folding import ALEF, fold
from transforms.lexicons import Row
from transforms.mentions import PLACE, Mention, hashed_id
from transforms.organisations.words import typed
from transforms.places.evidence import code, first_letters
from transforms.reading import Reading
from transforms.symbols import ARTICLE, BEH, LAM, WAW, Entries, Symbols
from transforms.unknown_words import UnknownWords

_LONGEST = 5  # tokens of a name
_MENTIONED = rf"(?<!\w)(?P<clitics>{WAW}?[{BEH}{LAM}]?)%s(?!\w)"


class PlaceHeads:
    """The nouns before places; built once from the rows of `seeds/place_context.csv`."""

    def __init__(self, place_context: Sequence[Row], unknown: UnknownWords) -> None:
        self._unknown = unknown
        words: dict[str, list[str]] = defaultdict(list)
        for row in place_context:
            words[row["kind"]].append(row["word"])
        self._symbols = Symbols(
            {
                "narrow": Entries(typed(words["narrow"]), prepositions=True),
                "prefix": Entries(words["prefix"]),
                "no_name": Entries(typed(words["no_name"]), prepositions=True, article=True),
            }
        )

    def find(self, reading: Reading, known: Sequence[Mention]) -> list[Mention]:
        """Places behind a head, and their other mentions; `known`: places that are found already."""
        batch = reading.batch
        bits, _ = self._symbols.of_words(batch)
        tokens = bits[batch.word]
        heads = np.flatnonzero((tokens[:-1] & self._symbols.bit("narrow")) > 0)
        is_name = batch.kind == ch.WORD
        is_name[[one.start for one in known]] = False
        heads = heads[is_name[heads + 1]]
        if not len(heads):
            return []
        behind = np.minimum(np.add.outer(heads, np.arange(1, _LONGEST + 1)), len(tokens) - 1)
        is_word = batch.kind[behind] == ch.WORD
        has_article = first_letters(batch, behind)[0] == code(ALEF)  # not للاعب
        seen = np.where(has_article, tokens[behind], tokens[behind] & ~self._symbols.bit("definite"))
        unknown = self._unknown.among(batch, behind[is_word])[batch.word[behind]] & is_word
        following = np.minimum(behind + 1, len(tokens) - 1)  # مو-دو: no space behind the dash
        dash = (batch.kind[behind] == ch.DASH) & (batch.char_end[behind] == batch.char_start[following])
        columns = (heads, seen, unknown, dash)
        found = [
            (head + 1, head + 1 + length)
            for head, *row in zip(*(column.tolist() for column in columns), strict=True)
            if (length := self._length(*row))
        ]
        return self._mentions(reading, found)

    def _length(self, tokens: list[int], unknown: list[bool], dash: list[bool]) -> int:
        """How many tokens the name has, 0 for no name; the first token stands behind the head."""
        no_name, definite = int(self._symbols.bit("no_name")), int(self._symbols.bit("definite"))
        if tokens[0] & no_name:
            return 0
        if tokens[0] & int(self._symbols.bit("prefix")):
            return 2 if unknown[1] or (tokens[1] & definite and not tokens[1] & no_name) else 0
        if tokens[0] & definite:
            return 1
        length = 0
        while length < _LONGEST and unknown[length] and not tokens[length] & (no_name | definite):
            length += 1
            if length + 1 < _LONGEST and dash[length] and not tokens[length + 1] & (no_name | definite):
                length += 2
        return length

    def _mentions(self, reading: Reading, found: list[tuple[int, int]]) -> list[Mention]:
        """The names found, and where else in its article each that has no article stands."""
        mentions = []
        first = reading.batch.document_first
        for start, end in found:
            name = reading.surface(start, end)
            document = int(reading.document[start])
            entity_id = "p" + hashed_id(PLACE, fold(name))
            mentions.append(Mention(document, start, end, 0, PLACE, name, entity_id, rule="place_head"))
            if name.startswith(ARTICLE):
                continue
            begins = reading.batch.char_start[first[document] : first[document + 1]]
            for match in re.finditer(_MENTIONED % re.escape(name), reading.texts[document]):
                token = int(first[document]) + int(np.searchsorted(begins, match.start()))
                if token != start:
                    mentions.append(
                        Mention(
                            document, token, token + end - start, len(match["clitics"]), PLACE, name, entity_id,
                            rule="place_again",
                        )
                    )  # fmt: skip
        return mentions
