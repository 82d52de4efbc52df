"""Which country an adjective of its nation tells: `الحرب [الروسية]`, where its article names the country too."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.events.patterns import adjectives
from transforms.lexicons import Row
from transforms.names import Names
from transforms.symbols import Entries, forms
from transforms.words import Integers, Words, hashes_of

_COUNTRY_ID = "country:"
_ADJECTIVE = Entries((), article=True)


def countries(rows: Sequence[Row]) -> dict[int, str]:
    """The id of the country of each form of the adjectives in `nationalities.csv`, by its hash."""
    told = [
        (form, _COUNTRY_ID + row["country_code"])
        for row in rows
        for adjective in adjectives(row["word"])
        for form, _ in forms(adjective, _ADJECTIVE)
    ]
    hashes = hashes_of([form for form, _ in told]).tolist()
    return dict(zip(hashes, (country for _, country in told), strict=True))


def meant_by_adjectives(batch: Words, names: Names, phrases: Integers, known: Mapping[int, str]) -> pa.Array:
    """For each phrase (document, first token, end) the id of its country, if it is one word and that is named too."""
    found: list[str | None] = [None] * len(phrases)
    firsts = names.spans[:, 0]
    for row in np.flatnonzero(phrases[:, 2] - phrases[:, 1] == 1).tolist():
        document, token, _ = phrases[row].tolist()
        country = known.get(int(batch.light.hashes[batch.word[token]]))
        if country is not None:
            number = pc.index(names.ids, country).as_py()
            bounds = np.searchsorted(firsts, batch.document_first[document : document + 2])
            if number >= 0 and (names.spans[bounds[0] : bounds[1], 3] == number).any():
                found[row] = country
    return pa.array(found, pa.string())
