"""What `warraq sql` answers: one statement that reads, its rows in a format for people or for programs."""

import contextlib
import csv
import json
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import orjson
import typer
from rich.console import Console

from flows import terminal, warehouse
from flows.store import Store
from flows.wording import counted

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
READING = frozenset({"SELECT", "EXPLAIN", "PRAGMA", "MULTI"})
"""Kinds of statements that may be asked; MULTI is what DuckDB makes of a PIVOT."""

_EXPLAINED = ["explain_key", "explain_value"]
_WRITING_WITHIN = re.compile(r"\b(?:copy|export)\b", re.IGNORECASE)
LISTING = ".tables"
_LIST_TABLES = """
SELECT table_name, comment FROM duckdb_tables()
UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1;
"""


class QueryError(Exception):
    """A question that cannot be answered; the message says why."""


def answer(store: Store, query: str, form: str, limit: int) -> None:
    """Runs one statement and prints its rows in a format of FORMATS.

    Raises:
        QueryError: the statement is wrong, or would write.
    """
    query = _LIST_TABLES if query.strip() == LISTING else query
    try:
        with warehouse.connect(store) as connection:
            statements = connection.extract_statements(query)
            if len(statements) != 1:
                raise QueryError(f"give one statement, not {len(statements) or 'none'}")
            _refuse_writing(statements[0])
            result = connection.sql(query)
            if result is not None:
                FORMATS[form](result, limit)
    except duckdb.CatalogException as error:
        raise QueryError(f"{str(error).strip()}\n`warraq sql {LISTING}` lists the tables") from error
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error


def _refuse_writing(statement: Any) -> None:
    """The database is open for reading only; this is for what writes beside it, such as COPY ... TO a file."""
    kind = statement.type.name
    if kind not in READING or (kind in {"EXPLAIN", "MULTI"} and _WRITING_WITHIN.search(statement.query)):
        raise QueryError(
            "`warraq sql` only reads, and this statement does more; "
            "to keep an answer send it to a file: warraq sql ... --format csv > file"
        )


def _as_table(result: duckdb.DuckDBPyRelation, limit: int) -> None:
    rows = result.limit(limit + 1).fetchall()
    out = Console(highlight=False, width=terminal.width())
    if result.columns == _EXPLAINED:
        out.print("\n".join(row[1] for row in rows), markup=False, soft_wrap=True)
        return
    out.print(terminal.table(result.columns, rows[:limit], out.width))
    more = f"the first {limit:,} rows; --limit shows more, --format csv all" if len(rows) > limit else ""
    out.print(more or counted(len(rows), "row"), style="dim")


def _as_csv(result: duckdb.DuckDBPyRelation, _: int) -> None:
    """CSV with a byte order mark, without which Excel shows Arabic as rubbish; lists and structs as JSON."""
    sys.stdout.write(BYTE_ORDER_MARK)
    writer = csv.writer(sys.stdout, lineterminator="\n")  # as shells expect lines; Excel takes them too
    writer.writerow(result.columns)
    for row in _rows(result):
        writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: Any) -> Any:
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _as_json(result: duckdb.DuckDBPyRelation, _: int) -> None:
    """One JSON object a line."""
    options = orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS
    for row in _rows(result):
        named = dict(zip(result.columns, row, strict=True))
        sys.stdout.write(orjson.dumps(named, default=_json_value, option=options).decode())


def _json_value(value: Any) -> Any:
    """Sums come as decimals, which JSON has no kind of its own for; instants as SQL writes them."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) and abs(value) < 2**63 else float(value)
    return str(value)


def _rows(result: duckdb.DuckDBPyRelation) -> Any:
    for batch in result.to_arrow_reader(10_000):
        columns = [column.to_pylist(maps_as_pydicts="lossy") for column in batch.columns]
        yield from zip(*columns, strict=True)


def _as_parquet(result: duckdb.DuckDBPyRelation, _: int) -> None:
    import pyarrow.parquet as pq

    if sys.stdout.isatty():
        raise QueryError(
            "Parquet is not for the terminal; send it to a file: warraq sql ... --format parquet > file"
        )
    reader = result.to_arrow_reader(100_000)
    with pq.ParquetWriter(sys.stdout.buffer, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


FORMATS: dict[str, Callable[[duckdb.DuckDBPyRelation, int], None]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
    "parquet": _as_parquet,
}


def prompt(store: Store, form: str, limit: int) -> bool:
    """Answers statements until the end of the input, silently where they are piped in; each ends with a semicolon.

    Returns whether all could be answered.
    """
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - line editing and history for input()
    ask, ask_more = ("warraq> ", "   ...> ") if sys.stdin.isatty() else ("", "")
    if ask:
        typer.echo(
            f"{store.database}, read-only. End a statement with ; — {LISTING} lists tables, .quit leaves."
        )
    lines: list[str] = []
    is_open = is_answered = True
    while is_open:
        try:
            line = input(ask_more if lines else ask)
        except EOFError:
            is_open, line = False, ""
        except KeyboardInterrupt:
            if not ask:
                raise
            typer.echo()
            lines = []  # what was begun is dropped, and asked anew
            continue
        if line.strip() in {".quit", ".exit", "quit", "exit"}:
            break
        lines.append(line)
        statement = "\n".join(lines).strip()
        is_whole = statement.endswith(";") or statement == LISTING
        if statement and (is_whole or not is_open):
            try:
                answer(store, statement, form, limit)
            except QueryError as error:
                is_answered = False
                typer.echo(str(error), err=True)
        if not statement or is_whole:
            lines = []
    return is_answered
