"""The facts of a batch: every family of rules in turn, each building on what the ones before it found.

dates → mentions of persons, organisations and places → statements → events
"""

import pyarrow as pa

from transforms import mentions, tables
from transforms.knowledge import Knowledge
from transforms.reading import Reading

FACTS = ("fact_mention", "fact_quotation", "fact_date", "fact_event", "bridge_event_participant")


def find(reading: Reading, knowledge: Knowledge) -> dict[str, pa.Table]:
    """Rows of every table of facts for a batch."""
    found = {name: tables.empty(name) for name in FACTS}
    found["fact_date"] = knowledge.dates.find(reading)
    places = knowledge.places.find(reading)
    organisations = knowledge.organisations.find(reading, places)
    named = mentions.resolve([*places, *organisations, *knowledge.persons.find(reading)])
    mentions.link_organisations(named)
    found["fact_mention"] = mentions.table(reading, named)
    found["fact_quotation"] = knowledge.statements.find(reading)
    return found
