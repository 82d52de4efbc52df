"""What a vocabulary may hold, and the strict reader of its CSV.

Whatever a declaration does not allow is refused with the file, the line and the remedy, because a word
that is silently ignored is a wrong number in the warehouse later.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Row = dict[str, str]


class LexiconError(ValueError):
    """A vocabulary is not as declared; the message names file, line and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a vocabulary.

    `required`: no cell is empty. `pattern`: a regular expression that every value matches in full.
    `allowed`: the closed list of values. `is_list`: the cell holds values separated by `|`, and pattern
    and allowed apply to each. `refers_to`: "vocabulary.column" in which every value must exist.
    """

    name: str
    required: bool = True
    pattern: str = ""
    allowed: tuple[str, ...] = ()
    is_list: bool = False
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One CSV of `seeds/`.

    `key`: the columns that together occur once. `names` and `meaning`: every value of the columns `names`
    goes with one value only of the column `meaning` (no spelling stands for two months); left empty where
    a name may be shared (the newspaper and the channel الجزيرة).
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    names: tuple[str, ...] = ()
    meaning: str = ""

    @property
    def header(self) -> list[str]:
        """Names of the columns, in the order of the file."""
        return [column.name for column in self.columns]


def values(cell: str) -> list[str]:
    """Values of a list cell.

    >>> values("SPA|SPA.GOV.SA"), values("")
    (['SPA', 'SPA.GOV.SA'], [])
    """
    return cell.split("|") if cell else []


def read_rows(vocabulary: Vocabulary, csv_text: str) -> list[Row]:
    """Rows of the CSV, every cell checked against the vocabulary's declaration; raises `LexiconError`."""
    name = vocabulary.name
    lines = list(csv.reader(io.StringIO(csv_text.removeprefix("\ufeff"), newline=""), strict=True))
    if not lines or lines[0] != vocabulary.header:
        raise _error(name, 1, f"the header must be {','.join(vocabulary.header)}")
    rows: list[Row] = []
    for line, cells in enumerate(lines[1:], 2):
        if len(cells) != len(vocabulary.columns):
            remedy = "quote a cell that holds a comma, delete an empty line"
            raise _error(name, line, f"{len(cells)} cells instead of {len(vocabulary.columns)}; {remedy}")
        rows.append(dict(zip(vocabulary.header, cells, strict=True)))
    for line, row in enumerate(rows, 2):
        for column in vocabulary.columns:
            _check_cell(name, line, column, row[column.name])
    _check_unique(vocabulary, rows)
    _check_meaning(vocabulary, rows)
    return rows


def check_references(vocabularies: Mapping[str, Vocabulary], tables: Mapping[str, list[Row]]) -> None:
    """Raise `LexiconError` where a cell names a row of another vocabulary that does not exist.

    `tables`: rows by name of vocabulary, as `read_rows` returned them.
    """
    for name, rows in tables.items():
        for column in vocabularies[name].columns:
            if not column.refers_to:
                continue
            target, target_column = column.refers_to.split(".")
            known = {row[target_column] for row in tables[target]}
            for line, row in enumerate(rows, 2):
                unknown = [value for value in _values_of(column, row[column.name]) if value not in known]
                if unknown:
                    remedy = f"add it to {target_column} of seeds/{target}.csv or correct it"
                    raise _error(name, line, f"{column.name} {unknown[0]!r} is unknown; {remedy}")


def _error(name: str, line: int, problem: str) -> LexiconError:
    return LexiconError(f"seeds/{name}.csv line {line}: {problem}")


def _values_of(column: Column, cell: str) -> list[str]:
    return values(cell) if column.is_list or not cell else [cell]


def _check_cell(name: str, line: int, column: Column, cell: str) -> None:
    """Refuse what the declaration forbids and what nobody sees: outer spaces, line breaks, loose marks."""
    if column.required and not cell:
        raise _error(name, line, f"{column.name} is empty; fill it in or delete the row")
    found = _values_of(column, cell)
    if len(set(found)) < len(found):
        raise _error(name, line, f"{column.name} holds a value twice; delete one of {sorted(found)}")
    for value in found:
        if not value or value != value.strip() or "\n" in value or "\r" in value:
            raise _error(name, line, f"{column.name} {value!r} is empty or has outer space; trim it")
        if unicodedata.normalize("NFC", value) != value:
            raise _error(name, line, f"{column.name} {value!r} is not composed; save it as NFC")
        if column.pattern and not re.fullmatch(column.pattern, value):
            raise _error(name, line, f"{column.name} is {value!r}; write a value like {column.pattern}")
        if column.allowed and value not in column.allowed:
            raise _error(name, line, f"{column.name} is {value!r}; write one of {', '.join(column.allowed)}")


def _check_unique(vocabulary: Vocabulary, rows: list[Row]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in enumerate(rows, 2):
        key = tuple(row[column] for column in vocabulary.key)
        if key in seen:
            problem = f"{' '.join(key)} stands in line {seen[key]} already; delete one of the two"
            raise _error(vocabulary.name, line, problem)
        seen[key] = line


def _check_meaning(vocabulary: Vocabulary, rows: list[Row]) -> None:
    meaning_of: dict[str, tuple[str, int]] = {}
    columns = [column for column in vocabulary.columns if column.name in vocabulary.names]
    for line, row in enumerate(rows, 2):
        for value in _names_in(columns, row):
            meaning, first = meaning_of.setdefault(value, (row[vocabulary.meaning], line))
            if meaning != row[vocabulary.meaning]:
                problem = (
                    f"{value!r} means {vocabulary.meaning} {meaning} in line {first}; keep it in one place"
                )
                raise _error(vocabulary.name, line, problem)


def _names_in(columns: list[Column], row: Row) -> Iterator[str]:
    for column in columns:
        yield from _values_of(column, row[column.name])
