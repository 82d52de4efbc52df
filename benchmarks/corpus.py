"""News articles for measuring, any number of them, made from the sample document and the vocabularies.

Every article depends on its number alone, so a larger corpus begins with the smaller one, everywhere and
always. Paragraphs are built from the sample's sentences; most of their words give way to words made of the
beginning of one word and the end of another, drawn so that the vocabulary grows as in real news (48,000
distinct words in 1,000 articles, 166,000 in 10,000). Nothing here means anything: it measures speed alone.

    python -m benchmarks.corpus 100000 news.jsonl
"""

import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any, Self

import orjson

from flows import seeds

SEED = 20191125
CHARACTERS = (950, 3_650)
"""Shortest and longest body; 2,500 on average with what stands beside it."""

_SWAPPED = 0.75  # share of words that are not the sample's own
_PARTICLES = 0.4  # share of those that are short words
_SPREAD, _EXPONENT = 4_000.0, -1 / 0.7  # of the law by which the rarer words are drawn
_SENTENCE_END = re.compile(r"(?<=[.!\N{ARABIC QUESTION MARK}])\s+|\n")
_LETTERS = re.compile(r"(?<!\w)[\u0621-\u064a]+(?!\w)")
_FIRST_DAY = dt.datetime(2015, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=3)))
_RECURRING = 6  # as many distinct authors as in real news: 2,000 in 5,000 articles, 4,000 in 10,000
_WORDS_IN_HEADLINE = (5, 11)
_SENTENCES_IN_PARAGRAPH = (1, 4)


@dataclass(frozen=True, slots=True)
class Material:
    """What articles are made of: the sample's sentences as words, and names from the vocabularies."""

    sentences: Sequence[Sequence[str]]
    words: Sequence[str]
    particles: Sequence[str]
    proclitics: Sequence[str]
    endings: Sequence[str]
    given_names: Sequence[str]
    places: Sequence[str]
    outlets: Sequence[tuple[str, str]]
    agencies: Sequence[str]

    @classmethod
    def read(cls) -> Self:
        """From `seeds/`: the sample documents and the vocabularies."""
        documents = sorted((seeds.seeds_folder() / "documents").glob("*.txt"))
        text = "\n".join(path.read_text("utf-8") for path in documents)
        sentences = [sentence.split() for sentence in _SENTENCE_END.split(text)]
        found = _LETTERS.findall(text)
        affixes = seeds.read("search_affixes")
        sources = [row for row in seeds.read("sources") if row["language"] == "ar" and row["domains"]]
        return cls(
            sentences=[words for words in sentences if len(words) > 3],
            words=sorted({word for word in found if 3 <= len(word) <= 5}),
            particles=sorted({word for word in found if len(word) <= 3}),
            proclitics=[*[""] * 40, *(row["affix"] for row in affixes if row["kind"] != "ending")],
            endings=[*[""] * 40, *(row["affix"] for row in affixes if row["kind"] == "ending")],
            given_names=[row["name"] for row in seeds.read("given_names")],
            places=[row["name"] for row in seeds.read("places")[:300]],
            outlets=[(row["name"], row["domains"].split("|")[0]) for row in sources],
            agencies=[row["name"] for row in sources if row["type"] == "agency"],
        )

    def word(self, rank: int) -> str:
        """The word of a rank: for the same rank always the same; the first are the sample's own."""
        if rank < len(self.words):
            return self.words[rank]
        mixed = rank * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        mixed = (mixed ^ mixed >> 31) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        pieces = []
        for choice in (self.proclitics, self.words, self.words, self.endings):
            mixed, which = divmod(mixed, len(choice))
            pieces.append(choice[which])
        proclitic, begin, end, ending = pieces
        return proclitic + begin[: (len(begin) + 1) // 2] + end[len(end) // 2 :] + ending


def articles() -> Iterator[dict[str, str]]:
    """Articles without end, as records with the fields of a news site's export."""
    material = Material.read()
    known: dict[int, str] = {}
    return (_article(number, material, known) for number in count())


def write(path: Path, n_documents: int) -> None:
    """Writes the first articles as JSON Lines."""
    with path.open("wb") as file:
        for article in islice(articles(), n_documents):
            file.write(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE))


def _article(number: int, material: Material, known: dict[int, str]) -> dict[str, str]:
    random = Random(SEED * 1_000_003 + number)
    outlet, domain = _common(random, material.outlets)
    place = _common(random, material.places)
    person = f"{_common(random, material.given_names)} {_common(random, material.given_names)}"
    published = _FIRST_DAY + dt.timedelta(minutes=number * 7)
    opening = (f"{place} - {_one(random, material.agencies)}: ", f"{place} - {outlet}: ", "", "")
    author = (person, f"{place} - {person}", _one(random, material.agencies), "")
    return {
        "url": f"https://www.{domain}/news/{published:%Y/%m/%d}/{number}",
        "source": outlet,
        "section": _one(random, material.words),
        "title": " ".join(_words(random, material, known, _between(random, _WORDS_IN_HEADLINE))),
        "author": _one(random, author),
        "published": published.isoformat(),
        "content": _one(random, opening) + _body(random, material, known),
    }


def _body(random: Random, material: Material, known: dict[int, str]) -> str:
    """Paragraphs of whole sentences until the length is reached."""
    wanted = _between(random, CHARACTERS)
    paragraphs: list[str] = []
    written = 0
    while written < wanted:
        sentences = [
            _sentence(random, material, known) for _ in range(_between(random, _SENTENCES_IN_PARAGRAPH))
        ]
        paragraphs.append(" ".join(sentences))
        written += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def _sentence(random: Random, material: Material, known: dict[int, str]) -> str:
    """A stretch of one of the sample's sentences, most of its words swapped, numbers rolled, a stop at its end."""
    whole = _one(random, material.sentences)
    first = int(random.random() * max(1, len(whole) - 25))
    chosen = whole[first : first + 25]
    words = [
        word if random.random() > _SWAPPED else new
        for word, new in zip(chosen, _words(random, material, known, len(chosen)), strict=True)
    ]
    words = [str(int(random.random() * 2_020)) if word.isdecimal() else word for word in words]
    return " ".join(words).rstrip(".") + "."


def _words(random: Random, material: Material, known: dict[int, str], n: int) -> list[str]:
    """Words by a power law; `known` keeps those made before."""
    found = []
    for _ in range(n):
        if random.random() < _PARTICLES:
            found.append(_one(random, material.particles))
            continue
        rank = int(_SPREAD * ((1.0 - random.random()) ** _EXPONENT - 1.0))
        if rank not in known:
            known[rank] = material.word(rank)
        found.append(known[rank])
    return found


def _one(random: Random, choices: Sequence[Any]) -> Any:
    return choices[int(random.random() * len(choices))]


def _common(random: Random, choices: Sequence[Any]) -> Any:
    """One of the choices, the first ones by far the most often, as outlets, places and authors recur."""
    return choices[int(random.random() ** _RECURRING * len(choices))]


def _between(random: Random, bounds: tuple[int, int]) -> int:
    return bounds[0] + int(random.random() * (bounds[1] - bounds[0]))


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
