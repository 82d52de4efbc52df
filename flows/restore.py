"""From the raw zone back to raw shards: what `warraq rebuild` reads instead of sources.

A file of documents gives a shard with the fields read anew from the kept bytes. A file of the quarantine is
tried again: what today's readers can read becomes documents, the rest is refused again.
"""

import io
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows import arrow_files, raw_zone, seeds
from flows.extract import Extracted, article_id
from transforms import fields, formats
from transforms.formats import BadRecord, Record

RETRIED = "retried"


def restore(number: int, path: Path, staging: Path, document_bytes: int) -> Extracted:
    """Makes a shard of one file of the raw zone."""
    if path.parent.name == "quarantine":
        return _retry(number, path, staging, document_bytes)
    stored = pq.read_table(path, schema=raw_zone.ORIGIN)
    stored = _with_bytes(stored, path.parent)
    _write(staging / f"{number:06d}-00000", [_values(row) for row in stored.to_pylist()], stored, [])
    return Extracted(n_found=stored.num_rows)


def _values(row: dict[str, Any]) -> dict[str, str]:
    overrides = orjson.loads(row["field_names"]) if row["field_names"] else {}
    synonyms = fields.synonyms(seeds.read("fields"), overrides)
    record = Record(row["record"], row["raw"], row["media_type"], row["encoding"])
    return formats.fields(record, synonyms)


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
    result = Extracted()
    for row in pq.read_table(path, schema=raw_zone.QUARANTINE).to_pylist():
        found = list(_read_again(row, document_bytes))
        result.n_found += max(len(found), 1)
        if not found:
            rejects.append(row)
        for origin, fields_of_one, reject in found:
            if reject is not None:
                rejects.append(reject)
            else:
                origins.append(origin)
                values.append(fields_of_one)
    stored = pa.Table.from_pylist(origins, schema=raw_zone.ORIGIN)
    _write(staging / f"{number:06d}-{RETRIED}", values, stored, rejects)
    return result


def _read_again(row: dict[str, Any], document_bytes: int) -> Any:
    """(origin, fields, None) for each document that the kept bytes hold now, (…, …, reject) for the others."""
    if row["stage"] == "open" or not row["raw"]:
        yield {}, {}, row
        return
    if row["media_type"]:
        records: Any = [Record(row["record"], row["raw"], row["media_type"], row["encoding"])]
    else:
        records = formats.read(io.BytesIO(row["raw"]), row["relative"], document_bytes)
    synonyms = fields.synonyms(seeds.read("fields"), {})
    for record in records:
        if isinstance(record, BadRecord):
            yield {}, {}, row
            return
        try:
            found = formats.fields(record, synonyms)
        except ValueError:
            yield {}, {}, row
            return
        origin = {name: row[name] for name in raw_zone.ORIGIN.names}
        origin |= {"media_type": record.media_type, "encoding": record.encoding, "raw": record.raw}
        yield origin | {"article_id": article_id(found, origin)}, found, None


def _write(
    folder: Path, values: list[dict[str, str]], origins: pa.Table, rejects: list[dict[str, Any]]
) -> None:
    columns = {name: pa.array([one[name] for one in values], pa.large_string()) for name in fields.FIELDS}
    raw = pa.table({**{name: origins[name] for name in origins.schema.names}, **columns}).cast(raw_zone.SHARD)
    refused = pa.Table.from_pylist(rejects, schema=raw_zone.QUARANTINE)
    arrow_files.write_folder(folder, {"rejects": refused, "raw": raw})
