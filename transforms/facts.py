"""The facts of a batch: every family of rules in turn, each building on what the ones before it found.

dates → mentions of persons, organisations and places → statements → events
"""

import pyarrow as pa

from transforms import mentions, tables
from transforms.knowledge import Knowledge
from transforms.metadata.published import proven_later
from transforms.names import Names
from transforms.reading import Reading

FACTS = ("fact_mention", "fact_quotation", "fact_date", "fact_event", "bridge_event_participant")


def find(reading: Reading, knowledge: Knowledge) -> dict[str, pa.Table]:
    """Rows of every table of facts for a batch. What dates prove of an article's publication goes to its columns."""
    found = {name: tables.empty(name) for name in FACTS}
    dates = knowledge.dates.find(reading)
    found["fact_date"] = dates.table
    for document, day in dates.proven_after.items():
        article = reading.articles[document]
        article["published_after"] = proven_later(
            article["published_after"], article["published_before"], day
        )
    places = knowledge.places.find(reading)
    organisations = knowledge.organisations.find(reading, places)
    named = mentions.resolve(
        [*places, *organisations, *knowledge.persons.find(reading, [*places, *organisations])]
    )
    mentions.link_organisations(named)
    names = Names.of(reading.batch, named)
    found["fact_mention"] = names.table(reading)
    found["fact_quotation"] = knowledge.statements.find(reading, names)
    found["fact_event"], found["bridge_event_participant"] = knowledge.events.find(reading, names, found)
    return found
