"""What the commands that only read answer: search, check, quarantine; `sql` and `show` have modules of their own."""

import json
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import duckdb
import typer
from rich.console import Console
from rich.text import Text

from flows import model, sql_files, terminal, warehouse
from flows.query import QueryError
from flows.store import Store
from flows.wording import counted
from transforms.folding import fold, is_dropped
from transforms.formats.records import TOO_LARGE

Rows = Sequence[tuple[Any, ...]]
REMEDIES = {
    "no headline or body among its fields": "run again and say which are, for example --field body=NAME",
    TOO_LARGE: "run again with a higher --largest-document",
}
"""What a user can do about a reason of the quarantine."""


def search(store: Store, words: str, limit: int, as_json: bool) -> None:
    """Prints the best articles that hold all the words, which a terminal shows marked."""
    wanted = [word for word in fold(words).split() if any(map(str.isalnum, word))]
    if not wanted:
        raise QueryError("nothing to search for; give a word, for example: warraq search WORD")
    columns, rows = warehouse.query(store, "SELECT * FROM search(?) LIMIT ?", [words, limit])
    if as_json:
        _print_json(columns, rows)
        return
    out = Console(highlight=False, width=terminal.width())
    if not rows:
        out.print(f"no article holds all of: {words}", markup=False)
        return
    ((pattern,),) = warehouse.query(store, "SELECT search_pattern(?)", [words])[1]
    for row in rows:
        found = dict(zip(columns, row, strict=True))
        headline, passage = (_marked(found[name] or "", pattern) for name in ("headline", "passage"))
        told = (found["article_id"], found["source_id"] or "unknown outlet", _day(found))
        _print_text(out, headline if found["headline"] else passage, style="bold")
        out.print("  ".join(told), style="dim", markup=False)
        if found["headline"] and found["passage"]:
            _print_text(out, passage, indent="  ")
        out.print()


def _print_text(out: Console, text: Text, indent: str = "", style: str = "") -> None:
    """A text on as many lines as a terminal needs for it, or on one for anything else."""
    lines = terminal.wrapped(text, out.width - len(indent)) if out.is_terminal else [text]
    for line in lines:
        out.print(indent, line, sep="", style=style, soft_wrap=True)


def _marked(text: str, pattern: str) -> Text:
    """A line in which the words that a search pattern finds stand out."""
    line = Text(terminal.one_line(text))
    place = 0
    for is_word, characters in groupby(line.plain, lambda c: c.isalnum() or is_dropped(c)):
        run = "".join(characters)
        if is_word and re.fullmatch(pattern, f" {fold(run)} "):
            line.stylize("bold reverse", place, place + len(run))
        place += len(run)
    return line


def _day(found: Mapping[str, Any]) -> str:
    """When an article was published, as far as that is known."""
    day, after, before = (found[f"published_{name}"] for name in ("date", "after", "before"))
    if day or not (after or before):
        return str(day or "no date")
    if after and before:
        return f"{after} to {before}"
    return f"\N{GREATER-THAN OR EQUAL TO} {after}" if after else f"\N{LESS-THAN OR EQUAL TO} {before}"


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
        out = Console(highlight=False, width=terminal.width())
        for result in results:
            told = f"{counted(result['n_failed'], 'row')} against it" if result["n_failed"] else "holds"
            out.print(
                f"{result['check_name']:<26} {told:<22} {result['description']}", markup=False, soft_wrap=True
            )
        for name, sample in samples.items():
            out.print(f"\n{name}", style="bold")
            out.print(terminal.table(sample.columns, sample.fetchall(), out.width))
    out.print(f"\n{counted(len(results) - len(failed), 'check holds', 'checks hold')}, {len(failed)} fail")
    return not failed


def _records(rows: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]


def quarantine(store: Store, of_run: str, limit: int, as_json: bool) -> None:
    """Prints what could not be loaded, of all runs or one: a count of each reason, then the newest rows.

    `of_run`: the beginning of the id of the run that was the first to meet it.
    """
    columns, rows = warehouse.query(
        store,
        f"SELECT {'*' if as_json else 'reason, source_uri, sample'} FROM meta_quarantine "
        "WHERE starts_with(run_id, ?) ORDER BY first_seen_at DESC, source_uri LIMIT ?",
        [of_run, limit],
    )
    if as_json:
        _print_json(columns, rows)
        return
    out = Console(highlight=False, width=terminal.width())
    reasons, counts = warehouse.query(
        store,
        "SELECT count(*) AS documents, stage, split_part(reason, ': ', 1) AS reason FROM meta_quarantine "
        "WHERE starts_with(run_id, ?) GROUP BY ALL ORDER BY 1 DESC, 3",
        [of_run],
    )
    if not counts:
        out.print(_nothing_refused(store, of_run), markup=False, soft_wrap=True)
        return
    out.print(terminal.table(reasons, counts, out.width))
    for reason in sorted(REMEDIES.keys() & {row[2] for row in counts}):
        out.print(f"{reason}: {REMEDIES[reason]}", style="dim", markup=False, soft_wrap=True)
    out.print()
    out.print(terminal.table(columns, rows, out.width))
    total = sum(row[0] for row in counts)
    if total > len(rows):
        out.print(f"{len(rows):,} of {total:,}; --limit shows more, --json all columns", style="dim")


def _nothing_refused(store: Store, of_run: str) -> str:
    """That there is nothing, and, where one run was asked for, which ones there are."""
    _, runs = warehouse.query(
        store, "SELECT run_id, count(*) FROM meta_quarantine GROUP BY ALL ORDER BY 1 DESC LIMIT 5"
    )
    if not runs:
        return "nothing is in quarantine"
    listed = ", ".join(f"{run_id} ({n:,})" for run_id, n in runs)
    return f"no run {of_run} was the first to meet anything in quarantine; the newest that were: {listed}"


def _print_json(columns: Sequence[str], rows: Rows) -> None:
    typer.echo(
        json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str)
    )
