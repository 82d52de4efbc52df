"""The command line. Light to import: every command fetches what it needs when it runs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import commands
from flows import settings as defaults
from flows.commands import Stop, published
from flows.options import LOADS, READS, AsJson, Collection, Cores, Fields, Largest, Warehouse, after

app = typer.Typer(
    name="warraq",
    help="Turns raw Arabic news documents into an analytics warehouse of Parquet tables and DuckDB.",
    epilog="`warraq COMMAND --help` has examples and exit codes. WARRAQ_WAREHOUSE names the default warehouse.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"warraq {version('warraq')}")
        raise typer.Exit


@app.callback()
def _common(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Nothing but the options that stand before a command."""


@app.command(
    epilog=after(
        (
            "warraq run",
            "warraq run ~/news '*.jsonl.gz' archive.zip --warehouse ~/warehouse",
            "warraq run export.csv --field headline=Titel --field body=Inhalt",
        ),
        LOADS,
    )
)
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, archives, patterns or web addresses. Default: the sample documents.",
        ),
    ] = None,
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    collection: Collection = None,
    field: Fields = None,
    largest: Largest = 20,
    workers: Cores = 0,
    as_json: AsJson = False,
) -> None:
    """Load documents: what is new or has changed, nothing twice."""
    named = tuple(sources or [str(defaults.DEFAULT_SOURCE)])
    chosen = defaults.Settings(
        warehouse, named, collection, commands.pairs(field or []), largest * 2**20, workers
    )
    commands.execute("run", chosen, as_json)


@app.command(epilog=after(("warraq rebuild --warehouse ~/warehouse",), LOADS))
def rebuild(
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE), workers: Cores = 0, as_json: AsJson = False
) -> None:
    """Recompute all tables from the raw zone with today's rules."""
    commands.execute("rebuild", defaults.Settings(warehouse, workers=workers), as_json)


@app.command(
    epilog=after(
        (
            "warraq serve ~/news --cron '*/15 * * * *'",
            "warraq serve ~/news --every 900 --warehouse ~/warehouse",
        ),
        ("1    could not start; the last line says why", "2    wrong options", "130  ended by Ctrl-C"),
    )
)
def serve(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="What to load each time, as for `warraq run`.")
    ],
    cron: Annotated[
        str | None, typer.Option(metavar="WHEN", help="When to run, as a cron expression in UTC.")
    ] = None,
    every: Annotated[
        int | None, typer.Option(metavar="SECONDS", help="Time from one run to the next.", min=1)
    ] = None,
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    collection: Collection = None,
    field: Fields = None,
    largest: Largest = 20,
    workers: Cores = 0,
) -> None:
    """Load documents on a schedule, one run at a time.

    The schedule is Prefect's: runs can be seen in its UI meanwhile.
    """
    if (cron is None) == (every is None):
        raise Stop("say when to run, with either --cron '0 * * * *' or --every 3600")
    chosen = defaults.Settings(
        warehouse, tuple(sources), collection, commands.pairs(field or []), largest * 2**20, workers
    )
    commands.serve(chosen, cron, every)


@app.command(
    epilog=after(
        (
            "warraq sql .tables",
            "warraq sql \"FROM meta_column WHERE table_name = 'fact_article'\"",
            'warraq sql "FROM mart_source_day" --format csv > days.csv',
            'warraq sql "FROM fact_article" --format parquet > articles.parquet',
            "warraq sql < questions.sql",
        ),
        READS,
    )
)
def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="One statement, or .tables. Default: what is piped in, else a prompt.",
        ),
    ] = None,
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, csv, json or parquet.")
    ] = "table",
    limit: Annotated[int, typer.Option(metavar="N", help="Rows that a table shows at most.", min=1)] = 200,
) -> None:
    """Query the warehouse, read-only.

    Statements that write are refused, to the warehouse as to files; your own files may be read beside it, as in
    FROM 'list.csv'.
    """
    from flows import query as queries

    if form not in queries.FORMATS:
        raise Stop(f"there is no format {form}; use one of {', '.join(queries.FORMATS)}")
    store = published(warehouse)
    try:
        if query is not None:
            queries.answer(store, query, form, limit)
        elif not queries.prompt(store, form, limit) and not sys.stdin.isatty():
            raise typer.Exit(1)
    except queries.QueryError as error:
        raise Stop(str(error)) from error


@app.command(
    epilog=after(
        (
            "warraq search WORD WORD",
            "warraq search WORD --limit 3 --json",
        ),
        ("0    searched, whether something was found or not", *READS[1:]),
    )
)
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="Words that must all occur, in any form.")
    ],
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    limit: Annotated[int, typer.Option(metavar="N", help="Articles to show.", min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Ranked articles that hold the words, with the passage."""
    from flows import ask
    from flows.query import QueryError

    try:
        ask.search(published(warehouse), " ".join(words), limit, as_json)
    except QueryError as error:
        raise Stop(str(error)) from error


@app.command(
    epilog=after(
        (
            "warraq show a1b2c3",
            "warraq show https://news.example/1 --html article.html",
            "warraq show news.jsonl#12 --json",
        ),
        READS,
    )
)
def show(
    article: Annotated[
        str,
        typer.Argument(metavar="ARTICLE", help="Its id, the beginning of it, its URL or source file."),
    ],
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page for the browser to this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """One article with every fact marked in its text."""
    from flows import endings, shown
    from flows import show as showing

    try:
        showing.show(published(warehouse), article, as_json, html)
    except shown.UnknownArticle as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"cannot write the page: {endings.plain(error)}") from error


@app.command(
    epilog=after(
        ("warraq check", "warraq check --json"),
        ("0    every check holds", "1    one fails, or there is nothing to check", "2    wrong options"),
    )
)
def check(warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE), as_json: AsJson = False) -> None:
    """Run the data checks; show the rows that break them."""
    from flows import ask

    if not ask.check(published(warehouse), as_json):
        raise typer.Exit(1)


@app.command(
    epilog=after(
        ("warraq quarantine --limit 50", "warraq quarantine --run 20260131T0800", "warraq quarantine --json"),
        READS,
    )
)
def quarantine(
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    of_run: Annotated[
        str,
        typer.Option(
            "--run",
            metavar="RUN",
            help="Only what this run was the first to meet: its id, or the beginning of it.",
            show_default=False,
        ),
    ] = "",
    limit: Annotated[int, typer.Option(metavar="N", help="Rows to show.", min=1)] = 100,
    as_json: AsJson = False,
) -> None:
    """What could not be loaded, and why."""
    from flows import ask

    ask.quarantine(published(warehouse), of_run, limit, as_json)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


if __name__ == "__main__":
    main()
