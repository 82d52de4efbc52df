"""Plain text: the whole stream is one document."""

from collections.abc import Mapping

from transforms.decode import Undecodable, as_text, detect
from transforms.formats.feed import Feed
from transforms.formats.records import EMPTY, TOO_LARGE, Found, Record, bad

MEDIA_TYPE = "text/plain"


def read(feed: Feed, limit: int) -> Found:
    """One record, or a bad one when it is too large, empty or not text.

    A text whose stream broke off is none at all: half an article would pass for a whole one.
    """
    raw = feed.whole(limit)
    if raw is None:
        yield bad("", TOO_LARGE, feed.head)
        return
    if feed.failure:
        return
    try:
        encoding = detect(raw)
    except Undecodable as error:
        yield bad("", str(error), raw)
        return
    if as_text(raw, encoding).strip():
        yield Record("", raw, MEDIA_TYPE, encoding)
    else:
        yield bad("", EMPTY, raw)


def values(raw: bytes, encoding: str, known: Mapping[str, str]) -> dict[str, str]:
    """The text as `body`, whatever `known` says."""
    return {"body": as_text(raw, encoding)}
