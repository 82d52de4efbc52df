"""What a table and a column are, and the columns that several tables share.

Conventions: ids are text; `_date` columns are DATE, `_at` columns are instants in UTC without zone;
`start_char` and `end_char` count Unicode code points into `fact_article.text`, end exclusive.
"""

from dataclasses import dataclass

import pyarrow as pa

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
INTEGER = pa.int32()
BIG = pa.int64()
REAL = pa.float64()
FLAG = pa.bool_()
DAY = pa.date32()
INSTANT = pa.timestamp("us")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Arrow type, meaning and whether it may be NULL."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `segmented` ones are written shard by shard, the others whole at every publish."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    segmented: bool = False

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, which is also the Parquet schema."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])


def need(name: str, kind: pa.DataType, description: str) -> Column:
    """A column that is never NULL."""
    return Column(name, kind, description, nullable=False)


ARTICLE_ID = need("article_id", TEXT, "the article, stable across runs and machines")
SENTENCE_NO = Column("sentence_no", INTEGER, "the sentence within the article, from 0")
SPAN = (
    need("start_char", INTEGER, "first code point in fact_article.text"),
    need("end_char", INTEGER, "code point after the last in fact_article.text"),
)
SURFACE = need("surface", TEXT, "text[start_char:end_char] as written")
RULE = need("rule", TEXT, "the rule that made this row")
RUN_ID = need("run_id", TEXT, "the run that brought this in")
NAME = need("name", TEXT, "the usual Arabic name")
WIKIDATA_ID = Column("wikidata_id", TEXT, "Wikidata item, where certain")
COUNTRY = Column("country_code", TEXT, "ISO 3166-1 alpha-2")
