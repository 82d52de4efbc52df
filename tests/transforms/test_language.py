"""Cases of `tests/cases/language.tsv` and properties over any text."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.seeds import read
from transforms.metadata.language import LanguageSigns, has_arabic_script, language

CASES = Path(__file__).parent.parent / "cases" / "language.tsv"
SIGNS = LanguageSigns(read("language_signs"))


def _rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _rows(), ids=lambda case: f"{case['language']}: {case['text']}")
def test_case(case: dict[str, str]) -> None:
    assert language(case["text"], SIGNS) == case["language"]
    if case["language"] in SIGNS.languages:
        assert has_arabic_script(case["text"])
    elif case["language"] != "und-Latn":  # Latin text may quote Arabic
        assert not has_arabic_script(case["text"])


def test_most_of_a_mixed_text_decides() -> None:
    arabic, latin = "أعلنت الوزارة عن النتائج. " * 40, "The ministry announced the results. " * 40
    assert language(latin[:100] + arabic, SIGNS) == "ar"
    assert language(arabic[:100] + latin, SIGNS) == "und-Latn"


def test_letters_may_stand_far_from_the_sample() -> None:
    digits = "2018 " * 100
    assert language(digits + "خبر" + digits, SIGNS) == "ar"


@given(st.text())
def test_any_text_has_one_of_the_codes(text: str) -> None:
    code = language(text, SIGNS)
    assert code in {"ar", "fa", "ur", "ckb", "ps", "ug", "und"} or code.startswith("und-")
    if code in SIGNS.languages:
        assert has_arabic_script(unicodedata.normalize("NFKC", text))


@given(st.characters())
def test_letters_of_arabic_script_are_those_of_unicode(character: str) -> None:
    blocks = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE80, 0xFEFF))
    in_blocks = any(first <= ord(character) <= last for first, last in blocks)
    category = unicodedata.category(character)
    is_letter = in_blocks and (category == "Lo" or character in "\u06e5\u06e6\u08c9")
    assert has_arabic_script(character) == is_letter
