"""One run of the pipeline as data: what is to be read, what is known, what has come of it so far."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from flows import extract, raw_zone, seeds, sources, sql_files
from flows.extract import Options, Unit
from flows.restore import RETRIED
from flows.settings import Settings, cores
from flows.sources import Refused, SourceFile
from flows.store import Manifest, Store, StoredFile, StoreError, now
from flows.versioning import rules_version
from flows.wording import counted
from transforms import fields
from transforms.tables import SCHEMA_VERSION

RUN, REBUILD = "run", "rebuild"


class NothingFound(Exception):
    """The sources hold no document at all."""


@dataclass(slots=True)
class Counts:
    """Documents of a run; `found` is the sum of the others, and a check proves it."""

    found: int = 0
    new: int = 0
    new_version: int = 0
    unchanged: int = 0
    quarantined: int = 0


@dataclass(slots=True)
class Job:
    """A run from its plan to its result."""

    command: str
    run_id: str
    started_at: datetime
    settings: Settings
    store: Store
    manifest: Manifest | None
    units: Sequence[Unit | Path] = ()
    refused: list[Refused] = field(default_factory=list)
    bytes_total: int = 0
    known: Path | None = None
    field_names: dict[str, dict[str, str]] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)
    chosen: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)
    snapshot_id: str | None = None
    raw_files: list[StoredFile] = field(default_factory=list)
    n_newly_quarantined: int = 0
    failed_checks: int = 0

    @property
    def staging(self) -> Path:
        """Where the shards of this run lie until it is published."""
        return self.store.staging / self.run_id

    @property
    def options(self) -> Options:
        """How sources are read in this run."""
        return Options(self.run_id, self.started_at, self.settings.document_bytes, self.field_names)

    def told(self) -> str:
        """The reconciliation in words."""
        counts = self.counts
        known = "built again" if self.command == REBUILD else "unchanged"
        return (
            f"{counted(counts.found, 'document')} = {counts.new:,} new "
            f"+ {counted(counts.new_version, 'new version')} + {counts.unchanged:,} {known} "
            f"+ {counts.quarantined:,} quarantined"
        )

    def keeps_bytes(self, folder: Path) -> bool:
        """Whether the documents of a shard are new to the raw zone: all of a run's, released ones in a rebuild."""
        return self.command == RUN or folder.name.endswith(RETRIED)

    def refused_rows(self) -> pa.Table:
        """The sources that could not be opened, as rows of the quarantine."""
        rows = [
            dict.fromkeys(raw_zone.ORIGIN.names, "")
            | {
                "ordinal": -1,
                "source_uri": refused.uri,
                "file_uri": refused.uri,
                "relative": refused.relative,
            }
            | {"raw_sha256": hashlib.sha256(refused.sample).hexdigest(), "n_bytes": 0, "raw": b""}
            | {"seen_at": self.started_at, "run_id": self.run_id}
            | {"stage": "open", "reason": refused.reason, "sample": raw_zone.printable(refused.sample)}
            for refused in self.refused
        ]
        return pa.Table.from_pylist(rows, schema=raw_zone.QUARANTINE)

    def has_new_refusals(self) -> bool:
        """Whether a source that could not be opened is not in quarantine yet."""
        known = raw_zone.quarantine_keys(self.store, self.manifest)
        return len(raw_zone.without_known(self.refused_rows(), known)) > 0

    def absent_fields(self) -> dict[str, str]:
        """What `--field` maps and no record that was read has: our field and the name that was looked for."""
        chosen = self.settings.field_names.items() if self.units else ()
        return {ours: theirs for ours, theirs in chosen if fields.fold(theirs) not in self.chosen}

    def row(self, status: str, message: str | None = None) -> dict[str, Any]:
        """This run as a row of meta_run."""
        return {
            "run_id": self.run_id,
            "command": self.command,
            "status": status,
            "started_at": self.started_at,
            "ended_at": None if status == raw_zone.RUNNING else now(),
            "sources": list(self.settings.sources),
            "n_found": self.counts.found,
            "n_new": self.counts.new,
            "n_new_version": self.counts.new_version,
            "n_unchanged": self.counts.unchanged,
            "n_quarantined": self.counts.quarantined,
            "snapshot_id": self.snapshot_id,
            "message": message,
        }


def begin(command: str, settings: Settings) -> Job:
    """A job on a warehouse whose lock is held: leftovers swept, versions compared.

    Raises:
        StoreError: the warehouse is of another format, schema or rules, and what to do about it.
    """
    store = Store(settings.warehouse)
    manifest = store.manifest()
    started = now()
    if manifest and command == RUN:
        _same_versions(manifest)
    store.sweep()
    run_id = f"{started:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"  # ids of later runs sort later
    job = Job(command, run_id, started, settings, store, manifest)
    job.staging.mkdir(parents=True)
    raw_zone.log_run(
        store, job.row(raw_zone.RUNNING)
    )  # the last line of a run tells; this one, if it is killed
    return job


def _same_versions(manifest: Manifest) -> None:
    today = (SCHEMA_VERSION, rules_version())
    then = (manifest.schema_version, manifest.rules_version)
    if then != today:
        raise StoreError(
            f"this warehouse was made with schema {then[0]} and rules {then[1]}, warraq now has {today[0]} and "
            f"{today[1]}; run `warraq rebuild` first, it recomputes every table from the raw zone"
        )


def plan(job: Job) -> None:
    """Finds the sources of a run and leaves out the files that are as they were.

    Raises:
        FieldError: a field to map is none of ours.
        SourceError: a source does not exist.
        NothingFound: there is no document in any of them.
    """
    fields.synonyms(seeds.read("fields"), job.settings.field_names)
    files: list[SourceFile] = []
    for found in sources.find(
        job.settings.sources, job.settings.collection, downloads=job.staging / "downloads"
    ):
        if isinstance(found, Refused):
            job.refused.append(found)
        else:
            files.append(found)
    ledger = raw_zone.ledger(job.store, job.manifest)
    job.field_names = _field_names({file.collection for file in files}, ledger.values(), job.settings)
    candidates = [file for file in files if _may_be_known(file, ledger.get(file.uri), job.options)]
    with ThreadPoolExecutor(cores()) as threads:
        digests = dict(zip((file.uri for file in candidates), threads.map(_sha256, candidates), strict=True))
    changed = []
    for file in files:
        entry = ledger.get(file.uri)
        if entry and digests.get(file.uri) == entry.sha256:
            job.counts.found += entry.n_found
            job.counts.quarantined += entry.n_quarantined
            job.counts.unchanged += entry.n_found - entry.n_quarantined
        else:
            changed.append(file)
    job.counts.found += len(job.refused)
    job.counts.quarantined += len(job.refused)
    job.units = extract.plan(changed)
    job.bytes_total = sum(file.size for file in changed)
    if changed:
        job.known = raw_zone.save_known(
            job.store, job.manifest, job.staging / "known.npz", sql_files.read("model", "known_documents")
        )


def _field_names(
    collections: set[str], entries: Iterable[raw_zone.Entry], settings: Settings
) -> dict[str, dict[str, str]]:
    """Of each collection which fields are ours: as this run says, else as the last run that did."""
    if settings.field_names:
        return dict.fromkeys(collections, settings.field_names)
    remembered: dict[str, dict[str, str]] = {}
    for entry in entries:
        if not entry.settings:  # the entry of a file that is to be read again
            continue
        _, names, collection, _ = orjson.loads(entry.settings)
        if names and collection in collections:
            remembered[collection] = names
    return remembered


def _may_be_known(file: SourceFile, entry: raw_zone.Entry | None, options: Options) -> bool:
    return entry is not None and entry.size == file.size and entry.settings == options.fingerprint(file)


def _sha256(file: SourceFile) -> str:
    """The file's hash, "" if it cannot be read: then extraction tries, and refuses it with the reason."""
    try:
        with file.path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def plan_rebuild(job: Job) -> None:
    """Plans to read the whole raw zone again."""
    documents = raw_zone.paths(job.store, job.manifest, "documents")
    quarantined = raw_zone.paths(job.store, job.manifest, "quarantine")
    job.units = [*documents, *quarantined]
    job.bytes_total = sum(path.stat().st_size for path in (*documents, *quarantined))
