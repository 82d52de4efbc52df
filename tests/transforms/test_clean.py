"""Cleaning for display: the kernel does what the steps say, a reader sees no difference."""

import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.alphabets import any_texts, news_texts
from transforms.clean import STEPS, clean, clean_column
from transforms.folding import explain

CASES = [
    ("سطر\r\nآخر\rثالث\u2028رابع", "سطر\nآخر\nثالث\nرابع"),
    ("  كلمة \u00a0 \u2003كلمة\t", "كلمة كلمة"),
    ("فقرة \n \n\n فقرة", "فقرة\nفقرة"),
    ("ﻻ ﺗﺤﺬﻑ", "لا تحذف"),
    ("ا\u0654مس", "أمس"),
    ("م\u200bق\ufeffا\u00adل", "مقال"),
    ("", ""),
]
LEFT_ALONE = [
    "قُرْآنٌ كريمٌ",  # marks are seen
    "قـــال",  # so is tatweel
    "ﷺ",  # a sign of its own
    "می\u200cخواهم",  # joiners decide how letters join
    "\u200fقال (BBC)\u200e",  # bidi marks decide the order
    "على علي إلى ١٢٣",
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_cases(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert clean(text) == text


@given(st.lists(st.one_of(news_texts, any_texts), max_size=8))
def test_kernel_does_what_the_steps_say(texts: list[str]) -> None:
    assert clean_column(pa.array(texts, pa.string())).to_pylist() == [clean(text) for text in texts]


@given(st.one_of(news_texts, any_texts))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(news_texts)
def test_a_reader_sees_no_difference(text: str) -> None:
    """Without white space and what has no width, the letters are the same."""

    def visible(value: str) -> str:
        kept = (
            c
            for c in unicodedata.normalize("NFKC", value)
            if unicodedata.category(c) not in ("Cc", "Cf", "Zs")
        )
        return "".join(kept)

    assert visible(clean(text)) == visible(text)


def test_null_and_sliced_columns() -> None:
    column = pa.array(["آ", None, " ب ", "ت"], pa.string())
    assert clean_column(column).to_pylist() == ["آ", "", "ب", "ت"]
    assert clean_column(column[2:]).to_pylist() == ["ب", "ت"]


def test_every_step_can_be_named() -> None:
    assert explain("نص نظيف", STEPS) == []
    assert explain("ﻻ  ", STEPS) == ["presentation_forms", "spaces", "blank_lines"]


def test_unicode_normalisation_forms_look_alike(shared: Path) -> None:
    """NFKC of single letters, as far as their shape is the same to a reader.

    Left alone on purpose: the word ligatures and signs U+FDF0 to U+FDFF, spaced marks U+FE70 to U+FE7F, and
    high hamza letters U+0675 to U+0678, which NFKC takes apart into two visible characters.
    """
    path = shared / "gold/normalisation/unicode15_NormalizationTest_arabic.txt"
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or ";" not in line:
            continue
        (
            source,
            *_,
        ) = line.split(";")
        codes = [int(code, 16) for code in source.split()]
        if len(codes) > 1 or not 0xFB50 <= codes[0] <= 0xFEFC:
            continue
        character = chr(codes[0])
        on_purpose = 0xFDF0 <= codes[0] <= 0xFDFF or (codes[0] < 0xFE80 and codes[0] >= 0xFE70) or " " in line
        composed = unicodedata.normalize("NFKC", character)
        if on_purpose or composed.startswith(" "):
            continue
        if any("ARABIC SYMBOL" in unicodedata.name(c, "") for c in character):
            continue
        assert clean(character) == composed, line
