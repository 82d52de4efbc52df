"""Every value of the column `rule` is documented."""

import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from flows import raw_zone, rules, steps
from flows.settings import DEFAULT_SOURCE
from transforms import shard
from transforms.tables import TABLES

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def test_every_listed_rule_is_told_of() -> None:
    assert rules.untold() == []


def test_every_rule_of_the_goldens_is_told_of() -> None:
    met = set()
    for path in GOLDEN.glob("*.json"):
        for table, found in json.loads(path.read_text("utf-8")).items():
            if isinstance(found, list):
                met |= {(table, row["rule"]) for row in found if "rule" in row}
    assert [one for one in sorted(met) if rules.explain(*one) is None] == []


def test_every_rule_of_the_sample_is_told_of() -> None:
    met = _rules_met([path.read_text("utf-8") for path in DEFAULT_SOURCE.glob("*.txt")])
    assert met
    assert [one for one in sorted(met) if rules.explain(*one) is None] == []


def test_every_rule_met_in_real_news_is_told_of(shared: Path) -> None:
    archive = next((shared / "data" / "saudinewsnet").glob("*.zip"))
    with zipfile.ZipFile(archive) as opened:
        records = json.loads(opened.read(opened.namelist()[0]))
    met = _rules_met([f"{one['title']}\n{one['content']}" for one in records[:600]])
    assert len(met) > 20
    assert [one for one in sorted(met) if rules.explain(*one) is None] == []


def _rules_met(texts: list[str]) -> set[tuple[str, str]]:
    """Table and rule of every fact that is found in these texts."""
    empty = {field.name: "" for field in raw_zone.SHARD if pa.types.is_large_string(field.type)}
    told = {"collection": "test", "source_uri": "test.txt", "media_type": "text/plain", "encoding": "utf-8"}
    records = [
        empty | told | {"ordinal": number, "article_id": f"a{number}", "raw": text.encode(), "body": text}
        for number, text in enumerate(texts)
    ]
    clean, _ = shard.normalise(pa.Table.from_pylist(records, schema=raw_zone.SHARD))
    tables = shard.parse_metadata(clean, steps.knowledge())
    facts = {
        name: table
        for name, table in tables.items()
        if name in TABLES and "rule" in TABLES[name].schema.names
    }
    return {(name, rule) for name, table in facts.items() for rule in table["rule"].unique().to_pylist()}


def test_document_is_that_of_today() -> None:
    assert rules.DOCUMENT.read_text("utf-8") == rules.document(), "write it anew: python -m flows.rules"


def test_no_rule_is_told_of_twice() -> None:
    told = [(one.table, one.part, one.name) for one in rules.known()]
    assert len(told) == len(set(told))
    assert all(one.table in TABLES and one.part in {"rule", "beginning", "ending"} for one in rules.known())


@pytest.mark.parametrize(
    ("rule", "meaning"),
    [
        ("weekday", "weekdays"),
        ("weekday+day_of_month", "weekdays: السبت المقبل + one day: 15 أيار، الثالث من غشت 2018"),
        (
            "weekday+day_of_month_contradiction",
            "weekdays: السبت المقبل + one day: 15 أيار، الثالث من غشت 2018; the weekday",
        ),
        ("range_contradiction", "two dates as one interval"),
    ],
)
def test_names_that_code_puts_together(rule: str, meaning: str) -> None:
    assert (rules.explain("fact_date", rule) or "").startswith(meaning)


@pytest.mark.parametrize(
    "rule", ["", "nothing", "weekday+nothing", "_contradiction", "nothing_contradiction", "perfect_that"]
)
def test_what_nobody_has_told_of(rule: str) -> None:
    assert rules.explain("fact_date", rule) is None


def test_comments_and_patterns_are_read_as_written() -> None:
    source = """
MORE = "x"
RULES = {
    # one of these:
    # a or b
    "a": "one two",
    "b": f"{MORE}* {{0,3}} ( one "
    "| two )",
}
"""
    assert dict(rules._told(source, {"a", "b"})) == {
        "a": ("one of these: a or b", "one two"),
        "b": ("", "{MORE}* {0,3} ( one | two )"),
    }
