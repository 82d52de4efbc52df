"""Whether what leads to a name tells the position of its bearer, or only what is his: `محامي مبارك`."""

from collections.abc import Container, Mapping, Sequence

from transforms.lexicons import Row
from transforms.persons.phrases import DEFINITE, Phrases
from transforms.persons.positions import Token
from transforms.symbols import BEH


class Owners:
    """`titles`, `roles`: forms, see `positions.index_of`; `bare`: roles as they stand without whose they are."""

    def __init__(
        self,
        titles: Mapping[str, tuple[Row, int]],
        roles: Mapping[str, tuple[Row, int]],
        bare: Container[str],
        phrases: Phrases,
        prepositions: Container[str],
    ) -> None:
        self._titles, self._roles, self._bare = titles, roles, bare
        self._phrases, self._prepositions = phrases, prepositions

    def are_meant(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether the position in the first `last` words, before the titles of a name, is not its bearer's."""
        return self._has_another(tokens, last) if last < len(tokens) else self._has_named(tokens)

    def _has_another(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether it is of what the one with the title has: أول روائي في رصيد | المخرجة."""
        title = self._titles.get(tokens[last].word)
        is_position = title is not None and bool(title[0]["role"]) and not title[1]
        return is_position and last > 1 and self._phrases.is_open(tokens, last)

    def _has_named(self, tokens: Sequence[Token]) -> bool:
        """Whether it is of him who is named: محامي مبارك, وزير في حكومة عمران خان, مدير مكتب نتنياهو."""
        last = tokens[-1].word
        if last.startswith(DEFINITE):
            return False
        if len(tokens) > 1:
            before = tokens[-2].word
            is_at = before in self._roles and self._phrases.is_body(last.removeprefix(BEH))  # مسؤول بمكتب
            return is_at or (before in self._prepositions and self._phrases.is_body(last))
        return last in self._roles and last not in self._titles and self._roles[last][0]["form"] in self._bare
