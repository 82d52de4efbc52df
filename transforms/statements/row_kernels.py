# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Where tokens stand in their texts, and the text between."""

from transforms.kernels import decode_at, kernel

_FIRST_MARK, _LAST_MARK, _DAGGER_ALEF = 0x64B, 0x65F, 0x670


@kernel
def locate(data, char_start, char_end, byte_start, byte_end, tokens, starts, ends, places):
    """Fills code points and bytes of spans of tokens (first, end, letters to leave out); a first of -1 is left."""
    for row in range(len(tokens)):
        first, last, left = tokens[row, 0], tokens[row, 1] - 1, tokens[row, 2]
        if first < 0:
            continue
        char, byte = char_start[first], byte_start[first]
        while left > 0 or _is_mark(data, byte):  # marks between the letters do not count
            left -= not _is_mark(data, byte)
            char += 1
            byte += decode_at(data, byte)[1]
        starts[row], ends[row] = char, char_end[last]
        places[row, 0], places[row, 1] = byte, byte_end[last]


@kernel
def _is_mark(data, at):
    code = decode_at(data, at)[0]
    return _FIRST_MARK <= code <= _LAST_MARK or code == _DAGGER_ALEF


@kernel
def copy_spans(data, places, offsets, out):
    """Copies the bytes of spans one after the other."""
    for row in range(len(places)):
        start, to = places[row, 0], offsets[row]
        for at in range(places[row, 1] - start):
            out[to + at] = data[start + at]
