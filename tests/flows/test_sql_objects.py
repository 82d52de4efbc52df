"""The DuckDB file: comments, macros, marts; the same folding in SQL as in Python."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import sql_files, warehouse
from flows.store import Store
from tests.flows.conftest import Warehouse
from tests.warehouses import article, write_records
from transforms import folding
from transforms.tables import TABLES

WORDS = (
    "مَسْؤُول", "مسئول", "الرَّئيس", "إنَّ", "أَحمد", "آمال", "ٱلله", "فاطمة", "مصطفى", "على", "قـــال", "ﻻ", "ﷺ", "ﷲ",
    "ﺍﻟﺴﻼﻡ", "١٤٤٠", "۱۲۳", "ک", "ی", "می\u200cشود", "\u202bخبر\u202c", "ؤُ", "و\u064f\u0654", "ي\u0654", "ى\u0654",
    "أ\u064e", "Straße", "ÉTÉ", "İ", "",
)  # fmt: skip
BLOCKS = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x600, 0x6FF),
    (0x750, 0x77F),
    (0x8A0, 0x8FF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
)
LETTERS = st.one_of(*(st.characters(min_codepoint=first, max_codepoint=last) for first, last in BLOCKS))


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config=warehouse.OFFLINE)
    connection.execute(warehouse.macro("ar_norm"))
    return connection


@pytest.mark.parametrize("word", WORDS)
def test_ar_norm_folds_as_python_does(macros: duckdb.DuckDBPyConnection, word: str) -> None:
    assert macros.execute("SELECT ar_norm(?)", [word]).fetchone() == (folding.fold(word),)


@settings(max_examples=30)
@given(texts=st.lists(st.text(LETTERS, max_size=12), min_size=40, max_size=60))
def test_ar_norm_folds_any_text(macros: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    rows = macros.execute("SELECT ar_norm(t) FROM (SELECT unnest(?::VARCHAR[]) AS t)", [texts]).fetchall()
    assert [row[0] for row in rows] == [folding.fold(text) for text in texts]


@pytest.fixture
def loaded(warehouse: Warehouse, tmp_path: Path) -> Store:
    warehouse.run(write_records(tmp_path / "in" / "a.jsonl", [article(n) for n in range(3)]))
    return Store(warehouse.root)


def test_objects(loaded: Store) -> None:
    with warehouse.connect(loaded) as connection:
        told = dict(
            connection.execute(
                "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
                "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
            ).fetchall()
        )
        assert told.keys() == {*TABLES, *sql_files.names("marts"), "warehouse"}
        assert all(told.values())
        columns = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE table_name IN "
            "(SELECT unnest(?))", [list(TABLES)],
        ).fetchall()  # fmt: skip
        expected = {(t.name, c.name): c.description for t in TABLES.values() for c in t.columns}
        assert {(table, column): comment for table, column, comment in columns} == expected
        for mart in sql_files.names("marts"):
            connection.execute(f"FROM {mart}")
        # Context counts code points, and stops at the ends of the text.
        row = connection.execute("SELECT article_id, text FROM fact_article ORDER BY url LIMIT 1").fetchone()
        assert row is not None
        for start, end, more in ((10, 15, 4), (0, 3, 5), (2, 4, 10_000)):
            found = connection.execute("SELECT context(?, ?, ?, ?)", [row[0], start, end, more]).fetchone()
            assert found == (row[1][max(start - more, 0) : end + more],)
        assert connection.execute("SELECT count(*) FROM search('خطه')").fetchone() == (3,)
        with pytest.raises(duckdb.Error):
            connection.execute("CREATE TABLE x (y INT)")


OLDEST = """
import sys
import duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    print(*connection.execute("SELECT count(*), any_value(ar_norm(headline)) FROM fact_article").fetchone())
    print(*connection.execute("SELECT count(*) FROM search('خطة')").fetchone())
"""


def test_opens_in_the_oldest_duckdb(loaded: Store) -> None:
    """Run by hand with `WARRAQ_OLDEST_DUCKDB`, the Python of an environment with duckdb 1.4."""
    python = os.environ.get("WARRAQ_OLDEST_DUCKDB")
    if not python:
        pytest.skip("WARRAQ_OLDEST_DUCKDB does not name a Python with duckdb 1.4")
    told = subprocess.run(
        [python, "-c", OLDEST, str(loaded.database)], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[1] == "3"


def test_this_duckdb_reads_it_from_another_process(loaded: Store) -> None:
    told = subprocess.run(
        [sys.executable, "-c", OLDEST, str(loaded.database)], capture_output=True, text=True, check=True
    )
    assert told.stdout.split()[0] == "3"
