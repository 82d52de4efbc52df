"""Places: names of a list, accepted by their context where they are also words, persons or outlets.

Most names of `seeds/places.csv` mean a place wherever they stand. Those in `seeds/place_words.csv` need evidence:
a noun before them that only places have (مدينة صور), a preposition, a dateline, or a neighbour in a list of places.
A name that several places share is resolved by its marks (عمّان, عُمان) or the noun before it (محافظة السويداء,
العاصمة تونس), then by the countries that the article names, by name or nationality, then by the outlet's country.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.folding import fold
from transforms.gazetteer import Gazetteer, Hits
from transforms.letters import code, first_letters, last_letters
from transforms.lexicons import Row, values
from transforms.mentions import PLACE, Mention
from transforms.places.evidence import (
    ANY_LEVEL,
    ANYWHERE,
    HOME,
    LEVELS,
    NEVER,
    REGION,
    STRONG,
    TOWN,
    WEAK,
    Evidence,
    Flags,
    Weighed,
    fused,
)  # fmt: skip
from transforms.places.heads import PlaceHeads, told_by_head
from transforms.places.nations import Nations
from transforms.reading import Reading, Tokens
from transforms.symbols import Entries
from transforms.unknown_words import UnknownWords
from transforms.words import Integers

# Of places that share a name the first is meant.
_RANK = {"PCLI": 0, "PCLD": 0, "PPLC": 1, "PPLA": 2, "ADM1": 3, "RGN": 3, "PPL": 4}
_REGIONS = ("ADM1", "RGN")
_TOWNS = ("PPLC", "PPLA", "PPL")
_SHORT_NAME = 3  # letters: قنا, ليل, صور are words as often as towns
_TELLING = ("\N{ARABIC SHADDA}", "\N{ARABIC DAMMA}")  # marks that tell names apart
_FAMOUS = 500_000  # inhabitants of a town whose short name needs no more evidence
_TEH_MARBUTA, _HEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER HEH}"
_PROCLITICS = tuple("\N{ARABIC LETTER WAW}\N{ARABIC LETTER BEH}\N{ARABIC LETTER LAM}")
_PREPOSITIONS = ("\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}")


class _Name(NamedTuple):
    """One spelling: the rows of `seeds/places.csv` that have it, the likeliest first."""

    spelling: str
    candidates: list[int]


class Places:
    """The list of places; built once from the rows of `seeds/`."""

    def __init__(
        self,
        places: Sequence[Row],
        place_words: Sequence[Row],
        place_context: Sequence[Row],
        sources: Sequence[Row],
        nationalities: Sequence[Row],
        unknown: UnknownWords,
    ) -> None:
        self._rows = places
        self._nations = Nations(nationalities)
        self._marked = _marked(places)
        self._heads = PlaceHeads(place_context, unknown)
        self._evidence = Evidence(place_context)
        official = {row["word"] for row in place_context if row["kind"] == "official"}
        names = _names(places, official)
        for name in names.values():
            name.candidates.sort(key=lambda index: _importance(places[index]))
        phrases = {fold(row["word"]): row["word"] for row in place_context if row["kind"] == "phrase"}
        names |= {key: _Name(phrase, []) for key, phrase in phrases.items()}
        self._candidates = [
            [self._fitting(name.candidates, level) for name in names.values()] for level in LEVELS
        ]
        self._first = np.array([[(one or [-1])[0] for one in of_level] for of_level in self._candidates])
        self._n_candidates = np.array([[len(one) for one in of_level] for of_level in self._candidates])
        self._told = [_told(row) for row in places]
        self._countries_of = [
            {places[index]["country_code"] for index in name.candidates} for name in names.values()
        ]
        self._only_country = [next(iter(one)) if len(one) == 1 else None for one in self._countries_of]
        self._gazetteer = Gazetteer(
            [name.spelling for name in names.values()], Entries((), prepositions=True)
        )
        needs = {fold(row["name"]): self._evidence.need(row["kind"]) for row in place_words}
        needs |= dict.fromkeys(phrases, NEVER)
        short = {
            key
            for key, name in names.items()
            if name.candidates and _is_short(key, places[name.candidates[0]])
        }
        needs = dict.fromkeys(names, ANYWHERE) | dict.fromkeys(short, HOME) | needs
        self._needs = np.array([needs[key] for key in names], dtype=np.uint8)
        self._is_town = np.array([row["feature_code"] in _TOWNS for row in places], dtype=np.bool_)
        self._is_large = np.array([row["feature_code"] != "PPL" for row in places], dtype=np.bool_)
        told_by_marks = {fold(spelling) for spelling in self._marked}
        self._is_marked = np.array([key in told_by_marks for key in names], dtype=np.bool_)
        spellings = (name.spelling for name in names.values())
        in_teh = [one.endswith(_TEH_MARBUTA) and len(fold(one)) <= _SHORT_NAME for one in spellings]
        self._is_short_in_teh = np.array(in_teh, dtype=np.bool_)
        self._other = self._other_readings(list(names))
        self._is_word = [unknown.are_ordinary([one + key for key in names]) for one in _PREPOSITIONS]
        self._is_in_word = np.logical_or.reduce(self._is_word)
        self._outlet_country = {row["source_id"]: row["country_code"] for row in sources}

    def _other_readings(self, keys: list[str]) -> Integers:
        """For each name the number of the one that follows a proclitic in it, or -1: وجدة for و and جدة."""
        known = {key: index for index, key in enumerate(keys)}
        others = [known.get(key[1:], -1) if key.startswith(_PROCLITICS) else -1 for key in keys]
        found = np.array(others, dtype=np.int32)
        found[self._needs[found] != ANYWHERE] = -1
        return found

    def _fitting(self, candidates: list[int], level: int) -> list[int]:
        """The candidates of a level, the likeliest first: a region, a town, or anything.

        Without a sign a country hides its capital of the same name, and a town hides its region.
        """
        feature = {index: self._rows[index]["feature_code"] for index in candidates}
        wanted = {REGION: _REGIONS, TOWN: _TOWNS}.get(level, ())
        fitting = [index for index in candidates if feature[index] in wanted]
        if fitting:
            return fitting
        likeliest = sorted(candidates, key=lambda index: feature[index] in _REGIONS)
        best = {self._rows[index]["country_code"]: index for index in reversed(likeliest)}
        return [index for index in candidates if best[self._rows[index]["country_code"]] == index]

    def find(self, reading: Reading) -> list[Mention]:
        """Every mention of a place; those within longer names are left to `resolve`."""
        listed = self._listed(reading)
        return listed + self._heads.find(reading, listed)

    def _listed(self, reading: Reading) -> list[Mention]:
        hits = self._gazetteer.find(reading.batch)
        weighed = self._evidence.weigh(reading, hits, self._needed(reading, hits))
        hits, flags = self._read_otherwise(hits, self._kept(reading, hits, weighed))
        kept = np.flatnonzero(flags)
        level, start, end, name = weighed.level[kept], hits.start[kept], hits.end[kept], hits.name[kept]
        document = reading.document[start]
        place = self._first[level, name]
        shared = np.flatnonzero(self._n_candidates[level, name] > 1)
        countries = self._countries(document, name, document[shared])
        for at in shared.tolist():
            candidates = self._candidates[level[at]][name[at]]
            place[at] = self._resolved(reading, candidates, countries, int(document[at]))
        for at in shared[self._is_marked[name[shared]]].tolist():
            spelling = _with_marks(reading.surface(start[at], end[at], hits.clitics[kept[at]]))
            place[at] = self._marked.get(spelling, place[at])
        end = end + (weighed.in_part[kept] & self._is_town[place])
        columns = (document, start, end, hits.clitics[kept], place)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        told = self._told
        found = [
            Mention(article, first, last, clitics, PLACE, *told[index])
            for article, first, last, clitics, index in rows
        ]
        for at in np.flatnonzero(weighed.in_quarter[kept] & self._is_large[place]).tolist():
            found[at] = told_by_head(reading, found[at].start, found[at].end)
        return found

    def _needed(self, reading: Reading, hits: Hits) -> npt.NDArray[np.uint8]:
        """The evidence that each hit needs: more where it may be a word (جده, بنوك), less where ل is in it (للخليج)."""
        needs = self._needs[hits.name]
        asked = np.flatnonzero((needs == WEAK) & (hits.clitics == 0))
        is_large = self._is_large[self._first[ANY_LEVEL, hits.name[asked]]]
        needs[asked[is_large & fused(reading.batch, hits.start[asked])]] = ANYWHERE
        asked = np.flatnonzero(
            (hits.clitics == 1) & (hits.end - hits.start == 1) & self._is_in_word[hits.name]
        )
        first, *_ = first_letters(reading.batch, hits.start[asked])
        for letter, is_word in zip(_PREPOSITIONS, self._is_word, strict=True):
            needs[asked[(first == code(letter)) & is_word[hits.name[asked]]]] = STRONG
        asked = np.flatnonzero(self._is_short_in_teh[hits.name])
        _, last = last_letters(reading.batch, hits.end[asked] - 1)
        needs[asked[(last == code(_HEH)) & (needs[asked] == ANYWHERE)]] = WEAK
        return needs

    def _read_otherwise(self, hits: Hits, kept: Flags) -> tuple[Hits, Flags]:
        """Takes the reading with a proclitic where the one without lacks its evidence: و and جدة for وجدة."""
        other = self._other[hits.name]
        otherwise = (other >= 0) & (hits.clitics == 0) & ~kept
        name = np.where(otherwise, other, hits.name)
        clitics = np.where(otherwise, np.uint8(1), hits.clitics)
        return Hits(hits.start, hits.end, name, clitics), kept | otherwise

    def _kept(self, reading: Reading, hits: Hits, weighed: Weighed) -> Flags:
        """For each hit whether its context gives the evidence that the name needs."""
        kept = weighed.kept
        for at in np.flatnonzero(weighed.at_home & ~kept).tolist():
            home = self._home(reading, int(reading.document[hits.start[at]]))
            kept[at] = home in self._countries_of[int(hits.name[at])]
        for at in np.flatnonzero(weighed.follows & ~kept).tolist():  # in order: a chain grows from its first
            kept[at] = kept[at - 1] and self._may_follow(int(hits.name[at - 1]), int(hits.name[at]))
        return kept | self._in_series(kept, weighed.follows, self._needs[hits.name])

    def _in_series(self, kept: Flags, follows: Flags, needs: npt.NDArray[np.uint8]) -> Flags:
        """Names between two places of a series, and those that begin one of three: المنصورة، ودار سعد، والمعلا."""
        found: Flags = np.zeros_like(kept)
        if len(kept) > 2:
            before, after = kept[:-2], kept[2:]
            found[1:-1] = follows[1:-1] & follows[2:] & before & after & (needs[1:-1] == STRONG)
            found[:-2] |= follows[1:-1] & follows[2:] & kept[1:-1] & (needs[:-2] == WEAK)
        return found

    def _may_follow(self, before: int, name: int) -> bool:
        """Whether the second of two names in a list needs no more evidence than the first, which is a place."""
        need = self._needs[name]
        if need == HOME:  # الرياض والخبر, but not سوريا، ينقل
            return not self._countries_of[before].isdisjoint(self._countries_of[name])
        return need not in (STRONG, NEVER)

    def _countries(self, documents: Tokens, names: Tokens, asked: Tokens) -> dict[int, Counter[str | None]]:
        """How often some articles name each country, or a place that only one has; `documents`, `names`: of all."""
        counts = {}
        for document in set(asked.tolist()):
            first, last = np.searchsorted(documents, (document, document + 1)).tolist()
            counts[document] = Counter([self._only_country[name] for name in names[first:last].tolist()])
        return counts

    def _home(self, reading: Reading, document: int) -> str | None:
        return self._outlet_country.get(reading.articles[document]["source_id"] or "")

    def _resolved(
        self, reading: Reading, candidates: list[int], named: dict[int, Counter[str | None]], document: int
    ) -> int:
        """The candidate in the country that the article names most, else in the outlet's, else the first.

        `named`: how often each article names each country.
        """
        rows = [self._rows[index]["country_code"] for index in candidates]
        counts = named[document]
        if not any(counts[country] for country in rows):
            counts = self._nations.named(reading.batch, document)
        most = max(rows, key=lambda country: counts[country])
        wanted = most if counts[most] else self._home(reading, document)
        return candidates[rows.index(wanted)] if wanted in rows else candidates[0]


def _names(places: Sequence[Row], official: set[str]) -> dict[str, _Name]:
    """Every spelling by its folded form, without those that only put a common noun before another (دولة قطر)."""
    names: dict[str, _Name] = {}
    for index, row in enumerate(places):
        spellings = {fold(spelling): spelling for spelling in (row["name"], *values(row["aliases"]))}
        for key, spelling in spellings.items():
            head, _, rest = spelling.partition(" ")
            if head in official and fold(rest) in spellings:
                continue
            name = names.setdefault(key, _Name(spelling, []))
            name.candidates.append(index)
    return names


def _with_marks(spelling: str) -> str:
    """A spelling with its telling marks alone; nothing where it has none.

    >>> _with_marks("عَمّان"), _with_marks("عُمان"), _with_marks("عَمان")
    ('عمّان', 'عُمان', '')
    """
    bare = "".join(letter for letter in spelling if letter in _TELLING or not unicodedata.combining(letter))
    return bare if any(letter in bare for letter in _TELLING) else ""


def _marked(places: Sequence[Row]) -> dict[str, int]:
    """The rows whose name is spelled with marks, by that spelling."""
    spelled = (
        (_with_marks(spelling), index)
        for index, row in enumerate(places)
        for spelling in (row["name"], *values(row["aliases"]))
    )
    return {spelling: index for spelling, index in spelled if spelling}


def _told(row: Row) -> tuple[str, str, None, None, None, str | None, str]:
    """What a mention of a place says from its name to its rule."""
    return row["name"], row["place_id"], None, None, None, row["country_code"] or None, "place_list"


def _importance(row: Row) -> tuple[int, int]:
    return _RANK.get(row["feature_code"], 5), -int(row["population"] or 0)


def _is_short(key: str, row: Row) -> bool:
    is_town = row["feature_code"] in ("PPL", "PPLA") and int(row["population"] or 0) < _FAMOUS
    return is_town and len(key) <= _SHORT_NAME
