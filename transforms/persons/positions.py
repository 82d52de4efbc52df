"""What a title or role beside a name says, the words it is read from, and the words it is known by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.folding import ALEF_MAKSURA, YEH, fold, light
from transforms.lexicons import Row, values
from transforms.persons.symbols import HAMZAS
from transforms.symbols import ARTICLE, Entries, forms

_TOKEN = re.compile(
    "\\w[\\w\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}]*|[^\\w\\s]"
)  # a mark may stand within a word
COMMA = "\N{ARABIC COMMA}"
STATE = "state"  # the line of work of those who hold an office


@dataclass(frozen=True, slots=True)
class Position:
    """What the words beside a name say of it.

    `number`: how many persons share it (3: several); `field`: the line of work that the role belongs to (sport, art);
    `is_former`: that the role is over, or has not begun (السابق, المنتخب); `is_implied`: that only a title tells it;
    `is_counterpart`: that the role is that of the one named before (نظيره).
    """

    title: str | None = None
    role: str | None = None
    country: str | None = None
    number: int = 1
    field: str = ""
    is_former: bool = False
    is_implied: bool = False
    is_counterpart: bool = False


NOTHING = Position()


class Token(NamedTuple):
    """A word or sign of an expression and where it stands there, in characters."""

    word: str  # light form
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """A position while its expression is being read. `shared`: how many persons its last role says it has."""

    titles: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    country: str | None = None
    number: int = 1
    shared: int = 1
    field: str = ""
    is_former: bool = False
    is_implied: bool = False  # the role is what a title implies (الرئيس), not one of its own
    is_counterpart: bool = False

    def finished(self) -> Position:
        """The position, each title and role once."""
        title = " ".join(dict.fromkeys(self.titles)) or None
        role = f"{COMMA} ".join(dict.fromkeys(self.roles)) or None
        return Position(
            title, role, self.country, self.number, self.field, self.is_former, self.is_implied,
            self.is_counterpart and not role,
        )  # fmt: skip


def spellings_of(nationality: str) -> tuple[str, ...]:
    """A nationality, also as hurried typists write it: الامريكي, المصرى."""
    folded = fold(nationality)
    return nationality, folded, *(word.removesuffix(YEH) + ALEF_MAKSURA for word in (nationality, folded))


def tokens_of(text: str) -> list[Token]:
    """Words and signs with their places; a lone tatweel is neither."""
    found = ((light(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text))
    return [Token(*token) for token in found if token[0]]


def places_of(rows: Iterable[Row]) -> dict[str, str | None]:
    """The folded names of places, each with its country where it is one."""
    found: dict[str, str | None] = {}
    for row in rows:
        country = row["country_code"] if row["feature_code"] == "PCLI" else None
        for name in (row["name"], *values(row["aliases"])):
            key = " ".join(fold(name).split())
            found[key] = found.get(key) or country
    found.pop("", None)
    return found


def index_of(rows: Iterable[Row], entries: Entries) -> dict[str, tuple[Row, int]]:
    """Each form with its proclitics → its row and how many letters before it are none of its own; bare forms win.

    An office says nothing against another line of work: a footballer may be سفير للنوايا الحسنة.
    """
    index: dict[str, tuple[Row, int]] = {}
    for row in (row if row["field"] != STATE else {**row, "field": ""} for row in rows):
        bare = light(row["form"])
        hurried = dict.fromkeys((bare, bare.translate(HAMZAS)))  # also الامير
        for form, clitics in (each for word in hurried for each in forms(word, entries)):
            joined = clitics - len(ARTICLE) if form[clitics - len(ARTICLE) : clitics] == ARTICLE else clitics
            known = index.get(form)
            if known is None or joined < known[1]:
                index[form] = (row, joined)
    return index
