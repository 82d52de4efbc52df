"""From names to mentions: the fullest name that an article gives each person, and who that is."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from transforms.lexicons import Row
from transforms.mentions import PERSON, Mention
from transforms.persons.identities import Identities, person_id
from transforms.persons.names import Name, Tokens
from transforms.reading import Reading


class Bearer(NamedTuple):
    """A person as an article names it in full; `known`: the row of a well-known one."""

    called: str
    known: Row | None = None


class _Full(NamedTuple):
    """A full name: its token, the hash of its first word, its bearer."""

    start: int
    first: int
    bearer: Bearer


class Bearers:
    """Finds the bearers of names; `known`: the rows that the gazetteer's numbers stand for."""

    def __init__(self, identities: Identities, known: Sequence[Row]) -> None:
        self._identities, self._known = identities, known

    def mentions(self, reading: Reading, tokens: Tokens, names: Sequence[Name]) -> list[Mention]:
        """A mention for each name."""
        if not names:
            return []
        bearers = self._bearers(reading, tokens, names)
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
                    self._entity_id(name, bearer, told), position.title, position.role, None, country or None,
                    name.rule, name.role_span, role_is_former=position.is_former if position.role else None,
                )
            )  # fmt: skip
        return out

    def _entity_id(self, name: Name, bearer: Bearer, told: set[str] | None) -> str:
        if bearer.known:
            return person_id(bearer.called)
        apart = ""
        if told and self._identities.is_common(bearer.called):
            apart = name.position.field or name.position.country or _only(told)
        return person_id(self._identities.key(bearer.called), apart)

    def _bearers(self, reading: Reading, tokens: Tokens, names: Sequence[Name]) -> list[Bearer]:
        columns = zip(*((name.start, name.end, name.clitics) for name in names), strict=True)
        surfaces = (
            reading.spans(*(np.array(column, dtype=np.int32) for column in columns)).surface().to_pylist()
        )
        self._identities.learn(surfaces)
        rows = [self._row(name, surface) for name, surface in zip(names, surfaces, strict=True)]
        mistaken = {
            (name.document, row["name"])
            for name, row in zip(names, rows, strict=True)
            if row and _contradicts(name, row)
        }
        own: dict[int, Bearer] = {}  # by token
        fulls: dict[tuple[int, int], list[_Full]] = {}  # by article and last word
        for name, surface, row in zip(names, surfaces, rows, strict=True):
            is_known = row and (name.document, row["name"]) not in mistaken
            bearer = own[name.start] = Bearer(row["name"], row) if row and is_known else Bearer(surface)
            if not name.is_short:
                full = _Full(name.start, tokens.folded(name.start), bearer)
                fulls.setdefault((name.document, tokens.folded(name.end - 1)), []).append(full)
        return [_bearer(tokens, name, own, fulls) for name in names]

    def _row(self, name: Name, surface: str) -> Row | None:
        """The well-known person that a name means, by its spelling or another one."""
        if name.known >= 0:
            return self._known[name.known]
        return None if name.source else self._identities.known(surface)


def _bearer(
    tokens: Tokens, name: Name, own: dict[int, Bearer], fulls: dict[tuple[int, int], list[_Full]]
) -> Bearer:
    """Of a surname the full name before it, else the first behind; of a full name the longest of its person."""
    mine, source = own[name.start], name.source
    if source and tokens.folded(source.end - 1) != tokens.folded(name.end - 1):
        return own[source.start]  # a given name
    same = fulls.get((name.document, tokens.folded(name.end - 1)), ())
    if len(same) < 2:  # a full name itself, or the only one
        return same[0].bearer if same else mine
    if name.is_short:
        before = [full for full in same if full.start < name.start]
        return (before[-1] if before else same[0]).bearer
    first = tokens.folded(name.start)
    alike = [full.bearer for full in same if full.first == first]
    return max(alike, key=lambda bearer: (bearer.known is not None, len(bearer.called)))


def _contradicts(name: Name, known: Row) -> bool:
    """Whether the role at a name is none of the well-known person: a footballer who is called like a president."""
    return bool(name.position.field and known["field"]) and name.position.field != known["field"]


def _told_apart(names: Iterable[Name], bearers: Iterable[Bearer]) -> dict[tuple[int, str], set[str]]:
    """By article and full name the lines of work, or else countries, that the article gives its bearers."""
    told: dict[tuple[int, str], set[str]] = {}
    for name, bearer in zip(names, bearers, strict=True):
        apart = name.position.field or name.position.country
        if apart:
            told.setdefault((name.document, bearer.called), set()).add(apart)
    return told


def _only(found: Iterable[str]) -> str:
    """The one that there is; nothing if there are several."""
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else ""
