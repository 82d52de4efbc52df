"""Columns of rows that name a stretch of a text."""

import numpy as np
import pytest

from tests.transforms.test_persons import read


@pytest.mark.parametrize(
    ("text", "clitics", "surface"),
    [
        ("بدمشق", 1, "دمشق"),
        ("وبِدمشق", 2, "دمشق"),
        ("بـدمشق", 1, "دمشق"),
        ("دمشق", 0, "دمشق"),
        ("لِلدولة", 2, "دولة"),
        ("بـCNN", 1, "CNN"),
        ("و", 1, ""),
    ],
)
def test_proclitics_stay_outside(text: str, clitics: int, surface: str) -> None:
    reading = read("", f"سافر {text} أمس")
    spans = reading.spans(np.array([2]), np.array([3]), np.array([clitics]))
    columns = {name: list(map(str, column)) for name, column in spans.columns().items()}
    assert columns["surface"] == [surface]
    assert columns["article_id"] == ["1"]
    start, end = int(columns["start_char"][0]), int(columns["end_char"][0])
    assert reading.texts[1][start:end] == surface


def test_ids_differ_within_an_article_and_between_articles() -> None:
    reading = read("قال أحمد", "قال أحمد")
    starts = np.array([0, 0, 1, 3, 3])
    spans = reading.spans(starts, starts + 1)
    ids = spans.row_ids(np.array([0, 1, 0, 0, 1])).to_pylist()
    assert len(set(ids)) == len(ids)
    assert ids == spans.row_ids(np.array([0, 1, 0, 0, 1])).to_pylist()
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in ids)


def test_no_rows() -> None:
    none = np.zeros(0, dtype=np.int64)
    spans = read("قال").spans(none, none, none)
    assert all(len(column) == 0 for column in spans.columns().values())
    assert len(spans.row_ids()) == 0
