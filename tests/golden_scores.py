"""What warraq finds in the golden documents, held against their annotation.

    python -m tests.golden_scores [--raise-floors] [--lower-floor NAME]…

prints what is missed or too much, and every figure. Floors are pinned in `tests/golden/floors.json`, which the tests
hold; a floor is lowered by name only. Figures are F1, of names by exact span, of dates by interval, of statements by
likeness of their contents, of events by type and trigger; `person_name`, `person_role` and `event_participant` are
shares of those that are found and have such a thing.
"""

import argparse
import datetime as dt
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.score_report import Measure, Scores
from benchmarks.scoreboard import FloorError, Pinned, broken, moved, pin, pinned
from tests.golden_documents import FOLDER, NAMES, Document, Fact, documents, find
from transforms.folding import fold

FLOORS = FOLDER / "floors.json"
TASK = "golden"
ALIKE, SAME_SPEAKER, SAME_ROLE = 0.7, 0.5, 0.6  # least share that two have in common
GRAM = 4  # letters
LONGEST_TOLD = 70  # characters
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:ال|لل)(?=..)")

Row = Mapping[str, Any]
Same = Callable[[Fact, Row], bool]
Pair = tuple[Fact, Row]


@dataclass(slots=True)
class Tally:
    """Counts by figure (right, found, annotated), and a line for each fault."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    faults: list[str] = field(default_factory=list)

    def add(self, figure: str, right: int, found: int, wanted: int) -> None:
        self.counts[figure] = [
            a + b for a, b in zip(self.counts[figure], (right, found, wanted), strict=True)
        ]

    def scores(self) -> Scores:
        return Scores({f"{TASK}.{figure}": _measure(*counts) for figure, counts in self.counts.items()})


def compare(articles: Sequence[Document], tables: Mapping[str, Sequence[Row]]) -> Tally:
    """Figures of all documents together."""
    tally = Tally()
    for article in articles:
        rows = {
            name: [row for row in table if row["article_id"] == article.name]
            for name, table in tables.items()
        }
        for kind in NAMES:
            mentions = [row for row in rows["fact_mention"] if row["entity_type"] == kind]
            pairs = _match(tally, kind, article, mentions, _is_same_span)
            if kind == "person":
                _compare_persons(tally, article, pairs)
        _match(tally, "date", article, rows["fact_date"], _is_same_date)
        _compare_statements(tally, article, rows["fact_quotation"])
        events = _match(tally, "event", article, rows["fact_event"], _is_same_event)
        _compare_participants(tally, article, events, rows)
    return tally


def _match(tally: Tally, kind: str, article: Document, rows: Sequence[Row], is_same: Same) -> list[Pair]:
    """Each annotated fact with the first row that is the same and not taken yet."""
    left = _counted(article, kind, rows, is_same)
    wanted = article.wanted(kind)
    n_found, pairs = len(left), []
    for fact in wanted:
        same = next((row for row in left if is_same(fact, row)), None)
        if same is None:
            tally.faults.append(f"{article.name}: {kind} missed: {_short(fact.surface)}{_value(fact)}")
        else:
            left.remove(same)
            pairs.append((fact, same))
    tally.faults += [
        f"{article.name}: {kind} too much: {_told(article, row)} [{row['rule']}]" for row in left
    ]
    tally.add(kind, len(pairs), n_found, len(wanted))
    return pairs


def _counted(article: Document, kind: str, rows: Sequence[Row], is_same: Same) -> list[Row]:
    """The rows without those that meet only what is ignored; statements nest, so there a meeting is not enough."""
    kinds = NAMES if kind in NAMES else (kind,)
    meets = is_same if kind == "statement" else Fact.touches
    facts = [fact for fact in article.facts if fact.kind in kinds]
    kept = []
    for row in rows:
        met = [fact.is_ignored for fact in facts if meets(fact, row)]
        if not met or not all(met):
            kept.append(row)
    return kept


def _compare_persons(tally: Tally, article: Document, pairs: Sequence[Pair]) -> None:
    named = [(fact, row) for fact, row in pairs if "name" in fact.told]
    placed = [(fact, row) for fact, row in pairs if fact.told.get("role") or row["role"]]
    for figure, asked, is_right in (
        ("person_name", named, _is_same_name),
        ("person_role", placed, _is_same_role),
    ):
        column = figure.removeprefix("person_")
        wrong = [pair for pair in asked if not is_right(*pair)]
        tally.add(figure, len(asked) - len(wrong), len(asked), len(asked))
        tally.faults += [
            f"{article.name}: {column} of {fact.surface}: {row[column]}, not {fact.told.get(column)}"
            for fact, row in wrong
        ]


def _compare_statements(tally: Tally, article: Document, rows: Sequence[Row]) -> None:
    pairs = _match(tally, "statement", article, rows, _is_same_statement)
    wrong = [pair for pair in pairs if not _is_same_speaker(*pair)]
    n_found = len(_counted(article, "statement", rows, _is_same_statement))
    tally.add("statement_with_speaker", len(pairs) - len(wrong), n_found, len(article.wanted("statement")))
    tally.faults += [
        f"{article.name}: speaker of {_short(fact.surface)}: {row['speaker_surface']}, not {fact.told['speaker']}"
        for fact, row in wrong
    ]


def _compare_participants(
    tally: Tally, article: Document, events: Sequence[Pair], rows: Mapping[str, Sequence[Row]]
) -> None:
    """Of those who take part and are named in the article, how many the event has as participants."""
    named = {fold(fact.told.get("name", fact.surface)) for fact in article.facts if fact.kind in NAMES}
    mentions = {row["mention_id"]: row for row in rows["fact_mention"]}
    for fact, event in events:
        told = f"{fact.told.get('actors', '')};{fact.told.get('recipients', '')}"
        wanted = {fold(name.strip()) for name in told.split(";")} & named
        taking_part = [
            mentions[row["mention_id"]]
            for row in rows["bridge_event_participant"]
            if row["event_id"] == event["event_id"] and row["mention_id"] in mentions
        ]
        found = {fold(row[column] or "") for row in taking_part for column in ("name", "surface")}
        tally.add("event_participant", len(wanted & found), len(wanted), len(wanted))
        tally.faults += [
            f"{article.name}: takes no part in {fact.surface}: {name}" for name in sorted(wanted - found)
        ]


def _is_same_span(fact: Fact, row: Row) -> bool:
    return (fact.start, fact.end) == (row["start_char"], row["end_char"])


def _is_same_name(fact: Fact, row: Row) -> bool:
    return fold(fact.told["name"]) == fold(row["name"] or "")


def _is_same_role(fact: Fact, row: Row) -> bool:
    """With or without the organisation, which has a column of its own, and whatever the article."""
    role, organisation = fact.told.get("role", ""), fact.told.get("organisation", "")
    found = _bare(row["role"])
    return any(_likeness(_bare(one), found) >= SAME_ROLE for one in (role, f"{role} {organisation}"))


def _is_same_date(fact: Fact, row: Row) -> bool:
    kind = fact.told.get("kind")
    if not fact.touches(row):
        return False
    if "duration" in (kind, row["kind"]):
        return bool(kind == row["kind"] and fact.told["iso"] == row["iso"])
    bounds = [dt.date.fromisoformat(day) if (day := fact.told.get(end)) else None for end in ("from", "to")]
    return not any(bounds) or bounds == [row["earliest_date"], row["latest_date"]]


def _is_same_statement(fact: Fact, row: Row) -> bool:
    return fact.touches(row) and _likeness(_grams(fact.surface), _grams(row["statement"])) >= ALIKE


def _is_same_speaker(fact: Fact, row: Row) -> bool:
    found = _bare(row["speaker_surface"])
    return any(_likeness(_bare(one), found) >= SAME_SPEAKER for one in fact.told["speaker"].split(" | "))


def _is_same_event(fact: Fact, row: Row) -> bool:
    return bool(fact.told["type"] == row["event_type"] and fact.touches(row))


def _bare(text: str | None) -> set[str]:
    """Words without the article."""
    return {fold(_ARTICLE.sub("", word)) for word in _WORD.findall(text or "")}


def _grams(text: str) -> set[str]:
    """Runs of letters across words, so that a proclitic more or less costs little."""
    letters = "".join(_WORD.findall(fold(text)))
    return {letters[i : i + GRAM] for i in range(max(1, len(letters) - GRAM + 1))}


def _likeness(one: Collection[str], other: Collection[str]) -> float:
    """The share of all that two sets have in common (Jaccard)."""
    return len(set(one) & set(other)) / len(set(one) | set(other)) if one and other else 0.0


def _measure(right: int, found: int, wanted: int) -> Measure:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return Measure(
        round(2 * right / max(found + wanted, 1), 4), f"P {precision:.3f} R {recall:.3f} of {wanted}"
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TOLD else f"{text[: LONGEST_TOLD - 3]}..."


def _value(fact: Fact) -> str:
    return "".join(
        f" {name}={fact.told[name]}" for name in ("type", "from", "to", "iso") if name in fact.told
    )


def _told(article: Document, row: Row) -> str:
    names = ("event_type", "earliest_date", "latest_date", "iso")
    told = "".join(f" {name}={row[name]}" for name in names if row.get(name) is not None)
    return _short(article.text[row["start_char"] : row["end_char"]]) + told


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints faults and figures, moves floors; 1 where a floor is not held."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--raise-floors", action="store_true", help="pin what is better than its floor, or has none"
    )
    parser.add_argument(
        "--lower-floor", action="append", default=[], metavar="NAME", help="of this figure, or all"
    )
    options = parser.parse_args(arguments)
    articles = documents()
    tally = compare(articles, find(articles))
    scores = tally.scores()
    try:
        floors = dict(pinned(FLOORS).floors)
        if options.raise_floors or options.lower_floor:
            floors = moved(floors, scores, [TASK], options.raise_floors, options.lower_floor)
            pin(FLOORS, Pinned({}, floors))
    except FloorError as error:
        print(f"floors stay as they were: {error}", file=sys.stderr)
        return 1
    print("\n".join(tally.faults))
    for name, (value, detail) in scores.measures.items():
        print(f"{name:30} {value:.4f}  floor {floors.get(name, 0):.4f}  {detail}")
    lines = broken(floors, scores, [TASK])
    print("\n".join(lines), file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
