"""The summary that ends a run: what was loaded, what was found, how long, where, and what to try."""

import json

import duckdb
import typer
from rich.console import Console

from flows import warehouse
from flows.job import Job
from flows.store import now

QUERIES = (
    'warraq sql "SELECT headline, dateline_place, published_date FROM fact_article LIMIT 10"',
    'warraq sql "SELECT source_id, count(*) AS n FROM fact_article GROUP BY ALL ORDER BY n DESC"',
    'warraq search "{words}"',
)
FOUND = (
    ("articles", "fact_article"),
    ("sentences", "fact_sentence"),
    ("mentions", "fact_mention"),
    ("statements", "fact_quotation"),
    ("dates", "fact_date"),
    ("events", "fact_event"),
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
        }
        typer.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    counts = job.counts
    console = Console(highlight=False, soft_wrap=True)
    console.print()
    console.print(f"{counts.told()}, in {seconds:.1f} s")
    if counts.quarantined:
        console.print(
            f"  why {counts.quarantined:,} could not be loaded: warraq quarantine{_option(job)}", markup=False
        )
    manifest = job.manifest
    if manifest is None:
        return
    if job.snapshot_id is None:
        console.print("nothing new: the published tables stay as they are")
    else:
        found = ", ".join(f"{manifest.rows(table):,} {what}" for what, table in FOUND if manifest.rows(table))
        console.print(f"the warehouse now holds {found}")
    console.print(f"  tables  {job.store.current}/<table>/*.parquet", markup=False)
    console.print(f"  DuckDB  {job.store.database}", markup=False)
    console.print("try", markup=False)
    for query in QUERIES:
        console.print(f"  {query.format(words=_words(job))}{_option(job)}", markup=False)


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
