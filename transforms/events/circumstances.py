"""When an event happened, and whether it is told within a statement, found in the tables of dates and statements."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.reading import Reading
from transforms.words import Integers

_OLD = 30  # days before publication, from which on an event is background
_KNOWN_DAYS = ("published_date", "published_after", "published_before")
_IMPERSONAL = "passive"  # rules of statements that nobody makes begin with it
_NEVER = np.iinfo(np.int64).max
Keys = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def keys_of(reading: Reading, table: pa.Table, *columns: str) -> list[Keys]:
    """For each column a number for each row, which orders its character among those of the batch; -1 for NULL."""
    document = pc.index_in(table["article_id"], value_set=reading.id_column)
    first: Keys = document.to_numpy().astype(np.int64) << 32
    places = (pc.fill_null(table[column], -1).to_numpy() for column in columns)
    return [np.where(place < 0, -1, first | place) for place in places]


def inside(reading: Reading, statements: pa.Table, keys: Keys) -> Flags:
    """Whether each event stands within a statement that somebody makes (`يذكر أن` is the newspaper's own)."""
    of_somebody = pc.invert(pc.starts_with(statements["rule"], _IMPERSONAL)).to_numpy()
    starts, ends = (places[of_somebody] for places in keys_of(reading, statements, "start_char", "end_char"))
    if not len(starts):
        return np.zeros(len(keys), dtype=np.bool_)
    order = np.argsort(starts, kind="stable")
    reach = np.maximum.accumulate(ends[order])
    row = np.searchsorted(starts[order], keys, side="right") - 1
    inside: Flags = (row >= 0) & (reach[np.maximum(row, 0)] > keys)
    return inside


def dates_of(
    reading: Reading, dates: pa.Table, keys: Keys, clauses: tuple[Integers, Integers]
) -> tuple[pa.Array, pa.Array]:
    """First and last day of the nearest date in the clause (tokens) of each event, NULL where there is none."""
    is_bounded = pc.and_(pc.is_valid(dates["earliest_date"]), pc.is_valid(dates["latest_date"]))
    is_time = pc.is_in(dates["kind"], value_set=pa.array(["absolute", "relative"]))
    dates = dates.filter(pc.and_(is_time, is_bounded))
    unknown = pa.nulls(len(keys), pa.date32())
    if not len(dates) or not len(keys):
        return unknown, unknown
    (places,) = keys_of(reading, dates, "start_char")
    order = np.argsort(places, kind="stable")
    places = places[order]
    after = np.searchsorted(places, keys)
    first, last = (_places(reading, tokens) for tokens in clauses)
    best, distance = np.full(len(keys), -1), np.full(len(keys), _NEVER)
    for candidate in (after, after - 1):  # of two at one distance the one behind
        there = places[np.clip(candidate, 0, len(places) - 1)]
        is_there = (candidate >= 0) & (candidate < len(places)) & (there >= first) & (there < last)
        away = np.where(is_there, np.abs(there - keys), _NEVER)
        best = np.where(away < distance, candidate, best)
        distance = np.minimum(distance, away)
    rows = pa.array(np.where(best >= 0, order[np.maximum(best, 0)], 0), mask=best < 0)
    return (
        dates["earliest_date"].combine_chunks().take(rows),
        dates["latest_date"].combine_chunks().take(rows),
    )


def _places(reading: Reading, tokens: Integers) -> Keys:
    """Where tokens begin, as `keys_of` numbers places."""
    document: Keys = reading.document[tokens].astype(np.int64) << 32
    return document | reading.batch.char_start[tokens]


def is_past(reading: Reading, documents: Integers, latest: pa.Array) -> Flags:
    """Whether each event was over long before its article was published."""
    told, which = np.unique(documents, return_inverse=True)
    articles = [reading.articles[document] for document in told.tolist()]
    known = [next((one[name] for name in _KNOWN_DAYS if one.get(name)), None) for one in articles]
    published = pa.array(known, pa.date32()).cast(pa.int32()).take(pa.array(which))
    days = pc.subtract(published, latest.cast(pa.int32())).fill_null(0)
    past: Flags = days.to_numpy(zero_copy_only=False) > _OLD
    return past
