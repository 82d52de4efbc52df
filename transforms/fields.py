"""Which field of a record is which of ours."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

FIELDS = (
    "headline", "kicker", "subheadline", "body", "abstract", "url", "document_number", "source", "author",
    "section", "published", "updated", "crawled", "language",
)  # fmt: skip
DATELINE = "dateline"
"""A field of its own in some corpora; it is put before the body, where it stands in print."""

_EMPTY = dict.fromkeys(FIELDS, "")
_FOLDED_AWAY = re.compile(r"[\s_:-]+")
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class FieldError(ValueError):
    """A mapping of fields that cannot be used; the message says what to do."""


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A field's name without case, spaces, hyphens, underscores and colons, in which spellings differ.

    >>> fold("pub_date"), fold("pubDate"), fold("dc:title"), fold("تاريخ النشر")
    ('pubdate', 'pubdate', 'dctitle', 'تاريخالنشر')
    """
    return _FOLDED_AWAY.sub("", name.casefold())


def synonyms(rows: Iterable[Mapping[str, str]], overrides: Mapping[str, str]) -> dict[str, str]:
    """Folded name → our field, the names that win first.

    `rows`: `seeds/fields.csv` (`field`, `synonym`), earlier rows win over later ones of the same field.
    `overrides`: our field (or a synonym of it) → the record's own name, which may be the path of a nested
    value (`meta.title`); they win over everything, and the others stay for records without it.

    >>> synonyms([{"field": "headline", "synonym": "title"}], {"title": "my_col"})
    {'mycol': 'headline', 'title': 'headline'}
    """
    known: dict[str, str] = {}
    for row in rows:
        if row["field"] not in (*FIELDS, DATELINE):
            raise FieldError(
                f"seeds/fields.csv: {row['field']!r} is no field; use one of {', '.join(FIELDS)}"
            )
        known.setdefault(fold(row["synonym"]), row["field"])
    fields = known | {fold(field): field for field in (*FIELDS, DATELINE)}
    chosen: dict[str, str] = {}
    for ours, theirs in overrides.items():
        if fold(ours) not in fields:
            raise FieldError(f"{ours!r} is no field that can be mapped; use one of {', '.join(FIELDS)}")
        field = fields[fold(ours)]
        if chosen.setdefault(fold(theirs), field) != field:
            raise FieldError(f"{theirs!r} cannot be both {chosen[fold(theirs)]} and {field}; decide for one")
    return chosen | {name: field for name, field in known.items() if name not in chosen}


def map_values(values: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Our fields, "" when absent, from a record's own names and values.

    `known`: what `synonyms` returned. Of several values for one field the first in its order that is not
    empty wins. A source that is itself a web address is the article's URL when there is no other.
    """
    found = dict(_EMPTY)
    winners: dict[str, str] = {}
    for name, value in values.items():
        folded = fold(name)
        field = known.get(folded)
        if field is None or not value or value.isspace():
            continue
        if field == "source" and _WEB_ADDRESS.fullmatch(value):
            found["url"] = found["url"] or value
            continue
        if field not in winners or _is_before(known, folded, winners[field]):
            winners[field] = folded
            found[field] = value
    dateline = found.pop(DATELINE, "")
    if dateline:
        found["body"] = "\n".join(filter(None, (dateline, found["body"])))
    return found


def _is_before(known: Mapping[str, str], name: str, other: str) -> bool:
    """Whether a synonym has priority; records with two names for a field are few, so it may look it up."""
    return next(one for one in known if one in (name, other)) == name != other
