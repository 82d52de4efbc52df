"""What dates prove of the day that a text was published: words that only what is past can have.

`منذ X`, `اليوم الأحد 5 مايو 2019`, `ولد عام 1985`, `أعلنت الشركة في 14 أيار 2017 أن`, an agency's dateline: the text
was written then or later. Dates of plans prove nothing, and no text proves that it was published before a day: a
plan may be told of long after.
"""

import datetime as dt
from collections.abc import Iterable

from transforms.dates.context import Context
from transforms.dates.joins import Expression
from transforms.dates.scan import Scan
from transforms.dates.symbols import Vocabulary
from transforms.dates.tense import Signs
from transforms.dates.values import ABSOLUTE, HIJRI, ONE_DAY
from transforms.symbols import ARTICLE, LAM

LONGEST_PLACE = 3  # tokens of a place that begins a line
FARTHEST = 3  # tokens between a verb and its date: the subject, a preposition
FARTHEST_SPEAKER = 6  # the same where a speaker's name may stand
_SHIFTS = ("before", "after", "first")  # the day before yesterday


class Evidence:
    """Knows the words that tell of the past; `context`: their symbols around an expression."""

    def __init__(self, vocabulary: Vocabulary, context: Context) -> None:
        self._vocabulary = vocabulary
        self._since, self._happened = context.bit("open_from"), context.bit("happened")
        self._during, self._definite = context.bit("during"), context.bit("definite")
        self._announced, self._word = context.bit("announced"), context.bit("word")
        self._conditional = context.bit("conditional")
        self._comma, self._mark = context.bit("comma", "dash"), context.bit("colon", "dash")
        self._edge = context.edge

    def latest(self, scan: Scan, found: Iterable[Expression], future: Signs) -> dict[int, dt.date]:
        """For each article without publication day the latest day that is proven past, if there is one."""
        latest: dict[int, dt.date] = {}
        for one in found:
            proven = self._proven(scan, one, future) if one.day is None else None
            if proven:
                document = int(scan.reading.document[one.start])
                latest[document] = max(latest.get(document, proven), proven)
        return latest

    def _proven(self, scan: Scan, one: Expression, future: Signs) -> dt.date | None:
        """The day on or after which a text with this expression was written."""
        value = one.outcome.plain
        day = value.days.first
        if value.kind != ABSOLUTE or day is None or value.note:
            return None
        if value.calendar == HIJRI:
            day -= ONE_DAY  # a month may have begun a day before its calculation
        if scan.bits_at(one.start - 1) & self._since:
            return day
        if value.granularity == "day":
            is_joined = "+" in one.rule  # today, Sunday; not: the first day of
            written = self._written(scan.words(one.start, one.end), day) if is_joined else None
            is_dated = scan.is_in_dateline(one.start) or self._is_headed(scan, one)
            if written or is_dated or self._is_announced(scan, one, future):
                return written or day
        return day if self._has_happened(scan, one, future) else None

    def _written(self, words: tuple[str, ...], day: dt.date) -> dt.date | None:
        """When today, yesterday or tomorrow was that day."""
        said = [int(value) for word in words if (value := self._vocabulary.value("adverb", word))]
        is_shifted = any(self._vocabulary.value(role, word) for role in _SHIFTS for word in words)
        return day - dt.timedelta(days=said[0]) if said and not is_shifted else None

    def _has_happened(self, scan: Scan, one: Expression, future: Signs) -> bool:
        """Whether a verb of the past governs a date: it was born in 1985; but not: plans for 1985."""
        start = one.start
        near = self._happened | self._during | (self._definite if one.rule != "year_alone" else 0)
        if not scan.bits_at(start - 1) & near or scan.words(start, start + 1)[0].startswith(LAM):
            return False
        for verb in range(start - 1, start - 2 - FARTHEST, -1):
            bits = scan.bits_at(verb)
            if bits & self._happened:
                return not self._is_imagined(scan, verb) and not future.is_before(start)
            is_subject = bits & self._definite and scan.words(verb, verb + 1)[0].startswith(ARTICLE)
            if not bits & self._during and not is_subject:
                return False
        return False

    def _is_announced(self, scan: Scan, one: Expression, future: Signs) -> bool:
        """Whether somebody said something on a day: the minister said on 12 April 2013 that.

        Without `that`, the verb stands right before the date, or nothing but its subject between.
        """
        start = one.start
        if self._announces(scan, one):
            return not future.is_before(start)
        is_named = not scan.words(start, start + 1)[0].isdecimal()  # on Friday, the fifth
        if not (scan.bits_at(start - 1) & self._during or is_named):
            return False
        is_told = self._is_that(scan, one.end)
        for verb in range(start - 1, start - 2 - (FARTHEST_SPEAKER if is_told else 2), -1):
            bits = scan.bits_at(verb)
            if bits & self._announced:
                return not self._is_imagined(scan, verb) and not future.is_before(start)
            if not bits & self._word or self._is_that(scan, verb):
                return False
        return False

    def _is_headed(self, scan: Scan, one: Expression) -> bool:
        """Whether a line begins with a place, the date and what was said: Damascus, 14 May 2017: the minister said."""
        if not (scan.bits_at(one.start - 1) & self._comma and scan.bits_at(one.end) & self._mark):
            return False
        begins = any(scan.bits_at(one.start - 2 - n) & self._edge for n in range(1, LONGEST_PLACE + 1))
        return begins and bool(scan.bits_at(one.end + 1) & self._announced)

    def _announces(self, scan: Scan, one: Expression) -> bool:
        """Whether a date opens a sentence before its verb: on 14 May 2017 the company announced."""
        is_opening = not scan.bits_at(one.start - 2) & self._word
        is_told = scan.bits_at(one.end) & (self._announced | self._happened)
        return bool(is_opening and is_told and scan.bits_at(one.start - 1) & self._during)

    def _is_that(self, scan: Scan, token: int) -> bool:
        return self._vocabulary.value("that", scan.words(token, token + 1)[0]) is not None

    def _is_imagined(self, scan: Scan, verb: int) -> bool:
        """Whether a verb tells only of what may be: if it ended."""
        before = scan.bits_at(verb - 1) | (scan.bits_at(verb - 2) if not scan.is_end(verb - 1) else 0)
        return bool(before & self._conditional)
