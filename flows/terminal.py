"""Values and tables on the terminal; Arabic that reads from right to left.

A terminal that knows bidirectional text orders each line by itself. So that the columns of a table stay where
they are, each cell with Arabic is embedded as such between left-to-right marks and set to the right of its column.
What goes to a file or another program has no such marks: there they would be part of the text.
"""

import json
import re
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
EMBEDDED, END = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
LEAST_SHOWN = 12
LONGEST_VALUE = 600
_CONTROLS = frozenset({"Cc", "Cs"})
_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that turn the direction of all that follows, also of what is not theirs."""


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are written from right to left; the first may be those of a foreign name."""
    found = Counter(map(unicodedata.bidirectional, text))
    return found["R"] + found["AL"] > found["L"]


def one_line(value: Any) -> str:
    """A value as text for the terminal: one line, nothing that controls it, because documents may be hostile."""
    return "".join(" " if unicodedata.category(c) in _CONTROLS or c in _TURNS else c for c in _written(value))


def _written(value: Any) -> str:
    """A value as SQL writes it; a list without brackets, what is nested deeper as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return ", ".join(map(_written, value))
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def cell(value: Any, width: int | None = None, keep_end: bool = False) -> Text:
    """A value as a table cell, cut to a width in terminal columns at its end, or else at its beginning."""
    text = one_line(value)
    if width is not None and cell_len(text) > width:
        text = _cut(text[::-1], width)[::-1] if keep_end else _cut(text, width)
    if is_right_to_left(text):
        closed = aligned(Text(text)).append(LEFT_TO_RIGHT_MARK) if sys.stdout.isatty() else Text(text)
        closed.justify = "right"
        return closed
    justify: Any = "right" if isinstance(value, int | float) and not isinstance(value, bool) else "left"
    return Text(text, justify=justify)


def _cut(text: str, width: int) -> str:
    kept: list[str] = []
    room = width - 1
    for character in text:
        room -= cell_len(character)
        if room < 0 and not unicodedata.combining(character):
            break
        kept.append(character)
    return "".join(kept) + "\N{HORIZONTAL ELLIPSIS}"


def wrapped(text: Text, width: int, edge: int = 0) -> list[Text]:
    """A text on lines of so many columns, those of Arabic with signs around them and `aligned` to an edge."""
    lines = text.wrap(Console(width=width), width)
    for line in lines:
        line.rstrip()
    return [aligned(line, edge) for line in lines] if is_right_to_left(text.plain) else list(lines)


def aligned(line: Text, edge: int = 0) -> Text:
    r"""A line of Arabic that ends at a column, if it is not longer, with signs that keep it in its own order.

    Terminals that order bidirectional text take the line as a whole to run from left to right, like the tables
    beside it; a full stop at its end, or a word in Latin letters, would part what belongs together.

    >>> aligned(Text("ab."), 5).plain
    '\u200e  \u202bab.\u202c'
    """
    space = " " * (edge - line.cell_len)
    return Text.assemble(f"{LEFT_TO_RIGHT_MARK}{space}{EMBEDDED}", line, END)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> RenderableType:
    """Query results for a terminal of so many columns: a row a line, or a value a line where that is too narrow.

    It is too narrow where a part of a name, or a value of LEAST_SHOWN columns, would have to be cut.
    """
    listed = [list(row) for row in rows]
    values = [max([0, *(cell_len(one_line(row[i])) for row in listed)]) for i in range(len(columns))]
    parts = [max(map(cell_len, _parts(name))) for name in columns]
    least = [max(part, min(value, LEAST_SHOWN)) for part, value in zip(parts, values, strict=True)]
    room = width - 2 * (len(columns) - 1)
    if listed and len(columns) > 1 and sum(least) > room:
        return _records(columns, listed, width)
    lengths = [max(cell_len(name), value) for name, value in zip(columns, values, strict=True)]
    widths = _fitted(lengths, least, room)
    made = Table.grid(padding=(0, 2), pad_edge=False)
    ends = [name.endswith(("uri", "url")) for name in columns]
    cells = [[cell(*one) for one in zip(row, widths, ends, strict=True)] for row in listed]
    for wide in widths:
        made.add_column(no_wrap=True, min_width=wide)
    made.add_row(
        *map(_header, columns, widths, zip(*cells, strict=True) if cells else repeat(())), style="bold"
    )
    for row in cells:
        made.add_row(*row)
    return made


def _parts(name: str) -> list[str]:
    """Where the name of a column may be broken.

    >>> _parts("n_words"), _parts("?")
    (['n_', 'words'], ['?'])
    """
    return re.findall(r"[^_]*_+|[^_]+", name) or [name]


def _header(name: str, width: int, cells: Sequence[Text]) -> Text:
    """The name of a column on as many lines as it needs, above its values at the side where these stand."""
    lines = [""]
    for part in _parts(name):
        if lines[-1] and cell_len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    justify: Any = next((one.justify for one in cells if one.plain), "left")
    return Text(
        "\n".join(_cut(line, width) if cell_len(line) > width else line for line in lines), justify=justify
    )


def _fitted(lengths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths of columns: what each needs, the widest cut alike until all fit, though none below its least.

    >>> _fitted([4, 300, 30], [4, 16, 16], 60), _fitted([4, 300, 30], [4, 16, 40], 60)
    ([4, 28, 28], [4, 16, 40])
    """
    widest = min(max(lengths), room)
    while widest and sum(_cut_to(widest, lengths, least)) > room:
        widest -= 1
    return _cut_to(widest, lengths, least)


def _cut_to(widest: int, lengths: Sequence[int], least: Sequence[int]) -> list[int]:
    return [max(min(length, widest), low) for length, low in zip(lengths, least, strict=True)]


def _records(columns: Sequence[str], rows: list[list[Any]], width: int) -> RenderableType:
    names = max(map(cell_len, columns))
    made = Table.grid(padding=(0, 2), pad_edge=False)
    made.add_column(justify="right", no_wrap=True, style="bold", min_width=names)
    made.add_column(overflow="fold")
    for number, row in enumerate(rows, 1):
        made.add_row(Text(f"row {number}", style="not bold dim", justify="left"), "")
        for name, value in zip(columns, row, strict=True):
            made.add_row(name, _on_lines(value, width - names - 2))
    return made


def _on_lines(value: Any, width: int) -> Text:
    """A value on lines of its own, each line of Arabic at the right edge."""
    text = one_line(value)
    if cell_len(text) > LONGEST_VALUE:
        text = _cut(text, LONGEST_VALUE)
    return Text("\n").join(wrapped(Text(text), width, width)) if sys.stdout.isatty() else Text(text)


def width() -> int:
    """Columns of the terminal; where there is none, what `COLUMNS` says, else 120."""
    return shutil.get_terminal_size((120, 24)).columns
