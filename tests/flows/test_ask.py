"""The ranked search: which articles, in which order, with which passage, date and marks."""

import duckdb
import pytest

from flows import ask, warehouse
from transforms.folding import fold

BODY = (
    "اجتمعت اللجنة صباح اليوم في العاصمة وبحثت خطط الموسم ثم قالت إن ميزانية السنة كافية لكل المدارس والطرق"
)
ARTICLES = {
    "in_headline": ("زيارة الوزير إلى المصنع", f"{BODY} وحضر الوزير آخر اللقاء"),
    "in_body": ("أخبار الاقتصاد", f"وصل الوزير أمس. {BODY}"),
    "only_headline": ("كلمة الوزير", ""),
    "no_headline": ("", f"الوزير في بيروت. {BODY}"),
    "phrase": ("لقاء", f"سئل الوزير. {BODY} ثم تحدث وزير المالية"),
    "god": ("خطبة", "قال عبد الله إن المطر قريب"),
    "to_him": ("عبد", "كان عبد معه وقال له شيئا"),
}


def folded(text: str) -> str:
    """As search_text keeps it: words between single spaces, so that two lie between neighbours."""
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    return f" {'  '.join(words)} " if words else ""


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config=warehouse.OFFLINE)
    connection.execute(
        "CREATE TABLE fact_article (article_id TEXT, headline TEXT, text TEXT, n_words INT, source_id TEXT, "
        "published_date DATE, published_after DATE, published_before DATE)"
    )
    connection.execute("CREATE TABLE search_text (article_id TEXT, folded TEXT, folded_headline TEXT)")
    for name, (headline, body) in ARTICLES.items():
        text = "\n".join(filter(None, (headline, body)))
        row = [name, headline or None, text, len(text.split())]
        connection.execute(
            "INSERT INTO fact_article VALUES (?, ?, ?, ?, NULL, NULL, NULL, '2020-01-02')", row
        )
        connection.execute("INSERT INTO search_text VALUES (?, ?, ?)", [name, folded(text), folded(headline)])
    for name in warehouse.MACROS:
        if name.startswith(("ar_norm", "search")):
            connection.execute(warehouse.macro(name))
    return connection


def found(macros: duckdb.DuckDBPyConnection, words: str) -> dict[str, str]:
    rows = macros.execute("SELECT article_id, passage FROM search(?)", [words]).fetchall()
    return dict(rows)


def test_passages_are_of_the_body(macros: duckdb.DuckDBPyConnection) -> None:
    passages = found(macros, "وزير")
    assert set(list(passages)[:2]) == {"in_headline", "only_headline"}
    assert (
        passages["in_headline"].endswith("وحضر الوزير آخر اللقاء") and "زيارة" not in passages["in_headline"]
    )
    assert passages["in_body"].startswith("وصل الوزير أمس. اجتمعت")
    assert passages["no_headline"].startswith("الوزير في بيروت. اجتمعت")
    assert passages["only_headline"] == ""
    assert found(macros, "وزير المالية")["phrase"].endswith("ثم تحدث وزير المالية")
    # Where only the headline holds the words, the body begins.
    assert found(macros, "زيارة")["in_headline"].startswith("اجتمعت اللجنة")


def test_words_that_only_look_as_if_they_had_an_article(macros: duckdb.DuckDBPyConnection) -> None:
    assert list(found(macros, "عبد الله")) == ["god"]


def test_a_word_given_twice_is_one(macros: duckdb.DuckDBPyConnection) -> None:
    assert found(macros, "وزير الوزير").keys() == found(macros, "وزير").keys()


def test_marks(macros: duckdb.DuckDBPyConnection) -> None:
    ((pattern,),) = macros.execute("SELECT search_pattern('الوزير مدرسة')").fetchall()
    line = ask._marked("قال وزيرُنا للمدارس: بالمدرسة، والوزيرين.", pattern)
    marked = [line.plain[span.start : span.end] for span in line.spans]
    assert marked == ["وزيرُنا", "بالمدرسة", "والوزيرين"]


@pytest.mark.parametrize(
    ("date", "after", "before", "told"),
    [
        ("2020-01-02", "2020-01-02", "2020-01-02", "2020-01-02"),
        (None, None, "2020-01-02", "≤ 2020-01-02"),
        (None, "2020-01-02", None, "≥ 2020-01-02"),
        (None, "2019-01-01", "2020-01-02", "2019-01-01 to 2020-01-02"),
        (None, None, None, "no date"),
    ],
)
def test_date(date: str | None, after: str | None, before: str | None, told: str) -> None:
    known = {"published_date": date, "published_after": after, "published_before": before}
    assert ask._day(known) == told
