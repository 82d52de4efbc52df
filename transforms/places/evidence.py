"""What stands around the name of a place, and whether that is evidence enough for a place.

Names differ in how much they need. `weak`: a preposition, in the text or as a proclitic. `home`: the same, in an
outlet of the place's country. `strong`: a noun that only places have, or a side (شمال). `adjective`: السعودية
behind a definite noun is an adjective, سورية behind a feminine one. `series`: only another place that it follows
(مكة والمدينة). Datelines are evidence for all. `NEVER`: a phrase that only begins like a place (مسقط رأسه). Behind
a competition or a festival a name is part of the event's (كأس آسيا), in the title of a work it is none.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.folding import ALEF
from transforms.gazetteer import Hits
from transforms.letters import code, first_letters, last_letters
from transforms.lexicons import Row
from transforms.reading import Reading
from transforms.sentences import KINDS
from transforms.symbols import FEH, KAF, LAM, WAW, Bits, Entries, Symbols
from transforms.words import Integers, Words

Flags = npt.NDArray[np.bool_]
ANYWHERE, WEAK, HOME, STRONG, ADJECTIVE, SERIES, NEVER = range(7)
LEVELS = ANY_LEVEL, REGION, TOWN = range(3)
_NEEDS = {"weak": WEAK, "home": HOME, "strong": STRONG, "adjective": ADJECTIVE, "series": SERIES}
_IS_CREDIT = np.isin(KINDS, ("dateline", "byline"))
_OPENS = np.isin(range(256), (ch.OPEN_BRACKET, ch.OPEN_QUOTE, ch.CLOSE_QUOTE, ch.QUOTE))
_CLOSES = np.isin(range(256), (ch.CLOSE_BRACKET, ch.CLOSE_QUOTE, ch.QUOTE, ch.NEWLINE, ch.END))
_LONGEST_TITLE = 5  # tokens from the mark to the place
_TEH_MARBUTA, _TEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"


class Weighed(NamedTuple):
    """For each hit: whether it is kept, whether it would be in its own country, whether it follows another hit.

    `level`: what its name means if several places share it: REGION behind محافظة, TOWN behind مدينة, in a dateline.
    `in_part`: whether a word follows that makes it a part of the town: حلب القديمة. `in_quarter`: whether it is called
    a quarter: حي الرياض.
    """

    kept: Flags
    at_home: Flags
    follows: Flags
    level: npt.NDArray[np.uint8]
    in_part: Flags
    in_quarter: Flags


class Evidence:
    """The words around places; built once from the rows of `seeds/place_context.csv`."""

    def __init__(self, place_context: Sequence[Row]) -> None:
        words: dict[str, list[str]] = defaultdict(list)
        for row in place_context:
            words[row["kind"]].append(row["word"])
        self._symbols = Symbols(
            {
                "head": Entries(words["head"], prepositions=True),
                "event": Entries(words["event"], prepositions=True),
                "side": Entries(words["side"], prepositions=True),
                "before": Entries(words["before"]),
                "region": Entries(words["region"], prepositions=True),
                "town": Entries(words["town"], prepositions=True),
                "part": Entries(words["part"]),
                "quarter": Entries(words["quarter"], prepositions=True),
                "work": Entries(words["work"], prepositions=True, article=True),
            }
        )

    @staticmethod
    def need(kind: str) -> int:
        """The number of a kind of `seeds/place_words.csv`."""
        return _NEEDS[kind]

    def weigh(self, reading: Reading, hits: Hits, needs: npt.NDArray[np.uint8]) -> Weighed:
        """What the words around each hit say of it."""
        batch, bit = reading.batch, self._symbols.bit
        bits, _ = self._symbols.of_words(batch)
        previous = hits.start - 1  # of the first token the last, which is an end as before any article
        before = bits[batch.word[previous]]
        credit = in_credits(reading, hits)
        is_headed = ((before & (bit("head") | bit("side"))) > 0) & (hits.clitics == 0)  # not أمانة وكان
        strong = is_headed | credit
        weak = strong | ((before & bit("before")) > 0) | behind_preposition(batch, hits)
        definite = (before & bit("definite")) > 0
        adjective = np.where(
            first_letters(batch, hits.start)[0] == code(ALEF), definite, feminine(batch, previous)
        )
        kept: Flags = (needs == ANYWHERE) | credit | (strong & (needs != SERIES)) | ((needs == WEAK) & weak)
        kept |= (needs == ADJECTIVE) & (weak | ~adjective | (hits.clitics > 0))
        in_event = ((before & bit("event")) > 0) & (hits.clitics == 0)
        in_event |= self._in_title(batch, bits, hits)
        kept &= ~compared(batch, hits) & ~in_event & (needs != NEVER)
        levels = [(before & bit("region")) > 0, ((before & bit("town")) > 0) | credit]
        level = np.select(levels, [np.uint8(REGION), np.uint8(TOWN)], np.uint8(ANY_LEVEL))
        in_part = (bits[batch.word[np.minimum(hits.end, len(batch.word) - 1)]] & bit("part")) > 0
        at_home = (needs == HOME) & weak & ~in_event
        in_quarter = ((before & bit("quarter")) > 0) & (hits.clitics == 0)
        return Weighed(kept, at_home, _chained(batch, hits) & ~in_event, level, in_part, in_quarter)

    def _in_title(self, batch: Words, bits: Bits, hits: Hits) -> Flags:
        """Whether a hit stands in what is put in marks behind a noun of works: معرض «صنع في عسير»."""
        found = np.zeros(len(hits.start), dtype=np.bool_)
        is_closed = found.copy()
        for distance in range(1, _LONGEST_TITLE + 1):
            mark = np.maximum(hits.start - distance, 0)
            is_work = (bits[batch.word[mark - 1]] & self._symbols.bit("work")) > 0
            kind = batch.kind[mark]
            found |= _OPENS[kind] & is_work & ~is_closed
            is_closed |= _CLOSES[kind]
        return found


def in_credits(reading: Reading, hits: Hits) -> Flags:
    """Whether each hit stands in a dateline or a byline."""
    kinds = reading.sentences.kind
    if not len(kinds):
        return np.zeros(len(hits.start), dtype=np.bool_)
    sentence = reading.sentence[hits.start]
    found: Flags = (sentence >= 0) & _IS_CREDIT[kinds[sentence]]
    return found


def behind_preposition(batch: Words, hits: Hits) -> Flags:
    """Whether the proclitics of a hit are more than a conjunction."""
    first, *_ = first_letters(batch, hits.start)
    is_conjunction = (first == code(WAW)) | (first == code(FEH))
    found: Flags = (hits.clitics > 1) | ((hits.clitics == 1) & ~is_conjunction)
    return found


def fused(batch: Words, token: Integers) -> Flags:
    """Whether the preposition ل is one with the article of a word: للخليج."""
    first, second, _ = first_letters(batch, token)
    found: Flags = (first == code(LAM)) & (second == code(LAM))
    return found


def feminine(batch: Words, token: Integers) -> Flags:
    """Whether a word ends as feminine singulars and plurals do."""
    before, last = last_letters(batch, token)
    found: Flags = (last == code(_TEH_MARBUTA)) | ((last == code(_TEH)) & (before == code(ALEF)))
    return found


def compared(batch: Words, hits: Hits) -> Flags:
    """Whether ك or ف stand before a name of one word without article: mostly they begin another word (كبيرا)."""
    first, second, third = first_letters(batch, hits.start)
    is_rare = (first == code(KAF)) | (first == code(FEH))
    has_article = (second == code(ALEF)) & (third == code(LAM))
    found: Flags = (hits.clitics == 1) & is_rare & ~has_article & (hits.end - hits.start == 1)
    return found


def _chained(batch: Words, hits: Hits) -> Flags:
    """Whether a hit follows another one, with nothing but a comma or a conjunction between."""
    out = np.zeros(len(hits.start), dtype=np.bool_)
    gap = hits.start[1:] - hits.end[:-1]
    comma = batch.kind[np.minimum(hits.end[:-1], len(batch.kind) - 1)] == ch.COMMA
    out[1:] = ((gap == 0) & (hits.clitics[1:] > 0)) | ((gap == 1) & comma)
    return out
