"""Mentions of persons, organisations and places: what the families found, made one list.

Families propose candidates that may overlap (a city in the name of a club, a person in the name of a hospital).
`resolve` keeps the outermost: of names that share a token the longest wins, of equally long ones the organisation
before the person before the place.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter

import numpy as np

ORGANISATION, PERSON, PLACE = ENTITY_TYPES = (
    "organisation",
    "person",
    "place",
)  # of equal names the first wins
_RANK = {entity_type: rank for rank, entity_type in enumerate(ENTITY_TYPES)}
ID_BYTES = 8


@dataclass(slots=True)
class Mention:
    """A name in a batch: tokens `start` to `end` (exclusive) of article `document`, without titles and roles.

    `clitics`: letters of proclitics that the first token carries before the name. `name`: the canonical name,
    `title` and `role` in the singular, `organisation`: of the role, as written, `country`: ISO 3166-1 alpha-2.
    `organisation_span`: the tokens of that organisation, by which it finds its mention. `role_is_former`: that the
    role is over, or has not begun.
    """

    document: int
    start: int
    end: int
    clitics: int
    entity_type: str
    name: str
    entity_id: str | None = None
    title: str | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    rule: str = ""
    organisation_span: tuple[int, int] | None = None
    organisation_id: str | None = None
    role_is_former: bool | None = None


@lru_cache(maxsize=1 << 16)
def hashed_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for these parts on every machine.

    >>> hashed_id("person", "هلال الهلال")
    'd40d3a7fd1398fb9'
    """
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=ID_BYTES).hexdigest()


def resolve(candidates: Iterable[Mention]) -> list[Mention]:
    """The outermost names in reading order, no two of which share a token; candidates come in any order."""
    ordered = sorted(candidates, key=attrgetter("start"))
    n = len(ordered)
    starts = np.fromiter(map(attrgetter("start"), ordered), dtype=np.int64, count=n)
    ends = np.fromiter(map(attrgetter("end"), ordered), dtype=np.int64, count=n)
    reach = np.maximum.accumulate(ends)
    bounds = np.flatnonzero(np.concatenate([[True], starts[1:] >= reach[:-1], [True]]))
    shared = np.flatnonzero(np.diff(bounds) > 1)  # groups overlap, directly or through others
    kept: list[Mention] = []
    done = 0
    for first, last in zip(bounds[shared].tolist(), bounds[shared + 1].tolist(), strict=True):
        kept += ordered[done:first]
        kept += _outermost(ordered[first:last])
        done = last
    return kept + ordered[done:]


def _outermost(group: list[Mention]) -> list[Mention]:
    """The longest first, whatever does not touch what was taken before."""
    taken: list[Mention] = []
    for mention in sorted(group, key=lambda one: (one.start - one.end, _RANK[one.entity_type], one.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda one: one.start)


def link_organisations(mentions: Sequence[Mention]) -> None:
    """Gives each role's organisation the id of the organisation that is mentioned within the role's words."""
    organisations = [one for one in mentions if one.entity_type == ORGANISATION]
    starts = [one.start for one in organisations]
    for mention in mentions:
        if mention.organisation_span is None or mention.organisation_id is not None:
            continue
        first, last = mention.organisation_span
        at = bisect_left(starts, first)
        if at < len(starts) and organisations[at].end <= last:
            mention.organisation_id = organisations[at].entity_id
