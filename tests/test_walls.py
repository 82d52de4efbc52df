"""The walls of the house: who may import what, and that vocabulary is data."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRANSFORMS = sorted((ROOT / "transforms").rglob("*.py"))
FLOWS = sorted((ROOT / "flows").rglob("*.py"))
IMPURE = {
    "flows",
    "prefect",
    "duckdb",
    "os",
    "pathlib",
    "logging",
    "httpx",
    "requests",
    "urllib3",
    "time",
    "random",
}
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufeff]{2,}")


def _imports(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            if all(alias.name.startswith("Pure") for alias in node.names):  # PurePath touches no disk
                continue
            names.add(node.module.split(".")[0])
    return names


def _code_strings(tree: ast.AST) -> list[str]:
    """String literals that are no docstring."""
    documentation = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(id(node.value))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]


@pytest.mark.parametrize("path", TRANSFORMS, ids=lambda path: path.name)
def test_transforms_are_pure(path: Path) -> None:
    assert not _imports(ast.parse(path.read_text("utf-8"))) & IMPURE


@pytest.mark.parametrize("path", TRANSFORMS + FLOWS, ids=lambda path: path.name)
def test_no_arabic_word_in_code(path: Path) -> None:
    """Words live in seeds/; code may hold single characters, written by name or number."""
    source = path.read_text("utf-8")
    literals = {
        ast.get_source_segment(source, node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value in _code_strings(ast.parse(source))
    }
    assert [literal for literal in literals if literal and _ARABIC.search(literal)] == []


@pytest.mark.parametrize("path", [*TRANSFORMS, *FLOWS], ids=lambda path: path.name)
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
