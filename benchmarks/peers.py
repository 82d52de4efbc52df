"""Folding side by side with pyarabic and camel-tools: the same texts, from text to folded text."""

import json
import re
import subprocess
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from benchmarks.peer_worker import PEERS
from benchmarks.timing import cpu_seconds, medians
from transforms import folding, words

FOLDER = Path(__file__).resolve().parent
ENVIRONMENT = FOLDER.parent / ".venv-peers"
OURS = ("warraq, Arrow to Arrow", "warraq, str to str", "warraq, `folding.fold` in plain Python")
_WORD = re.compile(r"\w+")


class PeersMissing(Exception):
    """The environment of the peers could not be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Folded:
    """One row of the comparison. `same`: share of the words that come out as ours do."""

    name: str
    seconds: float
    same: float


def python() -> Path:
    """The interpreter of the peers' environment, which is made when it is missing or its list has changed.

    Raises:
        PeersMissing: there is no way to the packages.
    """
    wanted = (FOLDER / "peers.txt").read_text("utf-8")
    installed = ENVIRONMENT / "installed.txt"
    interpreter = ENVIRONMENT / "bin" / "python"
    if not installed.is_file() or installed.read_text("utf-8") != wanted:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        (ENVIRONMENT / ".gitignore").write_text("*\n", "utf-8")
        command = [
            str(interpreter),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        done = subprocess.run(
            [*command, "--requirement", str(FOLDER / "peers.txt")],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PeersMissing(done.stderr.strip().rpartition("\n")[2])
        installed.write_text(wanted, "utf-8")
    return interpreter


def measure(texts: pa.Array, work: Path, rounds: int) -> list[Folded]:
    """Folds texts with each peer and with ours, in turns.

    Raises:
        PeersMissing: see `python`.
    """
    interpreter = python()
    strings: list[str] = texts.to_pylist()
    source = work / "texts.json"
    source.write_text(json.dumps(strings), "utf-8")
    versions: dict[str, str] = {}

    def peer(name: str) -> float:
        command = [
            str(interpreter),
            str(FOLDER / "peer_worker.py"),
            name,
            str(source),
            str(work / f"{name}.json"),
        ]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        versions[name] = told["version"]
        return float(told["seconds"])

    ours: tuple[Callable[[], object], ...] = (
        lambda: fold_column(texts),
        lambda: fold_column(pa.array(strings, pa.large_string())).to_pylist(),
        lambda: [folding.fold(text) for text in strings],
    )
    measures = dict(zip(OURS, (partial(cpu_seconds, job) for job in ours), strict=True))
    seconds = medians(measures | {name: partial(peer, name) for name in PEERS}, rounds)
    expected = [text.split() for text in fold_column(texts).to_pylist()]
    rows = [Folded(name, seconds[name], 1.0) for name in OURS]
    for name in PEERS:
        folded = json.loads((work / f"{name}.json").read_text("utf-8"))
        rows.append(Folded(f"{name} {versions[name]}", seconds[name], _same(folded, expected)))
    return rows


def fold_column(texts: pa.Array) -> pa.Array:
    """Our folding, end to end: text in, folded text out."""
    return words.tokenise(texts).folded_text()


def _same(folded: Sequence[str], expected: Sequence[Sequence[str]]) -> float:
    """The share of equal words, over the texts whose words are as many on both sides."""
    same = n = 0
    for text, ours in zip(folded, expected, strict=True):
        theirs = _WORD.findall(text)
        if len(theirs) == len(ours):
            n += len(ours)
            same += sum(one == other for one, other in zip(theirs, ours, strict=True))
    return same / n if n else 0.0
