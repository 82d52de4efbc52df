"""How a run can end before its end: the exit code, and one line that says what to do."""

import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from flows import seeds
from flows.job import NothingFound
from flows.lock import Busy
from flows.prefect_server import ServerError
from flows.sources import SourceError
from flows.store import StoreError
from transforms.fields import FieldError
from transforms.lexicons import LexiconError

STAYS = "what was published stays as it was"


class Terminated(BaseException):
    """SIGTERM has come; raised in its place, so that the run ends as it does on Ctrl-C."""


EXPECTED = (
    Busy, NothingFound, ServerError, SourceError, StoreError, FieldError, LexiconError, BrokenProcessPool, OSError,
    KeyboardInterrupt, Terminated,
)  # fmt: skip
"""What is told in a line; everything else is a fault of warraq, and its traceback is wanted."""


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM raises `Terminated` meanwhile; for the main thread."""

    def terminate(_number: int, _frame: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def told(error: BaseException, warehouse: Path) -> tuple[int, str]:
    """Exit code and line for one of EXPECTED."""
    if isinstance(error, KeyboardInterrupt):
        return 130, f"interrupted; {STAYS}, run again to go on"
    if isinstance(error, Terminated):
        return 143, f"terminated; {STAYS}, run again to go on"
    if isinstance(error, Busy):
        return 1, f"{warehouse} is being written by {error}; nothing was lost, run again when it has ended"
    if isinstance(error, BrokenProcessPool):
        return 1, _why_broken()
    if isinstance(error, OSError):
        return 1, f"{plain(error)}; {STAYS}, mend it and run again"
    return 1, str(error)


def _why_broken() -> str:
    """Why the worker processes died: the vocabulary that they read first is wrong, or something from outside."""
    try:
        seeds.read_all()
    except LexiconError as error:
        return str(error)
    return f"a worker process was killed, perhaps for want of memory; {STAYS}, run again with --workers 1"


def plain(error: OSError) -> str:
    """What the system refused, without the number of the error.

    >>> plain(PermissionError(13, "Permission denied", "/w/raw")), plain(OSError("damaged"))
    ('/w/raw: permission denied', 'damaged')
    """
    if not error.strerror:
        return str(error)
    said = error.strerror[0].lower() + error.strerror[1:]
    return f"{error.filename}: {said}" if error.filename else said
