"""Which language a text is in: Arabic told from the other languages of its script, other scripts by name.

Each language has signs (vocabulary language_signs): letters that it uses and others do not, words that hold
its sentences together, the article that opens Arabic nouns. Every sign is so many votes; the most votes win.
Most Arabic texts hold no letter but the common Arabic ones, so that one search tells them.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

ARABIC, UNKNOWN = "ar", "und"
_N_SAMPLE = 120  # characters from beginning, middle and end each: a foreign first line decides nothing

# The letters of the Arabic blocks: no marks, digits, tatweel, signs, nor the isolated marks U+FE70 to FE7F.
_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7"
    "\ufdf0-\ufdfb\ufe80-\ufefc"
)
_ARABIC_LETTER = re.compile(f"[{_LETTERS}]")
_ARABIC_RUN = re.compile(f"[{_LETTERS}]+")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = "\u0621-\u063a\u0641-\u064a"
_PECULIAR = re.compile(f"(?![{_COMMON}])[{_LETTERS}]")
# Any letter but the 36 of an Arabic keyboard (and tatweel, which is no sign of anything).
_UNCOMMON = re.compile(r"[^\W\d_\u0640" + _COMMON + "]")
# Any character but those and the usual signs: a set without classes, which is searched more quickly.
_SIGNS = "\t\n -@\u00ab\u00bb\u060c\u061b\u061f\u0640\u064b-\u0652\u201c\u201d\u2013\u2026"
_UNUSUAL = re.compile(f"[^{_SIGNS}{_COMMON}]")

# ISO 15924 codes by the first word of a letter's Unicode name.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "SYRIAC": "Syrc", "ETHIOPIC": "Ethi", "TIFINAGH": "Tfng", "DEVANAGARI": "Deva",
    "BENGALI": "Beng", "TAMIL": "Taml", "THAI": "Thai", "CJK": "Hani", "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan", "HANGUL": "Hang", "THAANA": "Thaa",
}  # fmt: skip


class LanguageSigns:
    """The votes of every sign, from the rows of the vocabulary language_signs."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.languages: list[str] = []  # in the order of the file, the likelier first: it decides a draw
        self.votes: dict[str, dict[str, list[tuple[str, float]]]] = {"letter": {}, "word": {}, "prefix": {}}
        for row in rows:
            if row["language"] not in self.languages:
                self.languages.append(row["language"])
            of_sign = self.votes[row["kind"]].setdefault(row["sign"], [])
            of_sign.append((row["language"], float(row["weight"])))
        self.prefixes = tuple(self.votes["prefix"])

    def most_voted(self, sample: str) -> str:
        """The language of a sample in Arabic script; Arabic when nothing speaks for any."""
        votes: defaultdict[str, float] = defaultdict(float)
        words = _WORD.findall(sample)
        found = [
            *((self.votes["letter"].get(letter, ()), n) for letter, n in Counter(sample).items()),
            *((self.votes["word"].get(word, ()), 1) for word in words),
            *(
                (self.votes["prefix"][prefix], 1)
                for word in words
                for prefix in self.prefixes
                if word.startswith(prefix) and len(word) > len(prefix) + 1
            ),
        ]
        for of_sign, n in found:
            for language, weight in of_sign:
                votes[language] += n * weight
        return max(self.languages or [ARABIC], key=lambda language: votes[language])


def has_arabic_script(text: str) -> bool:
    """Whether any letter of Arabic script stands in the text; digits, marks and punctuation do not count.

    >>> has_arabic_script("CNN بالعربية"), has_arabic_script("١٢٣، ؟"), has_arabic_script("")
    (True, False, False)
    """
    return _ARABIC_LETTER.search(text) is not None


def language(text: str, signs: LanguageSigns) -> str:
    """The language of most of the text: ar, fa, ur, ckb, ps or ug, else und-Latn and the like, or und.

    A sample of at most 360 characters decides. Arabic with foreign names or some letters of a Persian
    keyboard remains Arabic.

    >>> signs = LanguageSigns([{"language": "fa", "kind": "letter", "sign": "پ", "weight": "1"}])
    >>> language("سلام", signs), language("پدر", signs), language("Reuters", signs), language("2018", signs)
    ('ar', 'fa', 'und-Latn', 'und')
    """
    sample = _sample(text)
    if _UNUSUAL.search(sample) is None or _UNCOMMON.search(sample) is None:
        return ARABIC if has_arabic_script(sample) else _whole(text, sample, signs)
    sample = unicodedata.normalize("NFKC", sample)
    n_arabic = sum(map(len, _ARABIC_RUN.findall(sample)))
    n_letters = sum(map(len, _WORD.findall(sample)))
    if n_arabic == 0 or 2 * n_arabic < n_letters:
        return _script(sample)
    return signs.most_voted(sample) if _PECULIAR.search(sample) else ARABIC


def _sample(text: str) -> str:
    """The text itself when short, else its beginning, middle and end."""
    if len(text) <= 3 * _N_SAMPLE:
        return text
    middle = (len(text) - _N_SAMPLE) // 2
    return f"{text[:_N_SAMPLE]} {text[middle : middle + _N_SAMPLE]} {text[-_N_SAMPLE:]}"


def _whole(text: str, sample: str, signs: LanguageSigns) -> str:
    """The language of a text in whose sample there is no letter (a table): that of its first letters."""
    letter = _WORD.search(text)
    if letter is None or text == sample:
        return UNKNOWN
    return language(text[letter.start() : letter.start() + 3 * _N_SAMPLE], signs)


def _script(sample: str) -> str:
    """The commonest script of the letters outside Arabic script."""
    scripts: Counter[str] = Counter()
    for character, n in Counter(_ARABIC_RUN.sub("", sample)).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "").split(" ")[0].split("-")[0]] += n
    commonest = scripts.most_common(1)
    script = _SCRIPTS.get(commonest[0][0]) if commonest else None
    return f"{UNKNOWN}-{script}" if script else UNKNOWN
