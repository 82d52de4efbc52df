"""Titles and roles around a name: what honorifics and positions the words before and after it give, in the singular.

`عضوا القيادة المركزية للحزب` is the role `عضو القيادة المركزية للحزب` of two persons; `الرئيس الفلسطيني` is the title
`الرئيس`, the role `رئيس` and the country PS. Each distinct expression is read once.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from transforms.folding import ALEF, HEH, fold
from transforms.lexicons import Row
from transforms.persons.appointments import in_nominative
from transforms.persons.honorifics import Honorifics
from transforms.persons.phrases import DEFINITE, TANWEEN, Phrases
from transforms.persons.positions import (
    COMMA,
    Draft,
    Position,
    Token,
    index_of,
    places_of,
    tokens_of,
)
from transforms.symbols import ARTICLE, BEH, LAM, WAW, Entries

_KINDS = (
    "function", "preposition", "verb", "former", "current", "time", "container", "site", "office", "above", "occasion",
    "deputy",
)  # fmt: skip
_HEADS = ("container", "site", "office")  # kinds of words that bodies and sites are called by
_LONGEST_ROLE = 12  # words
_SHORT_ROLE = 2  # words that a preposition may follow within a role: عضو في, رئيس قسم في
_STRIPPED = re.compile(r"[\W_]+$")
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"
_NISBA = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER YEH}" + _FEMININE)
_KIN = "kin"  # of a role that says whose relative somebody is, which is no position
_HIS = (HEH, HEH + ALEF)  # نظيره, زوجها: whose relative somebody is says nothing of a position
_COMPLEMENT = (ARTICLE, LAM, BEH)  # of a definite role: العام, للحزب, بالوزارة
_CLOSERS = (COMMA, ",", ".")
_OPENERS = (COMMA, ",", "(", "-", "\N{EN DASH}")
_WITHIN = (
    '"()\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)


class Positions:
    """Reads titles and roles; built once from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        self._titles = index_of(seeds["titles"], Entries((), prepositions=True))
        self._roles = index_of(seeds["roles"], Entries((), prepositions=True, article=True))
        nations = {
            ARTICLE + form: row["country_code"]
            for row in seeds["nationalities"]
            for form in (row["word"], fold(row["word"]))  # also as hurried typists write it: الامريكي
        }
        self._nations = nations | {word + _FEMININE: code for word, code in nations.items()}
        self._places = places_of(seeds["places"])
        self._words = {
            kind: {row["word"] for row in seeds["name_words"] if row["kind"] == kind} for kind in _KINDS
        }
        deputies = {form for word in self._words["deputy"] for form in (word, WAW + word)}
        self._honorifics = Honorifics(self._titles, self._roles, deputies)
        heads = {row["word"] for row in seeds["organisation_heads"]}.union(
            *(self._words[kind] for kind in _HEADS)
        )
        self._phrases = Phrases(self._roles, self._titles, self._places, self._nations, heads, self._words)
        self._qualities = self._words["former"] | self._words["current"]
        self.before = lru_cache(maxsize=65536)(self._before)
        self.after = lru_cache(maxsize=65536)(self._after)
        self.given = lru_cache(maxsize=65536)(self._given)

    def is_place(self, name: str) -> bool:
        """Whether a place is called so: أبو ظبي is nobody's father."""
        return fold(name) in self._places

    def _before(self, text: str) -> Position:
        """Of the words that lead to a name: `الرفيق الأمين العام المساعد للحزب المهندس`."""
        tokens = tokens_of(text)
        last = len(tokens)
        while last and (tokens[last - 1].word in _CLOSERS or self._honorifics.is_honorific(tokens, last - 1)):
            last -= 1
        last = self._honorifics.with_owner(tokens, last)
        draft, at = Draft(), 0
        while at < last:
            token = tokens[at]
            if token.word in self._titles and not self._is_role(tokens, at, last):
                self._add_title(draft, token)
                at += 1
            elif token.word in self._roles and self._is_held(text, tokens, at):
                at = self._add_role(draft, text, tokens[:last], at)
            else:
                self._add_word(draft, token)
                at += 1
        for token in tokens[last:]:
            if token.word in self._titles:
                self._add_title(draft, token)
        return draft.finished()

    def _is_held(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Whether a role is somebody's here: not whose equal he is (نظيره), not what he becomes (رئيسا للوزراء)."""
        row = self._roles[tokens[at].word][0]
        if row["role"].endswith(_HIS) or TANWEEN in text[tokens[at].start : tokens[at].end + 1]:
            return False
        is_dual = row["number"] == "2" and row["form"].endswith(ALEF)
        return not (is_dual and at + 1 < len(tokens) and tokens[at + 1].word.startswith(LAM))

    def _add_word(self, draft: Draft, token: Token) -> None:
        """A word behind a title: whose or since when; any other says that the title was somebody else's."""
        if token.word not in self._nations and not self._is_quality(token.word) and token.word[0].isalnum():
            draft.titles, draft.roles = [], []
        draft.country = draft.country or self._nations.get(token.word)
        if draft.roles and token.word in self._words["former"]:
            draft.is_former = True
            if draft.is_implied:
                draft.roles = [f"{draft.roles[0]} {self._phrases.singular(token.word)}"]

    def _is_role(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether what follows a title makes it a role of its own: الأمين العام للحزب, but not الرئيس الفلسطيني."""
        row = self._titles[tokens[at].word][0]
        if not tokens[at].word.startswith(DEFINITE) and tokens[at].word in self._roles:  # أمير منطقة عسير
            return at + 1 < last and tokens[at + 1].word not in self._titles
        if not row["role"] or row["number"] != "1" or tokens[at].word not in self._roles or at + 1 >= last:
            return False
        following = tokens[at + 1].word
        if following in self._titles or not following.startswith(_COMPLEMENT):
            if following not in self._words["preposition"] or at + 2 >= last:
                return False
            if tokens[at + 2].word.endswith(_HIS):
                return False
        return not all(self._is_quality(token.word) for token in tokens[at + 1 : last])

    def _is_quality(self, word: str) -> bool:
        """Whether a word behind a title only says whose or since when: اللبناني, السابق."""
        return word in self._qualities or word in self._nations

    def _add_title(self, draft: Draft, token: Token) -> None:
        row = self._titles[token.word][0]
        draft.titles.append(row["title"])
        draft.number = max(draft.number, int(row["number"]))
        draft.field = draft.field or row["field"]
        if row["role"] and (not draft.roles or row["number"] != "1"):
            draft.roles = [row["role"]]  # قائدي البلدين الرئيسين: what both are
            draft.is_implied = True

    def _add_role(self, draft: Draft, text: str, tokens: Sequence[Token], at: int) -> int:
        end = self._role_end(tokens, at)
        over = self._phrases.broken_at(text, tokens, at, end)
        if over < end:  # the clause went on: the role is of somebody else, unless that is his first name
            is_name = over + 1 == len(tokens) and not tokens[over].word.startswith(BEH)
            if not (is_name and tokens[over].end == len(text.rstrip())):
                draft.titles, draft.roles, draft.number, draft.field = [], [], 1, ""
                return over + 1
            self._append_role(draft, text, tokens, at, over)
            return end
        self._append_role(draft, text, tokens, at, end)
        return end

    def _append_role(self, draft: Draft, text: str, tokens: Sequence[Token], at: int, end: int) -> None:
        role, number, country = self._role(text, tokens, at, end)
        is_former = self._is_former(tokens, at, end)
        if draft.shared > 1:  # the position of others: وأعضاء الوفد وسفير سورية
            draft.titles, draft.number, draft.field = [], 1, ""
        if draft.shared > 1 or draft.is_implied:
            draft.roles, draft.is_implied = [], False
        if self._roles[tokens[at].word][0]["field"] == _KIN:
            return
        draft.roles.append(role)
        draft.is_former = is_former
        draft.field = draft.field or self._roles[tokens[at].word][0]["field"]
        draft.shared = number
        draft.number = max(draft.number, number)
        draft.country = draft.country or country

    def _role_end(self, tokens: Sequence[Token], start: int) -> int:
        at = start + 1
        while at < len(tokens) and at - start < _LONGEST_ROLE:
            word = tokens[at].word
            if (not word[0].isalnum() and word not in _WITHIN) or word == LAM:  # لـ"الوطن"
                break
            if word in self._titles and word.startswith(WAW) and word not in self._roles:
                break
            if word in self._roles and self._roles[word][1] and word.startswith(WAW):  # وسفير سورية
                break
            if self._is_next_role(tokens, start, at):
                break
            at += 1
        return at

    def _is_next_role(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a further role of one person begins at a token: رئيس مجلس الوزراء | وزير الدفاع."""
        word, entry = tokens[at].word, self._roles.get(tokens[at].word)
        is_one = entry is not None and not entry[1] and entry[0]["number"] == "1"
        if not is_one or not self._phrases.is_complete(tokens, at):
            return False
        if word.startswith(ARTICLE) and (
            word.endswith(_NISBA) or self._phrases.is_attributed(tokens, start, at)
        ):
            return False  # مجلس القضاء الإداري
        return word not in self._titles or self._is_role(tokens, at, len(tokens))

    def _is_former(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        return any(
            tokens[at].word in self._words["former"] and not self._phrases.is_owner(tokens, start, at)
            for at in range(start, end)
        )

    def _role(self, text: str, tokens: Sequence[Token], start: int, end: int) -> tuple[str, int, str | None]:
        """A role's words, the first in the singular, without nationality or country at the end."""
        row, clitics = self._roles[tokens[start].word]
        country, former = None, ""
        while end - start > 1:
            word = tokens[end - 1].word
            if self._phrases.is_owner(tokens, start, end - 1):  # مدرب المنتخب, وزير المالية
                break
            is_quality = word in self._qualities
            is_nation = word in self._nations and self._phrases.is_complete(tokens, end - 1)
            if not is_quality and not is_nation:  # بوزارة المالية
                break
            if is_quality and word in self._words["former"]:
                former = f" {word}{former}"
            country = country or self._nations.get(word)
            end -= 1
        rest = [token.word for token in tokens[start + 1 : end]]
        place = fold(" ".join(rest))
        if place in self._places and rest[0].removeprefix(ARTICLE) not in self._words["container"]:
            country, end = country or self._places[place], start + 1  # سفير فرنسا, but أمير منطقة عسير
        elif len(rest) > 1 and rest[-2] not in self._words["preposition"]:
            country = country or self._places.get(fold(rest[-1]))  # رئيس وزراء كندا
        written = text[tokens[start].start : tokens[start].end]
        is_bare = fold(row["form"]) == fold(row["role"])  # not قائده, وزيرا
        head = written[clitics:] if is_bare else row["role"]
        if clitics and written.startswith(LAM + LAM):  # للناطق الإعلامي
            head = ARTICLE + head
        tail = _STRIPPED.sub("", text[tokens[start].end : tokens[end - 1].end])
        return head + tail + former, int(row["number"]), country

    def _after(self, text: str) -> Position:
        """Of the words behind a name: `، وزير الخارجية السابق، ...`; nothing unless a role stands there bare."""
        tokens, draft = tokens_of(text), Draft()
        at = 1 if tokens and tokens[0].word in _OPENERS else 0
        while at < len(tokens) and (
            self._is_bare_role(tokens, at) or (draft.roles and self._is_joined(tokens, at))
        ):
            end = at + 1
            while end < len(tokens) and end - at < _LONGEST_ROLE and not self._ends_role(tokens, at, end):
                end += 1
            role, _, country = self._role(text, tokens, at, end)
            draft.is_former |= self._is_former(tokens, at, end)
            draft.field = draft.field or self._roles[tokens[at].word][0]["field"]
            draft.roles, draft.country = [*draft.roles, role], draft.country or country
            is_more = end < len(tokens) and (
                self._is_next_role(tokens, at, end) or self._is_joined(tokens, end)
            )
            is_listed = end < len(tokens) and tokens[end].word in _CLOSERS[:2]
            at = end if is_more else end + 1 if is_listed else len(tokens)
        return draft.finished()

    def _given(self, text: str) -> Position:
        """Of the words behind somebody who is appointed: `وزيرا للخارجية`."""
        return self._after(in_nominative(text, self._roles))

    def _is_joined(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a further role of one person is joined here: رئيس الإمارات | وحاكم دبي."""
        entry = self._roles.get(tokens[at].word)
        is_one = entry is not None and entry[1] == 1 and entry[0]["number"] == "1"
        return is_one and tokens[at].word.startswith(WAW) and self._phrases.is_complete(tokens, at)

    def _is_bare_role(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether somebody's role begins here: one person's, without a proclitic, and not أخوه."""
        entry = self._roles.get(tokens[at].word)
        if entry is None or entry[1] or entry[0]["number"] != "1":
            return False
        if entry[0]["role"].endswith(_HIS) or entry[0]["field"] == _KIN:
            return False
        is_title = tokens[at].word in self._titles and tokens[at].word.startswith(ARTICLE)
        return not is_title or self._is_role(tokens, at, len(tokens))

    def _ends_role(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether the role behind a name that began at `start` is over before the token `at`."""
        word = tokens[at].word
        if not word[0].isalnum() or word == LAM or word in self._words["verb"] or word in self._words["time"]:
            return True
        if word in self._words["function"]:
            if at + 1 < len(tokens) and tokens[at + 1].word[0].isdigit():  # في 15 كانون الثاني
                return True
            return word not in self._words["preposition"] or at - start > _SHORT_ROLE
        if word in self._roles:
            return self._is_next_role(tokens, start, at) or self._is_joined(tokens, at)
        if word in self._titles:
            return word.startswith(WAW)  # وصاحب السمو: the next person
        before = tokens[at - 1].word
        is_new_noun = (
            before.startswith(ARTICLE) and not word.startswith(DEFINITE) and before not in self._titles
        )
        if tokens[start].word.startswith(ARTICLE) and word.startswith(_COMPLEMENT):
            return False  # المتحدث الرسمي | لمركز المدينة
        return is_new_noun and not self._phrases.is_proper(word)  # وزير الشؤون البلدية | نزع ملكيات
