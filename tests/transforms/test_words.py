"""Tokens: spans that lie in the text, numbers that stand for words, forms that agree with the slow functions."""

import re

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.alphabets import any_texts, news_texts
from transforms import characters as ch
from transforms.folding import fold, light
from transforms.words import hashes_of, tokenise

LATIN = re.compile("[a-zA-Zé]")  # accents are a matter of composed letters there
# Two hamzas on one letter, or one behind a tatweel, spell nothing, and Unicode reorders or leaves them.
TWO_HAMZAS = re.compile(
    "[\u0640\u200b-\u200f][\u064b-\u0655\u0670]*[\u0653-\u0655]|[آأإؤئﻷ\u0653-\u0655][\u064b-\u0655\u0670]*[\u0653-\u0655]"
)


def _array(texts: list[str]) -> pa.Array:
    return pa.array(texts, pa.large_string())


def _surfaces(text: str) -> list[str]:
    batch = tokenise(_array([text]))
    spans = zip(batch.char_start.tolist(), batch.char_end.tolist(), strict=True)
    return [text[start:end] for start, end in spans if start < end]


def test_what_a_token_is() -> None:
    assert _surfaces("قالَ د. أحمد: 1440هـ، (BBC)!") == [
        "قالَ", "د", ".", "أحمد", ":", "1440", "هـ", "،", "(", "BBC", ")", "!",
    ]  # fmt: skip


def test_invisible_characters_at_the_end_belong_to_no_word() -> None:
    assert _surfaces("كتاب\u200f كتاب") == ["كتاب", "كتاب"]
    batch = tokenise(_array(["كتاب\u200f كتاب"]))
    assert batch.word[0] == batch.word[1]


def test_a_tatweel_alone_is_a_dash() -> None:
    batch = tokenise(_array(["الخرطوم ـ فلان"]))
    assert batch.kind.tolist() == [ch.WORD, ch.DASH, ch.WORD, ch.END]


@given(st.lists(st.one_of(news_texts, any_texts), max_size=6))
def test_spans_lie_in_the_text_and_bytes_agree(texts: list[str]) -> None:
    batch = tokenise(_array(texts))
    data = batch.data.tobytes()
    for document, text in enumerate(texts):
        previous = 0
        for token in range(batch.document_first[document], batch.document_first[document + 1]):
            start, end = int(batch.char_start[token]), int(batch.char_end[token])
            assert previous <= start <= end <= len(text)
            assert text[start:end].encode() == data[batch.byte_start[token] : batch.byte_end[token]]
            previous = end
        assert batch.kind[batch.document_first[document + 1] - 1] == ch.END


@given(st.lists(news_texts, max_size=6))
def test_equal_words_have_equal_numbers(texts: list[str]) -> None:
    batch = tokenise(_array(texts))
    data = batch.data.tobytes()
    spans = zip(batch.byte_start.tolist(), batch.byte_end.tolist(), strict=True)
    surfaces = [data[a:b] for a, b in spans]
    numbers: dict[bytes, int] = {}
    for surface, number in zip(surfaces, batch.word.tolist(), strict=True):
        assert numbers.setdefault(surface, number) == number
    assert len(set(numbers.values())) == len(numbers) == len(batch.first)


@given(st.lists(news_texts, max_size=6))
def test_forms_agree_with_the_slow_functions(texts: list[str]) -> None:
    batch = tokenise(_array(texts))
    data = batch.data.tobytes()
    surfaces = [data[batch.byte_start[t] : batch.byte_end[t]].decode() for t in batch.first]
    kinds = batch.kind[batch.first].tolist()
    triples = zip(surfaces, batch.folded.texts(), batch.light.texts(), kinds, strict=True)
    for surface, folded, light_form, kind in triples:
        if kind == ch.WORD and not LATIN.search(surface) and not TWO_HAMZAS.search(surface):
            assert (folded, light_form) == (fold(surface), light(surface)), ascii(surface)


def test_folded_text_gives_each_word_spaces_of_its_own() -> None:
    texts = ["قالَ أحمد!", "", "٣ كتب"]
    assert tokenise(_array(texts)).folded_text().to_pylist() == [" قال  احمد ", "", " 3  كتب "]


@given(st.lists(news_texts, max_size=6))
def test_folded_text_holds_every_word(texts: list[str]) -> None:
    batch = tokenise(_array(texts))
    counted = [len(re.findall(r"\S+", folded)) for folded in batch.folded_text().to_pylist()]
    assert all(a <= b for a, b in zip(counted, batch.n_words.tolist(), strict=True))


def test_many_short_tokens_and_growth() -> None:
    texts = ["." * 5_000, "كلمة", "!؟" * 3_000, ""]
    batch = tokenise(_array(texts))
    assert np.diff(batch.document_first).tolist() == [5_001, 2, 6_001, 1]
    assert len(batch.first) == 5  # . كلمة ! ؟ and the end


def test_more_words_than_the_first_table_holds() -> None:
    texts = [" ".join(f"كلمة{n}ب{n}" for n in range(40_000))]
    batch = tokenise(_array(texts))
    assert len(batch.first) == 40_003


def test_classes_by_light_form() -> None:
    batch = tokenise(_array(["قَال علي على"]))
    known = batch.has_class(hashes_of(["قال", "على"]))[batch.word]
    assert known.tolist() == [True, False, True, False]
    assert not batch.has_class(hashes_of([])).any()
