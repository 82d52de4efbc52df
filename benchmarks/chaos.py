"""Kills runs at random moments and sees that nothing is lost: `make chaos`.

Each trial starts from the same loaded warehouse, whose sources have changed since. A run is killed with
SIGKILL; then `current` must be what its manifest says, no process of the run may live on, the next run must
complete, and the tables must equal those of a run that nobody disturbed. The moments are random, one in each
equal stretch of a run.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from flows.lock import Busy, WarehouseLock
from flows.prefect_server import TemporaryServer
from tests import warehouses
from tests.warehouses import article, write_records

SECONDS_TO_DIE = 10.0


@dataclass
class Trial:
    """What came of one kill; a text is what went wrong, "" nothing."""

    number: int
    killed_after: float
    caught: str = ""
    processes: str = ""
    consistent: str = ""
    next_run: str = ""
    tables: str = ""

    @property
    def failed(self) -> bool:
        return any((self.processes, self.consistent, self.next_run, self.tables))

    def row(self) -> str:
        told = [getattr(self, field.name) for field in fields(self)[3:]]
        return f"{self.number:>3}  {self.killed_after:>9.2f} s  {self.caught:<16}" + "".join(
            f"{one or 'ok':<14}" for one in told
        )


def start(sources: Sequence[Path], warehouse: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "flows.cli", "run", *map(str, sources), "--warehouse", str(warehouse)]
    silent = subprocess.DEVNULL
    return subprocess.Popen([*command, "--json"], stdout=silent, stderr=silent, process_group=0)


def load(sources: Sequence[Path], warehouse: Path) -> float:
    """Runs to the end and returns the seconds it took."""
    began = time.monotonic()
    code = start(sources, warehouse).wait()
    if code:
        raise SystemExit(f"an undisturbed run ended with exit code {code}")
    return time.monotonic() - began


def kill(run: "subprocess.Popen[bytes]", warehouse: Path, before: str, trial: Trial) -> None:
    """Kills the run, and says what it was at and whether all of its processes have ended."""
    try:
        family = psutil.Process(run.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    run.kill()
    ended = run.wait() != -signal.SIGKILL
    trial.caught = "had ended" if ended else stage(warehouse, before)
    _, alive = psutil.wait_procs(family, timeout=SECONDS_TO_DIE)
    if any(one.status() != psutil.STATUS_ZOMBIE for one in alive):
        trial.processes = "lived on"
    try:
        with WarehouseLock(warehouse, "chaos"):
            pass
    except Busy:
        trial.processes = "lock is held"


def published(warehouse: Path) -> str:
    current = warehouse / "current"
    return current.readlink().name if current.is_symlink() else ""


def stage(warehouse: Path, before: str) -> str:
    """How far a killed run had come, told by what lies about."""
    if published(warehouse) != before:
        return "published"
    signs = {
        "publishing": "snapshots/.partial-*/meta_check",
        "modelling": "snapshots/.partial-*/article_version",
        "loading": "snapshots/.partial-*/*",
        "extracting": ".staging/*/0*",
        "starting": ".staging/*",
    }
    return next((name for name, sign in signs.items() if any(warehouse.glob(sign))), "at the door")


def attempt(
    trial: Trial, sources: Sequence[Path], base: Path, work: Path, expected: dict[str, list[str]]
) -> None:
    """One kill and what follows."""
    warehouse = work / "trial"
    shutil.rmtree(warehouse, ignore_errors=True)
    shutil.copytree(base, warehouse, symlinks=True)
    before = published(warehouse)
    run = start(sources, warehouse)
    time.sleep(trial.killed_after)
    kill(run, warehouse, before, trial)
    try:
        if published(warehouse):
            warehouses.assert_consistent(warehouse)
    except (AssertionError, OSError) as error:
        trial.consistent = f"BROKEN {error}"
    code = start(sources, warehouse).wait()
    if code:
        trial.next_run = f"exit code {code}"
        return
    try:
        warehouses.assert_consistent(warehouse)
        warehouses.assert_nothing_left(warehouse)
        found = warehouses.contents(warehouse)
    except (AssertionError, OSError) as error:
        trial.tables = f"BROKEN {error}"
        return
    different = [table for table in expected if found.get(table) != expected[table]]
    if different:
        trial.tables = f"DIFFERENT {', '.join(different)}"


def made_up(folder: Path, documents: int, base: Path) -> list[Path]:
    """Loads a made-up corpus, changes a third of it and adds as much again; what there is to load then."""
    old, new = folder / "old.jsonl", folder / "new.jsonl"
    half = documents // 2
    write_records(old, [article(n) for n in range(half)])
    load([old], base)
    write_records(old, [article(n, " again" if n % 3 == 0 else "") for n in range(half)])
    write_records(new, [*(article(n) for n in range(half, documents)), {"title": "refused"}])
    return [old, new]


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=5_000, help="of the made-up corpus")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument(
        "--source", type=Path, action="append", help="load this instead, into no warehouse yet"
    )
    return parser.parse_args()


def main() -> int:
    """Runs the trials; 1 if one failed."""
    options = parsed()
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="warraq-chaos-") as folder:
        work = Path(folder)
        os.environ.pop("PREFECT_API_URL", None)
        os.environ["PREFECT_HOME"] = str(work / "prefect")
        with TemporaryServer() as server:
            server.wait()
            base = work / "base"
            base.mkdir()
            sources = options.source or made_up(work / "in", options.documents, base)
            shutil.copytree(base, work / "undisturbed", symlinks=True)
            seconds = load(sources, work / "undisturbed")
            expected = warehouses.contents(work / "undisturbed")
            print(f"seed {options.seed}; an undisturbed run takes {seconds:.1f} s")
            print(
                "kill      moment  caught at       processes     current       next run      tables",
                flush=True,
            )
            failed = 0
            for number in range(1, options.kills + 1):
                trial = Trial(number, moments.uniform(number - 1, number) / options.kills * seconds)
                attempt(trial, sources, base, work, expected)
                failed += trial.failed
                print(trial.row(), flush=True)
    print(f"{options.kills - failed} of {options.kills} kills left everything right")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
