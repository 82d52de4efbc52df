"""Bytes to text: which encoding, and is it text at all.

UTF-8 that is valid is never doubted. UTF-16 without a mark is told by where its zero and Arabic-block bytes
stand. Between the single-byte encodings a detector proposes and the plausibility of the Arabic decides.
"""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

SAMPLE_BYTES = 64 * 1024
BROKEN_SHARE = 0.1  # of Arabic in one-byte encodings, read as UTF-8, nearly all is broken
ODD_SHARE = 0.01
CONTROL_SHARE = 0.005
WIDE_SHARE = 0.8

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC_ENCODINGS = ("windows-1256", "iso-8859-6")
_NAMES = {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6", "cp1252": "windows-1252"}
_TEXT_CONTROLS = b"\t\n\v\f\r\x1a\x1b\x1e"  # 1A ends a DOS file, 1E separates JSON records
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)
_ASCII = bytes(range(128))
_HIGH_BYTES_OF_ARABIC = b"\x00\x06"

_ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
_ARTICLE = re.compile(
    r"(?<![\u0621-\u064a])(?:[\u0648\u0641\u0628\u0643])?\u0627\u0644(?=[\u0621-\u064a]{2})"
)
# Signs of a wrong reading: an accented Latin letter or a symbol that touches an Arabic letter, and what
# stands only at a word's end within one: teh marbuta, alef maksura, tanwin (but before its alef).
_FOREIGN = re.compile(
    r"(?<=[\u0621-\u064a])[A-Za-z\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u0192\u02c6\u0152\u0153]"
    r"|[A-Za-z\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u0192\u02c6\u0152\u0153](?=[\u0621-\u064a])"
    r"|[\u0629\u0649](?=[\u0621-\u063a\u0641-\u064a])|[\u064b-\u064d](?=[\u0621-\u0626\u0628-\u064a])"
)


class Undecodable(ValueError):
    """The bytes are not text in any encoding that is known here; the message is the reason."""


def decode(data: bytes) -> tuple[str, str]:
    r"""Text without byte order mark and with `\n` line ends, and the name of its encoding.

    UTF-8 in which at most one in ten of the characters beyond ASCII is broken, or only the last is cut
    off, is read with U+FFFD in their place: losing an article for one bad byte would be worse. Raises
    `Undecodable`.

    >>> decode("\ufeffخبر\r\n".encode())
    ('خبر\n', 'utf-8')
    >>> decode("قال الوزير".encode("windows-1256"))
    ('قال الوزير', 'windows-1256')
    """
    encoding = detect(data)
    return as_text(data, encoding), encoding


def as_text(data: bytes, encoding: str) -> str:
    r"""The bytes read in a known encoding; what is broken becomes U+FFFD; line ends become `\n`.

    >>> as_text(b"\xff\xfea\x00", "utf-16-le")
    'a'
    """
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def byte_order_mark(data: bytes) -> tuple[bytes, str]:
    """The mark that the bytes start with and the encoding that it stands for, or (b"", "")."""
    return next(((mark, name) for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), (b"", ""))


def detect(data: bytes, is_cut: bool = False) -> str:
    """Name of the encoding. `is_cut`: the bytes are the start of more, so the last character may be half.

    Raises `Undecodable`.
    """
    marked = byte_order_mark(data)[1]
    if marked:
        return marked
    sample = data[:SAMPLE_BYTES]
    wide = _wide_encoding(sample)
    if wide:
        return wide
    if len(sample.translate(None, _CONTROLS)) < len(sample) * (1 - CONTROL_SHARE):
        raise Undecodable("not text")
    if is_utf8(data, is_cut) or _is_nearly_utf8(data):
        return "utf-8"
    return _single_byte_encoding(sample)


def is_utf8(data: bytes, is_cut: bool = False) -> bool:
    r"""Whether the bytes are valid UTF-8; with `is_cut` but for a half character at their end.

    >>> is_utf8("خ".encode()[:1]), is_utf8("خ".encode()[:1], is_cut=True)
    (False, True)
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return is_cut and error.reason == "unexpected end of data"
    return True


def _is_nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}") - data.count("\N{REPLACEMENT CHARACTER}".encode())
    ascii_bytes = len(data) - len(data.translate(None, _ASCII))
    whole = len(text) - ascii_bytes - broken
    is_only_cut = broken == 1 and text.endswith("\N{REPLACEMENT CHARACTER}") and whole >= 2
    return is_only_cut or broken <= whole * BROKEN_SHARE


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 by statistics: nearly all high bytes are 00 (Latin, spaces) or 06 (Arabic), low ones are not.

    A text in the wrong order is never mistaken: the other half of its bytes is far more varied.
    """
    even, odd = _share_of_high_bytes(sample[0::2]), _share_of_high_bytes(sample[1::2])
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high >= WIDE_SHARE and low < 1 - WIDE_SHARE and len(sample) >= 4:
            text = sample.decode(encoding, "replace")
            odd_ones = sum(not (character.isprintable() or character.isspace()) for character in text)
            return encoding if odd_ones <= len(text) * ODD_SHARE + 1 else ""
    return ""


def _share_of_high_bytes(half: bytes) -> float:
    return 1 - len(half.translate(None, _HIGH_BYTES_OF_ARABIC)) / max(1, len(half))


def _single_byte_encoding(sample: bytes) -> str:
    proposed = _proposed(sample)
    # Between equals the first wins: Windows-1256 is by far the more common one.
    best = max(_ARABIC_ENCODINGS, key=lambda encoding: _plausibility(sample, encoding))
    return proposed if proposed and _plausibility(sample, best) <= 0 else best


def _proposed(sample: bytes) -> str:
    """What the detector says, by its usual name; "" where Python cannot read it or it cannot be true."""
    found = detect_encoding(sample) or ""
    try:
        name = _NAMES.get(found) or codecs.lookup(found).name
    except LookupError:
        return ""
    return "" if name.startswith("utf") else name


def _plausibility(sample: bytes, encoding: str) -> int:
    """How much the reading looks like Arabic: letters and articles, less what no Arabic text shows."""
    text = sample.decode(encoding, "replace")
    letters = len(_ARABIC_LETTER.findall(text))
    undefined = text.count("\N{REPLACEMENT CHARACTER}")
    return letters + 3 * len(_ARTICLE.findall(text)) - 4 * len(_FOREIGN.findall(text)) - 10 * undefined
