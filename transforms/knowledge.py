"""All that the rules know, built once a process from the rows of `seeds/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from transforms import words
from transforms.article import ArticleReader
from transforms.calendars import Calendar
from transforms.headline import HeadlineWords
from transforms.language import LanguageSigns
from transforms.lexicons import Row
from transforms.names import Names
from transforms.outlets import Outlets


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The vocabularies in the form in which the rules ask them."""

    article_reader: ArticleReader
    outlets: Outlets
    calendar: Calendar
    language_signs: LanguageSigns
    abbreviations: words.Hashes

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
        return cls(
            ArticleReader(names, HeadlineWords(seeds["headline_words"])),
            Outlets(seeds["sources"], names),
            Calendar(seeds["months"], seeds["hijri_months"], seeds["weekdays"], seeds["date_words"]),
            LanguageSigns(seeds["language_signs"]),
            words.hashes_of([row["abbreviation"] for row in seeds["abbreviations"]]),
        )
