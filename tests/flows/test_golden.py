"""The sample document, its whole path: from the file to its row in fact_article, its sentences and its facts.

After a rule has improved on purpose, `python -m tests.flows.test_golden` writes the golden file anew; read its diff.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from flows.settings import DEFAULT_SOURCE
from tests import warehouses
from tests.flows.conftest import Warehouse

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "sample.json"
FACTS = {
    "fact_mention": ("surface", "entity_type", "name", "title", "role", "country_code"),
    "fact_date": ("surface", "iso", "kind", "earliest_date", "latest_date"),
    "fact_quotation": ("statement", "speaker_surface", "verb", "stance", "is_direct"),
    "fact_event": ("surface", "event_type", "cameo_code", "earliest_date", "latest_date", "is_background"),
    "bridge_event_participant": ("surface", "participant_role", "protocol_rank"),
}


def told(root: Path) -> dict[str, Any]:
    """What the warehouse of the sample says, without what differs from run to run and from place to place."""
    (article,) = warehouses.rows(root, "fact_article")
    kept = {name: value for name, value in article.items() if name not in warehouses.VARYING}
    kept["source_uri"] = Path(kept["source_uri"]).name
    sentences = [
        {**{name: row[name] for name in ("sentence_no", "paragraph_no", "start_char", "end_char", "kind")},
         "text": article["text"][row["start_char"] : row["end_char"]]}
        for row in sorted(warehouses.rows(root, "fact_sentence"), key=lambda row: row["sentence_no"])
    ]  # fmt: skip
    facts = {
        table: [
            {name: row[name] for name in columns}
            for row in sorted(
                warehouses.rows(root, table), key=lambda row: (row.get("event_id", ""), row["start_char"])
            )
        ]
        for table, columns in FACTS.items()
    }
    made = {"fact_article": kept, "fact_sentence": sentences, **facts}
    return json.loads(json.dumps(made, default=str))  # type: ignore[no-any-return]


def test_sample(warehouse: Warehouse) -> None:
    warehouse.run(DEFAULT_SOURCE)
    found = told(warehouse.root)
    expected = json.loads(GOLDEN.read_text("utf-8"))
    assert found.keys() == expected.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table
    (file,) = DEFAULT_SOURCE.glob("*.txt")
    assert found["fact_article"]["text"] == file.read_text("utf-8")


def write() -> None:
    """Runs the sample and writes the golden file."""
    from flows import runner
    from flows.console import Reporter
    from flows.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        runner.execute("run", Settings(Path(folder), (str(DEFAULT_SOURCE),)), Reporter(quiet=True))
        GOLDEN.write_text(json.dumps(told(Path(folder)), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write()
