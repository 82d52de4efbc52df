"""The parts of one article above and beside its sentences: headline levels, byline, dateline.

Fields win over the text, since a feed knows its own headline and author; the text fills what they leave
empty, and shows where each part stands so that no sentence is made of it.
"""

from functools import lru_cache
from typing import NamedTuple

from transforms.metadata.byline import Byline, parse_byline
from transforms.metadata.dateline import Dateline, find_byline_line, find_dateline
from transforms.metadata.headline import Headline, HeadlineWords, Span, find_levels, is_subheadline
from transforms.metadata.names import Names

_MEMO_LIMIT = 50_000  # distinct bylines kept per process
_LONGEST_LEVEL = 200  # code points of a subheadline
_EMPTY = Byline()


class ArticleParts(NamedTuple):
    """What `ArticleReader.parts` found. Spans are code points of the text, None where the part is not in it.

    `byline`: as written. `authors`: persons without titles. `place`, `source`: of the dateline, else of the
    byline, as written; `source_id`: of that outlet or agency when it is known. `body_start`: where the first
    sentence of the body begins, behind headline, byline and dateline.
    """

    headline: str
    kicker: str
    subheadline: str
    byline: str
    authors: tuple[str, ...]
    place: str
    source: str
    source_id: str | None
    dateline: str
    body_start: int
    kicker_span: Span | None = None
    headline_span: Span | None = None
    subheadline_span: Span | None = None
    byline_span: Span | None = None
    dateline_span: Span | None = None


class ArticleReader:
    """Reads the parts of articles; holds the vocabularies and remembers bylines, so make one per process."""

    def __init__(self, names: Names, words: HeadlineWords) -> None:
        self._names = names
        self._words = words
        self._byline = lru_cache(_MEMO_LIMIT)(
            lambda author, outlet: parse_byline(author, names, outlet=outlet)
        )

    def byline(self, author: str, outlet: str | None) -> Byline:
        """`parse_byline`, remembered per distinct string."""
        return self._byline(author, outlet) if author else _EMPTY

    def parts(
        self,
        text: str,
        *,
        headline: str = "",
        kicker: str = "",
        subheadline: str = "",
        author: str = "",
        outlet: str | None = None,
        body_start: int = 0,
    ) -> ArticleParts:
        """The parts of one article from its fields ("" when absent) and its text, the headline first.

        `outlet`: the source_id of its outlet. `body_start`: where the body begins in `text`, 0 for a
        plain-text file whose headline must be found.
        """
        levels = self._levels(text, headline, kicker, subheadline, body_start)
        start = max([body_start, *(span[1] for span in (levels.headline, levels.subheadline) if span)])
        byline_span, dateline, lead = self._head_of_body(text, start, author, outlet)
        if lead and not (subheadline or levels.subheadline):
            levels = Headline(levels.headline, levels.kicker, lead)
        in_text = text[slice(*byline_span)] if byline_span else ""
        byline = self.byline(author, outlet) if author else self.byline(in_text, outlet)
        ends = [start, *(span[1] for span in (byline_span, levels.subheadline) if span)]
        source, source_id = _source(byline, dateline)
        return ArticleParts(
            headline=headline or _cut(text, levels.headline),
            kicker=kicker or _cut(text, levels.kicker),
            subheadline=subheadline or _cut(text, levels.subheadline),
            byline=author.strip() or in_text,
            authors=byline.persons or (dateline.persons if dateline else ()),
            place=(dateline.place if dateline else "") or next(iter(byline.places), ""),
            source=source,
            source_id=source_id,
            dateline=text[dateline.start : dateline.end] if dateline else "",
            body_start=_skip_space(text, max([*ends, dateline.end if dateline else 0])),
            kicker_span=levels.kicker,
            headline_span=levels.headline,
            subheadline_span=levels.subheadline,
            byline_span=byline_span,
            dateline_span=(dateline.start, dateline.end) if dateline else None,
        )

    def _levels(self, text: str, headline: str, kicker: str, subheadline: str, body_start: int) -> Headline:
        """Where the levels stand: those of the fields before the body, else what the text shows."""
        if body_start == 0 and not headline:
            return self._plain_levels(text)
        return Headline(
            _find(text, headline, body_start),
            _find(text, kicker, body_start),
            _find(text, subheadline, body_start),
        )

    def _plain_levels(self, text: str) -> Headline:
        start = _skip_space(text, 0)
        dateline = find_dateline(text, start, self._names)
        if dateline and dateline.source:  # a place and a name alone are how headlines begin
            return Headline()
        levels = find_levels(text, self._words, self._names)
        below = levels.subheadline
        if below and self._is_head(text, below[0]):
            return Headline(levels.headline, levels.kicker)
        return levels

    def _is_head(self, text: str, start: int) -> bool:
        """Whether a byline or a dateline begins at `start`."""
        found = find_dateline(text, start, self._names) or find_byline_line(text, start, self._names)
        return found is not None

    def _head_of_body(
        self, text: str, start: int, author: str, outlet: str | None
    ) -> tuple[Span | None, Dateline | None, Span | None]:
        """Byline line, dateline, and the short line above it (a subheadline), where the body begins."""
        at = _skip_space(text, start)
        dateline = find_dateline(text, at, self._names, outlet=outlet)
        if dateline:
            return None, dateline, None
        byline = find_byline_line(text, at, self._names, author=author)
        if byline and self._agrees(text[slice(*byline)], author, outlet):
            return byline, find_dateline(text, _skip_space(text, byline[1]), self._names, outlet=outlet), None
        line_end = text.find("\n", at, at + _LONGEST_LEVEL)
        if line_end < 0 or not is_subheadline(text[at:line_end], text[line_end:]):
            return None, None, None
        dateline = find_dateline(text, _skip_space(text, line_end), self._names, outlet=outlet)
        if dateline and text[dateline.end :].lstrip(" ").startswith("\n"):  # a line of its own
            return None, dateline, (at, line_end)
        return None, None, None

    def _agrees(self, line: str, author: str, outlet: str | None) -> bool:
        """Whether a line of names can be the byline beside this author field; else it is a caption."""
        persons = self.byline(author, outlet).persons
        return (
            not persons
            or line.startswith(author.strip(" :-"))
            or not set(persons).isdisjoint(self.byline(line, outlet).persons)
        )


def _source(byline: Byline, dateline: Dateline | None) -> tuple[str, str | None]:
    if dateline and dateline.source:
        return dateline.source, dateline.source_id
    return byline.source_surface, next(iter(byline.sources), None)


def _cut(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else ""


def _find(text: str, part: str, before: int) -> Span | None:
    at = text.find(part, 0, before) if part else -1
    return (at, at + len(part)) if at >= 0 else None


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
