"""Every value of the column `rule` is documented."""

import json
from pathlib import Path

import pytest

from flows import rules
from transforms.tables import TABLES

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def test_every_listed_rule_is_told_of() -> None:
    assert rules.untold() == []


def test_every_rule_of_the_goldens_is_told_of() -> None:
    met = {
        (table, row["rule"])
        for path in GOLDEN.glob("*.json")
        for table, found in json.loads(path.read_text("utf-8")).items()
        if isinstance(found, list)
        for row in found
        if "rule" in row
    }
    assert [one for one in sorted(met) if rules.explain(*one) is None] == []


def test_document_is_that_of_today() -> None:
    assert rules.DOCUMENT.read_text("utf-8") == rules.document(), "write it anew: python -m flows.rules"


def test_no_rule_is_told_of_twice() -> None:
    told = [(one.table, one.part, one.name) for one in rules.known()]
    assert len(told) == len(set(told))
    assert all(one.table in TABLES and one.part in {"rule", "beginning", "ending"} for one in rules.known())


@pytest.mark.parametrize(
    ("rule", "meaning"),
    [
        ("weekday", "days"),
        ("weekday+day_of_month", "days by name + a day of a month"),
        ("weekday+day_of_month_contradiction", "days by name + a day of a month; the weekday"),
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
