"""Letters at the edges of words, as columns: an Arabic letter is two bytes of UTF-8, told as one number."""

import numpy as np
import numpy.typing as npt

from transforms.words import Integers, Words

Letters = npt.NDArray[np.int64]


def code(letter: str) -> int:
    """An Arabic letter as the functions here tell it."""
    return int.from_bytes(letter.encode())


def letters_at(data: npt.NDArray[np.uint8], at: Integers | npt.NDArray[np.int64]) -> Letters:
    """The letter that begins at each of some bytes."""
    last = len(data) - 1
    if last < 0:
        return np.zeros(len(at), dtype=np.int64)
    high, low = data[np.minimum(at, last)], data[np.minimum(at + 1, last)]
    return high.astype(np.int64) << 8 | low


def first_letters(batch: Words, token: Integers) -> tuple[Letters, Letters, Letters]:
    """The first three letters of tokens."""
    first = batch.byte_start[token]
    return letters_at(batch.data, first), letters_at(batch.data, first + 2), letters_at(batch.data, first + 4)


def last_letters(batch: Words, token: Integers) -> tuple[Letters, Letters]:
    """The last two letters of tokens; 0 where a word is shorter."""
    return _before_end(batch, token, 4), _before_end(batch, token, 2)


def _before_end(batch: Words, token: Integers, distance: int) -> Letters:
    at = batch.byte_end[token] - distance
    return np.where(at >= batch.byte_start[token], letters_at(batch.data, np.maximum(at, 0)), 0)
