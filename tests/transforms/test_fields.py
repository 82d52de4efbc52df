import json
from pathlib import Path

import orjson
import pytest

from flows import seeds
from transforms import formats
from transforms.fields import FIELDS, FieldError, fold, map_values, synonyms
from transforms.formats import Record

CASES = Path(__file__).parent.parent / "cases" / "fields.jsonl"
LINES = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def known(**overrides: str) -> dict[str, str]:
    return synonyms(seeds.read("fields"), overrides)


@pytest.mark.parametrize("case", LINES, ids=[line["case"] for line in LINES])
def test_record_to_fields(case: dict[str, dict[str, str]]) -> None:
    record = Record("0", orjson.dumps(case["record"]), "application/json", "utf-8")
    found = formats.fields(record, known())
    assert tuple(found) == FIELDS
    assert {name: value for name, value in found.items() if value} == case["fields"]


def test_every_field_has_a_synonym_and_no_spelling_two_fields() -> None:
    rows = seeds.read("fields")
    assert {row["field"] for row in rows} == {*FIELDS, "dateline"}
    folded = [fold(row["synonym"]) for row in rows]
    assert len(folded) == len(set(folded))


def test_override_wins_and_the_others_stay_for_records_without_it() -> None:
    names = known(title="my_col", body="meta.inner")
    assert map_values({"title": "أ", "My Col": "ب"}, names)["headline"] == "ب"
    assert map_values({"title": "أ"}, names)["headline"] == "أ"
    nested = Record("0", '{"meta": {"inner": "نص"}, "text": "س"}'.encode(), "application/json", "utf-8")
    assert formats.fields(nested, names)["body"] == "نص"


def test_override_may_take_a_name_from_another_field() -> None:
    names = known(body="summary")
    assert map_values({"summary": "نص"}, names) == {**map_values({}, names), "body": "نص"}


def test_unknown_field_in_an_override_or_the_seeds() -> None:
    with pytest.raises(FieldError, match="'colour' is no field"):
        known(colour="x")
    with pytest.raises(FieldError, match="'colour' is no field"):
        synonyms([{"field": "colour", "synonym": "x"}], {})


def test_an_own_url_beats_a_source_that_is_an_address() -> None:
    for values in ({"source": "https://a.test/1", "url": "b"}, {"url": "b", "source": "https://a.test/1"}):
        found = map_values(values, known())
        assert (found["url"], found["source"]) == ("b", "")
