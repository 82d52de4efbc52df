"""The worker processes that do the CPU work of all tasks, and never outlive the run.

Workers are spawned, so they inherit no lock and no open file. Each watches its parent: a run that is killed
takes its workers with it, also when they wait for work. Ctrl-C is for the run alone; it ends its workers.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _start_worker() -> None:
    """Runs once in each worker: follow the parent, take what every shard needs into memory."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    from flows import steps

    steps.prepare()


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes that start meanwhile never hear Ctrl-C: they inherit the signals that this thread blocks."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Pool:
    """A pool of worker processes; a context manager."""

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Runs a module-level function in a worker."""
        with _deaf_children():
            return self._executor.submit(function, *args, **kwargs)

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a module-level function in a worker and waits for its result."""
        return self.submit(function, *args, **kwargs).result()

    def start(self) -> None:
        """Starts the workers now, so that they are ready when the first shard is."""
        self.submit(os.getpid)

    def finish(self) -> None:
        """Ends the workers, all of whose work is done: what comes after may have their memory."""
        self._executor.shutdown(wait=True)

    def abandon(self) -> None:
        """Ends the workers at once; whoever waits for one gets BrokenProcessPool instead of a result."""
        for worker in multiprocessing.active_children():
            worker.kill()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.abandon()
        self._executor.shutdown(wait=True, cancel_futures=True)
