"""What can be set, in one place; the command line and the environment fill it in."""

import os
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_WAREHOUSE = "./warehouse"
DEFAULT_SOURCE = Path(__file__).resolve().parent.parent / "seeds" / "documents"
SHARD_DOCUMENTS = 4_000
SHARD_BYTES = 24 * 2**20


def default_warehouse() -> Path:
    """The warehouse that `WARRAQ_WAREHOUSE` names, else ./warehouse."""
    return Path(os.environ.get("WARRAQ_WAREHOUSE") or DEFAULT_WAREHOUSE)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's settings; plain values only, because they travel to the worker processes and to Prefect."""

    warehouse: Path
    sources: tuple[str, ...] = ()
    collection: str | None = None
    field_names: dict[str, str] = field(default_factory=dict)
    document_bytes: int = 20 * 2**20
    workers: int = 0

    @property
    def n_workers(self) -> int:
        """Worker processes: as said, else one a core."""
        return self.workers or cores()
