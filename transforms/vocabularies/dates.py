"""Declarations: months, days and the words of dates."""

from transforms.vocabularies.columns import SLUG
from transforms.vocabulary import Column, Vocabulary

MONTH_CONVENTIONS = (
    "gulf", "levantine", "maghrebi", "moroccan", "mauritanian", "libyan", "english", "french",
)  # fmt: skip
_MONTH = Column("month", pattern="[1-9]|1[0-2]")
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

DECLARATIONS = (
    Vocabulary(
        "months",
        (_MONTH, Column("name"), Column("convention", allowed=MONTH_CONVENTIONS)),
        key=("name", "convention"),
        names=("name",),
        meaning="month",
    ),
    Vocabulary("hijri_months", (_MONTH, Column("name")), key=("name",)),
    Vocabulary("weekdays", (Column("weekday", pattern="[1-7]"), Column("name")), key=("name",)),
    Vocabulary(
        "date_roles",
        (Column("role", pattern=SLUG), Column("word"), Column("value", required=False)),
        key=("role", "word"),
    ),
    Vocabulary(
        "date_holidays",
        (
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("calendar", allowed=("gregorian", "hijri", "easter")),
            Column("month", pattern="[0-9]|1[0-2]"),
            Column("day", pattern="-?[0-9]+"),
            Column("days", pattern="[1-9]"),
        ),
        key=("name",),
    ),
    Vocabulary(
        "date_events",
        (
            Column("name"),
            Column("aliases", required=False, is_list=True),
            Column("earliest", pattern=_ISO_DAY),
            Column("latest", pattern=_ISO_DAY),
        ),
        key=("name",),
    ),
    Vocabulary("date_traps", (Column("phrase"),), key=("phrase",)),
)
