"""The vocabularies as they stand in `seeds/`."""

import csv
from collections import defaultdict
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.seeds import read, read_all, seeds_folder
from transforms.lexicons import VOCABULARIES, LexiconError, Row, values
from transforms.vocabularies.dates import MONTH_CONVENTIONS

CASES = Path(__file__).resolve().parent.parent / "cases"


def cases_of(name: str) -> list[tuple[str, list[str]]]:
    """Spelling and the ids that it has, from a file of cases."""
    with (CASES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        spelling_and_ids = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(spelling, ids.split()) for spelling, ids in spelling_and_ids]


def ids_by_spelling(rows: list[Row], id_column: str) -> dict[str, list[str]]:
    """Every name and alias with the sorted ids that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for spelling in [row["name"], *values(row["aliases"])]:
            found[spelling].add(row[id_column])
    return {spelling: sorted(ids) for spelling, ids in found.items()}


def test_every_vocabulary_loads_and_fits_the_others() -> None:
    tables = read_all()
    assert set(tables) == set(VOCABULARIES)
    assert all(tables.values()), "an empty vocabulary is dead"


def test_the_readme_explains_every_file_and_column() -> None:
    readme = (seeds_folder() / "README.md").read_text(encoding="utf-8")
    for vocabulary in VOCABULARIES.values():
        assert f"{vocabulary.name}.csv" in readme
        for column in vocabulary.header:
            assert f"`{column}`" in readme, f"{vocabulary.name}.{column}"


def test_there_are_enough_rows() -> None:
    assert len(read("sources")) >= 400
    assert len(read("countries")) >= 230
    assert 3_500 <= len(read("places")) <= 5_000
    assert len(read("organisations")) >= 1_500
    assert len(read("generic_sources")) >= 250


@pytest.mark.parametrize(("spelling", "source_ids"), cases_of("sources"))
def test_sources_by_spelling(spelling: str, source_ids: list[str]) -> None:
    assert ids_by_spelling(read("sources"), "source_id").get(spelling, []) == source_ids


@pytest.mark.parametrize(("spelling", "place_ids"), cases_of("places"))
def test_places_by_spelling(spelling: str, place_ids: list[str]) -> None:
    assert ids_by_spelling(read("places"), "place_id").get(spelling, []) == place_ids


def test_an_alias_never_repeats_its_own_name() -> None:
    for name in ("sources", "places", "countries"):
        assert [row["name"] for row in read(name) if row["name"] in values(row["aliases"])] == []


def test_a_domain_belongs_to_one_source() -> None:
    domains = [domain for row in read("sources") for domain in values(row["domains"])]
    assert len(domains) == len(set(domains))
    assert not any(domain.startswith("www.") for domain in domains)


def test_timezones_exist() -> None:
    for row in [*read("sources"), *read("countries")]:
        ZoneInfo(row["timezone"])


def test_an_outlet_that_stands_for_another_is_no_ring() -> None:
    parent_of = {row["source_id"]: row["parent_id"] for row in read("sources")}
    for source_id in parent_of:
        seen = {source_id}
        while source_id := parent_of[source_id]:
            assert source_id not in seen
            seen.add(source_id)


def test_every_convention_names_every_month() -> None:
    months: dict[str, set[str]] = defaultdict(set)
    for row in read("months"):
        months[row["convention"]].add(row["month"])
    assert {name: len(found) for name, found in months.items()} == dict.fromkeys(MONTH_CONVENTIONS, 12)
    assert {row["month"] for row in read("hijri_months")} == {str(month) for month in range(1, 13)}
    assert {row["weekday"] for row in read("weekdays")} == {str(weekday) for weekday in range(1, 8)}


@pytest.mark.parametrize(
    ("name", "month"),
    [("غشت", "8"), ("شتنبر", "9"), ("أوت", "8"), ("جانفي", "1"), ("أيار", "5"), ("ايار", "5"), ("اب", "8")],
)
def test_months_by_name(name: str, month: str) -> None:
    assert {row["month"] for row in read("months") if row["name"] == name} == {month}


def test_countries_are_places_under_the_same_names() -> None:
    places = {row["place_id"]: row for row in read("places")}
    for country in read("countries"):
        place = places[f"country:{country['country_code']}"]
        assert [place[column] for column in ("name", "aliases", "wikidata_id")] == [
            country[column] for column in ("name", "aliases", "wikidata_id")
        ]


def test_capitals_are_places() -> None:
    names = {(row["country_code"], row["name"]) for row in read("places")}
    missing = [
        row["capital"]
        for row in read("countries")
        if row["capital"] and (row["country_code"], row["capital"]) not in names
    ]
    assert missing == []


def test_ids_of_places_agree() -> None:
    for row in read("places"):
        kind, _, number = row["place_id"].partition(":")
        assert (kind == "geonames") == bool(row["geonames_id"])
        assert kind != "geonames" or number == row["geonames_id"]
        assert bool(row["latitude"]) == bool(row["longitude"])
        assert not row["latitude"] or (
            abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180
        )


def test_no_place_is_spelled_with_letters_that_arabic_lacks() -> None:
    for row in read("places"):
        assert not set(row["name"] + row["aliases"]) & set("یکگچپژڤۇېە"), row["place_id"]


def test_place_words_and_exclusions_name_something() -> None:
    places = read("places")
    names = ids_by_spelling(places, "place_id")
    assert [row["name"] for row in read("place_words") if row["name"] not in names] == []
    assert {row["geonames_id"] for row in read("places_excluded")}.isdisjoint(
        row["geonames_id"] for row in places
    )


def test_another_folder_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARRAQ_SEEDS", str(tmp_path))
    with pytest.raises(LexiconError, match=r"weekdays\.csv is missing; set WARRAQ_SEEDS"):
        read("weekdays")
    (tmp_path / "weekdays.csv").write_text("weekday,name\n5,الجمعة\n", encoding="utf-8")
    assert read("weekdays") == [{"weekday": "5", "name": "الجمعة"}]
    (tmp_path / "months.csv").write_bytes(b"month,name,convention\n1," + b"\xed\xe4\n")
    with pytest.raises(LexiconError, match=r"months\.csv byte 24 is not UTF-8; save it as UTF-8"):
        read("months")
    (tmp_path / "colours.csv").write_text("colour\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"colours\.csv is not declared"):
        read_all()
