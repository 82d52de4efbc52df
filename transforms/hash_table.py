"""Which entry of a vocabulary a word is: a table of hashes, asked for all words of a batch at a time."""

import numpy as np
import numpy.typing as npt

from transforms.kernels import kernel

Hashes = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.int32]


class HashTable:
    """Open addressing over hashes of 64 bits; of equal hashes the first stays. 0 stands for a free place."""

    def __init__(self, hashes: Hashes) -> None:
        self.n = 0
        self.keys: Hashes = np.zeros(0, dtype=np.uint64)
        self.entries: Integers = np.zeros(0, dtype=np.int32)
        self.add(hashes)

    def add(self, hashes: Hashes) -> None:
        """Enters more hashes, numbered on."""
        if 2 * (self.n + len(hashes)) >= len(self.keys):
            keys, entries = self.keys, self.entries
            size = 1 << max(int(2 * (self.n + len(hashes))).bit_length(), 4)
            self.keys, self.entries = np.zeros(size, dtype=np.uint64), np.full(size, -1, dtype=np.int32)
            fill(keys, entries, self.keys, self.entries)
        fill(hashes, np.arange(self.n, self.n + len(hashes), dtype=np.int32), self.keys, self.entries)
        self.n += len(hashes)

    def find(self, hashes: Hashes) -> Integers:
        """For each hash the number of its entry, -1 where there is none."""
        out = np.empty(len(hashes), dtype=np.int32)
        find_all(hashes, self.keys, self.entries, out)
        return out


@kernel
def fill(hashes, numbers, keys, entries):  # type: ignore[no-untyped-def]
    """Enters each hash under its number; one that is 0 is left out."""
    mask = len(keys) - 1
    for i in range(len(hashes)):
        hashed = hashes[i]
        if hashed == 0:
            continue
        slot = np.int64(hashed >> np.uint64(20)) & mask
        while keys[slot] != 0 and keys[slot] != hashed:
            slot = (slot + 1) & mask
        if keys[slot] == 0:
            keys[slot] = hashed
            entries[slot] = numbers[i]


@kernel
def look_up(hashed, keys, entries):  # type: ignore[no-untyped-def]
    """The entry of one hash, -1 where there is none."""
    mask = len(keys) - 1
    slot = np.int64(hashed >> np.uint64(20)) & mask
    while keys[slot] != 0:
        if keys[slot] == hashed:
            return entries[slot]
        slot = (slot + 1) & mask
    return np.int32(-1)


@kernel
def find_all(hashes, keys, entries, out):  # type: ignore[no-untyped-def]
    """`look_up` for each hash."""
    for i in range(len(hashes)):
        out[i] = look_up(hashes[i], keys, entries)
