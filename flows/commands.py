"""What commands do around their work: the warehouse they need, and one line on whatever stops them.

Light to import, like the command line: every function fetches what it needs when it runs.
"""

from pathlib import Path
from typing import Any

import typer

from flows.settings import Settings
from flows.wording import counted


class Stop(typer.Exit):
    """Ends the command after one clear line."""

    def __init__(self, line: str, code: int = 1) -> None:
        typer.echo(f"warraq: {line}", err=True)
        super().__init__(code)


def pairs(options: list[str]) -> dict[str, str]:
    """What `--field` says: our field and the records' own name of it."""
    found: dict[str, str] = {}
    for option in options:
        ours, _, theirs = (part.strip() for part in option.partition("="))
        if not (ours and theirs):
            raise Stop(f"--field {option}: write it as OURS=THEIRS, for example --field headline=Titel")
        if ours in found:
            raise Stop(f"--field {ours} is given twice, as {found[ours]} and as {theirs}; decide for one")
        found[ours] = theirs
    return found


def published(warehouse: Path) -> Any:
    """The store of a warehouse that has a snapshot, its DuckDB file mended if need be."""
    from duckdb import IOException

    from flows import endings, place
    from flows import warehouse as files
    from flows.store import Store, StoreError

    store = Store(warehouse)
    try:
        manifest = store.manifest()
        if manifest is None:
            raise Stop(place.why_unpublished(warehouse))
        files.mend(store, manifest)
    except StoreError as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"cannot read {warehouse}: {endings.plain(error)}") from error
    except IOException as error:
        raise Stop(f"{store.database} shows another snapshot and cannot be remade: {error}") from error
    return store


def serve(chosen: Settings, cron: str | None, every: int | None) -> None:
    """Serves a schedule until it is interrupted."""
    from flows import place
    from flows.prefect_server import ServerError, TemporaryServer
    from flows.store import StoreError

    for source in chosen.sources:
        if not ("://" in source or "*" in source or Path(source).exists()):
            raise Stop(f"no such file or folder: {source}; check the path, or quote a pattern")
    try:
        place.may_be_written(chosen.warehouse)
    except StoreError as error:
        raise Stop(str(error)) from error
    typer.echo(f"warraq serve: {', '.join(chosen.sources)} into {chosen.warehouse}; Ctrl-C ends it", err=True)
    try:
        with TemporaryServer(schedules=True) as server:
            server.wait()
            if server.ui:
                typer.echo(f"runs can be seen at {server.ui} while this goes on", err=True)
            from flows import schedule  # Prefect reads where its server is when it is imported

            schedule.serve(chosen, cron, every)
    except ServerError as error:
        raise Stop(str(error)) from error
    except ValueError as error:
        raise Stop(f"cannot read --cron {cron!r}; write five fields, for example '0 * * * *'") from error


def execute(command: str, chosen: Settings, as_json: bool) -> None:
    """Runs to the end and tells what came of it."""
    what = counted(len(chosen.sources), "source") if chosen.sources else "the raw zone"
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
        raise Stop(f"published, but {counted(job.failed_checks, 'data check')} failed; see `warraq check`")
