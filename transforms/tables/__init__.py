"""Every table of the warehouse, declared once: Arrow schemas, DuckDB comments and the data dictionary derive from it.

`columns` says what a column is; the other modules declare one group of tables each.
"""

import pyarrow as pa

from transforms.tables.articles import ARTICLES
from transforms.tables.columns import BIG, REAL, TEXT, TEXTS, Table
from transforms.tables.dimensions import DIMENSIONS
from transforms.tables.facts import FACTS
from transforms.tables.meta import META

__all__ = ["BIG", "REAL", "SCHEMA_VERSION", "SEGMENTED", "TABLES", "TEXT", "TEXTS", "dictionary", "empty"]

SCHEMA_VERSION = "2"
TABLES: dict[str, Table] = {table.name: table for table in (*ARTICLES, *FACTS, *DIMENSIONS, *META)}
SEGMENTED = tuple(name for name, table in TABLES.items() if table.segmented)


def empty(name: str) -> pa.Table:
    """The named table without a row."""
    return TABLES[name].schema.empty_table()


def dictionary() -> pa.Table:
    """The data dictionary: one row per column of every table."""
    rows = [
        {
            "table_name": table.name,
            "column_name": column.name,
            "position": position,
            "type": str(column.type),
            "is_nullable": column.nullable,
            "is_key": column.name in table.key,
            "description": column.description,
            "table_description": table.description,
        }
        for table in TABLES.values()
        for position, column in enumerate(table.columns, 1)
    ]
    return pa.Table.from_pylist(rows, schema=TABLES["meta_column"].schema)
