"""Folding: the form of a word that search and look-ups compare, never shown to a reader.

Two forms of every word are kept. The *folded* one joins all spellings of a word that readers take for the
same (hamza carriers, final ya, ta marbuta, marks, presentation forms). The *light* one only drops what is
never spelling (marks, tatweel, invisible characters) and keeps hamza, alef maqsura and ta marbuta, because
the rules must tell على from علي and أن from إن.

The steps are listed once, in `FOLD_STEPS` and `LIGHT_STEPS`; the tables that the kernels use and the SQL
macro `ar_norm` are made from the same functions, so that all three agree.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

HAMZA = "\N{ARABIC LETTER HAMZA}"
HAMZA_ABOVE = "\N{ARABIC HAMZA ABOVE}"
ALEF = "\N{ARABIC LETTER ALEF}"
WAW = "\N{ARABIC LETTER WAW}"
YEH = "\N{ARABIC LETTER YEH}"
HAMZA_BELOW = "\N{ARABIC HAMZA BELOW}"
MADDA_ABOVE = "\N{ARABIC MADDAH ABOVE}"
COMBINING_HAMZA = HAMZA_ABOVE + HAMZA_BELOW + MADDA_ABOVE
HEH = "\N{ARABIC LETTER HEH}"
ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
FARSI_YEH = "\N{ARABIC LETTER FARSI YEH}"
KAF = "\N{ARABIC LETTER KAF}"
HANGUL = ("\uac00", "\ud7a3")  # decomposed by rule, without an entry in the database
TATWEEL = "\N{ARABIC TATWEEL}"

# Letters that stand for one another in running text: typists' variants, other keyboards' ya and kaf.
LETTERS = {
    "\N{ARABIC LETTER ALEF WASLA}": ALEF,
    "\N{ARABIC LETTER ALEF WITH WAVY HAMZA ABOVE}": ALEF,
    "\N{ARABIC LETTER ALEF WITH WAVY HAMZA BELOW}": ALEF,
    ALEF_MAKSURA: YEH,
    FARSI_YEH: YEH,
    "\N{ARABIC LETTER TEH MARBUTA}": HEH,
    "\N{ARABIC LETTER KEHEH}": KAF,
}
KEYBOARD = {FARSI_YEH: YEH, "\N{ARABIC LETTER KEHEH}": KAF}


def _low_marks() -> str:
    """The Arabic marks that canonical order puts between a letter and its hamza above (class 230)."""
    return "".join(chr(code) for code in range(0x600, 0x900) if 0 < unicodedata.combining(chr(code)) < 230)


MARKS_BEFORE_HAMZA = _low_marks()
HAMZA_CARRIERS = WAW + YEH + ALEF_MAKSURA + FARSI_YEH
_HAMZA_CARRIED = re.compile(f"[{HAMZA_CARRIERS}]([{MARKS_BEFORE_HAMZA}]*){HAMZA_ABOVE}")
_MAKSURA_CARRIES = re.compile(f"{ALEF_MAKSURA}(?=[{MARKS_BEFORE_HAMZA}]*{HAMZA_ABOVE})")
_COMPOSED = str.maketrans(LETTERS)
_KEYBOARD = str.maketrans(KEYBOARD)


def decompose(text: str) -> str:
    """Presentation forms and ligatures become their letters, composed letters their base and marks (NFKD)."""
    return unicodedata.normalize("NFKD", text)


def compose(text: str) -> str:
    """Presentation forms and ligatures become their letters, letters keep their hamza (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def join_hamza(text: str) -> str:
    """A hamza on waw or ya is a hamza, so that مسؤول and مسئول are one word; expects decomposed text."""
    return _HAMZA_CARRIED.sub(rf"{HAMZA}\1", text)


def drop_marks(text: str) -> str:
    """Vowel marks, shadda, tatweel and invisible characters (bidi, zero width) go."""
    return "".join(c for c in text if not is_dropped(c))


def join_letters(text: str) -> str:
    """One alef, one ya, one kaf, ta marbuta as ha."""
    return text.translate(_COMPOSED)


def join_keyboards(text: str) -> str:
    """The ya and kaf of a Persian keyboard are the Arabic ones."""
    return text.translate(_KEYBOARD)


def dot_carriers(text: str) -> str:
    """An alef maqsura that carries a hamza is the ya of a hamza, which Unicode composes."""
    return _MAKSURA_CARRIES.sub(YEH, text)


def plain_digits(text: str) -> str:
    """Decimal digits of every script become 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


Step = Callable[[str], str]
FOLD_STEPS: tuple[Step, ...] = (
    decompose,
    join_hamza,
    drop_marks,
    join_letters,
    plain_digits,
    str.lower,
)
LIGHT_STEPS: tuple[Step, ...] = (compose, join_keyboards, dot_carriers, compose, drop_marks, plain_digits)


@lru_cache(maxsize=4096)
def is_dropped(character: str) -> bool:
    """Whether folding drops this character: a mark, tatweel, or one that takes no room (Unicode Mn, Me, Cf)."""
    return character == TATWEEL or unicodedata.category(character) in {"Mn", "Me", "Cf"}


def is_stable(character: str) -> bool:
    """Whether every folding leaves this character alone, told quickly for most of Unicode."""
    return not (
        unicodedata.decomposition(character)
        or HANGUL[0] <= character <= HANGUL[1]
        or is_dropped(character)
        or character in LETTERS
        or character.isdecimal()
        or character.lower() != character
    )


def _by_steps(text: str, steps: tuple[Step, ...]) -> str:
    previous = ""
    while previous != text:  # lower() can decompose again (U+0130), so to a fixed point
        previous = text
        for step in steps:
            text = step(text)
    return text


# Almost all texts: ASCII, Arabic letters, vowel marks and digits. None of these joins the one before it.
_PLAIN_CHARACTERS = ((0x00, 0x7E), (0x0621, 0x063A), (0x0640, 0x0652), (0x0660, 0x0669), (0x60C, 0x60C))
_PLAIN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _PLAIN_CHARACTERS) + "]*")


@cache
def _plain_table(steps: tuple[Step, ...]) -> dict[int, str]:
    """What becomes of each plain character."""
    codes = (code for first, last in _PLAIN_CHARACTERS for code in range(first, last + 1))
    return {code: _by_steps(chr(code), steps) for code in codes}


def fold(text: str) -> str:
    """The search key of a text: all spellings of a word in one form.

    >>> fold("مَسْؤُول") == fold("مسئول")
    True
    >>> fold("فاطمة"), fold("أحمد"), fold("على"), fold("١٤٤٠")
    ('فاطمه', 'احمد', 'علي', '1440')
    """
    if _PLAIN.fullmatch(text):
        return text.translate(_plain_table(FOLD_STEPS))
    return _by_steps(text, FOLD_STEPS)


def light(text: str) -> str:
    """The form for rules: marks and tatweel dropped, hamza, alef maqsura and ta marbuta kept.

    >>> light("قـــالَ"), light("على"), light("علي"), light("إنّ")
    ('قال', 'على', 'علي', 'إن')
    """
    if _PLAIN.fullmatch(text):
        return text.translate(_plain_table(LIGHT_STEPS))
    return _by_steps(text, LIGHT_STEPS)


def explain(text: str, steps: tuple[Step, ...] = FOLD_STEPS) -> list[str]:
    """The names of the steps that change this text, in order.

    >>> explain("أحـمد")
    ['decompose', 'drop_marks']
    """
    changed = []
    for step in steps:
        after = step(text)
        if after != text:
            changed.append(getattr(step, "__name__", str(step)))
        text = after
    return changed
