"""The warehouse on disk: immutable snapshots, their manifests, and the one atomic swap that publishes.

A snapshot is built in a hidden folder under `snapshots/`, gets its manifest last, is renamed into place, and
`current` is swapped to it. Whatever lies on disk and in no manifest is left over from a run that died.
"""

import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

FORMAT_VERSION = "1"
KEEP_SNAPSHOTS = 3
KEEP_HOURS = 24
SYNCED_AT_ONCE = 16
_PARTIAL = ".partial-"


class StoreError(Exception):
    """What stops the run: one clear line that says what to do."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One Parquet file: its path within the warehouse, table (or raw kind), rows, bytes, sha256 of its bytes."""

    path: str
    table: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The truth about a snapshot: every file of its tables and of the raw zone as it was then."""

    snapshot_id: str
    run_id: str
    created_at: str
    previous_snapshot_id: str | None
    format_version: str
    schema_version: str
    rules_version: str
    files: list[StoredFile] = field(default_factory=list)
    raw: list[StoredFile] = field(default_factory=list)

    def of_table(self, table: str) -> list[StoredFile]:
        """The files of one table, in the order of their paths."""
        return sorted((file for file in self.files if file.table == table), key=lambda file: file.path)

    def raw_of(self, kind: str) -> list[StoredFile]:
        """The files of one kind of the raw zone, in the order they were written."""
        return sorted((file for file in self.raw if file.table == kind), key=lambda file: file.path)

    def rows(self, table: str) -> int:
        """Rows of one table."""
        return sum(file.rows for file in self.files if file.table == table)


class Store:
    """Paths and manifests of one warehouse; it holds no state but its root."""

    def __init__(self, root: Path) -> None:
        self.root = root.expanduser().absolute()
        self.snapshots = self.root / "snapshots"
        self.raw = self.root / "raw"
        self.current = self.root / "current"
        self.database = self.root / "warraq.duckdb"
        self.staging = self.root / ".staging"

    def manifest(self) -> Manifest | None:
        """The published snapshot's manifest, None in a warehouse without one.

        Raises:
            StoreError: the warehouse is of a newer format, or its manifest cannot be read.
        """
        file = self.current / "manifest.json"
        if not file.is_file():
            if self.current.is_symlink():
                raise StoreError(
                    f"{self.current} leads nowhere; point it at a folder in {self.snapshots} again"
                )
            return None
        return read_manifest(file)

    def path(self, stored: StoredFile) -> Path:
        """Where a file lies."""
        return self.root / stored.path

    def sweep(self) -> None:
        """Removes what no manifest names, left behind by a run that died; only the lock's holder may call it."""
        shutil.rmtree(self.staging, ignore_errors=True)
        if self.snapshots.is_dir():
            for folder in self.snapshots.iterdir():
                if folder.name.startswith(_PARTIAL) or not (folder / "manifest.json").is_file():
                    shutil.rmtree(folder, ignore_errors=True)
        for leftover in self.root.glob(".*.tmp*"):  # also what DuckDB writes beside its file
            leftover.unlink(missing_ok=True)
        manifests = (read_manifest(file) for file in self.snapshots.glob("*/manifest.json"))
        known = {file.path for manifest in manifests for file in manifest.raw}
        for file in self.raw.glob("*/*.parquet"):
            if str(file.relative_to(self.root)) not in known:
                file.unlink()

    def begin(self, snapshot_id: str) -> "SnapshotWriter":
        """A new snapshot, invisible until it is published."""
        folder = self.snapshots / f"{_PARTIAL}{snapshot_id}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return SnapshotWriter(self, snapshot_id, folder)

    def prune(self, now: datetime) -> None:
        """Removes snapshots beyond the newest KEEP_SNAPSHOTS that are older than KEEP_HOURS."""
        folders = sorted(folder for folder in self.snapshots.iterdir() if not folder.name.startswith("."))
        for folder in folders[:-KEEP_SNAPSHOTS]:
            created = datetime.fromisoformat(read_manifest(folder / "manifest.json").created_at)
            if now - created > timedelta(hours=KEEP_HOURS) and folder.name != self.current.readlink().name:
                doomed = folder.rename(folder.with_name(f"{_PARTIAL}{folder.name}"))
                shutil.rmtree(doomed)  # under the name of what is swept, should this be interrupted


class SnapshotWriter:
    """Collects the files of a snapshot that is being built."""

    def __init__(self, store: Store, snapshot_id: str, folder: Path) -> None:
        self._store = store
        self.snapshot_id = snapshot_id
        self.folder = folder
        self.files: list[StoredFile] = []

    def final(self, table: str, name: str) -> str:
        """The path that a file will have within the warehouse once published."""
        return f"snapshots/{self.snapshot_id}/{table}/{name}"

    def file(self, table: str, stem: str) -> Path:
        """Where to write a file of a table so that its name carries this snapshot."""
        folder = self.folder / table
        folder.mkdir(exist_ok=True)
        return folder / f"{self.snapshot_id}-{stem}.parquet"

    def add(self, table: str, path: Path, rows: int) -> None:
        """Takes in a file written at a path that `file` gave."""
        self.files.append(described(path, self.final(table, path.name), table, rows))

    def write(self, table: str, rows: pa.Table, stem: str = "0") -> None:
        """Writes one table's rows as a file."""
        path = self.file(table, stem)
        write_parquet(rows, path)
        self.add(table, path, rows.num_rows)

    def keep(self, stored: StoredFile) -> None:
        """Takes over an unchanged file of an earlier snapshot: a hard link, or a copy where links fail."""
        source = self._store.path(stored)
        target = self.folder / stored.table / source.name
        target.parent.mkdir(exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
        path = self.final(stored.table, source.name)
        self.files.append(StoredFile(path, stored.table, stored.rows, stored.bytes, stored.sha256))

    def publish(self, manifest: Manifest) -> None:
        """Writes the manifest, moves the snapshot into place and swaps `current` to it.

        Every file that the manifest names is on the disk before, and so are the folders that name the files:
        what `current` leads to outlasts a loss of power.
        """
        raw = [self._store.path(file) for file in manifest.raw if self.snapshot_id in file.path]
        files = [*self.folder.glob("*/*"), *raw]
        with ThreadPoolExecutor(SYNCED_AT_ONCE) as threads:  # the disk takes many in the time of one
            list(threads.map(_sync, [*files, *{file.parent for file in files}, self._store.raw]))
        write_json(self.folder / "manifest.json", asdict(manifest))
        _sync(self.folder)
        target = self._store.snapshots / self.snapshot_id
        self.folder.rename(target)
        _sync(self._store.snapshots)
        link = self._store.root / f".current-{self.snapshot_id}.tmp"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("snapshots") / self.snapshot_id)
        link.replace(self._store.current)
        _sync(self._store.root)


def described(path: Path, final: str, table: str, rows: int) -> StoredFile:
    """A file's entry in the manifest."""
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return StoredFile(final, table, rows, path.stat().st_size, digest)


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Writes a Parquet file the one way that all of this warehouse is written."""
    pq.write_table(
        rows,
        path,
        compression="zstd",
        compression_level=1,
        coerce_timestamps="us",
        use_dictionary=_dictionary_columns(rows.schema),
        write_statistics=[field.name for field in rows.schema if not pa.types.is_string(field.type)],
    )


def _dictionary_columns(schema: pa.Schema) -> list[str]:
    """Columns whose values recur; building dictionaries of texts and hashes would be work for nothing."""
    unique = {
        "mention_id",
        "quotation_id",
        "event_id",
        "statement",
        "text",
        "folded",
        "folded_headline",
        "content_sha256",
        "raw_sha256",
        "raw",
        "url",
        "source_uri",
        "headline",
    }
    return [field.name for field in schema if pa.types.is_string(field.type) and field.name not in unique]


def read_manifest(file: Path) -> Manifest:
    """Reads a manifest.

    Raises:
        StoreError: it is of another format or damaged.
    """
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        version = told["format_version"]
        if version != FORMAT_VERSION:
            raise StoreError(
                f"{file} has format {version}, this warraq reads {FORMAT_VERSION}; use the warraq that wrote it"
            )
        for kind in ("files", "raw"):
            told[kind] = [StoredFile(**entry) for entry in told[kind]]
        return Manifest(**told)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{file} cannot be read ({error}); restore it, or rebuild into a new warehouse"
        ) from error


def write_json(path: Path, value: object) -> None:
    """Writes a JSON file and makes sure that it is on the disk."""
    with path.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def now() -> datetime:
    """This instant in UTC, without zone, as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)
