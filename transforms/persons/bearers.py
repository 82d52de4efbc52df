"""From names to mentions: the fullest name that an article gives each person, and who that is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

import numpy as np

from transforms.folding import fold
from transforms.lexicons import Row
from transforms.mentions import PERSON, Mention
from transforms.persons.identities import Bearer, Identities, person_id
from transforms.persons.names import Name
from transforms.persons.positions import NOTHING
from transforms.reading import Reading

_EDGES = ("start", "end", "clitics")


class Bearers:
    """Finds the bearers of names; `known`: the rows that the gazetteer's numbers stand for."""

    def __init__(self, identities: Identities, known: Sequence[Row]) -> None:
        self._identities, self._known = identities, [Bearer.of_row(row) for row in known]

    def mentions(self, reading: Reading, names: Sequence[Name]) -> list[Mention]:
        """A mention for each name."""
        if not names:
            return []
        bearers = self._bearers(reading, names)
        apart = _told_apart(names, bearers)
        out = []
        for name, bearer in zip(names, bearers, strict=True):
            position, known = name.position, bearer.known
            told = apart.get((name.document, bearer.called)) if apart else None
            country = (known and known["country_code"]) or position.country
            if told and not country:
                country = _only(code for code in told if code.isupper())
            out.append(
                Mention(
                    name.document, name.start, name.end, name.clitics, PERSON, bearer.called,
                    _entity_id(name, bearer, told) if told else bearer.person_id,
                    position.title, position.role, None, country or None, name.rule, name.role_span, None,
                    position.is_former if position.role else None,
                )
            )  # fmt: skip
        return out

    def _bearers(self, reading: Reading, names: Sequence[Name]) -> list[Bearer]:
        """For each name its bearer: of a surname that of the full name, of that the longest of its person."""
        start, end, clitics = (
            np.fromiter(map(attrgetter(edge), names), dtype=np.int32, count=len(names)) for edge in _EDGES
        )
        surfaces: list[str] = reading.spans(start, end, clitics).surface().to_pylist()
        own = self._own(names, surfaces)
        batch = reading.batch
        first, last = (batch.folded.hashes[batch.word[token]].tolist() for token in (start, end - 1))
        keys = list(zip(reading.document[start].tolist(), last, strict=True))
        is_short = (end - start == 1) | np.array([name.source is not None for name in names])
        fulls: dict[tuple[int, int], list[int]] = defaultdict(list)  # by article and last word
        for number in np.flatnonzero(~is_short).tolist():
            if not names[number].is_of_child:
                fulls[keys[number]].append(number)
        out = own.copy()
        for same in fulls.values():
            if len(same) > 1:
                _take_heaviest(out, same, first, surfaces)
        numbers = {name.start: number for number, name in enumerate(names)}
        for number in np.flatnonzero(is_short).tolist():
            source = names[number].source
            if source and last[numbers[source.start]] != last[number]:
                out[number] = own[numbers[source.start]]  # of a given name
            elif fullnames := fulls.get(keys[number]):
                out[number] = own[fullnames[max(bisect_left(fullnames, number) - 1, 0)]]
        return out

    def _own(self, names: Sequence[Name], surfaces: Sequence[str]) -> list[Bearer]:
        """Who the names mean by themselves: a well-known person, by this spelling or another one, or somebody."""
        identities = self._identities.of(surfaces)
        known = [
            self._known[name.known] if name.known >= 0 else None if name.source else identity.known
            for name, identity in zip(names, identities, strict=True)
        ]
        mistaken = {
            (name.document, bearer.called)
            for name, bearer in zip(names, known, strict=True)
            if bearer and bearer.known and _contradicts(name, bearer.known)
        }
        return [
            bearer if bearer and (name.document, bearer.called) not in mistaken else identity.plain
            for name, bearer, identity in zip(names, known, identities, strict=True)
        ]


def _entity_id(name: Name, bearer: Bearer, told: set[str]) -> str:
    """The id of a bearer of whom the article tells the line of work or the country."""
    if bearer.known or not bearer.common_key:
        return bearer.person_id
    return person_id(bearer.common_key, name.position.field or name.position.country or _only(told))


def _take_heaviest(
    bearers: list[Bearer], same: Sequence[int], first: Sequence[int], surfaces: Sequence[str]
) -> None:
    """Gives full names with one last word, by their numbers, the longest name of those with one first word too.

    Not of those with other words between: محمد بن نايف آل سعود is not محمد بن سلمان آل سعود.
    """
    alike: dict[int, dict[str, Bearer]] = {}  # by first word and spelling
    for number in same:
        alike.setdefault(first[number], {})[surfaces[number]] = bearers[number]
    for spellings in alike.values():
        if len(spellings) > 1:
            words = [(frozenset(fold(name).split()), bearer) for name, bearer in spellings.items()]
            for name, (own, _) in zip(list(spellings), words, strict=True):
                spellings[name] = max((one for other, one in words if _fits(own, other)), key=_weight)
    for number in same:
        bearers[number] = alike[first[number]][surfaces[number]]


def _fits(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two names may be one person's: one has all words of the other."""
    return words <= others or others <= words


def _weight(bearer: Bearer) -> tuple[bool, int]:
    """How much a name says of its bearer."""
    return bearer.known is not None, len(bearer.called)


def _contradicts(name: Name, known: Row) -> bool:
    """Whether the role at a name is none of the well-known person: a footballer who is called like a president."""
    return bool(name.position.field and known["field"]) and name.position.field != known["field"]


def _told_apart(names: Iterable[Name], bearers: Iterable[Bearer]) -> dict[tuple[int, str], set[str]]:
    """By article and full name the lines of work, or else countries, that the article gives its bearers."""
    told: dict[tuple[int, str], set[str]] = {}
    for name, bearer in zip(names, bearers, strict=True):
        if name.position is NOTHING:
            continue
        apart = name.position.field or name.position.country
        if apart:
            told.setdefault((name.document, bearer.called), set()).add(apart)
    return told


def _only(found: Iterable[str]) -> str:
    """The one that there is; nothing if there are several."""
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else ""
