"""From raw fields to clean text."""

from typing import Any

import pyarrow as pa

from transforms.fields import FIELDS
from transforms.normalise import EMPTY, NO_ARABIC, normalise


def _raw(*records: dict[str, str]) -> pa.Table:
    rows: list[dict[str, Any]] = [
        dict.fromkeys(FIELDS, "")
        | {"article_id": "a", "source_uri": "u", "collection": "c", "raw_sha256": "h", "run_id": "r"}
        | {"media_type": "application/json", "seen_at": None}
        | record
        for record in records
    ]
    schema = pa.schema([(name, pa.large_string() if name in FIELDS else pa.string()) for name in rows[0]])
    return pa.Table.from_pylist(rows, schema=schema)


def _texts(*records: dict[str, str]) -> list[tuple[str, int]]:
    clean, _ = normalise(_raw(*records))
    return list(zip(clean["text"].to_pylist(), clean["body_start"].to_pylist(), strict=True))


def test_levels_stand_above_the_body() -> None:
    record = {"headline": " عنوان ", "subheadline": "عنوان فرعي", "body": "<p>متن &amp; نص</p>"}
    assert _texts(record) == [("عنوان\nعنوان فرعي\nمتن & نص", 17)]


def test_a_headline_that_the_body_repeats_is_written_once() -> None:
    record = {"headline": "عنوان طويل يكفي لأن يقارن هنا", "body": "عنوان طويل يكفي لأن يقارن هنا\nمتن"}
    assert _texts(record) == [("عنوان طويل يكفي لأن يقارن هنا\nمتن", 30)]
    other = {"headline": "عنوان طويل يكفي لأن يقارن هنا", "body": "عنوان طويل يكفي لأن يقارن هناك\nمتن"}
    assert _texts(other)[0][0].count("\n") == 2


def test_without_a_body_the_abstract_is_the_body() -> None:
    assert _texts({"headline": "عنوان", "abstract": "ملخص"}) == [("عنوان\nملخص", 6)]
    assert _texts({"headline": "عنوان"}) == [("عنوان", 5)]


def test_plain_text_stays_as_it_is() -> None:
    text = "  سطر\u00a0أول \n\n آخر\u200f "
    assert _texts({"media_type": "text/plain", "body": text}) == [(text, 0)]


def test_what_holds_nothing_is_refused_with_its_reason() -> None:
    clean, refused = normalise(_raw({"body": " "}, {"body": "Latin ١٢٣ only،"}, {"body": "نص"}))
    assert clean["row"].to_pylist() == [2]
    assert list(zip(refused["row"].to_pylist(), refused["reason"].to_pylist(), strict=True)) == [
        (0, EMPTY), (1, NO_ARABIC),
    ]  # fmt: skip
