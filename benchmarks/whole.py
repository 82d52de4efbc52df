"""`warraq run` as a whole, and below it what DuckDB alone needs to turn the same files into one Parquet file."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil  # type: ignore[import-untyped]

from benchmarks.stages import Corpus

REPOSITORY = Path(__file__).resolve().parent.parent
EVERY = 0.1  # seconds between two looks at memory
_FLOOR = """
import sys, duckdb
*files, target = sys.argv[1:]
with duckdb.connect() as connection:
    connection.execute(
        f"COPY (SELECT * FROM read_json({files!r}, maximum_object_size=67108864)) "
        f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )
"""


@dataclass(frozen=True, slots=True)
class Whole:
    """Wall-clock seconds of each, and the peak of the summed PSS of all processes of a run in bytes."""

    title: str
    n_documents: int
    run: float
    again: float
    floor: float
    peak_bytes: int
    source_bytes: int
    warehouse_bytes: int


def measure(corpus: Corpus, json_files: Sequence[Path], work: Path, rounds: int) -> Whole:
    """Runs and floor in turns; a run of its own for memory, since looking at memory costs time.

    `json_files`: the same documents as plain JSON files, which is all that DuckDB opens.
    """
    warehouse = work / "warehouse"
    runs, floors = [], []
    for _ in range(rounds):
        shutil.rmtree(warehouse, ignore_errors=True)
        runs.append(_seconds(_run(corpus.files, warehouse)))
        floors.append(_seconds(_copy(json_files, work / "floor.parquet")))
    again = _seconds(_run(corpus.files, warehouse))
    n_found = json.loads(_output(_run(corpus.files, warehouse)))["n_found"]
    stored = sum(path.lstat().st_size for path in warehouse.rglob("*") if path.is_file())
    shutil.rmtree(warehouse)
    peak = _peak(_run(corpus.files, warehouse))
    shutil.rmtree(warehouse)
    size = sum(path.stat().st_size for path in json_files)
    return Whole(corpus.title, n_found, median(runs), again, median(floors), peak, size, stored)


def start_seconds(work: Path) -> float:
    """A run over the sample alone: what starting costs, Prefect's temporary server included."""
    command = _run([REPOSITORY / "seeds" / "documents"], work / "sample")
    seconds = _seconds(command)
    shutil.rmtree(work / "sample")
    return seconds


def _run(sources: Sequence[Path], warehouse: Path) -> list[str]:
    command = [sys.executable, "-m", "flows.cli", "run", "--json", "--warehouse", str(warehouse)]
    return [*command, *map(str, sources)]


def _copy(files: Sequence[Path], target: Path) -> list[str]:
    return [sys.executable, "-c", _FLOOR, *map(str, files), str(target)]


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    _output(command)
    return time.perf_counter() - start


def _output(command: Sequence[str]) -> bytes:
    return subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True).stdout


def _peak(command: Sequence[str]) -> int:
    started = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL)
    parent = psutil.Process(started.pid)
    peak = 0
    while started.poll() is None:
        peak = max(peak, sum(map(_pss, [parent, *_children(parent)])))
        time.sleep(EVERY)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return peak


def _children(parent: psutil.Process) -> list[psutil.Process]:
    try:
        return list(parent.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _pss(process: psutil.Process) -> int:
    """Its share of memory, pages shared with others divided among them; 0 for one that has just ended."""
    try:
        told = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(told, "pss", told.uss))
