"""The bytes of one stream for a reader: a head to sniff at, then chunks in which ASCII is ASCII."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from transforms.decode import Undecodable, byte_order_mark, detect, is_utf8
from transforms.formats.records import SAMPLE_BYTES, BadRecord, Found, Piece, Record, bad

HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 1024 * 1024


class Feed:
    """One stream, read once and in order.

    `head`: its first 64 KiB, as they are. `start`: the head without byte order mark, UTF-16 turned into
    UTF-8, so that a reader need look for ASCII only. `encoding` is "" where the head is not text.
    `failure`: why the stream ended too early (`read` of it raised OSError), "" while it did not.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.failure = ""
        self.head = self._read(HEAD_BYTES)
        self.is_whole = len(self.head) < HEAD_BYTES
        try:
            self.encoding = detect(self.head, is_cut=not self.is_whole)
        except Undecodable:
            self.encoding = ""
        mark, _ = byte_order_mark(self.head)
        body = self.head.removeprefix(mark)
        self._is_wide = self.encoding.startswith(("utf-16", "utf-32"))
        self._decoder = codecs.getincrementaldecoder(self.encoding)("replace") if self._is_wide else None
        self.start = self._narrow(body)

    def chunks(self) -> Iterator[bytes]:
        """`start` and then the rest, about 1 MiB at a time; may be taken once."""
        yield self.start
        while not self.is_whole and (chunk := self._read(CHUNK_BYTES)):
            yield self._narrow(chunk)
        if self._decoder:
            yield self._decoder.decode(b"", final=True).encode("utf-8", "replace")

    def whole(self, limit: int) -> bytes | None:
        """All bytes as they are, or None when there are more than `limit`; may be taken once."""
        parts, size = [self.head], len(self.head)
        while not self.is_whole and size <= limit and (chunk := self._read(CHUNK_BYTES)):
            parts.append(chunk)
            size += len(chunk)
        return b"".join(parts) if size <= limit else None

    def encoding_of(self, raw: bytes) -> str:
        """How a slice of the chunks is encoded: files grow by what different programs append to them."""
        if self._is_wide or is_utf8(raw):
            return "utf-8"
        return _detected(raw) if self.encoding == "utf-8" else self.encoding

    def record(self, number: str, raw: bytes, media_type: str) -> Record:
        """A record whose bytes are a slice of the chunks; those of UTF-16 become again what they were."""
        if self._is_wide:
            return Record(
                number, raw.decode("utf-8", "replace").encode(self.encoding), media_type, self.encoding
            )
        return Record(number, raw, media_type, self.encoding_of(raw))

    def numbered(self, pieces: Iterator[Piece], media_type: str, first: int = 0) -> Found:
        """Records and bad records from slices, numbered from `first` on."""
        for number, (raw, problem) in enumerate(pieces, first):
            yield bad(str(number), problem, raw) if problem else self.record(str(number), raw, media_type)

    def numbered_unless_alone(self, pieces: Iterator[Piece], media_type: str) -> Found:
        """Like `numbered`, but a stream that holds one good record and no more is itself the document."""
        first = next(pieces, None)
        if first is None:
            return
        second = next(pieces, None)
        if second is None and not first[1]:
            yield self.record("", first[0], media_type)
            return
        yield from self.numbered(iter([first] if second is None else [first, second]), media_type)
        yield from self.numbered(pieces, media_type, first=2)

    def refuse(self, reason: str, limit: int) -> BadRecord:
        """The whole stream as one bad record, its bytes kept up to the limit."""
        raw = self.whole(limit)
        return BadRecord("", reason, self.head[:SAMPLE_BYTES], b"" if raw is None else raw)

    def _narrow(self, chunk: bytes) -> bytes:
        return self._decoder.decode(chunk).encode("utf-8", "replace") if self._decoder else chunk

    def _read(self, size: int) -> bytes:
        """Exactly `size` bytes unless the stream ends before."""
        parts: list[bytes] = []
        # read() of a buffered stream throws away what it had when the stream breaks; read1() does not.
        read = getattr(self.stream, "read1", self.stream.read)
        try:
            while size > 0 and (part := read(size)):
                parts.append(part)
                size -= len(part)
        except OSError as error:
            self.failure = str(error)
            self.is_whole = True
        return b"".join(parts)


def _detected(raw: bytes) -> str:
    try:
        return detect(raw)
    except Undecodable:
        return "utf-8"  # its broken bytes become U+FFFD, and its reader says what is wrong
