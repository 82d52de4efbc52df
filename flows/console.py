"""What a person sees of a run while it goes on."""

import time
from datetime import timedelta
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from flows.wording import counted

PLAIN_SECONDS = 5.0
_STAGES = {"start": "starting Prefect", "load": "loading", "model": "modelling", "publish": "publishing"}


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
        self._found = self._done = 0
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

    def extracted(self, documents: int, done: int, size: int) -> None:
        """Some sources have been read: documents found, how many of them need nothing more, bytes of the sources."""
        self._found += documents
        self._done += done
        self._read += size
        self._show()

    def loaded(self, documents: int) -> None:
        """Some documents have gone all the way."""
        self._done += documents
        self._show()
        if self._progress is None and not self._quiet and self.is_due("line", PLAIN_SECONDS):
            self.console.print(f"{self._elapsed()}  {self._told()}", markup=False)

    @property
    def fraction(self) -> float:
        """How much is done, 0 to 1, as far as the sources read so far can tell."""
        if not self._read or not self._found:
            return 0.0
        expected = self._found * max(self._total_bytes / self._read, 1.0)
        return min(self._done / expected, 1.0)

    def is_due(self, what: str, seconds: float) -> bool:
        """Whether something that should happen every so many seconds is due, which it then is no more."""
        now = time.monotonic()
        if now - self._due.get(what, self._started) < seconds:
            return False
        self._due[what] = now
        return True

    def _told(self) -> str:
        told = f"{counted(self._found, 'document')} read"
        if self._done:
            seconds = max(time.monotonic() - self._loading_since, 0.001)
            told += f", {self._done:,} done, {self._done / seconds:,.0f} a second"
            left = seconds * (1 / self.fraction - 1) if self.fraction else 0
            if left >= 1:
                told += f", about {timedelta(seconds=round(left))} left"
        return told

    def _elapsed(self) -> str:
        return f"{time.monotonic() - self._started:6.1f} s"

    def _show(self) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=self._stage, completed=self.fraction)
            if self._found and self._stage == _STAGES["load"]:  # later steps take their own time
                self._progress.update(self._task, told=self._told())
