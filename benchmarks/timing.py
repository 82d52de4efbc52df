"""How things are timed: CPU time, in turns, the median; and what machine it was."""

import os
import platform
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from flows.settings import cores

Job = Callable[[], object]


def cpu_seconds(job: Job) -> float:
    """CPU seconds that this process spends on the job, all its threads together: what "per core" means here."""
    start = time.process_time()
    job()
    return time.process_time() - start


def in_turns(
    jobs: Mapping[str, Job], rounds: int, measure: Callable[[Job], float] = cpu_seconds
) -> dict[str, float]:
    """The median of each job. They take turns (ABAB), so that what disturbs the machine disturbs all alike."""
    return medians({name: (lambda job=job: measure(job)) for name, job in jobs.items()}, rounds)  # type: ignore[misc]


def medians(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each measure returns, taken in turns after one turn that only warms caches."""
    for measure in measures.values():
        measure()
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return {name: median(values) for name, values in found.items()}


def machine() -> str:
    """Processor, cores, memory, system and Python in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {cores()} cores, {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
