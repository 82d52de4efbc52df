"""Which format a stream is in: by its content, and by its name where the content leaves it open."""

import re
from pathlib import PurePosixPath

import orjson

from transforms.formats.feed import Feed

NOT_TEXT = "not text"
LINES_TO_TRY = 20

_MAGIC = (
    (b"PAR1", "parquet"),
    (b"%PDF-", "PDF"),
    (b"WARC/", "WARC"),
    (b"{\\rtf", "RTF"),
    (b"ARROW1", "Arrow"),
    (b"ORC", "ORC"),
    (b"Obj\x01", "Avro"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x7fELF", "binary"),
)
_ZIPPED = ((b"word/", "DOCX"), (b"xl/", "XLSX"), (b"epub", "EPUB"), (b"opendocument", "ODT"))
_PROLOG = rb"\s*(?:<!--.*?-->\s*|<\?xml[^<>]*>\s*)*"
_MARKUP = (
    (re.compile(rb"\s*(?:<[!?/]?[A-Za-z][^<>]*>\s*)*<doc[\s/>]", re.IGNORECASE), "sgml"),
    (re.compile(_PROLOG + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL), "HTML"),
    (re.compile(rb"\s*<(?:\?xml|rss|feed|urlset)\b", re.IGNORECASE), "XML"),
)
_ARRAY = re.compile(rb"\s*\[\s*(?:\{|\]\s*$)")
_OBJECT = re.compile(rb'[\s\x1e]*\{\s*(?:"|\}|$)')
_OF_SUFFIX = {
    ".jsonl": "json lines", ".ndjson": "json lines", ".jl": "json lines",
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited",
    ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".xml": "XML", ".rss": "XML",
}  # fmt: skip
_COMPRESSIONS = frozenset({".gz", ".bz2", ".xz", ".zst"})


def kind(feed: Feed, name: str) -> str:
    """Name of the format, one of the readers' or of those that are known and not read yet.

    "binary" is what no format was found in and is not text.
    """
    magic = next((found for sign, found in _MAGIC if feed.head.startswith(sign)), "")
    if magic:
        return magic
    if feed.head.startswith(b"PK\x03\x04"):
        return next((found for sign, found in _ZIPPED if sign in feed.head), "ZIP")
    if not feed.encoding:
        return "binary"
    return _kind_of_text(feed.start, suffix(name), feed.is_whole)


def suffix(name: str) -> str:
    """The suffix that tells the format, in small letters.

    >>> suffix("a.zip!b/News.CSV.gz")
    '.csv'
    """
    suffixes = [one.lower() for one in PurePosixPath(name).suffixes]
    return next((one for one in reversed(suffixes) if one not in _COMPRESSIONS), "")


def _kind_of_text(start: bytes, end: str, is_whole: bool) -> str:
    markup = next((found for pattern, found in _MARKUP if pattern.match(start)), "")
    if markup:
        return markup
    if _ARRAY.match(start):
        return "json array"
    if _OBJECT.match(start):
        return "json lines" if _has_object_lines(start, end, is_whole) else "json objects"
    by_name = _OF_SUFFIX.get(end, "")
    is_markup = start.lstrip().startswith(b"<")
    return "plain" if by_name in ("HTML", "XML") and not is_markup else by_name or "plain"


def _has_object_lines(start: bytes, end: str, is_whole: bool) -> bool:
    """Whether each line is an object: the first line is, or most start like one.

    A file that is one object in one line is a document, unless its name says that more may follow.
    """
    if _OF_SUFFIX.get(end) == "json lines":
        return True
    lines = [line for line in start.split(b"\n", LINES_TO_TRY) if line.strip()]
    whole = lines if is_whole else lines[:-1]
    if len(lines) < 2 or not whole:
        return False
    return _is_object(whole[0]) or sum(line.startswith(b"{") for line in whole) * 2 > len(whole)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line.strip(b" \t\r,\x1e")), dict)
    except orjson.JSONDecodeError:
        return False
