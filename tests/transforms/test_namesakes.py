"""Which ids of one name mean one person."""

from functools import cache
from itertools import permutations

import pytest

from flows import seeds
from transforms.persons.identities import person_id
from transforms.persons.namesakes import Marked, Namesakes

NAME = person_id("محمد العلي")
Told = tuple[str, int, list[str], list[str]]


@cache
def namesakes() -> Namesakes:
    return Namesakes(seeds.read_all())


def marked(name: str, told: Told) -> Marked:
    mark, n_mentions, countries, roles = told
    return Marked(person_id(name, mark), n_mentions, countries, roles)


def persons(told: list[Told], name: str = "محمد العلي") -> list[str]:
    """The mark of whom each of these ids means, in whatever order they are told."""
    (found,) = {
        tuple(mapping.get(one.entity_id, one.entity_id).removeprefix(person_id(name)) for one in rows)
        for rows in [[marked(name, one) for one in told]]
        for mapping in map(namesakes().persons, permutations(rows))
    }
    return list(found)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # one person with and without country or role
        ([("", 3, [], []), ("YE", 2, ["YE"], ["وزير الصحة"])], ["", ""]),
        ([("", 3, [], ["رئيس النادي"]), ("sport", 2, [], ["لاعب"])], ["", ""]),
        ([("sport", 2, [], ["لاعب"])], [""]),
        ([("YE", 2, ["YE"], ["رئيس"]), ("sport", 1, [], ["مدير المنتخب"])], ["", ""]),
        # lines of work that contradict
        (
            [("", 3, [], []), ("YE", 2, ["YE"], ["وزير الصحة"]), ("sport", 1, [], ["لاعب"])],
            ["", "", "-sport"],
        ),
        ([("art", 2, [], []), ("sport", 1, [], ["لاعب"])], ["", "-sport"]),
        # countries that contradict
        ([("YE", 2, ["YE"], ["وزير الصحة"]), ("KW", 1, ["KW"], ["السفير الكويتي"])], ["", "-KW"]),
        ([("", 4, ["YE"], []), ("YE", 2, ["YE"], []), ("KW", 2, ["KW"], [])], ["", "", "-KW"]),
        # but a consul is told with the country where he serves, a player with that of his club
        ([("SA", 2, ["SA"], ["القنصل العام"]), ("US", 1, ["US"], ["القنصل العام في شيكاغو"])], ["", ""]),
        ([("TN", 2, ["TN"], []), ("sport", 2, ["BE"], ["مهاجم"])], ["", ""]),
        # and a country that is told once in a while is a slip
        ([("", 40, ["YE"], []), ("KW", 1, ["KW"], [])], ["", ""]),
    ],
    ids=str,
)
def test_who_is_one_person(told: list[Told], expected: list[str]) -> None:
    assert persons(told) == expected


def test_the_well_known_bearer_has_the_id_of_the_name() -> None:
    told: list[Told] = [("sport", 9, [], ["لاعب"]), ("", 1, ["SY"], ["رئيس"]), ("SY", 1, ["SY"], [])]
    assert persons(told, "بشار الأسد") == ["-sport", "", ""]


def test_ids_change_only_with_the_first_evidence_against_them() -> None:
    early: list[Told] = [("YE", 2, ["YE"], ["وزير الصحة"])]
    later: list[Told] = [*early, ("", 5, [], []), ("YE", 9, ["YE"], [])]
    assert persons(early) == [""]
    assert set(persons(later)) == {""}


def test_other_names_are_left_alone() -> None:
    assert namesakes().persons([marked("سالم العلي", ("", 2, [], []))]) == {}
