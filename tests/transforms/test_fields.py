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


def test_one_name_for_two_fields() -> None:
    with pytest.raises(FieldError, match="'x' cannot be both headline and body"):
        known(headline="x", body="x")


def test_an_own_url_beats_a_source_that_is_an_address() -> None:
    for values in ({"source": "https://a.test/1", "url": "b"}, {"url": "b", "source": "https://a.test/1"}):
        found = map_values(values, known())
        assert (found["url"], found["source"]) == ("b", "")


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"id": 7, "payload": {"html": "نص", "lang": ""}}, "id, payload.html"),
        ({f"f{n}": "x" for n in range(13)}, "f11 ..."),
    ],
)
def test_a_record_without_a_known_text_says_what_it_has(record: dict[str, object], told: str) -> None:
    nested = Record("0", orjson.dumps(record), "application/json", "utf-8")
    with pytest.raises(ValueError, match="no headline or body among its fields") as error:
        formats.fields(nested, known())
    assert str(error.value).endswith(told)


def test_a_record_whose_texts_are_empty_is_left_to_the_next_step() -> None:
    for raw in (b"{}", b'{"id": "", "x": {}}', b'{"id": 7, "title": " ", "section": "x"}'):
        assert not any(
            formats.fields(Record("0", raw, "application/json", "utf-8"), known())[name]
            for name in ("headline", "body")
        )


def test_names_of_what_a_record_holds() -> None:
    raw = '{"title": "أ", "meta": {"inner": "نص", "none": null}, "extra": 3}'.encode()
    nested = Record("0", raw, "application/json", "utf-8")
    assert sorted(formats.names(nested, known())) == ["extra", "meta.inner", "title"]
    assert sorted(formats.unused(nested, known())) == ["extra", "meta.inner"]
    sgml = Record("0", "<DOC id='1'><TEXT>نص</TEXT></DOC>".encode(), "text/sgml", "utf-8")
    assert sorted(formats.names(sgml, known())) == ["id", "text"] and formats.unused(sgml, known()) == []
    assert formats.names(Record("", "نص".encode(), "text/plain", "utf-8"), known()) == []
