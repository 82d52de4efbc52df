"""Every vocabulary of `seeds/`, declared once, in the module of `vocabularies/` that its rules belong to.

To add a vocabulary: write `seeds/<name>.csv`, append one `Vocabulary` to the `DECLARATIONS` of its module, and
describe its columns, source and licence in `seeds/README.md`.
"""

from collections.abc import Mapping

from transforms.vocabularies import (
    dates,
    events,
    language,
    metadata,
    organisations,
    persons,
    places,
    statements,
)
from transforms.vocabulary import LexiconError, Row, Vocabulary, read_rows, values
from transforms.vocabulary import check_references as _check_references

__all__ = ["VOCABULARIES", "LexiconError", "Row", "check_references", "declaration", "parse", "values"]

_FAMILIES = (metadata, language, places, organisations, persons, dates, statements, events)
VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.name: vocabulary for family in _FAMILIES for vocabulary in family.DECLARATIONS
}


def declaration(name: str) -> Vocabulary:
    """The vocabulary's declaration; raises `LexiconError` for one that nobody declared."""
    if name not in VOCABULARIES:
        remedy = "declare it in transforms/vocabularies or delete it"
        raise LexiconError(f"seeds/{name}.csv is not declared; {remedy}")
    return VOCABULARIES[name]


def parse(name: str, csv_text: str) -> list[Row]:
    r"""Rows of the vocabulary `name`, checked against its declaration; raises `LexiconError`.

    >>> parse("weekdays", "weekday,name\n1,Monday\n")
    [{'weekday': '1', 'name': 'Monday'}]
    >>> parse("weekdays", "weekday,name\n8,Monday\n")
    Traceback (most recent call last):
    transforms.vocabulary.LexiconError: seeds/weekdays.csv line 2: weekday is '8'; write a value like [1-7]
    """
    return read_rows(declaration(name), csv_text)


def check_references(tables: Mapping[str, list[Row]]) -> None:
    """Raise `LexiconError` where a cell names a row of another vocabulary that does not exist.

    `tables`: the rows of every vocabulary by its name, as `parse` returned them.
    """
    _check_references(VOCABULARIES, tables)
