"""Which candidate wins, and the rows that are written."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.test_persons import found
from transforms.mentions import (
    ENTITY_TYPES,
    ORGANISATION,
    PERSON,
    PLACE,
    Mention,
    link_organisations,
    resolve,
)
from transforms.names import Names


def mention(start: int, end: int, entity_type: str) -> Mention:
    return Mention(0, start, end, 0, entity_type, f"{entity_type} {start}")


def test_the_longest_wins_then_the_kind() -> None:
    club, town, person = mention(1, 4, ORGANISATION), mention(3, 4, PLACE), mention(1, 4, PERSON)
    apart = mention(4, 5, PLACE)
    assert resolve([town, apart, person, club]) == [club, apart]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from(ENTITY_TYPES)), max_size=20))
def test_no_two_share_a_token_and_nothing_free_is_lost(spans: list[tuple[int, int, str]]) -> None:
    candidates = [mention(start, start + length, kind) for start, length, kind in spans]
    kept = resolve(candidates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert all(any(one.start < k.end and k.start < one.end for k in kept) for one in candidates)


def test_a_role_finds_its_organisation() -> None:
    person, party = mention(5, 7, PERSON), mention(2, 4, ORGANISATION)
    person.organisation_span, party.entity_id = (1, 5), "o1"
    link_organisations([party, person])
    assert person.organisation_id == "o1"


def test_rows() -> None:
    reading, mentions = found("", "التقى بفلاديمير بوتين.")
    rows = Names.of(reading.batch, mentions).table(reading).to_pylist()
    assert [(row["article_id"], row["start_char"], row["surface"]) for row in rows] == [
        ("1", 7, "فلاديمير بوتين")
    ]
    assert Names.of(reading.batch, []).table(reading).num_rows == 0
