"""What the kernels know of each character, as arrays indexed by code point.

Everything comes from the Unicode database and from the functions in `folding`, so that kernels and the plain
Python functions cannot drift apart. Code points from `LIMIT` on are symbols.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from transforms import folding

LIMIT = 0x20000

# Kinds of tokens, and of characters where a token is one character.
END, WORD, NUMBER, NEWLINE, DOT, TERMINATOR, ELLIPSIS, COMMA, SEMICOLON, COLON, DASH = range(11)
OPEN_BRACKET, CLOSE_BRACKET, OPEN_QUOTE, CLOSE_QUOTE, QUOTE, SLASH, SYMBOL = range(11, 18)
# Kinds of characters that are no token of their own.
SPACE, MARK, STRETCH, IGNORED = range(18, 22)

_PUNCTUATION = {
    DOT: ".\N{ARABIC DECIMAL SEPARATOR}\N{FULLWIDTH FULL STOP}",
    TERMINATOR: "!?\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}\N{DOUBLE EXCLAMATION MARK}\N{INTERROBANG}",
    ELLIPSIS: "\N{HORIZONTAL ELLIPSIS}",
    COMMA: ",\N{ARABIC COMMA}\N{ARABIC THOUSANDS SEPARATOR}",
    SEMICOLON: ";\N{ARABIC SEMICOLON}",
    COLON: ":\N{FULLWIDTH COLON}",
    DASH: "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{MINUS SIGN}",
    OPEN_BRACKET: "([{\N{ORNATE RIGHT PARENTHESIS}",
    CLOSE_BRACKET: ")]}\N{ORNATE LEFT PARENTHESIS}",
    OPEN_QUOTE: (
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    ),
    CLOSE_QUOTE: (
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    ),
    QUOTE: "\"'\N{DOUBLE PRIME}\N{PRIME}\N{DOUBLE LOW-9 QUOTATION MARK}",
    SLASH: "/\\",
}
_KIND_OF = {character: kind for kind, characters in _PUNCTUATION.items() for character in characters}


def kind_of(character: str) -> int:
    """The kind of one character: one of the constants above.

    >>> kind_of("م") == WORD, kind_of("٣") == NUMBER, kind_of("؟") == TERMINATOR
    (True, True, True)
    """
    if character in _KIND_OF:
        return _KIND_OF[character]
    if character == "\n":
        return NEWLINE
    if character == folding.TATWEEL:
        return STRETCH
    category = unicodedata.category(character)
    if category == "Nd":
        return NUMBER
    if category[0] == "L":
        return WORD
    if category in {"Mn", "Mc", "Me"}:
        return MARK
    if category == "Cf":
        return IGNORED
    return SPACE if category in {"Zs", "Zl", "Zp", "Cc"} else SYMBOL


@dataclass(frozen=True, slots=True)
class Spelling:
    """For each code point the code points that a folding makes of it: `codes[start[c] : start[c] + length[c]]`."""

    start: npt.NDArray[np.int32]
    length: npt.NDArray[np.uint8]
    codes: npt.NDArray[np.int32]


def spelling(spell: Callable[[str], str], codes: Iterable[int]) -> Spelling:
    """The tables of a function on single characters, asked for each of `codes`; all others stay as they are."""
    start = np.arange(LIMIT, dtype=np.int32)
    length = np.ones(LIMIT, dtype=np.uint8)
    extra: list[int] = []
    for code in codes:
        spelled = spell(chr(code))
        if spelled != chr(code):
            start[code], length[code] = LIMIT + len(extra), len(spelled)
            extra += map(ord, spelled)
    replacements = np.concatenate([np.arange(LIMIT, dtype=np.int32), np.array(extra, dtype=np.int32)])
    return Spelling(start, length, replacements)


def _unstable() -> Iterator[int]:
    """The code points that folding may change; hamza marks stay, since the letter before decides (`spell`)."""
    for code in range(LIMIT):
        if not (
            0xD800 <= code < 0xE000 or chr(code) in folding.COMBINING_HAMZA or folding.is_stable(chr(code))
        ):
            yield code


@cache
def kinds() -> npt.NDArray[np.uint8]:
    """The kind of every code point below LIMIT, shape (LIMIT,)."""
    table = np.array([kind_of(chr(code)) for code in range(LIMIT)], dtype=np.uint8)
    table.setflags(write=False)
    return table


@cache
def folded_spelling() -> Spelling:
    """What `folding.fold` makes of each character."""
    return spelling(folding.fold, _unstable())


@cache
def light_spelling() -> Spelling:
    """What `folding.light` makes of each character."""
    return spelling(folding.light, _unstable())
