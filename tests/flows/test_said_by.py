"""The macros said_by and said_about: statements by who said them, and by whom they name."""

import duckdb
import pytest

from flows import sql_files, warehouse
from transforms import tables

STATEMENTS = (
    ("minister", "p1", "وزير النقل", "الجسر جاهز"),
    ("country", "country:EG", "القاهرة", "المفاوضات مستمرة"),
    ("nobody", None, "مدير الإدارة", "المكتب مغلق"),
)

MENTIONS = (
    ("place", "country:EG", "مصر", "القاهرة", 10, 20),
    ("place", "country:EG", "مصر", "مصر", 110, 120),
    ("person", "p1", "أحمد حداد", "حداد", 230, 240),
    ("person", "p1", "أحمد حداد", "حداد", 20, 30),
    ("organisation", "o1", "حزب الفجر", "حزب الفجر", 60, 70),
)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect(config=warehouse.OFFLINE)
    for name in (
        "fact_article", "fact_mention", "fact_quotation", "dim_person", "dim_person_alias", "dim_organisation",
        "dim_place",
    ):  # fmt: skip
        empty = tables.empty(name)
        made.register("empty", empty)
        made.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")
    mart = "mart_who_said_what"
    made.execute(f"CREATE VIEW {mart} AS {sql_files.read('marts', mart)}")
    for name in ("ar_norm", "said_by", "said_about"):
        made.execute(warehouse.macro(name))
    made.execute("INSERT INTO fact_article (article_id) VALUES ('a')")
    made.execute("INSERT INTO dim_person (person_id, name) VALUES ('p1', 'أحمد حداد')")
    made.execute("INSERT INTO dim_person_alias VALUES ('p1', 'أحمد حداد', 'احمد حداد')")
    made.execute("INSERT INTO dim_place (place_id, name) VALUES ('country:EG', 'مصر')")
    made.executemany(
        "INSERT INTO fact_quotation (article_id, quotation_id, speaker_id, speaker_surface, statement, start_char, "
        "end_char) VALUES ('a', ?, ?, ?, ?, ?, ?)",
        [(*row, 100 * i, 100 * i + 50) for i, row in enumerate(STATEMENTS)],
    )
    made.executemany(
        "INSERT INTO fact_mention (article_id, entity_type, entity_id, name, surface, start_char, end_char) "
        "VALUES ('a', ?, ?, ?, ?, ?, ?)",
        MENTIONS,
    )
    return made


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("أحمد حدّاد", ["الجسر جاهز"]),
        ("مصر", ["المفاوضات مستمرة"]),
        ("الاداره", ["المكتب مغلق"]),
        ("وزير النقل", ["الجسر جاهز"]),
        ("وزير", ["الجسر جاهز"]),
        ("زير", []),
    ],
)
def test_said_by(connection: duckdb.DuckDBPyConnection, name: str, said: list[str]) -> None:
    assert connection.execute("SELECT statement FROM said_by(?)", [name]).fetchall() == [(s,) for s in said]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("أحمد حدّاد", ["المكتب مغلق"]),
        ("مصر", ["الجسر جاهز"]),
        ("القاهره", ["الجسر جاهز"]),
        ("حزب الفجر", []),
    ],
    ids=["not by himself", "not by itself", "as written", "outside of statements"],
)
def test_said_about(connection: duckdb.DuckDBPyConnection, name: str, said: list[str]) -> None:
    found = connection.execute("SELECT statement FROM said_about(?)", [name]).fetchall()
    assert found == [(s,) for s in said]
