"""What a stranger stumbled over once."""

import json
import os
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

import flows
from flows import endings, raw_zone, sources
from flows import job as jobs
from flows.console import SteadyConsole
from flows.sources import SourceError
from flows.store import Store
from tests.flows.conftest import Warehouse
from tests.warehouses import article, write_records


def test_a_warehouse_is_no_news(tmp_path: Path) -> None:
    for folder in ("warehouse/snapshots", "warehouse/raw"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "warehouse/snapshots/a.parquet").write_bytes(b"PAR1")
    (tmp_path / "a.txt").write_text("خبر", "utf-8")
    assert [file.relative for file in sources.find([str(tmp_path)])] == ["a.txt"]
    with pytest.raises(SourceError, match="is a warehouse"):
        sources.find([str(tmp_path / "warehouse")])


def test_field_names_are_remembered_for_a_collection(prefect_server: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    record = {"hdl": "عنوان الخبر", "text": "متن الخبر هنا", "extra": "زيادة"}
    (folder / "a.jsonl").write_text(json.dumps(record) + "\n", "utf-8")

    def run(*options: str) -> dict[str, object]:
        command = [sys.executable, "-m", "flows.cli", "run", str(folder), "-w", str(tmp_path / "w"), *options]
        done = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
        return dict(json.loads(done.stdout))

    assert run("--field", "headline=hdl")["n_new"] == 1
    assert run()["n_unchanged"] == 1
    (folder / "b.jsonl").write_text(json.dumps(record | {"hdl": "عنوان آخر"}) + "\n", "utf-8")
    assert run()["n_new"] == 1
    sql = [sys.executable, "-m", "flows.cli", "sql", "-w", str(tmp_path / "w"), "--format", "json"]
    told = subprocess.run(
        [*sql, "SELECT headline FROM fact_article ORDER BY 1"], check=True, capture_output=True, text=True
    )
    assert [json.loads(line)["headline"] for line in told.stdout.splitlines()] == ["عنوان آخر", "عنوان الخبر"]


def test_a_field_that_no_record_has_is_told(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(0), {"id": "7", "payload": "نص"}])
    job = warehouse.run(source, field_names={"headline": "Titel", "body": "content"})
    assert job.absent_fields() == {"headline": "Titel"}
    (refused,) = warehouse.rows("meta_quarantine")
    assert refused["reason"] == "no headline or body among its fields: id, payload"
    again = warehouse.run(source, field_names={"headline": "Titel", "body": "content"})
    assert again.absent_fields() == {}  # nothing was read, so nothing can be said


def test_a_source_without_a_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a source without a name"):
        sources.find([""])


def test_a_run_in_progress_is_not_said_to_be_killed(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    log = warehouse.root / "raw" / "runs.jsonl"
    begun = jobs.plan

    def plan(job: jobs.Job) -> None:
        seen.append(json.loads(log.read_text("utf-8").splitlines()[-1])["status"])
        begun(job)

    monkeypatch.setattr(jobs, "plan", plan)
    warehouse.run(write_records(tmp_path / "in" / "a.jsonl", [article(0)]))
    assert seen == ["running"]
    assert [run["status"] for run in warehouse.rows("meta_run")] == ["completed"]
    assert [run["status"] for run in raw_zone.logged_runs(Store(warehouse.root))] == ["completed"]


def test_a_wrong_vocabulary_is_told_and_not_a_want_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "want of memory" in endings.told(BrokenProcessPool(), tmp_path)[1]
    monkeypatch.setenv("WARRAQ_SEEDS", str(tmp_path))
    assert "is missing; set WARRAQ_SEEDS" in endings.told(BrokenProcessPool(), tmp_path)[1]


def test_old_kernels_go_when_new_ones_come(tmp_path: Path) -> None:
    old, recent, new = (tmp_path / f"kernels-{name}" for name in ("a", "b", "c"))
    for folder in (old, recent):
        flows._use(folder)
        (folder / "x.nbi").touch()
    os.utime(old, (0, 0))
    flows._use(recent)
    assert old.exists()
    flows._use(new)
    assert sorted(tmp_path.iterdir()) == [recent, new] and (recent / "x.nbi").exists()


def test_a_closed_pipe_does_not_end_a_load() -> None:
    console = SteadyConsole()
    console.on_broken_pipe()
    assert console.quiet
