"""Persons with title and role, on sentences of our own."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import seeds
from transforms import sentences, words
from transforms.mentions import Mention, resolve
from transforms.persons.mentions import Persons
from transforms.persons.roles import Positions
from transforms.reading import Reading
from transforms.stems import Stems

CASES = Path(__file__).parent.parent / "cases"


@cache
def persons() -> Persons:
    return Persons(seeds.read_all(), Stems(seeds.read("common_words"), seeds.read("affixes")))


@cache
def positions() -> Positions:
    return Positions(seeds.read_all())


def read(*texts: str) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    abbreviations = words.hashes_of([row["abbreviation"] for row in seeds.read("abbreviations")])
    found = sentences.split(batch, [[] for _ in texts], abbreviations)
    return Reading(
        [str(number) for number in range(len(texts))], texts, [{} for _ in texts], (), batch, found
    )


def found(*texts: str) -> tuple[Reading, list[Mention]]:
    reading = read(*texts)
    return reading, resolve(persons().find(reading))


def cases() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in (CASES / "persons.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return [(text, names) for _, text, names in rows]


@pytest.mark.parametrize(("text", "names"), cases(), ids=str)
def test_cases(text: str, names: str) -> None:
    reading, mentions = found(text)
    got = [
        f"{reading.surface(one.start, one.end, one.clitics)}|{one.title or ''}|{one.role or ''}"
        for one in mentions
    ]
    assert ";".join(got) == names


def test_second_mentions_take_the_full_name() -> None:
    _, mentions = found(
        "قال المهندس هلال الهلال إن العمل بدأ.\nوأضاف الرفيق الهلال: نشكركم.", "رأينا الهلال."
    )
    assert [(one.document, one.name, one.rule) for one in mentions] == [
        (0, "هلال الهلال", "titled_weak"),
        (0, "هلال الهلال", "second"),
    ]


def test_spellings_of_a_known_person_are_one_entity() -> None:
    _, mentions = found("زار كوفي عنان بيروت.", "زار كوفي أنان بيروت.")
    assert len({one.entity_id for one in mentions}) == 1
    assert {one.name for one in mentions} == {"كوفي أنان"}


@pytest.mark.parametrize(
    ("text", "title", "role", "country", "number"),
    [
        ("السيد الرئيس", "السيد الرئيس", "رئيس", None, 1),
        ("الرئيس اللبناني السابق", "الرئيس", "رئيس", "LB", 1),
        ("عضوا القيادة المركزية للحزب", None, "عضو القيادة المركزية للحزب", None, 2),
        ("وسفير سورية لدى موسكو الدكتور", "الدكتور", "سفير سورية لدى موسكو", None, 1),
        ("وأعضاء الوفد وسفير فرنسا", None, "سفير", "FR", 1),
        ("وزير الخارجية الإيراني", None, "وزير الخارجية", "IR", 1),
        ("قائدي البلدين الرئيسين", "الرئيس", "رئيس", None, 2),
    ],
)
def test_positions(text: str, title: str | None, role: str | None, country: str | None, number: int) -> None:
    position = positions().before(text)
    assert (position.title, position.role, position.country, position.number) == (
        title,
        role,
        country,
        number,
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "قال",
                "محمد",
                "بن",
                "علي",
                "الوزير",
                "و",
                "،",
                ".",
                "ـ",
                "الرئيس",
                "بوتين",
                "رئيس",
                "مجلس",
                "د",
                "وزير",
                "عبد",
                "الله",
                "أبو",
                "ل\n",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_words_gives_true_spans(tokens: list[str]) -> None:
    text = " ".join(tokens) or "."
    reading, mentions = found(text)
    for one in mentions:
        start, end = reading.span(one.start, one.end, one.clitics)
        assert text[start:end] == reading.surface(one.start, one.end, one.clitics)
        assert start < end
