"""The macro who_met and its mart: participants of meetings by name in any spelling, or by their words."""

import duckdb
import pytest

from flows import sql_files, warehouse
from transforms import tables

MENTIONS = (
    ("m1", "person", "p1", "أحمد حداد"),
    ("m2", "organisation", "o1", "حزب الفجر"),
    ("m3", "place", "country:EG", "مصر"),
)
EVENTS = (
    ("talks", "CONSULT", "040"),
    ("visit", "CONSULT", "042"),
    ("attack", "ASSAULT", "190"),
    ("reception", "CONSULT", "043"),
)
PARTICIPANTS = (
    ("talks", "p1", "m1", "both", 0, "الوزير أحمد حداد"),
    ("talks", "o1", "m2", "both", 30, "حزب الفجر"),
    ("talks", None, None, "both", 50, "وفد المدينة"),
    ("visit", "p1", "m1", "actor", 0, "أحمد حداد"),
    ("visit", "country:EG", "m3", "recipient", 30, "مصر"),
    ("attack", "p1", "m1", "actor", 0, "أحمد حداد"),
    ("attack", "o1", "m2", "recipient", 30, "حزب الفجر"),
    ("reception", None, None, "actor", 0, "الملكة"),
    ("reception", None, None, "recipient", 30, "الطلاب"),
    ("reception", None, None, "recipient", 50, "المعلمات"),
)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect(config=warehouse.OFFLINE)
    for name in (
        "fact_article", "fact_event", "bridge_event_participant", "fact_mention", "dim_person_alias", "dim_place",
    ):  # fmt: skip
        made.register("empty", tables.empty(name))
        made.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")
    for name in ("ar_norm", "who_met"):
        made.execute(warehouse.macro(name))
    made.execute(f"CREATE VIEW mart AS {sql_files.read('marts', 'mart_who_met_whom')}")
    made.execute("INSERT INTO fact_article (article_id) VALUES ('a')")
    made.execute("INSERT INTO dim_person_alias VALUES ('p1', 'أحمد حداد', 'احمد حداد')")
    made.executemany(
        "INSERT INTO fact_mention (mention_id, entity_type, entity_id, name) VALUES (?, ?, ?, ?)", MENTIONS
    )
    made.executemany(
        "INSERT INTO fact_event (event_id, article_id, event_type, cameo_code) VALUES (?, 'a', ?, ?)", EVENTS
    )
    made.executemany(
        "INSERT INTO bridge_event_participant "
        "(event_id, article_id, entity_id, mention_id, participant_role, start_char, surface) "
        "VALUES (?, 'a', ?, ?, ?, ?, ?)",
        PARTICIPANTS,
    )
    return made


@pytest.mark.parametrize(
    ("name", "met"),
    [
        ("احمد حدّاد", ["حزب الفجر", "وفد المدينة"]),
        ("حزب الفجر", ["أحمد حداد", "وفد المدينة"]),
        ("وفد المدينه", ["أحمد حداد", "حزب الفجر"]),
        ("مصر", ["أحمد حداد"]),
        ("حزب الشمس", []),
        ("الملكة", ["الطلاب", "المعلمات"]),
        ("المعلمات", ["الملكة"]),
    ],
)
def test_who_met(connection: duckdb.DuckDBPyConnection, name: str, met: list[str]) -> None:
    assert connection.execute("SELECT met FROM who_met(?)", [name]).fetchall() == [(one,) for one in met]


def test_pairs_of_meetings_only(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "SELECT event_id, name, other_name FROM mart ORDER BY event_id, name, other_name"
    ).fetchall()
    assert found == [
        ("reception", "الملكة", "الطلاب"),
        ("reception", "الملكة", "المعلمات"),
        ("talks", "أحمد حداد", "حزب الفجر"),
        ("talks", "أحمد حداد", "وفد المدينة"),
        ("talks", "حزب الفجر", "وفد المدينة"),
    ]
