"""The DuckDB file: views on the published snapshot, small tables, marts and macros. It can always be remade."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from flows import seeds, sql_files
from flows.store import Manifest, Store
from transforms import folding
from transforms.tables import TABLES

STORAGE = "v1.4.0"  # what DuckDB 1.4 and later open
OFFLINE: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
LARGEST_COPY = 100_000  # rows of a table that is copied into the file instead of viewed
PERSONS = "bridge_person"
_WHO = {"fact_mention": "entity_id", "fact_quotation": "speaker_id", "bridge_event_participant": "entity_id"}
"""The columns that name persons; their files have the ids that the article gives, a reader sees those of `PERSONS`."""
MACROS = (
    "ar_norm", "position_key", "context", "search_stem", "search_words", "search_pattern", "search_phrase", "search",
    "title_on", "said_by", "said_about", "who_met",
)  # fmt: skip
"""Each after those that it names."""
_BLOCKS = (
    (0xA0, 0x100),
    (0x600, 0x700),
    (0x750, 0x780),
    (0x8A0, 0x900),
    (0xFB50, 0xFE00),
    (0xFE70, 0xFEFD),
    (0x2000, 0x2070),
)


def connect(store: Store) -> duckdb.DuckDBPyConnection:
    """Opens the DuckDB file for reading."""
    return duckdb.connect(str(store.database), read_only=True, config=OFFLINE)


def mend(store: Store, manifest: Manifest) -> bool:
    """Remakes the DuckDB file if it does not show the published snapshot at this place; whether it did."""
    if shows(store, manifest):
        return False
    build(store, manifest)
    return True


def shows(store: Store, manifest: Manifest) -> bool:
    """Whether the DuckDB file shows this snapshot at the place where the warehouse lies now."""
    if not store.database.is_file():
        return False
    try:
        with connect(store) as connection:
            told = connection.execute("SELECT snapshot_id, root FROM warehouse").fetchone()
    except duckdb.Error:
        return False
    return told == (manifest.snapshot_id, str(store.root))


def build(store: Store, manifest: Manifest) -> None:
    """Makes the DuckDB file beside its place and swaps it in; readers of the old one are not disturbed."""
    made = store.root / f".{manifest.snapshot_id}-{os.getpid()}.duckdb.tmp"
    made.unlink(missing_ok=True)
    try:
        with duckdb.connect(
            str(made), config={"storage_compatibility_version": STORAGE, **OFFLINE}
        ) as connection:
            fill(connection, store.snapshots / manifest.snapshot_id)
            connection.execute("CREATE TABLE warehouse (snapshot_id VARCHAR, root VARCHAR)")
            connection.execute("INSERT INTO warehouse VALUES (?, ?)", [manifest.snapshot_id, str(store.root)])
            comments = {
                "TABLE warehouse": "which snapshot this file shows, and where it lies",
                "COLUMN warehouse.snapshot_id": "the snapshot",
                "COLUMN warehouse.root": "the folder of the warehouse",
            }
            for what, comment in comments.items():
                connection.execute(f"COMMENT ON {what} IS {_quoted(comment)}")
        made.replace(store.database)
    finally:
        made.unlink(missing_ok=True)
        Path(f"{made}.wal").unlink(missing_ok=True)


def fill(connection: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Declares every table, mart and macro over a snapshot's folder; small tables are copied in."""
    declare_tables(connection, snapshot, copies=True)
    for name in sql_files.names("marts"):
        connection.execute(f"CREATE VIEW {name} AS {sql_files.read('marts', name)}")
        connection.execute(f"COMMENT ON VIEW {name} IS {_quoted(sql_files.described('marts', name))}")
        for mart_column, meaning in sql_files.columns("marts", name).items():
            connection.execute(f'COMMENT ON COLUMN {name}."{mart_column}" IS {_quoted(meaning)}')
    for name in MACROS:
        connection.execute(macro(name))


def declare_tables(connection: duckdb.DuckDBPyConnection, snapshot: Path, copies: bool) -> None:
    """Declares every table over a snapshot's folder as a view; with `copies` small ones are copied in."""
    are_known = any((snapshot / PERSONS).glob("*.parquet"))
    for table in sorted(TABLES.values(), key=lambda table: table.name in _WHO):
        if not any((snapshot / table.name).glob("*.parquet")):
            continue
        rows = f"read_parquet({_quoted(str(snapshot / table.name / '*.parquet'))})"
        kind = "VIEW"
        if copies and not table.segmented:
            found = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
            kind = "TABLE" if found and found[0] <= LARGEST_COPY else "VIEW"
        connection.execute(f"CREATE {kind} {table.name} AS {_selected(table.name, rows, are_known)}")
        connection.execute(f"COMMENT ON {kind} {table.name} IS {_quoted(table.description)}")
        for column in table.columns:
            connection.execute(
                f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_quoted(column.description)}'
            )


def _selected(table: str, rows: str, are_known: bool) -> str:
    """The query that shows a table's rows, with the ids of persons where it is found who they are."""
    if table not in _WHO or not are_known:
        return f"SELECT * FROM {rows}"
    column = _WHO[table]
    return (
        f"SELECT f.* REPLACE (coalesce(p.person_id, f.{column}) AS {column})"
        f" FROM {rows} AS f LEFT JOIN {PERSONS} AS p ON f.{column} = p.entity_id"
    )


@cache
def macro(name: str) -> str:
    """A macro's statement, its lists of characters and affixes filled in."""
    statement = sql_files.read("macros", name)
    for place, value in _substitutes().items():
        statement = statement.replace("{{" + place + "}}", value)
    return statement


@cache
def _substitutes() -> dict[str, str]:
    single, dropped, ligatures = [], [], {}
    for code in (code for block in _BLOCKS for code in range(*block)):
        character = chr(code)
        folded = folding.fold(character)
        if character in folding.COMBINING_HAMZA or not folded:
            dropped.append(character)
        elif len(folded) == 1 and folded != character:
            single.append((character, folded))
        elif len(folded) > 1:
            ligatures[character] = folded
    affixes: dict[str, list[str]] = {}
    for row in seeds.read("search_affixes"):
        affixes.setdefault(row["kind"], []).append(row["affix"])
    longest_first = {kind: "|".join(sorted(words, key=len, reverse=True)) for kind, words in affixes.items()}
    return {
        "ligatures": "".join(ligatures),
        "ligature_map": "{" + ", ".join(f"{_quoted(k)}: {_quoted(v)}" for k, v in ligatures.items()) + "}",
        "hamza_carriers": folding.HAMZA_CARRIERS,
        "vowel_marks": folding.MARKS_BEFORE_HAMZA,
        "hamza_above": folding.HAMZA_ABOVE,
        "hamza": folding.HAMZA,
        "from": "".join(pair[0] for pair in single) + "".join(dropped),
        "to": "".join(pair[1] for pair in single),
        "proclitics": f"(?:{longest_first['conjunction']})?(?:{longest_first['proclitic']})?",
        "article": longest_first["article"],
        "whole": longest_first["whole"],
        "endings": f"(?:{longest_first['ending']})?",
    }


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def query(
    store: Store, statement: str, parameters: list[Any] | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query on the DuckDB file."""
    with connect(store) as connection:
        result = connection.execute(statement, parameters or [])
        return [column[0] for column in result.description or []], result.fetchall()
