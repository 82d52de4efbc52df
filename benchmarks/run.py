"""Measures everything and writes `docs/benchmark.md`.

python -m benchmarks.run [--quick] [--output FILE]
"""

import argparse
import os
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks import corpus, peers, report, stages, timing, whole
from benchmarks.stages import Corpus
from flows import arrow_files, steps

REPOSITORY = Path(__file__).resolve().parent.parent
REPORT = REPOSITORY / "docs" / "benchmark.md"
SHARED = Path(os.environ.get("WARRAQ_SHARED", REPOSITORY.parent / "shared"))
PACKAGES = ("duckdb", "numba", "prefect", "pyarrow")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; what has size 0 is left out."""

    rounds: int
    n_stage_documents: int
    growth: Sequence[int]
    n_peer_texts: int
    n_whole_documents: int


FULL = Plan(5, 5_000, (5_000, 10_000, 20_000, 40_000, 80_000), 2_000, 25_000)
QUICK = Plan(1, 200, (2_500, 5_000), 0, 0)


def measure(plan: Plan, work: Path) -> report.Results:
    """Measures what the plan says, in a folder for what it leaves behind."""
    pa.set_cpu_count(1)  # one core; the whole run has processes of its own
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    results = report.Results(timing.machine(), versions, plan.rounds)
    steps.prepare()
    corpora = [_generated(work / "stages.jsonl", plan.n_stage_documents), *_real()]
    for number, one in enumerate(corpora):
        _say(f"stages, {one.title}")
        folder = _folder(work / f"stages-{number}")
        results.stages.append(stages.measure(one, folder, plan.n_stage_documents, plan.rounds))
    _say(f"growth to {max(plan.growth):,} articles")
    largest = _generated(work / "growth.jsonl", max(plan.growth))
    results.growth = stages.growth(largest, _folder(work / "growth"), plan.growth, plan.rounds)
    if plan.n_peer_texts:
        _say("folding, side by side")
        _measure_peers(results, plan, work)
    if plan.n_whole_documents:
        _measure_whole(results, plan, work, corpora[1:])
    return results


def _measure_peers(results: report.Results, plan: Plan, work: Path) -> None:
    shards = sorted((work / "stages-0" / "staging").glob("[0-9]*-*"))
    texts = arrow_files.read(shards[0] / "clean.arrow")["text"][: plan.n_peer_texts].combine_chunks()
    results.n_peer_texts = len(texts)
    results.peer_text_bytes = pc.sum(pc.binary_length(texts)).as_py()
    try:
        results.peers = peers.measure(texts, _folder(work / "peers"), plan.rounds)
    except peers.PeersMissing as error:
        results.peers_missing = str(error)


def _measure_whole(results: report.Results, plan: Plan, work: Path, real: Sequence[Corpus]) -> None:
    generated = _generated(work / "whole.jsonl", plan.n_whole_documents)
    runs = [(generated, generated.files), *((one, _unpacked(one, _folder(work / "json"))) for one in real)]
    _say("the whole run, the sample")
    results.start_seconds = whole.start_seconds(_folder(work / "whole"))
    for one, files in runs:
        _say(f"the whole run, {one.title}")
        results.whole.append(whole.measure(one, files, work / "whole", min(3, plan.rounds)))


def _generated(path: Path, n_documents: int) -> Corpus:
    corpus.write(path, n_documents)
    return Corpus("generated corpus", [path])


def _real() -> list[Corpus]:
    archives = sorted((SHARED / "data" / "saudinewsnet").glob("*.zip"))
    return [Corpus("SaudiNewsNet", archives)] if archives else []


def _unpacked(one: Corpus, folder: Path) -> list[Path]:
    for path in one.files:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    return sorted(folder.glob("*.json"))


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _say(what: str) -> None:
    print(f"benchmark: {what}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measure, and write a report."
    )
    parser.add_argument("--quick", action="store_true", help="a few seconds, to see that it works")
    parser.add_argument("--output", type=Path, default=REPORT, help="where the report goes")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="warraq-benchmark-") as folder:
        results = measure(QUICK if chosen.quick else FULL, Path(folder))
    chosen.output.parent.mkdir(exist_ok=True)
    chosen.output.write_text(report.markdown(results), "utf-8")
    _say(f"wrote {chosen.output}")


if __name__ == "__main__":
    main()
