"""Persons: names found by title, role, given name, known spelling or the verb before them.

1. `Grammar` finds names (`person_rules`), the gazetteer well-known ones.
2. `person_roles` reads titles and roles around them.
3. `person_aliases` finds surnames of persons that the article has named in full.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from transforms import characters as ch
from transforms.folding import fold
from transforms.gazetteer import Gazetteer
from transforms.grammar import Found, Grammar
from transforms.lexicons import Row, values
from transforms.mentions import PERSON, Mention, hashed_id
from transforms.person_aliases import echoes
from transforms.person_roles import NOTHING, Position, Positions
from transforms.person_rules import RULES
from transforms.person_symbols import PersonSymbols
from transforms.reading import Reading
from transforms.stems import Stems
from transforms.symbols import Entries

_AFTER = 14  # tokens behind a name in which its role may stand
_WEAK_RULES = ("single", "said", "national")


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
    known: int = -1  # row of the gazetteer


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
        self._grammar = Grammar(self._symbols, RULES)
        self._positions = Positions(seeds)
        self._known = [
            (name, row) for row in seeds["known_persons"] for name in (row["name"], *values(row["aliases"])) if name
        ]
        self._gazetteer = Gazetteer([name for name, _ in self._known], Entries((), prepositions=True))

    def find(self, reading: Reading) -> list[Mention]:
        """Candidates in reading order."""
        names = [self._name(reading, match) for match in self._grammar.find(reading.batch)]
        names = self._with_known(reading, names)
        self._share_positions(reading, names)
        names += self._second(reading, names)
        names.sort(key=lambda name: name.start)
        return self._mentions(reading, names)

    def _name(self, reading: Reading, match: Found) -> _Name:
        start = next((span[0] for name, span in match.captures.items() if name.startswith("name")), match.start)
        before = match.start if start > match.start and match.rule != "said" else -1
        name = _Name(int(reading.document[start]), start, match.end, self._clitics(reading, start), match.rule)
        if before >= 0 and match.rule != "national":
            name.before = before
            name.position = self._positions.before(reading.surface(before, start))
        return name

    def _clitics(self, reading: Reading, token: int) -> int:
        return int(self._symbols.clitics[reading.batch.word[token]])

    def _with_known(self, reading: Reading, names: list[_Name]) -> list[_Name]:
        """Adds well-known names, and cuts names that the rules ran beyond a well-known one."""
        hits = self._gazetteer.find(reading.batch)
        ruled = {name.start: name for name in names}
        covered = np.zeros(len(reading.batch.kind) + 1, dtype=np.int32)
        for name in names:
            covered[name.start : name.end] = 1
        out = list(names)
        columns = (hits.start.tolist(), hits.end.tolist(), hits.name.tolist(), hits.clitics.tolist())
        for start, end, row, clitics in zip(*columns, strict=True):
            name = ruled.get(start)
            if name is None and not covered[start:end].any():
                if end - start > 1 or self._may_stand_alone(reading, start):
                    out.append(_Name(int(reading.document[start]), start, end, clitics, "known", known=row))
            elif name is not None and (end - start > 1 or name.end == end):
                name.known, name.clitics = row, clitics
                if end > name.end or not self._symbols.is_name(reading.batch, end):
                    name.end = end
        out.sort(key=lambda one: one.start)
        return out

    def _may_stand_alone(self, reading: Reading, token: int) -> bool:
        """Whether a well-known surname means its bearer here: no word of the language is spelled so."""
        return self._symbols.is_unknown(reading.batch, token)

    def _share_positions(self, reading: Reading, names: Sequence[_Name]) -> None:
        """Positions behind a name, and those that several names share: `عضوا القيادة X وY`."""
        previous: _Name | None = None
        for name in names:
            if name.position is NOTHING and name.before < 0:
                self._look_back(reading, name)
            if name.position is NOTHING and previous is not None and previous.position.number > 1:
                gap = name.start - previous.end
                if (gap == 0 and name.clitics) or (gap == 1 and reading.batch.kind[previous.end] == ch.COMMA):
                    name.position = previous.position
            if name.position.role is None:
                self._look_ahead(reading, name)
            previous = name

    def _look_back(self, reading: Reading, name: _Name) -> None:
        if name.clitics:
            return
        first = self._symbols.position_before(reading.batch, name.start)
        if first < name.start:
            name.before = first
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
                name.position = Position(old.title, found.role, old.country or found.country, 1, 0, 0)

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
                self._look_back(reading, name)
                out.append(name)
                taken[echo.token] = True
        return out

    def _mentions(self, reading: Reading, names: Sequence[_Name]) -> list[Mention]:
        """Mentions with the fullest name that the article gives each person."""
        out = []
        fullest: dict[tuple[int, str], str] = {}
        keyed = []
        for name in names:
            surface = reading.surface(name.start, name.end, name.clitics)
            words = fold(surface).split()
            keys = {(name.document, words[-1]), (name.document, words[0])} if len(words) > 1 else set()
            canonical = self._known[name.known][1]["name"] if name.known >= 0 else surface
            keyed.append((name, surface, words, canonical))
            for key in keys:
                if len(canonical) > len(fullest.get(key, "")):
                    fullest[key] = canonical
        for name, surface, words, canonical in keyed:
            if name.known < 0:
                longer = fullest.get((name.document, words[-1]), "")
                if len(longer) > len(canonical) and (len(words) == 1 or fold(longer).split()[0] == words[0]):
                    canonical = longer
            country = self._known[name.known][1]["country_code"] if name.known >= 0 else name.position.country
            out.append(
                Mention(
                    name.document, name.start, name.end, name.clitics, PERSON, canonical,
                    entity_id=person_id(canonical), title=name.position.title, role=name.position.role,
                    country=country or None, rule=name.rule,
                    organisation_span=(name.before, name.start) if name.before >= 0 else None,
                )
            )  # fmt: skip
        return out


def person_id(name: str) -> str:
    """The id of a person of this name, however it is spelled: `عبد الله` and `عبدالله` are one.

    >>> person_id("عبد الله غل") == person_id("عبدالله غل")
    True
    """
    return "p" + hashed_id("person", fold(name).replace(" ", ""))
