"""Columns that several vocabularies share."""

from transforms.vocabulary import Column

SOURCE_MONTH_CONVENTIONS = ("levantine", "gulf", "maghrebi", "moroccan", "mauritanian", "dual", "hijri")
SLUG = "[a-z0-9]+(_[a-z0-9]+)*"
WIKIDATA = Column("wikidata_id", required=False, pattern="Q[1-9][0-9]*")
TIMEZONE = Column("timezone", pattern="[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+|UTC")
