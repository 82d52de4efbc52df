"""Ordinary words are told from names by their stems and affixes."""

import pyarrow as pa
import pytest

from flows.seeds import read
from transforms.stems import BARE, Stems
from transforms.words import tokenise

STEMS = Stems(read("common_words"), read("affixes"))


def kinds(*listed: str) -> list[int]:
    batch = tokenise(pa.array(listed, pa.large_string()))
    found = STEMS.kinds(batch.folded)[batch.word[batch.document_first[:-1]]]
    return [int(kind) for kind in found]


@pytest.mark.parametrize(
    "word", ["وبالمدرسة", "يستقيل", "قالوها", "الاجتماعات", "علاقاتها", "للرد", "إعلان", "اعلان"]
)
def test_ordinary_words(word: str) -> None:
    assert kinds(word)[0]


@pytest.mark.parametrize("word", ["كليموف", "بوتين", "تورتشاك", "Putin", "ب", "12"])
def test_what_is_no_word(word: str) -> None:
    assert kinds(word) == [0]


def test_bare_stems() -> None:
    assert [bool(kind & BARE) for kind in kinds("مدرسة", "المدرسة")] == [True, False]


def test_nothing_to_read() -> None:
    assert kinds("ـ", "مدرسة")[0] == 0
