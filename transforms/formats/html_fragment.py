"""Plain text of a field that may hold HTML.

Its own reading of tags rather than a parser: time grows with length whatever the markup (a tree of 300,000
open tags took a real parser minutes), and what only looks like a tag stays.
"""

import re
from html import unescape

ROUNDS = 8
"""How often markup may be escaped within itself; feeds escape twice."""

_BLOCKS = (
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header"
    "|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_INLINE = (
    "a|abbr|acronym|audio|b|bdi|bdo|big|button|cite|code|del|em|embed|font|i|iframe|img|input|ins|label|link|mark"
    "|meta|o:p|object|picture|q|s|small|source|span|strike|strong|sub|sup|time|tt|u|video|wbr"
)
_ATTRIBUTES = r"""(?:\s(?:(?:"[^"<]*"|'[^'<]*'|[^<>"'])*+|[^<>]*))?"""
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.I | re.S
)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}/?>", re.IGNORECASE)
_TAG = re.compile(
    rf"</?(?:{_BLOCKS}|{_INLINE}){_ATTRIBUTES}/?>|<!doctype[^<>]*>|</?\w+:\w+[^<>]*>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp;)+", re.IGNORECASE)
_SOURCE_LINE_END = re.compile(r"\s*\n\s*")
_LINES = re.compile(r"[ \t\xa0]*\n\s*")


def to_plain(text: str) -> str:
    r"""Text as a reader sees it; a text without tags and entities is returned as it is. Never fails.

    Paragraphs, `<br>`, list items and the like begin a line; where there are such, the line ends of the
    source are spaces, as in a browser. Scripts, styles and comments go. What is escaped twice is unescaped
    twice, so that `to_plain(to_plain(x)) == to_plain(x)` (beyond 8 levels of escaping it gives up).

    >>> to_plain("<p>قال &quot;نعم&quot;</p><p>ثم ذهب<br/>إلى البيت")
    'قال "نعم"\nثم ذهب\nإلى البيت'
    >>> to_plain("a < b, R&D, x <y and z> w")
    'a < b, R&D, x <y and z> w'
    """
    for _ in range(ROUNDS):
        before = text
        if "<" in text and (_TAG.search(text) or _HIDDEN.search(text)):
            text = _without_tags(text)
        if "&" in text:
            text = _ENTITY.sub(lambda match: unescape(match[0]), _ESCAPED_AMPERSAND.sub(_ampersand, text))
        if text == before:
            break
    return text


def _without_tags(text: str) -> str:
    text = _HIDDEN.sub("", text)
    if not _BLOCK.search(text):
        return _TAG.sub("", text)
    text = _BLOCK.sub("\n", _SOURCE_LINE_END.sub(" ", text))
    return _LINES.sub("\n", _TAG.sub("", text)).strip()


def _ampersand(match: re.Match[str]) -> str:
    """`&amp;amp;` is `&amp;`; the last one is left to `_ENTITY`, a bare `&` as it is."""
    return "&amp;" if len(match[0]) > 1 else "&"
