"""Cuts a byline into pieces that each say one thing: a city, an outlet, a person, a role.

Newsrooms separate them by dashes, colons, commas, brackets, quotation marks, a tatweel, `من`, `و` or by
nothing at all (`عرفات مدابش عدن: ...`), so the cut needs the names as well as the marks.
"""

import html
import re
from dataclasses import dataclass, replace

from transforms.folding import TATWEEL, WAW
from transforms.metadata.names import Names

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SPACE = re.compile(r"[^\S\n ]")
_LETTER = r"[^\W\d_]"
# Between letters a tatweel stretches a word (جـدة), beside a space it is a dash (الدوحةـ أنقرة).
_STRETCH = re.compile(f"(?<={_LETTER}){TATWEEL}+(?={_LETTER})")
# A hyphen between two Latin letters belongs to the name (Jean-Pierre).
_SEPARATOR = re.compile(
    r"(?P<colon>[:;\u061b|])|(?P<comma>[,\u060c/\\&+])|(?P<open>[(\[])|(?P<close>[)\]])"
    r"|(?P<quote>[«»\"“”„{}<>])|(?P<dots>\.{2,}|…)|(?P<space>\s{2,}|\n)"
    rf"|(?P<dash>[–—−‐{TATWEEL}]+|(?<![A-Za-z])-+|-+(?![A-Za-z])|(?<=\s)_+|_+(?=\s))"
)
_LONGEST_PREFIX = 4
_EDGE = " .*'•#"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a byline between two marks.

    `before` names the mark before it ("" at the start): a group of `_SEPARATOR`, or "from" (من), "and" (و),
    "word" where only the names told the cut. `bracketed`, `quoted`: what it stands in.
    `colon_follows`: the next mark is a colon.
    """

    text: str
    before: str = ""
    bracketed: bool = False
    quoted: bool = False
    colon_follows: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the piece as they are written."""
        return self.text.split()


def clean(text: str) -> str:
    """The byline without entities, invisible characters and stretched letters.

    >>> clean("&nbsp;جـــدة ـ عبدالله")
    'جدة ـ عبدالله'
    """
    text = html.unescape(text) if "&" in text else text
    return _STRETCH.sub("", _SPACE.sub(" ", _INVISIBLE.sub("", text))).strip()


def cut(text: str, names: Names) -> list[Piece]:
    """The pieces of a cleaned byline in order, empty ones left out."""
    pieces = _cut_at_marks(text)
    found: list[Piece] = []
    for piece in _join_soft_spaces(pieces, names):
        found.extend(_cut_inside(piece, names))
    return found


def _cut_at_marks(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    before, start = "", 0
    bracketed = quoted = False
    for mark in [*_SEPARATOR.finditer(text), None]:
        kind = mark.lastgroup or "" if mark else ""
        words = text[start : mark.start() if mark else len(text)].strip(_EDGE)
        if words:
            pieces.append(Piece(words, before, bracketed, quoted, kind == "colon"))
            before = kind
        elif kind == "colon" and pieces:  # «...»: and (...):
            pieces[-1] = replace(pieces[-1], colon_follows=True)
        if kind not in {"", "space", "close", "quote"} or not before:
            before = kind or before
        if kind in {"open", "close"}:
            bracketed = kind == "open"
        quoted = kind == "quote" and not quoted if kind in {"quote", "colon"} else quoted
        start = mark.end() if mark else start
    return pieces


def _join_soft_spaces(pieces: list[Piece], names: Names) -> list[Piece]:
    """Two spaces part a byline only where a name is known beside them; elsewhere they are a slip."""
    joined: list[Piece] = []
    for piece in pieces:
        previous = joined[-1] if joined else None
        if (
            piece.before == "space"
            and previous
            and previous.bracketed == piece.bracketed
            and not any(
                is_known(side.text, names) or source_name(side.words, names) for side in (piece, previous)
            )
            and not any(find(piece.words, names) for find in (_role_length, _known_prefix, _joined_person))
        ):
            text = f"{previous.text} {piece.text}"
            joined[-1] = replace(previous, text=text, colon_follows=piece.colon_follows)
        else:
            joined.append(piece)
    return joined


def _is_name_or_office(piece: Piece, names: Names) -> bool:
    return is_known(piece.text, names) or bool(source_name(piece.words, names))


def is_known(text: str, names: Names) -> bool:
    """Whether the whole text is an outlet, an agency or a place."""
    return bool(names.sources(text) or names.generic(text) or names.place(text))


def source_name(words: list[str], names: Names) -> str:
    """The outlet or agency that the words name, behind an office (مكتب) or before an edition (أونلاين)."""
    text = " ".join(words)
    whole = names.sources(text)
    for length in range(min(3, len(words) - 1), 0, -1):
        if "office" in names.kinds(" ".join(words[:length])):
            rest = source_name(words[length:], names)
            if not whole or set(whole) <= set(names.sources(rest)):
                return rest
    if not whole and len(words) > 1 and "edition" in names.kinds(words[-1]):
        return source_name(words[:-1], names)
    return text if whole else ""


def _cut_inside(piece: Piece, names: Names) -> list[Piece]:
    """Cut where no mark stands: behind a role, at من, at و, beside a known name."""
    words = piece.words
    if len(words) < 2 or is_known(piece.text, names) or names.kinds(piece.text):
        return [piece]
    bare = without_and(words[0], names)
    if bare != words[0] and (piece.before == "space" or (piece.before and names.is_given_name(bare))):
        return _cut_inside(replace(piece, text=" ".join([bare, *words[1:]]), before="and"), names)
    if "from" in names.kinds(words[0]):
        return _cut_inside(replace(piece, text=" ".join(words[1:]), before="from"), names)
    finders = (_role_length, _from_place, _and_place, _known_prefix, _source_suffix, _place_suffix)
    for find in finders if piece.colon_follows else finders[:-1]:
        at = find(words, names)
        if at:
            break
    else:
        return [piece]
    connector = {_from_place: "from", _and_place: "and"}.get(find, "word")
    left = replace(piece, text=" ".join(words[:at]), colon_follows=False)
    right_words = _without_connector(words[at:], connector, names)
    right = replace(piece, text=" ".join(right_words), before=connector)
    rights = _cut_inside(right, names) if right_words else []
    return [*_cut_inside(left, names), *rights] if find is not _role_length else [left, *rights]


def _without_connector(words: list[str], connector: str, names: Names) -> list[str]:
    if connector == "from":
        return words[1:]
    if connector == "and":
        return [words[0].removeprefix(WAW), *words[1:]] if len(words[0]) > 1 else words[1:]
    return words


def _role_length(words: list[str], names: Names) -> int:
    """How many words at the start name a role (كتب, حوار وتصوير), 0 when none or nothing follows."""
    for length in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
        if names.kinds(" ".join(words[:length])) & {"author", "visual", "translation"}:
            return length
    return 0


def _from_place(words: list[str], names: Names) -> int:
    """The index of من or في between a name and what follows; names do not hold them."""
    for index, word in enumerate(words[:-1]):
        if index and "from" in names.kinds(word):
            return index
    return 0


def _and_place(words: list[str], names: Names) -> int:
    """The index of a word whose و joins two names: `ناصر الفلاني ونايف`, not `محمد وليد`."""
    for index, word in enumerate(words[1:], 1):
        if word == WAW and index < len(words) - 1:
            return index
        rest = without_and(word, names)
        following = " ".join([rest, *words[index + 1 :]])
        is_pair = index > 1 or is_known(words[0], names) or names.kinds(words[0])
        is_name = names.is_given_name(rest) or is_known(following, names) or names.kinds(following)
        if rest != word and is_pair and is_name:
            return index
    return 0


def _joined_person(words: list[str], names: Names) -> bool:
    """Whether the words are `و` and a person's name."""
    return len(words) > 1 and without_and(words[0], names) != words[0]


def without_and(word: str, names: Names) -> str:
    """The word without a joining و; the و of وليد and of other given names stays."""
    rest = word.removeprefix(WAW)
    return word if len(rest) < 2 or names.is_given_name(word) else rest


def _known_prefix(words: list[str], names: Names) -> int:
    """How many words are a place before a person or an outlet (`جدة ياسر الفلاني`, `واشنطن رويترز`)."""
    for length in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
        head, rest = " ".join(words[:length]), words[length:]
        if names.is_given_name(words[0]) and length == 1:
            continue
        if is_known(head, names) and (
            is_known(" ".join(rest), names) or (len(rest) > 1 and names.is_given_name(rest[0]))
        ):
            return length
    return 0


def _source_suffix(words: list[str], names: Names) -> int:
    """Where a person's name of two words or more ends and an outlet follows (`محمد الفلاني سبق`)."""
    if names.is_given_name(words[0]):
        for start in range(2, len(words)):
            tail = " ".join(words[start:])
            if names.sources(tail) and not names.place(tail):
                return start
    return 0


def _place_suffix(words: list[str], names: Names) -> int:
    """Where a person's name ends and the city of the next person follows (`عرفات الفلاني عدن: ...`)."""
    for start in range(2, len(words)):
        is_surname = "name_particle" in names.kinds(words[start - 1])
        if names.is_city(" ".join(words[start:])) and not is_surname:
            return start
    return 0
