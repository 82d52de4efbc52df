"""Where the titles and roles begin that lead to a name, read backwards from it."""

from collections.abc import Sequence

import numpy as np

from transforms import characters as ch
from transforms.kernels import kernel
from transforms.persons.names import Name, Tokens
from transforms.persons.symbols import PersonSymbols

_FARTHEST = 16  # tokens between a name and the position that it holds


class Leading:
    """What may stand there, as masks of symbols."""

    def __init__(self, symbols: PersonSymbols) -> None:
        asked = (
            ("title", "role", "part"),
            ("body", "nation", "adjective", "strong", "unknown", "unknown_definite", "grade"),
            ("title", "part"),
        )
        self._masks = np.array([symbols.mask(*names) for names in asked], dtype=np.uint64)

    def beginnings(self, tokens: Tokens, names: Sequence[Name], follows: Sequence[bool]) -> list[int]:
        """For each name the token where what leads to it begins, its own start where nothing does.

        `follows`: whether a role may stand behind each, so that a comma divides it from what leads to the next name.
        """
        rows = [(name.start, name.end, name.before, name.clitics) for name in names]
        columns = np.array(rows, dtype=np.int32).reshape(-1, 4)
        arrays = tuple(np.asarray(view) for view in (tokens.bits, tokens.clitics, tokens.kind))
        out = np.empty(len(names), dtype=np.int32)
        find_beginnings(arrays, self._masks, columns, np.array(follows, dtype=np.bool_), out)
        found: list[int] = out.tolist()
        return found


@kernel
def find_beginnings(tokens, masks, names, follows, out):  # type: ignore[no-untyped-def]
    """`Leading.beginnings`; `tokens`: bits, clitics, kinds; `names`: rows of start, end, before, clitics."""
    _, clitics, kind = tokens
    end_before, position_follows = 0, False
    for row in range(len(names)):
        start, end, before, own_clitics = names[row]
        least = end_before
        if position_follows:
            least = _end_of_role(tokens, masks[0], end_before, start)
            least += kind[least] == ch.COMMA
        first = before if before >= 0 else start
        if own_clitics == 0:
            first = _begin_of_position(tokens, masks, first, least)
        first = max(first, least)
        for at in range(start - 1, first, -1):  # (مستشار الملك،) وصاحب السمو
            if tokens[0][at] & masks[2] and clitics[at]:
                first = at
                break
        out[row] = min(first, start)
        end_before, position_follows = end, follows[row]


@kernel
def _end_of_role(tokens, position, start, end):  # type: ignore[no-untyped-def]
    """Up to where the words between two names may be the role of the first: the last comma, or وصاحب السمو.

    Nothing of it is beyond its sentence.
    """
    bits, clitics, kind = tokens
    last = start
    for at in range(start, end):
        is_dot = kind[at] == ch.DOT and not (at > 0 and bits[at - 1] & position)  # not that of د.
        if is_dot or kind[at] == ch.TERMINATOR or kind[at] == ch.NEWLINE or kind[at] == ch.END:
            return start
        if at > start and (kind[at] == ch.COMMA or (bits[at] & position and clitics[at])):
            last = at
    return last


@kernel
def _begin_of_position(tokens, masks, start, least):  # type: ignore[no-untyped-def]
    """First token, from `least` on, of titles and role that lead to a name; `start` where there are none."""
    bits, clitics, kind = tokens
    first = start
    is_bracketed = start > 0 and kind[start - 1] == ch.OPEN_BRACKET  # رئيس الجمهورية (فلان)
    for at in range(start - 1 - is_bracketed, max(least, start - _FARTHEST) - 1, -1):
        if bits[at] & masks[0]:
            first = at
            if clitics[at]:  # وصاحب السمو, للاعب: nothing before it is of this person
                break
        elif kind[at] == ch.COMMA:
            if first != at + 1:  # one in the middle of prose
                break
        elif not bits[at] & masks[1] and not (
            kind[at] == ch.QUOTE or kind[at] == ch.OPEN_QUOTE or kind[at] == ch.CLOSE_QUOTE
        ):
            break
    return first
