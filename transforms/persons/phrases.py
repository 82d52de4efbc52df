"""Where the noun phrase of a role is over: what follows is another role, or the clause goes on.

`أمير منطقة عسير | رئيس مجلس التنمية`, `أمير منطقة عسير | بإيقاف مظاهر`, `المبعوث الأممي إلى سوريا | يطالب نظام`.
"""

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache

from transforms.folding import ALEF, HEH, YEH, fold
from transforms.lexicons import Row
from transforms.persons.positions import Token
from transforms.symbols import ARTICLE, BEH, LAM, WAW

TANWEEN = "\N{ARABIC FATHATAN}"
DEFINITE = (ARTICLE, WAW + ARTICLE, BEH + ARTICLE, LAM + LAM, WAW + LAM + LAM)
HIS = (HEH, HEH + ALEF)  # نظيره, زوجها: whose relative somebody is says nothing of a position
_JOINED = (WAW, LAM)  # proclitics with which a phrase goes on
_ADJECTIVE = (YEH, "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER ALEF MAKSURA}")  # endings
_PARTICIPLE = ARTICLE + "\N{ARABIC LETTER MEEM}"
_SHORTEST = 3  # letters of a noun behind a preposition


class Phrases:
    """Reads noun phrases by what stands beside each of their words.

    `roles`, `titles`, `places`, `nations`, `heads` (what bodies and sites are called by): what belongs to a word
    list; `words`: those of each kind in `name_words`.
    """

    def __init__(
        self,
        roles: Container[str],
        titles: Mapping[str, tuple[Row, int]],
        places: Container[str],
        nations: Container[str],
        heads: Container[str],
        words: Mapping[str, Container[str]],
    ) -> None:
        self._roles, self._titles, self._places = roles, titles, places
        self._nations, self._heads, self._words = nations, heads, words
        self._is_place = lru_cache(maxsize=65536)(self._place)

    def is_complete(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether nothing has to follow the word before `at`: it is definite, or a place."""
        word = tokens[at - 1].word
        title = self._titles.get(word)
        goes_on = (
            title is not None and title[0]["number"] == "1" and title[0]["kind"] != "part"
        )  # الملك | فهد
        return (word.startswith(DEFINITE) and not goes_on) or self._is_place(word)

    @staticmethod
    def is_owner(tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a definite word tells what a role is of, right behind its indefinite head: مدرب المنتخب."""
        is_definite = tokens[at].word.startswith(ARTICLE)
        return at == start + 1 and is_definite and not tokens[start].word.startswith(ARTICLE)

    def singular(self, word: str) -> str:
        """What السابق is of one, without the article: سابق."""
        bare = word.removeprefix(ARTICLE)
        return bare[:-2] if bare[:-2] in self._words["former"] else bare

    def is_proper(self, word: str) -> bool:
        """Whether a word within a role may be a name: مدير جامعة الملك سعود, سفير المملكة بلندن."""
        return self._is_place(word) or self._is_place(word[1:])

    def is_body(self, word: str) -> bool:
        """Whether bodies and sites are called by a word."""
        return word in self._heads

    def is_attributed(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a definite word at a token may belong to the definite head: الأمين العام المساعد."""
        between = (token.word for token in tokens[start + 1 : at])
        has_complement = any(
            word.startswith((LAM, BEH)) or word in self._words["preposition"] for word in between
        )
        return tokens[start].word.startswith(DEFINITE) and not has_complement

    def broken_at(self, text: str, tokens: Sequence[Token], start: int, end: int) -> int:
        """The first token behind the head `start` that is not of its phrase, or `end`."""
        return next((at for at in range(start + 1, end) if self._breaks(text, tokens, start, at)), end)

    def _breaks(self, text: str, tokens: Sequence[Token], start: int, at: int) -> bool:
        token, before = tokens[at], tokens[at - 1].word
        word = token.word
        if TANWEEN in text[token.start : token.end + 1] and word not in self._words["former"]:
            return True
        if word in self._words["preposition"]:
            return self._leaves(tokens, start, at)
        if word.endswith(HIS) and before in self._words["preposition"]:  # الوزير في مكتبه
            return True
        if not word[0].isalpha() or word[0].isascii() or not self.is_complete(tokens, at):
            return False
        if word in self._roles or word in self._titles or word in self._nations or self._is_place(word):
            return False
        if word.startswith(ARTICLE):
            is_attribute = word.startswith(_PARTICIPLE) or word.endswith(_ADJECTIVE)
            return self._is_place(before) and not is_attribute and not self._is_quality(word)
        if word.startswith(_JOINED) or word.startswith(DEFINITE) or self._is_known(word):
            return False
        if word.startswith(BEH) and (self._is_known(word[1:]) or self._is_place(word[1:])):
            return False
        return len(word) > _SHORTEST

    def _leaves(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a preposition begins what is no more of the role: `على` but of المشرف, `في` before أعقاب."""
        if tokens[at].word in self._words["above"]:
            head, last = tokens[max(start, at - 2)].word, tokens[at - 1].word  # المشرف العام, مشرف عام
            agree = head.startswith(ARTICLE) == last.startswith(ARTICLE)
            return last not in self._roles and not (agree and head in self._roles)
        return at + 1 < len(tokens) and tokens[at + 1].word in self._words["occasion"]

    def is_open(self, tokens: Sequence[Token], end: int) -> bool:
        """Whether words end in a noun behind a preposition that what follows belongs to: روائي في رصيد."""
        is_ruled = tokens[end - 2].word in self._words["preposition"]
        return is_ruled and not self.is_complete(tokens, end) and tokens[end - 1].word[0].isalpha()

    def parts(self, tokens: Sequence[Token], start: int, at: int) -> bool:
        """Whether a preposition is no more of a role that tells what it is of: وزير الداخلية | إلى."""
        head = tokens[start].word
        is_construct = at - start > 1 and not head.startswith(DEFINITE) and self.is_complete(tokens, at)
        return is_construct and tokens[at].word in self._words["parting"] and head not in self._words["sent"]

    def _place(self, word: str) -> bool:
        return fold(word) in self._places

    def _is_quality(self, word: str) -> bool:
        return word in self._words["former"] or word in self._words["current"]

    def _is_known(self, word: str) -> bool:
        return word in self._heads or word in self._words["function"] or self._is_quality(word)
