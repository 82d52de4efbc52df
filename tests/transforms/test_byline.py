import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.lexicons import values
from transforms.metadata.byline import Byline, parse_byline
from transforms.metadata.byline_pieces import clean, cut
from transforms.metadata.names import Names

CASES = Path(__file__).parent.parent / "cases" / "bylines.tsv"
LINES = CASES.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def several(cell: str) -> tuple[str, ...]:
    return tuple(values(cell))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['outlet']}:{row['text'][:30]}" for row in ROWS])
def test_byline(row: dict[str, str], names: Names) -> None:
    assert parse_byline(row["text"], names, outlet=row["outlet"] or None) == Byline(
        persons=several(row["persons"]),
        sources=several(row["sources"]),
        source_surface=row["source_surface"],
        places=several(row["places"]),
        desk=row["desk"],
        contributors=several(row["contributors"]),
    )


PARTS = st.sampled_from(
    ["جدة", "الرياض", "واس", "أ ف ب", "فهد الفلاني", "وأحمد سالم", "كتب", "تصوير", "من", "د.", "خاص", "كلمة"]
)
MARKS = st.sampled_from([" - ", "-", ": ", "، ", " (", ") ", " / ", "ـ ", "  ", " «", "» ", "\n"])


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.tuples(PARTS, MARKS), max_size=6), outlet=st.sampled_from([None, "alriyadh", "spa"]))
def test_any_order_of_parts_is_read(parts: list[tuple[str, str]], outlet: str | None, names: Names) -> None:
    text = "".join(part + mark for part, mark in parts)
    found = parse_byline(text, names, outlet=outlet)
    squeezed = " ".join(clean(text).split())
    for surface in (*found.persons, *found.places, *found.contributors):
        assert surface
        assert all(word.removeprefix("و") in squeezed for word in surface.split())
    assert len(set(found.sources)) == len(found.sources)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read(text: str, names: Names) -> None:
    parse_byline(text, names)


def test_pieces_keep_what_surrounds_them(names: Names) -> None:
    pieces = cut("القاهرة: «القدس العربي» (خاص)", names)
    assert [piece.text for piece in pieces] == ["القاهرة", "القدس العربي", "خاص"]
    assert pieces[0].colon_follows
    assert pieces[1].quoted
    assert pieces[2].bracketed
