"""Where sentences end."""

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import seeds
from tests.transforms.alphabets import news_texts
from transforms import sentences, words
from transforms.sentences import KINDS, Part

ABBREVIATIONS = words.hashes_of([row["abbreviation"] for row in seeds.read("abbreviations")])
CASES = Path(__file__).resolve().parent.parent / "cases" / "sentences.tsv"


def _split(texts: list[str], parts: list[list[Part]] | None = None) -> list[list[tuple[str, str, int]]]:
    """For each text its sentences with kind and paragraph."""
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    found = sentences.split(batch, parts or [[] for _ in texts], ABBREVIATIONS)
    out: list[list[tuple[str, str, int]]] = [[] for _ in texts]
    for document, paragraph, start, end, kind in zip(
        found.document, found.paragraph_no, found.start_char, found.end_char, found.kind, strict=True
    ):
        out[document].append((texts[document][start:end], KINDS[kind], int(paragraph)))
    return out


def _cases() -> list[tuple[str, list[str]]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], row["sentences"].split("|") if row["sentences"] else []) for row in rows]


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_cases(text: str, expected: list[str]) -> None:
    assert [surface for surface, _, _ in _split([text])[0]] == expected


def test_no_sentence_crosses_a_paragraph() -> None:
    assert _split(["عنوان بلا نقطة\n\nمتن الخبر (يبدأ\nهنا) وينتهي"])[0] == [
        ("عنوان بلا نقطة", "body", 0),
        ("متن الخبر (يبدأ", "body", 1),
        ("هنا) وينتهي", "body", 2),
    ]


def test_parts_are_sentences_of_their_own() -> None:
    text = "هل يعود؟ نعم الهلال: سنعود. قريباً\nموسكو- وكالة: عقدت جلسة. وانتهت."
    one, two = text.index("الهلال"), text.index("موسكو")
    parts = [
        Part(0, one - 1, "headline"),
        Part(one, text.index("\n"), "subheadline"),
        Part(two, text.index(" عقدت"), "dateline"),
    ]
    assert _split([text], [parts])[0] == [
        ("هل يعود؟ نعم", "headline", 0),
        ("الهلال: سنعود. قريباً", "subheadline", 0),
        ("موسكو- وكالة:", "dateline", 1),
        ("عقدت جلسة.", "body", 1),
        ("وانتهت.", "body", 1),
    ]


@given(st.lists(news_texts, min_size=1, max_size=4), st.integers(0, 30), st.integers(0, 30))
def test_sentences_cover_every_word_once(texts: list[str], start: int, length: int) -> None:
    end = min(start + length, len(texts[0]))
    parts = [[Part(start, end, "headline")] if start < end else [], *([] for _ in texts[1:])]
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    found = sentences.split(batch, parts, ABBREVIATIONS)
    for document, text in enumerate(texts):
        rows = np.flatnonzero(found.document == document)
        assert found.sentence_no[rows].tolist() == list(range(len(rows)))
        spans = list(zip(found.start_char[rows].tolist(), found.end_char[rows].tolist(), strict=True))
        assert all(a < b and "\n" not in text[a:b] for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in pairwise(spans))
        for token in range(batch.document_first[document], batch.document_first[document + 1]):
            if batch.kind[token] in (1, 2):
                inside = [a <= batch.char_start[token] and batch.char_end[token] <= b for a, b in spans]
                assert sum(inside) == 1 or start < batch.char_end[token]
