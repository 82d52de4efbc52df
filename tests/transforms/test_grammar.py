"""Rules over symbols: what they find is what a slow reading of the same rule finds."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms import regex_grammar
from transforms.gazetteer import Gazetteer
from transforms.grammar import Grammar, GrammarError
from transforms.symbols import Entries, Numbers, Symbols
from transforms.words import tokenise

SYMBOLS: dict[str, Entries | Numbers] = {
    "month": Entries(["أيار", "نيسان"], prepositions=True),
    "of": Entries(["من"]),
    "year_word": Entries(["عام", "سنة"], prepositions=True, article=True),
    "day": Numbers(1, 31),
    "year": Numbers(1900, 2100),
}
RULES = {
    "day_month": "day:day of? month:month ( ( of? year_word | comma )? year:year )?",
    "month_year": "month:month ( of? year_word )? year:year",
    "not_behind_of": "<!of >definite word word",
}
# Every construct, so that what the machine finds can be held against a regular expression.
MANY = {
    "lazy": "day:day ( word month? ){1,3}? comma",
    "counted": "of{2} word{0,2} ( month:month | year:year )+",
    "open": "month ( any -word )* year",
    "around": "<!comma >!month word <word word{1,}? >comma",
    "nested": "( ( of | comma )* day ( of? month year? | comma ) )+ >!end",
    "negative": "<-of -day month",
}
PIECES = ["15", "أيار", "نيسان", "من", "2018", "،", "وصل", "العام", "\n", "."]
MACHINE = Grammar(Symbols(SYMBOLS), MANY)


def _found(*texts: str, rules: dict[str, str] | None = None) -> list[tuple[str, str, dict[str, str]]]:
    batch = tokenise(pa.array(texts, pa.large_string()))
    data = batch.data.tobytes()

    def surface(start: int, end: int) -> str:
        return data[batch.byte_start[start] : batch.byte_end[end - 1]].decode()

    grammar = Grammar(Symbols(SYMBOLS), rules or {name: RULES[name] for name in ("day_month", "month_year")})
    return [
        (f.rule, surface(f.start, f.end), {name: surface(*span) for name, span in f.captures.items()})
        for f in grammar.find(batch)
    ]


def test_captures_and_order() -> None:
    assert _found("في 15 أيار 2018 وفي نيسان من العام 2017", "٣ من أيار، 2001") == [
        ("day_month", "15 أيار 2018", {"day": "15", "month": "أيار", "year": "2018"}),
        ("month_year", "نيسان من العام 2017", {"month": "نيسان", "year": "2017"}),
        ("day_month", "٣ من أيار، 2001", {"day": "٣", "month": "أيار", "year": "2001"}),
    ]


def test_no_rule_crosses_a_paragraph_or_a_document() -> None:
    assert _found("وصل 15\nأيار 2018", "قال 15", "أيار") == [
        ("month_year", "أيار 2018", {"month": "أيار", "year": "2018"})
    ]


def test_proclitics_and_marks() -> None:
    assert [surface for _, surface, _ in _found("بأيار 2018 ونيسانَ ١٩٩٩ للعام 2000")] == [
        "بأيار 2018",
        "ونيسانَ ١٩٩٩",
    ]


def test_looking_around() -> None:
    rules = {"not_behind_of": RULES["not_behind_of"]}
    assert [s for _, s, _ in _found("الأمير سلمان", "من الأمير سلمان", "أمير سلمان", rules=rules)] == [
        "الأمير سلمان"
    ]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12), min_size=1, max_size=2))
def test_the_machine_finds_what_a_regular_expression_finds(texts: list[list[str]]) -> None:
    batch = tokenise(pa.array([" ".join(pieces) for pieces in texts], pa.large_string()))
    assert list(MACHINE.find(batch)) == list(regex_grammar.find(MACHINE.symbols, MANY, batch))


def test_every_rule_at_every_token() -> None:
    batch = tokenise(pa.array(["15 أيار 2018"], pa.large_string()))
    grammar = Grammar(Symbols(SYMBOLS), RULES)
    found = grammar.matches(batch.word, grammar.symbols.of_words(batch)[0], is_every=True)
    assert [grammar.names[rule] for rule in found.rule] == ["day_month", "month_year"]
    assert found.captures.tolist() == [[0, 1, 2], [1, 2, -1]]


def test_more_matches_than_there_is_room_for_at_first() -> None:
    batch = tokenise(pa.array(["أيار " * 5000], pa.large_string()))
    assert len(list(Grammar(Symbols(SYMBOLS), {"month": "month"}).find(batch))) == 5000


def test_a_long_repeat_comes_to_an_end() -> None:
    batch = tokenise(pa.array(["أيار " * 40000], pa.large_string()))
    found = list(Grammar(Symbols(SYMBOLS), {"months": "month+ month"}).find(batch))
    assert found[0].start == 0


@pytest.mark.parametrize(
    "rule", ["day month ]", "no_such_symbol", "day:", "( day", "day )", "* day", "( day? )*"]
)
def test_wrong_rules_are_refused(rule: str) -> None:
    with pytest.raises(GrammarError):
        _found("15 أيار", rules={"wrong": rule})


def test_gazetteer_takes_the_longest_and_strips_proclitics() -> None:
    names = ["مكة", "مكة المكرمة", "عدن", "الولايات المتحدة", "واشنطن"]
    batch = tokenise(
        pa.array(["سافر إلى مكة المكرمة وعدن وبالولايات المتحدة وواشنطن", "مكه"], pa.large_string())
    )
    hits = Gazetteer(names, Entries((), prepositions=True)).find(batch)
    assert [(names[n], int(c)) for n, c in zip(hits.name, hits.clitics, strict=True)] == [
        ("مكة المكرمة", 0), ("عدن", 1), ("الولايات المتحدة", 2), ("واشنطن", 1), ("مكة", 0),
    ]  # fmt: skip
    assert (hits.end - hits.start).tolist() == [2, 1, 2, 1, 1]
