"""Rules as readable text over symbol names, found in one pass over a batch.

    day:num31 of? month:month ( comma? year:year )?

A word of a rule is a symbol (see `symbols`), `any` for any token of a sentence, or `-name` for a token that is no
such symbol; `name:` before it captures it. `?`, `*`, `+` and `{m,n}` repeat, as often as they can, with another `?`
as seldom; `( | )` groups, `<symbol` and `>symbol` look behind and ahead without taking, `<!symbol` and `>!symbol`
forbid. Of the rules of a family the first that matches at the leftmost token wins.

The rules are compiled to steps of a small machine (`grammar_kernels`), which runs only where the first three tokens
are such that the rule may begin there. Documents end with a token of kind END and paragraphs with NEWLINE, which
no rule crosses unless it names them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from transforms import grammar_kernels as machine
from transforms.symbols import Bits, Symbols
from transforms.words import Integers, Words

_TOKEN = re.compile(
    r"\s*(?:(?P<group>[(|)])|(?P<repeat>[?*+]|\{(?P<least>\d+)(?P<most>,\d*)?\})"
    r"|(?P<look>[<>]!?)?(?:(?P<capture>[a-z][a-z0-9_]*):)?(?P<minus>-)?(?P<symbol>[a-z][a-z0-9_]*))\s*"
)
_REPEATS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
BOUNDARIES = ("end", "newline")
_DEPTH = 3  # tokens that decide whether a rule is tried


class GrammarError(ValueError):
    """A rule that cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched: tokens `start` to `end` (exclusive) of the batch, and its captures likewise."""

    rule: str
    start: int
    end: int
    captures: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Matches:
    """n matches in reading order: number of the rule, tokens [start, end), the token of each capture or -1 (n, k)."""

    rule: Integers
    start: Integers
    end: Integers
    captures: Integers


class Step(NamedTuple):
    """One step of a program, see `grammar_kernels`; places are counted from the step itself."""

    does: int
    one: int = 0
    two: int = 0
    symbols: int = 0


Steps = list[Step]


class Grammar:
    """The rules of one family, by name in order of preference."""

    def __init__(self, symbols: Symbols, rules: Mapping[str, str]) -> None:
        self.symbols = symbols
        self.names = tuple(rules)
        compiled = [_Rule(name, text, symbols) for name, text in rules.items()]
        self.captures = [rule.captures for rule in compiled]
        self._n_captures = max(map(len, self.captures), default=0)
        programs = [rule.steps for rule in compiled]
        self._first = np.cumsum([0, *map(len, programs)])[:-1].astype(np.int32)
        self._program = _program(programs)
        self._tables, self._always = _beginnings(programs)

    def find(self, batch: Words) -> Iterator[Found]:
        """Every match in a batch, left to right, without overlap."""
        bits, _ = self.symbols.of_words(batch)
        found = self.matches(batch.word, bits)
        columns = (found.rule, found.start, found.end, found.captures)
        for rule, start, end, tokens in zip(*(column.tolist() for column in columns), strict=True):
            captures = zip(self.captures[rule], tokens, strict=False)
            spans = {name: (token, token + 1) for name, token in captures if token >= 0}
            yield Found(self.names[rule], start, end, spans)

    def matches(self, word: Integers, bits: Bits, is_every: bool = False) -> Matches:
        """Every match, left to right, without overlap; with `is_every` all rules that match at any token.

        `word`: the number of each token's word; `bits`: the symbols of each word, as `Symbols.of_words` tells them.
        """
        sets = machine.sets_of_words(bits, self._tables, self._always)
        room = len(word) // 16 + 64
        while True:
            rows = np.empty((room, 3), dtype=np.int32)
            captures = np.empty((room, self._n_captures), dtype=np.int32)
            n = machine.search(word, bits, sets, *self._program, self._first, is_every, rows, captures)
            if n >= 0:
                rule, start, end = (column.copy() for column in rows[:n].T)
                return Matches(rule, start, end, captures[:n].copy())
            room *= 4


class _Rule:
    """Reads a rule from left to right into steps."""

    def __init__(self, name: str, text: str, symbols: Symbols) -> None:
        self._name, self._text, self._symbols, self._at = name, text.strip(), symbols, 0
        self._boundary = sum(int(symbols.bit(boundary)) for boundary in BOUNDARIES)
        self.captures: list[str] = []
        self.steps = [*self._alternatives(), Step(machine.MATCH)]
        if self._at < len(self._text):
            raise self._error()

    def _error(self) -> GrammarError:
        return GrammarError(f"rule {self._name}: cannot read {self._text[self._at :]!r}")

    def _next(self) -> re.Match[str]:
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            raise self._error()
        return token

    def _alternatives(self) -> Steps:
        steps = self._sequence()
        if self._text.startswith("|", self._at):
            self._at = self._next().end()
            others = self._alternatives()
            steps = [
                Step(machine.FORK, 1, len(steps) + 2),
                *steps,
                Step(machine.JUMP, len(others) + 1),
                *others,
            ]
        return steps

    def _sequence(self) -> Steps:
        steps: Steps = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            token = self._next()
            if token["repeat"]:
                raise self._error()
            self._at = token.end()
            if token["group"]:
                item = self._alternatives()
                if not self._text.startswith(")", self._at):
                    raise self._error()
                self._at = self._next().end()
            else:
                item = self._item(token)
            steps += self._repeated(item)
        return steps

    def _repeated(self, item: Steps) -> Steps:
        token = _TOKEN.match(self._text, self._at)
        if token is None or not token["repeat"]:
            return item
        self._at = token.end()
        is_lazy = self._text.startswith("?", self._at)
        if is_lazy:
            self._at = self._next().end()
        least, most = _REPEATS.get(token["repeat"], (0, None))
        if token["least"]:
            least = int(token["least"])
            most = int(token["most"][1:]) if token["most"] and token["most"] != "," else None
            most = most if token["most"] else least
        if most is None and len(item) in _reached([*item, Step(machine.MATCH)], {0}):
            raise GrammarError(f"rule {self._name}: what is repeated without end may be empty")
        return _repeat(item, least, most, is_lazy)

    def _item(self, token: re.Match[str]) -> Steps:
        """One token of the text, taken or looked at."""
        symbol = token["symbol"]
        if symbol != "any" and not self._symbols.has(symbol):
            raise GrammarError(f"rule {self._name}: there is no symbol {symbol}")
        is_other = symbol == "any" or bool(token["minus"])
        bits = 0 if symbol == "any" else int(self._symbols.bit(symbol))
        bits |= self._boundary if is_other else 0
        if look := token["look"]:
            flags = machine.OTHER * is_other | machine.FORBIDDEN * look.endswith("!")
            return [Step(machine.LOOK, -1 if look[0] == "<" else 0, flags, bits)]
        take = Step(machine.TAKE_OTHER if is_other else machine.TAKE, symbols=bits)
        if not token["capture"]:
            return [take]
        self.captures.append(token["capture"])
        return [Step(machine.SAVE, len(self.captures) - 1), take]


def _repeat(item: Steps, least: int, most: int | None, is_lazy: bool) -> Steps:
    def fork(behind: int) -> Step:
        return Step(machine.FORK, behind, 1) if is_lazy else Step(machine.FORK, 1, behind)

    if most is None:
        return item * least + [fork(len(item) + 2), *item, Step(machine.JUMP, -len(item) - 1)]
    steps: Steps = []
    for _ in range(most - least):  # from the last to the first: each stands within the one before it
        steps = [fork(len(item) + len(steps) + 1), *item, *steps]
    return item * least + steps


def _program(programs: list[Steps]) -> tuple[Integers, Bits]:
    """All programs as arrays, one behind the other, see `grammar_kernels`; places are counted from the beginning."""
    rows: list[tuple[int, int, int, int]] = []
    symbols: list[tuple[int, int, int]] = []
    for steps in programs:
        for place, step in enumerate(steps):
            is_fork = step.does == machine.FORK
            one = step.one + len(rows) * (is_fork or step.does == machine.JUMP)
            two = step.two + len(rows) * is_fork
            ways = [_beginning(steps, place + way) if is_fork else (0, False) for way in (step.one, step.two)]
            (first, is_first), (second, is_second) = ways
            rows.append((step.does, one, two, is_first | is_second << 1))
            symbols.append((step.symbols, first, second))
    return np.array(rows, dtype=np.int32), np.array(symbols, dtype=np.uint64)


def _beginning(steps: Steps, place: int) -> tuple[int, bool]:
    """The symbols of a token with which the steps from a place on may begin, and whether any token will do."""
    reached = [steps[one] for one in _reached(steps, {place})]
    symbols = reduce(or_, (step.symbols for step in reached if step.does == machine.TAKE), 0)
    return symbols, any(step.does in (machine.TAKE_OTHER, machine.MATCH) for step in reached)


def _beginnings(programs: list[Steps]) -> tuple[Bits, Bits]:
    """Which rules may begin with what, see `grammar_kernels.sets_of_words`."""
    tables = np.zeros((_DEPTH, 8, 256), dtype=np.uint64)
    values = np.arange(256)
    always = np.zeros(_DEPTH, dtype=np.uint64)
    for number, steps in enumerate(programs):
        group = np.uint64(1 << number % machine.GROUPS)
        places = _reached(steps, {0})
        for depth in range(_DEPTH):
            if any(steps[place].does == machine.MATCH for place in places):
                always[depth:] |= group
            for place in places:
                if steps[place].does == machine.TAKE_OTHER:
                    always[depth] |= group
                elif steps[place].does == machine.TAKE:
                    for byte in range(8):
                        tables[depth, byte, (values & (steps[place].symbols >> 8 * byte & 0xFF)) != 0] |= (
                            group
                        )
            taking = {
                place + 1 for place in places if steps[place].does in (machine.TAKE, machine.TAKE_OTHER)
            }
            places = _reached(steps, taking)
    return tables, always


def _reached(steps: Steps, places: set[int]) -> set[int]:
    """All steps that can be reached from these without taking a token, looks left aside."""
    reached: set[int] = set()
    open_places = list(places)
    while open_places:
        place = open_places.pop()
        if place in reached:
            continue
        reached.add(place)
        step = steps[place]
        if step.does == machine.FORK:
            open_places += [place + step.one, place + step.two]
        elif step.does == machine.JUMP:
            open_places.append(place + step.one)
        elif step.does in (machine.LOOK, machine.SAVE):
            open_places.append(place + 1)
    return reached
