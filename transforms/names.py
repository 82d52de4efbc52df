"""The mentions of a batch as columns, made once for all families that ask what is named where."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.kernels import FNV_PRIME, FNV_START
from transforms.mentions import ENTITY_TYPES, PERSON, PLACE, Mention
from transforms.name_kernels import bare_hashes, head_hashes
from transforms.reading import Reading
from transforms.symbols import ARTICLE
from transforms.tables import TABLES
from transforms.words import Hashes, Integers, Words

COUNTRY = len(ENTITY_TYPES)  # a fourth type of name: it speaks as an organisation does
_COPIED = {
    "country_code": "country",
    "name": "name",
    "rule": "rule",
}  # columns of the table, as a mention calls them
_OF_PERSONS = ("title", "role", "role_is_former", "organisation_id")  # others have none
_TYPES = {entity_type: number for number, entity_type in enumerate(ENTITY_TYPES)}
_COUNTRY_ID = "country:"


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """n mentions in reading order, without overlap.

    `spans`: first token, end, type (index in ENTITY_TYPES or COUNTRY), number of the entity in `ids` or -1, letters
    of proclitics; shape (n, 5).
    `role_starts`: where the role right before a name begins, its own first token where there is none.
    `roles`: the hash of the word that a role or title begins with, 0 where there is none. `heads`: of the first word
    of each name; `bare`: of each distinct word of the batch; all without the article.
    """

    mentions: Sequence[Mention]
    spans: Integers
    role_starts: Integers
    roles: Hashes
    heads: Hashes
    ids: pa.Array
    bare: Hashes

    @property
    def types(self) -> Integers:
        """The index of each one's type in ENTITY_TYPES."""
        types: Integers = np.where(self.spans[:, 2] == COUNTRY, _TYPES[PLACE], self.spans[:, 2])
        return types

    @classmethod
    def of(cls, batch: Words, mentions: Sequence[Mention]) -> Self:
        """The columns of mentions, which come in reading order."""
        spans = np.empty((len(mentions), 5), dtype=np.int32)
        for column, name in ((0, "start"), (1, "end"), (4, "clitics")):
            spans[:, column] = np.fromiter(map(attrgetter(name), mentions), np.int32, len(mentions))
        types = np.array([_TYPES[one.entity_type] for one in mentions], dtype=np.int32)
        entities = pa.array([one.entity_id for one in mentions], pa.string()).dictionary_encode()
        numbers = entities.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        is_country = np.append(
            pc.starts_with(entities.dictionary, _COUNTRY_ID).to_numpy(zero_copy_only=False), False
        )
        types[(types == _TYPES[PLACE]) & is_country[numbers].astype(np.bool_)] = COUNTRY
        spans[:, 2], spans[:, 3] = types, numbers
        persons = np.flatnonzero(types == _TYPES[PERSON])
        named = [mentions[row] for row in persons.tolist()]
        roles, role_starts = np.zeros(len(mentions), dtype=np.uint64), spans[:, 0].copy()
        roles[persons] = [_head(said) if (said := one.role or one.title) else 0 for one in named]
        role_starts[persons] = [_role_start(one) for one in named]
        light = batch.light
        bare = bare_hashes(light.data, light.offsets, light.hashes)
        heads = head_hashes(light.data, light.offsets, bare, batch.word, spans)
        return cls(mentions, spans, role_starts, roles, heads, entities.dictionary, bare)

    def table(self, reading: Reading) -> pa.Table:
        """Rows of fact_mention, one a mention, in their order."""
        start, end, kind, entity, clitics = self.spans.T
        spans = reading.spans(start, end, clitics)
        schema = TABLES["fact_mention"].schema
        persons = np.flatnonzero(kind == _TYPES[PERSON])
        named = [self.mentions[row] for row in persons.tolist()]
        number = np.full(len(start), -1, dtype=np.int32)
        number[persons] = np.arange(len(persons))
        of_person = pa.array(number, mask=number < 0)
        columns = {
            "mention_id": spans.row_ids(self.types),
            **spans.columns(),
            "entity_type": pa.array(ENTITY_TYPES).take(pa.array(self.types)),
            "entity_id": self.ids.take(pa.array(entity, mask=entity < 0)),
            **{name: list(map(attrgetter(asked), self.mentions)) for name, asked in _COPIED.items()},
            **{
                name: pa.array(map(attrgetter(name), named), schema.field(name).type).take(of_person)
                for name in _OF_PERSONS
            },
        }
        return pa.table(columns, schema=schema)


def _role_start(mention: Mention) -> int:
    span = mention.organisation_span
    return span[0] if span and span[1] == mention.start else mention.start


@lru_cache(maxsize=1 << 16)
def _head(role: str) -> int:
    """The hash of the first word of a role without its article, as words are hashed."""
    hashed = int(FNV_START)
    for byte in role.split(maxsplit=1)[0].removeprefix(ARTICLE).encode():
        hashed = (hashed ^ byte) * int(FNV_PRIME) & (1 << 64) - 1
    return hashed
