"""The macro said_by: statements by the speaker's name in any spelling, or by the words of the speaker."""

import duckdb
import pytest

from flows import warehouse
from transforms import tables

STATEMENTS = (
    ("minister", "p1", "وزير النقل", "الجسر جاهز"),
    ("country", "country:EG", "القاهرة", "المفاوضات مستمرة"),
    ("nobody", None, "مدير الإدارة", "المكتب مغلق"),
)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect(config=warehouse.OFFLINE)
    for name in (
        "fact_article", "fact_quotation", "dim_person", "dim_person_alias", "dim_organisation", "dim_place",
    ):  # fmt: skip
        empty = tables.empty(name)
        made.register("empty", empty)
        made.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")
    for name in ("ar_norm", "said_by"):
        made.execute(warehouse.macro(name))
    made.execute("INSERT INTO fact_article (article_id) VALUES ('a')")
    made.execute("INSERT INTO dim_person (person_id, name) VALUES ('p1', 'أحمد حداد')")
    made.execute("INSERT INTO dim_person_alias VALUES ('p1', 'أحمد حداد', 'احمد حداد')")
    made.execute("INSERT INTO dim_place (place_id, name) VALUES ('country:EG', 'مصر')")
    made.executemany(
        "INSERT INTO fact_quotation (article_id, quotation_id, speaker_id, speaker_surface, statement) "
        "VALUES ('a', ?, ?, ?, ?)",
        STATEMENTS,
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
