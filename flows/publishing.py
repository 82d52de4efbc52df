"""The last two steps of a run: the model of what was loaded, and its publication."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows import arrow_files, raw_zone, versions, warehouse
from flows import model as tables_made
from flows.job import REBUILD, Job
from flows.steps import Loaded
from flows.store import FORMAT_VERSION, Manifest, SnapshotWriter, StoredFile, described, now, write_parquet
from flows.versioning import rules_version
from transforms.tables import SCHEMA_VERSION


def model(job: Job, writer: SnapshotWriter, loaded: list[Loaded], ledger: list[dict[str, Any]]) -> bool:
    """Brings the snapshot together but for its checks; whether it differs from the published one."""
    loaded = sorted(loaded, key=lambda shard: shard.name)
    base = None if job.command == REBUILD else job.manifest
    decision = versions.decide(job.store, base, loaded)
    job.counts.new, job.counts.new_version = decision.n_new, decision.n_new_version
    job.counts.unchanged += decision.n_unchanged
    fresh = raw_zone.without_known(_rejects(job, loaded), _quarantined(job))
    job.n_newly_quarantined = fresh["run_id"].to_pylist().count(job.run_id)
    entries = _ledger(loaded, ledger)
    if base is not None and not any(shard.raw for shard in loaded) and not fresh.num_rows:
        if entries:
            raw_zone.note(job.store, base, entries)
        return False
    tables = {
        "quarantine": fresh,
        "files": pa.Table.from_pylist(_all_entries(job, loaded, entries), schema=raw_zone.LEDGER),
    }
    raw = [_stored_once(job, shard, decision) for shard in loaded if shard.raw]
    kept, joined = raw_zone.joined(job.store, _raw_kept(job))
    raw += _raw_files(
        job, writer, {kind: pa.concat_tables([*joined[kind], rows]) for kind, rows in tables.items()}
    )
    job.snapshot_id = writer.snapshot_id
    job.raw_files = kept + raw
    versions.adopt_published(job.store, base, writer, decision.superseded)
    versions.adopt_loaded(writer, loaded, decision)
    versions.compact(writer)
    quarantined = [file for file in job.raw_files if file.table == "quarantine"]
    made = {
        "article_version": decision.article_version,
        "meta_quarantine": tables_made.quarantine(job.store, quarantined),
        "meta_run": tables_made.runs(job.store, job.manifest, job.row("completed")),
    }
    if base is None or not tables_made.keep_seed_tables(base, writer):
        made |= tables_made.seed_tables()
    tables_made.complete(writer, made)
    return True


def publish(job: Job, writer: SnapshotWriter) -> None:
    """Checks the snapshot, writes its manifest, swaps it in and remakes the DuckDB file."""
    with duckdb.connect(config=warehouse.OFFLINE) as connection:
        warehouse.declare_tables(connection, writer.folder, copies=False)
        persons = tables_made.persons(connection)
    writer.write(warehouse.PERSONS, persons)
    with duckdb.connect(config=warehouse.OFFLINE) as connection:
        warehouse.declare_tables(connection, writer.folder, copies=False)
        for name in ("ar_norm", "position_key"):
            connection.execute(warehouse.macro(name))
        dimensions = tables_made.dimensions(connection)
        checks = tables_made.check(connection)
        dictionary = tables_made.dictionary(connection)
    for name, rows in dimensions.items():
        writer.write(name, rows)
    writer.write("meta_check", checks)
    writer.write("meta_column", dictionary)
    job.failed_checks = tables_made.n_failed(checks)
    manifest = Manifest(
        writer.snapshot_id,
        job.run_id,
        now().isoformat(),
        job.manifest.snapshot_id if job.manifest else None,
        FORMAT_VERSION,
        SCHEMA_VERSION,
        rules_version(),
        sorted(writer.files, key=lambda file: file.path),
        sorted(job.raw_files, key=lambda file: file.path),
    )
    writer.publish(manifest)
    raw_zone.forget_notes(job.store)
    job.manifest = manifest
    warehouse.build(job.store, manifest)
    job.store.prune(now())


def _rejects(job: Job, loaded: list[Loaded]) -> pa.Table:
    """Everything that this run refused, in the order it was met."""
    parts = [
        job.refused_rows(),
        *(arrow_files.read(path) for shard in loaded for path in (shard.rejects, shard.unreadable)),
    ]
    return pa.concat_tables(parts)


def _quarantined(job: Job) -> set[tuple[str, str]]:
    """What is in quarantine already; a rebuild fills it anew."""
    return set() if job.command == REBUILD else raw_zone.quarantine_keys(job.store, job.manifest)


def _ledger(loaded: list[Loaded], read: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The source files read by this run; documents that only a later step refused are counted here."""
    later = Counter(
        uri for shard in loaded for uri in arrow_files.read(shard.unreadable)["file_uri"].to_pylist()
    )
    return [row | {"n_quarantined": row["n_quarantined"] + later[row["file_uri"]]} for row in read]


def _all_entries(job: Job, loaded: list[Loaded], entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the ledger gains: notes of earlier runs, this run's entries, files to be read again.

    Files of which a rebuild has released documents are read again by the next run, so that it counts them right.
    """
    nothing = {
        "sha256": "",
        "size": -1,
        "settings": "",
        "n_found": 0,
        "n_quarantined": 0,
        "run_id": job.run_id,
    }
    raw = [job.store.path(shard.raw) for shard in loaded if shard.raw and job.command == REBUILD]
    released = sorted({uri for path in raw for uri in pq.read_table(path)["file_uri"].to_pylist()})
    again = [nothing | {"file_uri": uri} for uri in released]
    return [*raw_zone.noted(job.store, job.manifest), *entries, *again]


def _raw_files(job: Job, writer: SnapshotWriter, tables: Mapping[str, pa.Table]) -> list[StoredFile]:
    """Writes what this run adds to the raw zone beside the documents."""
    files = []
    for kind, added in tables.items():
        rows = raw_zone.newest_entries(added) if kind == "files" else added
        if rows.num_rows:
            path = job.store.raw / kind / f"{writer.snapshot_id}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_parquet(rows, path)
            files.append(described(path, f"raw/{kind}/{path.name}", kind, rows.num_rows))
    return files


def _raw_kept(job: Job) -> list[StoredFile]:
    """The raw zone as it was; a rebuild writes the quarantine anew, since some of it may have been released."""
    files = job.manifest.raw if job.manifest else []
    return [file for file in files if not (job.command == REBUILD and file.table == "quarantine")]


def _stored_once(job: Job, shard: Loaded, decision: versions.Decision) -> StoredFile:
    """A shard's documents, without bytes that an earlier document of this run stores already."""
    assert shard.raw is not None
    repeated = decision.repeated.get(shard.name)
    if not repeated:
        return shard.raw
    path = job.store.path(shard.raw)
    rows = pq.read_table(path)
    kept = pc.if_else(
        pc.is_in(rows["ordinal"], pa.array(repeated)), pa.scalar(None, pa.large_binary()), rows["raw"]
    )
    write_parquet(rows.set_column(rows.schema.get_field_index("raw"), "raw", kept), path)
    return described(path, shard.raw.path, shard.raw.table, rows.num_rows)
