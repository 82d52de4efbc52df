"""Whom a speaker's words name: the id of a person, of an organisation, or of a country or city that speaks for one.

The person named in them comes first, if the words before the name introduce it (`وزير النقل سمير داود`, not
`مكتب سمير داود`), then the first organisation (`متحدث باسم وزارة النقل`), then a place that is all of them
(`واشنطن`). Where they name nobody, the article may tell whom they mean, if it leaves no choice: the person whom it
calls `وزير النقل` elsewhere, for `الوزير` too, the bearer of a surname, the ministry for `الوزارة`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.kernels import FNV_PRIME, FNV_START
from transforms.mentions import ENTITY_TYPES, PLACE, Mention
from transforms.statements.link_kernels import COUNTRY, bare_hashes, head_hashes, link, stand_for
from transforms.symbols import ARTICLE, Bits
from transforms.words import Hashes, Integers, Words, hashes_of

_TYPES = {entity_type: number for number, entity_type in enumerate(ENTITY_TYPES)}
_COUNTRY_ID = "country:"


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a batch as columns.

    `spans`: first token, end, type (index in ENTITY_TYPES or COUNTRY), number of the entity in `ids` or -1, letters
    of proclitics.
    `roles`: the hash of the word that a role or title begins with, 0 where there is none.
    """

    spans: Integers
    roles: Hashes
    ids: pa.Array


def names_of(mentions: Sequence[Mention]) -> Names:
    """The columns of mentions in reading order."""
    spans = np.empty((len(mentions), 5), dtype=np.int32)
    for column, name in ((0, "start"), (1, "end"), (4, "clitics")):
        spans[:, column] = np.fromiter(map(attrgetter(name), mentions), dtype=np.int32, count=len(mentions))
    types = np.array([_TYPES[one.entity_type] for one in mentions], dtype=np.int32)
    entities = pa.array([one.entity_id for one in mentions], pa.string()).dictionary_encode()
    numbers = entities.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    is_country = np.append(
        pc.starts_with(entities.dictionary, _COUNTRY_ID).to_numpy(zero_copy_only=False), False
    )
    types[(types == _TYPES[PLACE]) & is_country[numbers].astype(np.bool_)] = COUNTRY
    spans[:, 2], spans[:, 3] = types, numbers
    roles = np.array([_head(one.role or one.title) for one in mentions], dtype=np.uint64)
    return Names(spans, roles, entities.dictionary)


@lru_cache(maxsize=1 << 16)
def _head(role: str | None) -> int:
    """The hash of the first word of a role without its article, as words are hashed; 0 for none."""
    hashed = int(FNV_START)
    for byte in role.split()[0].removeprefix(ARTICLE).encode() if role else b"":
        hashed = (hashed ^ byte) * int(FNV_PRIME) & (1 << 64) - 1
    return hashed if role else 0


def meant(batch: Words, bits: Bits, mentions: Sequence[Mention], phrases: Integers) -> pa.Array:
    """For each phrase that names nobody (document, first token, end) the id of whom it must mean, if there is one.

    `bits`: the symbols of each token, of any family.
    """
    documents = set(phrases[:, 0].tolist())
    names = names_of([one for one in mentions if one.document in documents])
    bare, heads = _bare_and_heads(batch, names)
    found = np.empty(len(phrases), dtype=np.int32)
    about_names = (names.spans, names.roles, heads)
    stand_for((batch.word, bare), batch.document_first, bits, about_names, phrases, found)
    return names.ids.take(pa.array(found, mask=found < 0))


def _bare_and_heads(batch: Words, names: Names) -> tuple[Hashes, Hashes]:
    """The hashes of each distinct word without its article, and of the first word of each name."""
    light = batch.light
    bare: Hashes = bare_hashes(light.data, light.offsets, light.hashes)
    return bare, head_hashes(light.data, light.offsets, bare, batch.word, names.spans)


class Links:
    """Links speakers; `papers`: words for a text in which its issuer speaks (البيان)."""

    def __init__(self, papers: Collection[str]) -> None:
        self._papers = hashes_of(list(papers))

    def ids(self, batch: Words, bits: Bits, names: Names, speakers: Integers) -> pa.Array:
        """For each speaker (document, first token, end, letters of proclitics) an id if there is one."""
        bare, heads = _bare_and_heads(batch, names)
        is_paper = np.isin(batch.light.hashes, self._papers)
        found = np.empty(len(speakers), dtype=np.int32)
        about_words, about_names = (batch.word, bare, is_paper), (names.spans, names.roles, heads)
        link(about_words, batch.document_first, bits, about_names, speakers, found)
        return names.ids.take(pa.array(found, mask=found < 0))
