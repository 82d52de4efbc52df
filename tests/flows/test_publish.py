"""What readers see while a run publishes, and after the warehouse has moved."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows import model, sql_files
from flows import warehouse as files
from flows.store import Store
from tests import warehouses
from tests.flows.conftest import Warehouse, counts
from tests.warehouses import article, write_records

READER = r"""
import json, sys, threading
import duckdb

root, over = sys.argv[1], threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
seen, failures = {"parquet": [], "file": []}, []
places = {
    "parquet": (":memory:", f"read_parquet('{root}/current/fact_article/*.parquet')"),
    "file": (f"{root}/warraq.duckdb", "fact_article"),
}
while not over.is_set():
    for name, (database, relation) in places.items():
        query = f"SELECT count(*), list(DISTINCT regexp_extract(text, 'v=(\\d)', 1)) FROM {relation}"
        try:
            with duckdb.connect(database, read_only=name == "file") as connection:
                number, versions = connection.execute(query).fetchone()
        except duckdb.Error as error:
            failures.append(f"{name}: {error}")
            continue
        if number != 20 or len(versions) != 1:
            failures.append(f"{name}: {number} {versions}")
        seen[name] = sorted({*seen[name], *versions})
    print("read", flush=True)
print(json.dumps({"seen": seen, "failures": failures}))
"""


def test_readers_never_see_a_mixture(warehouse: Warehouse, tmp_path: Path) -> None:
    """Each run changes every article: whoever reads sees all of one version, in Parquet and in the file."""
    source = tmp_path / "in" / "a.jsonl"
    write_records(source, [article(n, " v=0") for n in range(20)])
    warehouse.run(source)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(warehouse.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None and reader.stdout.readline() == "read\n"
        for version in (1, 2):
            write_records(source, [article(n, f" v={version}") for n in range(20)])
            assert counts(warehouse.run(source)) == (20, 0, 20, 0, 0)
        told = json.loads(reader.communicate(timeout=20)[0].splitlines()[-1])
    assert not told["failures"]
    assert all(len(versions) > 1 for versions in told["seen"].values())


def test_an_open_reader_keeps_its_snapshot(warehouse: Warehouse, tmp_path: Path) -> None:
    """A BI tool that holds the old file open goes on reading it, and the load does not wait for it."""
    warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0)]))
    with files.connect(Store(warehouse.root)) as held:
        assert held.execute("SELECT count(*) FROM fact_article").fetchone() == (1,)
        warehouse.run(write_records(tmp_path / "in" / "2.jsonl", [article(1)]))
        assert held.execute("SELECT count(*) FROM fact_article").fetchone() == (1,)
    assert files.query(Store(warehouse.root), "SELECT count(*) FROM fact_article")[1] == [(2,)]


def test_moved_warehouse(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "in" / "1.jsonl", [article(0)])
    warehouse.run(source)
    moved = Warehouse(tmp_path / "elsewhere" / "it's here")
    moved.root.parent.mkdir()
    shutil.move(warehouse.root, moved.root)
    store = Store(moved.root)
    manifest = store.manifest()
    assert manifest is not None and not files.shows(store, manifest)
    assert files.mend(store, manifest) and not files.mend(store, manifest)
    assert files.query(store, "SELECT count(*) FROM fact_article")[1] == [(1,)]
    store.database.write_bytes(b"not a database")
    assert counts(moved.run(source)) == (1, 0, 0, 1, 0)
    assert files.shows(store, manifest)


def test_a_failed_check_is_told(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publication goes on, the count of failed checks is in the tables and with the run."""
    original = sql_files.read
    monkeypatch.setattr(
        sql_files,
        "read",
        lambda kind, name: "SELECT 1" if name == "article_unique" else original(kind, name),
    )
    with pytest.raises(AssertionError):
        warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0)]))
    failed = {row["check_name"]: row["n_failed"] for row in warehouse.rows("meta_check") if row["n_failed"]}
    assert failed == {"article_unique": 1}


def test_every_check_catches_what_it_is_for(warehouse: Warehouse, tmp_path: Path) -> None:
    """One broken row a check, in a copy of the tables in memory."""
    warehouse.run(write_records(tmp_path / "in" / "1.jsonl", [article(0), article(1)]))
    breaking = {
        "article_unique": "INSERT INTO fact_article FROM fact_article LIMIT 1",
        "article_version_current": "UPDATE article_version SET content_sha256 = 'x'",
        "article_version_numbers": "UPDATE article_version SET version_no = 2",
        "bytes_kept": "DELETE FROM meta_raw_document",
        "entities_known": "INSERT INTO fact_event (event_id, article_id, place_id) VALUES ('e', 'x', 'nowhere')",
        "event_dates": "INSERT INTO fact_event (event_id, earliest_date, latest_date) "
        "VALUES ('e', DATE '2020-01-02', DATE '2020-01-01')",
        "participant_mention": "INSERT INTO bridge_event_participant (event_id, entity_id, mention_id) "
        "VALUES ('e', 'nobody', 'x')",
        "participant_surface": "INSERT INTO bridge_event_participant "
        "(event_id, article_id, start_char, end_char, surface) VALUES ('e', 'x', 0, 1, 'y')",
        "published_bounds": "UPDATE fact_article SET published_before = published_date - 1",
        "run_reconciles": "UPDATE meta_run SET n_found = n_found + 1",
        "search_complete": "DELETE FROM search_text",
        "sentence_counts": "UPDATE fact_article SET n_sentences = 99",
        "sentence_spans": "UPDATE fact_sentence SET end_char = start_char",
        "source_known": "UPDATE fact_article SET source_id = 'nobody'",
    }
    for kind, surface in (
        ("date", "surface"),
        ("mention", "surface"),
        ("event", "surface"),
        ("quotation", "statement"),
    ):
        columns = f"(article_id, start_char, end_char, {surface})"
        breaking[f"{kind}_surface"] = f"INSERT INTO fact_{kind} {columns} VALUES ('x', 0, 1, 'y')"
    assert breaking.keys() == set(sql_files.names("checks"))
    with duckdb.connect() as connection:
        for table in {file["table"] for file in warehouses.manifest(warehouse.root)["files"]}:
            connection.execute(
                f"CREATE TABLE {table} AS FROM read_parquet(?)",
                [str(warehouse.root / f"current/{table}/*.parquet")],
            )
        assert model.n_failed(model.check(connection)) == 0
        for name, statement in breaking.items():
            connection.execute("BEGIN")
            connection.execute(statement)
            failed = {row["check_name"] for row in model.check(connection).to_pylist() if row["n_failed"]}
            assert name in failed, name
            connection.execute("ROLLBACK")
