"""Names joined to the name before them by a و that is written with them: `بوش وبلير`, `بوفون وغانلوكا زامبروتا`."""

from collections.abc import Iterable, Sequence

import numpy as np

from transforms.folding import WAW
from transforms.grammar import Grammar
from transforms.persons.names import Name, Tokens
from transforms.persons.symbols import PersonSymbols
from transforms.words import Words

_WAW = WAW.encode()
_SHORTEST = 4  # letters of a word whose first is a و of its own
_WINDOW = 16  # tokens behind a first word that are looked at
_MOST_READ = 100_000  # words that are kept in mind


class Joined:
    """Reads the word behind a و as a word of its own, each distinct one once."""

    def __init__(self, symbols: PersonSymbols, rest: str, foreign: str) -> None:
        """The rules for what follows the first word of a name, and a given name in transliteration."""
        self._symbols = symbols
        self._rest, self._foreign = Grammar(symbols, {"rest": rest}), Grammar(symbols, {"foreign": foreign})
        self._read: dict[str, int] = {}
        mask = symbols.mask
        self._foreigner = mask("foreigner")
        self._name = mask("strong_first", "foreigner", "unknown_definite", "surname_definite")
        self._weak = mask("weak")
        self._after_weak = mask(
            "strong", "weak", "unknown", "unknown_definite", "alien", "family", "clan", "ibn", "abd", "abu"
        )
        self._alien = mask("alien")
        self._unknown, self._edge = mask("unknown"), mask("edge")

    def find(self, batch: Words, tokens: Tokens, names: Sequence[Name]) -> list[Name]:
        """The names, in reading order, with those that are joined to them."""
        starts = {name.start for name in names}
        waiting = [
            (name, word)
            for name, word in zip(names, self._behind(batch, tokens, names), strict=True)
            if word and name.end not in starts
        ]
        self._learn(word for _, word in waiting)
        ends = self._ends(tokens, [(name.end, self._read[word]) for name, word in waiting])
        found: list[Name] = []
        gone: set[int] = set()
        for (name, _), end in zip(waiting, ends, strict=True):
            if end and name.start not in gone:
                found.append(Name(name.document, name.end, end, 1, "joined"))
                gone |= {token for token in range(name.end + 1, end) if token in starts}
        kept = [name for name in names if name.start not in gone]
        return sorted([*kept, *found], key=lambda name: name.start)

    def _behind(self, batch: Words, tokens: Tokens, names: Sequence[Name]) -> list[str]:
        """For each name the word behind the و of the token that follows it, empty where there is none."""
        ends = np.fromiter((name.end for name in names), dtype=np.int64, count=len(names))
        words, spelled = batch.word[ends], batch.light
        first, last = spelled.offsets[words], spelled.offsets[words + 1]
        begins_so = last - first >= 2 * _SHORTEST
        for at, byte in enumerate(_WAW):
            begins_so[begins_so] = spelled.data[first[begins_so] + at] == byte
        behind = [""] * len(names)
        for row in np.flatnonzero(begins_so).tolist():
            behind[row] = spelled.data[first[row] + len(_WAW) : last[row]].tobytes().decode()
        return behind

    def _learn(self, words: Iterable[str]) -> None:
        asked = set(words)
        if len(self._read) + len(asked) > _MOST_READ:
            self._read.clear()
        new = sorted(word for word in asked if word not in self._read)
        self._read.update(zip(new, self._symbols.of_list(new), strict=True))

    def _ends(self, tokens: Tokens, firsts: Sequence[tuple[int, int]]) -> list[int]:
        """Where names end whose first words are (token, symbols); 0 for no name."""
        alone = [self._end(tokens, token, bits) for token, bits in firsts]
        is_foreign = [bool(bits & self._foreigner) for _, bits in firsts]
        longer = {
            **self._rests(tokens, self._rest, [end for end, goes_on in alone if goes_on]),
            **self._rests(
                tokens,
                self._foreign,
                [end for (end, _), foreign in zip(alone, is_foreign, strict=True) if foreign],
            ),
        }
        return [longer.get(end, end) for end, _ in alone]

    def _end(self, tokens: Tokens, token: int, bits: int) -> tuple[int, bool]:
        """Where a name ends that is its first word alone, and whether it may go on."""
        following = tokens.bits[token + 1]
        is_name = bits & self._name or (bits & self._weak and following & self._after_weak)
        if is_name or (bits & self._alien and following & self._unknown):
            return token + 1, True
        return (token + 1 if bits & self._alien and following & self._edge else 0), False

    @staticmethod
    def _rests(tokens: Tokens, rule: Grammar, starts: Sequence[int]) -> dict[int, int]:
        """Where what follows the first word of a name ends, by the token at which it starts."""
        if not starts:
            return {}
        end_of_text = tokens.words[-1]
        windows = np.full((len(starts), _WINDOW), end_of_text, dtype=np.int32)
        for row, start in zip(windows, starts, strict=True):
            rest = tokens.words[start : start + _WINDOW - 1]
            row[: len(rest)] = rest
        found = rule.matches(windows.ravel(), tokens.symbols, is_every=True)
        ends = zip(found.start.tolist(), found.end.tolist(), strict=True)
        return {
            starts[start // _WINDOW]: starts[start // _WINDOW] + end - start
            for start, end in ends
            if start % _WINDOW == 0
        }
