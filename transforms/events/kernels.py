# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Which proclitics a word carries, as far as letters tell."""

import numpy as np

from transforms.kernels import kernel

_WAW, _FEH, _BEH, _ALEF, _LAM = 0xD988, 0xD981, 0xD8A8, 0xD8A7, 0xD984  # UTF-8, two bytes each
_JOINED, _BY, _FOR = 1, 2, 4
_SHORTEST = 3  # letters of a word that begins with ب as a preposition


@kernel
def proclitics(words, offsets, clitics):
    """Flags of each word in its light form: 1 for و or ف, 2 for ب, 4 for ل; `clitics`: letters known to be some.

    Any word that begins with ب may carry the preposition; و and ل count where the article or a known word follows.
    """
    out = np.zeros(len(offsets) - 1, dtype=np.uint8)
    for word in range(len(out)):
        out[word] = flags(words, offsets[word], offsets[word + 1], clitics[word])
    return out


@kernel
def flags(words, at, stop, clitics):
    """The same of one word, between two bytes."""
    found = 0
    first = _letter(words, at, stop)
    if first in (_WAW, _FEH):
        has_article = _letter(words, at + 2, stop) == _ALEF and _letter(words, at + 4, stop) == _LAM
        has_for = _letter(words, at + 2, stop) == _LAM and _letter(words, at + 4, stop) == _LAM
        has_by = _letter(words, at + 2, stop) == _BEH and _letter(words, at + 4, stop) == _ALEF
        if clitics == 0 and not (has_article or has_for or (has_by and _letter(words, at + 6, stop) == _LAM)):
            return found
        found |= _JOINED
        at += 2
        clitics -= 1
        first = _letter(words, at, stop)
        if first == _BEH and (clitics > 0 or has_by):
            found |= _BY
    elif first == _BEH and stop - at >= 2 * _SHORTEST:
        found |= _BY
    if first == _LAM and (clitics > 0 or _letter(words, at + 2, stop) == _LAM):
        found |= _FOR
    return found


@kernel
def at_names(spellings, word, names, symbols, cover, bits):
    """Writes into `cover` which mention each token belongs to, into `bits` what the first word of a name carries.

    `names`: first token, end and letters of proclitics of each mention; `symbols`: of what `flags` tells.
    """
    words, offsets = spellings
    starts, ends, clitics = names
    joined, by, of = symbols
    for mention in range(len(starts)):
        start = starts[mention]
        for token in range(start, ends[mention]):
            cover[token] = mention
        bits[start] &= ~(joined | by | of)
        if clitics[mention] > 0:
            found = flags(words, offsets[word[start]], offsets[word[start] + 1], clitics[mention])
            if found & _JOINED:
                bits[start] |= joined
            if found & _BY:
                bits[start] |= by
            if found & _FOR:
                bits[start] |= of


@kernel
def _letter(words, at, stop):
    return np.int64(words[at]) << 8 | np.int64(words[at + 1]) if at + 1 < stop else 0
