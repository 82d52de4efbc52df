"""Runs that are killed, terminated or interrupted at any moment, and two runs at the same time."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

from flows import publishing, raw_zone, store
from flows import warehouse as database
from flows.lock import Busy, WarehouseLock
from flows.store import Store
from tests import warehouses
from tests.flows.conftest import Warehouse
from tests.warehouses import article, write_records

WARRAQ = (sys.executable, "-m", "flows.cli")


def prepare(warehouse: Warehouse, folder: Path, records: int) -> tuple[Path, dict[str, list[str]]]:
    """A loaded warehouse, sources that have changed since, and what an undisturbed run makes of them."""
    (folder / "in").mkdir(parents=True)
    old, new = folder / "in" / "a.jsonl", folder / "in" / "b.jsonl"
    write_records(old, [article(n) for n in range(records)])
    warehouse.run(folder / "in")
    write_records(old, [article(n, " جداً" if n % 3 == 0 else "") for n in range(records)])
    write_records(new, [*(article(n) for n in range(records, 2 * records)), {"title": "latin"}])
    undisturbed = Warehouse(folder / "undisturbed")
    shutil.copytree(warehouse.root, undisturbed.root, symlinks=True)
    undisturbed.run(folder / "in")
    return folder / "in", warehouses.contents(undisturbed.root)


def test_states_on_disk(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a kill leaves behind just before and after each step of publishing, as a copy of the folder."""
    source, expected = prepare(warehouse, tmp_path, 6)
    states: dict[str, Path] = {}

    def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*arguments: Any, **named: Any) -> Any:
            copy(f"before {name}")
            result = function(*arguments, **named)
            copy(f"after {name}")
            return result

        return watch

    def copy(state: str) -> None:
        if state not in states:
            states[state] = tmp_path / "states" / str(len(states))
            shutil.copytree(warehouse.root, states[state], symlinks=True)

    with monkeypatch.context() as patch:
        for module, name in (
            (publishing, "write_parquet"),
            (store, "write_json"),
            (Path, "rename"),
            (Path, "replace"),
            (database, "build"),
        ):
            patch.setattr(module, name, watched(name, getattr(module, name)))
        warehouse.run(source)
    chosen = [
        name for name in states if name not in ("after write_parquet", "after write_json", "before replace")
    ]
    assert len(chosen) == 7
    for name in chosen:
        state = Warehouse(states[name])
        warehouses.assert_consistent(state.root)
        state.run(source)
        assert warehouses.contents(state.root) == expected, name


def start(warehouse: Warehouse, source: Path, **environment: str) -> "subprocess.Popen[str]":
    command = [*WARRAQ, "run", str(source), "--warehouse", str(warehouse.root), "--workers", "1"]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=os.environ | environment, stdout=pipe, stderr=pipe, text=True, process_group=0
    )


def wait_for(what: Callable[[], bool], run: "subprocess.Popen[str]", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not what() and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)


def family(run: "subprocess.Popen[str]") -> list[psutil.Process]:
    return list(psutil.Process(run.pid).children(recursive=True))


def assert_ended(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]


def test_killed(warehouse: Warehouse, tmp_path: Path) -> None:
    source, expected = prepare(warehouse, tmp_path, 400)
    snapshots = warehouse.root / "snapshots"
    before = warehouse.snapshot
    moments: dict[str, Callable[[], bool]] = {
        "planned": lambda: any((warehouse.root / ".staging").glob("*/known.npz")),
        "extracted": lambda: any((warehouse.root / ".staging").glob("*/0*")),
        "loaded": lambda: any(snapshots.glob(".partial-*/*/*.parquet")),
        "published": lambda: warehouse.snapshot != before,
    }
    for name, moment in moments.items():
        with start(warehouse, source) as run:
            wait_for(moment, run)
            assert run.poll() is None, name
            children = family(run)
            run.kill()
        assert run.returncode == -signal.SIGKILL
        assert_ended(children)
        warehouses.assert_consistent(warehouse.root)
        with WarehouseLock(warehouse.root, "test"):
            pass
    log = raw_zone.logged_runs(Store(warehouse.root))
    assert [entry["status"] for entry in log[1:4]] == ["killed"] * 3
    warehouse.run(source)
    assert warehouses.contents(warehouse.root) == expected
    write_records(source / "c.jsonl", [article(9_999)])
    warehouse.run(source)
    statuses = [entry["status"] for entry in warehouse.rows("meta_run")]
    assert statuses.count("killed") == 3


def test_own_server_dies_with_a_killed_run(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(0)])
    with start(warehouse, source, PREFECT_API_URL="") as run:
        wait_for(lambda: len(family(run)) >= 3, run)  # the server, a worker, the tracker of its semaphores
        children = family(run)
        assert any("flows.prefect_server" in child.cmdline() for child in children)
        run.kill()
    assert_ended(children)


@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGTERM, 143, "terminated"), (signal.SIGINT, 130, "interrupted")]
)
def test_signals(warehouse: Warehouse, tmp_path: Path, number: int, code: int, word: str) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(n) for n in range(300)])
    with start(warehouse, source) as run:
        wait_for(lambda: any((warehouse.root / ".staging").glob("*/0*")), run)
        children = family(run)
        os.killpg(run.pid, number) if number == signal.SIGINT else run.send_signal(
            number
        )  # as a terminal does
        _, errors = run.communicate(timeout=30)
    assert run.returncode == code
    assert errors.splitlines()[-1].startswith(f"warraq: {word}; what was published stays as it was")
    assert "Traceback" not in errors and "Error" not in errors
    assert_ended(children)
    warehouses.assert_nothing_left(warehouse.root)
    (entry,) = raw_zone.logged_runs(Store(warehouse.root))
    assert entry["status"] == "failed"
    assert warehouse.run(source).counts.new == 300


def test_second_run_at_the_same_time(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(0)])
    with WarehouseLock(warehouse.root, "warraq run"):
        with pytest.raises(Busy, match=rf"warraq run \(process {os.getpid()}\)"):
            warehouse.run(source)
        with start(warehouse, source) as run:
            output, errors = run.communicate(timeout=30)
        assert run.returncode == 1 and not output
        told = errors.splitlines()[-1]
        assert "is being written by warraq run (process" in told and "nothing was lost, run again" in told
    assert warehouse.run(source).counts.new == 1


HOLDER = """
import subprocess, sys, time
from pathlib import Path
from flows.lock import WarehouseLock

with WarehouseLock(Path(sys.argv[1]), "holder"):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], close_fds=False)
    print(child.pid, flush=True)
    time.sleep(60)
"""


def test_lock_dies_with_its_holder_and_is_not_inherited(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        child = psutil.Process(int(holder.stdout.readline()))
        with pytest.raises(Busy, match="holder"), WarehouseLock(tmp_path, "other"):
            pass
        holder.kill()
    try:
        with WarehouseLock(tmp_path, "next"):
            assert child.is_running()
    finally:
        child.kill()
    assert json.loads((tmp_path / ".lock").read_text() or "null") is None
