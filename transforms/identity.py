"""The id of an article: made from raw values, never cleaned ones, so that no better rule ever changes it."""

import hashlib
import re
from collections.abc import Mapping

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_HOST_FIRST = re.compile(r"[^\s/:]+\.[^\s/:.]{2,}(:\d+)?(/\S*)?")


def is_url(value: str) -> bool:
    """Whether a raw `url` field holds an address: a scheme, or a host name with a dot.

    >>> is_url("https://news.test/a"), is_url("news.test/a/1"), is_url("12345"), is_url("غير متوفر")
    (True, True, False, False)
    """
    words = value.strip()
    return bool(_ABSOLUTE.match(words) or _HOST_FIRST.fullmatch(words))


def article_id(values: Mapping[str, str]) -> str:
    """The letter a and 20 hexadecimal digits, stable across runs and machines.

    `values`: `url`, `document_number` and `source` as they stand in the record; `collection`,
    `relative_path`, and for a record in a container `record` (any label) and `raw_sha256`. An article is
    known by its own URL; else by its document number within its source (without a source a number such as
    1 says nothing); else by where it lies, and in a container by its bytes, since records move.

    >>> article_id({"url": "https://news.test/1"})
    'a5eadf52f4d21526c46f7'
    """
    return "a" + hashlib.sha256("\0".join(_parts(values)).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _parts(values: Mapping[str, str]) -> tuple[str, ...]:
    url, number, source = (values.get(name, "").strip() for name in ("url", "document_number", "source"))
    if is_url(url):
        return ("url", url)
    if number and source:
        return ("document_number", source, number)
    place = ("path", values["collection"], values["relative_path"])
    return (*place, values["raw_sha256"]) if values.get("record") else place
