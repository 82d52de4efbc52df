"""Opens a source file: peels archives and compression by content, streaming, and stops what would never end.

To add a compression: a row in `_COMPRESSIONS`. To add an archive: a function like `_tar` and a row in
`_ARCHIVES`.
"""

import bz2
import gzip
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import pyarrow as pa

from flows.labels import Labels, is_hidden, printable
from flows.streams import DAMAGE, Budget, Guarded, Limits, reason, rewound, seekable

__all__ = ["Limits", "Member", "Refused", "members", "printable"]

HEAD_BYTES = 512
TOO_DEEP = "more than {} archives within each other"
NO_FILES = "an archive without files"

_ENCRYPTED = 0x1
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})


class _File(Protocol):
    @property
    def path(self) -> Path: ...
    @property
    def uri(self) -> str: ...
    @property
    def relative(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not opened, and why. `sample`: some of its bytes, if there are any."""

    uri: str
    relative: str
    reason: str
    sample: bytes = b""


@dataclass(frozen=True, slots=True)
class Member:
    """A stream of documents. `uri`: the file's, with `!` and the path in the archive; so is `relative`.

    Reading `stream` raises OSError, with the reason as its message, where the file is damaged or a bomb.
    """

    uri: str
    relative: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stream lies: labels, and how many archives are around it."""

    uri: str
    relative: str
    depth: int = 0

    def inner(self, label: str, depth: int) -> "_Place":
        return _Place(f"{self.uri}!{label}", f"{self.relative}!{label}", depth)

    def refused(self, why: str) -> Refused:
        return Refused(self.uri, self.relative, why)


_Opened = Iterator[Member | Refused]


def members(file: _File, limits: Limits) -> _Opened:
    """The streams in a source file, one at a time and in order: each must be read before the next is asked.

    A file that is no archive is its own only member. What cannot be opened, and links in archives, are
    refused with the reason; what was found before stays. Memory does not grow with the file.
    """
    place = _Place(file.uri, file.relative)
    try:
        with file.path.open("rb") as stream:
            yield from _peel(cast(BinaryIO, stream), place, Budget(file.size, limits))
    except DAMAGE as error:
        yield place.refused(reason(error))


def _peel(stream: BinaryIO, place: _Place, budget: Budget, is_squeezed: bool = False) -> _Opened:
    """What the stream holds, by its first bytes. `is_squeezed`: it comes out of a compression."""
    head, stream = rewound(stream, HEAD_BYTES)
    unpack = next((one for sign, one in _ARCHIVES if sign.match(head)), None)
    expand = next((one for sign, one in _COMPRESSIONS if sign.match(head)), None)
    # A tar within its compression counts as one archive.
    depth = place.depth - (1 if is_squeezed and unpack else 0)
    inner = _Place(place.uri, place.relative, depth + 1)
    if (unpack or expand) and depth >= budget.limits.nesting:
        yield place.refused(TOO_DEEP.format(budget.limits.nesting))
    elif unpack:
        yield from unpack(stream, inner, budget)
    elif expand:
        with closing(expand(stream)) as expanded:
            yield from _peel(Guarded.over(expanded, budget), inner, budget, is_squeezed=True)
    elif head.startswith(b"PAR1"):
        with seekable(stream, budget) as copy:
            yield Member(place.uri, place.relative, copy)
    else:
        yield Member(place.uri, place.relative, stream)


def _zip(stream: BinaryIO, place: _Place, budget: Budget) -> _Opened:
    labels = Labels()
    try:
        with seekable(stream, budget) as source, zipfile.ZipFile(source) as archive:
            if not _OFFICE_PARTS.isdisjoint(archive.NameToInfo):
                source.seek(0)
                yield Member(place.uri, place.relative, source)
                return
            for info in archive.infolist():
                if info.is_dir() or is_hidden(info.filename):
                    continue
                inner = place.inner(labels.unique(_name(info)), place.depth)
                if stat.S_ISLNK(info.external_attr >> 16):
                    yield inner.refused("a link in an archive")
                elif info.flag_bits & _ENCRYPTED:
                    yield inner.refused("encrypted")
                else:
                    yield from _opened(partial(archive.open, info), inner, budget)
            if labels.are_none:
                yield place.refused(NO_FILES)
    except DAMAGE as error:
        yield place.refused(reason(error, "damaged zip"))


def _name(info: zipfile.ZipInfo) -> str:
    """Names not marked as UTF-8 are read as the DOS code page, though many programs write UTF-8 then too."""
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _tar(stream: BinaryIO, place: _Place, budget: Budget) -> _Opened:
    labels = Labels()
    try:
        with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive:
            for info in archive:
                cast(Any, archive).members.clear()  # they are kept otherwise, however many there are
                if is_hidden(info.name) or not (info.isfile() or info.issym() or info.islnk()):
                    continue
                inner = place.inner(labels.unique(info.name), place.depth)
                if not info.isfile():
                    yield inner.refused("a link in an archive")
                elif info.issparse():
                    yield inner.refused("a sparse file in an archive")
                else:
                    yield from _opened(partial(archive.extractfile, info), inner, budget)
            if labels.are_none:
                yield place.refused(NO_FILES)
    except DAMAGE as error:
        yield place.refused(reason(error, "damaged tar"))


def _opened(opener: Callable[[], object], place: _Place, budget: Budget) -> _Opened:
    """The streams in one member of an archive."""
    try:
        with closing(cast(BinaryIO, opener())) as stream:
            yield from _peel(Guarded.over(stream, budget), place, budget)
    except DAMAGE as error:
        yield place.refused(reason(error))


def _zstandard(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd"))


_ARCHIVES: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO, _Place, Budget], _Opened]], ...] = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), _zip),
    (re.compile(rb".{257}ustar", re.DOTALL), _tar),
)
_COMPRESSIONS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], Any]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), gzip.open),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.open),
    (re.compile(rb"\xfd7zXZ\x00"), lzma.open),
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _zstandard),
)
