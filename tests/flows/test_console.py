"""What is written to the terminal, and what to anything else."""

import io
import sys

import pytest
from rich.console import Console

from flows import console

ARABIC = "خبر"


def shown(columns: list[str], rows: list[tuple[object, ...]], width: int) -> list[str]:
    out = Console(file=io.StringIO(), width=width)
    out.print(console.table(columns, rows, width))
    assert isinstance(out.file, io.StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_marks_of_direction_are_for_terminals(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    mark = "\N{LEFT-TO-RIGHT MARK}" * is_terminal
    assert console.cell(ARABIC).plain == f"{mark}{ARABIC}{mark}"
    assert console.cell("news").plain == "news"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        (True, "true"),
        (["a", "b"], "a, b"),
        ([[1], [2]], "[[1], [2]]"),
        ({"a": [1]}, '{"a": [1]}'),
        ("a\n\x1bb", "a  b"),
    ],
)
def test_values_in_one_line(value: object, told: str) -> None:
    assert console.one_line(value) == told


def test_a_long_value_is_cut_and_the_others_are_whole() -> None:
    head, row = shown(["id", "a_long_name", "text"], [(7, "short", "x" * 100)], 40)
    assert head.split() == ["id", "a_long_name", "text"]
    assert row.split()[:2] == ["7", "short"] and row.endswith("x…") and len(row) == 38


def test_too_many_columns_become_a_line_each() -> None:
    names = [f"a_long_name_{n}" for n in range(4)]
    lines = shown(names, [tuple("abcd"), tuple("efgh")], 40)
    assert lines[0] == "row 1" and lines[1] == "a_long_name_0  a" and len(lines) == 10
    assert len(shown(names, [], 80)) == 1  # the names alone
