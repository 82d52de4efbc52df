"""From the raw zone back to raw shards: what `warraq rebuild` reads instead of sources.

A file of documents gives a shard with the fields read anew from the kept bytes. A file of the quarantine is
tried again: what today's readers can read becomes documents, the rest is refused again.
"""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows import arrow_files, raw_zone
from flows.extract import Extracted, article_id, synonyms
from transforms import fields, formats
from transforms.formats import BadRecord, Record

RETRIED = "retried"
Values = dict[str, str] | None


def restore(number: int, path: Path, staging: Path, document_bytes: int) -> Extracted:
    """Makes a shard of one file of the raw zone."""
    if path.parent.name == "quarantine":
        return _retry(number, path, staging, document_bytes)
    stored = pq.read_table(path, schema=raw_zone.ORIGIN)
    stored = _with_bytes(stored, path.parent)
    _write(staging / f"{number:06d}-00000", [_values(row) for row in stored.to_pylist()], stored, [])
    return Extracted(n_found=stored.num_rows)


def _values(row: dict[str, Any]) -> dict[str, str]:
    record = Record(row["record"], row["raw"], row["media_type"], row["encoding"])
    found, _ = _fields(record, row["field_names"])
    return found or dict.fromkeys(fields.FIELDS, "")  # what is no document any more, the next step refuses


def _with_bytes(stored: pa.Table, folder: Path) -> pa.Table:
    """Fills in the bytes of documents whose bytes another file keeps."""
    missing = stored.filter(pc.is_null(stored["raw"]))["raw_sha256"].unique().to_pylist()
    if not missing:
        return stored
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT raw_sha256, any_value(raw) FROM read_parquet($files) "
            "WHERE raw IS NOT NULL AND list_contains($missing, raw_sha256) GROUP BY raw_sha256",
            {"files": str(folder / "*.parquet"), "missing": missing},
        ).fetchall()
    kept = dict(found)
    pairs = zip(stored["raw"].to_pylist(), stored["raw_sha256"].to_pylist(), strict=True)
    filled = [raw if raw is not None else kept[sha256] for raw, sha256 in pairs]
    return stored.set_column(stored.schema.get_field_index("raw"), "raw", pa.array(filled, pa.large_binary()))


def _retry(number: int, path: Path, staging: Path, document_bytes: int) -> Extracted:
    origins: list[dict[str, Any]] = []
    values: list[dict[str, str]] = []
    rejects: list[dict[str, Any]] = []
    for row in pq.read_table(path, schema=raw_zone.QUARANTINE).to_pylist():
        for again, found in _read_again(row, document_bytes):
            if found is None:
                rejects.append(again)
            else:
                origins.append(again | {"article_id": article_id(found, again)})
                values.append(found)
    stored = pa.Table.from_pylist(origins, schema=raw_zone.ORIGIN)
    _write(staging / f"{number:06d}-{RETRIED}", values, stored, rejects)
    return Extracted(n_found=len(origins) + len(rejects), n_refused=len(rejects))


def _read_again(row: dict[str, Any], document_bytes: int) -> Iterator[tuple[dict[str, Any], Values]]:
    """Each document that the kept bytes hold now with its fields, None in their place if it is refused again."""
    records = list(_records(row, document_bytes))
    if row["record"] and any(isinstance(one, BadRecord) or one.raw not in row["raw"] for one in records):
        records = []  # of a record only itself is tried: lines of a CSV say nothing without their header
    if not records:
        yield row, None
    for record in records:
        origin = _origin(row, record)
        found, reason = _fields(record, row["field_names"])
        if found is None:
            sample = record.sample if isinstance(record, BadRecord) else record.raw
            told = {"stage": "read", "reason": reason, "sample": raw_zone.printable(sample)}
            yield row | origin | told, None
        else:
            yield origin, found


def _fields(record: Record | BadRecord, field_names: str) -> tuple[Values, str]:
    """The fields of a record, or None and why it has none."""
    if isinstance(record, BadRecord):
        return None, record.reason
    try:
        return formats.fields(record, synonyms(field_names)), ""
    except ValueError as error:
        return None, str(error)


def _records(row: dict[str, Any], document_bytes: int) -> Iterator[Record | BadRecord]:
    if row["stage"] == "open" or not row["raw"]:
        return
    if row["media_type"]:
        yield Record(row["record"], row["raw"], row["media_type"], row["encoding"])
    else:
        yield from formats.read(io.BytesIO(row["raw"]), row["relative"], document_bytes)


def _origin(row: dict[str, Any], record: Record | BadRecord) -> dict[str, Any]:
    """Where a document of a refused one comes from: from the same place, or it is one of its records."""
    origin = {name: row[name] for name in raw_zone.ORIGIN.names}
    if isinstance(record, Record):
        origin |= {"media_type": record.media_type, "encoding": record.encoding}
    if row["record"] or not record.number:
        return origin
    return origin | {
        "source_uri": f"{row['source_uri']}#{record.number}",
        "record": record.number,
        "raw_sha256": hashlib.sha256(record.raw).hexdigest(),
        "n_bytes": len(record.raw),
        "raw": record.raw,
    }


def _write(
    folder: Path, values: list[dict[str, str]], origins: pa.Table, rejects: list[dict[str, Any]]
) -> None:
    columns = {name: pa.array([one[name] for one in values], pa.large_string()) for name in fields.FIELDS}
    raw = pa.table({**{name: origins[name] for name in origins.schema.names}, **columns}).cast(raw_zone.SHARD)
    refused = pa.Table.from_pylist(rejects, schema=raw_zone.QUARANTINE)
    arrow_files.write_folder(folder, {"rejects": refused, "raw": raw})
