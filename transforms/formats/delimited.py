"""CSV and TSV with a header; each row becomes one JSON object."""

import csv
import io
from collections import deque
from collections.abc import Iterator

import orjson

from transforms.decode import as_text
from transforms.formats.feed import Feed
from transforms.formats.json_records import MEDIA_TYPE
from transforms.formats.lines import lines
from transforms.formats.records import CUT_OFF, EMPTY, TOO_LARGE, BadRecord, Found, Record, bad

NO_HEADER = "the first row is no header: CSV needs the names of its columns"
LONGEST_NAME = 100
MOST_LINES_AGAIN = 1000
"""A row broken by a stray quotation mark swallows the rows after it; up to so many lines are read again."""

_DELIMITERS = ",;\t|"


def read(feed: Feed, limit: int) -> Found:
    """One record a row, its columns as a JSON object; raises nothing for wrong rows but yields them as bad.

    A row must have as many cells as the header, or more that are empty (spreadsheets write them).
    """
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    source = _Lines(feed, limit)
    delimiter = _delimiter(as_text(feed.start, feed.encoding_of(feed.start)))
    header: list[str] = []
    number = 0
    while (row := source.row(delimiter)) is not None:
        if isinstance(row, list) and not any(cell.strip() for cell in row):
            continue
        if not header:
            header = _header(row) if isinstance(row, list) else []
            if not header:
                yield feed.refuse(NO_HEADER, limit)
                return
            continue
        yield _record(str(number), header, row, source)
        number += 1
    if header and not number and not feed.failure:
        yield bad("", f"{EMPTY}: a header and no rows", feed.head)


class _Lines:
    """Physical lines, which a broken row can give back."""

    def __init__(self, feed: Feed, limit: int) -> None:
        self.used: list[bytes] = []
        self._feed, self._limit = feed, limit
        self._again: deque[bytes] = deque()
        self._rest = lines(feed, limit)
        self._problem = ""

    def row(self, delimiter: str) -> list[str] | str | None:
        """Cells of the next row, or what is wrong with it, or None at the end; `used` are its lines."""
        self.used, self._problem = [], ""
        try:
            cells = next(csv.reader(self._texts(), delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            return self._problem or self._lenient(delimiter) or f"malformed row: {error}"
        return self._problem or cells

    def _lenient(self, delimiter: str) -> list[str]:
        """Cells of a row in one line with bare quotation marks; in several lines they hide where it ends."""
        if len(self.used) != 1:
            return []
        try:
            return next(csv.reader([self._text(self.used[0])], delimiter=delimiter))
        except csv.Error:
            return []

    def give_back(self) -> None:
        """Read the row's lines again but for the first, which is broken."""
        if 1 < len(self.used) <= MOST_LINES_AGAIN:
            self._again.extendleft(reversed(self.used[1:]))
            del self.used[1:]

    def _texts(self) -> Iterator[str]:
        """Lines for the reader, which asks for another one only while a quotation is open."""
        size = 0
        while True:
            line, problem = (self._again.popleft(), "") if self._again else next(self._rest, (b"", CUT_OFF))
            if line:
                self.used.append(line)
            size += len(line) + 1
            self._problem = problem if self.used else ""
            if problem or size > self._limit:
                self._problem = TOO_LARGE if size > self._limit else self._problem
                return
            yield self._text(line) + "\n"

    def _text(self, line: bytes) -> str:
        return as_text(line.removesuffix(b"\r"), self._feed.encoding_of(line))


def _record(number: str, header: list[str], row: list[str] | str, source: _Lines) -> Record | BadRecord:
    problem = row if isinstance(row, str) else _misfit(header, row)
    if problem or isinstance(row, str):
        source.give_back()
        return bad(number, problem, b"\n".join(source.used))
    cells = dict(zip(header, row, strict=False))
    return Record(number, orjson.dumps(cells, option=orjson.OPT_SORT_KEYS), MEDIA_TYPE, "utf-8")


def _misfit(header: list[str], row: list[str]) -> str:
    is_whole = len(row) == len(header) or (len(row) > len(header) and not any(row[len(header) :]))
    return "" if is_whole else f"the row has {len(row)} columns, the header {len(header)}"


def _header(row: list[str]) -> list[str]:
    """Names of the columns, made unique; [] when these cannot be names."""
    names = [name.strip() for name in row]
    if any(len(name) > LONGEST_NAME or "\n" in name for name in names) or all(map(_is_number, names)):
        return []
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        filled = name or f"column {place + 1}"
        seen[filled] = seen.get(filled, 0) + 1
        names[place] = filled if seen[filled] == 1 else f"{filled}.{seen[filled]}"
    return names


def _is_number(name: str) -> bool:
    return not name or name.replace(".", "", 1).isdigit()


def _delimiter(text: str) -> str:
    """The delimiter that splits the first row into most cells; a comma where none does."""
    first = text.lstrip("\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda one: len(next(csv.reader(io.StringIO(first), delimiter=one), [])))
