"""Places that no list has, told by the noun before them: بلدة عرسال, قرية كفر نبودة, حي السلم.

Behind a noun that only a place's name follows stand a word that is no ordinary one (with a second one behind a dash
or a first part such as كفر), or a noun with the article. What is found so is a name wherever else it stands in the
article, unless it has the article.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from transforms import characters as ch
from transforms.folding import ALEF, fold
from transforms.letters import code, first_letters, last_letters
from transforms.lexicons import Row
from transforms.mentions import PLACE, Mention, hashed_id
from transforms.organisations.words import typed
from transforms.places.evidence import Flags
from transforms.reading import Reading
from transforms.symbols import ARTICLE, BEH, LAM, WAW, Entries, Symbols
from transforms.unknown_words import UnknownWords
from transforms.words import Integers, Words

_LONGEST = 5  # tokens of a name
_SHORTEST_IN_ALEF = 5  # letters
_HEH = "\N{ARABIC LETTER HEH}"  # its end is a pronoun
_BEFORE = 3  # letters that tell the proclitics
_CLITICS = re.compile(rf"(?:.*\W)?(?P<clitics>{WAW}?[{BEH}{LAM}]?)", re.DOTALL)


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
        unknown[:, 0] |= is_word[:, 0] & ~has_article[:, 0] & self._ends_in_alef(batch, behind[:, 0])
        following = np.minimum(behind + 1, len(tokens) - 1)  # مو-دو: no space behind the dash
        dash = (batch.kind[behind] == ch.DASH) & (batch.char_end[behind] == batch.char_start[following])
        columns = (heads, seen, unknown, dash)
        found = [
            (head + 1, head + 1 + length)
            for head, *row in zip(*(column.tolist() for column in columns), strict=True)
            if (length := self._length(*row))
        ]
        return self._mentions(reading, found)

    def _ends_in_alef(self, batch: Words, token: Integers) -> Flags:
        """Whether a word ends as names of towns do, but no adjective of a town: سرمدا."""
        length = batch.char_end[token] - batch.char_start[token]
        before, last = last_letters(batch, token)
        found: Flags = (last == code(ALEF)) & (before != code(_HEH)) & (length >= _SHORTEST_IN_ALEF)
        return found

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
        for start, end in found:
            one = told_by_head(reading, start, end)
            mentions.append(one)
            if one.name.startswith(ARTICLE):
                continue
            mentions += [
                Mention(one.document, *span, PLACE, one.name, one.entity_id, rule="place_again")
                for span in elsewhere(reading, one.document, one.name)
                if span[0] != start
            ]
        return mentions


def told_by_head(reading: Reading, start: int, end: int) -> Mention:
    """A place that only the noun before it tells."""
    name = reading.surface(start, end)
    entity_id = "p" + hashed_id(PLACE, fold(name))
    return Mention(int(reading.document[start]), start, end, 0, PLACE, name, entity_id, rule="place_head")


def elsewhere(reading: Reading, document: int, name: str) -> Iterator[tuple[int, int, int]]:
    """Where a name stands in a document: its first token, its end, and the letters of proclitics that it has there."""
    batch, text = reading.batch, reading.texts[document]
    first, end_of_text = batch.document_first[document : document + 2].tolist()
    begins, ends = batch.char_start[first:end_of_text], batch.char_end[first:end_of_text]
    at = text.find(name)
    while at >= 0:
        last = at + len(name)
        before = _CLITICS.fullmatch(text, max(at - _BEFORE, 0), at)
        if before and not text[last : last + 1].isalnum():
            clitics = len(before["clitics"])
            start, end = int(np.searchsorted(begins, at - clitics)), int(np.searchsorted(ends, last))
            is_whole = begins[start] == at - clitics and not any(map(str.isalnum, text[last : ends[end]]))
            if is_whole:  # a mark within a word is no edge of one: وقّعا
                yield first + start, first + end + 1, clitics
        at = text.find(name, last)
