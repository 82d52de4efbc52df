"""Rules as readable text over symbol names, found in one pass over a batch.

    day:num31 of? month:month ( comma? year:year )?

A word of a rule is a symbol (see `symbols`), `any` for any token of a sentence, or `-name` for a token that is no
such symbol; `name:` before it captures it. `?`, `*`, `+` and `{m,n}` repeat, `( | )` groups, `<symbol` and
`>symbol` look behind and ahead without taking, `<!symbol` and `>!symbol` forbid. Of the rules of a family the
first that matches at the leftmost token wins, as long as it can.

The rules are compiled to one regular expression over the codes of tokens: a shard is one string with a character
a token, so the search runs at the speed of C and Python sees only what was found. Documents end with a token of
kind END and paragraphs with NEWLINE, which no rule crosses unless it names them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from transforms.symbols import Symbols
from transforms.words import Words

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<group>[(|)])|(?P<repeat>[?*+]|\{\d+(?:,\d*)?\})"
    r"|(?P<look>[<>]!?)?(?:(?P<capture>[a-z][a-z0-9_]*):)?(?P<minus>-)?(?P<symbol>[a-z][a-z0-9_]*)"
)
_LOOK = {"<": "(?<=%s)", ">": "(?=%s)", "<!": "(?<!%s)", ">!": "(?!%s)"}
BOUNDARIES = ("end", "newline")


class GrammarError(ValueError):
    """A rule that cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched: tokens `start` to `end` (exclusive) of the batch, and its captures likewise."""

    rule: str
    start: int
    end: int
    captures: dict[str, tuple[int, int]]


@dataclass
class Grammar:
    """The rules of one family, by name in order of preference."""

    symbols: Symbols
    rules: Mapping[str, str]
    _n_codes: int = field(default=-1, init=False)

    def find(self, batch: Words) -> Iterator[Found]:
        """Every match in a batch, left to right, without overlap."""
        text = self.encode(batch)
        for match in self._all.finditer(text):
            rule = match.lastgroup or ""
            exact = self._each[rule].match(text, match.start())  # no end: rules may look ahead
            captures = {}
            if exact:
                captures = {name: exact.span(name) for name in exact.groupdict() if exact.start(name) >= 0}
            yield Found(rule, match.start(), match.end(), captures)

    def encode(self, batch: Words) -> str:
        """The batch as a string, one character a token."""
        bits, _ = self.symbols.of_words(batch)
        distinct, inverse = np.unique(bits, return_inverse=True)
        codes = np.array([self.symbols.code(int(one)) for one in distinct], dtype=np.uint32)
        if self.symbols.n_codes != self._n_codes:
            self._compile()
        return codes[inverse][batch.word].astype("<u4").tobytes().decode("utf-32-le")

    def _compile(self) -> None:
        """Compiles anew when a batch has brought sets of symbols that were not met before."""
        self._n_codes = self.symbols.n_codes
        patterns = {name: self._pattern(name, rule, captures=True) for name, rule in self.rules.items()}
        self._each = {name: re.compile(pattern) for name, pattern in patterns.items()}
        plain = (
            f"(?P<{name}>{self._pattern(name, rule, captures=False)})" for name, rule in self.rules.items()
        )
        self._all = re.compile("|".join(plain))

    def _pattern(self, name: str, rule: str, captures: bool) -> str:
        parts: list[str] = []
        at = 0
        while at < len(rule):
            token = _TOKEN.match(rule, at)
            if token is None:
                raise GrammarError(f"rule {name}: cannot read {rule[at:]!r}")
            at = token.end()
            if token["group"]:
                parts.append(token["group"].replace("(", "(?:"))
            elif token["repeat"]:
                parts.append(token["repeat"])
            elif token["symbol"]:
                one = self._class(name, token["symbol"], bool(token["minus"]))
                if token["look"]:
                    one = _LOOK[token["look"]] % one
                elif token["capture"] and captures:
                    one = f"(?P<{token['capture']}>{one})"
                parts.append(one)
        return "".join(parts)

    def _class(self, rule: str, symbol: str, is_negative: bool) -> str:
        boundary = set().union(*(self.symbols.codes_with(name) for name in BOUNDARIES))
        if symbol == "any":
            return f"[^{_characters(boundary)}]"
        if not self.symbols.has(symbol):
            raise GrammarError(f"rule {rule}: there is no symbol {symbol}")
        codes = self.symbols.codes_with(symbol)
        if is_negative:
            return f"[^{_characters(codes | boundary)}]"
        return f"[{_characters(codes)}]" if codes else "(?!)"


def _characters(codes: set[int]) -> str:
    return "".join(f"\\U{code:08x}" for code in sorted(codes)) or "\\x00"
