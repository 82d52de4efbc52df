"""Whom a speaker's words name: the id of a person, of an organisation, or of a country or city that speaks for one.

The person named in them comes first, if the words before the name introduce it (`وزير النقل سمير داود`, not
`مكتب سمير داود`), then the first organisation (`متحدث باسم وزارة النقل`), then a place that is all of them
(`واشنطن`). Where they name nobody, the article may tell whom they mean, if it leaves no choice: the person whom it
calls `وزير النقل` elsewhere, for `الوزير` too, the bearer of a surname, the ministry for `الوزارة`.
"""

from collections.abc import Collection

import numpy as np
import pyarrow as pa

from transforms.names import Names
from transforms.statements.link_kernels import link, stand_for
from transforms.symbols import Bits
from transforms.words import Integers, Words, hashes_of


def meant(batch: Words, bits: Bits, names: Names, phrases: Integers) -> pa.Array:
    """For each phrase that names nobody (document, first token, end) the id of whom it must mean, if there is one.

    `bits`: the symbols of each token, of any family.
    """
    found = np.empty(len(phrases), dtype=np.int32)
    about_names = (names.spans, names.roles, names.heads)
    stand_for((batch.word, names.bare), batch.document_first, bits, about_names, phrases, found)
    return names.ids.take(pa.array(found, mask=found < 0))


class Links:
    """Links speakers; `papers`: words for a text in which its issuer speaks (البيان).

    `relations`: words for those whom another's name tells (`والد الطفلة سلمى حداد` is not she). `voices`: words for
    those who speak for the organisation named behind (`متحدث باسم وزارة النقل`, but not `وزير النقل`).
    """

    def __init__(self, papers: Collection[str], relations: Collection[str], voices: Collection[str]) -> None:
        self._kinds = [hashes_of(list(words)) for words in (papers, relations, voices)]

    def ids(self, batch: Words, bits: Bits, names: Names, speakers: Integers) -> pa.Array:
        """For each speaker (document, first token, end, letters of proclitics) an id if there is one."""
        found = np.empty(len(speakers), dtype=np.int32)
        heads = batch.light.hashes[batch.word[speakers[:, 1]]]
        kinds = np.column_stack([np.isin(heads, kind) for kind in self._kinds])
        about_names = (names.spans, names.roles, names.heads)
        about_words = (batch.word, names.bare)
        link(about_words, batch.document_first, bits, about_names, speakers, kinds, found)
        return names.ids.take(pa.array(found, mask=found < 0))
