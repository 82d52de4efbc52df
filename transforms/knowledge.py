"""All that the rules know, built once a process from the rows of `seeds/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from transforms import words
from transforms.calendars import Calendar
from transforms.dates.expressions import Dates
from transforms.events.events import Events
from transforms.lexicons import Row
from transforms.metadata.article import ArticleReader
from transforms.metadata.headline import HeadlineWords
from transforms.metadata.language import LanguageSigns
from transforms.metadata.names import Names
from transforms.metadata.outlets import Outlets
from transforms.organisations.mentions import Organisations
from transforms.organisations.words import OrganisationWords
from transforms.persons.mentions import Persons
from transforms.places.mentions import Places
from transforms.statements.quotations import Statements
from transforms.statements.surroundings import OrdinaryWords
from transforms.stems import Stems
from transforms.unknown_words import UnknownWords


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The vocabularies in the form in which the rules ask them."""

    article_reader: ArticleReader
    outlets: Outlets
    calendar: Calendar
    language_signs: LanguageSigns
    abbreviations: words.Hashes
    dates: Dates
    persons: Persons
    places: Places
    organisations: Organisations
    statements: Statements
    events: Events

    @classmethod
    def of(cls, seeds: Mapping[str, Sequence[Row]]) -> Self:
        """From the rows of every vocabulary by name, as `flows.seeds.read_all` returns them."""
        names = Names(
            sources=seeds["sources"],
            places=seeds["places"],
            countries=seeds["countries"],
            generic_sources=seeds["generic_sources"],
            byline_words=seeds["byline_words"],
            given_names=seeds["given_names"],
        )
        stems = Stems(seeds["common_words"], seeds["affixes"])
        unknown = UnknownWords(stems)
        return cls(
            ArticleReader(names, HeadlineWords(seeds["headline_words"])),
            Outlets(seeds["sources"], names),
            Calendar(seeds["months"], seeds["hijri_months"], seeds["weekdays"], seeds["date_words"]),
            LanguageSigns(seeds["language_signs"]),
            words.hashes_of([row["abbreviation"] for row in seeds["abbreviations"]]),
            Dates(
                roles=seeds["date_roles"],
                months=seeds["months"],
                hijri_months=seeds["hijri_months"],
                weekdays=seeds["weekdays"],
                holidays=seeds["date_holidays"],
                events=seeds["date_events"],
                traps=seeds["date_traps"],
                given_names=seeds["given_names"],
            ),
            Persons(seeds, stems),
            Places(
                seeds["places"],
                seeds["place_words"],
                seeds["place_context"],
                seeds["sources"],
                seeds["nationalities"],
                unknown,
            ),
            Organisations(
                seeds["organisations"],
                seeds["sources"],
                OrganisationWords(
                    seeds["organisation_heads"],
                    seeds["organisation_words"],
                    seeds["nationalities"],
                    seeds["given_names"],
                ),
                unknown,
            ),
            Statements(
                seeds["reporting_verbs"],
                seeds["speaker_words"],
                OrdinaryWords(stems, (row["name"] for row in seeds["given_names"])),
            ),
            Events(seeds),
        )
