"""The tables that are made once a publish: dimensions from `seeds/`, versions, the meta tables, the checks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from hijridate import Hijri

from flows import raw_zone, seeds, sql_files
from flows.store import Manifest, SnapshotWriter, Store
from flows.warehouse import PERSONS
from transforms import tables
from transforms.lexicons import values
from transforms.persons.identities import person_id
from transforms.persons.namesakes import Marked, Namesakes
from transforms.tables import TABLES

FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500  # the years that the library tabulates: 1924 to 2077
RAMADAN, FRIDAY = 9, 5
LAST_TABLES = ("meta_check", "meta_column")  # made of the finished snapshot
SEED_TABLES = ("dim_source", "dim_date")
WITNESSES = ("known_persons", "roles", "titles", "organisation_words")  # what tells a person's line of work


def seed_tables() -> dict[str, pa.Table]:
    """The dimensions that come from `seeds/` alone."""
    return {"dim_source": _typed("dim_source", seeds.read("sources")), "dim_date": dim_date()}


def _typed(name: str, rows: Iterable[Mapping[str, str]]) -> pa.Table:
    """Rows of a vocabulary as a table: lists split, numbers read, empty cells NULL."""
    schema = TABLES[name].schema
    convert: dict[Any, Any] = {tables.TEXTS: values, tables.REAL: float, tables.BIG: int, tables.TEXT: str}
    typed = [
        {
            field.name: convert[field.type](cell)
            if (cell := row.get(field.name, "")) or field.type == tables.TEXTS
            else None
            for field in schema
        }
        for row in rows
    ]
    return pa.Table.from_pylist(typed, schema=schema)


def dim_date() -> pa.Table:
    """One row per day for which Umm al-Qura is tabulated."""
    names: dict[str, dict[int, str]] = {}
    for row in seeds.read("months"):
        names.setdefault(row["convention"], {}).setdefault(int(row["month"]), row["name"])
    weekdays = {int(row["weekday"]): row["name"] for row in reversed(seeds.read("weekdays"))}
    hijri_names = {int(row["month"]): row["name"] for row in reversed(seeds.read("hijri_months"))}
    rows: dict[str, list[Any]] = {name: [] for name in TABLES["dim_date"].schema.names}
    for hijri_month, hijri_day, day in _hijri_days():
        weekday = day.isoweekday()
        own = (day, day.year, day.month, day.day, weekday, weekdays[weekday], weekday == FRIDAY)
        spelled = [names[convention][day.month] for convention in ("levantine", "gulf", "maghrebi")]
        year, month = divmod(hijri_month, 12)
        hijri = (year, month + 1, hijri_day, hijri_names[month + 1], month + 1 == RAMADAN)
        for column, value in zip(rows.values(), (*own, *spelled, *hijri), strict=True):
            column.append(value)
    return pa.table(rows, schema=TABLES["dim_date"].schema)


def _hijri_days() -> Iterator[tuple[int, int, date]]:
    """(12 × year + month - 1, day of the month, Gregorian day) for every day of the Umm al-Qura table."""
    for number in range(FIRST_HIJRI_YEAR * 12, (LAST_HIJRI_YEAR + 1) * 12):
        first = Hijri(number // 12, number % 12 + 1, 1)
        start = date.fromisoformat(first.to_gregorian().isoformat())
        for day in range(first.month_length()):
            yield number, day + 1, start + timedelta(days=day)


def quarantine(store: Store, raw_files: Iterable[Any]) -> pa.Table:
    """meta_quarantine from the raw zone's files."""
    schema = TABLES["meta_quarantine"].schema
    parts = [schema.empty_table()]
    for file in raw_files:
        rows = pq.read_table(store.path(file), columns=[*(set(schema.names) - {"first_seen_at"}), "seen_at"])
        parts.append(
            rows.rename_columns(["first_seen_at" if n == "seen_at" else n for n in rows.column_names])
            .select(schema.names)
            .cast(schema)
        )
    return pa.concat_tables(parts)


def runs(store: Store, manifest: Manifest | None, this_run: Mapping[str, Any]) -> pa.Table:
    """meta_run: the rows of the last snapshot, what the log has added since, and this run."""
    schema = TABLES["meta_run"].schema
    known = [
        schema.empty_table(),
        *(pq.read_table(store.path(f)) for f in (manifest.of_table("meta_run") if manifest else [])),
    ]
    table = pa.concat_tables(known)
    have = {*table["run_id"].to_pylist(), this_run["run_id"]}
    logged = [raw_zone.run_row(run) for run in raw_zone.logged_runs(store) if run["run_id"] not in have]
    return pa.concat_tables([table, pa.Table.from_pylist([*logged, dict(this_run)], schema=schema)])


def keep_seed_tables(base: Manifest, writer: SnapshotWriter) -> bool:
    """Takes the dimensions over from a snapshot of the same rules, hence of the same seeds; whether it has them."""
    files = [file for name in SEED_TABLES for file in base.of_table(name)]
    for file in files:
        writer.keep(file)
    return bool(files)


def complete(writer: SnapshotWriter, made: Mapping[str, pa.Table]) -> None:
    """Writes the tables made whole, and a file of zero rows for every table that has none."""
    for name, rows in made.items():
        writer.write(name, rows)
    present = {file.table for file in writer.files}
    for name in TABLES:
        if name not in present and name not in (*LAST_TABLES, PERSONS, *sql_files.names("dimensions")):
            writer.write(name, tables.empty(name))


def persons(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """bridge_person, of all mentions by the ids that their articles give."""
    told = [Marked(*row) for row in connection.execute(sql_files.read("model", "namesakes")).fetchall()]
    rows = sorted(Namesakes({name: seeds.read(name) for name in WITNESSES}).persons(told).items())
    names = TABLES[PERSONS].schema.names
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], TABLES[PERSONS].schema)


def dimensions(connection: duckdb.DuckDBPyConnection) -> dict[str, pa.Table]:
    """The tables that SQL makes of the facts, from `sql/dimensions` and the vocabularies that it names."""
    persons = [{**row, "person_id": person_id(row["name"])} for row in seeds.read("known_persons")]
    vocabularies = {
        "known_persons": _untyped(persons),
        "organisations": _untyped(seeds.read("organisations")),
        "countries": _untyped(seeds.read("countries")),
        "places": _typed("dim_place", seeds.read("places")),
    }
    for vocabulary, rows in vocabularies.items():
        connection.register(vocabulary, rows)
    made = {}
    for name in sql_files.names("dimensions"):
        rows = connection.sql(sql_files.read("dimensions", name)).to_arrow_table()
        made[name] = rows.select(TABLES[name].schema.names).cast(TABLES[name].schema)
        connection.register(name, made[name])
    return made


def _untyped(rows: Iterable[Mapping[str, str]]) -> pa.Table:
    """Rows of a vocabulary as a table of text, empty cells NULL."""
    return pa.Table.from_pylist([{name: cell or None for name, cell in row.items()} for row in rows])


def dictionary(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """meta_column: the declared columns of the tables, and those of the marts as their SQL declares them."""
    rows = []
    for name in sql_files.names("marts"):
        meanings = sql_files.columns("marts", name)
        mart = connection.sql(sql_files.read("marts", name))
        for position, (column, kind) in enumerate(zip(mart.columns, mart.types, strict=True), 1):
            rows.append(
                {
                    "table_name": name,
                    "column_name": column,
                    "position": position,
                    "type": str(kind).lower(),
                    "is_nullable": True,
                    "is_key": False,
                    "description": meanings[column],
                    "table_description": sql_files.described("marts", name),
                }
            )
    return pa.concat_tables(
        [tables.dictionary(), pa.Table.from_pylist(rows, schema=TABLES["meta_column"].schema)]
    )


def check(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Runs every check of `sql/checks` and counts the rows that break it."""
    results = []
    for name in sql_files.names("checks"):
        ((failed,),) = connection.execute(
            f"SELECT count(*) FROM ({sql_files.read('checks', name)})"
        ).fetchall()  # to the end, else the connection counts as busy
        results.append(
            {
                "check_name": name,
                "description": sql_files.described("checks", name),
                "n_failed": failed,
            }
        )
    return pa.Table.from_pylist(results, schema=TABLES["meta_check"].schema)


def n_failed(checks: pa.Table) -> int:
    """How many checks failed."""
    return int(pc.sum(pc.greater(checks["n_failed"], 0)).as_py() or 0)
