"""The search for names of persons: rules are tried only where one may begin, at a tenth of the tokens."""

from collections.abc import Iterator, Mapping

import numpy as np

from transforms.grammar import Found, Grammar
from transforms.persons.looks import Flags
from transforms.persons.symbols import PersonSymbols
from transforms.words import Words

_NAMES = (
    "strong", "weak", "ali", "abd", "abu", "unknown", "unknown_definite", "surname_definite", "ibn", "al", "clan",
    "foreigner", "title_surname",
)  # fmt: skip
_ALONE = ("title", "part", "role", "strong_first", "single", "foreigner", "ali_first", "abd", "abu")
_BEFORE_NAME = ("weak_first", "verb")
_NEAR_NAME = ("nationality",)


class PersonGrammar(Grammar):
    """The rules for persons; a rule begins with a title, a role, a given name, or a word that leads to a name."""

    def __init__(self, symbols: PersonSymbols, rules: Mapping[str, str]) -> None:
        super().__init__(symbols, rules)
        self._bits = symbols

    def find(self, batch: Words) -> Iterator[Found]:
        """Every match in a batch, left to right, without overlap."""
        text = self.encode(batch)
        end = 0
        for start in self._starts(batch):
            match = self._all.match(text, start) if start >= end else None
            if match is None:
                continue
            end = match.end()
            rule = match.lastgroup or ""
            exact = self._each[rule].match(text, start)
            captures = {}
            if exact:
                captures = {name: exact.span(name) for name in exact.groupdict() if exact.start(name) >= 0}
            yield Found(rule, start, end, captures)

    def _starts(self, batch: Words) -> list[int]:
        """Tokens at which a rule may begin, judged by the two tokens behind them."""
        here = self._bits.bits[batch.word]

        def have(*names: str) -> Flags:
            found: Flags = (here & np.uint64(self._bits.mask(*names))) != 0
            return found

        named = np.append(have(*_NAMES)[1:], False)
        near = named | np.append(named[1:], False)
        begins = have(*_ALONE) | (have(*_BEFORE_NAME) & named) | (have(*_NEAR_NAME) & near)
        starts: list[int] = np.flatnonzero(begins).tolist()
        return starts
