"""Scores this checkout against the gold beside it, holds the scores against the pinned floors, writes the scoreboard.

python -m benchmarks.scoreboard [--shared DIR] [--task TASK]… [--raise-floors] [--lower-floor NAME]…

`score/score.py` of the shared folder does the scoring, through the command line alone. A figure that is worse than
its floor in `score_floors.json` ends this with exit code 1. Floors belong to the gold that they were measured on;
against other gold they are not held. Where there is no gold, nothing is measured, and that is no fault.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.score_report import AIMS, BEST_LOW, Measure, Scores, is_worse, markdown, previous

REPOSITORY = Path(__file__).resolve().parent.parent
BOARD = REPOSITORY / "docs" / "scoreboard.md"
FLOORS = Path(__file__).resolve().with_name("score_floors.json")
SHARED = Path(os.environ.get("WARRAQ_SHARED", REPOSITORY.parent / "shared"))
WARRAQ = Path(sys.executable).with_name("warraq")

TASKS = ("seed", "articles", "dates", "ner", "attribution", "neardup", "html", "sgml", "bytes")
MEASURED_ON = ("gold", "data/formats", "data/saudinewsnet")
NO_SCORES = frozenset({
    "task", "n", "gold", "docs", "seconds", "predicted_pairs", "by_peer", "best_peer", "roles", "articles"
})  # fmt: skip
ALL = "all"


class FloorError(Exception):
    """Floors cannot be moved so; the message says why."""


class Pinned(NamedTuple):
    """The floors and the hashes of what they were measured on."""

    measured_on: Mapping[str, str]
    floors: Mapping[str, float]


def measures(task: str, result: Mapping[str, Any]) -> Iterator[tuple[str, Measure]]:
    """The figures of a task's result, which may be nested.

    >>> dict(measures("seed", {"task": "seed", "headline": True, "dates": {"p": 1.0, "r": 0.5, "f1": 0.6667}}))
    {'seed.headline': Measure(value=1.0, detail=''), 'seed.dates': Measure(value=0.6667, detail='P 1.000 R 0.500')}
    """
    for key, value in result.items():
        name = f"{task}.{key}"
        if key in NO_SCORES:
            continue
        if isinstance(value, dict) and "f1" in value:
            yield name, Measure(value["f1"], f"P {value['p']:.3f} R {value['r']:.3f}")
        elif isinstance(value, dict):
            yield from measures(name, value)
        elif isinstance(value, bool | int | float):
            yield name, Measure(float(value))


def score(shared: Path, warraq: str, tasks: Iterable[str]) -> Scores:
    """Runs the score script task by task; its lines go on to standard output."""
    scores = Scores()
    for task in tasks:
        command = [sys.executable, str(_script(shared)), task, "--gold", str(shared / "gold")]
        done = subprocess.run([*command, "--warraq", warraq], capture_output=True, text=True, check=False)
        line = done.stdout.strip().rpartition("\n")[2]
        if done.returncode or not line:
            told = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
            line = json.dumps({"task": task, "failed": told}, ensure_ascii=False)
        print(line, flush=True)
        result = json.loads(line)
        if "failed" in result:
            scores.failures[task] = str(result["failed"])
        else:
            scores.measures |= measures(task, result)
    return scores


def _script(shared: Path) -> Path:
    return shared / "score" / "score.py"


def hashes(shared: Path) -> dict[str, str]:
    """SHA-256 of the gold and the data that is scored with it, names and bytes, and of the score script."""
    gold = hashlib.sha256()
    for folder in MEASURED_ON:
        for path in sorted((shared / folder).rglob("*")):
            if path.is_file():
                gold.update(f"{path.relative_to(shared)}\0{path.stat().st_size}\0".encode())
                gold.update(path.read_bytes())
    script = hashlib.sha256(_script(shared).read_bytes())
    return {"gold": gold.hexdigest(), "script": script.hexdigest()}


def broken(floors: Mapping[str, float], scores: Scores, tasks: Collection[str]) -> list[str]:
    """A line for each floor of these tasks that is not held."""
    lines = []
    for name, floor in floors.items():
        measure = scores.measures.get(name)
        if name.partition(".")[0] not in tasks:
            continue
        if measure is None:
            lines.append(f"{name} was not measured; its floor is {floor:g}")
        elif is_worse(name, measure.value, floor):
            lines.append(f"{name} is {measure.value:g}; its floor is {floor:g}")
    return lines


def moved(
    floors: Mapping[str, float],
    scores: Scores,
    tasks: Collection[str],
    is_raised: bool,
    lowered: Collection[str],
) -> dict[str, float]:
    """The floors after what was asked: raised to what is better now, and only those that are named lowered.

    Of a figure that is best low the limit is what it has to reach: below it, more rows are no fault.
    A named floor whose figure its task does not give any more is given up.

    Raises:
        FloorError: a name that has no floor, that was not looked at, or whose figure is not worse than its floor.
    """
    found = dict(floors)
    for name in sorted(set(lowered) - {ALL}):
        if name not in floors:
            raise FloorError(f"no floor is called {name}")
        if name.partition(".")[0] not in tasks:
            raise FloorError(f"{name} was not measured; its task is not among {', '.join(tasks)}")
        if name in scores.measures and not is_worse(name, scores.measures[name].value, floors[name]):
            raise FloorError(
                f"{name} is {scores.measures[name].value:g} and holds its floor of {floors[name]:g}"
            )
        if name not in scores.measures:
            del found[name]
    for name, (value, _) in scores.measures.items():
        is_below = name in floors and is_worse(name, value, floors[name])
        if (is_below and not {name, ALL}.isdisjoint(lowered)) or (is_raised and not is_below):
            found[name] = max(value, AIMS[name].must) if name in BEST_LOW else value
    return dict(sorted(found.items()))


def pinned(path: Path) -> Pinned:
    """The pinned floors; none where there is no such file.

    Raises:
        FloorError: somebody has changed the file by hand.
    """
    if not path.exists():
        return Pinned({}, {})
    told = json.loads(path.read_text("utf-8"))
    if told["seal"] != _seal(told["floors"]):
        raise FloorError(f"{path.name} was changed by hand; --raise-floors and --lower-floor move floors")
    return Pinned(told["measured_on"], told["floors"])


def pin(path: Path, floors: Pinned) -> None:
    """Writes floors, sealed against changes by hand."""
    told = {**floors._asdict(), "seal": _seal(floors.floors)}
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def _seal(floors: Mapping[str, float]) -> str:
    return hashlib.sha256(json.dumps(floors, sort_keys=True).encode()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, compares, writes; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/, data/ and score/")
    parser.add_argument("--task", action="append", choices=TASKS, help="only this one; writes no board")
    parser.add_argument(
        "--raise-floors", action="store_true", help="pin what is better than its floor, or has none"
    )
    parser.add_argument(
        "--lower-floor", action="append", default=[], metavar="NAME", help="of this figure, or all"
    )
    parser.add_argument("--warraq", default=str(WARRAQ), help="the command under test")
    parser.add_argument("--board", type=Path, default=BOARD)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    options = parser.parse_args(arguments)
    if not ((options.shared / "gold").is_dir() and _script(options.shared).is_file()):
        print(
            f"nothing to score against: {options.shared} has no gold/ with score/score.py beside it "
            "(WARRAQ_SHARED or --shared names another folder)"
        )
        return 0
    try:
        return _run(options)
    except FloorError as error:
        print(f"floors stay as they were: {error}", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    tasks = options.task or TASKS
    measured_on, old = hashes(options.shared), pinned(options.floors)
    floors = dict(old.floors) if old.measured_on == measured_on else {}
    is_other = bool(old.floors) and not floors
    scores = score(options.shared, options.warraq, tasks)
    if options.raise_floors or options.lower_floor:
        if is_other and not (options.raise_floors and ALL in options.lower_floor and not options.task):
            raise FloorError(
                "they belong to other gold or another script; --raise-floors --lower-floor all pins all anew"
            )
        floors = moved(floors, scores, tasks, options.raise_floors, options.lower_floor)
        pin(options.floors, Pinned(measured_on, floors))
    elif is_other:
        print("the floors belong to other gold or another score script: not held", file=sys.stderr)
    if not options.task:
        before = previous(options.board.read_text("utf-8")) if options.board.exists() else {}
        options.board.parent.mkdir(parents=True, exist_ok=True)
        options.board.write_text(markdown(scores, before, floors, measured_on), "utf-8")
    lines = broken(floors, scores, tasks)
    print("\n".join(lines) or f"{len(scores.measures)} figures, every floor holds", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
