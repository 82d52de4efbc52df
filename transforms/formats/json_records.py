"""JSON: an array of objects, objects one after the other or within a wrapper, one object a line."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from transforms.decode import as_text
from transforms.fields import fold
from transforms.formats.feed import Feed
from transforms.formats.json_slices import Slicer
from transforms.formats.lines import lines
from transforms.formats.records import Found, Piece

MEDIA_TYPE = "application/json"
NESTING = 4
"""How deep a value may lie in nested objects to be found by its path."""

_SEPARATORS = b" \t\r\n\x1e,"
_WRAPPED = re.compile(
    rb'(?<!\\)"(?:articles|items|results|documents|docs|data|news|records|rows|entries|posts|stories|hits)"'
    rb"\s*:\s*(?=\[\s*[{\]])"
)
_OWN_BODY = re.compile(rb'(?<!\\)"(?:body|content|text|full_?text|article_?body)"\s*:\s*["{]', re.IGNORECASE)
_LIKELY_KEYS = (
    "name", "rendered", "text", "main", "value", "original", "title", "label", "full_name", "displayName",
    "#text", "content", "url", "$date", "$oid",
)  # fmt: skip
_JOINTS = {"author": "\N{ARABIC COMMA} ", "body": "\n"}
_CONTENT = frozenset({"headline", "body"})


def read_lines(feed: Feed, limit: int) -> Found:
    """JSON Lines; a comma at a line's end and record separators (RFC 7464) are tolerated."""

    def pieces() -> Iterator[Piece]:
        for line, problem in lines(feed, limit):
            raw = line.strip(_SEPARATORS)
            if raw:
                yield raw, problem

    return feed.numbered(pieces(), MEDIA_TYPE)


def read_array(feed: Feed, limit: int) -> Found:
    """An array of objects, or several arrays one after the other."""
    return feed.numbered(Slicer(limit, feed.start).pieces(feed.chunks()), MEDIA_TYPE)


def read_objects(feed: Feed, limit: int) -> Found:
    """One object (then it is the document itself), several, or one that only wraps an array of them."""
    wrapper = _WRAPPED.search(feed.start)
    if wrapper is None or _OWN_BODY.search(feed.start[: wrapper.start()]):
        slicer = Slicer(limit, feed.start)
        return feed.numbered_unless_alone(slicer.pieces(feed.chunks()), MEDIA_TYPE)
    start = feed.start[wrapper.end() :]
    chunks = feed.chunks()
    next(chunks)

    def rest() -> Iterator[bytes]:
        yield start
        yield from chunks

    return feed.numbered(Slicer(limit, start, is_wrapped=True).pieces(rest()), MEDIA_TYPE)


def values(raw: bytes, encoding: str, known: Mapping[str, str]) -> dict[str, str]:
    """Names and values of one object as text; nested ones also by their path (`title.rendered`).

    A nested object that itself holds a headline and a body (`_source`, `article`) is the record. Of a name
    that stands twice the last one counts. Raises ValueError when it is not an object in JSON.
    """
    loaded = _load(raw, encoding)
    if not isinstance(loaded, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - the document is wrong, not the caller
    flat = {name: value for name, value in loaded.items() if not isinstance(value, dict)}
    nested = {name: value for name, value in loaded.items() if isinstance(value, dict)}
    if nested:
        flat |= _flattened(nested, known)
    return {name: value if type(value) is str else _text(name, value, known) for name, value in flat.items()}


def _load(raw: bytes, encoding: str) -> Any:
    try:
        return orjson.loads(raw if encoding == "utf-8" else as_text(raw, encoding))
    except orjson.JSONDecodeError as error:
        return _load_leniently(as_text(raw, encoding), str(error))


def _load_leniently(text: str, reason: str) -> Any:
    """Half surrogates, bare line breaks in strings and NaN, which many writers emit and orjson refuses."""
    try:
        found = json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("malformed JSON: nested too deeply") from None
    except ValueError:
        raise ValueError(f"malformed JSON: {reason}") from None
    written = json.dumps(found, ensure_ascii=False).encode("utf-16", "surrogatepass")
    return json.loads(written.decode("utf-16", "replace"))


def _flattened(
    nested: dict[str, dict[str, Any]], known: Mapping[str, str], prefix: str = "", depth: int = 1
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in nested.items():
        fields = {known.get(fold(key)) for key, inner in value.items() if inner}
        if fields >= _CONTENT:
            found |= value
        else:
            found[f"{prefix}{name}"] = value
            inner_path = f"{prefix}{name}."
            found |= {f"{inner_path}{key}": inner for key, inner in value.items()}
            deeper = {key: inner for key, inner in value.items() if isinstance(inner, dict)}
            if deeper and depth < NESTING:
                found |= _flattened(deeper, known, inner_path, depth + 1)
    return found


def _text(name: str, value: Any, known: Mapping[str, str]) -> str:
    """A value as text: lists joined (authors, paragraphs) or their first, objects by their likely key."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        texts = [text for text in (_text(name, one, known) for one in value) if text.strip()]
        joint = _JOINTS.get(known.get(fold(name)) or "")
        return joint.join(texts) if joint else next(iter(texts), "")
    if isinstance(value, dict):
        likely = (_text(name, value[key], known) for key in _LIKELY_KEYS if key in value)
        return next((text for text in likely if text.strip()), "")
    return ""
