"""The declarations of `seeds/` and the refusals of their reader."""

import pytest

from transforms.lexicons import VOCABULARIES, LexiconError, check_references, parse, values
from transforms.vocabulary import Column, Vocabulary, read_rows

TOWNS = Vocabulary(
    "towns",
    (
        Column("town_id", pattern="[a-z]+"),
        Column("name"),
        Column("aliases", required=False, is_list=True),
        Column("size", allowed=("large", "small")),
    ),
    key=("town_id",),
    names=("name", "aliases"),
    meaning="town_id",
)
HEADER = "town_id,name,aliases,size\n"
GOOD = HEADER + "abha,أبها,ابها|Abha,large\n"


def test_reads_rows_in_order() -> None:
    rows = read_rows(TOWNS, GOOD + "taif,الطائف,,small\n")
    assert [row["name"] for row in rows] == ["أبها", "الطائف"]
    assert values(rows[0]["aliases"]) == ["ابها", "Abha"]
    assert values(rows[1]["aliases"]) == []


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert read_rows(TOWNS, "\ufeff" + GOOD) == read_rows(TOWNS, GOOD)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the header must be town_id,name,aliases,size"),
        ("town_id,name,size\nabha,أبها,large\n", "line 1: the header must be"),
        (HEADER + "abha,أبها,large\n", "line 2: 3 cells instead of 4"),
        (GOOD + "\n", "line 3: 0 cells instead of 4"),
        (HEADER + "abha,,,large\n", "line 2: name is empty; fill it in"),
        (HEADER + "Abha,أبها,,large\n", "line 2: town_id is 'Abha'; write a value like"),
        (HEADER + "abha,أبها,,huge\n", "line 2: size is 'huge'; write one of large, small"),
        (HEADER + "abha,أبها ,,large\n", "outer space; trim it"),
        (HEADER + 'abha,"أبها\nالبهية",,large\n', "outer space|line break"),
        (HEADER + "abha,أبها,ابها|ابها,large\n", "line 2: aliases holds a value twice"),
        (HEADER + "abha,أبها,ابها||Abha,large\n", "line 2: aliases '' is empty"),
        (HEADER + "abha,ا\u0654بها,,large\n", "is not composed; save it as NFC"),
        (GOOD + "abha,أبها,,small\n", "line 3: abha stands in line 2 already"),
        (GOOD + "taif,الطائف,ابها,small\n", "line 3: 'ابها' means town_id abha in line 2"),
    ],
)
def test_refuses_what_is_not_declared(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=rf"seeds/towns\.csv .*({message})"):
        read_rows(TOWNS, text)


def test_a_vocabulary_that_nobody_declared_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"seeds/colours\.csv is not declared; declare it"):
        parse("colours", "colour\n")


def test_an_outlet_of_an_unknown_country_is_refused() -> None:
    cells = ("x", "س", "X", "", "", "QQ", "Asia/Riyadh", "agency", "gulf", "ar", "", "")
    source = dict(zip(VOCABULARIES["sources"].header, cells, strict=True))
    tables = {"sources": [source], "countries": [{"country_code": "SA"}]}
    with pytest.raises(LexiconError, match=r"sources\.csv line 2: country_code 'QQ' is unknown; add it"):
        check_references(tables)


def test_every_declaration_is_consistent() -> None:
    for vocabulary in VOCABULARIES.values():
        assert set(vocabulary.key) <= set(vocabulary.header)
        assert set(vocabulary.names) <= set(vocabulary.header)
        assert bool(vocabulary.names) == bool(vocabulary.meaning)
        for column in vocabulary.columns:
            target, _, target_column = column.refers_to.partition(".")
            assert not target or target_column in VOCABULARIES[target].header
