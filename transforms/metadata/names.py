"""The names that stand in bylines and datelines: outlets, agencies, places, given names and the words around.

Built once from the rows of `seeds/`; every look-up is by a folded key, so that `أ. ف. ب` and `ا ف ب`,
`جــدة` and `جده` are one name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from transforms.folding import ALEF_MAKSURA, fold, light
from transforms.lexicons import Row, values

_NOT_IN_A_KEY = re.compile(r"[\W_]+")
_LONGEST_ABBREVIATED_WORD = 2
# Where two places share a spelling, the more important one is meant: طرابلس, حلب, باريس.
_RANK = {"PPLC": 0, "PCLI": 1, "PCLD": 1, "TERR": 1, "PPLA": 2, "ADM1": 3, "PPL": 4}


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The form under which a name is looked up: folded words, abbreviations joined behind a dot.

    >>> name_key("أ. ف. ب.") == name_key("(ا ف ب)") == ".افب"
    True
    >>> name_key("«الشرق  الأوسط»")
    'الشرق الاوسط'
    """
    words = _NOT_IN_A_KEY.sub(" ", fold(text)).split()
    if len(words) > 1 and all(len(word) <= _LONGEST_ABBREVIATED_WORD for word in words):
        return "." + "".join(words)
    return " ".join(words)


def is_abbreviation(text: str) -> bool:
    """Whether the text is letters and short words only, so that `name_key` joins them.

    >>> is_abbreviation("أ. ف. ب."), is_abbreviation("واس")
    (True, False)
    """
    return name_key(text).startswith(".")


class Names:
    """An index of names; every argument takes rows as `transforms.lexicons.parse` returns them."""

    def __init__(
        self,
        *,
        sources: Iterable[Row],
        places: Sequence[Row],
        countries: Iterable[Row],
        generic_sources: Iterable[Row],
        byline_words: Iterable[Row],
        given_names: Iterable[Row],
    ) -> None:
        self._sources: dict[str, tuple[str, ...]] = {}
        self._source_country: dict[str, str] = {}
        self._agencies: set[str] = set()
        self._add_sources(sources)
        self._places: dict[str, tuple[tuple[str, str], ...]] = {}
        self._add_places(places, countries)
        self._generic = {name_key(row["name"]): row["kind"] for row in generic_sources}
        known = (*self._sources, *self._places, *self._generic)
        self._first_words = {key.split(" ", 1)[0] for key in known}
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in byline_words:
            kinds[name_key(row["word"])].add(row["kind"])
        self._kinds = {key: frozenset(found) for key, found in kinds.items()}
        given_names = list(given_names)
        self._written = {light(row["name"]) for row in given_names}
        self._given = {name_key(row["name"]) for row in given_names}
        self._prefixes = tuple(key for key, found in self._kinds.items() if "name_prefix" in found)

    def _add_sources(self, sources: Iterable[Row]) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for row in sources:
            identity = row["source_id"]
            self._source_country[identity] = row["country_code"]
            if row["type"] == "agency":
                self._agencies.add(identity)
            for name in (row["name"], row["name_en"], identity, *values(row["aliases"])):
                if identity not in found[name_key(name)]:
                    found[name_key(name)].append(identity)
        self._sources = {key: tuple(identities) for key, identities in found.items() if key}

    def _add_places(self, places: Sequence[Row], countries: Iterable[Row]) -> None:
        found: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        self._cities = {row["place_id"] for row in places if row["feature_code"].startswith("PPL")}
        for row in places:
            rank = (_RANK.get(row["feature_code"], 5), -int(row["population"] or 0))
            for name in (row["name"], *values(row["aliases"])):
                found[name_key(name)].append((*rank, row["place_id"], row["country_code"]))
        for row in countries:
            code = row["country_code"]
            for name in (row["name"], *values(row["aliases"])):
                found[name_key(name)].append((2, 0, f"country:{code}", code))
        self._places = {
            key: tuple((place, country) for _, _, place, country in sorted(entries))
            for key, entries in found.items()
            if key
        }

    def sources(self, text: str) -> tuple[str, ...]:
        """The source_ids of all outlets and agencies that are called so, in the order of the CSV."""
        return self._sources.get(name_key(text), ())

    def source(self, text: str, country: str | None = None) -> str | None:
        """The one outlet or agency called so; of several, the one in `country` (ISO 2); None when unclear."""
        found = self.sources(text)
        if len(found) > 1:
            found = tuple(identity for identity in found if self._source_country[identity] == country)
        return found[0] if len(found) == 1 else None

    def place(self, text: str, country: str | None = None) -> str | None:
        """The place_id of the place called so: the one in `country` (ISO 2), else the most important one."""
        found = self._places.get(name_key(text), ())
        return next((place for place, code in found if code == country), found[0][0] if found else None)

    def begins_name(self, word: str) -> bool:
        """Whether an outlet, agency, place or stand-in begins so; cheaper than to fold a phrase."""
        return name_key(word) in self._first_words

    def is_city(self, text: str) -> bool:
        """Whether the most important place called so is a city, not a region or a country."""
        return (self.place(text) or "") in self._cities

    def country_of_place(self, text: str) -> str | None:
        """The country (ISO 2) of the most important place called so."""
        found = self._places.get(name_key(text), ())
        return found[0][1] if found else None

    def country_of_source(self, source_id: str | None) -> str | None:
        """The country (ISO 2) of an outlet, None for one that is not in `seeds/sources.csv`."""
        return self._source_country.get(source_id) if source_id else None

    def is_agency(self, source_id: str) -> bool:
        """Whether the source is a news agency, so that whoever prints its name is another outlet."""
        return source_id in self._agencies

    def generic(self, text: str) -> str:
        """The kind of a word that stands for a source without naming one (وكالات, متابعات), else ""."""
        return self._generic.get(name_key(text), "")

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds that `seeds/byline_words.csv` gives this word or phrase."""
        return self._kinds.get(name_key(text), frozenset())

    def is_given_name(self, word: str) -> bool:
        """Whether a person may be called so: a listed given name or a compound such as عبدالفلان."""
        key = name_key(word)
        return key in self._given or key.startswith(self._prefixes)

    def is_written_given_name(self, word: str) -> bool:
        """`is_given_name`, and not by folding its last letter only: على is mostly a preposition."""
        return self.is_given_name(word) and (not word.endswith(ALEF_MAKSURA) or light(word) in self._written)
