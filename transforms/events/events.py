"""Who did what to whom: the events that an article reports, each with its participants, place and date.

Each form of a verb or noun of `event_patterns.csv` is looked at once (`story`, `reading`): the words around it prove
it and tell who takes part (`arguments`, `phrases`). `rows` keeps one row an event, told again or not.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.events import rows
from transforms.events.kernels import at_names, free_adjectives, is_doubled
from transforms.events.nations import countries
from transforms.events.participants import MOST, PARTICIPANT
from transforms.events.patterns import Patterns, adjectives
from transforms.events.phrases import IS_OFFICE, IS_PERSON, IS_PLACE
from transforms.events.story import COLUMNS, tell
from transforms.events.symbols import BY, FOR, JOINED, SPORT, EventSymbols, SignWords, class_mask, mask
from transforms.hash_table import HashTable
from transforms.lexicons import Row
from transforms.names import Names
from transforms.reading import Reading
from transforms.symbols import Bits, Entries, forms
from transforms.vocabularies.events import AERIAL, BOMB, EVENT_NEEDS, MATERIAL, NEVER, UNREAL, WHOLE
from transforms.words import Integers, Words, hashes_of

_SPORTS = 3  # words of sports, from which on an article is about them
_SPORTS_WORDS = 80  # words to each of them at the most
_ADJECTIVE = (mask("nation"), mask("word|actor|force|nation|sides|feminine|plural"))
_NO_OFFICE = ~mask("word|actor|force|feminine|plural")  # of a word between an office and whose it is
_NOUN = Entries((), conjunctions=True, prepositions=True, article=True)
_ROOM = 3 * MOST  # participants for each word that may be an event; what stays empty takes no memory


class Events:
    """Finds events; built from the rows of the vocabularies by name."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        sports = [row["word"] for row in seeds["organisation_words"] if row["kind"] == "sport"]
        not_by = [row["word"] for row in seeds["speaker_words"] if row["kind"] == "not_by"]
        not_by += [row["word"] for row in seeds["event_words"] if row["kind"] == WHOLE]
        money = {row["word"] for row in seeds["event_words"] if row["kind"] == MATERIAL}  # مالي is Malian too
        nations = [
            form for row in seeds["nationalities"] for form in adjectives(row["word"]) if form not in money
        ]
        voices = {row["word"] for row in seeds["speaker_words"] if row["kind"] == "voice"}
        offices = {row["form"] for row in seeds["roles"]} - voices
        self._offices = HashTable(hashes_of([form for office in offices for form, _ in forms(office, _NOUN)]))
        self._nations = countries(seeds["nationalities"])
        self._never = hashes_of([row["word"] for row in seeds["event_words"] if row["kind"] == NEVER])
        self._words = {
            kind: HashTable(hashes_of([form for word in listed for form, _ in forms(word, _NOUN)]))
            for kind in (UNREAL, AERIAL, BOMB)
            if (listed := [row["word"] for row in seeds["event_words"] if row["kind"] == kind])
        }
        classes = {name: int(class_mask(name)) for name in EVENT_NEEDS}
        self._patterns = Patterns(seeds["event_patterns"], classes)
        self._signs = SignWords(seeds["event_words"], self._patterns.verbs, sports)
        self._symbols = EventSymbols(
            seeds["event_words"],
            seeds["reporting_verbs"],
            {**self._patterns.verbs, "nation": nations},
            not_by,
        )

    def find(
        self, reading: Reading, names: Names, found: Mapping[str, pa.Table]
    ) -> tuple[pa.Table, pa.Table]:
        """Rows of fact_event and of bridge_event_participant.

        `names`: as in `found["fact_mention"]`; `found` holds the dates and statements too.
        """
        batch = reading.batch
        of_words, _ = self._symbols.of_words(batch)
        classes, _ = self._signs.of_words(batch)
        bits = of_words[batch.word]
        cover, kinds, ends = self._cover(reading.batch, names, bits)
        words = self._candidates(reading, classes & self._signs.bit(SPORT) > 0)
        out = np.empty((len(words) + 1, len(COLUMNS)), dtype=np.int32)
        people = np.empty((_ROOM * (len(words) + MOST), len(PARTICIPANT)), dtype=np.int32)
        known = self._patterns
        n, n_people = tell(
            (bits, cover, kinds, ends),
            reading.sentence,
            reading.document,
            words,
            (known.readings, known.entries, known.needs),
            classes[batch.word],
            out,
            people,
        )
        chosen = (out[:n], people[:n_people])
        return rows.tables(reading, bits, *chosen, known.patterns, names, found, self._words, self._nations)

    def _cover(self, batch: Words, names: Names, bits: Bits) -> tuple[Integers, Integers, Integers]:
        """See `phrases`; sets in `bits` what the first word of a name carries."""
        starts, ends, clitics = names.spans[:, (0, 1, 4)].T.copy()
        kinds = self._kinds(batch, names, bits)
        cover = np.full(len(batch.kind), -1, dtype=np.int32)
        spellings = (batch.light.data, batch.light.offsets)
        firsts = names.role_starts
        at_names(spellings, batch.word, (starts, ends, clitics, firsts), (JOINED, BY, FOR), cover, bits)
        free_adjectives(spellings, batch.word, bits, (starts, kinds == IS_PLACE), _ADJECTIVE, cover)
        return cover, kinds, ends

    def _kinds(self, batch: Words, names: Names, bits: Bits) -> Integers:
        """The type of each mention, IS_OFFICE of what tells only whose office somebody holds: `أمير [الكويت]`."""
        kinds = names.types
        is_office = self._offices.find(batch.light.hashes) >= 0
        before = np.maximum(names.spans[:, 0] - np.array([[1], [2]]), 0)  # وزير خارجية [العراق]
        near, far = is_office[batch.word[before]]
        held = near | (far & (bits[before[0]] & _NO_OFFICE == 0))
        kinds[held & (kinds != IS_PERSON) & (names.spans[:, 4] == 0)] = IS_OFFICE
        return kinds

    def _candidates(self, reading: Reading, is_sport: npt.NDArray[np.bool_]) -> Integers:
        """A row for each word that may be an event (see `story.tell`), in articles that are not about sports."""
        batch = reading.batch
        readings = self._patterns.of_words(batch)
        wanted = readings[:, 1] > 0
        known = np.flatnonzero(wanted)
        wanted[known] = ~np.isin(batch.light.hashes[known], self._never)
        n_sport = np.bincount(reading.document[is_sport[batch.word]], minlength=len(reading.ids))
        tokens = np.flatnonzero(wanted[batch.word])
        n_words = np.diff(batch.document_first)
        is_sports = (n_sport >= _SPORTS) & (n_sport * _SPORTS_WORDS >= n_words)
        tokens = tokens[~is_sports[reading.document[tokens]]]
        doubled = is_doubled(batch.data, batch.byte_start[tokens], batch.byte_end[tokens])
        return np.column_stack([tokens, readings[batch.word[tokens]], doubled]).astype(np.int32)
