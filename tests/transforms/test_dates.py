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
from tests.transforms import regex_grammar
from transforms import sentences, words
from transforms.dates.context import Context
from transforms.dates.expressions import Dates
from transforms.dates.reference import Reference
from transforms.dates.rules import RULES
from transforms.dates.senses import READERS, Around, Senses
from transforms.dates.symbols import Vocabulary
from transforms.grammar import Grammar
from transforms.metadata.article import ArticleParts
from transforms.reading import Reading

CASES = Path(__file__).resolve().parent.parent / "cases" / "dates.tsv"
PROVEN = CASES.with_name("dates_proven.tsv")
PIECES = [
    "في", "منذ", "حتى", "أمس", "اليوم", "الأحد", "15", "أيار", "رمضان", "2018", "1440هـ", "الماضي", "شهر", "العام",
    "قبل", "ثلاثة", "أيام", "من", "إلى", "(", ")", "،", "-", "/", "و", "عيد الفطر", "كل", "نهاية",
    "الأول", "وصل", "\n", "بَعْدَ",
]  # fmt: skip

_VOCABULARY = Vocabulary(read("date_roles"), read("months"), read("hijri_months"), read("weekdays"), [])
_FEW = {
    name: RULES[name]
    for name in (
        "day_of_month",
        "month",
        "weekday",
        "adverb",
        "unit_shifted",
        "duration",
        "set",
        "year_range",
        "nth_of_month",
    )
}
_GRAMMAR = Grammar(_VOCABULARY.rules_symbols(), _FEW)
_CONTEXT, _SENSES = Context(_VOCABULARY, _VOCABULARY.context_symbols()), Senses(_VOCABULARY)


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


def _reading(
    texts: Sequence[str],
    published: Sequence[dt.date | None],
    headlines: Sequence[Sequence[sentences.Part]] = (),
) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    found = sentences.split(batch, headlines or [[] for _ in texts], words.hashes_of([]))
    articles = [{"published_date": day} for day in published]
    parts: list[ArticleParts] = []
    return Reading([str(n) for n in range(len(texts))], texts, articles, parts, batch, found)


def _rows(
    dates: Dates, texts: Sequence[str], published: Sequence[dt.date | None]
) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = [[] for _ in texts]
    for row in dates.find(_reading(texts, published)).table.to_pylist():
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
    assert Grammar(_GRAMMAR.symbols, RULES).names == tuple(RULES)
    assert RULES.keys() == READERS.keys()


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_the_machine_finds_what_a_regular_expression_finds(pieces: list[str]) -> None:
    batch = words.tokenise(pa.array([" ".join(pieces)], pa.large_string()))
    assert list(_GRAMMAR.find(batch)) == list(regex_grammar.find(_GRAMMAR.symbols, _FEW, batch))


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


@given(
    st.sampled_from(
        (("weekday", "السبت"), ("month", "مارس"), ("duration", "سنتين"), ("decade", "السبعينيات"))
    ),
    st.tuples(*(st.integers(0, 2**64 - 1) for _ in range(4))),
)
def test_only_what_is_asked_of_the_words_around_makes_a_difference(
    match: tuple[str, str], bits: tuple[int, ...]
) -> None:
    rule, word = match
    use = {"duration": "dual"}.get(rule, rule)
    sense = _SENSES.find((hash(rule), 0), rule, Reference(dt.date(2019, 11, 25)), lambda: ((word,), {use: 0}))
    assert sense
    masked = Around(*(one & asked for one, asked in zip(bits, _CONTEXT.asked, strict=True)))
    assert _CONTEXT.read(sense, Around(*bits)) == _CONTEXT.read(sense, masked)


def test_the_publication_day_is_all_that_relative_dates_count_from(dates: Dates) -> None:
    texts = ["أمس", "أمس", "أمس"]
    found = _rows(dates, texts, [dt.date(2019, 11, 25), None, dt.date(2020, 3, 1)])
    assert [rows[0]["earliest_date"] for rows in found] == [dt.date(2019, 11, 24), None, dt.date(2020, 2, 29)]


def test_what_dates_prove_of_the_day_of_publication(dates: Dates) -> None:
    with PROVEN.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    proven = dates.find(_reading([case["text"] for case in cases], [None] * len(cases))).proven_after
    wrong = [
        (case["text"], case["after"], str(proven.get(n, "")))
        for n, case in enumerate(cases)
        if str(proven.get(n, "")) != case["after"]
    ]
    assert wrong == []
    assert dates.find(_reading(["ولد عام 1985"], [dt.date(2019, 11, 25)])).proven_after == {}


def test_a_weekday_in_a_headline_is_near(dates: Dates) -> None:
    """Published on a Monday: Thursday is to come, Saturday was the day before yesterday; the body tells of the past."""
    text = "تدشين الجسر الخميس\nافتتاح المعرض السبت\nافتتح المعرض الخميس"
    parts = [sentences.Part(0, 18, "headline"), sentences.Part(19, 38, "subheadline")]
    rows = dates.find(_reading([text], [dt.date(2019, 11, 25)], [parts])).table.to_pylist()
    assert [str(row["earliest_date"]) for row in rows] == ["2019-11-28", "2019-11-23", "2019-11-21"]


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
