"""Parquet: each row becomes one JSON object."""

from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from transforms.decode import Undecodable, decode
from transforms.formats.feed import Feed
from transforms.formats.json_records import MEDIA_TYPE
from transforms.formats.records import EMPTY, SAMPLE_BYTES, TOO_LARGE, Found, Record, bad

ROWS_AT_ONCE = 256


def read(feed: Feed, limit: int) -> Found:
    """One record a row. The stream must be seekable, since Parquet is read from its end."""
    number = 0
    try:
        feed.stream.seek(0)
        file = pq.ParquetFile(feed.stream, pre_buffer=False)
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, use_threads=False):
            for row in _readable(batch).to_pylist():
                raw = orjson.dumps(row, default=_plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
                if len(raw) > limit:
                    yield bad(str(number), TOO_LARGE, raw[:SAMPLE_BYTES])
                else:
                    yield Record(str(number), raw, MEDIA_TYPE, "utf-8")
                number += 1
    except (pa.ArrowException, OSError, TypeError, ValueError, OverflowError) as error:
        yield bad("", f"damaged Parquet: {error}".splitlines()[0], feed.head)
        return
    if not number:
        yield bad("", f"{EMPTY}: no rows", feed.head)


def _readable(batch: pa.RecordBatch) -> pa.Table:
    """Times as ISO text: Python's reach only from year 1 to 9999 and to microseconds."""
    table = pa.Table.from_batches([batch])
    for place, field in enumerate(table.schema):
        if pa.types.is_temporal(field.type) and not pa.types.is_duration(field.type):
            table = table.set_column(place, field.name, pc.cast(table.column(place), pa.string()))
    return table


def _plain(value: Any) -> Any:
    """Values that JSON does not know."""
    if not isinstance(value, bytes):
        return str(value)
    try:
        return decode(value)[0]
    except Undecodable:
        return None
