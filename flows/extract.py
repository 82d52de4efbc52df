"""From source files to raw shards: open, split into documents, keep their bytes, leave out what is known."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from flows import arrow_files, raw_zone, seeds, sources
from flows.settings import SHARD_BYTES, SHARD_DOCUMENTS
from flows.sources import Member, Refused, SourceFile
from transforms import fields, formats, identity
from transforms.formats import BadRecord, Record

SAMPLED_RECORDS = 20  # of each file, to tell which fields are not used
UNIT_FILES = 2_500
UNIT_BYTES = 8 * 2**20
SMALL_FILE = 2**20


@dataclass(frozen=True, slots=True)
class Options:
    """What decides how files are read, and which run reads them."""

    run_id: str
    seen_at: Any  # datetime, naive UTC
    document_bytes: int
    field_names: Mapping[str, dict[str, str]]  # of each collection, what overrides the synonyms

    def names(self, file: SourceFile) -> dict[str, str]:
        """Which fields of a file's records are ours, as its collection was last told."""
        return self.field_names.get(file.collection, {})

    def fingerprint(self, file: SourceFile) -> str:
        """All that decides, beside its bytes, which documents a file yields: the ledger compares it."""
        settings = [self.document_bytes, self.names(file), file.collection, file.relative]
        return orjson.dumps(settings, option=orjson.OPT_SORT_KEYS).decode()


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
    """What a unit yielded.

    `ledger`: one row a file, n_quarantined without what later steps refuse. `names`: of fields in a sample of
    records, `unused`: those that are none of ours. `chosen`: what `--field` names and some record has, folded.
    """

    n_found: int = 0
    n_refused: int = 0
    n_unchanged: int = 0
    names: Counter[str] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)
    chosen: set[str] = field(default_factory=set)
    ledger: list[dict[str, Any]] = field(default_factory=list)


def plan(files: list[SourceFile]) -> list[Unit]:
    """Groups small files into units of about a shard; a large file is a unit of its own."""
    units: list[Unit] = []
    group: list[SourceFile] = []
    size = 0
    for file in files:
        large = file.size >= SMALL_FILE
        full = len(group) >= UNIT_FILES or size + file.size > UNIT_BYTES
        if group and (large or full):
            units.append(Unit(len(units), tuple(group)))
            group, size = [], 0
        group.append(file)
        size += file.size
        if large:
            units.append(Unit(len(units), tuple(group)))
            group, size = [], 0
    if group:
        units.append(Unit(len(units), tuple(group)))
    return units


def extract(unit: Unit, staging: Path, known: raw_zone.Known, options: Options) -> Extracted:
    """Reads a unit and writes its raw shards, folders `<unit>-<n>` with `raw.arrow` and `rejects.arrow`.

    Doing it again writes the same shards again. A source that cannot be read is refused.
    """
    reader = Reader(unit.number, staging, known, options)
    for file in unit.files:
        reader.read(file)
    reader.flush()
    return reader.result


class Reader:
    """Reads source files one after the other and collects their documents in shards."""

    def __init__(self, unit: int, staging: Path, known: raw_zone.Known, options: Options) -> None:
        self._unit, self._staging, self._known, self._options = unit, staging, known, options
        self._synonyms: dict[str, str] = {}
        self._field_names = ""
        self._sampled = 0
        self._wanted: set[str] = set()
        self._ordinal = unit << 32
        self._shards = 0
        self._bytes = 0
        self._rows: list[dict[str, Any]] = []
        self._rejects: list[dict[str, Any]] = []
        self.result = Extracted()

    def read(self, file: SourceFile) -> None:
        """Takes in one file, whatever it is packed in."""
        found, refused = self.result.n_found, self.result.n_refused
        names = self._options.names(file)
        self._field_names = orjson.dumps(names).decode() if names else ""
        self._synonyms = synonyms(self._field_names)
        self._sampled = 0
        self._wanted = {fields.fold(theirs) for theirs in names.values()} - self.result.chosen
        try:
            with file.path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:  # no entry in the ledger: the next run tries again
            unread = Refused(file.uri, file.relative, f"cannot be read: {error.strerror or error}")
            self._reject(self._origin(file, unread), "open", unread.reason, unread.sample)
            return
        for member in sources.members(file, sources.Limits(document_bytes=self._options.document_bytes)):
            if isinstance(member, Refused):
                self._reject(self._origin(file, member), "open", member.reason, member.sample)
                continue
            for record in formats.read(member.stream, member.relative, self._options.document_bytes):
                self._take(record, self._origin(file, member, record))
        self.result.ledger.append(
            {
                "file_uri": file.uri,
                "sha256": digest,
                "size": file.size,
                "settings": self._options.fingerprint(file),
                "n_found": self.result.n_found - found,
                "n_quarantined": self.result.n_refused - refused,
                "run_id": self._options.run_id,
            }
        )

    def _origin(
        self, file: SourceFile, member: Member | Refused, record: Record | BadRecord | None = None
    ) -> dict[str, Any]:
        """Where a document comes from: the columns of `raw_zone.ORIGIN`."""
        raw = record.raw if record else b""
        return {
            "ordinal": self._ordinal,
            "article_id": "",
            "source_uri": f"{member.uri}#{record.number}" if record and record.number else member.uri,
            "file_uri": file.uri,
            "relative": member.relative,
            "record": record.number if record else "",
            "collection": file.collection,
            "raw_sha256": hashlib.sha256(raw).hexdigest(),
            "media_type": record.media_type if isinstance(record, Record) else "",
            "encoding": record.encoding if isinstance(record, Record) else "",
            "field_names": self._field_names,
            "n_bytes": len(raw),
            "seen_at": self._options.seen_at,
            "run_id": self._options.run_id,
            "raw": raw,
        }

    def _take(self, record: Record | BadRecord, origin: dict[str, Any]) -> None:
        if isinstance(record, BadRecord):
            self._reject(origin, "read", record.reason, record.sample)
            return
        try:
            if self._sampled < SAMPLED_RECORDS or self._wanted:
                self._note_names(record)
            values = formats.fields(record, self._synonyms)
        except ValueError as error:
            self._reject(origin, "read", str(error), record.raw)
            return
        origin["article_id"] = article_id(values, origin)
        self._rows.append(origin | values)
        self._count(len(record.raw))

    def _note_names(self, record: Record) -> None:
        names = formats.names(record, self._synonyms)
        if self._sampled < SAMPLED_RECORDS:
            self._sampled += 1
            self.result.names.update(names)
            self.result.unused.update(formats.unused(record, self._synonyms))
        self.result.chosen |= self._wanted & set(map(fields.fold, names))
        self._wanted -= self.result.chosen

    def _reject(self, origin: dict[str, Any], stage: str, reason: str, sample: bytes) -> None:
        if not origin["n_bytes"]:
            origin["raw_sha256"] = hashlib.sha256(sample).hexdigest()
        self._rejects.append(
            origin | {"stage": stage, "reason": reason, "sample": raw_zone.printable(sample)}
        )
        self.result.n_refused += 1
        self._count(origin["n_bytes"])

    def _count(self, n_bytes: int) -> None:
        self.result.n_found += 1
        self._ordinal += 1
        self._bytes += n_bytes
        if len(self._rows) + len(self._rejects) >= SHARD_DOCUMENTS or self._bytes >= SHARD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Writes what has come together, without what is known already."""
        table = self._new_rows(pa.Table.from_pylist(self._rows, schema=raw_zone.SHARD))
        if table.num_rows or self._rejects:
            folder = self._staging / f"{self._unit:06d}-{self._shards:05d}"
            rejects = pa.Table.from_pylist(self._rejects, schema=raw_zone.QUARANTINE)
            arrow_files.write_folder(folder, {"rejects": rejects, "raw": table})
            self._shards += 1
        self._rows, self._rejects, self._bytes = [], [], 0

    def _new_rows(self, table: pa.Table) -> pa.Table:
        columns = ("source_uri", "article_id", "raw_sha256", "field_names")
        rows = list(zip(*(table[name].to_pylist() for name in columns), strict=True))
        latest = self._known.contains([raw_zone.key("latest", *row[1:]) for row in rows])
        same = self._known.contains([raw_zone.key("record", *row) for row in rows])
        known = latest | same
        self.result.n_unchanged += int(known.sum())
        return table.filter(pa.array(~known)) if known.any() else table


@cache
def synonyms(field_names: str) -> dict[str, str]:
    """The names of fields that are ours, with those (JSON, "" for none) that override them."""
    overrides = orjson.loads(field_names) if field_names else {}
    return fields.synonyms(seeds.read("fields"), overrides)


def article_id(values: dict[str, str], origin: dict[str, Any]) -> str:
    """The identity of a document with these fields from there."""
    place = {name: origin[name] for name in ("collection", "record", "raw_sha256")}
    return identity.article_id(values | place | {"relative_path": origin["relative"]})
