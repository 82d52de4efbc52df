"""Cuts a stream of JSON into its records without building anything: a kernel follows strings and brackets.

The elements of an array and objects one after the other are cut alike. A record that is not well-formed may
have put the kernel out of step (a quotation mark too many); then the next place that looks like the start of
the first record starts a new one.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import orjson
from numba import njit

from transforms.formats.records import CUT_OFF, SAMPLE_BYTES, TOO_LARGE, Piece

MALFORMED = "malformed JSON"
NOT_CLOSED = "the array is not closed: the file seems cut off"
SPANS = 4096
CAREFUL_BYTES = 32 * 1024
"""After a malformed record the next is cut at the start of another if it does not end within so many bytes:
otherwise each of many malformed ones would be followed to the end of the stream."""

_POSITION, _DEPTH, _QUOTED, _START, _OUTSIDE, _IS_WRAPPED = range(6)
_FIRST_KEY = re.compile(rb'\{\s*"(?:[^"\\]|\\.)*"\s*:')
_QUOTE, _BACKSLASH, _COMMA, _NEWLINE, _SPACE = 0x22, 0x5C, 0x2C, 0x0A, 0x20
_OPEN_ARRAY, _CLOSE_ARRAY, _OPEN_OBJECT, _CLOSE_OBJECT = 0x5B, 0x5D, 0x7B, 0x7D


@njit(nogil=True, cache=True)
def _skip_string(data: np.ndarray, position: Any) -> tuple[Any, int]:
    """Position after the string's end and 0, or after the end of `data` and 1 (still inside)."""
    while position < data.size:
        byte = data[position]
        if byte == _BACKSLASH:
            position += 2
            continue
        position += 1
        if byte == _QUOTE:
            return position, 0
    return position, 1


@njit(nogil=True, cache=True)
def scan(data: np.ndarray, state: np.ndarray, spans: np.ndarray) -> int:
    """Fills `spans` (n × 2, int64) with start and end of complete elements; returns how many.

    `data`: uint8. `state`: int64, six numbers kept between calls: next position, depth of brackets within
    the element, whether inside a string, start of the open element or -1, whether outside an array, and
    whether to stop for good at the array's end. Returns fewer than n only when all of `data` is read.
    """
    position, depth, quoted, start, outside, is_wrapped = state
    count = 0
    while position < data.size and count < spans.shape[0]:
        byte = data[position]
        end = np.int64(-1)
        if quoted:
            position, quoted = _skip_string(data, position)
            if not quoted and depth == 0:
                end = position
        elif start < 0 and (byte <= _SPACE or byte == _COMMA or (byte == _OPEN_ARRAY and outside)):
            outside = 0 if byte == _OPEN_ARRAY else outside
            position += 1
        elif start < 0 and byte == _CLOSE_ARRAY:
            outside = 1
            position = data.size if is_wrapped else position + 1
        elif start >= 0 and depth == 0 and byte in (_COMMA, _NEWLINE, _CLOSE_ARRAY):
            end = position
        else:
            start = position if start < 0 else start
            position += 1
            quoted = 1 if byte == _QUOTE else 0
            if byte in (_OPEN_OBJECT, _OPEN_ARRAY):
                depth += 1
            elif byte in (_CLOSE_OBJECT, _CLOSE_ARRAY):
                depth = max(depth - 1, 0)
                end = position if depth == 0 else end
        if end >= 0:
            spans[count, 0], spans[count, 1] = start, end
            count += 1
            start = np.int64(-1)
    state[:_IS_WRAPPED] = (position, depth, quoted, start, outside)
    return count


class Slicer:
    """Turns chunks into pieces, holding one record (at most `limit` bytes) and one chunk at a time.

    `is_wrapped`: the stream starts at an array within an object, and what follows the array is not for us.
    """

    def __init__(self, limit: int, start: bytes, is_wrapped: bool = False) -> None:
        first = _FIRST_KEY.search(start)
        self._limit = limit
        self._signature = first.group() if first else b""
        self._is_array = start.lstrip().startswith(b"[")
        self._state = np.array([0, 0, 0, -1, 1, is_wrapped], dtype=np.int64)
        self._spans = np.empty((SPANS, 2), dtype=np.int64)
        self._buffer = b""
        self._oversized = b""
        self._is_careful = False

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[Piece]:
        """Records in order, the malformed and the oversized with their reason."""
        for chunk in chunks:
            self._buffer += chunk
            yield from self._complete()
            if self._state[_IS_WRAPPED] and self._state[_OUTSIDE]:
                return
            if self._is_open() and len(self._buffer) - self._state[_START] > self._limit:
                yield from self._overflow()
            self._trim()
        while self._is_open():
            yield from self._last()
        if self._is_array and not self._state[_OUTSIDE]:
            yield b"", NOT_CLOSED

    def _is_open(self) -> bool:
        return bool(self._state[_START] >= 0)

    def _complete(self) -> Iterator[Piece]:
        """Every element that ends within the buffer."""
        while True:
            reach = int(self._state[_POSITION]) + CAREFUL_BYTES if self._is_careful else len(self._buffer)
            data = np.frombuffer(self._buffer, dtype=np.uint8)[:reach]
            spans = self._spans[:1] if self._is_careful else self._spans
            count = scan(data, self._state, spans)
            for start, end in spans[:count].tolist():
                raw = self._buffer[start:end]
                self._is_careful = False
                if self._oversized or end - start > self._limit:
                    yield self._oversized or raw[:SAMPLE_BYTES], TOO_LARGE
                    self._oversized = b""
                elif restart := self._restart(raw):
                    yield raw[:restart].rstrip(b" \t\r\n,"), MALFORMED
                    self._start_at(start + restart)
                    break
                else:
                    yield raw, ""
            else:
                if count == len(spans):
                    continue
                cut = self._cut_open(reach) if self._is_careful and self._is_open() else b""
                if cut:
                    yield cut, MALFORMED
                elif reach >= len(self._buffer):
                    return
                self._is_careful = bool(cut)

    def _restart(self, raw: bytes) -> int:
        """Where another record starts within a malformed one, or 0."""
        place = raw.find(self._signature, 1) if self._signature else -1
        return 0 if place < 0 or _is_well_formed(raw) else place

    def _start_at(self, position: int) -> None:
        self._state[:_OUTSIDE] = (position, 0, 0, -1)
        self._is_careful = True

    def _overflow(self) -> Iterator[Piece]:
        """An open element is larger than the limit: out of step, or skipped to its end without holding it."""
        restart = self._cut_open(len(self._buffer))
        if restart and not self._oversized:
            yield restart, MALFORMED
            yield from self._complete()
        elif not self._oversized:
            self._oversized = self._buffer[self._state[_START] :][:SAMPLE_BYTES]
        if self._oversized:
            self._state[_START] = len(self._buffer)

    def _last(self) -> Iterator[Piece]:
        """The stream ended within an element."""
        restart = b"" if self._oversized else self._cut_open(len(self._buffer))
        if restart:
            yield restart, MALFORMED
            yield from self._complete()
            return
        rest = self._buffer[self._state[_START] :].rstrip()
        is_scalar = not self._state[_DEPTH] and not self._state[_QUOTED]
        yield self._oversized or rest, TOO_LARGE if self._oversized else "" if is_scalar else CUT_OFF
        self._state[_START], self._state[_OUTSIDE] = -1, 1

    def _cut_open(self, reach: int) -> bytes:
        """The open element up to where another record starts before `reach`, b"" if none does.

        Scanning goes on there.
        """
        start = int(self._state[_START])
        place = self._buffer.find(self._signature, start + 1, reach) if self._signature else -1
        if place < 0:
            return b""
        self._start_at(place)
        return self._buffer[start:place].rstrip(b" \t\r\n,")

    def _trim(self) -> None:
        """Forget what lies before the open element, or everything read."""
        used = int(self._state[_START] if self._is_open() else min(self._state[_POSITION], len(self._buffer)))
        self._buffer = self._buffer[used:]
        self._state[_POSITION] -= used
        if self._is_open():
            self._state[_START] -= used


def _is_well_formed(raw: bytes) -> bool:
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return True
