"""`warraq sql`: formats, what it refuses, tables on narrow terminals, the prompt."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows import cli, query
from flows.store import Store
from tests.flows.conftest import call
from tests.flows.test_stops import WARRAQ


def test_sql_formats(loaded: Path) -> None:
    query = "SELECT headline, published_date, authors FROM fact_article ORDER BY url DESC LIMIT 2"
    table = call("sql", query, "-w", loaded)
    assert table.exit_code == 0 and "headline" in table.stdout and "2 rows" in table.stdout
    assert "\N{LEFT-TO-RIGHT MARK}" not in table.stdout  # it is for terminals
    rows = call("sql", query, "--format", "csv", "-w", loaded).stdout_bytes
    assert rows.startswith(b"\xef\xbb\xbfheadline,published_date") and "خطة".encode() in rows
    objects = [
        json.loads(line) for line in call("sql", query, "--format", "json", "-w", loaded).stdout.splitlines()
    ]
    assert len(objects) == 2 and objects[0]["headline"].startswith("خطة")
    nested = "SELECT ['a'] AS l, {'x': DATE '2020-01-01'} AS s, MAP {'k': 1} AS m, true AS b, 1e999 AS i, sum(n) AS n "
    nested += "FROM (VALUES (1), (2)) AS t(n)"
    told = call("sql", nested, "--format", "csv", "-w", loaded).stdout.splitlines()[1]
    assert next(csv.reader([told])) == ['["a"]', '{"x": "2020-01-01"}', '{"k": 1}', "true", "inf", "3"]
    told = call("sql", nested, "--format", "json", "-w", loaded).stdout
    assert json.loads(told) == {
        "l": ["a"],
        "s": {"x": "2020-01-01"},
        "m": {"k": 1},
        "b": True,
        "i": None,
        "n": 3,
    }
    parquet = subprocess.run(
        [*WARRAQ, "sql", query, "--format", "parquet", "-w", str(loaded)], check=True, capture_output=True
    )
    assert pq.read_table(io.BytesIO(parquet.stdout))["headline"].to_pylist() == [
        one["headline"] for one in objects
    ]


@pytest.mark.parametrize(
    "statement", ["SELEKT 1", "DROP VIEW fact_article", "CREATE TABLE x (y INT)", "FROM nowhere", "SELECT 1/"]
)
def test_sql_is_read_only_and_says_what_is_wrong(loaded: Path, statement: str) -> None:
    result = call("sql", statement, "-w", loaded)
    assert result.exit_code == 1 and "Traceback" not in result.stderr
    assert "Error" in result.stderr or "only reads" in result.stderr


@pytest.mark.parametrize(
    "statement",
    [
        "COPY fact_article TO '{file}'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{file}'",
        "COPY (PIVOT fact_date ON kind USING count(*)) TO '{file}'",
        "EXPORT DATABASE '{file}'",
        "ATTACH '{file}' AS other",
        "SET memory_limit = '1GB'",
    ],
)
def test_sql_writes_no_file(loaded: Path, tmp_path: Path, statement: str) -> None:
    result = call("sql", statement.format(file=tmp_path / "out.csv"), "-w", loaded)
    assert result.exit_code == 1 and "only reads" in result.stderr
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "statement",
    [
        "PIVOT fact_date ON kind USING count(*)",
        "DESCRIBE fact_date",
        "PRAGMA version",
        "SHOW TABLES",
        "VALUES (1)",
    ],
)
def test_sql_reads_in_every_way(loaded: Path, statement: str) -> None:
    assert call("sql", statement, "-w", loaded).exit_code == 0


def test_sql_reads_the_users_own_files(loaded: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name\nx\n", "utf-8")
    assert "1 row" in call("sql", f"FROM '{tmp_path / 'list.csv'}'", "-w", loaded).stdout
    assert "DUMMY" in call("sql", "EXPLAIN SELECT 1", "-w", loaded).stdout.upper()


def test_a_table_too_wide_for_the_terminal(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = call("sql", "FROM meta_column LIMIT 2", "-w", loaded).stdout
    assert "row 1" in told and "table_description  " in told and "…" not in told
    narrow = call("sql", "SELECT table_name, position, description FROM meta_column", "-w", loaded).stdout
    assert all(len(line.rstrip()) <= 80 for line in narrow.splitlines()) and "row 1" not in narrow
    assert narrow.split()[:3] == ["table_name", "position", "description"]


def test_prompt(loaded: Path) -> None:
    result = CliRunner().invoke(
        cli.app,
        ["sql", "-w", str(loaded)],
        input=".tables\nSELECT count(*) AS n\nFROM fact_article;\nSELEKT;\n.quit\n",
    )
    assert "fact_article" in result.stdout and "6" in result.stdout and "Parser Error" in result.stderr
    assert result.exit_code == 1  # something that was piped in could not be answered
    assert CliRunner().invoke(cli.app, ["sql", "-w", str(loaded)], input="SELECT 1;\n").exit_code == 0


def test_the_tables_are_listed(loaded: Path) -> None:
    assert "fact_article" in call("sql", ".tables", "-w", loaded).stdout
    absent = call("sql", "FROM articles", "-w", loaded)
    assert absent.exit_code == 1 and absent.stderr.endswith("`warraq sql .tables` lists the tables\n")


def test_interrupting_a_prompt_drops_what_was_begun(
    loaded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed: Iterator[str | BaseException] = iter(
        ["SELECT 1 AS", KeyboardInterrupt(), "SELECT 2 AS b;", EOFError()]
    )

    def read(_: str) -> str:
        line = next(typed)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", read)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert query.prompt(Store(loaded), "table", 10)
    told = capsys.readouterr()
    assert "b" in told.out and "1 row" in told.out and not told.err
