import time
from pathlib import Path

import pytest

from transforms.metadata.article import ArticleReader
from transforms.metadata.headline import HeadlineWords
from transforms.metadata.names import Names

SAMPLE = Path(__file__).parents[2] / "seeds" / "documents"
PROSE = "أعلنت الحكومة أمس أنها ستفتح المعابر أمام المسافرين بعد أسابيع من المفاوضات التي جرت في العاصمة."


@pytest.fixture(scope="module")
def reader(names: Names, headline_words: HeadlineWords) -> ArticleReader:
    return ArticleReader(names, headline_words)


def test_sample_document(reader: ArticleReader) -> None:
    text = next(SAMPLE.glob("*.txt")).read_text(encoding="utf-8")
    parts = reader.parts(text)
    assert parts.headline == text[slice(*(parts.headline_span or (0, 0)))]
    assert parts.headline.endswith("لتطوير التعاون")
    assert parts.subheadline.startswith("الهلال: تعزيز")
    assert (parts.place, parts.source, parts.source_id) == ("موسكو", "البعث", "albaath_sy")
    assert text[parts.body_start :].startswith("عقدت في موسكو")


def test_fields_win(reader: ArticleReader) -> None:
    headline = "عاجل: فتح المعابر غدا صباحا"
    text = f"{headline}\nغزة/ معا/ {PROSE}"
    parts = reader.parts(
        text, headline=headline, author="رام الله - سامي الخطيب", outlet="maan", body_start=len(headline) + 1
    )
    assert (parts.headline, parts.kicker, parts.subheadline) == (headline, "", "")
    assert parts.authors == ("سامي الخطيب",)
    assert (parts.place, parts.source_id, parts.dateline) == ("غزة", "maan", "غزة/ معا/")
    assert text[parts.body_start :] == PROSE


def test_byline_fills_what_the_text_lacks(reader: ArticleReader) -> None:
    parts = reader.parts(
        f"فتح\n{PROSE}", headline="فتح", author="الرياض - واس", outlet="alriyadh", body_start=4
    )
    assert (parts.place, parts.source, parts.source_id) == ("الرياض", "واس", "spa")
    assert parts.dateline_span is None
    assert parts.body_start == 4


def test_byline_and_dateline_lines_of_a_plain_file(reader: ArticleReader) -> None:
    text = f"فتح المعابر غدا\nكتب: سامي الخطيب\nعمّان - بترا\n{PROSE}"
    parts = reader.parts(text)
    assert parts.headline == "فتح المعابر غدا"
    assert (parts.byline, parts.authors) == ("كتب: سامي الخطيب", ("سامي الخطيب",))
    assert (parts.place, parts.source_id) == ("عمّان", "petra")
    assert text[parts.body_start :] == PROSE


def test_subheadline_above_a_dateline(reader: ArticleReader) -> None:
    text = f"فتح\nالوفدان يتفقان على الجدول\nعمّان - بترا\n{PROSE}"
    parts = reader.parts(text, headline="فتح", body_start=4)
    assert parts.subheadline == "الوفدان يتفقان على الجدول"
    assert text[parts.body_start :] == PROSE


def test_caption_beside_an_author_is_no_byline(reader: ArticleReader) -> None:
    text = f"فتح\nمحمد الكعبي\n{PROSE}"
    parts = reader.parts(text, headline="فتح", author="جدة - سامي الخطيب", body_start=4)
    assert (parts.authors, parts.byline_span) == (("سامي الخطيب",), None)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "كلمة", "كلمة\n", "عاجل\n"])
def test_nothing_to_find(text: str, reader: ArticleReader) -> None:
    parts = reader.parts(text)
    assert (parts.headline, parts.place, parts.dateline) == ("", "", "")
    assert 0 <= parts.body_start <= len(text)


def test_costs_little_where_nothing_is_to_find(reader: ArticleReader) -> None:
    text = f"فتح المعابر غدا\n{PROSE}\n{PROSE}"
    reader.parts(text, headline="فتح المعابر غدا", author="وكالات", body_start=16)
    start = time.perf_counter()
    for _ in range(1000):
        reader.parts(text, headline="فتح المعابر غدا", author="وكالات", body_start=16)
    assert (time.perf_counter() - start) / 1000 < 100e-6  # measured 10; a shared machine needs room
