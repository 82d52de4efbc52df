"""Which countries an article tells of by adjectives of nationality: الأردني, اللبنانية, الفلسطينيين."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from transforms.lexicons import Row
from transforms.symbols import ARTICLE
from transforms.words import Words, hashes_of

_ENDINGS = (
    "", "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}",
)  # fmt: skip


class Nations:
    """The adjectives with their article; built once from the rows of `seeds/nationalities.csv`."""

    def __init__(self, nationalities: Sequence[Row]) -> None:
        country = {
            int(number): row["country_code"]
            for row in nationalities
            for number in hashes_of([ARTICLE + row["word"] + ending for ending in _ENDINGS])
        }
        self._hashes = np.array(sorted(country), dtype=np.uint64)
        self._countries = [country[number] for number in sorted(country)]

    def named(self, batch: Words, document: int) -> Counter[str | None]:
        """How often an article names the nationality of each country."""
        first, last = batch.document_first[document : document + 2]
        seen = batch.light.hashes[batch.word[first:last]].astype(np.uint64)
        at = np.minimum(np.searchsorted(self._hashes, seen), len(self._hashes) - 1)
        return Counter(self._countries[number] for number in at[self._hashes[at] == seen].tolist())
