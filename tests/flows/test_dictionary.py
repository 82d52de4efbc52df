"""The data dictionary: every column of every table and mart, with its meaning."""

import duckdb

from flows import model, sql_files, warehouse
from transforms import tables
from transforms.tables import TABLES


def test_every_column_of_every_table_and_mart_is_explained() -> None:
    with duckdb.connect(config=warehouse.OFFLINE) as connection:
        for name in TABLES:
            connection.register(name, tables.empty(name))
        rows = model.dictionary(connection).to_pylist()
    assert {row["table_name"] for row in rows} == {*TABLES, *sql_files.names("marts")}
    assert all(row["description"] and row["table_description"] and row["type"] for row in rows)
