"""Documents from a stream of bytes, one format a module, and the fields of each.

To add a format: a module with `read(feed, limit)` and, where its records are not JSON, `values(raw,
encoding, known)`; a sign in `sniff.py`; a row in each table here.
"""

from collections.abc import Callable, Mapping
from typing import BinaryIO

from transforms.fields import fold, map_values
from transforms.formats import delimited, json_records, parquet_rows, plain, sgml, sniff
from transforms.formats.feed import Feed
from transforms.formats.records import EMPTY, BadRecord, Found, Record, bad

__all__ = ["BadRecord", "Record", "fields", "names", "read", "unused"]

_READERS: dict[str, Callable[[Feed, int], Found]] = {
    "plain": plain.read,
    "json lines": json_records.read_lines,
    "json array": json_records.read_array,
    "json objects": json_records.read_objects,
    "delimited": delimited.read,
    "parquet": parquet_rows.read,
    "sgml": sgml.read,
}
_VALUES: dict[str, Callable[[bytes, str, Mapping[str, str]], dict[str, str]]] = {
    plain.MEDIA_TYPE: plain.values,
    json_records.MEDIA_TYPE: json_records.values,
    sgml.MEDIA_TYPE: sgml.values,
}
_TEXTS = ("headline", "kicker", "subheadline", "body", "abstract")
"""The fields of which an article needs one."""

_NAMES_TOLD = 12
_NOT_TEXT = {"image": "not text: an image", "binary": sniff.NOT_TEXT}


def read(stream: BinaryIO, name: str, document_bytes: int) -> Found:
    """Records and bad records of a stream, in order.

    `name`: a file's name or path, which decides where the content leaves the format open.
    `document_bytes`: what is larger is a bad record and is never held; memory does not grow with the
    stream. `stream`: read in order (Parquet alone must be seekable); where reading it raises OSError, what
    was whole until there is yielded, and then one bad record with the error's message.
    """
    feed = Feed(stream)
    if feed.head or not feed.failure:
        yield from _read(feed, name, document_bytes)
    if feed.failure:
        yield bad("", feed.failure, feed.head)


def _read(feed: Feed, name: str, limit: int) -> Found:
    if not feed.head:
        yield bad("", EMPTY, b"")
        return
    kind = sniff.kind(feed, name)
    if kind not in _READERS:
        yield feed.refuse(_NOT_TEXT.get(kind, f"{kind} is not read yet"), limit)
        return
    is_empty = True
    for record in _READERS[kind](feed, limit):
        is_empty = False
        yield record
    if is_empty and not feed.failure:
        yield bad("", EMPTY, feed.head)


def fields(record: Record, synonyms: Mapping[str, str]) -> dict[str, str]:
    """Our fields (`transforms.fields.FIELDS`) of a record, "" when absent; HTML and entities as they are.

    `synonyms`: what `transforms.fields.synonyms` returned. Depends on nothing else, so a rebuild gets the
    same from the stored bytes. Raises ValueError with the reason for a record that cannot be read, or that has
    fields but none that is known as a text.
    """
    values = _VALUES[record.media_type](record.raw, record.encoding, synonyms)
    found = map_values(values, synonyms)
    if not any(found[name] for name in _TEXTS):
        _refuse_without_text(values, synonyms)
    return found


def _refuse_without_text(values: Mapping[str, str], synonyms: Mapping[str, str]) -> None:
    """Says which fields there are; a record whose texts are empty, or that holds nothing, is told so later."""
    others = _holding(values)
    if others and not any(synonyms.get(fold(name)) in _TEXTS for name in values):
        told = ", ".join(others[:_NAMES_TOLD]) + (" ..." if len(others) > _NAMES_TOLD else "")
        raise ValueError(f"no headline or body among its fields: {told}")


def names(record: Record, synonyms: Mapping[str, str]) -> list[str]:
    """Names of a record's fields that hold something, nested ones by their path; of plain text none."""
    if record.media_type == plain.MEDIA_TYPE:
        return []
    return _holding(_VALUES[record.media_type](record.raw, record.encoding, synonyms))


def unused(record: Record, synonyms: Mapping[str, str]) -> list[str]:
    """Those of a JSON record's fields that are none of ours; of other records none."""
    if record.media_type != json_records.MEDIA_TYPE:
        return []
    return [name for name in names(record, synonyms) if fold(name) not in synonyms]


def _holding(values: Mapping[str, str]) -> list[str]:
    """Names of what holds something, of nested values only the innermost."""
    frames = {name.rpartition(".")[0] for name in values}
    return [name for name, value in values.items() if value.strip() and name not in frames]
