"""Who held which position when: the dimensions of persons, fact_tenure and title_on, on articles of our own."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import warehouse as database
from flows.store import Store
from tests.flows.conftest import Warehouse
from tests.warehouses import article, write_records

BODIES = (
    ("2014-03-02", "قال وزير الصحة اليمني الدكتور محمد العلي إن العمل بدأ."),
    ("2014-09-02", "زار وزير الصحة اليمني محمد العلي المدينة."),
    ("2015-02-02", "سجل لاعب الهلال محمد العلي هدفا."),
    ("2015-03-02", "قالت المستشارة أنجيلا ميركيل إن بلادها ترحب."),
    ("2015-04-02", "قالت المستشارة أنغيلا ميركل إن بلادها ترحب."),
    ("2016-04-02", "قال وزير النفط السابق سمير داود كلمة."),
)


@pytest.fixture
def loaded(warehouse: Warehouse, tmp_path: Path) -> duckdb.DuckDBPyConnection:
    records = [
        article(number) | {"title": "خبر", "text": text, "published": day}
        for number, (day, text) in enumerate(BODIES)
    ]
    warehouse.run(write_records(tmp_path / "in" / "a.jsonl", records))
    return database.connect(Store(warehouse.root))


def test_namesakes_and_spellings(loaded: duckdb.DuckDBPyConnection) -> None:
    persons = loaded.execute("SELECT name, country_code, role FROM dim_person ORDER BY ALL").fetchall()
    assert persons == [
        ("أنجيلا ميركل", "DE", "مستشارة"),
        ("سمير داود", None, None),
        ("محمد العلي", "YE", "وزير الصحة"),
        ("محمد العلي", None, "لاعب الهلال"),
    ]
    aliases = loaded.execute(
        "SELECT alias FROM dim_person_alias JOIN dim_person USING (person_id) WHERE country_code = 'DE'"
    ).fetchall()
    assert {("أنجيلا ميركيل",), ("أنغيلا ميركل",)} <= set(aliases)


def test_tenure_has_evidence_and_no_former_position(loaded: duckdb.DuckDBPyConnection) -> None:
    rows = loaded.execute(
        "SELECT r.name, t.first_seen_date::VARCHAR, t.last_seen_date::VARCHAR, t.n_articles, m.surface"
        " FROM fact_tenure AS t JOIN dim_position AS r USING (position_id)"
        " JOIN fact_mention AS m ON m.mention_id = t.evidence_mention_id ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("لاعب الهلال", "2015-02-02", "2015-02-02", 1, "محمد العلي"),
        ("مستشارة", "2015-03-02", "2015-04-02", 2, "أنجيلا ميركيل"),
        ("وزير الصحة", "2014-03-02", "2014-09-02", 2, "محمد العلي"),
    ]


def test_each_position_has_its_own_organisation(warehouse: Warehouse, tmp_path: Path) -> None:
    text = "قال رئيس جامعة الدول العربية، نائب رئيس نادي الهلال سمير داود كلمة."
    warehouse.run(write_records(tmp_path / "in" / "a.jsonl", [article(0) | {"title": "خبر", "text": text}]))
    rows = (
        database.connect(Store(warehouse.root))
        .execute(
            "SELECT r.name, o.name FROM fact_tenure JOIN dim_position AS r USING (position_id)"
            " LEFT JOIN dim_organisation AS o USING (organisation_id) ORDER BY ALL"
        )
        .fetchall()
    )
    assert rows == [("رئيس جامعة الدول العربية", "جامعة الدول العربية"), ("نائب رئيس نادي الهلال", "الهلال")]


@pytest.mark.parametrize(
    ("name", "day", "told"),
    [
        ("أنجيلا ميركيل", "2015-03-20", [("مستشارة", 0)]),
        ("محمد العلي", "2014-05-01", [("وزير الصحة", 0), ("لاعب الهلال", 277)]),
        ("محمد العلي", "2014-09-12", [("وزير الصحة", 10), ("لاعب الهلال", 143)]),
        ("سمير داود", "2016-04-02", []),
    ],
)
def test_title_on(
    loaded: duckdb.DuckDBPyConnection, name: str, day: str, told: list[tuple[str, int]]
) -> None:
    rows = loaded.execute("SELECT position, days_off FROM title_on(?, ?)", [name, day]).fetchall()
    assert rows == told


def test_spellings_of_a_position_are_one(warehouse: Warehouse, tmp_path: Path) -> None:
    texts = (
        "قال سمير ماكميلان رئيس وزراء كندا إن العمل بدأ.",
        "زار رئيس الوزراء الكندي سمير ماكميلان المدينة.",
        "قال وزير الصحة اليمني طارق العامري إن العمل بدأ. ثم زار الوزير العامري المدينة.",
        "عينت الحكومة أيمن الراوي وزيرا للنقل.",
    )
    records = [
        article(n) | {"title": "خبر", "text": text, "published": "2014-03-02"} for n, text in enumerate(texts)
    ]
    warehouse.run(write_records(tmp_path / "in" / "a.jsonl", records))
    with database.connect(Store(warehouse.root)) as connection:
        rows = connection.execute(
            "SELECT p.name, r.name, t.country_code, t.n_articles FROM fact_tenure AS t"
            " JOIN dim_person AS p USING (person_id) JOIN dim_position AS r USING (position_id) ORDER BY ALL"
        ).fetchall()
    assert [(person, country, n) for person, _, country, n in rows] == [
        ("أيمن الراوي", None, 1),
        ("سمير ماكميلان", "CA", 2),
        ("طارق العامري", "YE", 1),
    ]
    assert rows[0][1] == "وزير للنقل"
    assert rows[2][1] == "وزير الصحة"


LOADS = (
    "قال محمد العلي إن العمل بدأ.",
    "قال وزير الصحة اليمني محمد العلي إن العمل بدأ.",
    "سجل لاعب الهلال محمد العلي هدفا.",
)


def _who(root: Path) -> list[tuple[Any, ...]]:
    """Each person that mentions and speakers mean: id, position, number of mentions, of those with a statement."""
    with database.connect(Store(root)) as connection:
        return connection.execute(
            "SELECT p.person_id, p.role, count(*), count(q.quotation_id) FROM fact_mention AS m"
            " JOIN dim_person AS p ON m.entity_id = p.person_id"
            " LEFT JOIN fact_quotation AS q ON q.speaker_id = p.person_id AND q.article_id = m.article_id"
            " GROUP BY p.person_id, p.role ORDER BY p.person_id"
        ).fetchall()


def test_one_person_with_and_without_a_position(warehouse: Warehouse, tmp_path: Path) -> None:
    records = [
        article(n) | {"title": "خبر", "text": text, "published": "2014-03-02"} for n, text in enumerate(LOADS)
    ]
    told = []
    for number in (1, 0, 2):
        warehouse.run(write_records(tmp_path / f"{number}" / "a.jsonl", [records[number]]))
        told.append(_who(warehouse.root))
    (minister,), both, ((person, *_), player) = told
    name = str(person)
    assert minister == (name, "وزير الصحة", 1, 1)
    assert both == [(name, "وزير الصحة", 2, 2)]
    assert player == (f"{name}-sport", "لاعب الهلال", 1, 0)
    warehouse.rebuild()
    assert _who(warehouse.root) == told[-1]
    assert {(row["entity_id"], row["person_id"]) for row in warehouse.rows("bridge_person")} == {
        (f"{name}-YE", name)
    }
