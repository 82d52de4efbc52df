"""Which ids of one name mean one person: what an article alone cannot tell.

An article marks a name that many bear with the line of work or the country that it tells of its bearer
(`identities`), so that somebody has one id where he is introduced and another where he is not. All articles
together say whether that is one person: he is, unless countries or lines of work contradict.

The id without a mark stays that of the name's well-known or else most often named bearer, whoever else comes;
a namesake keeps a marked one. Hence an id changes only when the first evidence against it is loaded, and what is
loaded in which order makes no difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Self

from transforms.folding import light
from transforms.lexicons import Row
from transforms.persons.identities import MARK, person_id
from transforms.persons.positions import STATE
from transforms.symbols import ARTICLE

_SPORT = "sport"
_WORKS = (_SPORT, "art", STATE)
_SELDOM = 5  # times as many mentions have the other country


class Marked(NamedTuple):
    """What all articles tell of an id: how many mentions, which countries and positions."""

    entity_id: str
    n_mentions: int
    countries: Sequence[str]
    roles: Sequence[str]


@dataclass(slots=True)
class _Bearer:
    """Somebody with one or more ids of a name; `positions`: how his roles begin, in two words."""

    ids: list[str]
    n_mentions: int
    countries: set[str]
    works: set[str]
    positions: set[str]

    def contradicts(self, other: Self) -> bool:
        """Whether both have lines of work, or countries, and none in common.

        Players and consuls are told by the country where they play or serve as well as by their own, and a country
        that is told of a name once in a while is a slip more often than somebody else's.
        """
        if _differ(self.works, other.works):
            return True
        if not _differ(self.countries, other.countries) or _SPORT in self.works | other.works:
            return False
        fewer, more = sorted((self.n_mentions, other.n_mentions))
        return more < _SELDOM * fewer and self.positions.isdisjoint(other.positions)

    def add(self, other: Self) -> None:
        """Takes over the ids of somebody who is the same."""
        self.ids += other.ids
        self.n_mentions += other.n_mentions
        self.countries |= other.countries
        self.works |= other.works
        self.positions |= other.positions


def _differ(mine: set[str], others: set[str]) -> bool:
    return bool(mine and others) and mine.isdisjoint(others)


class Namesakes:
    """Tells namesakes apart; built from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        self._known = {person_id(row["name"]): row for row in seeds["known_persons"]}
        offices = [*seeds["roles"], *seeds["titles"]]
        self._works = {
            light(row["form"]).removeprefix(ARTICLE): row["field"]
            for row in offices
            if row["field"] in _WORKS
        }
        self._sport = {row["word"] for row in seeds["organisation_words"] if row["kind"] == _SPORT}

    def persons(self, told: Iterable[Marked]) -> dict[str, str]:
        """Each id that is another one's person → the id of that person."""
        found: dict[str, str] = {}
        ordered = sorted(told, key=attrgetter("entity_id"))
        for name, ids in groupby(ordered, key=lambda one: one.entity_id.partition(MARK)[0]):
            bearers = self._bearers(name, list(ids))
            main = next((one for one in bearers if name in one.ids), bearers[0])
            for bearer in bearers:
                person = name if bearer is main else min(bearer.ids)
                found |= {marked: person for marked in bearer.ids if marked != person}
        return found

    def _bearers(self, name: str, told: Sequence[Marked]) -> list[_Bearer]:
        """The bearers of a name: each id goes to the first one that it does not contradict, frequent ids first."""
        bearers: list[_Bearer] = []
        is_known = name in self._known
        for one in sorted(told, key=lambda one: (is_known and one.entity_id != name, -one.n_mentions)):
            bearer = self._bearer(one)
            same = next((other for other in bearers if not other.contradicts(bearer)), None)
            if same:
                same.add(bearer)
            else:
                bearers.append(bearer)
        return bearers

    def _bearer(self, told: Marked) -> _Bearer:
        """What is known of an id by itself."""
        works = {self._work(role) for role in told.roles} | {told.entity_id.partition(MARK)[2]}
        heads = {tuple(light(word).removeprefix(ARTICLE) for word in role.split()[:2]) for role in told.roles}
        positions = {" ".join(head) for head in heads if len(head) > 1}
        bearer = _Bearer(
            [told.entity_id], told.n_mentions, set(told.countries), works.intersection(_WORKS), positions
        )
        if row := self._known.get(told.entity_id):
            bearer.countries |= {row["country_code"]} - {""}
            bearer.works |= {row["field"]}.intersection(_WORKS)
        return bearer

    def _work(self, role: str) -> str:
        """The line of work that a position belongs to, empty where it tells none: لاعب, مدير المنتخب, وزير الصحة."""
        words = role.split()
        if not self._sport.isdisjoint(words):
            return _SPORT
        return self._works.get(light(words[0]).removeprefix(ARTICLE), "")
