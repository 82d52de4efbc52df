"""The summary that ends a run: what was loaded, what was found, how long, where, and what to try."""

import json
import os
import shutil
import sys
from pathlib import Path

import duckdb
import typer
from rich.console import Console

from flows import seeds, warehouse
from flows.console import SteadyConsole
from flows.job import Job
from flows.store import now
from flows.wording import counted
from transforms import fields

QUERIES = (
    'sql "SELECT headline, dateline_place, published_date FROM fact_article LIMIT 10"',
    'sql "SELECT source_id, count(*) AS n FROM fact_article GROUP BY ALL ORDER BY n DESC"',
    'search "{words}"',
)
NAMES_SHOWN = 12
FOUND = (
    ("article", "fact_article"),
    ("sentence", "fact_sentence"),
    ("mention", "fact_mention"),
    ("statement", "fact_quotation"),
    ("date", "fact_date"),
    ("event", "fact_event"),
)


def show(job: Job, as_json: bool) -> None:
    """Prints the summary of a run that completed."""
    seconds = (now() - job.started_at).total_seconds()
    if as_json:
        row = {name: value for name, value in job.row("completed").items() if name != "message"}
        told = row | {
            "warehouse": str(job.store.root),
            "seconds": round(seconds, 1),
            "failed_checks": job.failed_checks,
            "absent_fields": job.absent_fields(),
        }
        typer.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    console = SteadyConsole(highlight=False, soft_wrap=True)
    console.print()
    console.print(f"{job.told()}, in {seconds:.1f} s")
    if n_refused := job.counts.quarantined:
        # what an earlier run met first is listed as that run's
        of_run = f" --run {job.run_id}" if job.n_newly_quarantined == n_refused else ""
        why = f"  why {n_refused:,} could not be loaded: {_command()} quarantine{of_run}{_option(job)}"
        console.print(why, markup=False)
    _tell_unused(job, console)
    manifest = job.manifest
    if manifest is None:
        return
    if job.snapshot_id is None:
        console.print("nothing new: the published tables stay as they are")
        return
    found = ", ".join(counted(n, what) for what, table in FOUND if (n := manifest.rows(table)))
    console.print(f"the warehouse now holds {found or 'no article'}")
    console.print(f"  tables  {job.store.current}/<table>/*.parquet", markup=False)
    console.print(f"  DuckDB  {job.store.database}", markup=False)
    words = _words(job)
    if manifest.previous_snapshot_id is None and words:
        console.print("try", markup=False)
        for query in QUERIES:
            console.print(f"  {_command()} {query.format(words=words)}{_option(job)}", markup=False)


def _tell_unused(job: Job, console: Console) -> None:
    """Which fields of the records are none of ours, and which that `--field` names no record has."""
    for ours, theirs in job.absent_fields().items():
        seen = ", ".join(name for name, _ in job.names.most_common(NAMES_SHOWN)) or "none"
        console.print(
            f"  --field {ours}={theirs}: no record holds anything there; seen: {seen}", markup=False
        )
    chosen = {fields.fold(name) for names in job.field_names.values() for name in names.values()}
    unused = {name: n for name, n in job.unused.most_common() if fields.fold(name) not in chosen}
    if unused:
        listed = ", ".join(list(unused)[:NAMES_SHOWN]) + (" ..." if len(unused) > NAMES_SHOWN else "")
        hint = f"(if one is ours, say for example --field {_likely(list(unused))})"
        console.print(f"  fields not used: {listed} {hint}", markup=False)


def _likely(unused: list[str]) -> str:
    """The first nested field whose own name is one of a field of ours, else the first as a headline."""
    known = fields.synonyms(seeds.read("fields"), {})
    nested = ((known.get(fields.fold(name.rpartition(".")[2])), name) for name in unused if "." in name)
    return next((f"{ours}={name}" for ours, name in nested if ours), f"headline={unused[0]}")


def _command() -> str:
    """How this command is called here: by its name where that is on the path."""
    called = Path(sys.argv[0])
    is_elsewhere = called.name == "warraq" and not shutil.which("warraq")
    return min(os.path.relpath(called), str(called.absolute()), key=len) if is_elsewhere else "warraq"


def _option(job: Job) -> str:
    """The option that a command needs to find this warehouse."""
    from flows.settings import default_warehouse

    same = default_warehouse().absolute() == job.store.root
    return "" if same else f" --warehouse {job.settings.warehouse}"


def _words(job: Job) -> str:
    """Two words of a headline that the warehouse holds, so that the search finds something."""
    try:
        with warehouse.connect(job.store) as connection:
            row = connection.execute(
                "SELECT regexp_extract_all(headline, '\\p{Arabic}{4,}') FROM fact_article "
                "WHERE length(headline) > 20 ORDER BY article_id LIMIT 1"
            ).fetchone()
    except duckdb.Error:
        row = None
    return " ".join(sorted(row[0], key=len, reverse=True)[:2]) if row else ""
