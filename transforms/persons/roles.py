"""Titles and roles around a name: what honorifics and positions the words before and after it give, in the singular.

`عضوا القيادة المركزية للحزب` is the role `عضو القيادة المركزية للحزب` of two persons; `الرئيس الفلسطيني` is the title
`الرئيس`, the role `رئيس` and the country PS. Each distinct expression is read once.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from transforms.folding import ALEF, fold
from transforms.lexicons import Row
from transforms.persons.honorifics import Honorifics
from transforms.persons.owners import Owners
from transforms.persons.phrases import DEFINITE, HIS, TANWEEN, Phrases
from transforms.persons.positions import (
    COMMA,
    Draft,
    Position,
    Token,
    index_of,
    places_of,
    spellings_of,
    tokens_of,
)
from transforms.symbols import ARTICLE, BEH, LAM, WAW, Entries, forms

_KINDS = (
    "function", "preposition", "verb", "former", "current", "time", "container", "site", "office", "above", "occasion",
    "deputy", "parting", "sent", "rank", "deed", "grade",
)  # fmt: skip
_HEADS = ("container", "site", "office")  # kinds of words that bodies and sites are called by
LONGEST_ROLE = 12  # words
_STRIPPED = re.compile(r"[\W_]+$")
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"
_NISBA = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER YEH}" + _FEMININE)
_OPEN = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_CLOSE = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_COUNTERPART = "counterpart"
KIN = "kin"  # of a role that says whose relative somebody is, which is no position
COMPLEMENT = (ARTICLE, LAM, BEH)  # of a definite role: العام, للحزب, بالوزارة
_CLOSERS = (COMMA, ",", ".", "(")
_WITHIN = (
    '"()\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)


class Positions:
    """Reads titles and roles; built once from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]]) -> None:
        self.roles = index_of(seeds["roles"], Entries((), prepositions=True, article=True))
        self.nations = {
            form: row["country_code"]
            for row in seeds["nationalities"]
            for word in spellings_of(row["word"])
            for ending in ("", _FEMININE)
            for form, _ in forms(ARTICLE + word + ending, Entries((), prepositions=True))
        }
        self.bare_nations = {
            row["word"] + ending: row["country_code"]
            for row in seeds["nationalities"]
            for ending in ("", _FEMININE)
        }
        self._topics = {
            row["word"] for row in seeds["organisation_words"] if row["kind"] == "topic"
        }  # المالية
        self._bare = {row["form"] for row in seeds["roles"] if fold(row["form"]) == fold(row["role"])}
        self._places = places_of(seeds["places"])
        self.words = {
            kind: {row["word"] for row in seeds["name_words"] if row["kind"] == kind} for kind in _KINDS
        }
        heads = {row["word"] for row in seeds["organisation_heads"]}.union(
            *(self.words[kind] for kind in _HEADS)
        )
        titles = index_of(seeds["titles"], Entries((), prepositions=True))
        self.titles = {form: title for form, title in titles.items() if not (title[1] and form in heads)}
        deputies = {form for word in self.words["deputy"] for form in (word, WAW + word)}
        words = (self.words[kind] for kind in ("container", "preposition", "grade"))
        self._honorifics = Honorifics(self.titles, self.roles, deputies, *words)
        self.phrases = Phrases(self.roles, self.titles, self._places, self.nations, heads, self.words)
        self._owners = Owners(self.titles, self.roles, self._bare, self.phrases, self.words["preposition"])
        self._qualities = self.words["former"] | self.words["current"]
        self.before = lru_cache(maxsize=65536)(self._before)

    def is_place(self, name: str) -> bool:
        """Whether a place is called so: أبو ظبي is nobody's father."""
        return fold(name) in self._places

    def is_prose(self, text: str) -> bool:
        """Whether words lead to a name with more than titles: `إلى أخيهما الملك`, but not `، الدكتور`."""
        tokens = tokens_of(text)
        return any(
            token.word[0].isalnum() and not self._honorifics.is_title(tokens, at)
            for at, token in enumerate(tokens)
        )

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
            if self._honorifics.is_title(tokens, at) and not self.is_role(tokens, at, last):
                is_of_several = self.titles[token.word][0]["number"] != "1"
                if not (is_of_several and at and self.phrases.is_body(tokens[at - 1].word)):  # مجلس النواب
                    self._add_title(draft, token)
                at += 1
            elif token.word in self.roles and self._is_held(text, tokens, at):
                at = self._add_role(draft, text, tokens[:last], at)
            elif self._is_counterpart(token.word):
                draft.is_counterpart, at = True, at + 1
            else:
                self._add_word(draft, token)
                at += 1
        if self._owners.are_meant(tokens, last):
            draft = Draft()
        for token in tokens[last:]:
            if token.word in self.titles:
                self._add_title(draft, token)
            elif token.word in self.words["grade"] and draft.titles:
                draft.titles[-1] += f" {token.word}"
        return draft.finished()

    def _is_held(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Whether a role is somebody's here: not whose equal he is (نظيره), not what he becomes (رئيسا للوزراء)."""
        row, clitics = self.roles[tokens[at].word]
        if row["role"].endswith(HIS) or TANWEEN in text[tokens[at].start : tokens[at].end + 1]:
            return False
        if clitics and tokens[at].word.startswith(BEH) and row["form"] in self.words["deed"]:
            return False
        is_dual = row["number"] == "2" and row["form"].endswith(ALEF)
        return not (is_dual and at + 1 < len(tokens) and tokens[at + 1].word.startswith(LAM))

    def _is_counterpart(self, word: str) -> bool:
        """Whether somebody holds the position of the one named before him: نظيره."""
        return word in self.roles and self.roles[word][0]["field"] == _COUNTERPART

    def _add_word(self, draft: Draft, token: Token) -> None:
        """A word behind a title: whose or since when; any other says that the title was somebody else's."""
        if token.word not in self.nations and not self._is_quality(token.word) and token.word[0].isalnum():
            draft.titles, draft.roles = [], []
        draft.country = self.nations.get(token.word) or draft.country  # مدرب جامايكا، الألماني
        if draft.roles and token.word in self.words["former"]:
            draft.is_former = True
            if draft.is_implied:
                draft.roles[-1] += f" {self.phrases.singular(token.word)}"

    def is_role(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether what follows a title makes it a role of its own: الأمين العام للحزب, but not الرئيس الفلسطيني."""
        row = self.titles[tokens[at].word][0]
        if not tokens[at].word.startswith(DEFINITE) and tokens[at].word in self.roles:  # أمير منطقة عسير
            return at + 1 < last and tokens[at + 1].word not in self.titles
        if row["number"] != "1" or tokens[at].word not in self.roles or at + 1 >= last:
            return False
        if row["form"].removeprefix(ARTICLE) in self.words["rank"]:
            return False
        following = tokens[at + 1].word
        is_office = bool(row["role"]) or following.endswith(_NISBA) or not following.startswith(ARTICLE)
        is_other = following in self.titles and not following.startswith(LAM)  # الوزير | المهندس
        if is_other or not (is_office and following.startswith(COMPLEMENT)):
            if following not in self.words["preposition"] or at + 2 >= last:
                return False
            if tokens[at + 2].word.endswith(HIS):
                return False
        return not all(self._is_quality(token.word) for token in tokens[at + 1 : last])

    def _is_quality(self, word: str) -> bool:
        """Whether a word behind a title only says whose or since when: اللبناني, السابق."""
        return word in self._qualities or word in self.nations

    def _add_title(self, draft: Draft, token: Token) -> None:
        """What stands before a name like a title: a position, an honorific (as one is behind another), or both."""
        row = self.titles[token.word][0]
        draft.number = max(draft.number, int(row["number"]))
        draft.field = draft.field or row["field"]
        if row["role"] and row["number"] != "1":
            draft.roles, draft.is_implied = [], True  # قائدي البلدين الرئيسين: what both are
        if row["role"] and (draft.is_implied or not draft.roles):
            draft.roles.append(row["role"])
            draft.is_implied = True
            if row["kind"] != "address":
                return
        draft.titles.append(row["title"])

    def _add_role(self, draft: Draft, text: str, tokens: Sequence[Token], at: int) -> int:
        end = self._role_end(tokens, at)
        over = self.phrases.broken_at(text, tokens, at, end)
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
        role, number, country = self.role(text, tokens, at, end)
        is_former = self.is_former(tokens, at, end)
        if draft.shared > 1:  # the position of others: وأعضاء الوفد وسفير سورية
            draft.titles, draft.number, draft.field = [], 1, ""
        if draft.shared > 1 or draft.is_implied:
            draft.roles, draft.is_implied = [], False
        if self.roles[tokens[at].word][0]["field"] == KIN:
            return
        draft.roles.append(role)
        draft.is_former = is_former
        draft.field = draft.field or self.roles[tokens[at].word][0]["field"]
        draft.shared = number
        draft.number = max(draft.number, number)
        draft.country = draft.country or country

    def _role_end(self, tokens: Sequence[Token], start: int) -> int:
        at = start + 1
        while at < len(tokens) and at - start < LONGEST_ROLE:
            word = tokens[at].word
            if (not word[0].isalnum() and word not in _WITHIN) or word == LAM:  # لـ"الوطن"
                break
            if word in self.titles and word.startswith(WAW) and word not in self.roles:
                break
            if word in self.roles and self.roles[word][1] and word.startswith(WAW):  # وسفير سورية
                break
            if self.is_next_role(tokens, start, at):
                break
            at += 1
        return at

    def is_next_role(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a further role of one person begins at a token: رئيس مجلس الوزراء | وزير الدفاع."""
        word, entry = tokens[at].word, self.roles.get(tokens[at].word)
        is_one = entry is not None and not entry[1] and entry[0]["number"] == "1"
        if not is_one or not self.phrases.is_complete(tokens, at):
            return False
        if word.startswith(ARTICLE) and (
            word.endswith(_NISBA) or self.phrases.is_attributed(tokens, start, at)
        ):
            return False  # مجلس القضاء الإداري
        if word.startswith(ARTICLE) and self.roles[word][0]["form"] in self.words["deed"]:
            return False  # القوات المساعدة
        return word not in self.titles or self.is_role(tokens, at, len(tokens))

    def is_former(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether a role is over, or has not begun: السابق, المنتخب."""
        return any(
            tokens[at].word in self.words["former"] and not self.phrases.is_owner(tokens, start, at)
            for at in range(start, end)
        )

    def _nation_within(self, words: Sequence[str]) -> str | None:
        """The country of the body that a role is at: رئيس الاتحاد المصري لكرة السلة, but not سفير لدى السعودية."""
        found: set[str] = set()
        for before, word in pairwise(words):
            if word in self.words["preposition"]:
                break
            if word in self.nations and word not in self._topics and before.startswith(DEFINITE):
                found.add(self.nations[word])
        return found.pop() if len(found) == 1 else None

    def role(self, text: str, tokens: Sequence[Token], start: int, end: int) -> tuple[str, int, str | None]:
        """A role's words, the first in the singular, without nationality or country at the end."""
        row, clitics = self.roles[tokens[start].word]
        is_bare = row["form"] in self._bare  # not قائده, وزيرا
        country, former = None, ""
        while end - start > 1:
            word = tokens[end - 1].word
            if is_bare and self.phrases.is_owner(tokens, start, end - 1):  # مدرب المنتخب, not مدربه الجديد
                break
            is_quality = word in self._qualities
            is_full = self.phrases.is_complete(tokens, end - 1) or tokens[end - 2].word.endswith(HIS)
            is_nation = word in self.nations and word not in self._topics and is_full  # رئيسه الهندي
            if not is_quality and not is_nation:  # بوزارة المالية
                break
            if is_quality and word in self.words["former"]:
                former = f" {word}{former}"
            country = country or self.nations.get(word)
            end -= 1
        rest = [token.word for token in tokens[start + 1 : end]]
        place = fold(" ".join(rest))
        if place in self._places and rest[0].removeprefix(ARTICLE) not in self.words["container"]:
            country, end = country or self._places[place], start + 1  # سفير فرنسا, but أمير منطقة عسير
        elif len(rest) > 1 and rest[-2] not in self.words["preposition"]:
            country = country or self._places.get(fold(rest[-1]))  # رئيس وزراء كندا
        if not country and not row["field"]:  # a club's country is not its player's
            country = self._nation_within([token.word for token in tokens[start:end]])
        written = text[tokens[start].start : tokens[start].end]
        head = written[clitics:] if is_bare else row["role"]
        if clitics and written.startswith(LAM + LAM):  # للناطق الإعلامي
            head = ARTICLE + head
        tail = _STRIPPED.sub("", text[tokens[start].end : tokens[end - 1].end])
        if tail.count(_OPEN) > tail.count(_CLOSE):  # زعيم «جبهة النصرة»
            tail += _CLOSE
        return head + tail + former, int(row["number"]), country
