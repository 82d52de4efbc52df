"""Rows that were found in real news, drawn by chance and judged right or wrong by a reader, and the page of them.

    make judged
    python -m benchmarks.judged [--warehouse DIR] [--rebuild] [--verdicts FILE]

The news (SaudiNewsNet and Jawhara) is in `data/` of the folder that WARRAQ_SHARED names. None of it may be copied here:
what is kept in `judged.csv` and shown in `docs/judged.md` names a row by its outlet, article and characters, and says
in the judge's own words what is wrong.

How to judge, after the rules have changed for the last time:

1. `make judged` loads the news into a warehouse of its own, once (`--rebuild` after rules have changed), draws the
   rows, says which verdicts hold no more since their rows are gone or tell something else, and prints every row that
   has no verdict yet in its context, ⟦marked⟧, with all that is told of it.
2. Write a line for each into a file: its id, a verdict and what is wrong, with tabs between them. A verdict is `right`
   (span, value and everything told are as the guide of annotation has them; what is absent though the text says it is
   wrong, except the entity's id), `wrong` (there is such a fact, but something told of it is not so) or `false` (there
   is no such fact). Judge what stands there, not what the rule meant; where you doubt, it is wrong.
3. `python -m benchmarks.judged --verdicts FILE` takes them in and writes the page. Repeat until nothing is printed.

Every row of a kind is equally likely, whatever its outlet. Draws are stable: rows are taken in the order of a hash of
article, kind and span, so that after a change of rules most of the sample, and with it most verdicts, are the same.
"""

import argparse
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import duckdb

from benchmarks.judged_page import markdown
from benchmarks.scoreboard import SHARED, WARRAQ
from flows import model, warehouse
from flows.shown import Fact, Shown, find, on_a_line
from flows.store import Store
from transforms.tables import TABLES

HERE = Path(__file__).resolve().parent
VERDICTS = HERE / "judged.csv"
PAGE = HERE.parent / "docs" / "judged.md"
WAREHOUSE = Path(tempfile.gettempdir()) / "warraq-judged"
NEWS = ("data/saudinewsnet", "data/ant_jawhara")
DRAWN = {"date": 300, "person": 20, "organisation": 20, "place": 20, "statement": 20, "event": 20}
"""Rows of each kind; of dates as many as a rate of less than one in a hundred words asks for."""
GIVEN = ("right", "wrong", "false")
_HEADLINE = re.compile(r"(?:%[0-9A-F]{2}|[^\x21-\x7e])(?:[^/.?]|\.(?!html?))*", re.IGNORECASE)
CONTEXT = 160  # characters on both sides
_DRAW = """
SELECT article_id, start_char, end_char FROM {rows}
ORDER BY md5(concat_ws(' ', '{kind}', article_id, start_char, end_char)) LIMIT {number}
"""
_ROWS = {
    **{
        kind: f"(FROM fact_mention WHERE entity_type = '{kind}')"
        for kind in ("person", "organisation", "place")
    },
    "date": "fact_date",
    "statement": "fact_quotation",
    "event": "fact_event",
}


class Mistake(Exception):
    """A file of verdicts cannot be taken in; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was drawn. `value` is a hash of all that is told of it; without a verdict it is still to be judged."""

    row_id: str
    kind: str
    outlet: str
    article: str  # URL, else file and record
    article_id: str
    start_char: int
    end_char: int
    value: str
    rule: str
    verdict: str = ""
    fault: str = ""


def load(root: Path, shared: Path, is_rebuilt: bool) -> None:
    """Loads the news where that has not been done, or computes all tables anew."""
    where = ["--warehouse", str(root)]
    if not (root / "current").exists():
        sources = [
            str(archive) for folder in NEWS for archive in sorted((shared / folder).glob("*.[zt][ia][pr]*"))
        ]
        subprocess.run([str(WARRAQ), "run", *sources, *where], check=True)
    elif is_rebuilt:
        subprocess.run([str(WARRAQ), "rebuild", *where], check=True)


def draw(store: Store, number: Mapping[str, int]) -> list[tuple[Row, Shown]]:
    """Rows of each kind, so many, in the order of their hashes, each with the article that it was found in."""
    with warehouse.connect(store) as connection:
        spans = [
            (kind, *span)
            for kind, n in number.items()
            for span in connection.execute(_DRAW.format(rows=_ROWS[kind], kind=kind, number=n)).fetchall()
        ]
    articles = _articles(store, {article_id for _, article_id, _, _ in spans})
    return [
        (_row(articles[name], _fact(articles[name], kind, start, end)), articles[name])
        for kind, name, start, end in spans
    ]


def _articles(store: Store, wanted: Collection[str]) -> dict[str, Shown]:
    """Articles as `warraq show` tells them, by way of a warehouse that holds them alone, which is far quicker."""
    with tempfile.TemporaryDirectory() as folder:
        few = Store(Path(folder))
        with duckdb.connect(str(few.database), config=warehouse.OFFLINE) as connection:
            connection.execute(f"ATTACH '{store.database}' AS whole (READ_ONLY)")
            for name, table in TABLES.items():
                is_article = any(column.name == "article_id" for column in table.columns)
                condition = "WHERE list_contains($wanted, article_id)" if is_article else ""
                parameters = {"wanted": list(wanted)} if is_article else {}
                connection.execute(f"CREATE TABLE {name} AS FROM whole.{name} {condition}", parameters)
        return {name: find(few, name) for name in wanted}


def _fact(shown: Shown, kind: str, start: int, end: int) -> Fact:
    return next(fact for fact in shown.facts if (fact.kind, fact.start, fact.end) == (kind, start, end))


def _row(shown: Shown, fact: Fact) -> Row:
    article = shown.article
    name = _address(article["url"] or article["source_uri"].rpartition("/")[2])
    told = json.dumps([fact.kind, fact.told], ensure_ascii=False, default=str, sort_keys=True)
    place = f"{fact.kind} {article['article_id']} {fact.start} {fact.end}"
    return Row(
        _digest(place, 8),
        fact.kind,
        article["source_id"] or article["collection"],
        name,
        article["article_id"],
        fact.start,
        fact.end,
        _digest(told, 12),
        fact.rule,
    )


def _address(url: str) -> str:
    """An address without the words of a headline that many have in their path.

    >>> _address("http://news.test/1/\N{ARABIC LETTER BEH}\N{ARABIC LETTER BEH}.html?weekly")
    'http://news.test/1/-.html?weekly'
    """
    return _HEADLINE.sub("-", url)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def read(path: Path) -> list[Row]:
    """The rows of the file of verdicts."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(**{**row, "start_char": int(row["start_char"]), "end_char": int(row["end_char"])})  # type: ignore[arg-type]
            for row in csv.DictReader(file)
        ]


def write(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        made = csv.DictWriter(file, [column.name for column in fields(Row)], lineterminator="\n")
        made.writeheader()
        made.writerows(map(asdict, rows))


def joined(drawn: Sequence[Row], judged: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Drawn rows with the verdicts that they have, and judged rows that are drawn no more or tell something else."""
    verdicts = {(row.row_id, row.value): row for row in judged if row.verdict}
    found = []
    for row in drawn:
        told = verdicts.pop((row.row_id, row.value), row)
        found.append(replace(row, verdict=told.verdict, fault=told.fault))
    return found, list(verdicts.values())


def given(rows: Sequence[Row], lines: Sequence[str]) -> list[Row]:
    """The rows with verdicts from lines of id, verdict and fault.

    Raises:
        Mistake: a line that names no drawn row, no verdict, or no fault where there must be one.
    """
    told = {row.row_id: row for row in rows}
    for line in filter(str.strip, lines):
        row_id, verdict, fault = (*line.rstrip("\n").split("\t"), "", "")[:3]
        if row_id not in told:
            raise Mistake(f"no row is called {row_id}")
        if verdict not in GIVEN:
            raise Mistake(f"{row_id}: a verdict is one of {', '.join(GIVEN)}, not {verdict!r}")
        if (verdict == "right") == bool(fault.strip()):
            raise Mistake(f"{row_id}: say what is wrong, and only where something is")
        told[row_id] = replace(told[row_id], verdict=verdict, fault=fault.strip())
    return list(told.values())


def in_context(row: Row, shown: Shown) -> str:
    """A row as its judge sees it."""
    text, fact = shown.text, _fact(shown, row.kind, row.start_char, row.end_char)
    before, after = text[max(0, fact.start - CONTEXT) : fact.start], text[fact.end : fact.end + CONTEXT]
    marked = f"{before}⟦{fact.surface}⟧{after}".replace("\n", " ¶ ")
    told = "; ".join(
        f"{name}: {on_a_line(value)}" for name, value in fact.told.items() if name != "entity_id"
    )
    article = shown.article
    published = article["published_date"] or f"{article['published_after']} to {article['published_before']}"
    return (
        f"{row.row_id}\t{row.kind}\t{row.outlet}, published {published}, rule {row.rule}\n{marked}\n{told}\n"
    )


def counts(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """Articles, words and rows of each kind by outlet, the most articles first."""
    per_kind = " UNION ALL ".join(
        f"SELECT article_id, '{kind}' AS kind, count(*) AS n FROM {rows} GROUP BY ALL"
        for kind, rows in _ROWS.items()
    )
    sums = ", ".join(
        f"coalesce(sum(n) FILTER (WHERE kind = '{kind}'), 0)::BIGINT AS {kind}" for kind in _ROWS
    )
    found = connection.execute(f"""
        WITH outlet AS (SELECT article_id, coalesce(source_id, collection) AS outlet, n_words FROM fact_article),
        total AS (SELECT outlet, count(*) AS articles, sum(n_words)::BIGINT AS words FROM outlet GROUP BY ALL),
        fact AS (SELECT outlet, {sums} FROM outlet JOIN ({per_kind}) USING (article_id) GROUP BY ALL)
        FROM total LEFT JOIN fact USING (outlet) ORDER BY articles DESC, outlet
    """)  # fmt: skip
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Loads, draws, takes verdicts in, prints what is to be judged, writes the page; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with data/")
    parser.add_argument("--warehouse", type=Path, default=WAREHOUSE, help="where the news is loaded to")
    parser.add_argument(
        "--rebuild", action="store_true", help="compute its tables anew, by the rules of today"
    )
    parser.add_argument("--verdicts", type=Path, help="a file of verdicts to take in")
    options = parser.parse_args(arguments)
    if not (options.shared / "data").is_dir():
        print(f"no news to judge in {options.shared} (WARRAQ_SHARED or --shared names another folder)")
        return 0
    load(options.warehouse, options.shared, options.rebuild)
    store = Store(options.warehouse)
    drawn = draw(store, DRAWN)
    rows, gone = joined([row for row, _ in drawn], read(VERDICTS))
    for row in gone:
        print(f"holds no more: {row.kind} {row.row_id} {row.outlet} {row.article} {row.verdict} {row.fault}")
    if options.verdicts:
        try:
            rows = given(rows, options.verdicts.read_text("utf-8").splitlines())
        except Mistake as mistake:
            print(mistake, file=sys.stderr)
            return 1
    write(VERDICTS, rows)
    for row, (_, shown) in zip(rows, drawn, strict=True):
        if not row.verdict:
            print(in_context(row, shown))
    with warehouse.connect(store) as connection:
        checks = model.check(connection).to_pylist()
        PAGE.write_text(markdown([asdict(row) for row in rows], counts(connection), checks), "utf-8")
    n_left = sum(not row.verdict for row in rows)
    print(
        f"{len(rows) - n_left} of {len(rows)} rows judged; {os.path.relpath(PAGE)} tells of them",
        file=sys.stderr,
    )
    return int(any(check["n_failed"] for check in checks))


if __name__ == "__main__":
    sys.exit(main())
