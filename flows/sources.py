"""Finds the source files that a run was given: files, folders, globs and web addresses."""

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flows import downloads as web
from flows.archives import Limits, Member, Refused, members, printable
from flows.place import is_warehouse

__all__ = ["Limits", "Member", "Refused", "SourceError", "SourceFile", "find", "members"]

LEADS_OUT = "a link that leads out of the source folder"

_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class SourceError(Exception):
    """What stops the run, in one line, with what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `uri`: its absolute path, or the address as given; `relative`: its path in SOURCE."""

    path: Path
    uri: str
    collection: str
    relative: str
    size: int


_Found = tuple[str, SourceFile | Refused]
"""A file and what it is on disk: several names of it (a link, a folder and a file in it) are one file."""


def find(
    sources: Sequence[str], collection: str | None = None, downloads: Path | None = None
) -> list[SourceFile | Refused]:
    """Every file of the sources, in their order, those of a folder or glob sorted; each file once.

    `collection` is by default the name of the source folder, for a file its folder, for a glob the folder of
    its fixed prefix, for a web address the host. Hidden files, warehouses and links to folders are left out:
    what they lead to is found in its own place, or lies outside. `downloads`: where web addresses are saved
    (else a new temporary folder). Raises `SourceError` for a source that does not exist.
    """
    found: dict[str, SourceFile | Refused] = {}
    for source in sources:
        for same, file in _files(source, collection, downloads):
            found.setdefault(same, file)
    return list(found.values())


def _files(source: str, collection: str | None, downloads: Path | None) -> Iterator[_Found]:
    path = Path(os.path.abspath(source))  # noqa: PTH100 - resolve() would follow a link that is the source
    if not source.strip():
        raise SourceError("a source without a name; name a file, a folder, a pattern or a web address")
    if _WEB_ADDRESS.match(source):
        yield source, _from_web(source, collection, downloads)
    elif path.is_dir():
        if is_warehouse(path):
            raise SourceError(f"{printable(source)} is a warehouse; name the folder of the documents")
        yield from _under(path, collection or printable(path.name), [path])
    elif path.exists():
        yield os.path.realpath(path), _file(path, path.parent, collection or printable(path.parent.name))
    elif glob.has_magic(source):
        yield from _matching(path, collection)
    else:
        raise SourceError(f"no such file or folder: {printable(source)}; check the path, or quote a pattern")


def _from_web(url: str, collection: str | None, downloads: Path | None) -> SourceFile:
    try:
        path = web.download(url, downloads)
    except OSError as error:
        raise SourceError(f"could not download {printable(url)}: {error}; check the address") from error
    parts = urlsplit(url)
    relative = unquote(parts.path).lstrip("/") + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname or ""
    return SourceFile(path, printable(url), collection or host, printable(relative), path.stat().st_size)


def _matching(pattern: Path, collection: str | None) -> Iterator[_Found]:
    """Files and folders that match; `**` goes through folders but not through links to them."""
    fixed = next(one for one in pattern.parents if not glob.has_magic(str(one)))
    try:
        matches = sorted(fixed.glob(str(pattern.relative_to(fixed))))
    except (ValueError, NotImplementedError) as error:
        raise SourceError(f"wrong pattern {printable(str(pattern))}: {error}") from error
    seen = [one for one in matches if not _is_hidden(one.relative_to(fixed))]
    if not seen:
        raise SourceError(f"nothing matches {printable(str(pattern))}; check the pattern")
    yield from _under(fixed, collection or printable(fixed.name), seen)


def _under(root: Path, collection: str, paths: Sequence[Path]) -> Iterator[_Found]:
    """The files that `paths` are or hold, sorted by their path; a link only where its target is not found."""
    inside = os.path.realpath(root)
    real_folder = cache(os.path.realpath)
    entries = {path: path.is_symlink() for one in paths for path in _walk(one, is_root=one == root)}
    found: dict[str, SourceFile | Refused] = {}
    for path, is_link in sorted(entries.items(), key=lambda entry: (entry[1], entry[0])):
        target = os.path.realpath(path) if is_link else str(Path(real_folder(path.parent), path.name))
        if not Path(target).is_relative_to(inside):
            relative = printable(path.relative_to(root).as_posix())
            found[f"{target}\0{path}"] = Refused(printable(str(path)), relative, LEADS_OUT)
        elif target not in found and not (is_link and path.is_dir()):
            found[target] = _file(path, root, collection)
    yield from sorted(found.items(), key=lambda entry: entry[1].relative)


def _walk(path: Path, is_root: bool) -> Iterator[Path]:
    """Files and links in a folder at any depth, without hidden ones."""
    if (path.is_symlink() and not is_root) or not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = [
            name
            for name in folders
            if not (name.startswith(".") or name in links or is_warehouse(Path(folder) / name))
        ]
        yield from (Path(folder) / name for name in files + links if not name.startswith("."))


def _is_hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _file(path: Path, root: Path, collection: str) -> SourceFile | Refused:
    uri, relative = printable(str(path)), printable(path.relative_to(root).as_posix())
    try:
        status = path.stat()
    except OSError as error:
        return Refused(uri, relative, f"cannot be opened: {error.strerror}")
    if not stat.S_ISREG(status.st_mode):
        return Refused(uri, relative, "not a regular file")
    return SourceFile(path, uri, collection, relative, status.st_size)
