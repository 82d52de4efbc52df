"""The dateline: where an article was written and by whom, at the head of its first paragraph.

`موسكو- البعث:` on a line of its own, `سبق - جدة: ...`, `دبي، الإمارات العربية المتحدة (CNN)— ...`,
`غزة/ معا/ ...`. What stands before the last mark must be read whole by `transforms.metadata.byline`: one word that
no vocabulary knows is enough for an ordinary sentence (`القاهرة تستضيف ...`, `ترمب: لن ننسحب`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.folding import TATWEEL
from transforms.metadata.byline import read_pieces, source_ids
from transforms.metadata.byline_pieces import is_known
from transforms.metadata.byline_readings import Label, Reading
from transforms.metadata.names import Names

_HEAD = 160  # code points in which a dateline ends
_FIRST_MARK = 60  # code points before which its first mark stands
_LONGEST_LINE = 110
_LONGEST_FIRST_PIECE = 6  # words before the first mark
_DASHES = "[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}-]"
# A tatweel is a dash beside a space only; inside a word it stretches the word.
_DASH = rf"(?:{_DASHES}+|(?<=\s){TATWEEL}+|{TATWEEL}+(?=\s))"
_MARKS = re.compile(rf"[,\u060c\d«\":/(\[{TATWEEL}{_DASHES[1:-1]}]")  # what such a mark begins with; quick
_MARK = re.compile(rf"(?P<weak>[,\u060c]|\d)|(?P<quote>[«\"])|[:/(\[]|{_DASH}")
# A mark that may end a dateline, with what follows it: a colon, a slash, a dash that is no hyphen.
_END = re.compile(rf"(?P<colon>:+)|(?P<slash>/(?!\s*\w+/))|(?P<dash>(?<=[\s)»\"\w]){_DASH}(?=[\s\w«\"]))")
_DAY = r"\d{1,2}\s+\w+(?:\s*/\s*\w{2,})?(?:\s+\d{4}(?:\s*\w{1,2})?)?"
# في 5 مايو; 5 أيار/مايو; 21 شوال 1436 هـ الموافق 6 أغسطس 2015 م; 5/7/2015; 12 - 5
_NUMBERS = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s?-\s?\d{1,2}"
_DATE = re.compile(rf"(?<!\w)(?:\w\w\s+)?(?:{_NUMBERS}|{_DAY}(?:\s+\w{{5,8}}\s+{_DAY})?)(?!\w)")
_WORD = re.compile(r"\S+")
_WORDS = re.compile(r"\S+(?: \S+){0,2}")
_CREDIT = re.compile(r"[(\[«]\s*([^()\[\]«»\n]{2,40}?)\s*[)\]»][\s.*]*$")
_LONGEST_NAME = 5  # words
_LONGEST_GUESS = 3
_STAND_INS = {"agencies", "follow_up"}
_PROVEN = {Label.SOURCE, Label.GENERIC, Label.PLACE}
_LONGEST_BYLINE_LINE = 70
_SENTENCE_MARKS = (".", "!", "\N{ARABIC QUESTION MARK}", "\N{HORIZONTAL ELLIPSIS}")
_BEHIND_BYLINE = re.compile(r"\s*(?::+|[-\u2013\u2014]+(?=\s)|(?=\n))")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and what it says.

    `start`, `end`: code points of the text, with the closing mark, without the space behind it. `place`: the
    first of the places; places, source and persons as written, persons without titles.
    """

    start: int
    end: int
    place: str = ""
    places: tuple[str, ...] = ()
    source: str = ""
    source_id: str | None = None
    persons: tuple[str, ...] = ()


def may_have_dateline(head: str) -> bool:
    """Whether the head of a paragraph holds a mark without which there is no dateline; cheap.

    >>> may_have_dateline("قال الوزير إن"), may_have_dateline("عمّان - بترا")
    (False, True)
    """
    return _MARK.search(head, 0, _FIRST_MARK) is not None


def find_dateline(text: str, start: int, names: Names, *, outlet: str | None = None) -> Dateline | None:
    """The dateline of the paragraph that begins at `start`, None when it has none.

    `outlet`: the source_id of the article's own outlet when known. A line that names a person only is a
    byline, not a dateline: see `find_byline_line`.
    """
    start = _skip_noise(text, start, names)
    line_end = text.find("\n", start, start + _HEAD)
    is_line = line_end >= 0
    head = text[start : line_end if is_line else start + _HEAD]
    first = _MARKS.search(head, 0, _FIRST_MARK) and _MARK.search(head, 0, _FIRST_MARK)
    if first is None or not _may_begin(head[: first.start()].split(), first, names):
        return None
    if is_line and len(head) <= _LONGEST_LINE:
        readings = _read(head, names, outlet)
        if _is_dateline_line(readings, names):
            return _dateline(head, (start, len(head)), readings, names, outlet)
    for mark in reversed(list(_END.finditer(head))):
        readings = _read(head[: mark.start()], names, outlet)
        if _is_dateline_before(mark, readings, names, outlet):
            return _dateline(head, (start, mark.end()), readings, names, outlet)
    end = _end_of_source(head, names, outlet)
    readings = _read(head[:end], names, outlet) if end else ()
    return _dateline(head, (start, end), readings, names, outlet) if end else None


def _may_begin(words: Sequence[str], mark: re.Match[str], names: Names) -> bool:
    """Whether a dateline may begin with these words before its first mark; spares most sentences the rest."""
    if not words:
        return mark.lastgroup != "weak"
    if len(words) > _LONGEST_FIRST_PIECE:
        return False
    if mark.lastgroup is None and len(words) <= _LONGEST_GUESS:
        return True
    if names.is_given_name(words[0]) or names.kinds(words[0]):
        return True
    if not names.begins_name(words[0]):
        return False
    return any(is_known(" ".join(words[:length]), names) for length in (len(words), len(words) - 1))


def _end_of_source(head: str, names: Names, outlet: str | None) -> int:
    """Where a dateline without a closing mark ends: `فلان الفلاني – عين اليوم علمت ...`; 0 for none.

    It needs a certain person or city before the dash, and behind it an agency, the article's own outlet or
    an outlet of two words, because many a one-word outlet is a common word (اليوم, الوطن).
    """
    mark = next((m for m in _END.finditer(head) if m.lastgroup == "dash"), None)
    if mark is None:
        return 0
    readings = _read(head[: mark.start()], names, outlet)
    labels = {reading.label for reading in readings if reading.is_certain}
    if len(readings) != 1 or not labels & {Label.PERSON, Label.PLACE, Label.SOURCE}:
        return 0
    is_own = bool(outlet) and outlet in names.sources(readings[0].surface)
    may_end_in_place = is_own or labels == {Label.PERSON}
    words = _WORDS.search(head, mark.end())
    for end in reversed([match.end() for match in re.finditer(r"\S+", words[0])]) if words else ():
        name = words[0][:end] if words else ""
        found = names.sources(name)
        is_sure = " " in name or outlet in found or any(map(names.is_agency, found))
        is_place = names.place(name) is not None
        is_end = names.generic(name) or (may_end_in_place if is_place else found and is_sure)
        if words and is_end:
            return words.start() + end
    return 0


def find_byline_line(text: str, start: int, names: Names, *, author: str = "") -> Span | None:
    """The span of a byline without place or source at `start`.

    That is a line that names only persons (`كتب: فلان الفلاني`), or the `author` of the record repeated
    before the text.
    """
    author = author.strip(" :-")
    if " " in author and text.startswith(author, start):
        behind = _BEHIND_BYLINE.match(text, start + len(author))
        if behind:
            return start, behind.end()
    line_end = text.find("\n", start, start + _LONGEST_BYLINE_LINE)
    line = text[start:line_end].rstrip() if line_end >= 0 else ""
    if not line or line.endswith(_SENTENCE_MARKS) or not _may_begin_byline(line.split(), names):
        return None
    persons = [r for r in read_pieces(line, names) if r.label is not Label.DROP]
    return (start, start + len(line)) if persons and all(_is_author(r, names) for r in persons) else None


def _is_author(reading: Reading, names: Names) -> bool:
    """Whether a piece is certainly a person's full name, not the caption of a picture (أمير منطقة ...)."""
    words = reading.surface.split()
    is_person = reading.label in {Label.PERSON, Label.CONTRIBUTOR} and reading.is_certain
    has_office = any(names.kinds(word) & {"position", "place_head", "office", "desk"} for word in words)
    return is_person and 1 < len(words) <= _LONGEST_NAME and not has_office


def _may_begin_byline(words: Sequence[str], names: Names) -> bool:
    """Whether a byline may begin with the first of these words; spares most lines the rest."""
    kinds = names.kinds(words[0].strip(":"))
    return names.is_given_name(words[0]) or bool(kinds & {"author", "visual", "translation"})


def find_credit(text: str, start: int, names: Names) -> Dateline | None:
    """The agency in brackets that ends the paragraph at `start`: `... في العاصمة. (أ ف ب)`."""
    paragraph = text[start:].rstrip()
    match = _CREDIT.search(paragraph)
    if match is None or not (names.sources(match[1]) or names.generic(match[1]) == "agencies"):
        return None
    identity = next(iter(source_ids((match[1],), (), names, None)), None)
    return Dateline(
        start + match.start(), start + match.start(1) + len(match[1]) + 1, source=match[1], source_id=identity
    )


def _skip_noise(text: str, start: int, names: Names) -> int:
    """Where the paragraph begins behind space and page furniture (`Next Previous`)."""
    for word in _WORD.finditer(text, start, start + _HEAD):
        if "noise" not in names.kinds(word[0]):
            return word.start()
    return start


@lru_cache(maxsize=16384)
def _read(head: str, names: Names, outlet: str | None) -> tuple[Reading, ...]:
    """The pieces of a head, remembered, since datelines recur; a date beside the place says nothing here."""
    return tuple(read_pieces(_DATE.sub(" - ", head), names, outlet=outlet))


def _is_dateline_line(readings: Sequence[Reading], names: Names) -> bool:
    """Whether a line of its own is a dateline: nothing unknown, a place or source beside something.

    A person who is only guessed needs a source beside (`فلانة الفلانية – عين اليوم`); beside a place alone
    the words are a headline (`قفصة : حادث مرور قاتل`).
    """
    certain = [r for r in readings if r.is_certain]
    known = [r for r in certain if r.label in _PROVEN or _stands_in(r, names)]
    unknown = [
        r for r in readings if (not r.is_certain and r.label is Label.DROP) or _is_unknown_desk(r, names)
    ]
    guessed = [r for r in readings if not r.is_certain and r.label in _PROVEN | {Label.PERSON}]
    sources = [r for r in known if r.label is not Label.PLACE]
    has_origin = any(r.piece.before == "from" for r in readings)  # فلان يعود من باريس
    if unknown or not known or len(readings) < 2 or (has_origin and not sources):
        return False
    return len(guessed) <= bool(sources) and _is_coherent(readings)


def _is_unknown_desk(reading: Reading, names: Names) -> bool:
    """Whether the piece is taken for a desk without being a listed one (سعادة رئيس التحرير)."""
    is_listed = names.generic(reading.surface) or "desk" in names.kinds(reading.surface)
    return reading.label is Label.DESK and not is_listed


def _stands_in(reading: Reading, names: Names) -> bool:
    """Whether the piece stands where the source would (متابعات)."""
    return reading.label is Label.DESK and names.generic(reading.surface) in _STAND_INS


def _is_coherent(readings: Sequence[Reading]) -> bool:
    """Whether no piece is longer than a name and nothing is from an outlet (بداية من اليوم)."""
    limits = {True: _LONGEST_NAME, False: _LONGEST_GUESS}
    is_short = all(len(r.piece.words) <= limits[r.is_certain] for r in readings)
    return is_short and all(r.label is Label.PLACE for r in readings if r.piece.before == "from")


def _is_dateline_before(
    mark: re.Match[str], readings: Sequence[Reading], names: Names, outlet: str | None
) -> bool:
    """Whether what stands before a mark inside a paragraph is a dateline.

    It takes an outlet or agency beside a place or a person, or alone in brackets (`(CNN) --`); before a
    colon a person beside a city will do. A place alone is none: headlines begin so (`تركيا: طائرات ...`).
    """
    labels = {reading.label for reading in readings}
    sources = [r for r in readings if r.is_certain and r.label in {Label.SOURCE, Label.GENERIC}]
    is_colon = mark.lastgroup == "colon"
    guessed = [r for r in readings if not r.is_certain]
    if not _is_coherent(readings) or (guessed and labels & {Label.DROP, Label.DESK}):
        return False
    if guessed:  # سبق- القرية: ...
        is_own = any(outlet in names.sources(r.surface) for r in sources) if outlet else False
        is_village = (
            len(guessed) == 1 and guessed[0].label is Label.PLACE and len(guessed[0].piece.words) == 1
        )
        return bool(sources) and is_colon and (is_own or is_village) and len(readings) > 1
    if not sources:
        return is_colon and len(readings) == 2 and labels == {Label.PERSON, Label.PLACE}
    return len(readings) > 1 or sources[0].piece.bracketed or sources[0].piece.quoted


def _dateline(
    head: str, span: tuple[int, int], readings: Sequence[Reading], names: Names, outlet: str | None
) -> Dateline:
    """The dateline of `head[: span[1]]`, where `head` begins at `span[0]` of the text."""

    def surfaces(*labels: Label) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reading.surface for reading in readings if reading.label in labels))

    places = surfaces(Label.PLACE)
    sources = surfaces(Label.SOURCE) or surfaces(Label.GENERIC)
    return Dateline(
        start=span[0],
        end=span[0] + len(head[: span[1]].rstrip()),
        place=places[0] if places else "",
        places=places,
        source=sources[0] if sources else "",
        source_id=next(iter(source_ids(sources[:1], places, names, outlet)), None),
        persons=surfaces(Label.PERSON),
    )
