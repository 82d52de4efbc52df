"""What each piece of a byline is by itself, before its neighbours are looked at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from transforms.folding import ALEF
from transforms.metadata.byline_pieces import Piece, source_name, without_and
from transforms.metadata.names import Names, is_abbreviation

_PROSE = 5  # words of one piece that no vocabulary knows
_LONGEST_PERSON = 10
_LONGEST_PLAIN_PERSON = 5  # without بن, آل, أبو
_LONGEST_GUESS = 4
DEFINITE = ALEF + "\N{ARABIC LETTER LAM}"
FATHATAN = "\N{ARABIC FATHATAN}"
_NOT_A_NAME = re.compile(r"[\d@_#=?!\u061f%]|https?|www\.|\.(?:com|net|org)\b", re.IGNORECASE)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'’-]+(?: [A-Za-z.'’-]+){1,4}")


class Label(Enum):
    """What a piece of a byline is."""

    SOURCE = auto()
    GENERIC = auto()  # وكالات: a source that is not named
    PLACE = auto()
    PERSON = auto()
    AUTHOR_ROLE = auto()
    CONTRIBUTOR_ROLE = auto()
    CONTRIBUTOR = auto()
    DESK = auto()
    DROP = auto()
    OUTLET_OR_PLACE = auto()  # open until the neighbours are known
    GUESSED_NAME = auto()
    WORD = auto()


ROLES = {
    "author": Label.AUTHOR_ROLE,
    "visual": Label.CONTRIBUTOR_ROLE,
    "translation": Label.CONTRIBUTOR_ROLE,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece and what it is.

    `surface`: its name without office and title words. `is_certain`: the vocabulary says so, not only its
    place in the byline.
    """

    piece: Piece
    label: Label
    surface: str
    is_certain: bool = True


def is_prose(readings: list[Reading], names: Names) -> bool:
    """Whether the text is a sentence, a list or a date in the wrong field: function words, long pieces, digits."""
    if any(
        _is_of_a_sentence(word, names) for r in readings for word in r.piece.words if len(r.piece.words) > 1
    ):
        return True
    unknown = {Label.DROP, Label.DESK, Label.GUESSED_NAME}
    if any(r.label in unknown and len(r.piece.words) >= _PROSE and not r.is_certain for r in readings):
        return True
    has_digits = any(r.label is Label.DROP and any(map(str.isdigit, r.piece.text)) for r in readings)
    return has_digits and not any(r.label in {Label.SOURCE, Label.GENERIC} for r in readings)


def _is_of_a_sentence(word: str, names: Names) -> bool:
    """Whether names hold no such word: a function word, or an accusative with its tanwin."""
    return FATHATAN in word or "prose" in names.kinds(word)


def _role(piece: Piece, names: Names) -> Label | None:
    """The role that a piece names (كتب, إعداد وترجمة, تصوير), None when it names none."""
    kinds: set[str] = set(names.kinds(piece.text))
    words = [names.kinds(without_and(word, names)) & ROLES.keys() for word in piece.words]
    if all(words):
        kinds.update(*words)
    return next((label for kind, label in ROLES.items() if kind in kinds), None)


def read_piece(piece: Piece, names: Names) -> Reading:
    """What a piece is by itself."""
    kinds = names.kinds(piece.text)
    if role := _role(piece, names):
        return Reading(piece, role, piece.text)
    if piece.before == "from" and names.place(piece.text):
        return Reading(piece, Label.PLACE, piece.text)
    source = source_name(piece.words, names)
    if source:
        is_place = names.place(piece.text) is not None
        return Reading(piece, Label.OUTLET_OR_PLACE if is_place else Label.SOURCE, source)
    if kinds & {"noise", "note", "nowhere", "office", "edition"}:
        return Reading(piece, Label.DROP, "")
    if generic := names.generic(piece.text):
        return Reading(piece, Label.GENERIC if generic == "agencies" else Label.DESK, piece.text)
    *head, last = piece.words
    is_noted = head and "note" in names.kinds(last) and not names.place(piece.text)  # تونس هاتفيا
    place = " ".join(head) if is_noted else piece.text
    if names.place(place):
        return Reading(piece, Label.PLACE, place)
    return _read_words(piece, names)


def _read_words(piece: Piece, names: Names) -> Reading:
    """What a piece is that is in no list of names as a whole."""
    if _NOT_A_NAME.search(piece.text) or is_abbreviation(piece.text):  # an editor's initials: ع.ج
        return Reading(piece, Label.DROP, "", is_certain=False)
    if "from" in names.kinds(piece.words[-1]):  # فلان يستقيل من «...»
        return Reading(piece, Label.DESK, piece.text, is_certain=False)
    person = without_titles(piece.words, names)
    first = names.kinds(piece.words[0])
    if not person or (first & {"position", "desk", "office"} and not names.is_given_name(person[0])):
        return Reading(piece, Label.DESK, piece.text, len(piece.words) <= _LONGEST_PERSON)
    surface = " ".join(person)
    is_titled = len(person) < len(piece.words)
    if len(person) == 1:
        is_dotted = "." in piece.words[0]
        label = Label.PERSON if is_titled and not piece.bracketed else Label.WORD
        # a name of one word keeps its title: الشيخ محمد is a name, د. محمد a title and a name
        return Reading(piece, label, surface if is_dotted or not is_titled else piece.text, is_titled)
    if len(person) <= _LONGEST_PERSON and (is_titled or is_name(person, names)):
        is_dotted = is_titled and "." in piece.words[0]  # د. فلان; الرئيس يلتقي is no name
        is_certain = is_dotted or is_plain_given(person[0], names)
        return Reading(piece, Label.PERSON, surface, is_certain)
    has_office = any(names.kinds(word) & {"office", "position"} for word in person)
    if len(person) <= _LONGEST_GUESS and not (has_office or person[0].startswith(DEFINITE)):
        return Reading(piece, Label.GUESSED_NAME, surface, is_certain=False)
    return Reading(piece, Label.DESK, piece.text, is_certain=False)


def without_titles(words: Sequence[str], names: Names) -> list[str]:
    """The words behind the titles at the start: `أ. د. فلان الفلاني` → `فلان الفلاني`."""
    rest = list(words)
    while rest:
        head, dot, tail = rest[0].rpartition(".")
        if not dot and len(rest) > 1 and "title" in names.kinds(rest[0]):
            rest = rest[1:]
        elif dot and "title" in names.kinds(head):  # د.فلان and د.
            rest = [*([tail] if tail else []), *rest[1:]]
        else:
            break
    return rest


def is_plain_given(word: str, names: Names) -> bool:
    """Whether the word is a given name and no common word besides (as الأمين and على are)."""
    return names.is_written_given_name(word) and not word.startswith(DEFINITE)


def is_name(words: Sequence[str], names: Names) -> bool:
    """Whether two words or more are certainly a person's name: a given name or a particle tells."""
    if _LATIN_NAME.fullmatch(" ".join(words)):
        return True
    if any("name_particle" in names.kinds(word) for word in words[:-1]):
        return True
    if "place_head" in names.kinds(words[0]) or len(words) > _LONGEST_PLAIN_PERSON:
        return False
    if words[0].startswith(DEFINITE):  # الزبير عبدالباقي; not: الملتقى الأدبي في أحمد رفيدة
        return names.is_given_name(words[0]) or (len(words) <= 3 and is_plain_given(words[1], names))
    return any(names.is_given_name(word) for word in words)
