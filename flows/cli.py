"""The command line. Light to import: every command fetches what it needs when it runs."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from flows import settings as defaults

app = typer.Typer(
    name="warraq",
    help="Turns raw Arabic news documents into an analytics warehouse of Parquet tables and DuckDB.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Warehouse = Annotated[
    Path, typer.Option("--warehouse", "-w", help="Folder of the warehouse.", envvar="WARRAQ_WAREHOUSE")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
Cores = Annotated[int, typer.Option("--workers", help="Worker processes; 0 means one for each core.", min=0)]


class Stop(typer.Exit):
    """Ends the command after one clear line."""

    def __init__(self, line: str, code: int = 1) -> None:
        typer.echo(f"warraq: {line}", err=True)
        super().__init__(code)


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
    epilog="Examples:\n\n"
    "  warraq run\n\n"
    "  warraq run ~/news '*.jsonl.gz' archive.zip --warehouse ~/warehouse\n\n"
    "  warraq run export.csv --field headline=Titel --field body=Inhalt"
)
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, archives, patterns or web addresses. Default: the sample documents."
        ),
    ] = None,
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    collection: Annotated[
        str | None, typer.Option(help="Name of the collection. Default: the name of the source folder.")
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            help="OURS=THEIRS: which field of the records is our headline, body, published, author ..."
        ),
    ] = None,
    largest: Annotated[
        int, typer.Option("--largest-document", help="Documents of more MiB go to quarantine.", min=1)
    ] = 20,
    workers: Cores = 0,
    as_json: AsJson = False,
) -> None:
    """Load documents into the warehouse: only what is new or has changed, nothing twice."""
    chosen = defaults.Settings(
        warehouse,
        tuple(sources or [str(defaults.DEFAULT_SOURCE)]),
        collection,
        _pairs(field or []),
        largest * 2**20,
        workers,
    )
    _execute("run", chosen, as_json)


@app.command(epilog="Example:\n\n  warraq rebuild --warehouse ~/warehouse")
def rebuild(
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE), workers: Cores = 0, as_json: AsJson = False
) -> None:
    """Recompute all tables from the raw zone with today's rules."""
    _execute("rebuild", defaults.Settings(warehouse, workers=workers), as_json)


@app.command(
    epilog="Examples:\n\n  warraq serve ~/news --cron '*/15 * * * *'\n\n  warraq serve ~/news --every 900"
)
def serve(
    sources: Annotated[list[str], typer.Argument(help="What to load each time, as for `warraq run`.")],
    cron: Annotated[str | None, typer.Option(help="When to run, as a cron expression.")] = None,
    every: Annotated[int | None, typer.Option(help="Seconds from one run to the next.", min=1)] = None,
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    workers: Cores = 0,
) -> None:
    """Load documents on a schedule, one run at a time, through Prefect."""
    if (cron is None) == (every is None):
        raise Stop("say when to run, with either --cron '0 * * * *' or --every 3600")
    from flows.prefect_server import ServerError, TemporaryServer

    for source in sources:
        if not ("://" in source or "*" in source or Path(source).exists()):
            raise Stop(f"no such file or folder: {source}; check the path, or quote a pattern")
    typer.echo(f"warraq serve: {', '.join(sources)} into {warehouse}; Ctrl-C ends it", err=True)
    try:
        with TemporaryServer(schedules=True) as server:
            server.wait()
            if server.ui:
                typer.echo(f"runs can be seen at {server.ui} while this goes on", err=True)
            from flows import schedule  # Prefect reads where its server is when it is imported

            schedule.serve(defaults.Settings(warehouse, tuple(sources), workers=workers), cron, every)
    except ServerError as error:
        raise Stop(str(error)) from error
    except ValueError as error:
        raise Stop(f"cannot read --cron {cron!r}; write five fields, for example '0 * * * *'") from error


@app.command(
    epilog="Examples:\n\n"
    '  warraq sql "SELECT source_id, count(*) FROM fact_article GROUP BY ALL ORDER BY 2 DESC"\n\n'
    '  warraq sql "FROM mart_source_day" --format csv > days.csv\n\n'
    '  warraq sql "FROM fact_article" --format parquet > articles.parquet'
)
def sql(
    query: Annotated[
        str | None, typer.Argument(help="One statement. Default: what is piped in, else a prompt.")
    ] = None,
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    form: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    limit: Annotated[int, typer.Option(help="Rows that a table shows at most.", min=1)] = 200,
) -> None:
    """Query the warehouse, read-only."""
    from flows import ask

    if form not in ask.FORMATS:
        raise Stop(f"there is no format {form}; use one of {', '.join(ask.FORMATS)}")
    store = _published(warehouse)
    try:
        if query is None:
            ask.prompt(store, form, limit)
        else:
            ask.answer(store, query, form, limit)
    except ask.QueryError as error:
        raise Stop(str(error)) from error


@app.command(
    epilog="Example (all forms of the words are found, in the headline first):\n\n  warraq search WORD WORD"
)
def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all occur, in any form.")],
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    limit: Annotated[int, typer.Option(help="Articles to show.", min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Ranked articles that hold the words, with the matching passage."""
    from flows import ask

    try:
        ask.search(_published(warehouse), " ".join(words), limit, as_json)
    except ask.QueryError as error:
        raise Stop(str(error)) from error


@app.command(epilog="Examples:\n\n  warraq show a1b2c3\n\n  warraq show a1b2c3 --html article.html")
def show(
    article: Annotated[str, typer.Argument(help="Its id, the beginning of it, its URL or source file.")],
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    html: Annotated[Path | None, typer.Option(help="Write a page for the browser to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """One article with its metadata and every fact marked in its text."""
    from flows import show as shown

    try:
        shown.show(_published(warehouse), article, as_json, html)
    except (shown.UnknownArticle, OSError) as error:
        raise Stop(str(error)) from error


@app.command(epilog="Example:\n\n  warraq check --json")
def check(warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE), as_json: AsJson = False) -> None:
    """Run the data checks; exit 1 and show the offending rows if one fails."""
    from flows import ask

    if not ask.check(_published(warehouse), as_json):
        raise typer.Exit(1)


@app.command(epilog="Example:\n\n  warraq quarantine --limit 50")
def quarantine(
    warehouse: Warehouse = Path(defaults.DEFAULT_WAREHOUSE),
    limit: Annotated[int, typer.Option(help="Rows to show.", min=1)] = 100,
    as_json: AsJson = False,
) -> None:
    """What could not be loaded, and why."""
    from flows import ask

    ask.quarantine(_published(warehouse), limit, as_json)


def _pairs(options: list[str]) -> dict[str, str]:
    pairs = {}
    for option in options:
        ours, separator, theirs = option.partition("=")
        if not (ours and separator and theirs):
            raise Stop(f"--field {option}: write it as OURS=THEIRS, for example --field headline=Titel")
        pairs[ours.strip()] = theirs.strip()
    return pairs


def _published(warehouse: Path) -> Any:
    """The store of a warehouse that has a snapshot, its DuckDB file mended if need be."""
    from flows import warehouse as files
    from flows.store import Store, StoreError

    store = Store(warehouse)
    try:
        manifest = store.manifest()
    except StoreError as error:
        raise Stop(str(error)) from error
    if manifest is None:
        raise Stop(
            f"{store.root} holds no warehouse yet; load something with `warraq run SOURCE --warehouse ...`"
        )
    files.mend(store, manifest)
    return store


def _execute(command: str, chosen: defaults.Settings, as_json: bool) -> None:
    what = (
        f"{len(chosen.sources)} source{'s' if len(chosen.sources) > 1 else ''}"
        if chosen.sources
        else "the raw zone"
    )
    typer.echo(f"warraq {command}: {what} into {chosen.warehouse}", err=True)
    from flows import endings, summary
    from flows.console import Reporter
    from flows.runner import execute

    try:
        with endings.terminable(), Reporter(quiet=as_json) as reporter:
            job = execute(command, chosen, reporter)
    except endings.EXPECTED as error:
        code, line = endings.told(error, chosen.warehouse)
        raise Stop(line, code) from error
    summary.show(job, as_json)
    if job.failed_checks:
        raise Stop(f"published, but {job.failed_checks} data checks failed; see `warraq check`")


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


if __name__ == "__main__":
    main()
