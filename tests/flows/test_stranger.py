"""What a stranger stumbled over once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows import sources
from flows.console import SteadyConsole
from flows.sources import SourceError


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


def test_a_closed_pipe_does_not_end_a_load() -> None:
    console = SteadyConsole()
    console.on_broken_pipe()
    assert console.quiet
