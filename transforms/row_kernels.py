"""The loops that make columns of rows which name a stretch of a text: where it begins, its words, an id for the row."""

import numpy as np

from transforms import characters as ch
from transforms.kernels import FNV_PRIME, FNV_START, decode_at, kernel, making_kernel

_WORD, _LIMIT = ch.WORD, ch.LIMIT
_DIGITS = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
ID_DIGITS = 16


@kernel
def skip_letters(tokens, kinds, rows, letters, bytes_out, chars_out):
    """Moves the beginnings of some tokens on by so many letters, and by the marks that belong to them.

    `tokens`: the arrays data, byte_start, byte_end, char_start. `rows`: the tokens.
    """
    data, byte_start, byte_end, char_start = tokens
    for row in range(len(rows)):
        token = rows[row]
        at, char, left = byte_start[token], char_start[token], letters[row]
        while left > 0 and at < byte_end[token]:
            code, width = decode_at(data, at)
            left -= code < _LIMIT and kinds[code] == _WORD
            at += width
            char += 1
            while at < byte_end[token]:  # marks between the letters
                code, width = decode_at(data, at)
                if code < _LIMIT and kinds[code] == _WORD:
                    break
                at += width
                char += 1
        bytes_out[row] = at
        chars_out[row] = char


@making_kernel
def copy_stretches(data, starts, ends, out, offsets):
    """The bytes of each stretch, one after the other, and where each begins in `out`."""
    at = 0
    for row in range(len(starts)):
        offsets[row] = at
        length = ends[row] - starts[row]
        out[at : at + length] = data[starts[row] : ends[row]]
        at += length
    offsets[len(starts)] = at


@kernel
def hash_strings(data, offsets, out):
    """A hash of each string."""
    for row in range(len(out)):
        hashed = FNV_START
        for at in range(offsets[row], offsets[row + 1]):
            hashed = (hashed ^ np.uint64(data[at])) * FNV_PRIME
        out[row] = hashed


@kernel
def _mixed(value):
    """Spreads 64 bits over 64 bits, one to one (the finaliser of SplitMix64)."""
    value = (value ^ value >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ value >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return value ^ value >> np.uint64(31)


@kernel
def write_ids(texts, documents, starts, ends, kinds, out):
    """Sixteen hexadecimal digits for each row: of its text's hash, its span and its kind; those of a text differ."""
    for row in range(len(documents)):
        span = _mixed(np.uint64(starts[row]) << np.uint64(32) | np.uint64(ends[row]))
        value = _mixed(_mixed(span ^ np.uint64(kinds[row])) ^ texts[documents[row]])
        for digit in range(ID_DIGITS):
            out[row, digit] = _DIGITS[value >> np.uint64(60)]
            value <<= np.uint64(4)
