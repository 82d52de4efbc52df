"""Decides which of this run's documents are new, new versions or nothing new, and brings the segments in line.

A segment is the set of files of one shard, one a table, with one stem. Segments of which every row is current
are taken over as they are; the others are rewritten without the rows that are not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows import arrow_files, sql_files
from flows.steps import STAGED, Loaded
from flows.store import Manifest, SnapshotWriter, Store, StoredFile, write_parquet
from transforms.tables import SEGMENTED, TABLES

APPENDED = ("meta_raw_document",)  # segments whose rows are never superseded
FILTERED = tuple(table for table in SEGMENTED if table not in APPENDED)
SMALL_SEGMENT = 1_000
MOST_SMALL_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """What this run changes: counts of documents, rows of article_version, and which rows are current.

    What only is built again from the raw zone counts as unchanged.
    `current`: for each shard its current articles with the instant each was met first, where that differs
    from the row's own. `repeated`: for each shard the ordinals whose bytes another document stores.
    """

    n_new: int
    n_new_version: int
    n_unchanged: int
    article_version: pa.Table
    current: Mapping[str, Mapping[str, datetime | None]]
    superseded: frozenset[str]
    repeated: Mapping[str, frozenset[int]]


def decide(store: Store, manifest: Manifest | None, loaded: Sequence[Loaded]) -> Decision:
    """Compares the staged documents with the published versions and with each other."""
    staged = pa.concat_tables([STAGED.empty_table(), *(arrow_files.read(shard.versions) for shard in loaded)])
    with duckdb.connect() as connection:
        connection.register("staged", staged)
        connection.register("previous", _previous_versions(store, manifest))
        connection.execute(f"CREATE TABLE versions AS {sql_files.read('model', 'versions')}")
        superseded = connection.execute(sql_files.read("model", "superseded")).fetchall()
        current: dict[str, dict[str, datetime | None]] = defaultdict(dict)
        for shard, article, first_seen, number in connection.execute(
            sql_files.read("model", "current_rows")
        ).fetchall():
            current[shard][article] = first_seen if number > 1 else None
        repeated: dict[str, set[int]] = defaultdict(set)
        for shard, ordinal in connection.execute(sql_files.read("model", "repeated_bytes")).fetchall():
            repeated[shard].add(ordinal)
        schema = TABLES["article_version"].schema
        columns = ", ".join(schema.names)
        versions = connection.sql(
            f"SELECT {columns} FROM versions ORDER BY article_id, version_no"
        ).to_arrow_table()
        fresh = connection.execute(
            "SELECT version_no = 1, count(*) FROM versions WHERE list_contains(?, shard) GROUP BY 1",
            [[shard.name for shard in loaded if shard.raw]],
        )
        counts = dict(fresh.fetchall())
    n_new, n_new_version = counts.get(True, 0), counts.get(False, 0)
    return Decision(
        n_new,
        n_new_version,
        staged.num_rows - n_new - n_new_version,
        versions.cast(schema),
        current,
        frozenset(row[0] for row in superseded),
        {shard: frozenset(ordinals) for shard, ordinals in repeated.items()},
    )


def _previous_versions(store: Store, manifest: Manifest | None) -> pa.Table:
    files = manifest.of_table("article_version") if manifest else []
    empty = TABLES["article_version"].schema.empty_table()
    return pa.concat_tables([empty, *(pq.read_table(store.path(file)) for file in files)])


def adopt_loaded(writer: SnapshotWriter, loaded: Iterable[Loaded], decision: Decision) -> None:
    """Takes this run's segments into the snapshot, rewritten where some of their rows are not current."""
    for shard in loaded:
        current = decision.current.get(shard.name, {})
        whole = shard.n_articles == len(current) and not any(current.values())
        for file in shard.files:
            if whole or file.table in APPENDED:
                writer.files.append(file)
                continue
            path = writer.folder / file.table / Path(file.path).name
            rows = _only(pq.read_table(path), current.keys())
            path.unlink()
            if rows.num_rows:
                if file.table == "fact_article":
                    rows = _first_seen(rows, current)
                write_parquet(rows, path)
                writer.add(file.table, path, rows.num_rows)


def adopt_published(
    store: Store, manifest: Manifest | None, writer: SnapshotWriter, superseded: frozenset[str]
) -> None:
    """Takes over the segments of the last snapshot, rewriting those that hold superseded articles."""
    files = [file for file in manifest.files if file.table in SEGMENTED and file.rows] if manifest else []
    touched = {stem: number for number, stem in enumerate(sorted(_segments_with(store, files, superseded)))}
    for file in files:
        if file.table in APPENDED or _stem(file) not in touched:
            writer.keep(file)
            continue
        rows = pq.read_table(store.path(file))
        rows = rows.filter(pc.invert(pc.is_in(rows["article_id"], pa.array(superseded))))
        if rows.num_rows:
            writer.write(file.table, rows, f"rewritten-{touched[_stem(file)]:05d}")


def compact(writer: SnapshotWriter) -> None:
    """Joins small segments into one when there are many, so that daily loads leave no heap of tiny files."""
    articles = {_stem(file): file.rows for file in writer.files if file.table == "fact_article"}
    stems = {_stem(file) for file in writer.files if file.table in SEGMENTED}
    small = {stem for stem in stems if articles.get(stem, 0) < SMALL_SEGMENT}
    if len(small) <= MOST_SMALL_SEGMENTS:
        return
    for table in SEGMENTED:
        joined = sorted(
            (file for file in writer.files if file.table == table and _stem(file) in small),
            key=lambda f: f.path,
        )
        if not joined:
            continue
        paths = [writer.folder / table / Path(file.path).name for file in joined]
        rows = pa.concat_tables([pq.read_table(path) for path in paths])
        writer.files = [file for file in writer.files if file not in joined]
        for path in paths:
            path.unlink()
        writer.write(table, rows, "joined")


def _stem(file: StoredFile) -> str:
    return Path(file.path).stem


def _segments_with(store: Store, files: list[StoredFile], articles: frozenset[str]) -> set[str]:
    if not articles:
        return set()
    wanted = pa.array(articles)
    return {
        _stem(file)
        for file in files
        if file.table == "fact_article"
        and pc.any(
            pc.is_in(pq.read_table(store.path(file), columns=["article_id"])["article_id"], wanted)
        ).as_py()
    }


def _only(rows: pa.Table, articles: Iterable[str]) -> pa.Table:
    return rows.filter(pc.is_in(rows["article_id"], pa.array(list(articles), pa.string())))


def _first_seen(rows: pa.Table, current: Mapping[str, datetime | None]) -> pa.Table:
    """Later versions keep the instant at which the article was met first."""
    at = rows.schema.get_field_index("first_seen_at")
    kept = rows["first_seen_at"].to_pylist()
    seen = [
        current[article] or own for article, own in zip(rows["article_id"].to_pylist(), kept, strict=True)
    ]
    return rows.set_column(at, rows.schema.field(at), pa.array(seen, rows.schema.field(at).type))
