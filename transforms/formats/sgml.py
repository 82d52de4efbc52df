"""TREC and Gigaword: SGML that no XML parser reads (stray `&`, tags left open, no root)."""

import re
from collections.abc import Iterator, Mapping

from transforms.decode import as_text
from transforms.fields import fold
from transforms.formats.feed import Feed
from transforms.formats.records import CUT_OFF, SAMPLE_BYTES, TOO_LARGE, Found, Piece

MEDIA_TYPE = "text/sgml"
OUTSIDE = "text outside <DOC>"

_LONGEST_TAG = 1100
_DOCUMENT_TAG = re.compile(rb"<(/?)doc(?=[\s/>])[^<>]{0,1000}>", re.IGNORECASE)
_CONTENT_END = re.compile(rb"</(?:text|body)\s*>", re.IGNORECASE)
_MARKUP = re.compile(rb"<[!?/]?[A-Za-z\[][^<>]*>")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CHARACTER_DATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PARAGRAPH_TAG = re.compile(r"\s*</?p(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def read(feed: Feed, limit: int) -> Found:
    """One record a `<DOC>`; a stream with one `<DOC>` and no more is itself the document."""
    return feed.numbered_unless_alone(_pieces(feed, limit), MEDIA_TYPE)


def values(raw: bytes, encoding: str, known: Mapping[str, str]) -> dict[str, str]:
    """Text by element and attributes of `<DOC>` by name.

    An element that `known` names is a field; any other tag within a field is left in its text as markup. A
    field that is not closed ends where the next one starts; one that holds another of its kind (`<TEXT>` in
    `<BODY>`) is only its frame. Entities are left, but for `&amp;` where no text stands: in the URL.
    """
    text = _COMMENT.sub("", _CHARACTER_DATA.sub(r"\1", as_text(raw, encoding)))
    first = _TAG.search(text)
    found = _attributes(first[3]) if first else {}
    parts = _parts(text, known)
    return found | {name: _cleaned("".join(texts), known[fold(name)]) for name, texts in parts.items()}


def _parts(text: str, known: Mapping[str, str]) -> dict[str, list[str]]:
    """Pieces of text by the name of the innermost field around them."""
    parts: dict[str, list[str]] = {}
    open_fields: list[str] = []
    frames: set[str] = set()
    place = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        field = known.get(fold(name))
        is_document = name == "doc"
        if field is None and not is_document:
            continue
        if open_fields:
            parts.setdefault(open_fields[-1], []).append(text[place : tag.start()])
        place = tag.end()
        if is_document:
            open_fields.clear()
        elif not tag[1]:
            frames |= {one for one in open_fields if known[fold(one)] == field and one != name}
            open_fields.append(name)
            parts.setdefault(name, []).append("\n")  # between two of the same name
        elif name in open_fields:
            del open_fields[open_fields.index(name) :]
    if open_fields:
        parts.setdefault(open_fields[-1], []).append(text[place:])
    return {name: texts for name, texts in parts.items() if name not in frames}


def _attributes(text: str) -> dict[str, str]:
    return {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(text)}


def _cleaned(text: str, field: str) -> str:
    if field == "url":
        text = text.replace("&amp;", "&")
    if field == "body" and _PARAGRAPH_TAG.search(text):
        # Within <P> a line's end is only where the line was full.
        paragraphs = (_LINE_BREAK.sub(" ", part.strip()) for part in _PARAGRAPH_TAG.split(text))
        return "\n".join(filter(None, paragraphs))
    return text.strip()


def _pieces(feed: Feed, limit: int) -> Iterator[Piece]:
    """Slices from `<DOC>` to `</DOC>`, and what is wrong where one is not closed."""
    splitter = _Splitter(limit)
    for chunk in feed.chunks():
        yield from splitter.add(chunk)
    yield from splitter.finish()


class _Splitter:
    """Holds one document (at most `limit` bytes) and one chunk at a time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = b""
        self._scanned = 0
        self._is_inside = False
        self._oversized = b""

    def add(self, chunk: bytes) -> Iterator[Piece]:
        self._buffer += chunk
        start = 0
        while tag := _DOCUMENT_TAG.search(self._buffer, self._scanned):
            is_end = bool(tag[1])
            place = tag.end() if is_end else tag.start()
            yield from self._piece(self._buffer[start:place], is_end)
            start, self._scanned = place, tag.end()
            self._is_inside = not is_end
        self._buffer = self._buffer[start:]
        self._scanned = max(0, len(self._buffer) - _LONGEST_TAG, self._scanned - start)
        if len(self._buffer) > self._limit:
            self._oversized = self._oversized or self._buffer[:SAMPLE_BYTES]
        if self._oversized:
            dropped = max(0, len(self._buffer) - _LONGEST_TAG)
            self._buffer = self._buffer[dropped:]
            self._scanned -= dropped

    def finish(self) -> Iterator[Piece]:
        yield from self._piece(self._buffer, is_end=False)

    def _piece(self, raw: bytes, is_end: bool) -> Iterator[Piece]:
        """A document when inside of one, else a complaint if there is text."""
        oversized, self._oversized = self._oversized, b""
        if oversized or len(raw) > self._limit:
            yield oversized or raw[:SAMPLE_BYTES], TOO_LARGE
        elif self._is_inside:
            is_whole = is_end or _CONTENT_END.search(raw)
            yield raw if is_end else raw.rstrip(), "" if is_whole else CUT_OFF
        elif (text := raw.strip()) and _MARKUP.sub(b"", text).strip():
            yield text, OUTSIDE
