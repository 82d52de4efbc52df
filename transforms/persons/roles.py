"""Titles and roles around a name: what honorifics and positions the words before and after it give, in the singular.

`عضوا القيادة المركزية للحزب` is the role `عضو القيادة المركزية للحزب` of two persons; `الرئيس الفلسطيني` is the title
`الرئيس`, the role `رئيس` and the country PS. Each distinct expression is read once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from transforms.folding import ALEF, HEH, fold, light
from transforms.lexicons import Row, values
from transforms.symbols import ARTICLE, BEH, LAM, WAW, Entries, forms

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LONGEST_ROLE = 12  # words
_SHORT_ROLE = 2  # words that a preposition may follow within a role: عضو في, رئيس قسم في
_STRIPPED = re.compile(r"[\W_]+$")
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"
_NISBA = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER YEH}" + _FEMININE)
_KIN = "kin"  # of a role that says whose relative somebody is, which is no position
_HIS = (HEH, HEH + ALEF)  # نظيره, زوجها: whose relative somebody is says nothing of a position
_DEFINITE = (ARTICLE, WAW + ARTICLE, BEH + ARTICLE, LAM + LAM, WAW + LAM + LAM)
_COMMA = "\N{ARABIC COMMA}"
_OPENERS = (_COMMA, ",", "(", "-", "\N{EN DASH}")
_WITHIN = (
    '"()\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)


@dataclass(frozen=True, slots=True)
class Position:
    """What the words beside a name say of it.

    `number`: how many persons share it (3: several); `field`: the line of work that the role belongs to (sport, art);
    `is_former`: that the role is over, or has not begun (السابق, المنتخب).
    """

    title: str | None = None
    role: str | None = None
    country: str | None = None
    number: int = 1
    field: str = ""
    is_former: bool = False


NOTHING = Position()


class _Token(NamedTuple):
    word: str  # light form
    start: int
    end: int


@dataclass(slots=True)
class _Draft:
    """A position while its expression is being read. `shared`: how many persons its last role says it has."""

    titles: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    country: str | None = None
    number: int = 1
    shared: int = 1
    field: str = ""
    is_former: bool = False
    is_implied: bool = False  # the role is what a title implies (الرئيس), not one of its own

    def finished(self) -> Position:
        title = " ".join(dict.fromkeys(self.titles)) or None
        role = f"{_COMMA} ".join(dict.fromkeys(self.roles)) or None
        return Position(title, role, self.country, self.number, self.field, self.is_former)


class Positions:
    """Reads titles and roles; built once from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        self._titles = _index(seeds["titles"], Entries((), prepositions=True))
        self._roles = _index(seeds["roles"], Entries((), prepositions=True, article=True))
        nations = {ARTICLE + row["word"]: row["country_code"] for row in seeds["nationalities"]}
        self._nations = nations | {word + _FEMININE: code for word, code in nations.items()}
        self._places = _places(seeds["places"])
        self._words = {
            kind: {row["word"] for row in seeds["name_words"] if row["kind"] == kind}
            for kind in ("function", "preposition", "verb", "former", "current", "time")
        }
        self._qualities = self._words["former"] | self._words["current"]
        self.before = lru_cache(maxsize=65536)(self._before)
        self.after = lru_cache(maxsize=65536)(self._after)

    def is_place(self, name: str) -> bool:
        """Whether a place is called so: أبو ظبي is nobody's father."""
        return fold(name) in self._places

    def _before(self, text: str) -> Position:
        """Of the words that lead to a name: `الرفيق الأمين العام المساعد للحزب المهندس`."""
        tokens = _tokens(text)
        last = len(tokens)
        while last and (tokens[last - 1].word == "." or self._is_honorific(tokens, last - 1)):
            last -= 1
        draft, at = _Draft(), 0
        while at < last:
            token = tokens[at]
            if token.word in self._titles and not self._is_role(tokens, at, last):
                self._add_title(draft, token)
                at += 1
            elif token.word in self._roles and not self._roles[token.word][0]["role"].endswith(_HIS):
                at = self._add_role(draft, text, tokens[:last], at)
            else:
                draft.country = draft.country or self._nations.get(token.word)
                draft.is_former |= bool(draft.roles) and token.word in self._words["former"]
                at += 1
        for token in tokens[last:]:
            if token.word in self._titles:
                self._add_title(draft, token)
        return draft.finished()

    def _is_honorific(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether a title is one, and not what somebody is at the head of: رئيس الوزراء."""
        entry = self._titles.get(tokens[at].word)
        if entry is None or not self._is_begun(tokens, at):
            return False
        if entry[0]["number"] == "1" or not at:
            return True
        head = self._roles.get(tokens[at - 1].word)
        return head is None or head[0]["number"] != "1"

    def _is_begun(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether the definite part of a title has its beginning before it: آية الله, but not حزب الله."""
        if self._titles[tokens[at].word][0]["kind"] != "part" or not tokens[at].word.startswith(ARTICLE):
            return True
        return at > 0 and tokens[at - 1].word in self._titles

    def _is_role(self, tokens: Sequence[_Token], at: int, last: int) -> bool:
        """Whether what follows a title makes it a role of its own: الأمين العام للحزب, but not الرئيس الفلسطيني."""
        row = self._titles[tokens[at].word][0]
        if not row["role"] or tokens[at].word not in self._roles or at + 1 >= last:
            return False
        following = tokens[at + 1].word
        if following in self._titles or not following.isalpha():
            return False
        return not all(self._is_quality(token.word) for token in tokens[at + 1 : last])

    def _is_quality(self, word: str) -> bool:
        """Whether a word behind a title only says whose or since when: اللبناني, السابق."""
        return word in self._qualities or (word.startswith(ARTICLE) and word.endswith(_NISBA))

    def _add_title(self, draft: _Draft, token: _Token) -> None:
        row = self._titles[token.word][0]
        draft.titles.append(row["title"])
        draft.number = max(draft.number, int(row["number"]))
        draft.field = draft.field or row["field"]
        if row["role"] and (not draft.roles or row["number"] != "1"):
            draft.roles = [row["role"]]  # قائدي البلدين الرئيسين: what both are
            draft.is_implied = True

    def _add_role(self, draft: _Draft, text: str, tokens: Sequence[_Token], at: int) -> int:
        end = self._role_end(tokens, at)
        role, number, country = self._role(text, tokens, at, end)
        is_former = self._is_former(tokens, at, end)
        if draft.shared > 1:  # the position of others: وأعضاء الوفد وسفير سورية
            draft.titles, draft.number, draft.field = [], 1, ""
        if draft.shared > 1 or draft.is_implied:
            draft.roles, draft.is_implied = [], False
        if self._roles[tokens[at].word][0]["field"] == _KIN:
            return end
        draft.roles.append(role)
        draft.is_former = is_former
        draft.field = draft.field or self._roles[tokens[at].word][0]["field"]
        draft.shared = number
        draft.number = max(draft.number, number)
        draft.country = draft.country or country
        return end

    def _role_end(self, tokens: Sequence[_Token], start: int) -> int:
        at = start + 1
        while at < len(tokens) and at - start < _LONGEST_ROLE:
            word = tokens[at].word
            if not word[0].isalnum() and word not in _WITHIN:
                break
            is_title = word in self._titles and word not in self._roles and self._is_begun(tokens, at)
            if is_title and at > start + 1:
                break
            if word in self._roles and self._roles[word][1] and word.startswith(WAW):  # وسفير سورية
                break
            at += 1
        return at

    def _is_former(self, tokens: Sequence[_Token], start: int, end: int) -> bool:
        return any(
            tokens[at].word in self._words["former"] and not self._is_owner(tokens, start, at)
            for at in range(start, end)
        )

    @staticmethod
    def _is_owner(tokens: Sequence[_Token], start: int, at: int) -> bool:
        """Whether a definite word tells what a role is of, right behind its indefinite head: مدرب المنتخب."""
        is_definite = tokens[at].word.startswith(ARTICLE)
        return at == start + 1 and is_definite and not tokens[start].word.startswith(ARTICLE)

    def _role(self, text: str, tokens: Sequence[_Token], start: int, end: int) -> tuple[str, int, str | None]:
        """A role's words, the first in the singular, without nationality, country or السابق at the end."""
        row, clitics = self._roles[tokens[start].word]
        country = None
        while end - start > 1 and (
            tokens[end - 1].word in self._nations
            or (tokens[end - 1].word in self._qualities and not self._is_owner(tokens, start, end - 1))
        ):
            country = country or self._nations.get(tokens[end - 1].word)
            end -= 1
        rest = fold(" ".join(token.word for token in tokens[start + 1 : end]))
        if rest in self._places:
            country, end = country or self._places[rest], start + 1
        written = text[tokens[start].start : tokens[start].end]
        head = written[clitics:] if row["number"] == "1" else row["role"]
        tail = _STRIPPED.sub("", text[tokens[start].end : tokens[end - 1].end])
        return head + tail, int(row["number"]), country

    def _after(self, text: str) -> Position:
        """Of the words behind a name: `، وزير الخارجية السابق، ...`; nothing unless a role stands there bare."""
        tokens = _tokens(text)
        at = 1 if tokens and tokens[0].word in _OPENERS else 0
        entry = self._roles.get(tokens[at].word) if at < len(tokens) else None
        if entry is None or entry[1] or entry[0]["number"] != "1" or entry[0]["role"].endswith(_HIS):
            return NOTHING
        if entry[0]["field"] == _KIN:
            return NOTHING
        end = at + 1
        while end < len(tokens) and end - at < _LONGEST_ROLE and not self._ends_role(tokens, at, end):
            end += 1
        role, _, country = self._role(text, tokens, at, end)
        is_former = self._is_former(tokens, at, end)
        return Position(None, role, country, field=entry[0]["field"], is_former=is_former)

    def _ends_role(self, tokens: Sequence[_Token], start: int, at: int) -> bool:
        """Whether the role behind a name that began at `start` is over before the token `at`."""
        word = tokens[at].word
        if not word[0].isalnum() or word in self._words["verb"] or word in self._words["time"]:
            return True
        if word in self._words["function"]:
            return word not in self._words["preposition"] or at - start > _SHORT_ROLE
        if word in self._roles:
            return False
        if word in self._titles:
            return word.startswith(WAW)  # وصاحب السمو: the next person
        before = tokens[at - 1].word
        is_new_noun = (
            before.startswith(ARTICLE) and not word.startswith(_DEFINITE) and before not in self._titles
        )
        return is_new_noun and not self._is_proper(word)  # وزير الشؤون البلدية | نزع ملكيات

    def _is_proper(self, word: str) -> bool:
        """Whether a word within a role may be a name: مدير جامعة الملك سعود, سفير المملكة بلندن."""
        return fold(word) in self._places or fold(word[1:]) in self._places


def _tokens(text: str) -> list[_Token]:
    """Words and signs with their places; a lone tatweel is neither."""
    found = ((light(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text))
    return [_Token(*token) for token in found if token[0]]


def _places(rows: Iterable[Row]) -> dict[str, str | None]:
    """The folded names of places, each with its country where it is one."""
    found: dict[str, str | None] = {}
    for row in rows:
        country = row["country_code"] if row["feature_code"] == "PCLI" else None
        for name in (row["name"], *values(row["aliases"])):
            key = " ".join(fold(name).split())
            found[key] = found.get(key) or country
    found.pop("", None)
    return found


def _index(rows: Iterable[Row], entries: Entries) -> dict[str, tuple[Row, int]]:
    """Each form with its proclitics → its row and how many letters before it are none of its own; bare forms win."""
    index: dict[str, tuple[Row, int]] = {}
    for row in rows:
        for form, clitics in forms(light(row["form"]), entries):
            joined = clitics - len(ARTICLE) if form[clitics - len(ARTICLE) : clitics] == ARTICLE else clitics
            known = index.get(form)
            if known is None or joined < known[1]:
                index[form] = (row, joined)
    return index
