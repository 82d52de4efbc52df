"""What a reader yields."""

from collections.abc import Iterator
from dataclasses import dataclass

SAMPLE_BYTES = 200
EMPTY = "empty"
TOO_LARGE = "too large"
CUT_OFF = "cut off before its end"

Piece = tuple[bytes, str]
"""Bytes of one record of a container and what is wrong with them ("" if nothing is)."""


@dataclass(frozen=True, slots=True)
class Record:
    """One document as it came.

    `number`: its place in the container, counted from 0, or "" for a stream that is one document. `raw`:
    its own slice of bytes; canonical JSON for rows of CSV and Parquet. `encoding`: how `raw` is encoded.
    """

    number: str
    raw: bytes
    media_type: str
    encoding: str


@dataclass(frozen=True, slots=True)
class BadRecord:
    """What could not be read, and why. `raw` is b"" where the record is larger than the limit."""

    number: str
    reason: str
    sample: bytes
    raw: bytes


Found = Iterator[Record | BadRecord]


def bad(number: str, reason: str, raw: bytes) -> BadRecord:
    """A bad record with its sample; what is too large to be kept comes as its sample only.

    >>> bad("3", TOO_LARGE, b"abc")
    BadRecord(number='3', reason='too large', sample=b'abc', raw=b'')
    """
    return BadRecord(number, reason, raw[:SAMPLE_BYTES], b"" if reason == TOO_LARGE else raw)
