"""Events: who did what to whom, in sentences of every kind of pattern."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.seeds import read, read_all
from transforms import sentences, words
from transforms.events.events import Events
from transforms.events.patterns import Form, Patterns
from transforms.events.symbols import mask
from transforms.mentions import Mention, resolve
from transforms.names import Names
from transforms.reading import Reading
from transforms.sentences import Part
from transforms.tables import empty
from transforms.vocabularies.events import EVENT_NEEDS

CASES = Path(__file__).resolve().parent.parent / "cases" / "events.tsv"
WORDS = [
    "التقى", "اجتماع", "بين", "وقع", "اتفاقا", "مع", "الرئيس", "ووزير", "سمير داود", "على", "من قبل", "شنها", "هجوم",
    "قتل", "الجيش", "لقوات", "بالوزير", "،", ".", "\n", "الذي", "أن", "كان", "قد", "حضر اللقاءين", "عدد من", "القبض",
    "ألقت", "في", "فرنسا", "و", "«", "»", "استهدف", "بحضور", "برئاسة", "زيارته", "إلى",
]  # fmt: skip
PUBLISHED = dt.date(2019, 11, 25)


@pytest.fixture(scope="module")
def events() -> Events:
    return Events(read_all())


def _reading(text: str, headline: str = "") -> Reading:
    whole = f"{headline}\n{text}" if headline else text
    batch = words.tokenise(pa.array([whole], pa.large_string()))
    parts = [Part(0, len(headline), "headline")] if headline else []
    abbreviations = words.hashes_of([row["abbreviation"] for row in read("abbreviations")])
    found = sentences.split(batch, [parts], abbreviations)
    return Reading(["a"], [whole], [{"published_date": PUBLISHED}], [], batch, found)


def _mentions(reading: Reading, told: dict[str, str]) -> list[Mention]:
    """A mention for every place in the text where one of the names stands, also behind و, ب or ل."""
    found = []
    batch, text = reading.batch, reading.texts[0]
    for name, entity_type in told.items():
        n = len(name.split())
        for start in range(len(batch.kind) - n):
            surface = text[batch.char_start[start] : batch.char_end[start + n - 1]]
            if surface.endswith(name) and len(surface) - len(name) <= 1:
                clitics = len(surface) - len(name)
                found.append(Mention(0, start, start + n, clitics, entity_type, name, f"id-{name}"))
    return resolve(found)


def _find(
    events: Events, reading: Reading, told: dict[str, str], **tables: pa.Table
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    names = Names.of(reading.batch, _mentions(reading, told))
    found = {
        "fact_mention": names.table(reading),
        "fact_date": empty("fact_date"),
        "fact_quotation": empty("fact_quotation"),
    }
    rows, people = events.find(reading, names, found | tables)
    assert set(people["event_id"].to_pylist()) <= set(rows["event_id"].to_pylist())
    return rows.to_pylist(), people.to_pylist()


def _cases() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["mentions"], row["text"], row["events"]) for row in rows]


@pytest.mark.parametrize(("told", "text", "expected"), _cases())
def test_cases(events: Events, told: str, text: str, expected: str) -> None:
    known = dict(one.rsplit(":", 1) for one in told.split("|")) if told else {}
    rows, people = _find(events, _reading(text), known)
    shown = []
    for row in sorted(rows, key=lambda row: int(row["start_char"])):
        own = [one for one in people if one["event_id"] == row["event_id"]]
        own.sort(key=lambda one: (one["protocol_rank"] or 0, one["start_char"]))
        parts = [f"{one['participant_role']}{one['protocol_rank'] or ''}={one['surface']}" for one in own]
        shown.append("|".join((row["event_type"], row["cameo_code"], row["lemma"], *parts)))
    assert " ;; ".join(shown) == (expected or "")


def test_a_role_and_its_holder_are_one_participant(events: Events) -> None:
    roles = {"رئيس مجلس الوزراء وزير الدفاع": "سمير داود", "قائد الحرس": "نور سالم"}
    text = "التقى رئيس مجلس الوزراء وزير الدفاع سمير داود، في القصر الجمهوري، قائد الحرس نور سالم."
    reading = _reading(text)
    mentions = _mentions(reading, {"مجلس الوزراء": "organisation"} | dict.fromkeys(roles.values(), "person"))
    for role, holder in roles.items():
        mention = next(one for one in mentions if one.name == holder)
        mention.organisation_span = (mention.start - len(role.split()), mention.start)
    found = {name: empty(name) for name in ("fact_date", "fact_quotation")}
    names = Names.of(reading.batch, mentions)
    _, people = events.find(reading, names, found | {"fact_mention": names.table(reading)})
    assert [one["surface"] for one in people.to_pylist()] == [
        f"{role} {holder}" for role, holder in roles.items()
    ]


def test_what_was_told_before_is_background(events: Events) -> None:
    told = {"حزب الفجر": "organisation", "حزب السهل": "organisation"}
    rows, _ = _find(events, _reading("وكان حزب الفجر قد وقع اتفاقا مع حزب السهل."), told)
    assert [row["is_background"] for row in rows] == [True]
    rows, _ = _find(events, _reading("وقع حزب الفجر اتفاقا مع حزب السهل."), told)
    assert [row["is_background"] for row in rows] == [False]


def test_date_place_and_statement_of_an_event(events: Events) -> None:
    text = "قال الناطق إن الجيش قصف مواقع لتنظيم الدولة في حلب أمس."
    reading = _reading(text)
    date = {
        "article_id": "a", "sentence_no": 0, "start_char": text.index("أمس"), "end_char": len(text) - 1,
        "surface": "أمس", "kind": "relative", "calendar": "gregorian", "granularity": "day",
        "earliest_date": dt.date(2019, 11, 24), "latest_date": dt.date(2019, 11, 24), "iso": "", "rule": "",
    }  # fmt: skip
    statement = {
        "quotation_id": "q", "article_id": "a", "start_char": text.index("الجيش"), "end_char": len(text) - 1,
        "statement": "", "is_direct": False, "rule": "",
    }  # fmt: skip
    tables = {
        "fact_date": pa.Table.from_pylist([date], schema=empty("fact_date").schema),
        "fact_quotation": pa.Table.from_pylist([statement], schema=empty("fact_quotation").schema),
    }
    rows, _ = _find(events, reading, {"تنظيم الدولة": "organisation", "حلب": "place"}, **tables)
    assert [(row["event_date"], row["place_id"], row["in_statement"]) for row in rows] == [
        (dt.date(2019, 11, 24), "id-حلب", True)
    ]
    assert rows[0]["is_background"] is False


PLACES = [
    ("نفذ العمال وقفة احتجاجية أمام مقر ولاية حلب.", "حلب"),
    ("شهدت حلب مسيرة سلمية.", "حلب"),
    ("قصف الجيش مواقع المسلحين داخل مدينة حلب.", "حلب"),
    ("وفي حلب، قصف الجيش مواقع المسلحين.", "حلب"),
    ("أعلن الناطق في حلب نتائج التحقيق عقب هجوم المسلحين على القرية.", None),
    ("طالبت الحكومة العمال المقيمين في حلب بالعودة.", None),
    ("هاجم المسلحون القرية بعد مظاهرة في حلب.", None),
    ("قصف الجيش مواقع المسلحين\nمعرض الكتاب في حلب", None),
    ("قتل الجنود في سقوط صاروخ على حي شعبي في وسط مدينة حلب.", "حلب"),
    ("أطلق المسلحون النار على دورية للشرطة شرق مدينة حلب.", "حلب"),
    ("قتل الجنود في الهجوم الذي وقع أمس في حلب.", "حلب"),
    ("استعادت القوات مدينة حلب.", "حلب"),
    ("حلب: وقفة احتجاجية للعمال.", "حلب"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_the_place_is_of_the_clause_of_its_event(events: Events, text: str, place: str | None) -> None:
    rows, _ = _find(events, _reading(text), {"حلب": "place"})
    assert rows[0]["place_id"] == (place and f"id-{place}")


DATES = [
    ("نشرت الشرطة دوريات أمس في أعقاب الهجوم على المسجد في حلب.", False),
    ("قتل الجنود أمس في هجوم على المسجد في حلب.", True),
    ("قال الناطق أمس، عن الهجوم على المسجد في حلب، ما يعرفه.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_dated"), DATES)
def test_the_date_is_of_the_clause_of_its_event(events: Events, text: str, is_dated: bool) -> None:
    day, start = dt.date(2019, 11, 24), text.index("أمس")
    date = {
        "article_id": "a", "start_char": start, "end_char": start + 3, "surface": "أمس", "kind": "relative",
        "calendar": "gregorian", "granularity": "day", "earliest_date": day, "latest_date": day, "iso": "", "rule": "",
    }  # fmt: skip
    dates = pa.Table.from_pylist([date], schema=empty("fact_date").schema)
    rows, _ = _find(events, _reading(text), {"حلب": "place"}, fact_date=dates)
    assert [row["event_date"] for row in rows if "جوم" in row["lemma"]] == [day if is_dated else None]


def test_a_month_is_no_day_and_long_ago_is_background(events: Events) -> None:
    text = "وقع حزب الفجر اتفاقا مع حزب السهل في نيسان 2018."
    start = text.index("نيسان")
    date = {
        "article_id": "a", "start_char": start, "end_char": start + 10, "surface": "نيسان 2018", "kind": "absolute",
        "calendar": "gregorian", "granularity": "month", "earliest_date": dt.date(2018, 4, 1),
        "latest_date": dt.date(2018, 4, 30), "iso": "2018-04", "rule": "",
    }  # fmt: skip
    dates = pa.Table.from_pylist([date], schema=empty("fact_date").schema)
    told = {"حزب الفجر": "organisation", "حزب السهل": "organisation"}
    (row,), _ = _find(events, _reading(text), told, fact_date=dates)
    assert (row["event_date"], row["earliest_date"]) == (None, dt.date(2018, 4, 1))
    assert row["is_background"]


def test_one_event_is_one_row_and_that_of_the_body(events: Events) -> None:
    told = {"سمير داود": "person", "لينا فارس": "person"}
    headline = "سمير داود يلتقي لينا فارس"
    text = "التقى سمير داود لينا فارس أمس. وجاء ذلك بعد أن التقى سمير داود لينا فارس في الصيف."
    rows, _ = _find(events, _reading(text, headline), told)
    assert [row["start_char"] for row in rows] == [len(headline) + 1]


def test_who_speaks_acts_where_the_verb_names_nobody(events: Events) -> None:
    text = "أكد سمير داود أن الوضع صعب، داعيا الحكومة إلى التدخل."
    statement = {
        "quotation_id": "q", "article_id": "a", "start_char": text.index("التدخل"), "end_char": len(text) - 1,
        "statement": "التدخل", "speaker_start_char": 4, "speaker_end_char": 13, "verb": "داعيا",
        "is_direct": False, "rule": "",
    }  # fmt: skip
    statements = pa.Table.from_pylist([statement], schema=empty("fact_quotation").schema)
    _, people = _find(events, _reading(text), {"سمير داود": "person"}, fact_quotation=statements)
    assert {(one["participant_role"], one["surface"]) for one in people} == {
        ("actor", "سمير داود"),
        ("recipient", "الحكومة"),
    }


def test_a_short_form_means_whom_its_article_names(events: Events) -> None:
    told = {"وزارة النقل": "organisation"}
    _, people = _find(events, _reading("قالت وزارة النقل ذلك. واتهمت الوزارة المسلحين بالتخريب."), told)
    assert [(one["surface"], one["entity_id"], one["mention_id"]) for one in people] == [
        ("الوزارة", "id-وزارة النقل", None),
        ("المسلحين", None, None),
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_order_of_words_gives_rows_that_hold(listed: list[str]) -> None:
    reading = _reading(" ".join(listed) or ".")
    rows, people = _find(_ANY, reading, {"سمير داود": "person", "فرنسا": "place"})
    text = reading.texts[0]
    assert all(text[row["start_char"] : row["end_char"]] == row["surface"] for row in [*rows, *people])
    assert {one["event_id"] for one in people} <= {row["event_id"] for row in rows}
    keys = [(one["event_id"], one["start_char"]) for one in people]
    assert len(set(keys)) == len(keys)


_ANY = Events(read_all())


def test_forms_of_patterns() -> None:
    patterns = Patterns(read("event_patterns"), dict.fromkeys(EVENT_NEEDS, 1))
    batch = words.tokenise(pa.array(["والتقت وبالهجوم لقائه شنها مشيدا بيت"], pa.large_string()))
    first, last = patterns.of_words(batch)[batch.word].T
    told = [
        {(patterns.patterns[row[0]].word, Form(row[1]), row[2]) for row in patterns.readings[a:b].tolist()}
        for a, b in zip(first, last, strict=True)
    ]
    assert told[0] == {("التقى", Form.PERFECT, 1)}
    assert told[1] == {("هجوم", Form.BARE, 2)}
    assert told[2] == {("لقاء", Form.POSSESSED, 0)}
    assert told[3] == {("شن", Form.WAGED, 0)}
    assert told[4] == {("أشاد", Form.PARTICIPLE, 0)}
    assert not told[5]


def test_every_needed_class_has_words() -> None:
    kinds = {row["kind"] for row in read("event_words")}
    assert set(EVENT_NEEDS) <= kinds


def test_masks_are_apart() -> None:
    assert mask("with") & mask("between") == 0
