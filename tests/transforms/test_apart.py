"""An article's facts are its own: they do not depend on what stands beside it in its shard, nor on the order."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from flows import raw_zone, steps
from transforms import remembered, shard
from transforms.persons import identities, joined

CASES = Path(__file__).parent.parent / "cases"
TEXTS = {
    "dates": 1,
    "events": 2,
    "organisation_mentions": 1,
    "persons": 1,
    "place_mentions": 1,
    "statements": 2,
}  # the column of each file that holds the text
N_ALONE = 20
QUIET = "هنا."  # an article between two others
TABLES = (
    "fact_sentence",
    "fact_mention",
    "fact_quotation",
    "fact_date",
    "fact_event",
    "bridge_event_participant",
)

Rows = dict[str, list[dict[str, Any]]]


def halves(draw: Random) -> list[str]:
    """Two articles of each sentence of the cases, so that the words that lead to a name end the article before."""
    found = []
    for name, column in TEXTS.items():
        for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]:
            words = line.split("\t")[column].replace("\\n", "\n").split(" ")
            cut = draw.randint(1, max(1, len(words) - 1))
            found += [" ".join(words[:cut]), " ".join(words[cut:]) or QUIET]
    return found


def facts(texts: Sequence[str], order: Sequence[int | None]) -> dict[int, Rows]:
    """The rows of each article by its number; None stands for a quiet one."""
    empty: dict[str, Any] = {
        column.name: "" for column in raw_zone.SHARD if pa.types.is_large_string(column.type)
    }
    told = {"source_uri": "", "media_type": "text/plain", "source": "أرض", "published": "2019-11-25"}
    records = [
        empty | told | {"article_id": f"{at}:{'' if number is None else number}", "seen_at": dt.datetime(2020, 1, 1)}
        | {"body": QUIET if number is None else texts[number]}
        for at, number in enumerate(order)
    ]  # fmt: skip
    clean, _ = shard.normalise(pa.Table.from_pylist(records, schema=raw_zone.SHARD))
    tables = shard.parse_metadata(clean, steps.knowledge())
    found: dict[int, Rows] = {number: {name: [] for name in TABLES} for number in order if number is not None}
    for name in TABLES:
        columns = [one for one in tables[name].schema.names if not one.endswith("_id") or one == "entity_id"]
        for owner, row in zip(
            tables[name]["article_id"].to_pylist(), tables[name].select(columns).to_pylist(), strict=True
        ):
            if number := owner.partition(":")[2]:
                found[int(number)][name].append(row)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_facts_of_an_article_do_not_depend_on_its_neighbours(seed: int) -> None:
    draw = Random(seed)
    texts = halves(draw)
    numbers = list(range(len(texts)))
    together = facts(texts, numbers)
    assert sum(len(rows) for one in together.values() for rows in one.values()) > len(texts)
    assert facts(texts, [one for number in numbers for one in (None, number)]) == together
    assert facts(texts, numbers[::-1]) == together
    assert facts(texts, draw.sample(numbers, len(numbers))) == together
    for number in draw.sample(numbers, N_ALONE):
        assert facts(texts, [number])[number] == together[number], texts[number]


def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = halves(Random(0))
    wanted = facts(texts, range(len(texts)))
    for module, limit in ((identities, "_MOST_NAMES"), (joined, "_MOST_READ"), (remembered, "_MOST")):
        monkeypatch.setattr(module, limit, 1)
    assert facts(texts, range(len(texts))) == wanted
