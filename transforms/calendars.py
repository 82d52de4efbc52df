"""The grammar of a written date: names of months and weekdays, orders of day, month and year, time and zone.

Whatever the order of its parts, a date is found the same way: fold, take out the time of day and its zone,
then look for the first of five forms (`_FORMS`) that names a real day. What is left over tells whether the
text was a date and nothing else.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transforms.folding import fold

Rows = Iterable[dict[str, str]]

FIRST_YEAR, LAST_YEAR = 1800, 2100  # outside lie Hijri years and the zero dates of databases
LONGEST = 200  # characters of a field or line; more is no date, and patterns stay cheap
_NO_DATE = dt.date(1970, 1, 1)  # what software writes for "unknown": second 0 of Unix
_PIVOT = 69  # two-digit years below it are of this century, as in RFC 5322 and POSIX
_ROLES = ("filler", "part_of_day", "zone", "published", "updated", "unit")
_NOTHING = "(?!)"  # the pattern that matches nowhere
_WORD = re.compile(r"[^\W\d_]+|\d+")

# {day}, {month} and {year} are numbers, {same} repeats the first separator, {name} is the name of a month or
# a pair of names, {gap} punctuation and fillers ("of the year"). Day before month, as Arab sources write.
_FORMS = {
    "year_first": r"(?<![\d/.-]){year}\s?{separator}\s?{month}\s?{same}\s?{day}(?!\d)",
    "day_first": r"(?<![\d/.-]){day}\s?{separator}\s?{month}\s?{same}\s?{year_or_2}(?![/.-]?\d)",
    "day_name": r"(?<!\d){day}(?:st|nd|rd|th|er)?{gap}{name}{gap}{year_or_2}(?!\d)",
    "year_name": r"(?<!\d){year}{gap}{name}{gap}{day}(?!\d)",
    "name_day": r"(?<!\w){name}{gap}{day}(?:st|nd|rd|th)?{gap}{year}(?!\d)",
}
_HIJRI = r"""(?<!\d)(?:
    (?:\(?\d\d?\)?{gap})? (?:{names}) (?!\w) {gap} (?:1[34]\d\d)?
  | \d\d?\s?[-/.]\s?\d\d?\s?[-/.]\s?1[34]\d\d | 1[34]\d\d\s?[-/.]\s?\d\d?\s?[-/.]\s?\d\d?
)(?!\d)"""
_TIME = r"""(?<![\d:])t?(?P<hour>\d\d?)[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?!\d)
    (?:\s*(?P<part>{parts})(?!\w))?
    (?:\s*\(?(?P<zone>{zones})(?!\w)\)?)?
    (?:\s*(?P<sign>[+-])(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?(?![\d/.:-]))?"""


class When(NamedTuple):
    """A date: `at`: naive UTC, None when only a day is known; `date`: the day as the source writes it."""

    at: dt.datetime | None
    date: dt.date


class Reading(NamedTuple):
    """A date found in a line; `n_other`: words that belong to no date; `has_hijri`: a Hijri one stands by."""

    when: When
    n_other: int
    has_hijri: bool


class Found(NamedTuple):
    """A date found in a text, and the folded text around it."""

    when: When
    around: str


class Stamp(NamedTuple):
    """What the text says: local clock time, aware if it names a zone; midnight stands in for "no time"."""

    stated: dt.datetime
    has_time: bool


class Calendar:
    """The names of months, weekdays and the words around dates, compiled once.

    `months`, `hijri_months`, `weekdays`, `words`: the rows of the vocabularies months, hijri_months, weekdays
    and date_words. Month names of all conventions are known at once, since no name stands for two months.
    """

    def __init__(self, months: Rows, hijri_months: Rows, weekdays: Rows, words: Rows) -> None:
        months, words = list(months), list(words)
        self.months = {fold(row["name"]): int(row["month"]) for row in months}
        self.weekdays = {fold(row["name"]): int(row["weekday"]) for row in weekdays}
        self._values = {(row["role"], fold(row["word"])): row["value"] for row in words}
        self.known = {word for name in self.words("filler") for word in name.split()} | self.weekdays.keys()
        role = {name: alternatives(self.words(name)) for name in _ROLES}
        filler, part, zone = role["filler"], role["part_of_day"], role["zone"]
        self.since = tuple(row["word"] for row in words if row["role"] == "since")
        gap = rf"[\s,\N{{ARABIC COMMA}}./()'-]*(?:(?:{filler})(?!\w)[\s:]*)*"
        hijri = alternatives(fold(row["name"]) for row in hijri_months)
        self.form = re.compile("|".join(f"(?P<{name}>{self._form(name, gap)})" for name in _FORMS))
        self.hijri = re.compile(_HIJRI.format(gap=gap, names=hijri), re.VERBOSE)
        self.time = re.compile(_TIME.format(parts=part, zones=zone), re.VERBOSE)
        self.label = re.compile(
            rf"(?<!\w)(?:(?P<published>{role['published']})|(?P<updated>{role['updated']}))(?!\w)\s?(?P<colon>:)?"
        )
        self.leading = re.compile(rf"(?:(?:{alternatives(self.known)})(?!\w)[\s,]*)*")
        # The Libyan names are common nouns (summer, water): they count only where a day stands before them.
        nouns = {fold(row["name"]) for row in months if row["convention"] == "libyan"}
        names = alternatives(self.months.keys() - nouns)
        self.month_year = re.compile(
            rf"(?:(?P<month>{names})(?!\w)(?:[\s/(-]*(?:{names})(?!\w)\)?)?{gap})?"
            rf"(?P<year>\d{{4}})(?!\d|[.,/-]\d|\s?(?:{role['unit']})(?!\w))"
        )

    def _form(self, form: str, gap: str) -> str:
        """The pattern of one form, its groups named after it; both names of a pair are kept to compare."""
        names = alternatives(self.months)
        return _FORMS[form].format(
            gap=gap,
            day=rf"(?P<day_{form}>\d\d?)",
            month=rf"(?P<month_{form}>\d\d?)",
            name=rf"(?P<month_{form}>{names})\.?(?!\w)(?:\s?[\s/(-]\s?(?P<twin_{form}>{names})(?!\w)\)?)?",
            year=rf"(?P<year_{form}>\d{{4}})",
            year_or_2=rf"(?P<year_{form}>\d{{4}}|(?<=[-/'])\d\d)",
            separator=rf"(?P<separator_{form}>[-/.])",
            same=rf"(?P=separator_{form})",
        )

    def words(self, role: str) -> set[str]:
        """The folded words that play this role in date_words."""
        return {word for known, word in self._values if known == role}

    def find(self, text: str, timezone: str = "") -> Found | None:
        """The first date of a short text and what stands around it, or None."""
        if len(text) > LONGEST or not any(map(str.isdecimal, text)):
            return None
        folded = fold_quickly(text)
        time = self.time.search(folded)
        rest = f"{folded[: time.start()]} {folded[time.end() :]}" if time else folded
        for form in self.form.finditer(rest):
            day = self.day_of(form)
            if day is not None:
                break
        else:
            return None
        stamp = (time and self._timed(day, time)) or Stamp(dt.datetime.combine(day, dt.time.min), False)
        when = settle(stamp, timezone)
        return when and Found(when, f"{rest[: form.start()]} | {rest[form.end() :]}")

    def read(self, text: str, timezone: str = "") -> Reading | None:
        """The first date of a line and how much else stands there, or None.

        >>> Calendar((), (), (), ()).read("2018/06/05 - 14:30 Reuters")
        Reading(when=When(at=None, date=datetime.date(2018, 6, 5)), n_other=1, has_hijri=False)
        """
        found = self.find(text, timezone)
        if found is None:
            return None
        rest, n_hijri = self.hijri.subn(" ", found.around)
        return Reading(found.when, sum(word not in self.known for word in _WORD.findall(rest)), n_hijri > 0)

    def day_of(self, form: re.Match[str]) -> dt.date | None:
        """The day that a match of `form` names; None for 31 February, for 5 May/June, for absurd years.

        The weekday, where one is written, decides between dd/mm and mm/dd.
        """
        name = form.lastgroup
        year, month, day = form[f"year_{name}"], form[f"month_{name}"], int(form[f"day_{name}"])
        if month.isdecimal():
            number = int(month)
        else:
            number = self.months[month]
            twin = form[f"twin_{name}"]
            if twin and self.months[twin] != number:
                return None
        stated = _day(full_year(year), number, day)
        if name != "day_first":
            return stated
        swapped = _day(full_year(year), day, number)  # 06/25/2018 can only be American
        if stated is None or swapped is None:
            return stated or swapped
        weekdays = {self.weekdays[word] for word in _WORD.findall(form.string) if word in self.weekdays}
        is_american = swapped.isoweekday() in weekdays and stated.isoweekday() not in weekdays
        return swapped if is_american else stated

    def _timed(self, day: dt.date, time: re.Match[str]) -> Stamp | None:
        """The day at the matched time; None when the time is impossible, so that the day remains."""
        hour, minute, second = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
        if time["part"] and hour <= 12:
            first = int(self._values["part_of_day", time["part"]])
            hour = (first + (hour - first) % 12) % 24
        if hour > 23 or minute > 59 or second > 59:
            return None
        zone: dt.tzinfo | None = ZoneInfo(self._values["zone", time["zone"]]) if time["zone"] else None
        if time["sign"]:
            offset = dt.timedelta(hours=int(time["hours"]), minutes=int(time["minutes"] or 0))
            zone = dt.timezone(offset if time["sign"] == "+" else -offset)
        return Stamp(dt.datetime.combine(day, dt.time(hour, minute, second), zone), True)


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the folded names, the longest first; of no names, one that never matches."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(map(re.escape, ordered)) or _NOTHING


class _Folds(dict[int, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = fold(chr(code))
        return self[code]


_FOLDS = _Folds()


def fold_quickly(text: str) -> str:
    """`fold` for short texts, with single spaces: character by character, which is the same once composed.

    >>> fold_quickly("٥  تشرين الأول")
    '5 تشرين الاول'
    """
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).translate(_FOLDS)
    return " ".join(folded.split())


def full_year(digits: str) -> int:
    """The year that four or two digits write.

    >>> full_year("2018"), full_year("18"), full_year("98")
    (2018, 2018, 1998)
    """
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def settle(stamp: Stamp, timezone: str) -> When | None:
    """The stamp as a day and a UTC instant; None for absurd years and for the zero of Unix."""
    stated, has_time = stamp
    day = stated.date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    offset = stated.utcoffset()
    is_midnight = stated.hour == stated.minute == stated.second == 0
    if day == _NO_DATE and is_midnight:
        return None
    at = None
    if offset is None and timezone and has_time and not is_midnight:
        offset = stated.replace(tzinfo=ZoneInfo(timezone)).utcoffset()
    if offset is not None:
        at = stated.replace(tzinfo=None) - offset
    return When(at, day)
