"""Organisations of the lists: known ones and outlets, accepted by their context where they are words or towns too.

Names of one word need what `seeds/organisations.csv` says: `noun` a head noun, `head` that or quotation marks,
`sport` sports all around or an outlet of sports, `city` also nothing that says a town is meant, `club` also a word
of clubs right before, `national` a head noun, marks, or that the article tells of its country. An outlet of
`seeds/sources.csv` needs a head noun, quotation marks, a dateline (where no place has the name: عمان), a verb of
reporting before it, or to be the article's own, in marks or behind a preposition. What one mention in an article has
proved (نادي الشباب) goes for the article's others (الشباب).
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from transforms.folding import fold
from transforms.gazetteer import Gazetteer, Hits
from transforms.lexicons import Row
from transforms.mentions import ORGANISATION, Mention, hashed_id
from transforms.organisations.around import IS_BRACKET, between, of_media, quoted, told
from transforms.organisations.known import (
    ANYWHERE,
    CITY,
    CLUB,
    HEAD,
    NATIONAL,
    NEEDS,
    OUTLET,
    SPORT,
    Known,
    of_organisations,
    of_sources,
)
from transforms.organisations.words import OrganisationWords, mask
from transforms.places.evidence import Flags, behind_preposition, compared, in_credits
from transforms.reading import Reading
from transforms.symbols import Bits, Entries
from transforms.words import Integers

_AROUND = 50  # tokens on each side in which sports are looked for
_SPORTS = 4  # words of sport there, at least
_CLUB = 2  # words that a club without another meaning counts for
_TIME_AND_AGAIN = 3
_IS_QUOTABLE = np.isin(NEEDS, (HEAD, OUTLET, SPORT, CLUB))


class OrganisationLists:
    """The lists; built once from the rows of `seeds/organisations.csv` and `seeds/sources.csv`.

    `identity(name)`: the id of an organisation of this name (of a listed one its own, else a hash of the folded name),
    and the country that its nationality tells.
    """

    def __init__(
        self, organisations: Sequence[Row], sources: Sequence[Row], words: OrganisationWords
    ) -> None:
        self._words = words
        known: dict[str, Known] = {}
        for one in (*of_organisations(organisations, words.clubs), *of_sources(sources, words.media)):
            head, _, rest = fold(one.spelling).partition(" ")
            n_heads = int(bool(rest) and head in words.alone)
            known.setdefault(fold(one.spelling), one._replace(n_heads=n_heads))
        outlets = list(of_sources(sources, words.media))
        self._sports = {row["source_id"] for row in sources if row["type"] == "sports"}
        self._by_key, self._known = known, [*known.values(), *outlets]
        self.identity = lru_cache(maxsize=1 << 16)(self._identity)  # few names make most mentions
        self._gazetteer = Gazetteer([one.spelling for one in known.values()], Entries((), prepositions=True))
        places = {key: number for number, key in enumerate(known)}
        types = {row["source_id"]: row["type"] for row in sources}
        self._outlets: dict[tuple[int, str | None], int] = {}  # of a spelling by outlet, and by its country
        for number, one in enumerate(outlets, len(known)):
            place = places[fold(one.spelling)]
            self._outlets[place, one.entity_id] = number
            likeliest = self._known[place].entity_id
            if types[one.entity_id] == types.get(likeliest):  # قناة «الجزيرة» is no newspaper
                self._outlets.setdefault((place, one.country), number)
        self._country_of = {row["source_id"]: row["country_code"] for row in sources}
        n_outlets = Counter(places[fold(one.spelling)] for one in outlets)
        self._is_outlet = np.array([n_outlets[place] > 0 for place in range(len(known))], dtype=np.bool_)
        self._is_shared = np.array([n_outlets[place] > 1 for place in range(len(known))], dtype=np.bool_)
        self._needs = np.array([one.need for one in self._known], dtype=np.uint8)
        numbers = {one.entity_id: number for number, one in enumerate(self._known)}
        self._entity = np.array([numbers[one.entity_id] for one in self._known], dtype=np.int64)
        self._is_club = np.array([one.is_club for one in self._known], dtype=np.bool_)
        self._is_proof = np.array([one.is_club or one.is_group for one in self._known], dtype=np.bool_)
        self._n_heads = np.array([one.n_heads for one in self._known], dtype=np.int32)
        self._takes_nation = np.array([one.takes_nation for one in self._known], dtype=np.bool_)

    def find(
        self,
        reading: Reading,
        tokens: Bits,
        bare: npt.NDArray[np.uint8],
        towns: tuple[Integers, npt.NDArray[np.uint8]],
    ) -> list[Mention]:
        """Mentions of listed organisations, with the head noun before them where it belongs to the name.

        `towns`: for each token the end of the place that begins there, or 0, and its letters of proclitics. What with
        a proclitic is an organisation and without it a place is the place: بابل.
        """
        hits, own = self._owned(reading, self._gazetteer.find(reading.batch))
        needs = self._needs[hits.name]
        headed = self._headed(tokens, hits)
        document = reading.document[hits.start]
        proved = self._proved(reading, tokens, hits, headed, own)
        town = towns[0][hits.start]
        proved |= self._credited(reading, hits, needs, town > 0)
        proved |= self._proved_elsewhere(tokens, hits, document, headed, proved)
        kept = np.flatnonzero(proved & ~((town > 0) & (hits.clitics > towns[1][hits.start])))
        extended = headed[kept]
        introduced = self._n_heads[hits.name[kept]]
        start = hits.start[kept] - extended + introduced
        end = hits.end[kept] + of_media(tokens, start, hits.end[kept])
        nation = self._nations(reading, tokens, start, end, hits.name[kept])
        end += nation
        end += of_media(tokens, start, end)
        clitics = np.where(extended, bare[start], np.where(introduced, np.uint8(0), hits.clitics[kept]))
        columns = (start, end, clitics, document[kept], hits.name[kept], nation)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [self._mention(reading, *row) for row in rows]

    def _identity(self, name: str) -> tuple[str, str | None]:
        key = fold(name)
        known = self._by_key.get(key)
        if known is not None:
            return known.entity_id, known.country
        country = self._words.country_of.get(key.rpartition(" ")[2])
        return "o" + hashed_id(ORGANISATION, key), country

    def _nations(
        self, reading: Reading, tokens: Bits, start: Integers, end: Integers, name: Integers
    ) -> Flags:
        """For each name whether its nationality follows: السد القطري, but not مانشستر البرتغالي رونالدو.

        Behind a company or an outlet it is of the gender of the head, of a name without one feminine.
        """
        nation = mask("nation|plain")
        following = tokens[np.minimum(end, len(tokens) - 1)]
        found: Flags = self._takes_nation[name] & ((following & nation) == nation)
        for at in np.flatnonzero(found).tolist():
            adjective, one = int(end[at]), self._known[name[at]]
            named = self._words.country_of.get(fold(reading.surface(adjective, adjective + 1)))
            found[at] = one.country is None or one.country == named
            if one.is_feminine:
                head = tokens[start[at]]
                gender = head & mask("feminine") if head & mask("head") else mask("feminine")
                found[at] &= tokens[adjective] & mask("feminine") == gender
        return found

    def _mention(
        self,
        reading: Reading,
        start: int,
        end: int,
        clitics: int,
        document: int,
        number: int,
        has_nation: bool,
    ) -> Mention:
        """A row; a common name with a nationality is an organisation of its own: مجلس الوزراء المصري."""
        one = self._known[number]
        name, entity_id, country = one.name, one.entity_id, one.country
        if has_nation and one.is_common and not one.is_club:
            name = reading.surface(start, end, clitics)
            entity_id, country = self.identity(name)
        return Mention(
            document, start, end, clitics, ORGANISATION, name, entity_id, country=country,
            rule="organisation_list",
        )  # fmt: skip

    def _headed(self, tokens: Bits, hits: Hits) -> Flags:
        """Whether a head noun that takes such a name stands right before a hit that has no proclitic."""
        before = tokens[hits.start - 1]
        needs = self._needs[hits.name]
        takes = np.where(self._is_club[hits.name], mask("takes_club"), mask("takes_listed"))
        is_head = ((before & takes) > 0) & ((before & mask("definite")) == 0)
        is_head &= (needs != OUTLET) | ((before & mask("media")) > 0)
        found: Flags = is_head & (hits.clitics == 0)
        return found

    def _proved(self, reading: Reading, tokens: Bits, hits: Hits, headed: Flags, own: Flags) -> Flags:
        """For each hit whether it has the evidence that its name needs; `own`: whether it is the article's outlet."""
        needs, before = self._needs[hits.name], tokens[hits.start - 1]
        is_quoted = quoted(reading, hits)
        marked = is_quoted & _IS_QUOTABLE[needs] & ((needs != OUTLET) | self._introduced(tokens, hits))
        is_enclosed = is_quoted | between(reading, hits, IS_BRACKET)
        marked |= ((own & (needs == OUTLET)) | ((needs == NATIONAL) & (hits.clitics == 0))) & is_enclosed
        marked |= self._in_national_news(reading, hits)
        kept: Flags = (needs == ANYWHERE) | headed | marked
        reported = ((before & mask("outlet_before")) > 0) | told(reading, tokens, hits)
        own = own & behind_preposition(reading.batch, hits)
        adjective = (tokens[hits.start] & mask("nation|stop")) > 0
        kept |= (needs == OUTLET) & (own | reported) & ~adjective
        kept &= ~compared(reading.batch, hits)
        sporting = self._sporting(reading, tokens, hits) | self._at_home(reading, hits)
        club = (before & mask("club")) > 0
        town = behind_preposition(reading.batch, hits) | ((before & mask("place_before")) > 0)
        kept &= (before & mask("minister")) == 0  # وزيرة الخارجية السويدية
        youth = (before & mask("not_club")) > 0  # فئة الشباب
        kept |= sporting & (
            ((needs == SPORT) & ~youth) | ((needs == CITY) & (club | ~town)) | ((needs == CLUB) & club)
        )
        return kept

    def _in_national_news(self, reading: Reading, hits: Hits) -> Flags:
        """Whether the article of a hit that needs it names the nationality or another organisation of its country."""
        found = np.zeros(len(hits.name), dtype=np.bool_)
        needs, document = self._needs[hits.name], reading.document[hits.start]
        asked = np.flatnonzero(needs == NATIONAL)
        documents = set(document[asked].tolist())
        named = {one: self._words.nations.named(reading.batch, one) for one in documents}
        for at in np.flatnonzero((needs == ANYWHERE) & np.isin(document, list(documents))).tolist():
            named[int(document[at])][self._known[hits.name[at]].country] += 1
        for at in asked.tolist():
            found[at] = named[int(document[at])][self._known[hits.name[at]].country] > 0
        return found

    def _introduced(self, tokens: Bits, hits: Hits) -> Flags:
        """Whether the word before the quotation mark introduces an outlet (قال ل«الحياة»), or the name has several."""
        before = tokens[hits.start - 2]
        introduces = mask("media|outlet_before|outlet_link")
        found: Flags = ((before & introduces) > 0) | (hits.end - hits.start > 1)
        return found

    def _credited(self, reading: Reading, hits: Hits, needs: npt.NDArray[np.uint8], is_town: Flags) -> Flags:
        """Outlets in a dateline or a byline, but for names of places: عمان."""
        found: Flags = (needs == OUTLET) & in_credits(reading, hits) & ~is_town
        return found

    def _proved_elsewhere(
        self, tokens: Bits, hits: Hits, document: npt.NDArray[np.int32], headed: Flags, proved: Flags
    ) -> Flags:
        """Whether the article names the club or the armed group with its head noun too.

        Not those named as towns, nor a group's name before an adjective: القاعدة الجوية.
        """
        needs = self._needs[hits.name]
        entity = document.astype(np.int64) << 32 | self._entity[hits.name]
        proof = self._is_proof[hits.name] & proved & (headed | (hits.end - hits.start > 1))
        adjective = mask("plain|adjectival")
        plain = (tokens[hits.end] & adjective) != adjective
        group = (needs == HEAD) & self._is_proof[hits.name] & plain
        found: Flags = np.isin(entity, entity[proof]) & ((needs == SPORT) | (needs == CLUB) | group)
        return found

    def _sporting(self, reading: Reading, tokens: Bits, hits: Hits) -> Flags:
        """Whether enough words of sport stand around each hit, within the article; a club is worth two."""
        start = hits.start
        sport = ((tokens & mask("sport")) > 0).astype(np.int32)
        sport[start[self._is_club[hits.name] & (self._needs[hits.name] == ANYWHERE)]] += _CLUB
        sums = np.concatenate([[0], np.cumsum(sport)])
        document = reading.document[start]
        first = np.maximum(start - _AROUND, reading.batch.document_first[document])
        last = np.minimum(start + _AROUND, reading.batch.document_first[document + 1])
        found: Flags = sums[last] - sums[first] >= _SPORTS
        return found

    def _at_home(self, reading: Reading, hits: Hits) -> Flags:
        """Whether a hit stands in an outlet of sports that names its club time and again."""
        document = reading.document[hits.start]
        in_sports = np.array([one["source_id"] in self._sports for one in reading.articles], dtype=np.bool_)
        found: Flags = in_sports[document]
        if found.any():
            entity = document.astype(np.int64) << 32 | self._entity[hits.name]
            _, inverse, count = np.unique(entity, return_inverse=True, return_counts=True)
            found &= count[inverse] >= _TIME_AND_AGAIN
        return found

    def _owned(self, reading: Reading, hits: Hits) -> tuple[Hits, Flags]:
        """Takes names of the outlet that the article stands in for that outlet, and tells which they are.

        A name that several outlets share (الشرق) is taken for the one in its country. What may be a town or a club
        too is the outlet only in quotation marks: قال ل«الرياض».
        """
        own = np.zeros(len(hits.start), dtype=np.bool_)
        name = hits.name.copy()
        asked = self._is_outlet[name] & ((self._needs[name] == OUTLET) | quoted(reading, hits))
        asked |= self._is_shared[name]
        outlets = np.flatnonzero(asked)
        documents = reading.document[hits.start[outlets]].tolist()
        for at, document, listed in zip(outlets.tolist(), documents, name[outlets].tolist(), strict=True):
            outlet = reading.articles[document]["source_id"]
            number = self._outlets.get((listed, outlet))
            own[at] = number is not None
            if number is None and self._is_shared[listed] and outlet:
                number = self._outlets.get((listed, self._country_of[outlet]))
            if number is not None:
                name[at] = number
        return Hits(hits.start, hits.end, name, hits.clitics), own
