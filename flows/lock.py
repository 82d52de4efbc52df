"""One writer at a time: a lock on the warehouse that dies with its holder and that no child inherits."""

import fcntl
import json
import os
from pathlib import Path
from typing import Self


class Busy(Exception):
    """Another run holds the warehouse."""


class WarehouseLock:
    """An exclusive lock on `<warehouse>/.lock`; a context manager.

    The kernel drops it when the process ends, however it ends. The file says who holds it, for people.
    """

    def __init__(self, warehouse: Path, holder: str) -> None:
        self._path = warehouse / ".lock"
        self._holder = holder
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(descriptor, 1000, 0).decode(errors="replace")
            os.close(descriptor)
            raise Busy(_describe(holder)) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "run": self._holder}).encode(), 0)
        self._descriptor = descriptor
        return self

    def __exit__(self, *_: object) -> None:
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def _describe(holder: str) -> str:
    try:
        told = json.loads(holder)
    except ValueError:
        return "another process"
    return f"{told.get('run')} (process {told.get('pid')})"
