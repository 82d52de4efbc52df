# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The hashes of words without their article, by which names and short forms of them are compared."""

import numpy as np

from transforms.kernels import FNV_PRIME, FNV_START, kernel, making_kernel
from transforms.symbols import ARTICLE

_LETTER = 2  # bytes of an Arabic letter
_ARTICLE = tuple(ARTICLE.encode())


@making_kernel
def bare_hashes(data, offsets, hashes):
    """The hash of each distinct word without its article."""
    out = hashes.copy()
    for word in range(len(hashes)):
        start = _behind_article(data, offsets[word], offsets[word + 1])
        if start > offsets[word]:
            out[word] = _hash(data, start, offsets[word + 1])
    return out


@making_kernel
def head_hashes(data, offsets, bare, words, names):
    """The hash of the first word of each name without proclitics and article."""
    out = np.empty(len(names), dtype=np.uint64)
    for row in range(len(names)):
        word, clitics = words[names[row, 0]], names[row, 4]
        out[row] = bare[word]
        if clitics > 0:
            start, stop = offsets[word] + _LETTER * clitics, offsets[word + 1]
            out[row] = _hash(data, _behind_article(data, start, stop), stop)
    return out


@kernel
def _behind_article(data, start, stop):
    """The byte behind the article of a word, `start` if it has none."""
    size = len(_ARTICLE)
    if stop - start <= size:
        return start
    for place in range(size):
        if data[start + place] != _ARTICLE[place]:
            return start
    return start + size


@kernel
def _hash(data, start, stop):
    hashed = FNV_START
    for at in range(start, stop):
        hashed = (hashed ^ np.uint64(data[at])) * FNV_PRIME
    return hashed
