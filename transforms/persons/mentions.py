"""Persons: names found by title, role, given name, known spelling or the verb before them.

1. `Grammar` finds names (`rules`), the gazetteer well-known ones.
2. `roles` reads titles and roles around them.
3. `aliases` finds surnames of persons that the article has named in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

import numpy as np

from transforms import characters as ch
from transforms.gazetteer import Gazetteer
from transforms.grammar import Grammar
from transforms.lexicons import Row, values
from transforms.mentions import ORGANISATION, Mention
from transforms.persons.bearers import Bearers
from transforms.persons.behind import BehindNames
from transforms.persons.counterparts import Counterparts
from transforms.persons.evidence import Evidence
from transforms.persons.identities import Identities
from transforms.persons.joined import Joined
from transforms.persons.leading import Leading
from transforms.persons.names import PROVEN, Name, Tokens, edges
from transforms.persons.positions import NOTHING, tokens_of
from transforms.persons.roles import Positions
from transforms.persons.rules import FOREIGN, REST, RULES
from transforms.persons.second import second_mentions, without_echoes
from transforms.persons.symbols import PersonSymbols
from transforms.reading import Reading
from transforms.stems import Stems
from transforms.symbols import LAM, Entries

_AFTER = 24  # tokens behind a name in which its role may stand
_NO_POSITION = ("said",)  # rules of which what leads to the name is neither title nor role
_STOPS = (ch.NEWLINE, ch.END)
_SPOKEN_TO = ("agency", "television")  # newspapers are called by nouns that positions have: الرياضة
_LONG_NAME = 5  # letters of a surname that is told from a word with a proclitic: لبوتين, but not فناني


class Persons:
    """The rules and lists for persons; built once from the rows of `seeds/`."""

    def __init__(self, seeds: Mapping[str, Sequence[Row]], stems: Stems) -> None:
        places = [
            name
            for row in seeds["places"]
            for name in (row["name"], *values(row["aliases"]))
            if name and " " not in name
        ]
        self._symbols = PersonSymbols(seeds, places, stems)
        self._evidence = Evidence(self._symbols)
        self._grammar = Grammar(self._symbols, RULES)
        self._leading = Leading(self._symbols)
        self._leads_nowhere = np.array([rule in _NO_POSITION for rule in self._grammar.names])
        self._is_national = np.array([rule == "national" for rule in self._grammar.names])
        self._joined = Joined(self._symbols, REST, FOREIGN)
        self._positions = Positions(seeds)
        media = [row["word"] for row in seeds["organisation_heads"] if row["type"] == "media"]
        named = [row for row in seeds["sources"] if row["type"] in _SPOKEN_TO]
        media += [name for row in named for name in (row["name"], *values(row["aliases"])) if " " not in name]
        self._behind = BehindNames(self._positions, media)
        self._known = [
            (name, row)
            for row in seeds["known_persons"]
            for name in (row["name"], *values(row["aliases"]))
            if name
        ]
        self._counterparts = Counterparts(self._symbols, [row for _, row in self._known])
        self._bearers = Bearers(
            Identities(self._symbols, seeds["known_persons"]), [row for _, row in self._known]
        )
        self._gazetteer = Gazetteer([name for name, _ in self._known], Entries((), prepositions=True))

    def find(self, reading: Reading, others: Sequence[Mention] = ()) -> list[Mention]:
        """Candidates in reading order; `others`: the mentions of places and organisations, which are no persons."""
        self._symbols.of_words(reading.batch)
        words, symbols = self._symbols.in_context(reading.batch)
        tokens = Tokens.of(reading, words, symbols, self._symbols.clitics, self._symbols.rests)
        names = self._ruled(reading, tokens)
        names = [name for name in names if name.rule != "father" or not self._is_place(reading, name)]
        names = without(self._with_known(reading, tokens, names), others)
        sited = self._evidence.are_of_sites(tokens, names)
        names = [name for name, is_of_site in zip(names, sited, strict=True) if not is_of_site]
        names = without_echoes(tokens, self._evidence, self._joined.find(reading.batch, tokens, names))
        names += second_mentions(reading, tokens, self._evidence, names)
        names.sort(key=lambda name: name.start)
        self._share_positions(reading, tokens, names)
        return self._bearers.mentions(reading, names)

    def _ruled(self, reading: Reading, tokens: Tokens) -> list[Name]:
        """What the rules find: a name begins at its capture, what stands before it is its title and role."""
        found = self._grammar.matches(tokens.words, tokens.symbols)
        start = np.maximum(found.start, found.captures.max(axis=1))
        is_given, is_thing = self._evidence.are_owners(tokens, found.start, start, found.end)
        start = np.where(is_given, found.start, start)
        clitics = np.asarray(tokens.clitics)[start]
        # a name that is joined to what stands before it is not led by it; nor by an attribute of something else
        leads = (start > found.start) & ~self._leads_nowhere[found.rule] & (clitics == 0)
        leads &= ~(self._is_national[found.rule] & self._evidence.are_attributes(tokens, found.start))
        before = np.where(leads, found.start, -1)
        columns = (
            column[~is_thing]
            for column in (reading.document[start], start, found.end, clitics, found.rule, before)
        )
        rules = self._grammar.names
        return [
            Name(document, first, end, clitics, rules[rule], before=before)
            for document, first, end, clitics, rule, before in zip(
                *(column.tolist() for column in columns), strict=True
            )
        ]

    def _is_place(self, reading: Reading, name: Name) -> bool:
        return self._positions.is_place(reading.surface(name.start, name.end, name.clitics))

    def _with_known(self, reading: Reading, tokens: Tokens, names: list[Name]) -> list[Name]:
        """Adds well-known names: they join what the rules found of one, and cut what the rules ran beyond."""
        hits = self._gazetteer.find(reading.batch)
        ruled = {token: name for name in names for token in range(name.start, name.end)}
        gone: set[int] = set()
        out = []
        columns = (hits.start.tolist(), hits.end.tolist(), hits.name.tolist(), hits.clitics.tolist())
        for first, end, row, before in zip(*columns, strict=True):
            start = self._evidence.name_start(tokens, first, end)
            clitics = before if start == first else 0
            name = ruled.get(start) or ruled.get(end - 1)
            if name and clitics and not name.clitics and name.end - name.start == 1:
                continue  # برايس, but not سوزان رايس
            if end - start == 1 and (name is None or name.end - name.start > 1):
                if name is None and self._may_stand_alone(reading, tokens, start, clitics):
                    out.append(Name(tokens.document[start], start, end, clitics, "known", known=row))
                continue
            if name is None:
                name = Name(tokens.document[start], start, end, clitics, "known")
                out.append(name)
            elif name.start < start:
                continue
            gone |= {
                id(other) for token in range(start, end) if (other := ruled.get(token)) and other is not name
            }
            runs_on = name.end > end and self._evidence.runs_on(tokens, end)
            is_lineage = runs_on and self._evidence.has_son(tokens, start, end)  # قابوس بن سعيد | سلطان عمان
            if (runs_on and not is_lineage) or (name.end > end and self._evidence.is_surname(tokens, end)):
                continue  # somebody else: الشريف حسين الفعر, محمد حسين مسعد
            name.known, name.clitics, name.start = row, clitics, start
            if end > name.end or is_lineage or not self._evidence.is_name(tokens, end):
                name.end = end
        return sorted([*out, *(name for name in names if id(name) not in gone)], key=lambda one: one.start)

    def _may_stand_alone(self, reading: Reading, tokens: Tokens, token: int, clitics: int) -> bool:
        """Whether a well-known surname means its bearer here: no word of the language is spelled so."""
        batch = reading.batch
        if clitics and batch.char_end[token] - batch.char_start[token] - clitics < _LONG_NAME:
            return False
        return self._evidence.is_rare(tokens, token)

    def _share_positions(self, reading: Reading, tokens: Tokens, names: Sequence[Name]) -> None:
        """Positions before and behind names, and those that several names share: `عضوا القيادة X وY`."""
        follows = self._evidence.positions_behind(tokens, [name.end for name in names])
        self._look_back(reading, tokens, names, follows)
        last = len(tokens.kind) - 1
        for name, following, is_followed in zip_longest(names, names[1:], follows):
            if is_followed:
                if following and following.before >= 0 and following.before <= name.end + 1:
                    self._divide(reading, tokens, name, following)
                self._look_ahead(reading, tokens, name, _led_from(following) if following else last)
            if following and following.position is NOTHING and name.position.number > 1:
                gap = following.start - name.end
                if (gap == 0 and following.clitics) or (gap == 1 and tokens.kind[name.end] == ch.COMMA):
                    following.position, following.role_span = name.position, name.role_span
        self._counterparts.share(tokens, names)

    def _look_back(
        self, reading: Reading, tokens: Tokens, names: Sequence[Name], follows: Sequence[bool]
    ) -> None:
        """The positions before names; `follows`: whether one may be behind each."""
        for name in names:
            is_bare = name.known >= 0 and name.before < 0 and not name.clitics
            if is_bare and self._evidence.is_national(tokens, name.start - 1):
                name.before = name.start - 1
        beginnings = self._leading.beginnings(tokens, names, follows)
        before = [0, *(name.end for name in names)]
        led = [
            (name, self._begin(reading, tokens, first, least))
            for name, first, least in zip(names, beginnings, before, strict=False)
            if first < name.start
        ]
        bounds = np.array([(first, name.start) for name, first in led], dtype=np.int32).reshape(-1, 2).T
        for (name, first), text in zip(led, reading.spans(*bounds).surface().to_pylist(), strict=True):
            name.before, name.role_span = first, (first, name.start)
            name.position = self._positions.before(text)

    def _begin(self, reading: Reading, tokens: Tokens, first: int, least: int) -> int:
        """Where the position begins that an office at the token `first` belongs to: المبعوث الخاص | للرئيس."""
        if not tokens.clitics[first]:
            return first
        begin = self._evidence.position_of(tokens, first, least)
        is_its_owner = begin < first and reading.surface(first, first + 1).startswith(LAM)
        return begin if is_its_owner else first

    def _divide(self, reading: Reading, tokens: Tokens, name: Name, following: Name) -> None:
        """Leaves to the next name only what leads to it, where the role of this one stands before that.

        `الأمير فيصل أمير الرياض | وإشراف من أمينها إبراهيم`, but `استقبل الملك سلمان | رئيس الوزراء سعد`.
        """
        text = reading.surface(name.end, following.start)
        length = self._behind.read(text).length
        rest = text[length:].strip()
        if not length or not self._positions.is_prose(rest):
            return
        following.position = self._positions.before(rest)
        following.before = following.start - len(tokens_of(rest))
        following.role_span = (following.before, following.start)

    def _look_ahead(self, reading: Reading, tokens: Tokens, name: Name, most: int) -> None:
        """The position behind a name, up to the token `most`, where another name or what leads to it begins."""
        is_told = name.position.role is not None and not name.position.is_implied
        if is_told:
            return
        end = name.end
        while end < min(name.end + _AFTER, most) and tokens.kind[end] not in _STOPS:
            end += 1
        if end > name.end:
            text = reading.surface(name.end, end)
            found = self._behind.read(text).position
            if not found.role and self._evidence.is_appointed(tokens, name.start):
                found = self._behind.given(text)
            if found.role:
                old = name.position
                name.position = replace(
                    found,
                    title=old.title,
                    country=old.country or found.country,
                    field=old.field or found.field,
                )
                name.role_span = (name.end, name.end + len(found.role.split()) + 1)


def _led_from(name: Name) -> int:
    """The token where what leads to a name begins, its own first one where nothing does."""
    return name.before if name.before >= 0 else name.start


def _is_proven(name: Name) -> bool:
    """Whether a rule tells a person from a place of that name; who governs a place is named before it."""
    return name.rule in PROVEN and (name.is_short or name.rule != "appointed")


def without(names: Sequence[Name], others: Sequence[Mention]) -> list[Name]:
    """The names without those that are called so as a place or an organisation, or part of one."""
    if not others or not names:
        return list(names)
    (start, end), (other_start, other_end) = edges(names), edges(others)
    order = np.argsort(other_start, kind="stable")
    # how far those before a place go
    reach = np.concatenate([[-1], np.maximum.accumulate(other_end[order])])
    up_to = reach[np.searchsorted(other_start, start, side="right", sorter=order)]
    before = reach[np.searchsorted(other_start, start, side="left", sorter=order)]
    is_part = ((up_to > end) | (before >= end)).tolist()
    is_equal = (up_to == end).tolist()
    bodies = {(one.start, one.end) for one in others if one.entity_type == ORGANISATION}
    kept = zip(names, is_part, is_equal, strict=True)
    return [
        name
        for name, part, equal in kept
        if not part
        and (not equal or name.known >= 0 or (_is_proven(name) and (name.start, name.end) not in bodies))
    ]
