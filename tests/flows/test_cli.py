"""The command line: exit codes, formats, help, and one clear line for what a user can mend."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import duckdb
import pytest
import typer.main

from flows import cli, place, sql_files, summary
from flows import warehouse as database
from flows.store import StoreError
from tests.flows.conftest import Warehouse, call
from tests.flows.test_stops import WARRAQ
from tests.warehouses import article, write_records

COMMANDS: dict[str, click.Command] = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str) -> None:
    result = call(name, "--help")
    assert result.exit_code == 0
    assert "Examples:\n  " in result.stdout.replace("\n    ", "\n  ") and f"warraq {name}" in result.stdout
    assert "Exit codes:" in result.stdout and all(len(line) <= 80 for line in result.stdout.splitlines())


def test_serve_takes_what_run_takes() -> None:
    options = {name: {one.name for one in COMMANDS[name].params} for name in ("run", "serve")}
    assert options["run"] - options["serve"] == {"as_json"}


def test_commands_and_version() -> None:
    assert {"run", "serve", "sql", "search", "show", "check", "rebuild", "quarantine"} <= COMMANDS.keys()
    version = call("--version")
    assert version.exit_code == 0 and version.stdout.startswith("warraq ")
    assert "20" in call("run", "--help").stdout  # the limit's default is said


def test_first_sign_of_life_and_summary(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(0), {"title": "latin"}])
    result = call("run", source, "--warehouse", warehouse.root)
    assert result.exit_code == 0
    assert result.stderr.startswith("warraq run: 1 source into")
    assert "2 documents = 1 new + 0 new versions + 0 unchanged + 1 quarantined" in result.stdout
    assert "warraq quarantine" in result.stdout and result.stdout.count("  warraq ") == 3
    assert "the warehouse now holds 1 article, " in result.stdout
    again = call("run", source, "--warehouse", warehouse.root)
    assert "nothing new" in again.stdout
    rebuilt = call("rebuild", "--warehouse", warehouse.root, "--json")
    assert rebuilt.exit_code == 0 and json.loads(rebuilt.stdout)["command"] == "rebuild"
    told = call("rebuild", "--warehouse", warehouse.root).stdout
    assert "2 documents = 0 new + 0 new versions + 1 built again + 1 quarantined" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "{tmp}/absent"], "no such file or folder"),
        (["run", "{tmp}/*.nothing"], "nothing matches"),
        (["run", "{tmp}/empty"], "no document in"),
        (["run", "{tmp}/one.jsonl", "--field", "headline"], "write it as OURS=THEIRS"),
        (["run", "{tmp}/one.jsonl", "--field", "nonsense=x"], "is no field that can be mapped"),
        (["run", "{tmp}/one.jsonl", "--field", "body=a", "--field", "body=b"], "--field body is given twice"),
        (["rebuild"], "holds no warehouse yet"),
        (["sql", "SELECT 1"], "holds no warehouse yet"),
        (["sql", "SELECT 1", "--format", "xml"], "there is no format xml; use one of table, csv, json, parquet"),
        (["search", "x"], "holds no warehouse yet"),
        (["serve", "{tmp}"], "say when to run, with either --cron"),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(warehouse: Warehouse, tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "empty").mkdir()
    write_records(tmp_path / "one.jsonl", [article(0)])
    result = call(*(one.format(tmp=tmp_path) for one in arguments), "--warehouse", warehouse.root)
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("warraq: ") and told in last


def test_a_warehouse_that_cannot_be_written(tmp_path: Path, prefect_server: str) -> None:
    source = write_records(tmp_path / "one.jsonl", [article(0)])
    (tmp_path / "file").touch()
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "notes.txt").touch()
    wrong = {
        tmp_path / "file" / "warehouse": f"{tmp_path / 'file'} is a file",
        tmp_path / "file": "is a file; --warehouse names a folder",
        tmp_path / "others": "is no warehouse and holds other files (notes.txt ...)",
        Path("s3://bucket/warehouse"): "is an address",
    }
    for wanted, told in wrong.items():
        result = call("run", source, "--warehouse", wanted)
        assert result.exit_code == 1 and told in result.stderr.splitlines()[-1]
    assert [path.name for path in (tmp_path / "others").iterdir()] == ["notes.txt"]
    assert call("rebuild", "-w", tmp_path / "absent").exit_code == 1 and not (tmp_path / "absent").exists()


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="cannot be written: permission denied"):
        place.may_be_written(tmp_path / "warehouse")


def test_what_an_interrupted_first_run_leaves_may_become_a_warehouse(tmp_path: Path) -> None:
    for name in (".lock", ".staging"):
        (tmp_path / name).mkdir()
    place.may_be_written(tmp_path)


@pytest.mark.parametrize(("name", "told"), [("file", "is a file"), ("absent", "there is no such folder")])
def test_reading_where_no_warehouse_is(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "file").touch()
    for command in (["sql", "SELECT 1"], ["search", "x"], ["show", "x"], ["check"], ["quarantine"]):
        result = call(*command, "-w", tmp_path / name)
        assert result.exit_code == 1 and told in result.stderr


def test_a_database_that_cannot_be_remade(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(loaded))

    monkeypatch.setattr(database, "mend", refused)
    result = call("sql", "SELECT 1", "-w", loaded)
    assert (
        result.exit_code == 1
        and result.stderr == f"warraq: cannot read {loaded}: {loaded}: permission denied\n"
    )


def test_the_hint_on_unused_fields() -> None:
    assert summary._likely(["x", "meta.views", "meta.title"]) == "headline=meta.title"
    assert summary._likely(["x", "y"]) == "headline=x"


def test_search_and_show(loaded: Path) -> None:
    for words in ("رئيس", "الرئيس", "مسؤول", "مسئول", "المسؤول رئيس"):
        found = json.loads(call("search", words, "-w", loaded, "--json").stdout)
        assert [one["headline"] for one in found] == ["اجتماع المسؤولين"], words
    assert "no article holds all of" in call("search", "رئيس ديناصور", "-w", loaded).stdout
    plain = call("search", "خطة", "-w", loaded, "--limit", "2").stdout
    assert "خطة" in plain
    article_id = found[0]["article_id"]
    for name in (article_id, article_id[:8], "https://n.test/x"):
        shown = json.loads(call("show", name, "-w", loaded, "--json").stdout)
        assert shown["article_id"] == article_id and len(shown["sentences"]) == shown["n_sentences"]
    assert "اجتماع المسؤولين" in call("show", article_id, "-w", loaded).stdout
    absent = call("show", "zzzz", "-w", loaded)
    assert absent.exit_code == 1 and "find its id with `warraq search`" in absent.stderr
    assert call("show", "a.jsonl#0", "-w", loaded).exit_code == 0


def test_check_and_quarantine(loaded: Path) -> None:
    checks = call("check", "-w", loaded, "--json")
    assert checks.exit_code == 0 and not any(one["n_failed"] for one in json.loads(checks.stdout))
    n_checks = len(sql_files.names("checks"))
    assert f"{n_checks} checks hold, 0 fail" in call("check", "-w", loaded).stdout
    (row,) = json.loads(call("quarantine", "-w", loaded, "--json").stdout)
    assert row["stage"] == "normalise" and row["source_uri"].endswith("a.jsonl#6") and row["sample"]
    plain = call("quarantine", "-w", loaded).stdout
    assert "no letter of Arabic script" in plain
    assert call("quarantine", "-w", loaded, "--run", row["run_id"][:12]).stdout == plain
    assert json.loads(call("quarantine", "-w", loaded, "--run", "x", "--json").stdout) == []
    assert (
        f"the newest that were: {row['run_id']} (1)" in call("quarantine", "-w", loaded, "--run", "x").stdout
    )


def test_quarantine_says_what_can_be_done(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "a.jsonl", [article(0), {"text": "كلمة " * 200_000}, {"id": "7"}])
    summary = call("run", source, "-w", warehouse.root, "--largest-document", "1").stdout
    (run,) = {row["run_id"] for row in warehouse.rows("meta_quarantine")}
    assert f"warraq quarantine --run {run} " in summary
    told = call("quarantine", "-w", warehouse.root).stdout
    assert "too large: run again with a higher --largest-document\n" in told
    assert "no headline or body among its fields: run again and say which are" in told
    with source.open("a") as file:
        file.write("[]\n")
    assert "warraq quarantine --warehouse" in call("run", source, "-w", warehouse.root).stdout


def test_a_failing_check_exits_1_with_its_rows(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = sql_files.read
    broken = "SELECT article_id FROM fact_article ORDER BY article_id LIMIT 1"
    monkeypatch.setattr(
        sql_files, "read", lambda kind, name: broken if name == "article_unique" else original(kind, name)
    )
    result = call("check", "-w", loaded, "--json")
    assert result.exit_code == 1
    (failed,) = [one for one in json.loads(result.stdout) if one["n_failed"]]
    assert failed["check_name"] == "article_unique" and len(failed["rows"]) == 1
    assert call("check", "-w", loaded).exit_code == 1


def test_every_command_mends_the_duckdb_file(loaded: Path) -> None:
    database = loaded / "warraq.duckdb"
    for command in (["sql", "SELECT 1"], ["search", "خطة"], ["show", "a.jsonl#0"], ["check"], ["quarantine"]):
        database.unlink()
        assert call(*command, "-w", loaded).exit_code == 0
        assert database.exists()


def test_environment_names_the_warehouse(loaded: Path) -> None:
    found = subprocess.run(
        [*WARRAQ, "sql", "SELECT count(*) AS n FROM fact_article", "--format", "json"],
        env={"WARRAQ_WAREHOUSE": str(loaded), "PATH": ""},
        cwd=Path(cli.__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(found.stdout) == {"n": 6}


def test_light_to_import() -> None:
    """What a command does not need is not imported: the first line comes at once."""
    heavy = {"prefect", "duckdb", "pyarrow", "numba", "rich.progress"}
    told = "import sys, flows.cli; print(*(name for name in sys.modules))"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout
    assert not heavy & set(found.split())


def test_duckdb_is_the_engine(loaded: Path) -> None:
    with duckdb.connect(str(loaded / "warraq.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM fact_article").fetchone() == (6,)
