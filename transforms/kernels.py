"""The loops over bytes: tokenise, intern, join; `spelling_kernels` and `sentence_kernels` hold the others.

Compiled by numba, without the GIL, cached on disk.

All work on Arrow's own buffers. `data` is UTF-8, read-only; `offsets` (n + 1) delimit the documents.
Sizes of output arrays are the caller's business: a kernel that runs out of room says how far it came.
"""

from typing import Any

import numba as nb
import numpy as np

from transforms import characters as ch

_WORD, _NUMBER, _MARK, _STRETCH, _IGNORED, _SPACE, _DASH, _SYMBOL, _END = (
    ch.WORD,
    ch.NUMBER,
    ch.MARK,
    ch.STRETCH,
    ch.IGNORED,
    ch.SPACE,
    ch.DASH,
    ch.SYMBOL,
    ch.END,
)
_LIMIT = ch.LIMIT
_SHORT_WORD = 16  # bytes
FNV_START = np.uint64(0xCBF29CE484222325)
FNV_PRIME = np.uint64(0x100000001B3)

# A kernel that makes no array need not count references to those it is given: to count them costs more than what most
# small kernels do. Numba refuses to compile a kernel that makes one all the same (copies a row, returns a slice).
_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "boundscheck": False}
kernel = nb.njit(**_OPTIONS | {"_nrt": False})
making_kernel = nb.njit(**_OPTIONS | {"_nrt": True})


@kernel
def decode_at(data, at):
    """The code point at byte `at` of valid UTF-8, and its length in bytes."""
    first = np.int64(data[at])
    if first < 0x80:
        return first, 1
    if first < 0xE0:
        return (first & 0x1F) << 6 | (np.int64(data[at + 1]) & 0x3F), 2
    if first < 0xF0:
        return (first & 0x0F) << 12 | (np.int64(data[at + 1]) & 0x3F) << 6 | (
            np.int64(data[at + 2]) & 0x3F
        ), 3
    high = (first & 0x07) << 18 | (np.int64(data[at + 1]) & 0x3F) << 12
    return high | (np.int64(data[at + 2]) & 0x3F) << 6 | (np.int64(data[at + 3]) & 0x3F), 4


@kernel
def encode_at(out, at, code):
    """Writes a code point as UTF-8 at byte `at`; the byte after it."""
    if code < 0x80:
        out[at] = code
        return at + 1
    if code < 0x800:
        out[at] = 0xC0 | code >> 6
        out[at + 1] = 0x80 | code & 0x3F
        return at + 2
    if code < 0x10000:
        out[at] = 0xE0 | code >> 12
        out[at + 1] = 0x80 | code >> 6 & 0x3F
        out[at + 2] = 0x80 | code & 0x3F
        return at + 3
    out[at] = 0xF0 | code >> 18
    out[at + 1] = 0x80 | code >> 12 & 0x3F
    out[at + 2] = 0x80 | code >> 6 & 0x3F
    out[at + 3] = 0x80 | code & 0x3F
    return at + 4


@kernel
def tokenise(
    data,
    offsets,
    first_document,
    kinds,
    room,
    byte_start,
    byte_end,
    char_start,
    char_end,
    kind,
    hashes,
    document_first,
    done,
):
    """Splits documents into tokens until `room` is short; the number of the next document.

    A token is a run of letters with their marks, a run of digits, or one other visible character or line feed;
    each document ends with a token of kind END. `done` is the number of tokens written before; afterwards it
    stands in `document_first[next document]`.
    """
    n = done
    for document in range(first_document, len(offsets) - 1):
        at, stop = offsets[document], offsets[document + 1]
        if room - n < stop - at + 1:
            return document
        document_first[document] = n
        char = 0
        while at < stop:
            code, width = decode_at(data, at)
            what = kinds[code] if code < _LIMIT else _SYMBOL
            if what == _SPACE or what == _IGNORED:
                at += width
                char += 1
                continue
            byte_start[n] = at
            char_start[n] = char
            hashed = FNV_START
            last = at + width
            last_char = char + 1
            if what == _WORD or what == _MARK or what == _STRETCH:
                seen = what
                kept = hashed
                while True:
                    hashed = (hashed ^ np.uint64(code)) * FNV_PRIME
                    at += width
                    char += 1
                    if what != _IGNORED:
                        last = at
                        last_char = char
                        kept = hashed
                    if what == _WORD or (what == _STRETCH and seen == _MARK):
                        seen = what
                    if at >= stop:
                        break
                    code, width = decode_at(data, at)
                    what = kinds[code] if code < _LIMIT else _SYMBOL
                    if not (what == _WORD or what == _MARK or what == _STRETCH or what == _IGNORED):
                        break
                what = seen
                hashed = kept
                if what == _STRETCH:
                    what = _DASH  # a tatweel that stretches no letter is a dash
                elif what == _MARK:
                    what = _SYMBOL
            elif what == _NUMBER:
                while True:
                    hashed = (hashed ^ np.uint64(code)) * FNV_PRIME
                    at += width
                    char += 1
                    last = at
                    last_char = char
                    if at >= stop:
                        break
                    code, width = decode_at(data, at)
                    if code >= _LIMIT or kinds[code] != _NUMBER:
                        break
                what = _NUMBER
            else:
                hashed = (hashed ^ np.uint64(code)) * FNV_PRIME
                at += width
                char += 1
            byte_end[n] = last
            char_end[n] = last_char
            kind[n] = what
            hashes[n] = hashed
            n += 1
        byte_start[n] = stop
        byte_end[n] = stop
        char_start[n] = char
        char_end[n] = char
        kind[n] = _END
        hashes[n] = np.uint64(0)
        n += 1
        document_first[document + 1] = n
    return len(offsets) - 1


@making_kernel
def intern(data, starts, ends, hashes, n, slots, ids, first):
    """Numbers equal byte strings alike, in order of appearance; how many there are, or -1 when `slots` is too small.

    `slots` is filled with -1 and its length a power of two; `ids` gets a number for each of the n strings and
    `first` the first string of each number. Equal hashes are compared byte by byte.
    """
    mask = len(slots) - 1
    most = len(slots) // 2
    # of each number, close together: what lies at first[number] in the arrays of all strings is far apart
    known_hash = np.empty(most, dtype=np.uint64)
    known_start = np.empty(most, dtype=np.int64)
    known_length = np.empty(most, dtype=np.int64)
    count = 0
    for i in range(n):
        hashed = hashes[i] ^ (hashes[i] >> np.uint64(29))
        slot = np.int64(hashed & np.uint64(mask))
        length = ends[i] - starts[i]
        while True:
            known = slots[slot]
            if known < 0:
                if count >= most:
                    return -1
                slots[slot] = count
                known_hash[count] = hashes[i]
                known_start[count] = starts[i]
                known_length[count] = length
                first[count] = i
                ids[i] = count
                count += 1
                break
            if known_hash[known] == hashes[i] and known_length[known] == length:
                same = True
                start = known_start[known]
                for k in range(length):
                    if data[starts[i] + k] != data[start + k]:
                        same = False
                        break
                if same:
                    ids[i] = known
                    break
            slot = (slot + 1) & mask
    return count


@kernel
def join_words(kind, ids, document_first, words, word_offsets, out, out_offsets):
    """The words and numbers of each document, in the spelling given by `words`, each between two spaces.

    A short word is copied with what stands behind it, which the next one overwrites: a length that is always the
    same makes one instruction of it.
    """
    at = 0
    last_begin, last_at = len(words) - _SHORT_WORD, len(out) - _SHORT_WORD - 1
    for document in range(len(document_first) - 1):
        out_offsets[document] = at
        for token in range(document_first[document], document_first[document + 1]):
            if kind[token] != _WORD and kind[token] != _NUMBER:
                continue
            begin, end = word_offsets[ids[token]], word_offsets[ids[token] + 1]
            out[at] = 32
            if end - begin <= _SHORT_WORD and begin <= last_begin and at <= last_at:
                for k in range(_SHORT_WORD):
                    out[at + 1 + k] = words[begin + k]
            else:
                for k in range(end - begin):
                    out[at + 1 + k] = words[begin + k]
            at += end - begin + 2
            out[at - 1] = 32
    out_offsets[len(document_first) - 1] = at
