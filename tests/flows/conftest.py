"""One Prefect server and one pool of workers for all tests of the flow."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows import cli, model, process_pool, runner
from flows.console import Reporter
from flows.job import Job
from flows.prefect_server import TemporaryServer
from flows.settings import Settings
from tests import warehouses
from tests.warehouses import article, write_records


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prefect server with a database of its own, which processes of tests use too."""
    patch = pytest.MonkeyPatch()
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH"):
        patch.delenv(name, raising=False)
    patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
    with TemporaryServer() as server:
        server.wait()
        from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        address = os.environ["PREFECT_API_URL"]
        # The thread of the heartbeat sleeps in whole seconds, and each run would wait for its end.
        with temporary_settings({PREFECT_API_URL: address, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield address
    patch.undo()


class _Lasting(process_pool.Pool):
    """A pool that outlives a run."""

    def __exit__(self, *_: object) -> None:
        pass

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        pass

    def close(self) -> None:
        super().__exit__(None)


class InlinePool:
    """Does the work of the workers in this process, where tests can change what it meets."""

    def __init__(self, workers: int) -> None:
        pass

    def submit(self, function: Callable[..., Any], *args: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(function(*args))
        return future

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)

    def start(self) -> None:
        pass

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        pass

    def __enter__(self) -> "InlinePool":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def workers() -> Iterator[_Lasting]:
    """Two worker processes; starting them is what takes time."""
    pool = _Lasting(2)
    yield pool
    pool.close()


class Warehouse:
    """A warehouse of a test, and how to load it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *sources: Path | str, **settings: Any) -> Job:
        chosen = Settings(self.root, tuple(map(str, sources)), **settings)
        job = runner.execute("run", chosen, Reporter(quiet=True))
        self.check(job)
        return job

    def rebuild(self) -> Job:
        job = runner.execute("rebuild", Settings(self.root), Reporter(quiet=True))
        self.check(job)
        return job

    def check(self, job: Job) -> None:
        counts = job.counts
        parts = counts.new + counts.new_version + counts.unchanged + counts.quarantined
        assert counts.found == parts
        assert job.failed_checks == 0
        warehouses.assert_consistent(self.root)
        warehouses.assert_nothing_left(self.root)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return warehouses.rows(self.root, table)

    def versions(self) -> list[dict[str, Any]]:
        return sorted(self.rows("article_version"), key=lambda row: (row["article_id"], row["version_no"]))

    @property
    def snapshot(self) -> str:
        return (self.root / "current").readlink().name


def counts(job: Job) -> tuple[int, int, int, int, int]:
    """Found, new, new versions, unchanged, quarantined."""
    told = job.counts
    return told.found, told.new, told.new_version, told.unchanged, told.quarantined


@pytest.fixture
def warehouse(
    tmp_path: Path, prefect_server: str, workers: _Lasting, monkeypatch: pytest.MonkeyPatch
) -> Warehouse:
    """An empty warehouse whose runs use the lasting server and workers."""
    monkeypatch.setattr(runner, "Pool", lambda _: workers)
    monkeypatch.setattr(model, "dim_date", cache(model.dim_date))
    return Warehouse(tmp_path / "warehouse")


@pytest.fixture
def inline(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The same, but the work is done in this process."""
    monkeypatch.setattr(runner, "Pool", InlinePool)
    return warehouse


def call(*arguments: object) -> Result:
    """What the command line answers."""
    result = CliRunner().invoke(cli.app, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, prefect_server: str, workers: _Lasting) -> Path:
    """A warehouse that was loaded by the command `warraq run`."""
    folder = tmp_path_factory.mktemp("loaded")
    records = [article(n) for n in range(5)]
    records.append(
        {
            "title": "اجتماع المسؤولين",
            "content": "قال الرئيسُ إنّ المسئول زار مدرسة.",
            "url": "https://n.test/x",
        }
    )
    source = write_records(folder / "in" / "a.jsonl", [*records, {"title": "latin only"}])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "Pool", lambda _: workers)
        result = call("run", source, "-w", folder / "warehouse", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    numbers = [told[f"n_{name}"] for name in ("found", "new", "new_version", "unchanged", "quarantined")]
    assert numbers == [7, 6, 0, 0, 1] and told["failed_checks"] == 0
    return folder / "warehouse"
