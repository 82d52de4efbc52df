"""Scheduled runs through Prefect: one at a time, each the same as `warraq run`."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from prefect import flow

from flows import endings
from flows.console import Reporter
from flows.lock import Busy
from flows.runner import execute
from flows.settings import Settings
from flows.store import now


@flow(name="warraq scheduled", validate_parameters=False, persist_result=False)
def scheduled(sources: list[str], warehouse: str, options: dict[str, Any]) -> str:
    """One scheduled run; where another run holds the warehouse, this one leaves it to the next.

    `options`: the other fields of `Settings`.
    """
    chosen = Settings(Path(warehouse), tuple(sources), **options)
    try:
        with Reporter(quiet=True) as reporter:
            told = execute("run", chosen, reporter).told()
    except Busy as error:
        told = f"left to the next run: {error} holds the warehouse"
    except endings.EXPECTED as error:
        _say(endings.told(error, chosen.warehouse)[1])
        raise
    _say(told)
    return told


def _say(line: str) -> None:
    """One line a run, for who watches; Prefect has its own log."""
    print(f"{now():%Y-%m-%d %H:%M:%S} UTC  {line}", file=sys.stderr, flush=True)


def serve(chosen: Settings, cron: str | None, every: int | None) -> None:
    """Serves the schedule until it is interrupted.

    Raises:
        ValueError: the cron expression cannot be read.
    """
    parameters: dict[str, Any] = {
        "sources": [one if "://" in one else str(Path(one).absolute()) for one in chosen.sources],
        "warehouse": str(chosen.warehouse.absolute()),
        "options": {
            "collection": chosen.collection,
            "field_names": chosen.field_names,
            "document_bytes": chosen.document_bytes,
            "workers": chosen.workers,
        },
    }
    scheduled.serve(
        name=f"warraq {chosen.warehouse.absolute().name}",
        cron=cron,
        interval=timedelta(seconds=every) if every else None,
        parameters=parameters,
        limit=1,
    )
