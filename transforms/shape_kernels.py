"""What the letters of a word tell: whether it has the article, whether it is Latin, the value of its digits."""

import numpy as np

from transforms.kernels import kernel, making_kernel

# UTF-8 of the letters that proclitics are made of, two bytes each
_WAW, _FEH, _BEH, _KAF, _ALEF, _LAM = 0xD988, 0xD981, 0xD8A8, 0xD983, 0xD8A7, 0xD984
DEFINITE, LATIN = 1, 2


@making_kernel
def shapes(words, offsets):
    """For each word in its light form: DEFINITE if it begins with ال or لل, also behind و ف ب ك, LATIN if it is."""
    out = np.zeros(len(offsets) - 1, dtype=np.uint8)
    for word in range(len(offsets) - 1):
        at, stop = offsets[word], offsets[word + 1]
        if at >= stop:
            continue
        first = words[at]
        if first < 0xD8:
            if 97 <= first | 32 <= 122:
                out[word] = LATIN
            continue
        letter = _letter(words, at, stop)
        if letter == _WAW or letter == _FEH:
            at += 2
            letter = _letter(words, at, stop)
        if (letter == _BEH or letter == _KAF) and _letter(words, at + 2, stop) == _ALEF:
            at += 2
            letter = _ALEF
        is_article = (letter == _ALEF or letter == _LAM) and _letter(words, at + 2, stop) == _LAM
        if is_article and at + 4 < stop:
            out[word] = DEFINITE
    return out


@kernel
def _letter(words, at, stop):
    return np.int64(words[at]) << 8 | np.int64(words[at + 1]) if at + 1 < stop else 0


@making_kernel
def number_values(words, offsets):
    """For each word in its light form its value as digits 0 to 9, -1 for what is no number of at most nine digits."""
    out = np.full(len(offsets) - 1, -1, dtype=np.int64)
    for word in range(len(offsets) - 1):
        value = np.int64(0)
        length = offsets[word + 1] - offsets[word]
        if length == 0 or length > 9:
            continue
        for at in range(offsets[word], offsets[word + 1]):
            digit = np.int64(words[at]) - 48
            if digit < 0 or digit > 9:
                value = np.int64(-1)
                break
            value = value * 10 + digit
        out[word] = value
    return out
