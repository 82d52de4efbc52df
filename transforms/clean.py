"""Cleaning for display: what a reader sees stays, what only confuses programs goes.

`STEPS` is the list, one small function per fix, in order. It is applied to the fields of records; the text of
a plain-text file is its bytes decoded and nothing else. `clean` runs the steps on one string; `clean_column`
does the same on an Arrow column in one pass of a kernel, whose table comes from the same functions.
"""

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms import characters, folding, spelling_kernels, words

_LINE_ENDS = re.compile(
    "\r\n|[\r\N{LINE TABULATION}\N{FORM FEED}\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}\ufffe\uffff]"
)
_SPACES = re.compile("[\t \N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(" ?\n[\n ]*")
# Letters only: the ligatures from U+FDF0 on are words and signs of their own to a reader, and the spaced marks
# U+FE70 to U+FE7F would gain a visible space.
_PRESENTATION = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe80-\ufefc]+")
_COMPOSED = {
    folding.ALEF + folding.MADDA_ABOVE: "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
    folding.ALEF + folding.HAMZA_ABOVE: "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
    folding.ALEF + folding.HAMZA_BELOW: "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}",
    folding.WAW + folding.HAMZA_ABOVE: "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}",
    folding.YEH + folding.HAMZA_ABOVE: "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
}
_CARRIED = re.compile("|".join(_COMPOSED))


def line_ends(text: str) -> str:
    """Every kind of line end is a line feed."""
    return _LINE_ENDS.sub("\n", text)


def invisible(text: str) -> str:
    """Control characters and those without width go; joiners and bidi marks change what is seen, and stay."""
    return _INVISIBLE.sub("", text)


def presentation_forms(text: str) -> str:
    """Letters stored by their shape become the letters that look the same."""
    return _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def compose_hamza(text: str) -> str:
    """A letter followed by its hamza or madda is the one composed letter."""
    return _CARRIED.sub(lambda found: _COMPOSED[found.group()], text)


def spaces(text: str) -> str:
    """A run of spaces of any width is one space."""
    return _SPACES.sub(" ", text)


def blank_lines(text: str) -> str:
    """No space around a line feed, no empty paragraph, nothing before the first and after the last one."""
    return _BLANK_LINES.sub("\n", text).strip(" \n")


STEPS: tuple[folding.Step, ...] = (
    line_ends,
    invisible,
    presentation_forms,
    compose_hamza,
    spaces,
    blank_lines,
)


def clean(text: str) -> str:
    r"""All steps on one string; cleaning twice changes nothing more.

    >>> clean("  سطر\u00a0أول \r\n\r\n ﻻ تحذف\u200b شيئاً ")
    'سطر أول\nلا تحذف شيئاً'
    """
    for step in STEPS:
        text = step(text)
    return text


@cache
def _table() -> characters.Spelling:
    """For each code point what the steps for single characters make of it; spaces and line ends keep their code."""

    def single(character: str) -> str:
        text = line_ends(character)
        for step in STEPS[1:-1]:
            text = step(text)
        return text

    return characters.spelling(single, (*range(0x3001), *range(0xFB50, 0x10000)))


@cache
def _compositions() -> npt.NDArray[np.int32]:
    """Rows of (letter, mark, composed letter)."""
    return np.array(
        [[ord(pair[0]), ord(pair[1]), ord(whole)] for pair, whole in _COMPOSED.items()], dtype=np.int32
    )


def clean_column(texts: pa.Array) -> pa.Array:
    """`clean` on every text of a column (string or large_string, n); large_string, n. NULL becomes empty."""
    data, offsets = words.buffers(texts)
    table = _table()
    out = np.empty(2 * int(offsets[-1] - offsets[0]) + 64, dtype=np.uint8)
    ends = np.zeros(len(offsets), dtype=np.int64)
    size = spelling_kernels.clean(
        data, offsets, table.start, table.length, table.codes, _compositions(), out, ends
    )
    return pa.LargeStringArray.from_buffers(len(ends) - 1, pa.py_buffer(ends), pa.py_buffer(out[:size]))
