"""The words of a match, asked by role: which number, month, unit or year they name."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from transforms.dates.symbols import FIRST_HIJRI, Vocabulary

UNIT_ROLES = ("plural", "dual", "year_noun", "month_noun", "week_noun", "day_noun", "unit_noun", "season")
_SECONDS = ("second", "twin_second", "pair_second", "first_second")
_CARDINALS = ("digit", "tens", "big", "teen")
_ORDINALS = ("ordinal", "tens", "teen")
HIJRI_YEARS = range(1300, 1451)  # what a year without a calendar is read as; later ones lie in the future


class YearWords(NamedTuple):
    """What a match says about the year: its number, or how many years from now, or the last (-1) or next (1) such."""

    number: int | None = None
    offset: int | None = None
    direction: int | None = None
    times: int = 1
    is_hijri: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether it counts from the publication day."""
        return self.offset is not None or self.direction is not None


class Parts:
    """A match as its words in light form; `captures`: positions among them by name (see `rules`)."""

    def __init__(self, words: tuple[str, ...], captures: Mapping[str, int], vocabulary: Vocabulary) -> None:
        self.words = words
        self.captures = captures
        self.vocabulary = vocabulary

    @cached_property
    def has_year(self) -> bool:
        """Whether the year stands there as a number."""
        return self.year.number is not None

    def __contains__(self, name: str) -> bool:
        return name in self.captures

    def number(self, name: str) -> int:
        """A number in digits."""
        return int(self.words[self.captures[name]])

    def value(self, name: str) -> int:
        """The number that a captured word means in the role that its name ends in."""
        word, role = self.words[self.captures[name]], name.rsplit("_", 1)[-1]
        return int(self.vocabulary.value(role, word) or 0)

    def code(self, name: str) -> str:
        """The unit of a captured word."""
        return self.unit_at(self.captures[name]) or ""

    def role(self, position: int, role: str) -> str | None:
        """The meaning of a word in a role; None if it has no such role."""
        return self.vocabulary.value(role, self.words[position])

    def unit_at(self, position: int) -> str | None:
        """The code of the unit that a word names."""
        for role in UNIT_ROLES:
            code = self.role(position, role)
            if code:
                return code
        return None

    @cached_property
    def unit(self) -> str:
        """The code of the first word that names a unit."""
        return next((code for n in range(len(self.words)) if (code := self.unit_at(n))), "")

    def has_role(self, role: str) -> bool:
        """Whether any word has a role."""
        return any(self.role(n, role) is not None for n in range(len(self.words)))

    def month(self, use: str = "") -> int | None:
        """The month named by the captures `<use>month`, or `<use>a` and `<use>second`; Hijri ones from 13."""
        if f"{use}month" in self:
            return self.value(f"{use}month") or None
        first, second = ("month_a", "second") if not use else (f"{use}a", f"{use}second")
        if first not in self:
            return None
        return self.vocabulary.month_of(self.words[self.captures[first]], self.words[self.captures[second]])

    def _outside(self) -> set[int]:
        """Positions of month names, whose second word looks like an ordinal."""
        return {self.captures[name] for name in _SECONDS if name in self}

    def _sum(self, roles: tuple[str, ...], positions: Sequence[int]) -> int:
        total = 0
        for n in positions:
            word = self.words[n]
            if word.isdecimal() and "digit" in roles:
                total += int(word)
                continue
            found = next((value for role in roles if (value := self.vocabulary.value(role, word))), None)
            if found in ("100", "1000") and 0 < total < 10:
                total *= int(found)
            elif found:
                total += int(found)
        return total

    def ordinal(self, start: int = 0, end: int | None = None) -> int:
        """The ordinal in words among some words, 0 if there is none."""
        outside = self._outside()
        end = self.captures.get("year_thousand", end)  # no ordinal stands behind a year
        positions = [n for n in range(start, len(self.words) if end is None else end) if n not in outside]
        if "first" in self:
            positions = [n for n in positions if n != self.captures["first"]]
        return self._sum(_ORDINALS, positions)

    def day(self) -> int:
        """The day of a month, in digits or words."""
        return self.number("day") if "day" in self else self.ordinal()

    def cardinal(self, start: int = 0, end: int | None = None) -> int | None:
        """The number in words or digits among some words, None if there is none."""
        return self._sum(_CARDINALS, range(start, len(self.words) if end is None else end)) or None

    def is_bare(self, position: int) -> bool:
        """Whether a word stands without a preposition."""
        return any(self.words[position] in self.vocabulary.bare[role] for role in UNIT_ROLES)

    @cached_property
    def counts(self) -> list[tuple[int | None, str]]:
        """Each number with its unit, in order: three years and two months. None for an unknown number."""
        found: list[tuple[int | None, str]] = []
        start = 0
        for n in range(self.captures.get("half", self.captures.get("now", len(self.words)))):
            dual = self.role(n, "dual")
            code = dual or self.unit_at(n)
            if code:
                found.append((2 if dual else self.cardinal(start, n), code))
                start = n + 1
        return found

    @property
    def has_half(self) -> bool:
        """Whether a half follows the units: and a half; but not: and a bit."""
        return "half" in self and not self.role(self.captures["half"], "half")

    def opening(self) -> tuple[int | None, str]:
        """How many of which unit `the first nine months` are; no unit where they are not the first."""
        at = self.captures["which"]
        number = 2 if self.role(0, "dual") else self.cardinal(0, at)
        return number, self.unit if self.ordinal(at, at + 1) == 1 else ""

    def shifted(self, use: str = "") -> tuple[int, int]:
        """The direction of a captured modifier and how many times: `the one before last` is (-1, 2)."""
        direction = self.value(f"{use}modifier")
        before, after = (f"{use}before", f"{use}after") if use else ("before_shift", "after_shift")
        is_doubled = (before in self and direction < 0) or (after in self and direction > 0)
        return direction, 2 if is_doubled else 1

    @cached_property
    def year(self) -> YearWords:
        """What the words say about the year."""
        stated = next((name for name in ("stated_year", "noted_year", "other_year") if name in self), None)
        if stated:
            return YearWords(self.number(stated))
        written = next((name for name in ("year", "bracket_year") if name in self), None)
        if written:
            number = self.number(written)
            is_hijri = self.has_role("hijri_era") or (number in HIJRI_YEARS and not self.has_role("era"))
            return YearWords(number, is_hijri=is_hijri and number < 1500)
        thousand = next((name for name in ("thousand", "year_thousand") if name in self), None)
        if thousand:
            return YearWords(self.cardinal(self.captures[thousand]))
        if "year_this" in self or "year_this2" in self:
            return YearWords(offset=0)
        if "year_modifier" in self:
            direction, times = self.shifted("year_")
            return YearWords(offset=direction * times)
        if "modifier" in self:
            direction, times = self.shifted()
            return YearWords(direction=direction, times=times)
        if "tail_modifier" in self:
            return YearWords(direction=self.value("tail_modifier"))
        return YearWords()


def is_hijri_month(month: int) -> bool:
    """Whether a month as `Parts.month` numbers them is a Hijri one."""
    return month > FIRST_HIJRI
