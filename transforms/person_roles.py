"""Titles and roles around a name: what honorifics and positions the words before and after it give, in the singular.

`عضوا القيادة المركزية للحزب` is the role `عضو القيادة المركزية للحزب` of two persons; `الرئيس الفلسطيني` is the title
`الرئيس`, the role `رئيس` and the country PS. Each distinct expression is read once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.folding import light
from transforms.lexicons import Row
from transforms.symbols import ARTICLE, Entries, forms

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LONGEST_ROLE = 12  # words
_SHORT_ROLE = 2  # words that a preposition may follow within a role: عضو في, رئيس قسم في
_STRIPPED = re.compile(r"[\W_]+$")


@dataclass(frozen=True, slots=True)
class Position:
    """What the words beside a name say of it. `number`: how many persons share it (3: several)."""

    title: str | None
    role: str | None
    country: str | None
    number: int
    role_start: int  # offset of the role within the expression, for its organisation
    role_end: int


NOTHING = Position(None, None, None, 1, 0, 0)


class Positions:
    """Reads titles and roles; built once from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        with_article = Entries((), prepositions=True, article=True)
        plain = Entries((), prepositions=True)
        self._titles = _index(seeds["titles"], "form", plain)
        self._roles = _index(seeds["roles"], "form", with_article)
        self._nations = {ARTICLE + row["word"]: row["country_code"] for row in seeds["nationalities"]}
        self._nations |= {word + "\N{ARABIC LETTER TEH MARBUTA}": code for word, code in self._nations.items()}
        self._words = {
            kind: {row["word"] for row in seeds["name_words"] if row["kind"] == kind}
            for kind in ("function", "preposition", "verb", "stop")
        }
        self.before = lru_cache(maxsize=65536)(self._before)
        self.after = lru_cache(maxsize=65536)(self._after)

    def _before(self, text: str) -> Position:
        """Of the words that lead to a name: `الرفيق الأمين العام المساعد للحزب المهندس`."""
        tokens = _tokens(text)
        last = len(tokens)
        while last and (light(tokens[last - 1][0]) in self._titles or tokens[last - 1][0] == "."):
            last -= 1
        closing, tokens = tokens[last:], tokens[:last]
        titles: list[str] = []
        roles: list[str] = []
        country, number, span = None, 1, (0, 0)
        at = 0
        while at < len(tokens):
            word = light(tokens[at][0])
            if title := self._titles.get(word):
                if word not in self._roles or not self._goes_on(tokens, at):
                    titles.append(title[0]["title"])
                    number = max(number, int(title[0]["number"]))
                    if title[0]["role"] and not roles:
                        roles.append(title[0]["role"])
                    at += 1
                    continue
            if word in self._roles:
                end = self._role_end(tokens, at)
                text_of, shared, found = self._role(text, tokens, at, end)
                if roles and span == (0, 0):
                    roles.clear()  # the position that only the title named
                roles.append(text_of)
                span = (tokens[at][1], tokens[end - 1][2]) if span == (0, 0) else span
                number, country, at = max(number, shared), country or found, end
                continue
            country = country or self._nations.get(word)
            at += 1
        for word, _, _ in closing:
            if title := self._titles.get(light(word)):
                titles.append(title[0]["title"])
                number = max(number, int(title[0]["number"]))
                if title[0]["role"] and not roles:
                    roles.append(title[0]["role"])
        return Position(
            " ".join(dict.fromkeys(titles)) or None, _joined(roles), country, number, *span
        )

    def _goes_on(self, tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
        """Whether what follows a title makes it a role of its own (الأمين العام للحزب)."""
        if at + 1 >= len(tokens):
            return False
        word = light(tokens[at + 1][0])
        return word not in self._titles and word not in self._nations and word not in self._words["stop"] and word.isalpha() or word in ("العام",)

    def _role_end(self, tokens: Sequence[tuple[str, int, int]], start: int) -> int:
        at = start + 1
        while at < len(tokens) and at - start < _LONGEST_ROLE:
            word = light(tokens[at][0])
            if not word[0].isalnum() and word not in "\"“”«»()":
                break
            if word in self._titles and word not in self._roles and at > start + 1:
                break
            at += 1
        return at

    def _role(
        self, text: str, tokens: Sequence[tuple[str, int, int]], start: int, end: int
    ) -> tuple[str, int, str | None]:
        """A role's words, the first in the singular, without a nationality at the end."""
        row, clitics = self._roles[light(tokens[start][0])]
        country = None
        while end - start > 1:
            last = light(tokens[end - 1][0])
            if last in self._nations:
                country = country or self._nations[last]
            elif last not in self._words["stop"] or last in ("العام", "المساعد", "التنفيذي", "الأعلى"):
                break
            elif last not in _FORMER:
                break
            end -= 1
        head = tokens[start][0][clitics:] if row["number"] == "1" else row["role"]
        rest = _STRIPPED.sub("", text[tokens[start][2] : tokens[end - 1][2]])
        return head + rest, int(row["number"]), country

    def _after(self, text: str) -> Position:
        """Of the words behind a name: `، وزير الخارجية السابق، ...`; nothing unless a role stands there bare."""
        tokens = _tokens(text)
        at = 1 if tokens and tokens[0][0] in _OPENERS else 0
        if at >= len(tokens):
            return NOTHING
        entry = self._roles.get(light(tokens[at][0]))
        if entry is None or entry[1] or entry[0]["number"] != "1":
            return NOTHING
        end = at + 1
        while end < len(tokens) and end - at < _LONGEST_ROLE:
            word = light(tokens[end][0])
            if not word[0].isalnum() or word in self._words["verb"]:
                break
            is_joint = word in self._words["preposition"] and end - at <= _SHORT_ROLE
            if word in self._words["function"] and not is_joint:
                break
            end += 1
        role, _, country = self._role(text, tokens, at, end)
        return Position(None, role, country, 1, tokens[at][1], tokens[end - 1][2])


_OPENERS = ("\N{ARABIC COMMA}", ",", "(", "-", "\N{EN DASH}")
_FORMER = frozenset[str]()


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Words and signs with their places; a lone tatweel is neither."""
    return [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text) if light(found[0])]


def _joined(roles: Iterable[str]) -> str | None:
    return "\N{ARABIC COMMA} ".join(dict.fromkeys(roles)) or None


def _index(rows: Iterable[Row], column: str, entries: Entries) -> dict[str, tuple[Row, int]]:
    """Each form with its proclitics → its row and the letters of proclitics; bare forms win."""
    index: dict[str, tuple[Row, int]] = {}
    for row in rows:
        for form, clitics in forms(light(row[column]), entries):
            bare = len(ARTICLE) if form.startswith(ARTICLE) and clitics == len(ARTICLE) else 0
            known = index.get(form)
            if known is None or clitics - bare < known[1]:
                index[form] = (row, clitics - bare)
    return index
