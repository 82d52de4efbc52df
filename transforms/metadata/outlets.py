"""Which outlet an article comes from: by its address, by what the record says, by its credits."""

import re
from collections.abc import Iterable
from functools import lru_cache

from transforms.lexicons import Row, values
from transforms.metadata.names import Names

_HOST = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^\s/?#@]*@)?([^\s/?#@:]+\.[^\s/?#@:]+)", re.IGNORECASE
)


class Outlets:
    """An index of dim_source by domain and name; `rows` of seeds/sources.csv."""

    def __init__(self, rows: Iterable[Row], names: Names) -> None:
        self._names = names
        self._domains: dict[str, str] = {}
        self._zones: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        for row in rows:
            self._zones[row["source_id"]] = row["timezone"]
            self._countries[row["source_id"]] = row["country_code"]
            for domain in values(row["domains"]):
                self._domains.setdefault(domain.casefold(), row["source_id"])
        self.identify = lru_cache(maxsize=4096)(self._identify)

    def _identify(self, host: str, source: str) -> str | None:
        """The outlet of a host name, else of a source field; the longest domain wins (arabic.cnn.com, cnn.com)."""
        labels = host.split(".")
        for first in range(len(labels) - 1):
            if found := self._domains.get(".".join(labels[first:])):
                return found
        return self._names.source(source) if source else None

    def timezone(self, source_id: str | None) -> str:
        """The IANA zone in which an outlet states its dates, "" when unknown."""
        return self._zones.get(source_id or "", "")

    def country(self, source_id: str | None) -> str | None:
        """The outlet's country code."""
        return self._countries.get(source_id or "") or None


def host_of(url: str) -> str:
    """The host name of an address, "" when it has none.

    >>> host_of("http://www.alriyadh.com/1069522"), host_of("news.test/a"), host_of("")
    ('www.alriyadh.com', 'news.test', '')
    >>> host_of("//me@News.Test:80/a.b"), host_of("mailto"), host_of("12345")
    ('news.test', '', '')
    """
    found = _HOST.match(url)
    return found[1].casefold() if found else ""
