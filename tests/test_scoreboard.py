"""The scoreboard: figures held against floors, the board and the floors moved; the scoring itself is faked."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from benchmarks import scoreboard
from benchmarks.score_report import AIMS, Measure, Scores, markdown, previous
from benchmarks.scoreboard import FloorError, broken, hashes, main, measures, moved
from tests import golden_scores

FAKE = """
import json, pathlib, sys
task = sys.argv[1]
results = json.loads((pathlib.Path(__file__).parent / "results.json").read_text())
print("a line before", file=sys.stderr)
if task not in results:
    sys.exit("KeyError: what went wrong")
print(json.dumps({"task": task, **results[task]}))
"""
RESULTS: dict[str, dict[str, Any]] = {
    "seed": {"text_exact": True, "statements": {"p": 1.0, "r": 0.8, "f1": 0.8889}},
    "dates": {"exact": 0.94, "n": 535, "by_peer": {"a": "1/2"}, "best_peer": "one"},
    "attribution": {"both_recall": 0.5, "rows_per_case": 1.9},
    "html": {"html": {"text_f1": 0.97, "n": 11, "loaded": 11}},
}
MEASURED = {
    "seed.text_exact": 1.0, "seed.statements": 0.8889, "dates.exact": 0.94, "attribution.both_recall": 0.5,
    "attribution.rows_per_case": 2.0, "html.html.text_f1": 0.97, "html.html.loaded": 11.0,
}  # fmt: skip


class Place:
    """A shared folder with a fake score script, and where board and floors go."""

    def __init__(self, root: Path) -> None:
        self.shared, self.board, self.floors = (
            root / "shared",
            root / "docs" / "board.md",
            root / "floors.json",
        )
        (self.shared / "gold").mkdir(parents=True)
        (self.shared / "gold" / "cases.jsonl").write_text("{}\n")
        (self.shared / "score").mkdir()
        (self.shared / "score" / "score.py").write_text(FAKE)
        self.say(RESULTS)

    def say(self, results: object) -> None:
        (self.shared / "score" / "results.json").write_text(json.dumps(results))

    def run(self, *options: str) -> int:
        where = ("--shared", str(self.shared), "--board", str(self.board), "--floors", str(self.floors))
        return main([*where, *options])

    def pinned(self) -> dict[str, float]:
        return dict(json.loads(self.floors.read_text())["floors"])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def scores(**figures: float) -> Scores:
    return Scores({name.replace("__", "."): Measure(value) for name, value in figures.items()})


@pytest.mark.parametrize("missing", ["gold", "score"])
def test_no_gold_is_no_fault(place: Place, missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(place.shared / missing)
    assert place.run() == 0
    assert "nothing to score against" in capsys.readouterr().out
    assert not place.board.exists()


def test_first_board_and_floors(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.run("--raise-floors") == 0
    assert place.pinned() == MEASURED
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["task"] for line in lines] == list(scoreboard.TASKS)
    assert lines[2] == {"task": "dates", **RESULTS["dates"]}
    told = place.board.read_text("utf-8")
    assert "| `dates.exact` | 0.94 | – | 0.94 | 0.93 | 0.98 | must |  |" in told
    assert "| `seed.statements` | 0.8889 | – | 0.8889 | 0.85 | 0.95 | must | P 1.000 R 0.800 |" in told
    assert "| `attribution.rows_per_case` | 1.9 | – | 2 | 2 | 2 | aim |  |" in told
    assert "- articles: KeyError: what went wrong" in told


def test_figures_before_stand_beside(place: Place) -> None:
    place.run()
    place.say(RESULTS | {"dates": {"exact": 0.99}})
    assert place.run() == 0
    assert "| `dates.exact` | 0.99 | 0.94 | – |" in place.board.read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"dates": {"exact": 0.9399}}, "dates.exact"),
        ({"attribution": {"both_recall": 0.5, "rows_per_case": 2.5}}, "attribution.rows_per_case"),
        ({"seed": {"text_exact": False, "statements": RESULTS["seed"]["statements"]}}, "seed.text_exact"),
        ({"html": {"failed": "warraq run failed (1)"}}, "html.html.text_f1"),
    ],
)
def test_worse_than_its_floor_fails(
    place: Place, capsys: pytest.CaptureFixture[str], changed: dict[str, object], name: str
) -> None:
    place.run("--raise-floors")
    pinned = place.pinned()
    place.say(RESULTS | changed)
    assert place.run() == 1
    assert name in capsys.readouterr().err
    assert place.run("--raise-floors") == 1
    assert place.pinned() == pinned


def test_floor_is_lowered_by_name_only(place: Place) -> None:
    place.run("--raise-floors")
    place.say(RESULTS | {"dates": {"exact": 0.90}, "attribution": {"both_recall": 0.4, "rows_per_case": 1.9}})
    assert place.run("--lower-floor", "dates.exact") == 1
    assert place.pinned() == MEASURED | {"dates.exact": 0.90}
    assert place.run("--lower-floor", "all") == 0
    assert place.pinned()["attribution.both_recall"] == 0.4


def test_floor_is_not_lowered_by_hand(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.run("--raise-floors")
    place.floors.write_text(place.floors.read_text().replace("0.94", "0.9"))
    assert place.run() == 1
    assert "changed by hand" in capsys.readouterr().err


@pytest.mark.parametrize("path", [scoreboard.FLOORS, golden_scores.FLOORS])
def test_floors_of_the_project_are_as_they_were_pinned(path: Path) -> None:
    assert scoreboard.pinned(path).floors


def test_floors_rise(place: Place) -> None:
    place.run("--raise-floors")
    place.say(RESULTS | {"dates": {"exact": 0.97}, "attribution": {"both_recall": 0.6, "rows_per_case": 1.5}})
    assert place.run() == 0
    assert place.pinned() == MEASURED
    assert place.run("--raise-floors") == 0
    risen = {"dates.exact": 0.97, "attribution.both_recall": 0.6, "attribution.rows_per_case": 2.0}
    assert place.pinned() == MEASURED | risen


def test_one_task_writes_no_board(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.run("--raise-floors")
    board = place.board.read_text("utf-8")
    place.say({"dates": {"exact": 0.95}})
    capsys.readouterr()
    assert place.run("--task", "dates", "--raise-floors") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert place.board.read_text("utf-8") == board
    assert place.pinned() == MEASURED | {"dates.exact": 0.95}


def test_other_gold_has_no_floors(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.run("--raise-floors")
    before = hashes(place.shared)
    (place.shared / "gold" / "cases.jsonl").write_text("{} \n")
    assert hashes(place.shared)["script"] == before["script"]
    assert hashes(place.shared)["gold"] != before["gold"]
    place.say(RESULTS | {"dates": {"exact": 0.1}})
    assert place.run() == 0
    assert "not held" in capsys.readouterr().err
    assert "are not held against it" in place.board.read_text("utf-8")
    assert place.run("--raise-floors") == 1
    assert place.pinned() == MEASURED
    assert place.run("--raise-floors", "--lower-floor", "all") == 0
    assert place.pinned() == MEASURED | {"dates.exact": 0.1}


def test_broken_asks_only_what_was_looked_at() -> None:
    floors = {"dates.exact": 0.9, "seed.dates": 1.0}
    assert broken(floors, scores(dates__exact=0.9), ["dates"]) == []
    assert broken(floors, scores(dates__exact=0.9), ["dates", "seed"]) == [
        "seed.dates was not measured; its floor is 1"
    ]


@pytest.mark.parametrize("name", ["dates.exactly", "seed.dates", "dates.exact"])
def test_floor_that_cannot_be_lowered(name: str) -> None:
    """One that is none, one of a task that did not run, one that holds."""
    with pytest.raises(FloorError):
        moved({"dates.exact": 0.9, "seed.dates": 1.0}, scores(dates__exact=0.9), ["dates"], False, [name])


def test_floor_of_a_figure_that_is_no_more_is_given_up() -> None:
    assert moved({"dates.old": 0.9}, scores(dates__exact=0.9), ["dates"], False, ["dates.old"]) == {}


def test_board_tells_what_it_told() -> None:
    """Whatever a board shows as value, the next one finds as the value before."""
    found = Scores(
        dict(measures("ner", {"anercorp_train": {"micro": {"p": 0.5, "r": 0.5, "f1": 0.5}, "place": 1}}))
    )
    found.measures["bytes.docx.loaded"] = Measure(12345.0)
    board = markdown(found, {}, {}, {"gold": "0" * 64, "script": "1" * 64})
    assert previous(board) == {name: measure.value for name, measure in found.measures.items()}


def test_the_script_gives_what_the_issue_asks_for(shared: Path) -> None:
    """Every figure that has an aim is made of words that occur in the score script."""
    script = (shared / "score" / "score.py").read_text("utf-8")
    assert all(name.partition(".")[0] in script for name in AIMS)
    assert all(f'"{task}": ' in script for task in scoreboard.TASKS)
