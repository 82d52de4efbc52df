import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.lexicons import values
from transforms.metadata.dateline import find_byline_line, find_credit, find_dateline, may_have_dateline
from transforms.metadata.names import Names

CASES = Path(__file__).parent.parent / "cases" / "datelines.tsv"
LINES = CASES.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def unescaped(text: str) -> str:
    return text.replace("\\n", "\n").replace('\\"', '"')


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_dateline(row: dict[str, str], names: Names) -> None:
    title = "عنوان\n"
    text = title + unescaped(row["text"])
    found = find_dateline(text, len(title), names, outlet=row["outlet"] or None)
    if not row["dateline"]:
        assert found is None
        return
    assert found is not None
    assert text[found.start : found.end] == row["dateline"]
    assert found.places == tuple(values(row["places"]))
    assert found.place == (found.places[0] if found.places else "")
    assert (found.source, found.source_id or "") == (row["source"], row["source_id"])
    assert found.persons == tuple(values(row["persons"]))
    assert may_have_dateline(text[len(title) :]) or "Next" in row["text"]


@pytest.mark.parametrize(
    ("text", "author", "line"),
    [
        ("كتب: سامي عبدالجليل\nأعلنت الوزارة", "", "كتب: سامي عبدالجليل"),
        ("فوزية الفلاني\nقرأت قبل أيام", "", "فوزية الفلاني"),
        ("بقلم د. محمد الخطيب\nقرأت", "", "بقلم د. محمد الخطيب"),
        ("قاف الكاف - الزلفي\nأعلنت", "قاف الكاف - الزلفي", "قاف الكاف - الزلفي"),
        ("الأمير فهد بن سالم\nافتتح", "", None),
        ("أمير منطقة الباحة\nدشن", "", None),
        ("محمد فاز.\nوقال", "", None),
        ("أعلنت الوزارة\nوقالت", "", None),
        ("محمد الخطيب", "", None),
    ],
)
def test_byline_line(text: str, author: str, line: str | None, names: Names) -> None:
    span = find_byline_line(text, 0, names, author=author)
    assert (text[slice(*span)] if span else None) == line


@pytest.mark.parametrize(
    ("text", "credit", "source_id"),
    [
        ("انتهى الاجتماع في العاصمة. (أ ف ب)", "(أ ف ب)", "afp"),
        ("مظاهرات في ليون للمطالبة بالدعم . «رويترز»", "«رويترز»", "reuters"),
        ("انتهى الاجتماع (وكالات).", "(وكالات)", None),
        ("وقّع الاتفاق (اليونيسف)", None, None),
        ("قال إن (رويترز) نقلت الخبر خطأ.", None, None),
    ],
)
def test_credit(text: str, credit: str | None, source_id: str | None, names: Names) -> None:
    found = find_credit("أول\n" + text, 4, names)
    assert (("أول\n" + text)[found.start : found.end] if found else None) == credit
    assert (found.source_id if found else None) == source_id


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from(list("سبق-جدة:واس ()«»/،1\n—")), max_size=60),
    start=st.integers(0, 5),
)
def test_spans_lie_in_the_text(text: str, start: int, names: Names) -> None:
    found = find_dateline(text, start, names)
    if found:
        assert start <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == text[found.start : found.end].strip()
    find_credit(text, start, names)
    find_byline_line(text, start, names)
