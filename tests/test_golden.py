"""The golden documents: well annotated, read whole, and their figures held against the pinned floors."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks.scoreboard import broken, pinned
from tests.golden_documents import ATTRIBUTES, NAMES, Document, Fact, documents, find
from tests.golden_scores import FLOORS, TASK, compare

DOCUMENTS = documents()
PLOVER = {
    "CONSULT", "AGREE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "COERCE", "PROTEST", "ASSAULT", "THREATEN",
    "SANCTION",
}  # fmt: skip


@pytest.fixture(scope="session")
def found() -> dict[str, list[dict[str, Any]]]:
    return find(DOCUMENTS)


def test_every_floor_holds(found: dict[str, list[dict[str, Any]]]) -> None:
    """`python -m tests.golden_scores` tells what is missed."""
    scores, floors = compare(DOCUMENTS, found).scores(), pinned(FLOORS).floors
    assert broken(floors, scores, [TASK]) == []
    assert scores.measures.keys() == floors.keys()


def test_texts_stay_as_they_are(found: dict[str, list[dict[str, Any]]]) -> None:
    read = {row["article_id"]: row for row in found["fact_article"]}
    assert {name: row["text"] for name, row in read.items()} == {one.name: one.text for one in DOCUMENTS}
    assert {name: str(row["published_date"]) for name, row in read.items()} == {
        one.name: one.published for one in DOCUMENTS
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_annotation_is_sound(document: Document) -> None:
    assert 120 <= len(document.text.split()) <= 300
    assert document.text == document.text.strip()
    for fact in document.facts:
        assert fact.told.keys() <= ATTRIBUTES[fact.kind] | {"ignore"}
        assert document.text[fact.start : fact.end] == fact.surface == fact.surface.strip()
        assert re.search(r"\w", fact.surface[0]) or fact.kind == "statement", fact.surface
        if not fact.is_ignored:
            _assert_told(document, fact)


def _assert_told(document: Document, fact: Fact) -> None:
    told = fact.told
    days = [dt.date.fromisoformat(told[end]) for end in ("from", "to") if end in told]
    assert days == sorted(days)
    if fact.kind == "date":
        assert told["kind"] in {"absolute", "relative", "duration", "set", "named_event"}
        assert ("iso" in told) == (told["kind"] == "duration")
    elif fact.kind == "statement":
        assert all(one in document.text for one in told["speaker"].split(" | "))
    elif fact.kind == "event":
        assert told["type"] in PLOVER
        assert told["actors"]
    elif "name" in told:
        assert any(one.surface == told["name"] for one in document.wanted("person"))


def test_what_is_annotated_is_right() -> None:
    """Rows made of the annotation itself get every figure whole, so no two annotations contradict each other."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in ("fact_mention", "fact_date", "fact_quotation", "fact_event", "bridge_event_participant")
    }
    for document in DOCUMENTS:
        for number, fact in enumerate(document.facts):
            if not fact.is_ignored:
                row = {
                    "article_id": document.name,
                    "start_char": fact.start,
                    "end_char": fact.end,
                    "rule": "golden",
                }
                _add_row(tables, row, fact, f"{document.name}{number}")
    _add_participants(tables)
    tally = compare(DOCUMENTS, tables)
    assert tally.faults == []
    assert {measure.value for measure in tally.scores().measures.values()} == {1.0}


def _add_row(
    tables: Mapping[str, list[dict[str, Any]]], row: dict[str, Any], fact: Fact, identity: str
) -> None:
    told = fact.told
    if fact.kind in NAMES:
        name = told.get("name", fact.surface)
        row |= {"mention_id": identity, "surface": fact.surface, "entity_type": fact.kind, "name": name}
        tables["fact_mention"].append(row | {"role": told.get("role")})
    elif fact.kind == "date":
        days = {end: dt.date.fromisoformat(told[end]) for end in ("from", "to") if end in told}
        row |= {"earliest_date": days.get("from"), "latest_date": days.get("to")}
        tables["fact_date"].append(row | {"kind": told["kind"], "iso": told.get("iso")})
    elif fact.kind == "statement":
        speaker = told["speaker"].split(" | ")[-1]
        tables["fact_quotation"].append(row | {"statement": fact.surface, "speaker_surface": speaker})
    else:
        tables["fact_event"].append(row | {"event_id": identity, "event_type": told["type"], "surface": ""})


def _add_participants(tables: Mapping[str, list[dict[str, Any]]]) -> None:
    """Everybody in an article takes part in all its events."""
    tables["bridge_event_participant"].extend(
        {
            name: one[name]
            for one in (event, mention)
            for name in ("article_id", "event_id", "mention_id")
            if name in one
        }
        for event in tables["fact_event"]
        for mention in tables["fact_mention"]
        if mention["article_id"] == event["article_id"]
    )


def test_faults_are_counted(found: dict[str, list[dict[str, Any]]]) -> None:
    """A row too much and a row that is missing."""
    one = DOCUMENTS[0]
    nothing: dict[str, list[dict[str, Any]]] = {name: [] for name in found}
    tally = compare([one], nothing)
    assert tally.counts["place"] == [0, 0, len(one.wanted("place"))]
    row = {
        "article_id": one.name,
        "start_char": 0,
        "end_char": 1,
        "rule": "x",
        "entity_type": "place",
        "mention_id": "m",
    }
    assert compare([one], nothing | {"fact_mention": [row]}).counts["place"][:2] == [0, 1]
