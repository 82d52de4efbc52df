"""Lines of a stream, however long they are."""

from collections.abc import Iterator

from transforms.formats.feed import Feed
from transforms.formats.records import CUT_OFF, SAMPLE_BYTES, TOO_LARGE, Piece


def lines(feed: Feed, limit: int) -> Iterator[Piece]:
    r"""Lines without their end (`\n`, or `\r` where there is no other), the last one without an end too.

    A line above the limit comes as its sample with the reason; it is read over without being held.
    """
    end = b"\r" if b"\r" in feed.start and b"\n" not in feed.start else b"\n"
    rest, oversized = b"", b""
    for chunk in feed.chunks():
        *whole, rest = (rest + chunk).split(end)
        for line in whole:
            is_too_long = bool(oversized) or len(line) > limit
            yield (oversized or line[:SAMPLE_BYTES], TOO_LARGE) if is_too_long else (line, "")
            oversized = b""
        if len(rest) > limit:
            oversized = oversized or rest[:SAMPLE_BYTES]
        if oversized:
            rest = b""
    if rest or oversized:
        yield (oversized, TOO_LARGE) if oversized else (rest, CUT_OFF if feed.failure else "")
