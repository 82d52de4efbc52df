"""Runs a job from lock to summary: what `warraq run`, `warraq rebuild` and a scheduled run all do."""

import shutil

from flows import job as jobs
from flows import place, raw_zone, warehouse
from flows.console import Reporter
from flows.job import REBUILD, Job, NothingFound
from flows.lock import WarehouseLock
from flows.prefect_server import TemporaryServer
from flows.process_pool import Pool
from flows.settings import Settings
from flows.store import Store, StoreError


def execute(command: str, settings: Settings, reporter: Reporter) -> Job:
    """Runs to the end and logs how it ended.

    Raises:
        Busy, StoreError, SourceError, NothingFound, ServerError: what stopped it, in a line.
    """
    place.may_be_written(settings.warehouse)
    if command == REBUILD and Store(settings.warehouse).manifest() is None:
        raise StoreError(place.why_unpublished(settings.warehouse))
    with WarehouseLock(settings.warehouse, f"warraq {command}"), TemporaryServer() as server:
        with Pool(settings.n_workers) as pool:
            job = jobs.begin(command, settings)
            try:
                _run(job, server, pool, reporter)
            except BaseException as error:
                raw_zone.log_run(job.store, job.row("failed", str(error) or type(error).__name__))
                job.store.sweep()
                raise
            finally:
                shutil.rmtree(job.staging, ignore_errors=True)
        raw_zone.log_run(job.store, job.row("completed"))
    return job


def _run(job: Job, server: TemporaryServer, pool: Pool, reporter: Reporter) -> None:
    if job.command == REBUILD:
        jobs.plan_rebuild(job)
    else:
        jobs.plan(job)
    reporter.plan(job.bytes_total)
    if job.units or job.has_new_refusals():
        reporter.stage("start")
        pool.start()
        server.wait()
        from flows import pipeline  # Prefect takes a second and a half, which its server needs anyway

        reporter.stage("load")
        pipeline.run(job, pool, reporter)
    if not job.counts.found:
        raise NothingFound(f"no document in {', '.join(job.settings.sources)}: nothing was found to load")
    if job.manifest is not None:
        warehouse.mend(job.store, job.manifest)
