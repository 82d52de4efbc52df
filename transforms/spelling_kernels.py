"""The loops that write words and texts in another spelling: folded, light, cleaned."""

import numpy as np

from transforms import characters as ch
from transforms.kernels import FNV_PRIME, FNV_START, decode_at, encode_at, kernel, making_kernel

_LIMIT = ch.LIMIT
_ALEF, _WAW, _YEH, _HAMZA = 0x627, 0x648, 0x64A, 0x621
# waw, ya, and the Persian and Urdu letters that Unicode composes with a hamza above
_WITH_HAMZA = ((0x648, 0x624), (0x64A, 0x626), (0x6D5, 0x6C0), (0x6C1, 0x6C2), (0x6D2, 0x6D3))
_MADDA_ABOVE, _HAMZA_ABOVE, _HAMZA_BELOW = 0x653, 0x654, 0x655


@kernel
def spell(data, starts, ends, kinds, spell_start, spell_length, codes, is_folding, out, out_offsets, hashes):
    """Writes the folded or the light form of each word one after the other into `out`, and its hash.

    What one character becomes stands in the spelling's arrays; dropped characters have length 0. A hamza mark
    joins the letter before it: folded, on waw or ya it makes a hamza; light, it makes the composed letter.
    `out` must have room for 12 times the words' bytes plus 4 (the longest replacement of one character).
    """
    at = 0
    for word in range(len(starts)):
        out_offsets[word] = at
        begin = at
        previous = at  # byte where the last letter written begins
        i = starts[word]
        while i < ends[word]:
            code, width = decode_at(data, i)
            i += width
            if code >= _LIMIT:
                previous = at
                at = encode_at(out, at, code)
                continue
            first = spell_start[code]
            for k in range(first, first + spell_length[code]):
                letter = codes[k]
                if letter == _HAMZA_ABOVE or letter == _HAMZA_BELOW or letter == _MADDA_ABOVE:
                    if at > begin:
                        carrier, _ = decode_at(out, previous)
                        joined = _joined(carrier, letter, is_folding)
                        if joined:
                            at = encode_at(out, previous, joined)
                    continue
                previous = at
                at = encode_at(out, at, letter)
        hashed = FNV_START
        for k in range(begin, at):
            hashed = (hashed ^ np.uint64(out[k])) * FNV_PRIME
        hashes[word] = hashed
    out_offsets[len(starts)] = at
    return at


@kernel
def _joined(carrier, mark, is_folding):
    """The letter that a carrier and a hamza mark make, 0 if the mark is just dropped."""
    if is_folding:
        return _HAMZA if mark == _HAMZA_ABOVE and (carrier == _WAW or carrier == _YEH) else 0
    if carrier == _ALEF:
        return 0x622 if mark == _MADDA_ABOVE else (0x623 if mark == _HAMZA_ABOVE else 0x625)
    if mark == _HAMZA_ABOVE:
        for base, composed in _WITH_HAMZA:
            if carrier == base:
                return composed
    return 0


@making_kernel
def clean(data, offsets, spell_start, spell_length, codes, compositions, out, ends):
    """One pass: replace, compose, and hold spaces and line feeds back until a visible character follows."""
    lowest_mark = compositions[:, 1].min()  # letters are told from marks at once
    common = min(lowest_mark, len(spell_start))
    at = 0
    for document in range(len(offsets) - 1):
        ends[document] = at
        begin = at
        space = line = False
        previous = -1
        previous_at = at
        i, stop = offsets[document], offsets[document + 1]
        while i < stop:
            code, width = decode_at(data, i)
            i += width
            if 32 < code < common and spell_start[code] == code:  # stays as it is, as nearly all do
                if at > begin and (space or line):
                    out[at] = 10 if line else 32
                    at += 1
                space = line = False
                previous, previous_at = code, at
                at = encode_at(out, at, code)
                continue
            if code >= len(spell_start):
                first, length = -1, 1
            else:
                first, length = spell_start[code], spell_length[code]
            for k in range(length):
                letter = code if first < 0 else codes[first + k]
                if letter == 10:
                    line = True
                    previous = -1
                    continue
                if letter == 32:
                    space = True
                    previous = -1
                    continue
                if at > begin and (space or line):
                    out[at] = 10 if line else 32
                    at += 1
                space = line = False
                joined = 0
                if previous >= 0 and letter >= lowest_mark:
                    for row in range(len(compositions)):
                        if compositions[row, 0] == previous and compositions[row, 1] == letter:
                            joined = compositions[row, 2]
                if joined:
                    at = encode_at(out, previous_at, joined)
                    previous = -1
                else:
                    previous_at = at
                    at = encode_at(out, at, letter)
                    previous = letter
    ends[len(offsets) - 1] = at
    return at
