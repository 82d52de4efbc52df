"""Scheduled runs through Prefect: one at a time, each the same as `warraq run`."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from prefect import flow

from flows.console import Reporter
from flows.lock import Busy
from flows.runner import execute
from flows.settings import Settings
from flows.store import now


@flow(name="warraq scheduled", validate_parameters=False, persist_result=False)
def scheduled(sources: list[str], warehouse: str, workers: int) -> str:
    """One scheduled run; where another run holds the warehouse, this one leaves it to the next."""
    chosen = Settings(Path(warehouse), tuple(sources), workers=workers)
    try:
        with Reporter(quiet=True) as reporter:
            job = execute("run", chosen, reporter)
    except Busy as error:
        return f"left to the next run: {error} holds the warehouse"
    told = job.counts.told()
    print(f"{now():%Y-%m-%d %H:%M:%S} UTC  {told}", file=sys.stderr, flush=True)  # one line a run
    return told


def serve(chosen: Settings, cron: str | None, every: int | None) -> None:
    """Serves the schedule until it is interrupted.

    Raises:
        ValueError: the cron expression cannot be read.
    """
    parameters: dict[str, Any] = {
        "sources": [one if "://" in one else str(Path(one).absolute()) for one in chosen.sources],
        "warehouse": str(chosen.warehouse.absolute()),
        "workers": chosen.workers,
    }
    scheduled.serve(
        name=f"warraq {chosen.warehouse.absolute().name}",
        cron=cron,
        interval=timedelta(seconds=every) if every else None,
        parameters=parameters,
        limit=1,
    )
