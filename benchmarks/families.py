"""What each family of rules takes of the time for facts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from time import process_time
from typing import Any

import pyarrow as pa

from transforms import shard
from transforms.knowledge import Knowledge

FAMILIES = ("dates", "places", "organisations", "persons", "statements", "events")


class _Timed:
    """A family whose searches are timed."""

    def __init__(self, family: Any, name: str, seconds: dict[str, float]) -> None:
        self._family, self._name, self._seconds = family, name, seconds

    def find(self, *arguments: Any) -> Any:
        start = process_time()
        found = self._family.find(*arguments)
        self._seconds[self._name] += process_time() - start
        return found


def profile(clean: Sequence[pa.Table], knowledge: Knowledge, rounds: int) -> dict[str, float]:
    """The median of the CPU seconds that each family takes for these clean shards."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        seconds: dict[str, float] = defaultdict(float)
        timed: dict[str, Any] = {name: _Timed(getattr(knowledge, name), name, seconds) for name in FAMILIES}
        for table in clean:
            shard.parse_metadata(table, replace(knowledge, **timed))
        for name in FAMILIES:
            taken[name].append(seconds[name])
    return {name: median(values) for name, values in taken.items()}
