"""The levels of a headline told apart: kicker above, headline, subheadline below.

A feed names its headline; a plain-text file does not. There the first line may hold two levels
(`مباحثات ... لتطوير التعاون الهلال: تعزيز العلاقات ...`), told apart only by a name and a colon, and most
colons in headlines do something else (`ترمب: لن ننسحب`, `بعد عامين من الحرب: ...`). So a cut needs proof.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transforms.folding import ALEF, WAW, YEH, light
from transforms.lexicons import Row
from transforms.metadata.names import Names, name_key

_LONGEST_HEADLINE = 25  # words
_LONGEST_SUBHEADLINE = 18
_SHORTEST_HEADLINE = 4  # words before a subheadline on the same line
_SHORTEST_STATEMENT = 3  # words behind a kicker or a name and its colon
_LONGEST_KICKER = 4
_DEFINITE = ALEF + "\N{ARABIC LETTER LAM}"
_TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
_FEH = "\N{ARABIC LETTER FEH}"
_WORD = re.compile(r"\S+")
_COLON = re.compile(r"(?<!\d):(?=\s*\D)")
_KICKER_MARK = re.compile(r"\s*(?::|\||\.{2,}|…|\s[-–—]\s)\s*")
_PUNCTUATION = re.compile(r"^\W+|\W+$")
_CLOSED = re.compile(r"[»”\"')\]\d]$")
_SENTENCE_END = re.compile(r"[.:,;\u060c\u061b]$")
_FULL_STOP_INSIDE = re.compile(r"\w{3,}\.\s+\w{2,}")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Headline:
    """Spans of the levels in code points of the text that was given; None where a level is missing."""

    headline: Span | None = None
    kicker: Span | None = None
    subheadline: Span | None = None


class HeadlineWords:
    """The vocabulary of headlines, from the rows of `seeds/headline_words.csv`."""

    def __init__(self, rows: Iterable[Row]) -> None:
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            kinds[light(row["word"])].add(row["kind"])
        self._kinds = {word: frozenset(found) for word, found in kinds.items()}

    def kinds(self, text: str) -> frozenset[str]:
        """What a word or a phrase may be: kicker, incomplete, opener, verb."""
        return self._kinds.get(light(text), frozenset())


def has_headline(first_line: str, rest: str) -> bool:
    """Whether the first line of a plain-text file is a headline: short, no sentence, followed by text.

    >>> has_headline("اتفاق على فتح المعابر", "أعلنت الحكومة أمس")
    True
    >>> has_headline("أعلنت الحكومة ذلك.", "وأضافت")
    False
    """
    line = first_line.strip()
    is_short = 0 < len(line.split()) <= _LONGEST_HEADLINE
    ends_sentence = _SENTENCE_END.search(line) and not line.endswith("..")
    return bool(is_short and rest.strip() and not ends_sentence and not _FULL_STOP_INSIDE.search(line))


def split_headline(line: str, body: str, words: HeadlineWords, names: Names) -> Headline:
    """The levels that stand on one line; `body` is the text below, which proves that a name is a person.

    Without proof the whole line is the headline.
    """
    start, end = _trim(line, 0, len(line))
    kicker = _find_kicker(line, start, words)
    if kicker:
        start = _KICKER_MARK.match(line, kicker[1]).end()  # type: ignore[union-attr]
    cut = _find_statement(line, start, body, words, names)
    if cut is None:
        return Headline((start, end), kicker)
    return Headline(_trim(line, start, cut), kicker, (cut, end))


def find_levels(text: str, words: HeadlineWords, names: Names) -> Headline:
    """The levels at the head of a plain-text file: a kicker line, the headline line, a subheadline line.

    No headline where the first line is not one (see `has_headline`).
    """
    lines = _lines(text)
    first = next(lines, None)
    kicker: Span | None = None
    if first and "kicker" in words.kinds(_PUNCTUATION.sub("", text[slice(*first)])):
        kicker, first = first, next(lines, None)
    if first is None or not has_headline(text[slice(*first)], text[first[1] :]):
        return Headline()
    levels = split_headline(text[slice(*first)], text[first[1] :], words, names)
    subheadline = _shift(levels.subheadline, first[0])
    second, third = next(lines, None), next(lines, None)
    if subheadline is None and second and third and _is_prose(text[slice(*third)]):
        subheadline = second if is_subheadline(text[slice(*second)], text[third[0] :]) else None
    return Headline(_shift(levels.headline, first[0]), kicker or _shift(levels.kicker, first[0]), subheadline)


def is_subheadline(line: str, rest: str) -> bool:
    """Whether the line below a headline may be a second headline by its shape: see `has_headline`."""
    is_short = _SHORTEST_HEADLINE <= len(line.split()) <= _LONGEST_SUBHEADLINE
    return is_short and has_headline(line, rest)


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph is too long for a headline and ends like a sentence."""
    ends = paragraph.rstrip().endswith((".", "!", "\N{ARABIC QUESTION MARK}"))
    return ends and len(paragraph.split()) > _LONGEST_HEADLINE


def _lines(text: str) -> Iterator[Span]:
    """The spans of the lines that are not blank, without outer space."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        span = _trim(text, start, end)
        if span[0] < span[1]:
            yield span
        start = end + 1


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _shift(span: Span | None, by: int) -> Span | None:
    return (span[0] + by, span[1] + by) if span else None


def _find_kicker(line: str, start: int, words: HeadlineWords) -> Span | None:
    """A listed word such as `عاجل:` or `حوار |` before a headline of at least three words."""
    mark = _KICKER_MARK.search(line, start)
    if mark is None or "kicker" not in words.kinds(line[start : mark.start()].strip()):
        return None
    is_long = len(line[start : mark.start()].split()) > _LONGEST_KICKER
    return None if is_long or len(line[mark.end() :].split()) < _SHORTEST_STATEMENT else (start, mark.start())


def _find_statement(line: str, start: int, body: str, words: HeadlineWords, names: Names) -> int | None:
    """Where a second headline of the form NAME + colon begins behind a complete one, None when unproven."""
    colon = _COLON.search(line, start)
    if colon is None or len(line[colon.end() :].split()) < _SHORTEST_STATEMENT:
        return None
    found = list(_WORD.finditer(line, start, colon.start()))
    if len(found) <= _SHORTEST_HEADLINE:
        return None
    first_of_name = _first_of_name([match[0] for match in found], names)
    before, name = found[:first_of_name], found[first_of_name:]
    is_whole = len(before) >= _SHORTEST_HEADLINE and _is_complete([m[0] for m in before], words, names)
    if is_whole and _is_speaker([match[0] for match in name], body, words, names):
        return name[0].start()
    return None


def _first_of_name(line_words: Sequence[str], names: Names) -> int:
    """The index of the first word of the name that ends the words: given names and titles belong to it."""
    first = len(line_words) - 1
    while first > 0:
        word = line_words[first - 1]
        if not (names.is_given_name(word) or names.kinds(word) & {"title", "name_particle"}):
            break
        first -= 1
    return first


def _is_complete(before: Sequence[str], words: HeadlineWords, names: Names) -> bool:
    """Whether the words are a headline by themselves: they do not lead into what follows.

    The last word is definite, a place, a number or closes a quotation, so that it cannot govern the name
    (`مقتل الجندي`, `هجوم الجيش`); the first is no preposition and no office that a name would follow.
    """
    last, first = before[-1], before[0]
    if words.kinds(_bare(last)) & {"incomplete"} or words.kinds(_bare(first)) & {"opener"}:
        return False
    if any(word.endswith(":") for word in before):
        return False
    return bool(_CLOSED.search(last)) or _bare(last).startswith(_DEFINITE) or names.place(last) is not None


def _is_speaker(name: Sequence[str], body: str, words: HeadlineWords, names: Names) -> bool:
    """Whether the body has this name behind a title, a given name or a verb of speaking and acting."""
    bare = _bare(name[-1])
    is_name_like = bare.startswith(_DEFINITE) or len(name) > 1
    if not is_name_like or name_key(bare) != name_key(name[-1]):
        return False
    if _is_nationality(bare, names):
        return False
    is_place = names.place(bare) is not None
    for mention in re.finditer(rf"(\S+)\s+{re.escape(bare)}(?!\w)", body):
        previous = _bare(mention[1])
        if "title" in names.kinds(previous) or names.is_given_name(previous):
            return True
        if not is_place and "verb" in words.kinds(previous) | words.kinds(_without_conjunction(previous)):
            return True
    return False


def _is_nationality(word: str, names: Names) -> bool:
    """Whether the word is an adjective made from a place (الإيراني), which follows titles too."""
    stem = word.removeprefix(_DEFINITE)[:-1]
    is_adjective = word.startswith(_DEFINITE) and word.endswith(YEH) and len(stem) > 2
    return is_adjective and any(names.place(stem + ending) for ending in ("", ALEF, _TEH_MARBUTA))


def _bare(word: str) -> str:
    return _PUNCTUATION.sub("", word)


def _without_conjunction(word: str) -> str:
    return word[1:] if word[:1] in {WAW, _FEH} else word
