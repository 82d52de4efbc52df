"""What the commands that only read answer: sql, search, check, quarantine; `show` has a module of its own."""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import typer
from rich.console import Console
from rich.padding import Padding

from flows import console, model, sql_files, warehouse
from flows.console import cell
from flows.store import Store
from transforms.folding import fold

Rows = Sequence[tuple[Any, ...]]
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class QueryError(Exception):
    """A question that cannot be answered; the message says why."""


def answer(store: Store, query: str, form: str, limit: int) -> None:
    """Runs one statement and prints its rows in a format of FORMATS.

    Raises:
        QueryError: the statement is wrong, or would write.
    """
    try:
        with warehouse.connect(store) as connection:
            statements = connection.extract_statements(query)
            if len(statements) != 1:
                raise QueryError(f"one statement at a time, not {len(statements)}")
            result = connection.sql(query)
            if result is not None:
                FORMATS[form](result, limit)
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error


def _as_table(result: duckdb.DuckDBPyRelation, limit: int) -> None:
    rows = result.limit(limit + 1).fetchall()
    out = Console(highlight=False, width=console.width())
    out.print(console.table(result.columns, rows[:limit], out.width))
    more = f"the first {limit:,} rows; --limit shows more, --format csv all" if len(rows) > limit else ""
    out.print(more or f"{len(rows):,} row{'' if len(rows) == 1 else 's'}", style="dim")


def _as_csv(result: duckdb.DuckDBPyRelation, _: int) -> None:
    """CSV with a byte order mark, without which Excel shows Arabic as rubbish."""
    sys.stdout.write(BYTE_ORDER_MARK)
    writer = csv.writer(sys.stdout)
    writer.writerow(result.columns)
    for batch in result.to_arrow_reader(10_000):
        columns = [column.to_pylist() for column in batch.columns]
        writer.writerows(zip(*columns, strict=True))


def _as_json(result: duckdb.DuckDBPyRelation, _: int) -> None:
    """One JSON object a line."""
    for batch in result.to_arrow_reader(10_000):
        for row in batch.to_pylist():
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


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


LIST_TABLES = """
SELECT table_name, comment FROM duckdb_tables()
UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1;
"""


def prompt(store: Store, form: str, limit: int) -> None:
    """Answers statements until the end of the input, silently where they are piped in; each ends with a semicolon."""
    import contextlib

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - line editing and history for input()
    ask, ask_more = ("warraq> ", "   ...> ") if sys.stdin.isatty() else ("", "")
    if ask:
        typer.echo(
            f"{store.database}, read-only. End a statement with ; — .tables lists tables, .quit leaves."
        )
    lines: list[str] = []
    is_open = True
    while is_open:
        try:
            line = input(ask_more if lines else ask)
        except (EOFError, KeyboardInterrupt):
            is_open, line = False, ""
        if line.strip() in {".quit", ".exit", "quit", "exit"}:
            return
        lines.append(LIST_TABLES if line.strip() == ".tables" else line)
        statement = "\n".join(lines).strip()
        if statement and (statement.endswith(";") or not is_open):
            try:
                answer(store, statement, form, limit)
            except QueryError as error:
                typer.echo(str(error), err=True)
        if not statement or statement.endswith(";"):
            lines = []


def search(store: Store, words: str, limit: int, as_json: bool) -> None:
    """Prints the best articles that hold all the words."""
    wanted = [word for word in fold(words).split() if any(map(str.isalnum, word))]
    if not wanted:
        raise QueryError("nothing to search for; give a word, for example: warraq search WORD")
    columns, rows = warehouse.query(store, "SELECT * FROM search(?) LIMIT ?", [words, limit])
    if as_json:
        _print_json(columns, rows)
        return
    out = Console(highlight=False, width=console.width())
    if not rows:
        out.print(f"no article holds all of: {words}", markup=False)
    for article_id, _score, day, source, headline, passage in rows:
        out.print(_line(headline or passage), style="bold")
        out.print(
            f"{article_id}  {source or 'unknown outlet'}  {day or 'no date'}", style="dim", markup=False
        )
        if headline:
            out.print(Padding(_line(passage), (0, 0, 1, 2)))


def _line(text: str) -> Any:
    line = cell(text)
    line.justify = "left"
    return line


def check(store: Store, as_json: bool) -> bool:
    """Runs every data check now; prints the offending rows of those that fail; whether all hold."""
    with warehouse.connect(store) as connection:
        results = model.check(connection).to_pylist()
        failed = [result for result in results if result["n_failed"]]
        samples = {
            result["check_name"]: connection.sql(sql_files.read("checks", result["check_name"])).limit(20)
            for result in failed
        }
        if as_json:
            rows = [r | {"rows": _records(samples[r["check_name"]])} if r["n_failed"] else r for r in results]
            typer.echo(json.dumps(rows, ensure_ascii=False, default=str))
            return not failed
        out = Console(highlight=False, width=console.width())
        for result in results:
            told = f"{result['n_failed']:,} rows break it" if result["n_failed"] else "holds"
            out.print(
                f"{result['check_name']:<26} {told:<22} {result['description']}", markup=False, soft_wrap=True
            )
        for name, sample in samples.items():
            out.print(f"\n{name}", style="bold")
            out.print(console.table(sample.columns, sample.fetchall(), out.width))
    out.print(f"\n{len(results) - len(failed)} checks hold, {len(failed)} fail")
    return not failed


def _records(rows: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]


def quarantine(store: Store, limit: int, as_json: bool) -> None:
    """Prints what could not be loaded: a count of each reason, then the newest rows."""
    columns, rows = warehouse.query(
        store,
        "SELECT source_uri, stage, reason, sample, first_seen_at FROM meta_quarantine "
        "ORDER BY first_seen_at DESC, source_uri LIMIT ?",
        [limit],
    )
    if as_json:
        _print_json(columns, rows)
        return
    out = Console(highlight=False, width=console.width())
    reasons, counted = warehouse.query(
        store,
        "SELECT reason, stage, count(*) AS documents FROM meta_quarantine GROUP BY ALL ORDER BY 3 DESC, 1",
    )
    if not counted:
        out.print("nothing is in quarantine")
        return
    out.print(console.table(reasons, counted, out.width))
    out.print()
    out.print(console.table(columns, rows, out.width))
    total = sum(row[2] for row in counted)
    if total > len(rows):
        out.print(f"{len(rows):,} of {total:,}; --limit shows more, --json all columns", style="dim")


def _print_json(columns: Sequence[str], rows: Rows) -> None:
    typer.echo(
        json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str)
    )
