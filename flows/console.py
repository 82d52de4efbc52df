"""What a person at the terminal sees: progress, summary, tables; Arabic that reads from right to left.

A terminal that knows bidirectional text orders each line by itself. So that the columns of a table stay where
they are, each cell with Arabic is closed in by left-to-right marks and set to the right of its column. What goes
to a file or another program has no such marks: there they would be part of the text.
"""

import json
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Self

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from flows.wording import counted

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
PLAIN_SECONDS = 5.0
LEAST_SHOWN = 16
LONGEST_VALUE = 600
_STAGES = {"start": "starting Prefect", "load": "loading", "model": "modelling", "publish": "publishing"}


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text is written from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def one_line(value: Any) -> str:
    """A value as text for the terminal: one line, no control characters, because documents may be hostile."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in _written(value))


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
        mark = LEFT_TO_RIGHT_MARK if sys.stdout.isatty() else ""
        return Text(f"{mark}{text}{mark}", justify="right")
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


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> RenderableType:
    """Query results for a terminal of so many columns: a row a line, or a value a line where that is too narrow.

    It is too narrow where a name, or a value of LEAST_SHOWN columns, would have to be cut.
    """
    listed = [list(row) for row in rows]
    names = [cell_len(name) for name in columns]
    lengths = [max([0, *(cell_len(one_line(row[i])) for row in listed)]) for i in range(len(columns))]
    least = [max(name, min(length, LEAST_SHOWN)) for name, length in zip(names, lengths, strict=True)]
    room = width - 2 * len(columns)
    if listed and len(columns) > 1 and sum(least) > room:
        return _records(columns, listed)
    widths = _fitted(lengths, least, room)
    made = Table(box=None, header_style="bold", pad_edge=False, expand=False)
    for name, wide in zip(columns, widths, strict=True):
        made.add_column(_cut(name, wide) if cell_len(name) > wide else name, no_wrap=True, min_width=wide)
    ends = [name.endswith(("uri", "url")) for name in columns]
    for row in listed:
        made.add_row(*(cell(value, wide, end) for value, wide, end in zip(row, widths, ends, strict=True)))
    return made


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


def _records(columns: Sequence[str], rows: list[list[Any]]) -> RenderableType:
    names = max(map(len, columns))
    lines: list[RenderableType] = []
    for number, row in enumerate(rows, 1):
        lines.append(Text(f"row {number}", style="dim"))
        for name, value in zip(columns, row, strict=True):
            line = Text.assemble((f"{name:>{names}}  ", "bold"), cell(value, LONGEST_VALUE))
            lines.append(line)
    return Group(*lines)


class SteadyConsole(Console):
    """A console that falls silent when nobody reads any more: a closed pipe must not end a load."""

    def on_broken_pipe(self) -> None:
        """Instead of ending the process."""
        self.quiet = True


class Reporter:
    """Shows a run's progress: a bar on a terminal, a plain line every few seconds elsewhere.

    Everything goes to standard error, so that `--json` leaves standard output to the result.
    """

    def __init__(self, quiet: bool = False) -> None:
        self.console = SteadyConsole(stderr=True, highlight=False, soft_wrap=True)
        self._quiet = quiet
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._started = self._loading_since = time.monotonic()
        self._due: dict[str, float] = {}
        self._found = self._loaded = 0
        self._read = 0
        self._total_bytes = 0
        self._stage = ""

    def __enter__(self) -> Self:
        if self.console.is_terminal and not self._quiet:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(bar_width=32),
                TextColumn("{task.percentage:>3.0f}%"),
                TextColumn("{task.fields[told]}"),
                TimeElapsedColumn(),
            )
            self._progress = Progress(*columns, console=self.console, transient=True)
            self._progress.start()
            self._task = self._progress.add_task("starting", total=1.0, told="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def say(self, line: str) -> None:
        """A line that stays."""
        if not self._quiet:
            self.console.print(line, markup=False)

    def plan(self, total_bytes: int) -> None:
        """How many bytes of sources there are to read."""
        self._total_bytes = total_bytes

    def stage(self, name: str) -> None:
        """The run has come to a new stage."""
        self._stage = _STAGES[name]
        if name == "load":
            self._loading_since = self._due["line"] = time.monotonic()
        if self._progress is None and not self._quiet:
            self.console.print(f"{self._elapsed()}  {self._stage}", markup=False)
        self._show()

    def extracted(self, documents: int, size: int) -> None:
        """Some sources have been read: documents found, bytes of the sources."""
        self._found += documents
        self._read += size
        self._show()

    def loaded(self, documents: int) -> None:
        """Some documents have gone all the way."""
        self._loaded += documents
        self._show()
        if self._progress is None and not self._quiet and self.is_due("line", PLAIN_SECONDS):
            self.console.print(f"{self._elapsed()}  {self._told()}", markup=False)

    @property
    def fraction(self) -> float:
        """How much is done, 0 to 1, as far as the sources read so far can tell."""
        if not self._read or not self._found:
            return 0.0
        expected = self._found * max(self._total_bytes / self._read, 1.0)
        return min(self._loaded / expected, 1.0)

    def is_due(self, what: str, seconds: float) -> bool:
        """Whether something that should happen every so many seconds is due, which it then is no more."""
        now = time.monotonic()
        if now - self._due.get(what, self._started) < seconds:
            return False
        self._due[what] = now
        return True

    def _told(self) -> str:
        seconds = max(time.monotonic() - self._loading_since, 0.001)
        rate = f"{self._loaded / seconds:,.0f} a second"
        told = f"{counted(self._found, 'document')} read, {self._loaded:,} loaded, {rate}"
        if 0 < self.fraction < 1:
            left = seconds * (1 - self.fraction) / self.fraction
            told += f", about {timedelta(seconds=round(left))} left"
        return told

    def _elapsed(self) -> str:
        return f"{time.monotonic() - self._started:6.1f} s"

    def _show(self) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.update(
                self._task,
                description=self._stage,
                completed=self.fraction,
                told=self._told() if self._found else "",
            )


def width() -> int:
    """Columns of the terminal; where there is none, what `COLUMNS` says, else 120."""
    return shutil.get_terminal_size((120, 24)).columns
