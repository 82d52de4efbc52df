"""The raw zone: every document's bytes with where, when and how they came, append-only.

Kinds of files under `raw/`, all Parquet and all named in the manifest: `documents` (one row a document met
that told something new; bytes stored once), `quarantine` (what could not be loaded, with its bytes) and
`files` (the ledger: each source file as it was when it was read last). `raw/runs.jsonl` is the log of runs,
`raw/files.jsonl` what runs that published nothing would have added to the ledger.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from flows.store import Manifest, Store, StoredFile
from transforms.fields import FIELDS

_TEXT = pa.string()
ORIGIN = pa.schema(
    [
        ("ordinal", pa.int64()),  # order within the run
        ("article_id", _TEXT),
        ("source_uri", _TEXT),  # file_uri, '#' and record
        ("file_uri", _TEXT),
        ("relative", _TEXT),
        ("record", _TEXT),
        ("collection", _TEXT),
        ("raw_sha256", _TEXT),
        ("media_type", _TEXT),
        ("encoding", _TEXT),
        ("field_names", _TEXT),  # JSON of the option that overrides the synonyms
        ("n_bytes", pa.int64()),
        ("seen_at", pa.timestamp("us")),
        ("run_id", _TEXT),
        ("raw", pa.large_binary()),  # NULL in the raw zone where the same bytes are stored already
    ]
)
SHARD = pa.schema([*ORIGIN, *((name, pa.large_string()) for name in FIELDS)])
QUARANTINE = pa.schema([*ORIGIN, ("stage", _TEXT), ("reason", _TEXT), ("sample", _TEXT)])
LEDGER = pa.schema(
    [
        ("file_uri", _TEXT),
        ("sha256", _TEXT),
        ("size", pa.int64()),
        ("settings", _TEXT),  # what else decides how it is read
        ("n_found", pa.int64()),
        ("n_quarantined", pa.int64()),
        ("run_id", _TEXT),
    ]
)
SAMPLE_CHARACTERS = 120
MOST_SMALL_FILES = 50
SMALL_FILE_BYTES = 2**20
RUNNING = "running"  # what the log says of a run until it has ended
RUNS, NOTES = "runs.jsonl", "files.jsonl"  # logs beside the Parquet files, outside the snapshots


def paths(store: Store, manifest: Manifest | None, kind: str) -> list[Path]:
    """The files of one kind that the manifest names."""
    return [store.path(file) for file in manifest.raw_of(kind)] if manifest else []


def printable(sample: bytes) -> str:
    """The beginning of bytes as text that is safe to show."""
    text = sample[: 4 * SAMPLE_CHARACTERS].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in text)[:SAMPLE_CHARACTERS].strip()


# ---------------------------------------------------------------- the ledger of source files
@dataclass(frozen=True, slots=True)
class Entry:
    """A source file as it was when it was read last."""

    sha256: str
    size: int
    settings: str
    n_found: int
    n_quarantined: int


def ledger(store: Store, manifest: Manifest | None) -> dict[str, Entry]:
    """The newest entry of each source file by its uri."""
    entries: dict[str, Entry] = {}
    for path in paths(store, manifest, "files"):
        entries |= {row["file_uri"]: _entry(row) for row in pq.read_table(path).to_pylist()}
    return entries | {row["file_uri"]: _entry(row) for row in noted(store, manifest)}


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(row["sha256"], row["size"], row["settings"], row["n_found"], row["n_quarantined"])


def note(store: Store, manifest: Manifest, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps ledger rows of a run that found nothing to publish, until the next publish takes them in."""
    _append(store.raw / NOTES, {"snapshot_id": manifest.snapshot_id, "rows": rows})


def noted(store: Store, manifest: Manifest | None) -> list[dict[str, Any]]:
    """The ledger rows noted since this snapshot was published; those of other snapshots say nothing here."""
    lines = _lines(store.raw / NOTES) if manifest else []
    return [
        row
        for line in lines
        if manifest and line["snapshot_id"] == manifest.snapshot_id
        for row in line["rows"]
    ]


def forget_notes(store: Store) -> None:
    """Removes the notes when a publish has taken them in."""
    (store.raw / NOTES).unlink(missing_ok=True)


def newest_entries(rows: pa.Table) -> pa.Table:
    """Of each source file the last of its rows."""
    last = {uri: row for row, uri in enumerate(rows["file_uri"].to_pylist())}
    return rows.take(pa.array(sorted(last.values()), pa.int64()))


# ---------------------------------------------------------------- many small files
def joined(store: Store, files: Sequence[StoredFile]) -> tuple[list[StoredFile], dict[str, list[pa.Table]]]:
    """Of the raw zone's files those to keep, and by kind the rows of those to be joined with what a run adds.

    Only what is not the documents themselves is joined, when MOST_SMALL_FILES have come together. The joined files
    go when no snapshot names them any more. The ledger is joined whole, since its later rows count.
    """
    kept: list[StoredFile] = []
    rows: dict[str, list[pa.Table]] = {}
    for kind in ("documents", "quarantine", "files"):
        of_kind = sorted((file for file in files if file.table == kind), key=lambda file: file.path)
        small = [file for file in of_kind if kind == "files" or file.bytes < SMALL_FILE_BYTES]
        if kind == "documents" or len(small) < MOST_SMALL_FILES:
            small = []
        rows[kind] = [pq.read_table(store.path(file)) for file in small]
        kept += [file for file in of_kind if file not in small]
    return kept, rows


# ---------------------------------------------------------------- what is known already
def key(*parts: str) -> tuple[int, int]:
    """128 bits that stand for a sequence of texts; DuckDB's md5_number of the same texts joined by NUL."""
    digest = hashlib.md5("\0".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


class Known:
    """Which documents tell nothing new: a set of `key`s as two sorted columns, small enough for every worker.

    Keys: ("bytes", raw_sha256) for bytes that are stored; ("latest", article_id, raw_sha256) for the newest
    document of an article; ("record", file_uri, record, article_id, raw_sha256) for what a record of a file
    was when the file was read last.
    """

    def __init__(self, upper: npt.NDArray[np.uint64], lower: npt.NDArray[np.uint64]) -> None:
        order = np.argsort(upper, kind="stable")
        self._upper, self._lower = upper[order], lower[order]

    @classmethod
    def load(cls, path: Path | None) -> "Known":
        """Reads what `save_known` wrote; without a path, nothing is known."""
        if path is None:
            none = np.empty(0, dtype=np.uint64)
            return cls(none, none)
        columns = np.load(path)
        return cls(columns["upper"], columns["lower"])

    def contains(self, keys: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
        """For each key whether it is known; a clash of the first 64 bits makes an unknown of a known at worst."""
        if not len(self._upper) or not keys:
            return np.zeros(len(keys), dtype=np.bool_)
        wanted = np.array(keys, dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._upper, wanted[:, 0]), len(self._upper) - 1)
        found: npt.NDArray[np.bool_] = (self._upper[at] == wanted[:, 0]) & (self._lower[at] == wanted[:, 1])
        return found


def save_known(store: Store, manifest: Manifest | None, target: Path, sql: str) -> Path | None:
    """Writes the keys of all documents in the raw zone to a file for `Known.load`; None if there are none."""
    files = [str(path) for path in paths(store, manifest, "documents")]
    if not files:
        return None
    with duckdb.connect() as connection:
        columns = connection.execute(sql, {"files": files}).fetchnumpy()
    np.savez(target, upper=columns["upper"], lower=columns["lower"])
    return target


# ---------------------------------------------------------------- the log of runs
def log_run(store: Store, run: Mapping[str, Any]) -> None:
    """Appends one line to the log of runs."""
    _append(store.raw / RUNS, run)


def logged_runs(store: Store) -> list[dict[str, Any]]:
    """The last line of each run in the log, in the order they started; half a line of a killed run is skipped.

    For the lock's holder and his own run aside: a run that is still said to be running was killed.
    """
    runs: dict[str, dict[str, Any]] = {}
    for run in _lines(store.raw / RUNS):
        status = "killed" if run["status"] == RUNNING else run["status"]
        runs[run["run_id"]] = runs.get(run["run_id"], {}) | run | {"status": status}
    return list(runs.values())


def _append(path: Path, value: Mapping[str, Any]) -> None:
    """Appends a line of JSON, after the half line of a killed run on a line of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        file.seek(max(file.tell() - 1, 0))
        separator = b"" if file.read(1) in (b"", b"\n") else b"\n"
        file.write(separator + json.dumps(value, ensure_ascii=False, default=str).encode() + b"\n")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a log; half a line of a killed run is skipped."""
    try:
        lines = path.read_text("utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return
    for line in lines:
        with suppress(ValueError):
            if line:
                yield json.loads(line)


def run_row(run: Mapping[str, Any]) -> dict[str, Any]:
    """A logged run as a row of meta_run."""
    instants = {
        name: run.get(name) and datetime.fromisoformat(run[name]) for name in ("started_at", "ended_at")
    }
    return dict(run) | instants


# ---------------------------------------------------------------- quarantine
def quarantine_keys(store: Store, manifest: Manifest | None) -> set[tuple[str, str]]:
    """(source_uri, raw_sha256) of everything in quarantine."""
    keys: set[tuple[str, str]] = set()
    for path in paths(store, manifest, "quarantine"):
        table = pq.read_table(path, columns=["source_uri", "raw_sha256"])
        keys.update(zip(*(column.to_pylist() for column in table.columns), strict=True))
    return keys


def without_known(rejects: pa.Table, keys: Iterable[tuple[str, str]]) -> pa.Table:
    """The rejects that are not in quarantine yet, each once."""
    seen = set(keys)
    fresh = []
    pairs = zip(rejects["source_uri"].to_pylist(), rejects["raw_sha256"].to_pylist(), strict=True)
    for row, pair in enumerate(pairs):
        if pair not in seen:
            seen.add(pair)
            fresh.append(row)
    return rejects.take(pa.array(fresh, pa.int64()))
