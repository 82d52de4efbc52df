"""What was found of words is what would be found again."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import remembered
from transforms.hash_table import HashTable
from transforms.remembered import Clitics, Remembered
from transforms.symbols import Bits, Entries, Numbers, Symbols
from transforms.words import Words, tokenise

SYMBOLS = Symbols({"month": Entries(["أيار"], prepositions=True), "day": Numbers(1, 31)})
WORDS = ["بأيار", "أيار", "أَيار", "ايار", "15", "٣", "99", "،", "The", "الوزير"]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=5))
def test_as_if_asked_anew(texts: list[list[str]]) -> None:
    kept = Remembered(SYMBOLS.of_words)
    for text in texts:
        batch = tokenise(pa.array([" ".join(text)], pa.large_string()))
        (bits, clitics), wanted = kept.of_words(batch), SYMBOLS.of_words(batch)
        assert bits.tolist() == wanted[0].tolist()
        assert clitics.tolist() == wanted[1].tolist()


def test_each_word_once_until_all_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def ask(batch: Words) -> tuple[Bits, Clitics]:
        asked.append(len(batch.first))
        return SYMBOLS.of_words(batch)

    kept = Remembered(ask)
    monkeypatch.setattr(remembered, "_MOST", 8)
    for text in ("15 أيار", "15 أيار ٣", "أيار", "1 2 3 4 5 6"):
        kept.of_words(tokenise(pa.array([text], pa.large_string())))
    assert asked == [3, 1, 7]  # with the end of the document


def test_a_table_that_grows() -> None:
    hashes = (np.arange(1, 1001, dtype=np.uint64)) << np.uint64(20)
    table = HashTable(hashes[:10])
    table.add(hashes[10:])
    assert table.find(hashes).tolist() == list(range(1000))
    assert table.find(hashes + np.uint64(1)).tolist() == [-1] * 1000
