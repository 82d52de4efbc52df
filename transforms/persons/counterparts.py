"""Whose position a counterpart holds: `التقى وزير الخارجية عادل الجبير نظيره المصري سامح شكري`."""

from collections.abc import Sequence
from dataclasses import replace

from transforms import characters as ch
from transforms.lexicons import Row
from transforms.persons.looks import TEH_MARBUTA
from transforms.persons.names import Name, Tokens
from transforms.persons.symbols import PersonSymbols

_STOPS = (ch.NEWLINE, ch.END, ch.TERMINATOR, ch.DOT)


class Counterparts:
    """Gives a counterpart the role of the person who is named before him in his sentence."""

    def __init__(self, symbols: PersonSymbols, known: Sequence[Row]) -> None:
        """`known`: the rows that the gazetteer's numbers stand for."""
        self._known = known
        self._office = symbols.mask("title", "role")

    def share(self, tokens: Tokens, names: Sequence[Name]) -> None:
        """Where nobody else's office stands between the two; `names` in reading order."""
        known: dict[tuple[int, str], Name] = {}  # by article and name: the last that was told a role
        for number, name in enumerate(names):
            if name.position.is_counterpart and number:
                self._take(tokens, name, names[number - 1], known)
            if name.known >= 0 and name.position.role:
                known[name.document, self._known[name.known]["name"]] = name

    def _take(self, tokens: Tokens, name: Name, before: Name, known: dict[tuple[int, str], Name]) -> None:
        told = before if before.position.role else before.source
        if told is None and before.known >= 0:
            told = known.get((before.document, self._known[before.known]["name"]))
        role = told.position.role if told and not told.position.is_former else None
        if not role or role.split()[0].endswith(TEH_MARBUTA):
            return
        country = self._known[before.known]["country_code"] if before.known >= 0 else before.position.country
        if country and country == name.position.country:  # of somebody abroad, who is not named
            return
        between = range(before.end, name.before)
        if not any(tokens.bits[at] & self._office or tokens.kind[at] in _STOPS for at in between):
            name.position = replace(name.position, role=role, is_counterpart=False)
