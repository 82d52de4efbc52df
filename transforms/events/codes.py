"""CAMEO codes that the words around an event tell more closely than its verb or noun: attacks by air, bombings."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.hash_table import HashTable
from transforms.words import Integers, Words

_AERIAL, _BOMBING = "195", "183"
_FROM_AERIAL, _FROM_BOMBING = pa.array(["190", "194"]), pa.array(["180", "190"])
_NEAR = 3  # tokens behind an event (`قصف جوي`, `هجوم بسيارة مفخخة`), and of who acts
_BACK = 12  # tokens from `رابط الخبر`, `يحكي الفيلم` to an event
Flags = npt.NDArray[np.bool_]


def _are(batch: Words, tokens: Integers, known: HashTable) -> Flags:
    """Which tokens are known words."""
    found: Flags = known.find(batch.light.hashes[batch.word[tokens.ravel()]]) >= 0
    return found.reshape(tokens.shape)


def told(batch: Words, starts: Integers, ends: Integers, known: HashTable) -> Flags:
    """Whether one of the first words of each span of tokens [start, end) is among the known ones."""
    tokens = starts[:, None] + np.arange(_NEAR)
    is_one = _are(batch, np.minimum(tokens, len(batch.word) - 1), known)
    found: Flags = np.logical_or.reduce(is_one & (tokens < ends[:, None]), axis=1)
    return found


def is_unreal(batch: Words, events: Integers, known: HashTable) -> Flags:
    """Whether a word close before each event says that it is none: a link to the story itself, a film.

    `events`: document and token of each.
    """
    documents, tokens = events.T
    before = tokens[:, None] - np.arange(1, _BACK + 1)
    is_there = before >= batch.document_first[documents][:, None]
    is_one = _are(batch, np.maximum(before, 0), known)
    found: Flags = np.logical_or.reduce(is_one & is_there, axis=1)
    return found


def closer(codes: pa.Array, is_aerial: Flags, is_bombing: Flags) -> pa.Array:
    """The codes, those of attacks made closer."""
    by_air = pc.and_(pc.is_in(codes, _FROM_AERIAL), pa.array(is_aerial))
    by_bomb = pc.and_(pc.is_in(codes, _FROM_BOMBING), pa.array(is_bombing))
    return pc.if_else(by_air, _AERIAL, pc.if_else(by_bomb, _BOMBING, codes))


def marks(
    batch: Words, events: tuple[Integers, ...], actors: tuple[Integers, ...], known: HashTable, near: int
) -> Flags:
    """Whether each event is marked by a known word, in its own words behind it or in those of who acts.

    Args:
        batch: the words.
        events: the token behind each event, and the end of its clause.
        actors: the event of each actor, its first token and the one behind it.
        known: the hashes of the words.
        near: tokens behind an event that are its own words.
    """
    ends, clause_ends = events
    found = told(batch, ends, np.minimum(clause_ends, ends + near), known)
    event, starts, stops = actors
    found[event[told(batch, starts, stops, known)]] = True
    return found
