"""Titles that stand right before a name, and those that a role is of: `نائب خادم الحرمين الشريفين`."""

from collections.abc import Container, Mapping, Sequence

from transforms.lexicons import Row
from transforms.persons.phrases import DEFINITE
from transforms.persons.positions import Token
from transforms.symbols import ARTICLE, LAM, WAW


class Honorifics:
    """Tells the two apart; `titles`, `roles`: forms, see `positions.index_of`.

    `deputies`: who acts for an office; `bodies`: what has members, as a title may be spelled (الفريق);
    `prepositions`: those within roles; `grades`: what belongs to the title before it (الفريق أول).
    """

    def __init__(
        self,
        titles: Mapping[str, tuple[Row, int]],
        roles: Mapping[str, tuple[Row, int]],
        deputies: Container[str],
        bodies: Container[str],
        prepositions: Container[str],
        grades: Container[str],
    ) -> None:
        self._titles, self._roles, self._deputies = titles, roles, deputies
        self._bodies, self._prepositions, self._grades = bodies, prepositions, grades

    def is_title(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word is a title, or part of one that is begun before it: السمو, but not الديوان الملكي."""
        return (
            tokens[at].word in self._titles and self._is_begun(tokens, at) and not self._is_body(tokens, at)
        )

    def _is_body(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a title is the body that a role is at: مدرب الفريق, المدير للفريق, المشرف على الفريق."""
        form, clitics = self._titles[tokens[at].word][0]["form"], self._titles[tokens[at].word][1]
        if not at or form.removeprefix(ARTICLE) not in self._bodies:
            return False
        before = tokens[at - 1].word
        is_joined = bool(clitics) and not tokens[at].word.startswith(WAW)
        is_owner = before in self._roles and not before.startswith(DEFINITE)
        return is_joined or is_owner or before in self._prepositions

    def with_owner(self, tokens: Sequence[Token], last: int) -> int:
        """Where a role ends that is right before a title: نائب خادم الحرمين الشريفين, السكرتير لخادم الحرمين."""
        if not 0 < last < len(tokens):
            return last
        if tokens[last - 1].word in self._roles:
            owner = self._titles.get(tokens[last].word)
            if owner is None or owner[0]["kind"] != "part" or tokens[last].word.startswith(ARTICLE):
                return last
            last += 1
        elif last < 2 or not self._is_of(tokens[last - 1].word):
            return last
        while last < len(tokens) and self._is_part(tokens[last].word):
            last += 1
        return last

    def _is_of(self, word: str) -> bool:
        """Whether a title tells whose what stands before it is: لخادم."""
        return word.startswith(LAM) and word in self._titles and bool(self._titles[word][1])

    def _is_part(self, word: str) -> bool:
        """Whether a word goes on with the title before it: صاحب | السمو."""
        return word.startswith(ARTICLE) and word in self._titles and self._titles[word][0]["kind"] == "part"

    def is_honorific(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a title is one, and not what somebody is at the head of: رئيس الوزراء."""
        at -= at > 0 and tokens[at].word in self._grades
        entry = self._titles.get(tokens[at].word)
        if entry is None or not self.is_title(tokens, at):
            return False
        if not at:
            return True
        before = tokens[at - 1].word
        if self._is_of(tokens[at].word):  # المبعوث الخاص للرئيس
            return False
        if entry[0]["number"] == "1":
            return not (entry[0]["role"] and before in self._deputies)  # معاون الوزير is none
        return before.startswith(DEFINITE) or before in self._titles or not before[0].isalpha()

    def _is_begun(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the definite part of a title has its beginning before it: آية الله, but not حزب الله."""
        if self._titles[tokens[at].word][0]["kind"] != "part" or not tokens[at].word.startswith(ARTICLE):
            return True
        return at > 0 and tokens[at - 1].word in self._titles
