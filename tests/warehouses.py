"""What a warehouse on disk must be, told by its files alone; the tests and `benchmarks.chaos` ask it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from flows import model, warehouse
from flows.store import Store

VARYING = frozenset(
    {"run_id", "snapshot_id", "first_seen_at", "valid_from", "valid_to", "seen_at", "started_at", "ended_at"}
)
"""Columns that differ from one loading of the same documents to the next."""

PLACES = ("الرياض", "القاهرة", "بيروت", "تونس", "الخرطوم")
SUBJECTS = ("الميزانية", "التعليم", "الزراعة", "النقل", "الصحة", "المياه")


def article(number: int, change: str = "") -> dict[str, str]:
    """A made-up article as a record; `change` makes another version of it."""
    place, subject = PLACES[number % len(PLACES)], SUBJECTS[number % len(SUBJECTS)]
    body = (
        f"{place} - واس\nأعلن وزير {subject} خطة رقم {number} تمتد سنوات. وقال إن العمل يبدأ قريباً{change}."
    )
    return {
        "title": f"خطة {number} لقطاع {subject} في {place}",
        "content": body,
        "url": f"https://news.test/{number}",
        "date": f"2021-03-{number % 28 + 1:02d}",
    }


def write_records(path: Path, records: Iterable[Mapping[str, str]]) -> Path:
    """Writes JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path


def manifest(root: Path) -> dict[str, Any]:
    """The published manifest, as it stands in the file."""
    told: dict[str, Any] = json.loads((root / "current" / "manifest.json").read_text("utf-8"))
    return told


def rows(root: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a published table."""
    paths = sorted((root / "current" / table).glob("*.parquet"))
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def contents(root: Path, without: frozenset[str] = VARYING) -> dict[str, list[str]]:
    """Every table but the runs, its rows in an order of their own, without some columns."""
    tables = sorted({file["table"] for file in manifest(root)["files"]} - {"meta_run"})
    return {
        table: sorted(
            json.dumps({k: v for k, v in row.items() if k not in without}, ensure_ascii=False, default=str)
            for row in rows(root, table)
        )
        for table in tables
    }


def assert_consistent(root: Path) -> None:
    """`current` and the raw zone are what the manifest says, every check holds, the DuckDB file opens."""
    told = manifest(root)
    snapshot = (root / "current").resolve()
    assert snapshot.name == told["snapshot_id"]
    for file in [*told["files"], *told["raw"]]:
        path = root / file["path"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"], path
        assert path.stat().st_size == file["bytes"]
        assert pq.read_metadata(path).num_rows == file["rows"]
    listed = {root / file["path"] for file in told["files"]}
    assert {root / path.relative_to(root.resolve()) for path in snapshot.glob("*/*.parquet")} == listed
    with duckdb.connect() as connection:
        warehouse.declare_tables(connection, snapshot, copies=False)
        failed = [check for check in model.check(connection).to_pylist() if check["n_failed"]]
    assert not failed
    if (root / "warraq.duckdb").exists():
        with warehouse.connect(Store(root)) as connection:
            assert connection.execute("SELECT count(*) FROM warehouse").fetchone() == (1,)


def assert_nothing_left(root: Path) -> None:
    """No file but those that some manifest names, the logs, the lock and the DuckDB file."""
    manifests = [json.loads(path.read_text("utf-8")) for path in root.glob("snapshots/*/manifest.json")]
    listed = {file["path"] for told in manifests for kind in ("files", "raw") for file in told[kind]}
    found = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    found = {path for path in found if not path.startswith("current/")}
    beside = {path for path in found - listed if not path.endswith("manifest.json")}
    assert beside <= {".lock", "raw/runs.jsonl", "raw/files.jsonl", "warraq.duckdb"}
