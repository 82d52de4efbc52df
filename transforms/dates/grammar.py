"""A grammar that looks only where a rule may begin, and only for the rules that may begin there.

With fifty rules, most tokens begin none of them and the others begin a few: an index from the code of a token to
the rules that may begin with it finds the same matches as `Grammar.find`, some twenty times as fast. Captures are
worked out when asked for, since the same expression recurs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from transforms.grammar import Found, Grammar
from transforms.words import Words

_TOKEN = re.compile(r"[()|]|[?*+]|\{[^}]*\}|[^\s()|?*+{}]+")
_LOOKS = ("<", ">")
NOTHING = "(?!)"  # the pattern that matches nowhere


def starts(rule: str) -> set[str]:
    """The symbols that may be the first token of a match.

    >>> sorted(starts("<of ( a? | >b x:c ) d* e f"))
    ['a', 'c', 'd', 'e']
    """
    return _sequence(_TOKEN.findall(rule), 0)[0]


def _sequence(tokens: list[str], at: int) -> tuple[set[str], bool, int]:
    """The first symbols of the alternatives from `at` to their end, whether they may be empty, and where they end."""
    found: set[str] = set()
    is_optional, may_begin = (
        False,
        True,
    )  # of the whole; whether nothing has been taken yet in this alternative
    while at < len(tokens) and tokens[at] != ")":
        symbol = tokens[at]
        at += 1
        if symbol == "|":
            is_optional |= may_begin
            may_begin = True
            continue
        if symbol[0] in _LOOKS:
            continue
        first, is_empty = {symbol.rpartition(":")[2]}, False
        if symbol == "(":
            first, is_empty, at = _sequence(tokens, at)
            at += 1
        if at < len(tokens) and tokens[at] in ("?", "*"):
            is_empty = True
        if at < len(tokens) and tokens[at][0] in "?*+{":
            at += 1
        if may_begin:
            found |= first
            may_begin = is_empty
    return found, is_optional | may_begin, at


@dataclass
class IndexedGrammar(Grammar):
    """The rules of one family, indexed by the codes that they may begin with."""

    _rules_of: dict[int, list[str]] = field(default_factory=dict, init=False)
    _led: dict[tuple[int, str], re.Pattern[str]] = field(default_factory=dict, init=False)
    _compiled: dict[tuple[str, ...], re.Pattern[str]] = field(default_factory=dict, init=False)
    _exact: dict[str, re.Pattern[str]] = field(default_factory=dict, init=False)

    def find(self, batch: Words) -> Iterator[Found]:
        """Every match in a batch, left to right, without overlap."""
        text, last = self.encode(batch), 0
        for position, code in self.starts_in(text):
            if position >= last and (match := self.match_at(text, position, code)):
                rule, last = match
                captures = self.captures(text, rule, position, last)
                spans = {name: (n + position, n + position + 1) for name, n in captures.items()}
                yield Found(rule, position, last, spans)

    def encode_words(self, batch: Words) -> tuple[str, npt.NDArray[np.uint8]]:
        """The batch as `encode` writes it, and for each distinct word how many letters of it are proclitics."""
        bits, clitics = self.symbols.of_words(batch)
        distinct, inverse = np.unique(bits, return_inverse=True)
        codes = np.array([self.symbols.code(int(one)) for one in distinct], dtype=np.uint32)
        if self.symbols.n_codes != self._n_codes:
            self._compile()
        return codes[inverse][batch.word].astype("<u4").tobytes().decode("utf-32-le"), clitics

    def starts_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Each token of an encoded batch that a rule may begin with, and its code."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        is_start = np.zeros(int(codes.max(initial=0)) + 1, dtype=np.bool_)
        is_start[[code for code in self._rules_of if code < len(is_start)]] = True
        positions = np.flatnonzero(is_start[codes])
        return zip(positions.tolist(), codes[positions].tolist(), strict=True)

    def match_at(self, text: str, position: int, code: int, after: str = "") -> tuple[str, int] | None:
        """The rule that matches at a token with this code, and where it ends; only rules after a given one."""
        led = self._led.get((code, after)) or self._lead(code, after)
        match = led.match(text, position)
        return (match.lastgroup or "", match.end()) if match else None

    def captures(self, text: str, rule: str, start: int, end: int) -> dict[str, int]:
        """Where the captures of a match stand, counted from its first token."""
        if rule not in self._exact:
            self._exact[rule] = re.compile(self._pattern(rule, self.rules[rule], captures=True))
        exact = self._exact[rule].match(text, start, end)
        if exact is None:
            return {}
        return {name: at - start for name in exact.groupdict() if (at := exact.start(name)) >= 0}

    def _compile(self) -> None:
        """Indexes anew when a batch has brought sets of symbols that were not met before."""
        self._n_codes = self.symbols.n_codes
        for kept in (self._rules_of, self._led, self._compiled, self._exact):
            kept.clear()
        for name, rule in self.rules.items():
            for code in set().union(*(self.symbols.codes_with(symbol) for symbol in starts(rule))):
                self._rules_of.setdefault(code, []).append(name)

    def _lead(self, code: int, after: str) -> re.Pattern[str]:
        """The rules that may begin with a code, in order, as one pattern."""
        names = tuple(self._rules_of[code])
        if after:
            names = names[names.index(after) + 1 :]
        if names not in self._compiled:
            each = (f"(?P<{name}>{self._pattern(name, self.rules[name], captures=False)})" for name in names)
            self._compiled[names] = re.compile("|".join(each) or NOTHING)
        self._led[code, after] = self._compiled[names]
        return self._led[code, after]
