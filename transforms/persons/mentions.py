"""Persons: names found by title, role, given name, known spelling or the verb before them.

1. `Grammar` finds names (`rules`), the gazetteer well-known ones.
2. `roles` reads titles and roles around them.
3. `aliases` finds surnames of persons that the article has named in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from transforms import characters as ch
from transforms.folding import fold
from transforms.gazetteer import Gazetteer
from transforms.grammar import Found
from transforms.lexicons import Row, values
from transforms.mentions import PERSON, Mention, hashed_id
from transforms.persons.aliases import echoes
from transforms.persons.grammar import PersonGrammar
from transforms.persons.roles import NOTHING, Position, Positions
from transforms.persons.rules import RULES
from transforms.persons.symbols import PersonSymbols
from transforms.reading import Reading
from transforms.stems import Stems
from transforms.symbols import Entries

_AFTER = 14  # tokens behind a name in which its role may stand
_LONG_NAME = 5  # letters of a surname that is told from a word with a proclitic: لبوتين, but not فناني


@dataclass(slots=True)
class _Name:
    """A name before it is a mention: its tokens, proclitics, the rule, and the position that it holds."""

    document: int
    start: int
    end: int
    clitics: int
    rule: str
    position: Position = NOTHING
    before: int = -1  # token where title and role begin
    role_span: tuple[int, int] | None = None  # tokens among which the organisation of the role stands
    known: int = -1  # row of the gazetteer
    source: int = 0  # of a second mention: the hash of the word that it repeats


class Persons:
    """The rules and lists for persons; built once from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        stems = Stems(seeds["common_words"], seeds["affixes"])
        places = [
            name
            for row in seeds["places"]
            for name in (row["name"], *values(row["aliases"]))
            if name and " " not in name
        ]
        self._symbols = PersonSymbols(seeds, places, stems)
        self._grammar = PersonGrammar(self._symbols, RULES)
        self._positions = Positions(seeds)
        self._known = [
            (name, row)
            for row in seeds["known_persons"]
            for name in (row["name"], *values(row["aliases"]))
            if name
        ]
        self._gazetteer = Gazetteer([name for name, _ in self._known], Entries((), prepositions=True))

    def find(self, reading: Reading) -> list[Mention]:
        """Candidates in reading order."""
        names = [self._name(reading, match) for match in self._grammar.find(reading.batch)]
        names = [name for name in names if name.rule != "father" or not self._is_place(reading, name)]
        names = self._with_known(reading, names)
        names += self._second(reading, names)
        names.sort(key=lambda name: name.start)
        self._share_positions(reading, names)
        return self._mentions(reading, names)

    def _name(self, reading: Reading, match: Found) -> _Name:
        start = next(
            (span[0] for name, span in match.captures.items() if name.startswith("name")), match.start
        )
        before = match.start if start > match.start and match.rule != "said" else -1
        name = _Name(
            int(reading.document[start]), start, match.end, self._clitics(reading, start), match.rule
        )
        if before >= 0 and match.rule != "national":
            name.before, name.role_span = before, (before, start)
            name.position = self._positions.before(reading.surface(before, start))
        return name

    def _is_place(self, reading: Reading, name: _Name) -> bool:
        return self._positions.is_place(self._surface(reading, name))

    def _clitics(self, reading: Reading, token: int) -> int:
        return int(self._symbols.clitics[reading.batch.word[token]])

    def _with_known(self, reading: Reading, names: list[_Name]) -> list[_Name]:
        """Adds well-known names: they join what the rules found of one, and cut what the rules ran beyond."""
        batch = reading.batch
        hits = self._gazetteer.find(batch)
        ruled = {token: name for name in names for token in range(name.start, name.end)}
        gone: set[int] = set()
        out = []
        columns = (hits.start.tolist(), hits.end.tolist(), hits.name.tolist(), hits.clitics.tolist())
        for start, end, row, clitics in zip(*columns, strict=True):
            name = ruled.get(start) or ruled.get(end - 1)
            if end - start == 1 and (name is None or name.end - name.start > 1):
                if name is None and self._may_stand_alone(reading, start, clitics):
                    out.append(_Name(int(reading.document[start]), start, end, clitics, "known", known=row))
                continue
            if name is None:
                name = _Name(int(reading.document[start]), start, end, clitics, "known")
                out.append(name)
            elif name.start < start:
                continue
            gone |= {
                id(other) for token in range(start, end) if (other := ruled.get(token)) and other is not name
            }
            name.known, name.clitics, name.start = row, clitics, start
            if end > name.end or not self._symbols.is_name(batch, end):
                name.end = end
        return sorted([*out, *(name for name in names if id(name) not in gone)], key=lambda one: one.start)

    def _may_stand_alone(self, reading: Reading, token: int, clitics: int) -> bool:
        """Whether a well-known surname means its bearer here: no word of the language is spelled so."""
        batch = reading.batch
        if clitics and batch.char_end[token] - batch.char_start[token] - clitics < _LONG_NAME:
            return False
        return self._symbols.is_rare(batch, token)

    def _share_positions(self, reading: Reading, names: Sequence[_Name]) -> None:
        """Positions behind a name, and those that several names share: `عضوا القيادة X وY`."""
        previous: _Name | None = None  # the one before this in the list
        for name in names:
            if name.position is NOTHING and name.before < 0:
                self._look_back(reading, name)
            if name.position is NOTHING and previous is not None and previous.position.number > 1:
                gap = name.start - previous.end
                if (gap == 0 and name.clitics) or (gap == 1 and reading.batch.kind[previous.end] == ch.COMMA):
                    name.position, name.role_span = previous.position, previous.role_span
            if name.position.role is None:
                self._look_ahead(reading, name)
            previous = name

    def _look_back(self, reading: Reading, name: _Name) -> None:
        if name.clitics:
            return
        first = self._symbols.position_before(reading.batch, name.start)
        if first < name.start:
            name.before, name.role_span = first, (first, name.start)
            name.position = self._positions.before(reading.surface(first, name.start))

    def _look_ahead(self, reading: Reading, name: _Name) -> None:
        if not self._symbols.position_behind(reading.batch, name.end):
            return
        kinds = reading.batch.kind[name.end : name.end + _AFTER]
        stops = np.flatnonzero((kinds == ch.NEWLINE) | (kinds == ch.END))
        end = name.end + (int(stops[0]) if len(stops) else len(kinds))
        if end > name.end:
            found = self._positions.after(reading.surface(name.end, end))
            if found.role:
                old = name.position
                name.position = Position(old.title, found.role, old.country or found.country)
                name.role_span = (name.end, name.end + len(found.role.split()) + 1)

    def _second(self, reading: Reading, names: Sequence[_Name]) -> list[_Name]:
        """Surnames alone of persons whom the article names in full elsewhere."""
        full = [name for name in names if name.end - name.start > 1]
        taken = np.zeros(len(reading.batch.kind) + 1, dtype=bool)
        for name in names:
            taken[name.start : name.end] = True
        out = []
        for echo in echoes(reading, [name.end - 1 for name in full]):
            if taken[echo.token]:
                continue
            source = full[echo.name]
            if self._symbols.proves_name(reading.batch, echo.token, echo.clitics):
                start = echo.token - self._symbols.is_son(reading.batch, echo.token - 1)
                clitics = echo.clitics if start == echo.token else self._clitics(reading, start)
                name = _Name(source.document, start, echo.token + 1, clitics, "second", known=source.known)
                name.source = int(reading.batch.folded.hashes[reading.batch.word[source.end - 1]])
                out.append(name)
                taken[echo.token] = True
        return out

    def _mentions(self, reading: Reading, names: Sequence[_Name]) -> list[Mention]:
        """Mentions with the fullest name that the article gives each person."""
        batch, n = reading.batch, len(names)
        firsts = np.fromiter((name.start for name in names), dtype=np.int64, count=n)
        lasts = np.fromiter((name.end for name in names), dtype=np.int64, count=n) - 1
        first_keys = batch.folded.hashes[batch.word[firsts]].tolist()
        last_keys = batch.folded.hashes[batch.word[lasts]].tolist()
        fullest: dict[tuple[int, int], tuple[str, int]] = {}  # by the last word: the name and its first word
        canonicals = []
        for name, first, last in zip(names, first_keys, last_keys, strict=True):
            canonical = (
                self._known[name.known][1]["name"] if name.known >= 0 else self._surface(reading, name)
            )
            canonicals.append(canonical)
            key = (name.document, last)
            if name.end - name.start > 1 and len(canonical) > len(fullest.get(key, ("",))[0]):
                fullest[key] = (canonical, first)
        out = []
        for name, written, first, last in zip(names, canonicals, first_keys, last_keys, strict=True):
            country, canonical = name.position.country, written
            is_short = name.end - name.start == 1
            longer, longer_first = fullest.get((name.document, name.source or last), ("", 0))
            if name.known >= 0 and not (is_short and longer):
                country = self._known[name.known][1]["country_code"] or country
            elif len(longer) > len(written) and (is_short or longer_first == first):
                canonical = longer
            position = name.position
            out.append(
                Mention(
                    name.document, name.start, name.end, name.clitics, PERSON, canonical, person_id(canonical),
                    position.title, position.role, None, country, name.rule, name.role_span,
                )
            )  # fmt: skip
        return out

    @staticmethod
    def _surface(reading: Reading, name: _Name) -> str:
        return reading.surface(name.start, name.end, name.clitics)


@lru_cache(maxsize=65536)
def person_id(name: str) -> str:
    """The id of a person of this name, however it is spelled: `عبد الله` and `عبدالله` are one.

    >>> person_id("عبد الله غل") == person_id("عبدالله غل")
    True
    """
    return "p" + hashed_id("person", fold(name).replace(" ", ""))
