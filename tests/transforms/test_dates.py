"""Dates: each case says what is found in a sentence, published on a day or on none."""

import csv
import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.seeds import read
from transforms import sentences, words
from transforms.dates.context import READERS
from transforms.dates.expressions import Dates
from transforms.dates.grammar import IndexedGrammar
from transforms.dates.rules import RULES
from transforms.dates.symbols import Vocabulary
from transforms.grammar import Grammar
from transforms.metadata.article import ArticleParts
from transforms.reading import Reading

CASES = Path(__file__).resolve().parent.parent / "cases" / "dates.tsv"
PIECES = [
    "في", "منذ", "حتى", "أمس", "اليوم", "الأحد", "15", "أيار", "رمضان", "2018", "1440هـ", "الماضي", "شهر", "العام",
    "قبل", "ثلاثة", "أيام", "من", "إلى", "(", ")", "،", "-", "/", "و", "عيد الفطر", "كل", "نهاية",
    "الأول", "وصل", "\n", "بَعْدَ",
]  # fmt: skip


@pytest.fixture(scope="module")
def dates() -> Dates:
    """The rules of dates with the real `seeds/`."""
    return Dates(
        roles=read("date_roles"),
        months=read("months"),
        hijri_months=read("hijri_months"),
        weekdays=read("weekdays"),
        holidays=read("date_holidays"),
        events=read("date_events"),
        traps=read("date_traps"),
        given_names=read("given_names"),
    )


def _reading(texts: Sequence[str], published: Sequence[dt.date | None]) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    found = sentences.split(batch, [[] for _ in texts], words.hashes_of([]))
    articles = [{"published_date": day} for day in published]
    parts: list[ArticleParts] = []
    return Reading([str(n) for n in range(len(texts))], texts, articles, parts, batch, found)


def _rows(
    dates: Dates, texts: Sequence[str], published: Sequence[dt.date | None]
) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = [[] for _ in texts]
    for row in dates.find(_reading(texts, published)).to_pylist():
        rows[int(row["article_id"])].append(row)
    return rows


def _said(row: dict[str, Any]) -> str:
    interval = f"{row['earliest_date'] or ''}..{row['latest_date'] or ''}"
    about = f"{row['kind']} {row['calendar']} {row['granularity']}"
    return f"{row['surface']} = {about} {interval} {row['iso'] or '-'} {row['rule']}"


def test_cases(dates: Dates) -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    published = [dt.date.fromisoformat(case["published"]) if case["published"] else None for case in cases]
    found = _rows(dates, [case["text"] for case in cases], published)
    wrong = [
        (case["text"], case["dates"], said)
        for case, rows in zip(cases, found, strict=True)
        if (said := " | ".join(map(_said, rows))) != case["dates"]
    ]
    assert wrong == []


def test_every_rule_has_a_reader_and_compiles() -> None:
    vocabulary = Vocabulary(read("date_roles"), read("months"), read("hijri_months"), read("weekdays"), [])
    grammar = IndexedGrammar(vocabulary.rules_symbols(), RULES)
    text = grammar.encode(words.tokenise(pa.array(["أمس"], pa.large_string())))
    assert RULES.keys() == READERS.keys()
    for rule in RULES:
        grammar.captures(text, rule, 0, 1)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_the_index_finds_what_the_whole_grammar_finds(pieces: list[str]) -> None:
    vocabulary = _VOCABULARY
    batch = words.tokenise(pa.array([" ".join(pieces)], pa.large_string()))
    plain = [
        (f.rule, f.start, f.end, f.captures) for f in Grammar(vocabulary.rules_symbols(), _FEW).find(batch)
    ]
    indexed = IndexedGrammar(vocabulary.rules_symbols(), _FEW)
    assert [(f.rule, f.start, f.end, f.captures) for f in indexed.find(batch)] == plain


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14), min_size=1, max_size=3), st.booleans())
def test_spans_hold_their_surface_and_stand_apart(
    dates: Dates, texts: list[list[str]], is_known: bool
) -> None:
    whole = [" ".join(pieces) for pieces in texts]
    day = dt.date(2019, 11, 25) if is_known else None
    for text, rows in zip(whole, _rows(dates, whole, [day] * len(whole)), strict=True):
        last = 0
        for row in rows:
            start, end = row["start_char"], row["end_char"]
            assert text[start:end] == row["surface"]
            assert last <= start < end
            last = end
            first, final = row["earliest_date"], row["latest_date"]
            assert not (first and final) or first <= final
            assert is_known or row["kind"] != "relative" or (first, final) == (None, None)


def test_the_publication_day_is_all_that_relative_dates_count_from(dates: Dates) -> None:
    texts = ["أمس", "أمس", "أمس"]
    found = _rows(dates, texts, [dt.date(2019, 11, 25), None, dt.date(2020, 3, 1)])
    assert [rows[0]["earliest_date"] for rows in found] == [dt.date(2019, 11, 24), None, dt.date(2020, 2, 29)]


def test_no_text_no_rows(dates: Dates) -> None:
    assert _rows(dates, ["", "لا شيء"], [None, None]) == [[], []]


def test_gold_cases(dates: Dates, shared: Path) -> None:
    """At least 98 of 100 of the measuring cases; the scoreboard shows the figure."""
    lines = (shared / "gold" / "dates" / "cases.jsonl").read_text("utf-8").splitlines()
    cases = [case for line in lines if re.search("[\u0621-\u064a]", (case := json.loads(line))["text"])]
    cases = [
        case for case in cases if all(len(day or "") in (0, 10) for pair in case["accept"] for day in pair)
    ]
    published = [dt.date.fromisoformat(case["ref"][:10]) for case in cases]
    right = 0
    for case, rows in zip(cases, _rows(dates, [case["text"] for case in cases], published), strict=True):
        place = case["text"].find(case["span"]), case["text"].find(case["span"]) + len(case["span"])
        near = [row for row in rows if row["start_char"] < place[1] and place[0] < row["end_char"]]
        longest = sorted(near, key=lambda row: row["start_char"] - row["end_char"])[:1]
        wanted = [(_day(first), _day(last, -1)) for first, last in case["accept"]]
        right += any((row["earliest_date"], row["latest_date"]) in wanted for row in longest)
    assert right >= 0.98 * len(cases)


def _day(text: str | None, move: int = 0) -> dt.date | None:
    return dt.date.fromisoformat(text) + dt.timedelta(days=move) if text else None


_VOCABULARY = Vocabulary(read("date_roles"), read("months"), read("hijri_months"), read("weekdays"), [])
_FEW = {
    name: RULES[name]
    for name in ("day_of_month", "month", "weekday", "adverb", "unit_shifted", "duration", "set")
}
