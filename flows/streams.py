"""Streams that say clearly why they end, and a budget for what comes out of compression."""

import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

import pyarrow as pa

MEBIBYTE = 2**20
CHUNK_BYTES = MEBIBYTE
STEP_BYTES = 64 * 1024
SPOOLED_IN_MEMORY = 16 * MEBIBYTE

DAMAGE = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, pa.ArrowException,
    NotImplementedError, RuntimeError, ValueError, OverflowError, UnicodeError,
)  # fmt: skip
"""What the standard library raises for damaged, hostile or unknown archives."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`document_bytes`: no document is larger. `expansion_ratio`: no file expands more, counted once
    `free_bytes` have come out of it. `nesting`: so many archives may lie in each other. `spool_bytes`: the
    largest archive within another that needs a copy on disk (zip, Parquet).
    """

    document_bytes: int = 20 * MEBIBYTE
    expansion_ratio: int = 250
    nesting: int = 3
    free_bytes: int = 64 * MEBIBYTE
    spool_bytes: int = 4096 * MEBIBYTE


class Budget:
    """Counts what comes out of one source file, all layers together."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.limits = limits
        self._most = max(limits.free_bytes, size * limits.expansion_ratio)
        self._expanded = 0

    def spend(self, size: int) -> None:
        """Raises OSError when it is used up."""
        self._expanded += size
        if self._expanded > self._most:
            raise OSError(f"expands to more than {self.limits.expansion_ratio} times its size: a bomb?")


class Guarded(io.RawIOBase):
    """Reads another stream, spends the budget, and turns every kind of damage into OSError."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        # read() of a decompressor throws away what it had when it comes to damage; read1() gives it first.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._stream, self._budget = stream, budget

    @classmethod
    def over(cls, stream: BinaryIO, budget: Budget) -> BinaryIO:
        """The stream, guarded and buffered."""
        return cast(BinaryIO, io.BufferedReader(cls(stream, budget), CHUNK_BYTES))

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As in io.RawIOBase."""
        try:
            data = self._read(min(len(buffer), STEP_BYTES))
        except DAMAGE as error:
            raise OSError(reason(error)) from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class _Joined(io.RawIOBase):
    """Bytes already read, then the rest of the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] if self._head else self._stream.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def rewound(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first `size` bytes (fewer at the end) and the stream as if they had not been read."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    head = b"".join(parts)
    if stream.seekable():
        stream.seek(0)
        return head, stream
    return head, cast(BinaryIO, io.BufferedReader(_Joined(head, stream), CHUNK_BYTES))


@contextmanager
def seekable(stream: BinaryIO, budget: Budget) -> Iterator[BinaryIO]:
    """The stream itself, or a temporary copy. Raises OSError when that would be too large."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED_IN_MEMORY) as copy:
        size = 0
        while part := stream.read(CHUNK_BYTES):
            size += len(part)
            if size > budget.limits.spool_bytes:
                raise OSError("too large for an archive within an archive")
            copy.write(part)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def reason(error: BaseException, damage: str = "damaged") -> str:
    """One line that says what is wrong.

    >>> reason(zipfile.BadZipFile("no directory"), "damaged zip"), reason(OSError("too large"), "damaged zip")
    ('damaged zip: no directory', 'too large')
    """
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return words if isinstance(error, OSError) else f"{damage}: {words}"
