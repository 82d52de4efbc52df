"""Roles behind a name: `، وزير الخارجية السابق، ...`, `رئيس الإمارات وحاكم دبي`, of somebody appointed `وزيرا`.

Each distinct expression is read once.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.persons.appointments import in_nominative
from transforms.persons.phrases import DEFINITE, HIS
from transforms.persons.positions import COMMA, NOTHING, Draft, Position, Token, tokens_of
from transforms.persons.roles import COMPLEMENT, KIN, LONGEST_ROLE, Positions
from transforms.symbols import ARTICLE, BEH, LAM, WAW

_SHORT_ROLE = 2  # words that a preposition may follow within a role: عضو في, رئيس قسم في
_COMMAS = (COMMA, ",")
_OPENERS = (*_COMMAS, "(", "-", "\N{EN DASH}")


class Behind(NamedTuple):
    """The position that stands behind a name, and how many characters it takes up there."""

    position: Position
    length: int


class BehindNames:
    """Reads what stands behind names, with the words that `Positions` knows."""

    def __init__(self, positions: Positions, media: Iterable[str]) -> None:
        """`media`: what newspapers and agencies are called by, to which somebody speaks."""
        self._positions = positions
        self._roles, self._titles, self._words = positions.roles, positions.titles, positions.words
        self._over = self._words["former"] & self._words["function"]  # سابقا, آنذاك
        told = {word.removeprefix(ARTICLE): word.startswith(ARTICLE) for word in media}
        self._told = {LAM + (LAM if is_definite else "") + word for word, is_definite in told.items()}
        self.read = lru_cache(maxsize=65536)(self._read)
        self.given = lru_cache(maxsize=65536)(self._given)

    def _read(self, text: str) -> Behind:
        """Of the words behind a name; nothing unless a role stands there bare."""
        tokens, draft = tokens_of(text), Draft()
        is_set_off = bool(tokens) and tokens[0].word in _OPENERS
        at, over = int(is_set_off), 0
        while at < len(tokens) and (
            self._is_bare_role(tokens, at, is_set_off) or (draft.roles and self._is_joined(tokens, at))
        ):
            end = at + 1
            while end < len(tokens) and end - at < LONGEST_ROLE and not self._ends_role(tokens, at, end):
                end += 1
            over = tokens[end - 1].end
            self._add(draft, text, tokens, at, end)
            is_more = end < len(tokens) and (
                self._positions.is_next_role(tokens, at, end) or self._is_joined(tokens, end)
            )
            is_listed = end < len(tokens) and tokens[end].word in _COMMAS
            at = end if is_more else end + 1 if is_listed else len(tokens)
        return Behind(draft.finished() if draft.roles else NOTHING, over)

    def _add(self, draft: Draft, text: str, tokens: Sequence[Token], at: int, end: int) -> None:
        nation = self._positions.bare_nations.get(tokens[end - 1].word)  # كاتب سعودي
        role, _, country = self._positions.role(text, tokens, at, end - bool(nation))
        draft.is_former |= self._positions.is_former(tokens, at, end)
        draft.field = draft.field or self._roles[tokens[at].word][0]["field"]
        draft.roles, draft.country = [*draft.roles, role], draft.country or country or nation

    def _given(self, text: str) -> Position:
        """Of the words behind somebody who is appointed: `وزيرا للخارجية`."""
        return self.read(in_nominative(text, self._roles)).position

    def _is_joined(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a further role of one person is joined here: رئيس الإمارات | وحاكم دبي."""
        entry = self._roles.get(tokens[at].word)
        is_one = entry is not None and entry[1] == 1 and entry[0]["number"] == "1"
        return is_one and tokens[at].word.startswith(WAW) and self._positions.phrases.is_complete(tokens, at)

    def _is_bare_role(self, tokens: Sequence[Token], at: int, is_set_off: bool) -> bool:
        """Whether somebody's role begins here: one person's, without a proclitic, and not أخوه."""
        entry = self._roles.get(tokens[at].word)
        if entry is None or entry[1] or entry[0]["number"] != "1":
            return False
        if entry[0]["role"].endswith(HIS) or entry[0]["field"] == KIN:
            return False
        title = self._titles.get(tokens[at].word) if tokens[at].word.startswith(ARTICLE) else None
        is_position = title is not None and bool(title[0]["role"]) and is_set_off  # فلان، الباحث السياسي
        return title is None or is_position or self._positions.is_role(tokens, at, len(tokens))

    def _ends_role(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether the role behind a name that began at `start` is over before the token `at`."""
        word = tokens[at].word
        if not word[0].isalnum() or word == LAM or word in self._words["verb"] or word in self._words["time"]:
            return True
        if tokens[at - 1].word in self._over:
            return True
        if word in self._words["function"]:
            return word not in self._over and self._parts(tokens, start, at)
        is_joined = word.startswith(WAW) and word not in self._roles  # والذي, but not ولي
        if is_joined and word[1:] in self._words["function"]:
            return True
        if word in self._told and self._has_complement(tokens, start, at):  # المتحدث باسم الحركة | لوكالة
            return True
        if word in self._roles:
            return self._positions.is_next_role(tokens, start, at) or self._is_joined(tokens, at)
        if word in self._titles and self._titles[word][0]["kind"] == "part" and not word.startswith(ARTICLE):
            return tokens[at - 1].word not in self._roles  # | معالي الوزير, but سفير خادم الحرمين
        if word in self._titles or word.endswith(HIS):
            return word.startswith(WAW)  # وصاحب السمو, ونائبه: the next person
        return self._is_new(tokens, start, at)

    def _has_complement(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether the role that begins at `start` tells before the token `at` what it is of."""
        phrases = self._positions.phrases
        is_construct = not tokens[start].word.startswith(ARTICLE) and at - start > 1
        if is_construct and phrases.is_complete(tokens, at):
            return True
        return any(
            token.word.startswith((LAM, BEH)) or token.word in self._words["preposition"]
            for token in tokens[start + 1 : at]
        )

    def _is_new(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a noun is no more of the role: وزير الشؤون البلدية | نزع ملكيات, أمير منطقة عسير | وبدعم."""
        before, word, phrases = tokens[at - 1].word, tokens[at].word, self._positions.phrases
        if phrases.is_proper(before) and word.startswith(WAW) and not phrases.is_proper(word):
            return not word.startswith(WAW + ARTICLE)
        is_within = (
            (word.startswith(LAM) and word[1:] in self._words["office"])  # رئيس الاتحاد الألماني لكرة القدم
            or (word.startswith((WAW, BEH)) and phrases.is_body(word[1:]))  # مدير الأوقاف والإرشاد بمحافظة
            or (tokens[start].word.startswith(ARTICLE) and word.startswith(COMPLEMENT))  # المتحدث لمركز
        )
        is_definite = before.startswith((ARTICLE, WAW + ARTICLE)) and before not in self._titles
        return is_definite and not (is_within or word.startswith(DEFINITE) or phrases.is_proper(word))

    def _parts(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a function word ends the role before it, and is no preposition within it: عضو في."""
        word = tokens[at].word
        if at + 1 < len(tokens) and tokens[at + 1].word[0].isdigit():  # في 15 كانون الثاني
            return True
        if self._positions.phrases.parts(tokens, start, at):
            return True
        return word not in self._words["preposition"] or at - start > _SHORT_ROLE
