"""What stands around the name of a listed organisation: marks, what it was told, what outlets add to their names."""

import numpy as np

from transforms import characters as ch
from transforms.gazetteer import Hits
from transforms.letters import code, first_letters
from transforms.organisations.words import mask
from transforms.places.evidence import Flags, fused
from transforms.reading import Reading
from transforms.symbols import LAM, Bits
from transforms.words import Integers

IS_QUOTE = np.isin(range(256), (ch.QUOTE, ch.OPEN_QUOTE, ch.CLOSE_QUOTE))
IS_BRACKET = np.isin(range(256), (ch.OPEN_BRACKET, ch.CLOSE_BRACKET))


def told(reading: Reading, tokens: Bits, hits: Hits) -> Flags:
    """Whether somebody told it an outlet: قال الوزير للجزيرة إن."""
    found: Flags = (tokens[np.minimum(hits.end, len(tokens) - 1)] & mask("that")) > 0
    asked = np.flatnonzero(found)
    first, *_ = first_letters(reading.batch, hits.start[asked])
    is_to = (hits.clitics[asked] == 1) | fused(reading.batch, hits.start[asked])
    found[asked] = is_to & (first == code(LAM))
    return found


def of_media(tokens: Bits, start: Integers, end: Integers) -> Flags:
    """Whether behind each name that a head noun begins stands what outlets add: وكالة رويترز للأنباء."""
    head, following = tokens[start], tokens[np.minimum(end, len(tokens) - 1)]
    is_plain = ((following & mask("plain")) > 0) & (((head ^ following) & mask("feminine")) == 0)
    is_for = ((following & mask("purposed")) > 0) & ((following & mask("definite")) > 0)
    found: Flags = (
        ((head & mask("head")) > 0) & ((following & mask("outlet_behind")) > 0) & (is_plain | is_for)
    )
    return found


def quoted(reading: Reading, hits: Hits) -> Flags:
    """Whether each hit stands in quotation marks."""
    return between(reading, hits, IS_QUOTE)


def between(reading: Reading, hits: Hits, is_mark: Flags) -> Flags:
    """Whether each hit stands between two marks of some kinds; an end stands before and behind every article."""
    kind = reading.batch.kind
    found: Flags = is_mark[kind[hits.start - 1]] & is_mark[kind[hits.end]]
    return found
