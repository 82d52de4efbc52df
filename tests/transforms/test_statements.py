"""Statements: who says what in which words, in sentences of every frame."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.seeds import read
from transforms import sentences, words
from transforms.mentions import Mention
from transforms.names import Names
from transforms.reading import Reading
from transforms.sentences import Part
from transforms.statements.quotations import Statements
from transforms.statements.surroundings import OrdinaryWords
from transforms.statements.symbols import mask
from transforms.stems import Stems

CASES = Path(__file__).resolve().parent.parent / "cases" / "statements.tsv"
WORDS = [
    "قال", "وأضاف", "مشيرا", "أكد", "إلى", "أن", "إن", "على", "بأن", "الوزير", "الذي", "في", "تصريح", "وفقا",
    "لتقرير", "قوله", "عن", "على حد", "يذكر", "فيما", ":", "«", "»", '"', "(", ")", "،", ".", "\n", "ضرورة", "أمس",
]  # fmt: skip


@pytest.fixture(scope="module")
def statements() -> Statements:
    return _statements()


def _statements() -> Statements:
    stems = Stems(read("common_words"), read("affixes"))
    ordinary = OrdinaryWords(stems, [row["name"] for row in read("given_names")])
    return Statements(read("reporting_verbs"), read("speaker_words"), ordinary)


def _reading(*texts: str, is_headline: bool = False) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    parts = [[Part(0, len(text.split("\n")[0]), "headline")] if is_headline else [] for text in texts]
    abbreviations = words.hashes_of([row["abbreviation"] for row in read("abbreviations")])
    found = sentences.split(batch, parts, abbreviations)
    return Reading([f"a{n}" for n in range(len(texts))], texts, [{}] * len(texts), [], batch, found)


def _find(statements: Statements, reading: Reading, mentions: Sequence[Mention] = ()) -> pa.Table:
    return statements.find(reading, Names.of(reading.batch, mentions))


def _cases() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["headline"], row["text"].replace("\\n", "\n"), row["statements"]) for row in rows]


@pytest.mark.parametrize(("headline", "text", "expected"), _cases())
def test_cases(statements: Statements, headline: str, text: str, expected: str) -> None:
    rows = _find(statements, _reading(text, is_headline=headline == "yes")).to_pylist()
    told = [
        "|".join(
            (
                row["speaker_surface"] or "-",
                row["verb_lemma"] or "-",
                row["statement"],
                "d" if row["is_direct"] else "i",
            )
        )
        for row in sorted(rows, key=lambda row: int(row["start_char"]))
    ]
    assert " ;; ".join(told) == (expected or "")


def test_articles_of_a_batch_do_not_share_speakers(statements: Statements) -> None:
    rows = _find(statements, _reading("قال المدير إن العمل بدأ.", "وأضاف أن العمل انتهى.")).to_pylist()
    assert [(row["article_id"], row["speaker_surface"]) for row in rows] == [("a0", "المدير"), ("a1", None)]


def test_the_speaker_is_linked_to_the_person_named_in_it(statements: Statements) -> None:
    reading = _reading("قال رئيس حزب الفجر سامي حداد إن العمل بدأ.")
    mentions = [
        Mention(0, 2, 4, 0, "organisation", "حزب الفجر", "o1"),
        Mention(0, 4, 6, 0, "person", "سامي حداد", "p1"),
    ]
    assert _find(statements, reading, mentions)["speaker_id"].to_pylist() == ["p1"]


@pytest.mark.parametrize(
    ("text", "mentions", "speaker_id"),
    [
        ("قال مكتب سامي حداد إن العمل بدأ.", [Mention(0, 2, 4, 0, "person", "سامي حداد", "p1")], None),
        ("قالت واشنطن إن العمل بدأ.", [Mention(0, 1, 2, 0, "place", "واشنطن", "geonames:1")], "geonames:1"),
        ("قال محافظ حلب إن العمل بدأ.", [Mention(0, 2, 3, 0, "place", "حلب", "geonames:2")], None),
        (
            "زار وزير النقل سامي حداد المصنع. وقال الوزير إن العمل بدأ.",
            [Mention(0, 3, 5, 0, "person", "سامي حداد", "p1", role="وزير النقل")],
            "p1",
        ),
        (
            "زار سامي حداد المصنع. وقال حداد إن العمل بدأ.",
            [Mention(0, 1, 3, 0, "person", "سامي حداد", "p1")],
            "p1",
        ),
        (
            "زارت وزارة النقل المصنع. وقالت الوزارة إن العمل بدأ.",
            [Mention(0, 1, 3, 0, "organisation", "وزارة النقل", "o1")],
            "o1",
        ),
        (
            "قال رئيس نادي الأفق إن العمل بدأ.",
            [Mention(0, 2, 4, 0, "organisation", "نادي الأفق", "o1")],
            None,
        ),
        (
            "قال المتحدث باسم نادي الأفق إن العمل بدأ.",
            [Mention(0, 3, 5, 0, "organisation", "نادي الأفق", "o1")],
            "o1",
        ),
        (
            "قالت والدة الطفلة سلمى حداد إن العمل بدأ.",
            [Mention(0, 3, 5, 0, "person", "سلمى حداد", "p1")],
            None,
        ),
        (
            "اجتمعت وزارة النقل ووزارة الصحة. وقالت الوزارة إن العمل بدأ.",
            [
                Mention(0, 1, 3, 0, "organisation", "وزارة النقل", "o1"),
                Mention(0, 3, 5, 1, "organisation", "وزارة الصحة", "o2"),
            ],
            None,
        ),
    ],
)
def test_short_forms_mean_whom_the_article_names_so(
    statements: Statements, text: str, mentions: list[Mention], speaker_id: str | None
) -> None:
    assert _find(statements, _reading(text), mentions)["speaker_id"].to_pylist() == [speaker_id]


def test_a_text_speaks_for_who_issued_it_and_a_verb_carries_its_speaker_on(statements: Statements) -> None:
    text = "قالت وزارة النقل إن العمل بدأ. وأضاف البيان أن الجسر متين. وأكد أن الطريق مفتوح."
    mentions = [Mention(0, 1, 3, 0, "organisation", "وزارة النقل", "o1")]
    assert _find(statements, _reading(text), mentions)["speaker_id"].to_pylist() == ["o1"] * 3


def test_mentions_bound_the_speaker(statements: Statements) -> None:
    text = "قال سامي حداد لعكاظ إن العمل بدأ."
    mentions = [
        Mention(0, 1, 3, 0, "person", "سامي حداد", "p1"),
        Mention(0, 3, 4, 1, "organisation", "عكاظ", "o1"),
    ]
    assert _find(statements, _reading(text), mentions)["speaker_surface"].to_pylist() == ["سامي حداد"]


def test_a_city_before_the_colon_of_a_headline_says_nothing(statements: Statements) -> None:
    reading = _reading("حلب: ترميم السوق القديمة يبدأ قريبا\nبدأ ترميم السوق.", is_headline=True)
    assert _find(statements, reading, [Mention(0, 0, 1, 0, "place", "حلب", "geonames:2")]).num_rows == 0


def test_a_masked_symbol_is_the_one_that_the_vocabulary_sets(statements: Statements) -> None:
    batch = words.tokenise(pa.array(["أن"], pa.large_string()))
    bits, _ = statements._symbols.of_words(batch)
    assert bits[batch.word[0]] & mask("that")
    assert statements._symbols.bit("that") == mask("that")


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_gives_true_spans(chosen: list[str]) -> None:
    text = " ".join(chosen)
    reading = _reading(text)
    rows = _find(_SHARED, reading).to_pylist()
    assert len({row["quotation_id"] for row in rows}) == len(rows)
    for row in rows:
        assert text[row["start_char"] : row["end_char"]] == row["statement"]
        if row["speaker_surface"] is not None:
            assert text[row["speaker_start_char"] : row["speaker_end_char"]] == row["speaker_surface"]
            assert row["speaker_surface"].strip()


_SHARED = _statements()


@pytest.mark.parametrize(
    ("text", "mention", "speakers"),
    [
        (
            "قال سامي حداد إن العمل بدأ. وأضاف المتحدث ذاته أن العمل سيستمر.",
            Mention(0, 1, 3, 0, "person", "سامي حداد", "p1"),
            [("سامي حداد", "p1"), ("المتحدث ذاته", "p1")],
        ),
        (
            "ووفق فان ديك، ارتفعت الأسعار في السوق.",
            Mention(0, 1, 3, 0, "person", "فان ديك", "p1"),
            [("فان ديك", "p1")],
        ),
        (
            "وأوضح لسامي حداد أن العمل بدأ.",
            Mention(0, 1, 3, 1, "person", "سامي حداد", "p1"),
            [(None, None)],
        ),
        (
            "وموسكو التي أعلنت أن العمل بدأ توقفت.",
            Mention(0, 0, 1, 1, "place", "موسكو", "geonames:1"),
            [("موسكو", "geonames:1")],
        ),
    ],
)
def test_names_bound_and_link_speakers(
    statements: Statements, text: str, mention: Mention, speakers: list[tuple[str | None, str | None]]
) -> None:
    rows = _find(statements, _reading(text), [mention]).to_pylist()
    assert [(row["speaker_surface"], row["speaker_id"]) for row in rows] == speakers
