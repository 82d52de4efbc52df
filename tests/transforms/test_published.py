"""Cases of `tests/cases/published.tsv`, the order of trust, and properties over any text."""

import csv
import datetime as dt
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.seeds import read
from transforms.calendars import FIRST_YEAR, LAST_YEAR, fold_quickly
from transforms.folding import fold
from transforms.metadata.published import (
    Calendar,
    Published,
    When,
    from_text,
    from_url,
    parse_when,
    proven_after,
    published,
)

CASES = Path(__file__).parent.parent / "cases" / "published.tsv"
CALENDAR = Calendar(read("months"), read("hijri_months"), read("weekdays"), read("date_words"))


def _rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _when(day: dt.date | None) -> When | None:
    return When(None, day) if day else None


@pytest.mark.parametrize("case", _rows(), ids=lambda case: f"{case['reader']}: {case['text']}")
def test_case(case: dict[str, str]) -> None:
    text, timezone = case["text"].replace("\\n", "\n"), case["timezone"]
    found = {
        "field": lambda: parse_when(text, CALENDAR, timezone),
        "url": lambda: _when(from_url(text)),
        "text": lambda: from_text(text, CALENDAR, timezone).published,
        "since": lambda: _when(proven_after(text, CALENDAR)),
    }[case["reader"]]()
    day = found.date.isoformat() if found else ""
    at = found.at.isoformat() if found and found.at else ""
    assert (day, at) == (case["date"], case["at"])


def _published(
    field: str = "", url: str = "", text: str = "", updated: str = "", crawled: str = "", timezone: str = ""
) -> Published:
    return published(
        field=field,
        url=url,
        text=text,
        updated=updated,
        crawled=crawled,
        calendar=CALENDAR,
        timezone=timezone,
    )


URL = "http://news.example/2018/06/04/title"
LINE = "عنوان\nنشر في: 3 يونيو 2018\nنص"


def test_the_field_wins_then_the_url_then_the_text() -> None:
    known = _published(field="2018-06-05 14:30", url=URL, text=LINE, timezone="Asia/Riyadh")
    day = dt.date(2018, 6, 5)
    assert known == Published(dt.datetime(2018, 6, 5, 11, 30), day, "field", day, day)
    assert _published(field="no date", url=URL, text=LINE).method == "url"
    assert _published(field="no date", url=URL, text=LINE).date == dt.date(2018, 6, 4)
    assert _published(url="http://news.example/979464", text=LINE).date == dt.date(2018, 6, 3)
    assert _published(url="http://news.example/979464", text=LINE).method == "text"


def test_a_crawl_or_update_is_a_bound_and_never_the_date() -> None:
    unknown = _published(crawled="2018-06-05 22:30:00Z", timezone="Asia/Riyadh")
    assert unknown == Published(None, None, "", None, dt.date(2018, 6, 6))
    assert _published(crawled="2018-06-05 22:30:00").before == dt.date(2018, 6, 5)
    assert _published(updated="2018-06-01", crawled="2018-06-05").before == dt.date(2018, 6, 1)
    assert _published(text="عنوان\nآخر تحديث: 2/6/2018\nنص").before == dt.date(2018, 6, 2)
    assert _published() == Published(None, None, "", None, None)


def test_a_date_after_the_crawl_is_dropped() -> None:
    assert _published(field="2018-06-06", crawled="2018-06-05").date == dt.date(2018, 6, 6)  # clocks differ
    late = _published(field="2019-06-06", url=URL, crawled="2018-06-05")
    assert (late.method, late.date) == ("url", dt.date(2018, 6, 4))
    assert _published(field="2019-06-06", crawled="2018-06-05") == _published(crawled="2018-06-05")


def test_the_text_bounds_from_below() -> None:
    text = "عنوان\nوهو أدنى مستوى منذ مارس 2016 بحسب الوزارة"
    assert _published(text=text, crawled="2018-06-05").after == dt.date(2016, 3, 1)
    assert _published(text=text, crawled="2015-06-05") == _published(crawled="2015-06-05")


def test_a_line_older_than_its_text_is_no_publication_date() -> None:
    assert _published(text="2/8/1990م\nيعيش هناك منذ عام 2014").date is None


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(KeyError, match="No time zone found"):
        parse_when("2018-06-05 14:30", CALENDAR, "Asia/Nowhere")


WORDS = "يونيو,تشرين,الثاني,رمضان,هـ,م,منذ,عام,نشر في,Jun,PM,GMT,T"
PARTS = "5,05,31,2018,18,1440,/,-,.,:, ,\n,14:30,+0300,|,٣," + WORDS
PIECES = st.lists(st.sampled_from(PARTS.split(","))).map("".join)


@given(st.text() | PIECES | st.from_regex(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[ T]\d\d:\d\d(Z|\+\d\d\d\d)?"))
def test_no_text_raises_and_every_date_is_plausible(text: str) -> None:
    days = [
        parse_when(text, CALENDAR, "Asia/Beirut"),
        _when(from_url(text)),
        from_text(text, CALENDAR, "Asia/Beirut").published,
        _when(proven_after(text, CALENDAR)),
    ]
    for when in days:
        if when:
            assert FIRST_YEAR <= when.date.year <= LAST_YEAR
            if when.at:
                assert when.at.tzinfo is None
                midnight = dt.datetime.combine(when.date, dt.time.min)
                assert abs(when.at - midnight) <= dt.timedelta(hours=48)


@given(PIECES, PIECES, PIECES, PIECES, PIECES)
def test_bounds_enclose_the_date(field: str, url: str, text: str, updated: str, crawled: str) -> None:
    found = _published(field, url, text, updated, crawled)
    assert (found.date is None) == (found.method == "")
    if found.date:
        assert found.after == found.date == found.before
    if found.after and found.before:
        assert found.after <= found.before


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(read("months")))
def test_every_month_name_in_every_order(day: dt.date, row: dict[str, str]) -> None:
    name, number = row["name"], int(row["month"])
    day = day.replace(month=number, day=min(day.day, 28))
    for text in (
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day}-{name}-{day.year} 14:30",
        f"10:15 {day.day} {name}، {day.year}",
    ):
        assert parse_when(text, CALENDAR) == When(None, day), text
    assert from_url(f"http://news.example/{day:%Y/%m/%d}/title") == day
    assert parse_when(f"{day:%d/%m/%Y}", CALENDAR) == When(None, day)


def test_quick_fold_folds_the_words_of_dates_as_fold_does() -> None:
    for row in (*read("months"), *read("weekdays"), *read("hijri_months"), *read("date_words")):
        word = row.get("name") or row["word"]
        assert fold_quickly(word) == " ".join(fold(word).split())


def test_mail_dates_of_the_shared_documents(shared: Path) -> None:
    files = sorted((shared / "data" / "formats" / "sgml").glob("*.txt"))
    stated = [re.findall(r"<TIME>(.*?)</TIME>", file.read_text("utf-8")) for file in files]
    fields = [fields[0] for fields in stated if fields]
    assert len(fields) >= 100
    for field in fields:
        when, expected = parse_when(field, CALENDAR), parsedate_to_datetime(field)
        assert when == When(expected.astimezone(dt.UTC).replace(tzinfo=None), expected.date())
