"""What a worker process does with a shard: files in, files out. The tasks of the flow call these.

A shard is a folder in the run's staging area. `extract` writes `raw.arrow` and `rejects.arrow`, `normalise`
adds `clean.arrow` and `unreadable.arrow`, `parse_metadata` adds one file a table, `load` turns them into the
Parquet segments of the new snapshot and of the raw zone.
"""

import gc
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows import arrow_files, raw_zone, seeds
from flows import extract as extraction
from flows.extract import Extracted, Options, Unit
from flows.restore import restore
from flows.store import SnapshotWriter, StoredFile, described, write_parquet
from transforms import shard
from transforms.tables import SEGMENTED, TABLES

STAGED = pa.schema(
    [
        ("shard", pa.string()),
        ("ordinal", pa.int64()),
        ("seen_at", pa.timestamp("us")),
        ("run_id", pa.string()),
        ("source_uri", pa.string()),
        ("raw_sha256", pa.string()),
        ("stores_bytes", pa.bool_()),
        ("article_id", pa.string()),
        ("content_sha256", pa.string()),
        ("headline", pa.string()),
    ]
)
_OBJECTS_OF_SHARDS = 5_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` wrote for one shard, by reference."""

    name: str
    n_articles: int
    n_documents: int
    n_unreadable: int
    files: list[StoredFile]
    raw: StoredFile | None
    versions: Path
    unreadable: Path
    rejects: Path


@cache
def knowledge() -> shard.Knowledge:
    """All vocabularies, read once a process."""
    return shard.Knowledge.of(seeds.read_all())


@cache
def _known(path: Path | None) -> raw_zone.Known:
    return raw_zone.Known.load(path)


def prepare() -> None:
    """Loads vocabularies and compiled kernels before the first shard comes.

    What is in memory then stays: the garbage collector need not look at it again with every shard. The rows of a
    shard are many objects and no cycles, so it need not come more often than once in a few shards either.
    """
    shard.warm(knowledge())
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_OF_SHARDS)


def extract(unit: Unit | Path, number: int, staging: Path, known: Path | None, options: Options) -> Extracted:
    """Reads source files, or in a rebuild a file of the raw zone, into raw shards."""
    if isinstance(unit, Path):
        return restore(number, unit, staging, options.document_bytes)
    return extraction.extract(unit, staging, _known(known), options)


def normalise(folder: Path) -> int:
    """Raw fields to clean text; returns how many documents could be read."""
    raw = arrow_files.read(folder / "raw.arrow")
    clean, unreadable = shard.normalise(raw)
    rows = raw.take(unreadable["row"]).select(raw_zone.ORIGIN.names)
    rejects = rows.append_column("stage", pa.array(["normalise"] * len(rows), pa.string()))
    rejects = rejects.append_column("reason", unreadable["reason"])
    samples = [raw_zone.printable(sample) for sample in rows["raw"].to_pylist()]
    rejects = rejects.append_column("sample", pa.array(samples, pa.string())).cast(raw_zone.QUARANTINE)
    arrow_files.write(folder / "unreadable.arrow", rejects)
    arrow_files.write(folder / "clean.arrow", clean)
    return len(clean)


def parse_metadata(folder: Path) -> int:
    """Clean text to the rows of all tables; returns the number of articles."""
    tables = shard.parse_metadata(arrow_files.read(folder / "clean.arrow"), knowledge())
    for name, rows in tables.items():
        arrow_files.write(folder / f"{name}.arrow", rows)
    return len(tables["fact_article"])


def load(folder: Path, writer: SnapshotWriter, raw_folder: Path | None, known: Path | None) -> Loaded:
    """Writes the shard's Parquet files: segments of the snapshot, and its documents in the raw zone.

    Without `raw_folder` the documents came from the raw zone and are there.
    """
    raw = arrow_files.read(folder / "raw.arrow").select(raw_zone.ORIGIN.names)
    clean = arrow_files.read(folder / "clean.arrow")
    kept = raw if len(clean) == len(raw) else raw.take(clean["row"])
    name = folder.name
    files = []
    for table in SEGMENTED:
        if table == "meta_raw_document":
            rows = kept.select(TABLES[table].schema.names).cast(TABLES[table].schema)
        else:
            rows = arrow_files.read(folder / f"{table}.arrow")
        if rows.num_rows:
            path = writer.file(table, name)
            write_parquet(rows, path)
            files.append(described(path, writer.final(table, path.name), table, rows.num_rows))
    raw_file, versions = _load_documents(kept, folder, raw_folder, writer.snapshot_id, _known(known))
    arrow_files.write(folder / "staged.arrow", versions)
    return Loaded(
        name,
        arrow_files.read(folder / "fact_article.arrow").num_rows,
        clean.num_rows,
        arrow_files.read(folder / "unreadable.arrow").num_rows,
        files,
        raw_file,
        folder / "staged.arrow",
        folder / "unreadable.arrow",
        folder / "rejects.arrow",
    )


def _load_documents(
    raw: pa.Table, folder: Path, raw_folder: Path | None, snapshot_id: str, known: raw_zone.Known
) -> tuple[StoredFile | None, pa.Table]:
    """Keeps the documents' bytes, without those that are stored already; and the rows for `versions.decide`."""
    hashes = raw["raw_sha256"].to_pylist()
    stored = known.contains([raw_zone.key("bytes", sha256) for sha256 in hashes])
    first = dict(zip(reversed(hashes), reversed(range(len(hashes))), strict=True))
    repeated = np.array([first[sha256] != row for row, sha256 in enumerate(hashes)], dtype=np.bool_)
    stores = ~(stored | repeated)
    versions = arrow_files.read(folder / "versions.arrow")
    columns = {
        "shard": pa.array([folder.name] * len(raw), pa.string()),
        "stores_bytes": pa.array(stores),
        **{name: raw[name] for name in ("ordinal", "seen_at", "run_id", "source_uri", "raw_sha256")},
        **{name: versions[name] for name in ("article_id", "content_sha256", "headline")},
    }
    staged = pa.table({name: columns[name] for name in STAGED.names}, schema=STAGED)
    if not raw.num_rows or raw_folder is None:
        return None, staged
    kept = pc.if_else(pa.array(stores), raw["raw"], pa.scalar(None, pa.large_binary()))
    documents = raw.set_column(raw.schema.get_field_index("raw"), "raw", kept)
    (raw_folder / "documents").mkdir(parents=True, exist_ok=True)
    path = raw_folder / "documents" / f"{snapshot_id}-{folder.name}.parquet"
    write_parquet(documents, path)
    return described(path, f"raw/documents/{path.name}", "documents", raw.num_rows), staged
