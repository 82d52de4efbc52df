"""What a person at the terminal sees: progress, summary, tables; Arabic that reads from right to left.

A terminal that knows bidirectional text orders each line by itself. So that the columns of a table stay where
they are, each cell with Arabic is closed in by left-to-right marks and set to the right of its column.
"""

import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Self

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
PLAIN_SECONDS = 5.0
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


def cell(value: Any, width: int | None = None) -> Text:
    """A value as a table cell: one line, no control characters, cut to a width in terminal columns.

    Control characters never reach the terminal, because what documents hold may be hostile.
    """
    text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = "".join(c if unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in text)
    if width is not None and cell_len(text) > width:
        text = _cut(text, width)
    if is_right_to_left(text):
        return Text(f"{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}", justify="right")
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


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int | None = None) -> Table:
    """A table of query results for the terminal; long cells are cut so that a row is one line."""
    listed = [list(row) for row in rows]
    made = Table(box=None, header_style="bold", pad_edge=False, expand=False)
    widest = max(12, ((width or 100) - 2 * len(columns)) // max(len(columns), 1))
    for column in columns:
        made.add_column(column, no_wrap=True)
    lengths = [max((cell_len(str(row[i])) for row in listed), default=0) for i in range(len(columns))]
    spare = sum(max(widest - length, 0) for length in lengths)
    for row in listed:
        made.add_row(*(cell(value, widest + spare) for value in row))
    return made


class Reporter:
    """Shows a run's progress: a bar on a terminal, a plain line every few seconds elsewhere.

    Everything goes to standard error, so that `--json` leaves standard output to the result.
    """

    def __init__(self, quiet: bool = False) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._quiet = quiet
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._started = time.monotonic()
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
        if self._progress is None and not self._quiet:
            self.console.print(f"{self._elapsed()}  {self._stage}", markup=False)
        self._show()

    def extracted(self, documents: int, size: int) -> None:
        """Some sources have been read: documents found, bytes of the sources."""
        self._found += documents
        self._read += size

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
        seconds = max(time.monotonic() - self._started, 0.001)
        told = f"{self._loaded:,} documents, {self._loaded / seconds:,.0f} a second"
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
                told=self._told() if self._loaded else "",
            )


def width() -> int:
    """Columns of the terminal, 120 where there is none."""
    return Console().width if sys.stdout.isatty() else 120
