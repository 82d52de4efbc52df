"""Judged rows: what is drawn, which verdicts still hold, what is taken in, what the page tells."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import judged
from benchmarks.judged import Mistake, Row, draw, given, in_context, joined, read, write
from benchmarks.judged_page import markdown
from tests.flows import test_show

LOADED = [{"outlet": "one", "articles": 3, "words": 2_000, "date": 8, "event": None}]
HELD = [{"check_name": "a", "n_failed": 0}]
ROW = Row("1a", "date", "one", "https://news.test/1", "a1", 5, 8, "ff", "adverb")


def some(n: int, verdict: str, kind: str = "date") -> list[Row]:
    fault = "" if verdict == "right" else "not so"
    return [replace(ROW, row_id=f"{verdict}{i}", kind=kind, verdict=verdict, fault=fault) for i in range(n)]


def told(rows: list[Row]) -> str:
    return markdown([vars_of(row) for row in rows], LOADED, HELD)


def vars_of(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__dataclass_fields__}


def test_draw_is_the_same_again_and_tells_all(tmp_path: Path) -> None:
    store = test_show.store(tmp_path, test_show.rows())
    number = {"date": 3, "person": 3, "place": 3, "statement": 3, "event": 3}
    drawn = draw(store, number)
    assert [row for row, _ in draw(store, number)] == [row for row, _ in drawn]
    assert sorted(row.kind for row, _ in drawn) == sorted(number)
    assert all(row.article == "https://news.test/1" and not row.verdict for row, _ in drawn)
    seen = "".join(in_context(row, shown) for row, shown in drawn)
    assert "⟦أمس⟧" in seen
    assert "participants: actor سالم الهادي" in seen


def test_value_changes_with_what_is_told(tmp_path: Path) -> None:
    tables = test_show.rows()
    (before,) = [row for row, _ in draw(test_show.store(tmp_path / "a", tables), {"person": 1})]
    tables["fact_mention"][0]["role"] = None
    (after,) = [row for row, _ in draw(test_show.store(tmp_path / "b", tables), {"person": 1})]
    assert before.row_id == after.row_id
    assert before.value != after.value
    assert joined([after], [replace(before, verdict="right")]) == (
        [after],
        [replace(before, verdict="right")],
    )


def test_verdict_outlives_a_rule_but_not_its_row() -> None:
    kept, gone = replace(ROW, verdict="right"), replace(ROW, row_id="2b", verdict="false", fault="a name")
    rows, lost = joined([replace(ROW, rule="other")], [kept, gone, replace(ROW, row_id="3c")])
    assert rows == [replace(ROW, rule="other", verdict="right")]
    assert lost == [gone]


def test_file_of_rows(tmp_path: Path) -> None:
    rows = [ROW, *some(2, "wrong")]
    write(tmp_path / "judged.csv", rows)
    assert read(tmp_path / "judged.csv") == rows
    assert read(tmp_path / "absent.csv") == []


def test_verdicts_are_taken_in() -> None:
    rows = [ROW, replace(ROW, row_id="2b")]
    assert given(rows, ["1a\tright", "", "2b\twrong\tan end too far"]) == [
        replace(ROW, verdict="right"),
        replace(ROW, row_id="2b", verdict="wrong", fault="an end too far"),
    ]


@pytest.mark.parametrize(
    "line", ["9z\tright", "1a\tgood", "1a", "1a\twrong", "1a\tfalse\t ", "1a\tright\tbut"]
)
def test_verdicts_that_are_refused(line: str) -> None:
    with pytest.raises(Mistake):
        given([ROW], [line])


def test_page_counts() -> None:
    page = told(
        [*some(8, "right"), *some(1, "wrong"), *some(1, "false"), replace(ROW, row_id="x", kind="event")]
    )
    assert "all 1 hold" in page
    assert "| one | 3 | 2,000 | 4.00 | 0.00 |" in page
    assert "| all | 3 | 2,000 | 4.00 | 0.00 |" in page
    assert "| date | 10 | 8 | 1 | 1 | 80.0% (49% to 94%) | 0.40 | 0.80 |" in page
    assert "| event | 0 | 0 | 0 | 0 | – | – | – |" in page
    assert "| one | [a1](https://news.test/1) | 5–8 | `adverb` | wrong | not so |" in page
    assert "not judged yet" in page


def test_page_tells_of_checks_that_fail() -> None:
    assert "1 of 1 fail" in markdown([vars_of(ROW)], LOADED, [{"check_name": "a", "n_failed": 2}])


def test_without_news_nothing_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged.main(["--shared", str(tmp_path), "--warehouse", str(tmp_path / "w")]) == 0
    assert "no news to judge" in capsys.readouterr().out


def test_what_is_kept_of_the_corpora() -> None:
    """No letter of Arabic but what a judge says is wrong, which names what it is about in words of its own."""
    rows = read(judged.VERDICTS)
    assert all(row.verdict in ("", *judged.GIVEN) for row in rows)
    assert all((row.verdict in ("wrong", "false")) == bool(row.fault) for row in rows)
    assert all(f"{row.outlet}{row.article}{row.rule}".isascii() for row in rows)
