"""Mentions of places and organisations, on sentences of our own."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from flows import seeds
from transforms import mentions, sentences, words
from transforms.knowledge import Knowledge
from transforms.mentions import ORGANISATION, PLACE, Mention
from transforms.reading import Reading

CASES = Path(__file__).parent.parent / "cases"


@cache
def knowledge() -> Knowledge:
    return Knowledge.of(seeds.read_all())


def read(*texts: str, source: str | None = None) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    found = sentences.split(batch, [[] for _ in texts], knowledge().abbreviations)
    ids = [str(number) for number in range(len(texts))]
    articles = [{"source_id": source, "published_date": None} for _ in texts]
    return Reading(ids, texts, articles, (), batch, found)


def found(reading: Reading) -> list[Mention]:
    places = knowledge().places.find(reading)
    return mentions.resolve([*places, *knowledge().organisations.find(reading, places)])


def surfaces(text: str, source: str | None, entity_type: str) -> list[str]:
    reading = read(text, source=source)
    return [
        reading.surface(one.start, one.end, one.clitics)
        for one in found(reading)
        if one.entity_type == entity_type
    ]


def cases(name: str) -> list[tuple[str | None, str, list[str]]]:
    rows = [line.split("\t") for line in (CASES / name).read_text(encoding="utf-8").splitlines()[1:]]
    return [(source or None, text, names.split("|") if names else []) for source, text, names in rows]


@pytest.mark.parametrize(("source", "text", "names"), cases("place_mentions.tsv"), ids=str)
def test_places(source: str | None, text: str, names: list[str]) -> None:
    assert surfaces(text, source, PLACE) == names


@pytest.mark.parametrize(("source", "text", "names"), cases("organisation_mentions.tsv"), ids=str)
def test_organisations(source: str | None, text: str, names: list[str]) -> None:
    assert surfaces(text, source, ORGANISATION) == names


@pytest.mark.parametrize(
    ("text", "source", "country"),
    [
        ("وقع الحادث في طرابلس", "home", "LB"),
        ("وقع الحادث في طرابلس", None, "LY"),
        ("قالت الحكومة في لبنان إن الحادث وقع في طرابلس", None, "LB"),
    ],
)
def test_a_shared_name_goes_to_the_country_that_is_named_or_at_home(
    text: str, source: str | None, country: str
) -> None:
    home = {row["source_id"] for row in seeds.read("sources") if row["country_code"] == "LB"}
    reading = read(text, source=sorted(home)[0] if source else None)
    assert [one.country for one in found(reading)][-1] == country


def test_ids() -> None:
    reading = read("زار الأمم المتحدة ووزارة الطاقة الروسية في موسكو", "قالت وزارة الطاقة الروسية")
    known, unknown, town, again = found(reading)
    assert known.entity_id == "united_nations"
    assert unknown.entity_id is not None
    assert unknown.entity_id.startswith("o")
    assert unknown.entity_id == again.entity_id
    assert (town.entity_id or "").startswith("geonames:")


def test_spans_have_no_proclitics() -> None:
    reading = read("وبالأمم المتحدة وبموسكو ولوزارة الطاقة الروسية")
    assert [reading.surface(one.start, one.end, one.clitics) for one in found(reading)] == [
        "الأمم المتحدة", "موسكو", "وزارة الطاقة الروسية",
    ]  # fmt: skip


def test_an_empty_batch_has_no_mentions() -> None:
    assert found(read("")) == []
