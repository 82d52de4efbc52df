"""From source files to raw shards: open, split into documents, keep their bytes, leave out what is known."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from flows import arrow_files, raw_zone, seeds, sources
from flows.settings import SHARD_BYTES, SHARD_DOCUMENTS
from flows.sources import Refused, SourceFile
from transforms import fields, formats, identity
from transforms.formats import BadRecord, Record

UNIT_FILES = 2_500
UNIT_BYTES = 8 * 2**20
SMALL_FILE = 2**20


@dataclass(frozen=True, slots=True)
class Options:
    """What decides how files are read, and which run reads them."""

    run_id: str
    seen_at: Any  # datetime, naive UTC
    document_bytes: int
    field_names: dict[str, str]

    @property
    def fingerprint(self) -> str:
        """Text of the settings that the ledger compares."""
        return orjson.dumps([self.document_bytes, self.field_names], option=orjson.OPT_SORT_KEYS).decode()


@dataclass(frozen=True, slots=True)
class Unit:
    """Source files that one task reads, in order."""

    number: int
    files: tuple[SourceFile, ...]

    @property
    def label(self) -> str:
        """A name that means something in Prefect's UI."""
        first = self.files[0].path.name
        return first if len(self.files) == 1 else f"{first} and {len(self.files) - 1} more"


@dataclass(slots=True)
class Extracted:
    """What a unit yielded. `ledger`: one row a file, n_quarantined without what later steps refuse."""

    n_found: int = 0
    n_unchanged: int = 0
    ledger: list[dict[str, Any]] = field(default_factory=list)


def plan(files: list[SourceFile]) -> list[Unit]:
    """Groups small files into units of about a shard; a large file is a unit of its own."""
    units: list[Unit] = []
    group: list[SourceFile] = []
    for file in files:
        large = file.size >= SMALL_FILE
        full = len(group) >= UNIT_FILES or sum(f.size for f in group[-1:]) and _size(group) + file.size > UNIT_BYTES
        if group and (large or full):
            units.append(Unit(len(units), tuple(group)))
            group = []
        group.append(file)
        if large:
            units.append(Unit(len(units), tuple(group)))
            group = []
    if group:
        units.append(Unit(len(units), tuple(group)))
    return units


def _size(files: list[SourceFile]) -> int:
    return sum(file.size for file in files)


def extract(unit: Unit, staging: Path, known: raw_zone.Known, options: Options) -> Extracted:
    """Reads a unit and writes its raw shards `<unit>-<n>/raw.arrow` and `<unit>-<n>/rejects.arrow`.

    Doing it again writes the same shards again. Raises OSError when a source cannot be read.
    """
    result = Extracted()
    synonyms = fields.synonyms(seeds.read("fields"), options.field_names)
    shard = _Shard(unit.number, staging, known, options)
    limits = sources.Limits(document_bytes=options.document_bytes)
    for file in unit.files:
        found, refused = shard.n_found, shard.n_refused
        with file.path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        for document in _documents(file, limits):
            if isinstance(document, _Document):
                shard.add(document, file, synonyms)
            else:
                shard.reject(document)
        result.ledger.append(
            {
                "file_uri": file.uri,
                "sha256": digest,
                "size": file.size,
                "settings": options.fingerprint,
                "n_found": shard.n_found - found,
                "n_quarantined": shard.n_refused - refused,
                "run_id": options.run_id,
            }
        )
    shard.flush()
    result.n_found, result.n_unchanged = shard.n_found, shard.n_unchanged
    return result


@dataclass(frozen=True, slots=True)
class _Document:
    member_uri: str
    relative: str
    record: Record


@dataclass(frozen=True, slots=True)
class _Reject:
    uri: str
    file_uri: str
    relative: str
    collection: str
    stage: str
    reason: str
    sample: bytes
    raw: bytes
    record: str = ""
    media_type: str = ""
    encoding: str = ""


def _documents(file: SourceFile, limits: sources.Limits) -> Iterator["_Document | _Reject"]:
    """The documents of one source file, whatever it is packed in, and what could not be read."""
    for member in sources.members(file, limits):
        if isinstance(member, Refused):
            yield refused(member, file)
            continue
        for record in formats.read(member.stream, member.relative, limits.document_bytes):
            if isinstance(record, BadRecord):
                uri = f"{member.uri}#{record.number}" if record.number else member.uri
                yield _Reject(
                    uri,
                    file.uri,
                    member.relative,
                    file.collection,
                    "read",
                    record.reason,
                    record.sample,
                    record.raw,
                    record.number,
                )
            else:
                yield _Document(member.uri, member.relative, record)


def refused(member: Refused, file: SourceFile | None = None) -> _Reject:
    """A member, or a whole source, that could not be opened."""
    file_uri, collection = (file.uri, file.collection) if file else (member.uri, "")
    return _Reject(
        member.uri, file_uri, member.relative, collection, "open", member.reason, member.sample, member.sample
    )


class _Shard:
    """Collects documents until a shard is full, then writes it."""

    def __init__(self, unit: int, staging: Path, known: raw_zone.Known, options: Options) -> None:
        self._unit, self._staging, self._known, self._options = unit, staging, known, options
        self._field_names = orjson.dumps(options.field_names).decode() if options.field_names else ""
        self._ordinal = unit << 32
        self._shards = 0
        self._bytes = 0
        self._rows: list[tuple[Any, ...]] = []
        self._rejects: list[dict[str, Any]] = []
        self.n_found = self.n_unchanged = self.n_refused = 0

    def add(self, document: _Document, file: SourceFile, synonyms: dict[str, str]) -> None:
        record = document.record
        uri = f"{document.member_uri}#{record.number}" if record.number else document.member_uri
        try:
            values = formats.fields(record, synonyms)
        except ValueError as error:
            self.reject(
                _Reject(
                    uri,
                    file.uri,
                    document.relative,
                    file.collection,
                    "read",
                    str(error),
                    record.raw,
                    record.raw,
                    record.number,
                    record.media_type,
                    record.encoding,
                )
            )
            return
        sha256 = hashlib.sha256(record.raw).hexdigest()
        place = {
            "collection": file.collection,
            "relative_path": document.relative,
            "record": record.number,
            "raw_sha256": sha256,
        }
        origin = (
            self._ordinal,
            identity.article_id(values | place),
            uri,
            file.uri,
            document.relative,
            record.number,
            file.collection,
            sha256,
            record.media_type,
            record.encoding,
            self._field_names,
            len(record.raw),
            self._options.seen_at,
            self._options.run_id,
            record.raw,
        )
        self._rows.append((*origin, *values.values()))
        self._ordinal += 1
        self._bytes += len(record.raw)
        self.n_found += 1
        if len(self._rows) >= SHARD_DOCUMENTS or self._bytes >= SHARD_BYTES:
            self.flush()

    def reject(self, reject: _Reject) -> None:
        self.n_found += 1
        self.n_refused += 1
        self._rejects.append(reject_row(reject, self._ordinal, self._options.seen_at, self._options.run_id))
        self._ordinal += 1

    def flush(self) -> None:
        """Writes what has come together, if anything, without what is known already."""
        table = self._new_rows()
        if table.num_rows or self._rejects:
            folder = self._staging / f"{self._unit:06d}-{self._shards:05d}"
            rejects = pa.Table.from_pylist(self._rejects, schema=raw_zone.QUARANTINE)
            arrow_files.write_folder(folder, {"rejects": rejects, "raw": table})
            self._shards += 1
        self._rows, self._rejects, self._bytes = [], [], 0

    def _new_rows(self) -> pa.Table:
        columns = zip(*self._rows, strict=True) if self._rows else [()] * len(raw_zone.SHARD)
        arrays = [pa.array(c, field.type) for c, field in zip(columns, raw_zone.SHARD, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=raw_zone.SHARD)
        ids, uris, hashes = (table[n].to_pylist() for n in ("article_id", "source_uri", "raw_sha256"))
        rows = list(zip(ids, uris, hashes, strict=True))
        latest = self._known.contains([raw_zone.key("latest", i, h) for i, _, h in rows])
        same = self._known.contains([raw_zone.key("record", u, i, h) for i, u, h in rows])
        known = latest | same
        if known.any():
            self.n_unchanged += int(known.sum())
            table = table.filter(pa.array(~known))
        return table


def reject_row(reject: _Reject, ordinal: int, seen_at: Any, run_id: str) -> dict[str, Any]:
    """A row of the quarantine."""
    return {
        "ordinal": ordinal,
        "article_id": "",
        "source_uri": reject.uri,
        "file_uri": reject.file_uri,
        "relative": reject.relative,
        "record": reject.record,
        "collection": reject.collection,
        "raw_sha256": hashlib.sha256(reject.raw or reject.sample).hexdigest(),
        "media_type": reject.media_type,
        "encoding": reject.encoding,
        "field_names": "",
        "n_bytes": len(reject.raw),
        "seen_at": seen_at,
        "run_id": run_id,
        "raw": reject.raw,
        "stage": reject.stage,
        "reason": reject.reason,
        "sample": raw_zone.printable(reject.sample),
    }
