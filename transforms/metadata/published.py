"""When an article was published: from its field, its URL or a line of its text, else bounds, never a guess.

The order is that of trust. A crawl or update date is an upper bound and never the date; the clock is nothing.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transforms.calendars import FIRST_YEAR, LAST_YEAR, Calendar, When, fold_quickly
from transforms.metadata.instants import parse_when

__all__ = [
    "Calendar",
    "Published",
    "Stated",
    "When",
    "from_text",
    "from_url",
    "parse_when",
    "proven_after",
    "published",
]

# A crawler's clock may be a day behind the outlet's, and newspapers put tomorrow's date on tonight's page.
SLACK = dt.timedelta(days=1)
N_HEAD_LINES, N_TAIL_LINES = 6, 4  # blank ones too
LONGEST_LINE = 120  # characters: a line that states a date and little else
N_OTHER_WORDS = 4  # place and agency around a dateline's date, the author after a labelled date
SINCE_WINDOW = 60  # characters after "since" in which its date is written

# From /2018/06/05/ to ?date=2018-06-05. A day below ten with its zero may be followed by a slug; "10-tips"
# may not: /2018/06/10-tips is a month and a title. The century stands first so that the search is a plain
# one; what may not precede it (a digit, the escape %20) is looked at afterwards.
_URL_TAIL = r"""(?:
    /(\d\d?)/(?: (\d\d?)(?=[/?\#&]|$) | (0[1-9])(?=\D) )
  | /(0\d)(\d\d)(?=/) | -(\d\d)/(\d\d)(?=/)
  | ([-_.])(\d\d)\8(\d\d)(?!\d)
  | (\d\d)(\d\d)(?!\d)
)"""
_URL_DATES = tuple(
    re.compile(pattern + _URL_TAIL, re.ASCII | re.VERBOSE)
    for pattern in (r"20(?<![\d%]20)\d\d", r"199(?<![\d%]199)\d")
)
_YEAR = re.compile(r"\d{4}")
_COLUMN = re.compile(r"[|\N{BULLET}\N{MIDDLE DOT}\t]")


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published.

    `at`: naive UTC, None when only a day is known. `date`: the day that the source states in its own zone.
    `method`: field, url or text, empty when the date is unknown. `after` and `before`: inclusive bounds that
    the text or a crawl proves, both equal to the date when it is known.
    """

    at: dt.datetime | None
    date: dt.date | None
    method: str
    after: dt.date | None
    before: dt.date | None


class Stated(NamedTuple):
    """What lines of the text state: when it was published, and the day it was last updated."""

    published: When | None
    updated: dt.date | None


class _Piece(NamedTuple):
    """A part of a line that states a date; `role`: published, updated, or empty for a date without label."""

    role: str
    when: When


def published(
    *, field: str, url: str, text: str, updated: str, crawled: str, calendar: Calendar, timezone: str = ""
) -> Published:
    """The publication date of one article, from its fields (empty when absent) and its text.

    `timezone` (IANA): the outlet's. `text`: the article without a headline that stands in a field (a column
    titled "2/8/1990" is about that day). A date more than a day after the crawl is impossible, so it is
    dropped and the next source asked; so is a line that the rest of the text proves older than itself.
    Raises ZoneInfoNotFoundError for an unknown `timezone`.
    """
    seen = _outlet_day(crawled, calendar, timezone)
    for method, when in _outside_text(field, url, calendar, timezone):
        if _is_possible(when, seen):
            return Published(when.at, when.date, method, when.date, when.date)
    stated, after = from_text(text, calendar, timezone), proven_after(text, calendar)
    line = stated.published
    if line and _is_possible(line, seen) and (after is None or after <= line.date):
        return Published(line.at, line.date, "text", line.date, line.date)
    days = (seen, _outlet_day(updated, calendar, timezone), stated.updated)
    before = min((day for day in days if day), default=None)
    return Published(None, None, "", proven_later(None, before, after) if after else None, before)


def proven_later(after: dt.date | None, before: dt.date | None, proven: dt.date) -> dt.date | None:
    """A lower bound sharpened by another day that the text proves.

    A crawl is a fact, the year in a text may be a slip: a day after the upper bound changes nothing.
    """
    if before and proven > before:
        return after
    return max(after, proven) if after else proven


def _outside_text(field: str, url: str, calendar: Calendar, timezone: str) -> Iterator[tuple[str, When]]:
    """The dates beside the text and where they come from, the most trustworthy first."""
    when = parse_when(field, calendar, timezone) if field else None
    if when:
        yield "field", when
    day = from_url(url)
    if day:
        yield "url", When(None, day)


def _is_possible(when: When, seen: dt.date | None) -> bool:
    return seen is None or when.date <= seen + SLACK


def _outlet_day(field: str, calendar: Calendar, timezone: str) -> dt.date | None:
    """The day of a crawl or an update in the outlet's zone; without a zone, as written."""
    when = parse_when(field, calendar, timezone) if field else None
    if when and when.at and timezone:
        return when.at.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(timezone)).date()
    return when and when.date


def from_url(url: str) -> dt.date | None:
    """The full date (1990 to 2099) that stands at an edge of a part of the URL, or None.

    Numbers of articles, years alone, dates in the middle of a title and timestamps are left alone.

    >>> from_url("http://news.example/2018/06/05/slug"), from_url("http://news.example/a/20180312-slug")
    (datetime.date(2018, 6, 5), datetime.date(2018, 3, 12))
    >>> from_url("http://news.example/article_979464.html"), from_url("http://news.example/2018/06/10-tips")
    (None, None)
    """
    for pattern in _URL_DATES:
        for match in pattern.finditer(url):
            start, end = match.span()
            if url[start - 1 : start] in "/=" or url[end : end + 1] in "/?#&.":  # "" is an edge too
                month, day = (part for part in match.group(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12) if part)
                try:
                    return dt.date(int(match[0][:4]), int(month), int(day))
                except ValueError:
                    continue
    return None


def from_text(text: str, calendar: Calendar, timezone: str = "") -> Stated:
    """What short lines at the head and the end of the text say about its publication.

    A line counts that holds a label ("published on", from date_words) with its date, a date and nothing else,
    or an agency's dateline with the Hijri and the Gregorian day. Two lines that disagree prove nothing. A
    date in a sentence is never the publication date.
    """
    text = text.strip()
    lines = text.split("\n", N_HEAD_LINES)[:N_HEAD_LINES] + text.rsplit("\n", N_TAIL_LINES)[1:]
    days: dict[str, dict[dt.date, When]] = {"published": {}, "updated": {}, "": {}}
    for line in lines:
        if len(line) <= LONGEST_LINE and _YEAR.search(line):
            for role, when in _pieces(line, calendar, timezone):
                if when.at or when.date not in days[role]:
                    days[role][when.date] = when
    found = list((days["published"] or days[""]).values())
    return Stated(found[0] if len(found) == 1 else None, min(days["updated"], default=None))


def _pieces(line: str, calendar: Calendar, timezone: str) -> Iterator[_Piece]:
    """The dates that the line states: its columns, and in each the parts that a label opens."""
    for column in map(fold_quickly, _COLUMN.split(line)):
        labels = list(calendar.label.finditer(column))
        ends = [label.start() for label in labels] + [len(column)]
        for label, end in zip([None, *labels], ends, strict=True):
            start = label.end() if label else 0
            role = "" if label is None else "published" if label["published"] else "updated"
            has_colon = label is not None and label["colon"] is not None
            reading = calendar.read(column[start:end], timezone)
            if reading is None:
                continue
            allowed = N_OTHER_WORDS if has_colon or (reading.has_hijri and not role) else 0
            if reading.n_other <= allowed:
                yield _Piece(role, reading.when)


def proven_after(text: str, calendar: Calendar) -> dt.date | None:
    """The latest day that the text, by "since" and a date, states to be past; None when it states none.

    "Since November 2017" proves the first of the month, "since 2017" the first of January. Plans and "until
    2030" hold no "since"; "2,000 years since" and "since 2000 years" state no date.
    """
    latest = None
    for word in calendar.since:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            window = text[end : end + SINCE_WINDOW]
            if window[:1].isspace() and _YEAR.search(window):
                day = _since(fold_quickly(window.partition("\n")[0]), calendar)
                latest = max(filter(None, (latest, day)), default=None)
            start = text.find(word, end)
    return latest


def _since(window: str, calendar: Calendar) -> dt.date | None:
    """The first day of the date that the folded window opens with."""
    leading = calendar.leading.match(window)
    start = leading.end() if leading else 0
    form = calendar.form.match(window, start)
    if form:
        return calendar.day_of(form)
    match = calendar.month_year.match(window, start)
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return None
    return dt.date(int(match["year"]), calendar.months.get(match["month"], 1), 1)
