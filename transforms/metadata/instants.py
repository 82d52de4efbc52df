"""Reads a field that states an instant or a day: ISO 8601, mail dates, epochs, words in any order."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from transforms.calendars import Calendar, Stamp, When, full_year, settle

# Epoch seconds and milliseconds have 10 and 13 digits from September 2001 on; shorter numbers are ids.
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?|(\d{10})(?:\d{3})?(?:\.\d+)?")
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?(\d\d?) ([A-Za-z]{3}) (\d{4}|\d\d) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|UTC|([+-])(0\d|1[0-4])([0-5]\d))",
    re.ASCII,
)


@lru_cache(maxsize=16384)
def parse_when(text: str, calendar: Calendar, timezone: str = "") -> When | None:
    """The day and, if stated, the instant that a field's value names; None for what is no date.

    `timezone` (IANA) is the outlet's; without it a time without zone is worth its day only. So is a midnight
    without zone, which is how spreadsheets and databases write a bare day. 05/06/2018 is 5 June, as Arab
    sources write; it is read as mm/dd only where dd/mm is impossible or the weekday says so. A Hijri date
    counts only if its Gregorian day stands beside it. Raises ZoneInfoNotFoundError for an unknown `timezone`.
    """
    text = text.strip()
    stamp = _iso(text) or _mail(text, calendar.months) or _digits(text, timezone)
    if stamp is not None:
        return settle(stamp, timezone)
    found = calendar.find(text, timezone)
    return found and found.when


def _iso(text: str) -> Stamp | None:
    """ISO 8601 as the standard library reads it; looked at first whether it can be, since errors are slow."""
    if text[4:5] != "-" and text[8:9] != "T":
        return None
    try:
        return Stamp(dt.datetime.fromisoformat(text), len(text) > 10)
    except ValueError:
        return None


def _mail(text: str, months: Mapping[str, int]) -> Stamp | None:
    """A date as feeds and mail headers write it (RFC 822), the commonest field by far; other kinds go on."""
    match = _MAIL.fullmatch(text)
    month = months.get(match[2].lower()) if match else None
    if match is None or month is None:
        return None
    day, _, year, hour, minute, second, sign, hours, minutes = match.groups()
    zone = dt.UTC
    if sign:
        offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
        zone = dt.timezone(offset if sign == "+" else -offset)
    try:
        stated = dt.datetime(full_year(year), month, int(day), int(hour), int(minute), int(second), 0, zone)
    except ValueError:
        return None
    return Stamp(stated, True)


def _digits(text: str, timezone: str) -> Stamp | None:
    """yyyymmdd, with hhmm or hhmmss; epoch seconds or milliseconds, in the outlet's zone, else in UTC."""
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, epoch = match.groups()
    if epoch:
        zone = ZoneInfo(timezone) if timezone else dt.UTC
        return Stamp(dt.datetime.fromtimestamp(int(epoch), zone), True)
    try:
        stated = dt.datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
    except ValueError:
        return None
    return Stamp(stated, hour is not None)
