"""`warraq show`: what is marked where, in the terminal and on the page, also in hostile documents."""

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from flows import cli, seeds, show, show_page
from flows.shown import (
    FACTS,
    METADATA,
    Fact,
    Shown,
    UnknownArticle,
    find,
    paragraphs,
    reading_order,
    segments,
)
from flows.store import Store
from transforms.tables import TABLES

TEXT = "لقاء في تونس\nقال الوزير سالم الهادي أمس إنه التقى نظيره في تونس.\nواتفقا على العمل معاً."
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"' & &amp; \u202e\x00\x1b[31m $title"
)


def span(surface: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(surface)
    return {"start_char": start, "end_char": start + len(surface), "surface": surface}


def rows() -> dict[str, list[dict[str, Any]]]:
    """An article with a fact of every kind."""
    common = {"article_id": "abc12345", "sentence_no": 1}
    speaker, said = span("الوزير سالم الهادي"), span("التقى نظيره في تونس")
    return {
        "fact_article": [
            {
                "article_id": "abc12345",
                "source_uri": "/news/1.txt",
                "url": "https://news.test/1",
                "text": TEXT,
            }
            | {"headline": "لقاء في تونس", "language": "ar", "authors": [], "n_words": 16, "n_sentences": 3}
        ],
        "fact_sentence": [
            {**common, "start_char": 0, "end_char": 12, "kind": "headline"},
            {**common, "start_char": 13, "end_char": 60, "kind": "body"},
        ],
        "fact_mention": [
            {**common, **span("سالم الهادي"), "mention_id": "m1", "entity_type": "person", "rule": "titled"}
            | {"name": "سالم الهادي", "role": "وزير", "organisation_id": "o1"},
            {**common, **span("تونس"), "mention_id": "m2", "entity_type": "place", "rule": "place_list"},
        ],
        "fact_date": [
            {**common, **span("أمس"), "kind": "relative", "calendar": "gregorian", "rule": "adverb"}
            | {"granularity": "day", "iso": "2021-03-01"}
        ],
        "fact_quotation": [
            {**common, "quotation_id": "q1", "statement": said["surface"], "start_char": said["start_char"]}
            | {"end_char": said["end_char"], "speaker_surface": speaker["surface"], "speaker_id": "p1"}
            | {"speaker_start_char": speaker["start_char"], "speaker_end_char": speaker["end_char"]}
            | {
                "verb": "قال",
                "verb_lemma": "قال",
                "stance": "neutral",
                "is_direct": False,
                "rule": "perfect_that",
            }
        ],
        "fact_event": [
            {**common, **span("التقى"), "event_id": "e1", "event_type": "CONSULT", "rule": "met"}
            | {"is_background": False, "in_statement": True, "place_id": "tunis"}
        ],
        "bridge_event_participant": [
            {"event_id": "e1", "article_id": "abc12345", "mention_id": "m1", "participant_role": "actor"}
        ],
        "dim_organisation": [{"organisation_id": "o1", "name": "وزارة النقل"}],
        "dim_person": [{"person_id": "p1", "name": "سالم الهادي"}],
        "dim_place": [{"place_id": "tunis", "name": "تونس", "aliases": []}],
    }


def store(root: Path, tables: dict[str, list[dict[str, Any]]]) -> Store:
    """A warehouse that is a DuckDB file with these rows."""
    made = Store(root)
    made.database.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(made.database)) as connection:
        for name, table in TABLES.items():
            schema = pa.schema([field.with_nullable(True) for field in table.schema])
            connection.register("made", pa.Table.from_pylist(tables.get(name, []), schema=schema))
            connection.execute(f"CREATE TABLE {name} AS FROM made")
    return made


@pytest.fixture
def full(tmp_path: Path) -> Store:
    return store(tmp_path, rows())


def kinds(shown: Shown) -> dict[str, Fact]:
    return {fact.kind: fact for fact in shown.facts}


# ---------------------------------------------------------------- what there is to tell
def test_every_kind_of_fact_is_found(full: Store) -> None:
    shown = find(full, "abc12345")
    assert all(shown.text[fact.start : fact.end] == fact.surface for fact in shown.facts)
    found = kinds(shown)
    assert set(found) == set(FACTS) - {"organisation"}
    assert found["person"].told == {"name": "سالم الهادي", "role": "وزير", "organisation": "وزارة النقل"}
    assert found["statement"].told["speaker"] == "سالم الهادي"
    assert found["speaker"].told["statement"] == "التقى نظيره في تونس"
    assert found["event"].told["participants"] == ["actor سالم الهادي"]
    assert found["event"].told["place"] == "تونس"
    assert found["date"].rule == "adverb"


@pytest.mark.parametrize("wanted", ["abc12345", "abc1", "https://news.test/1", "/news/1.txt", "1.txt"])
def test_ways_to_call_an_article(full: Store, wanted: str) -> None:
    assert find(full, wanted).article["article_id"] == "abc12345"


def test_article_that_is_unknown_or_not_alone(tmp_path: Path) -> None:
    tables = rows()
    tables["fact_article"].append(tables["fact_article"][0] | {"article_id": "abc99999", "url": None})
    both = store(tmp_path, tables)
    with pytest.raises(UnknownArticle, match="no article is called zzz"):
        find(both, "zzz")
    with pytest.raises(
        UnknownArticle, match=r"several articles are called abc: abc12345 \(.*\), abc99999 \(.*\); give"
    ):
        find(both, "abc")
    with pytest.raises(UnknownArticle, match="several articles"):
        find(both, "1.txt")


# ---------------------------------------------------------------- the terminal
def test_terminal_marks_and_lists(full: Store, capsys: pytest.CaptureFixture[str]) -> None:
    show.show(full, "abc12345", as_json=False)
    told = capsys.readouterr().out
    for line in TEXT.split("\n"):
        assert line in told
    assert "person 1" in told and "event 1" in told and "2 sentences" in told
    assert "perfect_that" in told and "event_type CONSULT" in told


def test_terminal_gets_no_control_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = rows()
    tables["fact_article"][0] |= {"text": TEXT + HOSTILE, "headline": HOSTILE}
    show.show(store(tmp_path, tables), "abc12345", as_json=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", capsys.readouterr().out)


def test_json_holds_all_facts(full: Store, capsys: pytest.CaptureFixture[str]) -> None:
    show.show(full, "abc12345", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert {fact["kind"] for fact in told["facts"]} == set(FACTS) - {"organisation"}
    assert told["sentences"][0] == {"start_char": 0, "end_char": 12, "kind": "headline"}


# ---------------------------------------------------------------- the page
class Page(HTMLParser):
    """What a browser would make of a page: its elements, its text by paragraph, which marks cover what."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.covered: dict[str, str] = {}
        self.cards: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag in {"meta", "input"}:
            return
        self.open.append((tag, dict(attributes)))
        if self._is_in("article") and tag in {"p", "h1"}:
            self.paragraphs.append("")
        if tag == "li":
            self.cards.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._is_in("li"):
            self.cards[-1] += data
        if self._is_in("article") and self.paragraphs and self.open[-1][0] != "article":
            self.paragraphs[-1] += data
            for _, attributes in self.open:
                number = attributes.get("data-fact")
                if number is not None:
                    self.covered[number] = self.covered.get(number, "") + data

    def _is_in(self, tag: str) -> bool:
        return any(name == tag for name, _ in self.open)


def shown(text: str, facts: list[Fact], **article: Any) -> Shown:
    row = dict.fromkeys(METADATA) | {"article_id": "a", "text": text, "language": "ar"} | article
    return Shown(row, [], sorted(facts, key=reading_order))


def test_page_marks_every_fact(full: Store, tmp_path: Path) -> None:
    made = find(full, "abc12345")
    html = show_page.render(made)
    page = Page(html)
    assert page.paragraphs == TEXT.split("\n")
    assert page.covered == {str(number): fact.surface for number, fact in enumerate(made.facts)}
    assert len(page.cards) == len(made.facts)
    assert all(fact.rule in card for fact, card in zip(made.facts, page.cards, strict=True))
    assert '<html dir="rtl" lang="ar">' in html
    assert not re.search(r"\$[a-z_]+", html), "a place in the template is left"
    assert not [a for _, a in page.elements if {"src", "onclick", "onerror", "style"} & set(a)]
    assert {a["href"] for _, a in page.elements if "href" in a} == {"https://news.test/1"}


@pytest.mark.parametrize(
    ("meaning", "html"),
    [
        ("two dates", '<dd class="meaning" lang="en" dir="ltr">two dates</dd>'),
        ("2019-06-14", '<dd class="meaning" lang="en" dir="ltr">2019-06-14</dd>'),
        ("عام 2014", '<dd class="meaning" lang="ar" dir="rtl">مثال: عام 2014</dd>'),
        (
            "a month: 15 أيار، الثالث من 2018; behind <أن> or إن",
            '<dd class="meaning" lang="en" dir="ltr">a month: <bdi lang="ar" dir="rtl">15 أيار، الثالث من 2018</bdi>; '
            'behind &lt;<bdi lang="ar" dir="rtl">أن</bdi>&gt; or <bdi lang="ar" dir="rtl">إن</bdi></dd>',
        ),
        (
            "a noun (حزب «نحن», قرية) and 7 more",
            '<dd class="meaning" lang="en" dir="ltr">a noun (<bdi lang="ar" dir="rtl">حزب «نحن», قرية</bdi>) '
            "and 7 more</dd>",
        ),
    ],
)  # fmt: skip
def test_meanings_of_rules_run_in_their_own_direction(meaning: str, html: str) -> None:
    assert show_page._meaning(meaning) == html


def test_codes_are_told_in_arabic() -> None:
    labels = show_page._labels()
    codes = {("stance", row["stance"]) for row in seeds.read("reporting_verbs")} | {
        ("event_type", row["event_type"]) for row in seeds.read("event_patterns") if row["event_type"]
    }
    assert codes <= labels.keys()
    assert show_page._value("stance", "neutral, adding") == (
        "<bdi>محايد</bdi> <code>neutral</code>، <bdi>إضافة</bdi> <code>adding</code>"
    )
    assert show_page._value("country", "TN") == "<bdi>تونس</bdi> <code>TN</code>"
    assert show_page._value("name", "neutral") == "<code>neutral</code>"


def test_title_of_a_mark_is_told_in_words(full: Store) -> None:
    titles = [a["title"] for _, a in Page(show_page.render(find(full, "abc12345"))).elements if "title" in a]
    (date,) = [title for title in titles if title and title.startswith("تاريخ\n")]
    assert "النوع: نسبي" in date and "date_kind" not in date


def test_levels_on_one_line_are_told_apart() -> None:
    text = "الوزير يزور تونس خطة للنقل\nنص."
    both = Shown(shown(text, []).article, [(0, 16, "headline"), (17, 26, "subheadline")], [])
    page = Page(show_page.render(both))
    assert [tag for tag, _ in page.elements].count("h1") == 1
    assert page.covered == {"0": "خطة للنقل"}


def test_page_without_facts() -> None:
    page = Page(show_page.render(shown("نص بلا وقائع.", [])))
    assert page.paragraphs == ["نص بلا وقائع."]
    assert page.cards == []


def test_hostile_document_stays_text() -> None:
    """Markup in titles, names and rules shows as it is written, and nothing of it becomes an element."""
    text = f"{HOSTILE}\n{HOSTILE}"
    told = {"name": HOSTILE, "statement": HOSTILE, "role": HOSTILE, "iso": '"><script>', "unknown": HOSTILE}
    facts = [Fact("person", 3, 20, text[3:20], HOSTILE, told), Fact("date", 10, 30, text[10:30], "x", told)]
    harmless = show_page.render(shown("م" * len(text), []))
    html = show_page.render(
        shown(text, facts, headline=HOSTILE, url="javascript:alert(1)", authors=[HOSTILE], language=HOSTILE)
    )
    page = Page(html)
    allowed = {tag for tag, _ in Page(harmless).elements} | {
        "span",
        "bdi",
        "li",
        "dl",
        "dt",
        "dd",
        "code",
        "tr",
        "th",
        "td",
    }
    assert {tag for tag, _ in page.elements} <= allowed
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not [a for _, a in page.elements if "href" in a or "onerror" in a]
    assert [text.replace("\ufffd", "") for text in page.paragraphs] == [
        re.sub(r"[\x00\x1b]", "", HOSTILE)
    ] * 2
    assert "\x00" not in html and "\x1b" not in html


def test_policy_lets_only_the_own_script_run() -> None:
    html = show_page.render(shown("نص", []))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    script, style = (
        re.search(r"<script>(.*)</script>", html, re.DOTALL),
        re.search(r"<style>(.*)</style>", html, re.DOTALL),
    )
    assert policy and script and style
    assert "default-src 'none'" in policy[1]
    assert f"script-src '{show_page.digest(script[1])}'" in policy[1]
    assert f"style-src '{show_page.digest(style[1])}'" in policy[1]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(FACTS)), max_size=12)


@given(st.text(alphabet="ابت <&\"'\n", min_size=61, max_size=61), SPANS)
def test_marks_cover_their_spans(text: str, spans: list[tuple[int, int, str]]) -> None:
    """Also where they cross each other or the end of a paragraph; the text is all there."""
    facts = [Fact(kind, start, start + n, text[start : start + n], "r") for start, n, kind in spans]
    made = shown(text, facts)
    page = Page(show_page.render(made))
    assert page.paragraphs == [line for line in text.split("\n") if line.strip()]
    blank = [range(start, end) for start, end in paragraphs(text) if not text[start:end].strip()]
    for number, fact in enumerate(made.facts):
        kept = [i for i in range(fact.start, fact.end) if not any(i in line for line in blank)]
        covered = "".join(text[i] for i in kept).replace("\n", "")
        assert page.covered.get(str(number), "") == covered


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
    st.integers(0, 10),
    st.integers(11, 30),
)
def test_segments_leave_nothing_out(marks: list[tuple[int, int]], start: int, end: int) -> None:
    found = list(segments(marks, start, end))
    assert [at for first, last, _ in found for at in range(first, last)] == list(range(start, end))
    for first, last, covering in found:
        for at in range(first, last):
            assert covering == tuple(i for i, (low, high) in enumerate(marks) if low <= at < high)


# ---------------------------------------------------------------- the command
def test_command_writes_the_page(full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "published", lambda _: full)
    page = tmp_path / "page.html"
    done = CliRunner().invoke(cli.app, ["show", "abc1", "--html", str(page)])
    assert done.exit_code == 0
    assert "6 facts" in done.stderr and done.stdout == ""
    assert Page(page.read_text("utf-8")).paragraphs == TEXT.split("\n")


@pytest.mark.parametrize("arguments", [["zzz"], ["abc1", "--html", "absent/page.html"]])
def test_command_says_what_is_wrong(
    full: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str]
) -> None:
    monkeypatch.setattr(cli, "published", lambda _: full)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.app, ["show", *arguments])
    assert done.exit_code == 1
    assert done.stderr.startswith("warraq: ") and len(done.stderr.splitlines()) == 1


def printed(shown: Shown, is_terminal: bool) -> list[str]:
    out = Console(file=io.StringIO(), force_terminal=is_terminal, width=40, color_system=None)
    show._print(out, shown)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_paragraphs_on_a_terminal_stand_at_its_right_edge(full: Store) -> None:
    lines = [line for line in printed(find(full, "abc12345"), True) if line.startswith("\u200e")]
    assert len(lines) > len(TEXT.splitlines())
    assert {cell_len(line) for line in lines} == {40}
    assert " ".join(line.strip("\u200e\u202b\u202c ") for line in lines) == TEXT.replace("\n", " ")


def test_paragraphs_go_elsewhere_as_they_are(full: Store) -> None:
    assert set(TEXT.splitlines()) <= set(printed(find(full, "abc12345"), False))
