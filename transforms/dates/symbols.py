"""The words of dates: which symbols of the grammar a word may stand for, and the number it means in each role.

Two sets of symbols share a text: those of the rules (`rules_symbols`), and those of the words around an
expression (`context_symbols`: prepositions, heads of names, ages), which are asked only where a rule matched.
"""

from collections.abc import Iterable, Mapping, Sequence

from transforms.folding import ALEF, HEH, YEH, light
from transforms.grammar import BOUNDARIES
from transforms.symbols import ARTICLE, LAM, Entries, Numbers, Symbols, forms

Rows = Sequence[Mapping[str, str]]

# Roles of date_roles.csv that rules name; the others belong to the context.
RULE_ROLES = (
    "ordinal", "teen", "tens", "digit", "big", "day_noun", "week_noun", "month_noun", "year_noun", "unit_noun",
    "season", "dual", "plural", "modifier", "this", "of", "adverb", "before", "after", "to", "part", "half",
    "hijri_era", "era", "portion", "decade", "every", "frequency", "vague", "span", "first", "and", "blocker", "kind",
    "article", "phase", "two_thousand", "same", "same_of", "following", "now", "term",
)  # fmt: skip
CONTEXT_ROLES = (
    "open_from", "starting", "open_until", "between", "from", "inside", "corresponding", "age", "place_head",
    "event_head", "title", "quantity", "follower", "future", "scheduled", "before", "after", "of", "to",
    "and", "anchor", "within", "toward", "dating", "given", "not_future", "ordinal", "plural", "day_noun", "first",
    "span", "month_noun", "which", "happened", "during", "conditional", "announced",
    "time", "about", "below", "only",
)  # fmt: skip
PHASES = {"beginning": 1, "middle": 2, "ending": 3}  # values of the role `phase`, symbols of the context
WITH_PREPOSITIONS = {
    "day_noun", "week_noun", "month_noun", "year_noun", "unit_noun", "season", "dual", "plural", "this", "adverb",
    "part", "portion", "decade", "phase", "digit", "big", "tens", "ordinal", "month", "month_a", "weekday", "span",
    "quantity", "place_head", "event_head", "vague", "inside", "first", "starting", "age", "weekday_bare", "ambiguous",
    "same", "term",
}  # fmt: skip
_MARKS = ("dot", "comma", "dash", "slash", "open_bracket", "close_bracket", *BOUNDARIES)  # that rules name
NUMBERS = {
    "num31": Numbers(1, 31),
    "year": Numbers(1800, 2100),
    "any_year": Numbers(1000, 2199),
}
_HAMZA_ON_ALEF = (
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}",
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
)
_ALEFS = str.maketrans(dict.fromkeys(_HAMZA_ON_ALEF, ALEF))
_FINALS = {"\N{ARABIC LETTER TEH MARBUTA}": HEH, YEH: "\N{ARABIC LETTER ALEF MAKSURA}"}
FIRST_HIJRI = 12  # months are numbered 1–12, Hijri ones 13–24


def spellings(word: str) -> set[str]:
    """A word as careless typists write it too: without hamza on alef, final ة as ه and ي as ى.

    >>> sorted(spellings("جويلية")), len(spellings("أيار"))
    (['جويلية', 'جويليه'], 2)
    """
    word = light(word)
    found = {word, word.translate(_ALEFS)}
    return found | {one[:-1] + _FINALS[one[-1]] for one in found if one[-1] in _FINALS}


class Vocabulary:
    """Every role with its words and their meaning, and the two sets of symbols made from them."""

    def __init__(self, roles: Rows, months: Rows, hijri_months: Rows, weekdays: Rows, names: Rows) -> None:
        self._words: dict[str, dict[str, str]] = {}
        for row in roles:
            self._add(row["role"], row["word"], row["value"])
        for row in names:
            self._add("given", row["name"], "")
        self.pairs: dict[tuple[str, str], int] = {}
        for row in months:
            if row["convention"] not in ("libyan", "english", "french"):
                self._add_month(row["name"], int(row["month"]))
        for row in hijri_months:
            self._add_month(row["name"], FIRST_HIJRI + int(row["month"]))
        for row in weekdays:
            self._add_weekday(row["name"], row["weekday"])
        self.bare = {role: frozenset(words) for role, words in self._words.items()}
        self.meaning: dict[str, dict[str, str]] = {}
        for role, words in self._words.items():
            for form, value in self._forms(role, words):
                self.meaning.setdefault(form, {}).setdefault(role, value)

    def _add(self, role: str, word: str, value: str) -> None:
        words = self._words.setdefault(role, {})
        for spelling in spellings(word):
            words.setdefault(spelling, value)

    def _add_month(self, name: str, month: int) -> None:
        words = name.split()
        if len(words) == 1:
            self._add("month", name, str(month))
        elif len(words) == 2:
            self._add("month_a", words[0], "")
            self._add("second", words[1], "")
            for first in spellings(words[0]):
                for second in spellings(words[1]):
                    self.pairs.setdefault((first, second), month)

    def _add_weekday(self, name: str, weekday: str) -> None:
        if name.isascii():
            return
        self._add("weekday", name, weekday)
        for spelling in spellings(name):
            if spelling.startswith(ARTICLE):
                self._add("weekday_bare", spelling.removeprefix(ARTICLE), weekday)

    def _forms(self, role: str, words: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        entries = self._entries(role)
        for word, value in words.items():
            for form, _ in forms(word, entries):
                yield form, value

    def _entries(self, role: str) -> Entries:
        return Entries(self._words.get(role, ()), prepositions=role in WITH_PREPOSITIONS)

    def rules_symbols(self) -> Symbols:
        """The symbols that `rules.RULES` name."""
        names = ("month", "month_a", "second", "weekday", "weekday_bare", *RULE_ROLES)
        entries = {name: self._entries(name) for name in names}
        return Symbols({**NUMBERS, **entries}, punctuation=_MARKS)

    def context_symbols(self) -> Symbols:
        """The symbols that are asked about the words around a match."""
        names = {name: self._entries(name) for name in CONTEXT_ROLES}
        phases = self._words.get("phase", {})
        for name, part in PHASES.items():
            words = [word for word, value in phases.items() if value == str(part)]
            names[name] = Entries(words, prepositions=True)
        return Symbols(names)

    def value(self, role: str, word: str) -> str | None:
        """What a word in its light form, proclitics included, means in a role; None if it has no such role."""
        return self.meaning.get(word, {}).get(role)

    def month_of(self, first: str, second: str) -> int | None:
        """The month that two words name, whatever proclitics the first carries; Hijri months from 13."""
        for skipped in range(4):
            month = self.pairs.get((first[skipped:], second))
            if month:
                return month
        return None


def fused(surface: str, clitics: int) -> int:
    """How many letters of proclitics stay outside the span: none of a fused لل.

    >>> fused("للسنة", 2), fused("وللعام", 3), fused("بعام", 1)
    (0, 1, 1)
    """
    return clitics - 2 if clitics >= 2 and surface[clitics - 2 : clitics] == LAM + LAM else clitics
