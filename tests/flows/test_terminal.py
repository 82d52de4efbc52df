"""What is written to the terminal, and what to anything else."""

import io
import sys

import pytest
from rich.console import Console

from flows import terminal

ARABIC = "خبر"


def shown(columns: list[str], rows: list[tuple[object, ...]], width: int) -> list[str]:
    out = Console(file=io.StringIO(), width=width)
    out.print(terminal.table(columns, rows, width))
    assert isinstance(out.file, io.StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_marks_of_direction_are_for_terminals(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    mark, begin, end = ("\u200e", "\u202b", "\u202c") if is_terminal else ("", "", "")
    assert terminal.cell(ARABIC).plain == f"{mark}{begin}{ARABIC}{end}{mark}"
    assert terminal.cell("news").plain == "news"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("", False),
        ("12.", False),
        ("news", False),
        ("CNN تسأل الوزير", True),
        ("the word خبر", False),
        ("«12» خبر", True),
    ],
)
def test_direction_is_that_of_most_letters(text: str, is_so: bool) -> None:
    assert terminal.is_right_to_left(text) is is_so


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        (True, "true"),
        (["a", "b"], "a, b"),
        ([[1], [2]], "[[1], [2]]"),
        ({"a": [1]}, '{"a": [1]}'),
        ("a\n\x1bb", "a  b"),
        ("a\u202eb\u2066c\u200fd", "a b c\u200fd"),
    ],
)
def test_values_in_one_line(value: object, told: str) -> None:
    assert terminal.one_line(value) == told


def test_a_long_value_is_cut_and_the_others_are_whole() -> None:
    head, row = shown(["id", "a_long_name", "text"], [(7, "short", "x" * 100)], 40)
    assert head.split() == ["id", "a_long_name", "text"]
    assert row.split()[:2] == ["7", "short"] and row.endswith("x…") and len(row) == 40


def test_long_names_are_broken_before_values_are_cut() -> None:
    lines = shown(["n_of_all_words", "a_name"], [(7, "x" * 12), (8, "y")], 22)
    assert lines == ["   n_of_  a_name", "    all_", "   words", f"       7  {'x' * 12}", "       8  y"]


def test_too_many_columns_become_a_line_each() -> None:
    names = [f"longname{n}" for n in range(4)]
    lines = shown(names, [tuple("abcd"), ("e", "f", "g", "h " * 30)], 40)
    assert lines[0] == "row 1" and lines[1] == "longname0  a" and len(lines) == 11
    assert lines[-1] == " " * 11 + " ".join("h" * 15)  # what is long goes on beneath itself
    assert len(shown(names, [], 80)) == 1  # the names alone
