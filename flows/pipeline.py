"""The flow as Prefect sees it: extract, normalise, parse metadata and load on each shard; model and publish once.

A task works on a shard of thousands of documents and hands on the shard's folder, never its rows. The CPU
work goes to the run's one pool of worker processes; the tasks' threads only wait for it.
"""

import queue
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.futures import PrefectFuture
from prefect.logging.handlers import APILogHandler
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows import publishing, steps
from flows.console import Reporter
from flows.extract import Extracted, Unit
from flows.job import Job
from flows.process_pool import Pool
from flows.steps import Loaded
from flows.store import SnapshotWriter

SHARDS_AHEAD = 3  # shards under way for each worker, so that no worker waits for a thread


@dataclass(slots=True)
class Context:
    """What the tasks of one run share; it stays in this process."""

    job: Job
    pool: Pool
    reporter: Reporter
    writer: SnapshotWriter
    loaded: list[Loaded] = field(default_factory=list)
    ledger: list[dict[str, Any]] = field(default_factory=list)


_context: ContextVar[Context] = ContextVar("context")


def _is_io_error(task: Any, run: Any, state: Any) -> bool:
    """Only reading and writing is tried again; a fault of the rules would be the same the next time."""
    try:
        state.result()
    except OSError:
        return True
    except Exception:
        return False
    return False


def _label(unit: Unit | Path) -> str:
    return unit.label if isinstance(unit, Unit) else unit.name


_RETRIED: dict[str, Any] = {"retries": 2, "retry_delay_seconds": 1, "retry_condition_fn": _is_io_error}


@task(name="extract", persist_result=False, **_RETRIED)
def extract(unit: Unit | Path, number: int) -> Extracted:
    """Opens source files, splits them into documents and writes raw shards."""
    context = _context.get()
    job = context.job
    return context.pool.run(steps.extract, unit, number, job.staging, job.known, job.options)


@task(name="normalise", persist_result=False, **_RETRIED)
def normalise(folder: Path) -> Path:
    """Raw fields to clean text; what holds none is refused."""
    _context.get().pool.run(steps.normalise, folder)
    return folder


@task(name="parse metadata", persist_result=False, **_RETRIED)
def parse_metadata(folder: Path) -> Path:
    """Clean text to the rows of every table."""
    _context.get().pool.run(steps.parse_metadata, folder)
    return folder


@task(name="load", persist_result=False, **_RETRIED)
def load(folder: Path) -> Loaded:
    """Rows to Parquet segments, documents to the raw zone."""
    context = _context.get()
    job = context.job
    raw_folder = job.store.raw if job.keeps_bytes(folder) else None
    return context.pool.run(steps.load, folder, context.writer, raw_folder, job.known)


SHARD_STEPS: tuple[Any, ...] = (normalise, parse_metadata, load)


@task(name="model", persist_result=False)
def model() -> bool:
    """Versions, dimensions and meta tables; whether there is anything new to publish."""
    context = _context.get()
    return publishing.model(context.job, context.writer, context.loaded, context.ledger)


@task(name="publish", persist_result=False)
def publish() -> None:
    """Checks, the manifest, the swap of `current`, the DuckDB file."""
    context = _context.get()
    publishing.publish(context.job, context.writer)


@flow(
    name="warraq",
    flow_run_name=lambda: f"{flow_run.parameters['command']} {flow_run.parameters['run_id']}",
    validate_parameters=False,
    persist_result=False,
)
def etl(command: str, run_id: str, sources: list[str], warehouse: str) -> None:
    """Loads the sources into the warehouse; the parameters are for people, the run's own state is its context."""
    context = _context.get()
    log = get_run_logger()
    log.info(
        "%s of %s into %s: %d units to read", command, ", ".join(sources), warehouse, len(context.job.units)
    )
    progress: Any = create_progress_artifact(0.0, key="progress", description=f"{command} into {warehouse}")
    try:
        _run_shards(context, progress)
    except BaseException:
        context.pool.abandon()  # else Prefect waits until every shard under way is done
        raise
    context.pool.finish()
    context.reporter.stage("model")
    if model():
        context.reporter.stage("publish")
        publish()
    update_progress_artifact(progress, 100.0)
    counts = context.job.counts
    log.info("%s; snapshot %s", context.job.told(), context.job.snapshot_id or "none, nothing is new")
    create_table_artifact(
        [{"what": name.replace("_", " "), "documents": getattr(counts, name)} for name in counts.__slots__],
        key="summary",
        description=f"{command} {run_id} of {', '.join(sources)}",
    )


def _run_shards(context: Context, progress: Any) -> None:
    """Feeds units to extraction and each shard, as soon as it is there, to the steps that follow."""
    job, most = context.job, SHARDS_AHEAD * context.job.settings.n_workers
    waiting = deque(enumerate(job.units))
    units: dict[PrefectFuture[Any], int] = {}
    shards: dict[PrefectFuture[Any], list[PrefectFuture[Any]]] = {}
    finished: queue.Queue[PrefectFuture[Any]] = queue.Queue()
    seen: set[str] = set()
    ready: deque[Path] = deque()
    while waiting or units or ready or shards:
        while waiting and len(units) < job.settings.n_workers and len(ready) < most:
            number, unit = waiting.popleft()
            future = extract.with_options(task_run_name=f"extract {_label(unit)}").submit(unit, number)
            units[future] = number
            future.add_done_callback(finished.put)
        while ready and len(shards) < most:
            folder = ready.popleft()
            steps_of_shard: list[PrefectFuture[Any]] = []
            for step in SHARD_STEPS:
                named = step.with_options(task_run_name=f"{step.name} {folder.name}")
                steps_of_shard.append(named.submit(steps_of_shard[-1] if steps_of_shard else folder))
            last = steps_of_shard[-1]
            shards[last] = steps_of_shard
            last.add_done_callback(finished.put)
        try:
            done = finished.get(timeout=0.1)
        except queue.Empty:
            done = None
        if done in units:
            _take_unit(context, units.pop(done), done.result())
        elif done is not None:
            *_, loaded = [future.result() for future in shards.pop(done)]
            _take_shard(context, loaded, progress)
        for folder in sorted(job.staging.glob("[0-9]*-*")):
            if folder.name not in seen:
                seen.add(folder.name)
                ready.append(folder)


def _take_unit(context: Context, number: int, result: Extracted) -> None:
    job = context.job
    job.counts.found += result.n_found
    job.counts.unchanged += result.n_unchanged
    job.counts.quarantined += result.n_refused
    job.names += result.names
    job.unused += result.unused
    job.chosen |= result.chosen
    context.ledger += result.ledger
    unit = job.units[number]
    size = sum(file.size for file in unit.files) if isinstance(unit, Unit) else unit.stat().st_size
    context.reporter.extracted(result.n_found, result.n_refused + result.n_unchanged, size)


def _take_shard(context: Context, loaded: Loaded, progress: Any) -> None:
    context.job.counts.quarantined += loaded.n_unreadable
    context.loaded.append(loaded)
    context.reporter.loaded(loaded.n_documents + loaded.n_unreadable)
    if context.reporter.is_due("artifact", 2.0):
        update_progress_artifact(progress, round(99 * context.reporter.fraction, 1))


def run(job: Job, pool: Pool, reporter: Reporter) -> None:
    """Runs the flow for a planned job, on the server that Prefect is set to."""
    context = Context(job, pool, reporter, job.store.begin(job.run_id))
    token = _context.set(context)
    try:
        threads = (3 * SHARDS_AHEAD + 1) * job.settings.n_workers + 2
        runner: Any = ThreadPoolTaskRunner(max_workers=threads)
        etl.with_options(task_runner=runner)(
            job.command, job.run_id, list(job.settings.sources), str(job.store.root)
        )
    finally:
        _context.reset(token)
        APILogHandler().flush()  # a server started for this run is about to go
