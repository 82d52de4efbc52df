"""Folding: every spelling of a word in one form, and on the gold data where it is at hand."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.transforms.alphabets import any_texts, news_texts
from transforms import folding
from transforms.folding import FOLD_STEPS, explain, fold, light

SAME = [
    ("مسؤول", "مسئول"),
    ("شؤون", "شئون"),
    ("أحمد", "احمد"),
    ("مصطفى", "مصطفي"),
    ("فاطمة", "فاطمه"),
    ("قـــال", "قال"),
    ("رَئِيسٌ", "رئيس"),
    ("هٰذا", "هذا"),
    ("ﻻ", "لا"),
    ("كتاب\u200c", "كتاب"),
    ("\u200fالقاهرة", "القاهرة"),
    ("۱۴۴۰", "1440"),
    ("ایران", "ايران"),
]
DIFFERENT = [("على", "عليه"), ("قال", "قالت"), ("سلام", "سلم"), ("ماء", "ما")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_light_form_keeps_what_rules_must_tell_apart() -> None:
    for one, other in (("على", "علي"), ("أن", "إن"), ("مدرسة", "مدرسه"), ("مسؤول", "مسئول")):
        assert light(one) != light(other)
        assert fold(one) == fold(other)


@given(any_texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert light(light(text)) == light(text)


@given(news_texts)
@example("مسى\u0654ول")
def test_fold_of_light_is_fold(text: str) -> None:
    assert fold(light(text)) == fold(text)


def test_every_step_can_be_named() -> None:
    assert explain("سلام") == []
    named = {step for text in ("ﻻ", "ؤ", "قَ", "ى", "٣", "A") for step in explain(text)}
    assert named == {getattr(step, "__name__", "lower") for step in FOLD_STEPS}


def test_lucene_cases(shared: Path) -> None:
    """Two of Lucene's normaliser cases that differ on purpose would stand here; there is none."""
    lines = (
        (shared / "gold/normalisation/lucene_arabic_normalization.tsv").read_text("utf-8").splitlines()[1:]
    )
    for line in lines:
        given_text, expected, rule = line.split("\t")
        assert fold(given_text) == expected, rule


def test_unicode_normalisation_forms_fold_alike(shared: Path) -> None:
    """All five columns of the Unicode normalisation test (source, NFC, NFD, NFKC, NFKD) have one key."""
    path = shared / "gold/normalisation/unicode15_NormalizationTest_arabic.txt"
    lines = [
        line for line in path.read_text("utf-8").splitlines() if ";" in line and not line.startswith("#")
    ]
    for line in lines:
        forms = ["".join(chr(int(code, 16)) for code in column.split()) for column in line.split(";")[:5]]
        assert len({fold(form) for form in forms}) == 1, line
    assert len(lines) > 900


@given(news_texts)
def test_normalisation_form_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(
    st.text(st.sampled_from([chr(code) for a, b in folding._PLAIN_CHARACTERS for code in range(a, b + 1)]))
)
def test_plain_texts_fold_as_by_steps(text: str) -> None:
    assert folding.fold(text) == folding._by_steps(text, folding.FOLD_STEPS)
    assert folding.light(text) == folding._by_steps(text, folding.LIGHT_STEPS)
