"""Snapshots on disk: the manifest, segments, hard links, compaction, what is kept."""

import os
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import raw_zone, versions
from flows import store as stores
from flows.store import KEEP_SNAPSHOTS, Store, StoredFile, StoreError, now
from tests import warehouses
from tests.flows.conftest import Warehouse, counts
from tests.warehouses import article, write_records
from transforms.tables import SEGMENTED, TABLES


def segments(root: Path, table: str = "fact_article") -> dict[str, int]:
    """Name and inode of the published files of a table."""
    return {path.name: path.stat().st_ino for path in (root / "current" / table).iterdir()}


def test_segments(warehouse: Warehouse, tmp_path: Path) -> None:
    one = write_records(tmp_path / "in" / "1.jsonl", [article(0), article(1)])
    warehouse.run(one)
    two = write_records(tmp_path / "in" / "2.jsonl", [article(2)])
    first = segments(warehouse.root)
    warehouse.run(two)
    second = segments(warehouse.root)
    assert first.items() < second.items()  # the file that nothing changed in is the same file
    assert all(name.startswith(warehouse.snapshot) for name in second.keys() - first.keys())
    write_records(one, [article(0), article(1, " جداً")])
    warehouse.run(one)
    third = segments(warehouse.root)
    assert not first.keys() & third.keys()  # rewritten without the superseded row
    assert second.items() & third.items() and len(third) == 3
    # Every table is there and flat, one without rows as a file of none.
    for table in TABLES:
        files = list((warehouse.root / "current" / table).iterdir())
        assert files and all(file.suffix == ".parquet" for file in files)
        assert pq.read_schema(files[0]).equals(TABLES[table].schema)
    assert [pq.read_metadata(f).num_rows for f in (warehouse.root / "current" / "fact_event").iterdir()] == [
        0
    ]


def test_copies_where_links_fail(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0)]))
    before = segments(warehouse.root)

    def link(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", link)
    warehouse.run(write_records(tmp_path / "in" / "2.jsonl", [article(1)]))
    after = segments(warehouse.root)
    (name,) = before
    assert after[name] != before[name]


def test_many_small_runs_are_compacted(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_SMALL_SEGMENTS", 3)
    for number in range(10):
        write_records(tmp_path / "in" / f"{number}.jsonl", [article(number)])
        assert counts(warehouse.run(tmp_path / "in")) == (number + 1, 1, 0, number, 0)
    for table in SEGMENTED:
        assert len(segments(warehouse.root, table)) <= 4
    once = Warehouse(tmp_path / "once")
    once.run(tmp_path / "in")
    assert warehouses.contents(once.root) == warehouses.contents(warehouse.root)


def test_snapshots_are_kept_for_three_publishes_and_a_day(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []
    for number in range(5):
        warehouse.run(write_records(tmp_path / "in" / f"{number}.jsonl", [article(number)]))
        names.append(warehouse.snapshot)
    store = Store(warehouse.root)
    kept = sorted(folder.name for folder in store.snapshots.iterdir())
    assert kept == names  # none is a day old
    store.prune(now() + timedelta(hours=23))
    assert sorted(folder.name for folder in store.snapshots.iterdir()) == names
    store.prune(now() + timedelta(hours=25))
    assert sorted(folder.name for folder in store.snapshots.iterdir()) == names[-KEEP_SNAPSHOTS:]
    warehouses.assert_consistent(warehouse.root)
    warehouses.assert_nothing_left(warehouse.root)
    # Whoever points `current` back does not lose it.
    store.current.unlink()
    store.current.symlink_to(Path("snapshots") / names[2])
    warehouse.run(write_records(tmp_path / "in" / "9.jsonl", [article(9)]))
    assert len(warehouse.rows("fact_article")) == 4
    # The next run over everything loads what that snapshot has not.
    assert counts(warehouse.run(tmp_path / "in")) == (6, 2, 0, 4, 0)


def test_current_that_leads_nowhere(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.manifest() is None
    store.current.symlink_to("snapshots/gone")
    with pytest.raises(StoreError, match="leads nowhere; point it at a folder in"):
        store.manifest()


def test_sweep_takes_only_what_no_manifest_names(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0)]))
    root = warehouse.root
    for leftover in (
        "snapshots/.partial-x/fact_article/a.parquet",
        "snapshots/half/fact_article/a.parquet",
        "raw/documents/x.parquet",
        ".staging/x/000000-00000/raw.arrow",
        ".x-1.duckdb.tmp",
        ".x-1.duckdb.tmp.wal",
        ".current-x.tmp",
    ):
        (root / leftover).parent.mkdir(parents=True, exist_ok=True)
        (root / leftover).touch()
    Store(root).sweep()
    warehouses.assert_consistent(root)
    warehouses.assert_nothing_left(root)


def test_paths_in_the_manifest_are_within_the_warehouse(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0)]))
    told = warehouses.manifest(warehouse.root)
    assert all(not Path(file["path"]).is_absolute() for file in [*told["files"], *told["raw"]])
    assert {"snapshot_id", "run_id", "format_version", "schema_version", "rules_version"} <= told.keys()
    assert told["format_version"] == stores.FORMAT_VERSION


def test_small_files_beside_the_documents_are_joined(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger and the quarantine of many runs: a few files, and all that they say."""
    monkeypatch.setattr(raw_zone, "MOST_SMALL_FILES", 3)
    for number in range(8):
        write_records(tmp_path / "in" / f"{number}.jsonl", [article(number), {"title": f"latin {number}"}])
        write_records(tmp_path / "in" / "changing.jsonl", [article(100, str(number))])
        assert counts(warehouse.run(tmp_path / "in"))[0] == 2 * number + 3
    told = warehouses.manifest(warehouse.root)["raw"]
    for kind in ("quarantine", "files"):
        rows = [file["rows"] for file in told if file["table"] == kind]
        assert len(rows) <= 3 and sum(rows) >= 8
    assert len(warehouse.rows("meta_quarantine")) == 8
    assert counts(warehouse.run(tmp_path / "in")) == (17, 0, 0, 9, 8)  # the ledger knows every file
    before = warehouses.contents(warehouse.root, frozenset())
    warehouse.rebuild()
    assert warehouses.contents(warehouse.root, frozenset()) == before
    # What was joined goes with the last snapshot that names it.
    store = Store(warehouse.root)
    store.prune(now() + timedelta(hours=25))
    store.sweep()
    assert len(list((store.raw / "files").iterdir())) <= 3 + KEEP_SNAPSHOTS
    warehouses.assert_consistent(warehouse.root)


def test_large_quarantine_files_are_left_alone(tmp_path: Path) -> None:
    def file(number: int, size: int) -> StoredFile:
        return StoredFile(f"raw/quarantine/{number}.parquet", "quarantine", 1, size, "")

    files = [file(number, raw_zone.SMALL_FILE_BYTES) for number in range(raw_zone.MOST_SMALL_FILES)]
    files.append(StoredFile("raw/documents/0.parquet", "documents", 1, 1, ""))
    kept, rows = raw_zone.joined(Store(tmp_path), files)
    assert len(kept) == len(files) and not any(rows.values())


def test_all_is_on_the_disk_before_it_is_published(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    before_rename: set[int] = set()
    original_sync, original_rename = os.fsync, Path.rename

    def fsync(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        original_sync(descriptor)

    def rename(self: Path, target: Path) -> Path:
        before_rename.update(synced)
        return original_rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", rename)
    warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0), {"title": "latin"}]))
    told = warehouses.manifest(warehouse.root)
    files = [warehouse.root / file["path"] for file in [*told["files"], *told["raw"]]]
    folders = {file.parent for file in files} | {warehouse.root / "raw", warehouse.root / "current"}
    assert {path.stat().st_ino for path in (*files, *folders)} <= before_rename
    assert {path.stat().st_ino for path in (warehouse.root, warehouse.root / "snapshots")} <= synced
