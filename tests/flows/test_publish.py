"""What readers see while a run publishes, and after the warehouse has moved."""

import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from flows import model
from flows import warehouse as files
from flows.store import Store
from tests import warehouses
from tests.flows.conftest import Warehouse, counts
from tests.warehouses import article, write_records


def test_readers_never_see_a_mixture(warehouse: Warehouse, tmp_path: Path) -> None:
    """Each run changes every article: whoever reads sees all of one version, in Parquet and in the file."""
    source = tmp_path / "in" / "a.jsonl"
    write_records(source, [article(n, " نسخة 0") for n in range(20)])
    warehouse.run(source)
    seen: dict[str, set[str]] = {"parquet": set(), "file": set()}
    failures: list[str] = []
    over = threading.Event()

    def read() -> None:
        current = str(warehouse.root / "current" / "fact_article" / "*.parquet")
        while not over.is_set():
            for name, relation in (("parquet", f"read_parquet('{current}')"), ("file", "fact_article")):
                database = str(warehouse.root / "warraq.duckdb") if name == "file" else ":memory:"
                try:
                    with duckdb.connect(database, read_only=name == "file") as connection:
                        found = connection.execute(
                            f"SELECT count(*), list(DISTINCT regexp_extract(text, 'نسخة (\\d)', 1)) FROM {relation}"
                        ).fetchone()
                except duckdb.Error as error:
                    failures.append(f"{name}: {error}")
                    continue
                assert found is not None
                if found[0] != 20 or len(found[1]) != 1:
                    failures.append(f"{name}: {found}")
                seen[name].update(found[1])

    reader = threading.Thread(target=read)
    reader.start()
    for version in (1, 2, 3):
        write_records(source, [article(n, f" نسخة {version}") for n in range(20)])
        assert counts(warehouse.run(source)) == (20, 0, 20, 0, 0)
    over.set()
    reader.join()
    assert not failures
    assert all(len(versions) > 1 for versions in seen.values())


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
    original = model.sql_files.read
    monkeypatch.setattr(
        model.sql_files,
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
        "published_bounds": "UPDATE fact_article SET published_before = published_date - 1",
        "run_reconciles": "UPDATE meta_run SET n_found = n_found + 1",
        "search_complete": "DELETE FROM search_text",
        "sentence_counts": "UPDATE fact_article SET n_sentences = 99",
        "sentence_spans": "UPDATE fact_sentence SET end_char = start_char",
        "source_known": "UPDATE fact_article SET source_id = 'nobody'",
        "date_surface": "INSERT INTO fact_date (article_id, start_char, end_char, surface) VALUES ('x', 0, 1, 'y')",
        "mention_surface": "INSERT INTO fact_mention (article_id, start_char, end_char, surface) VALUES ('x', 0, 1, 'y')",
        "event_surface": "INSERT INTO fact_event (article_id, start_char, end_char, surface) VALUES ('x', 0, 1, 'y')",
        "quotation_surface": "INSERT INTO fact_quotation (article_id, start_char, end_char, statement) VALUES ('x', 0, 1, 'y')",
    }
    assert breaking.keys() == set(model.sql_files.names("checks"))
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
