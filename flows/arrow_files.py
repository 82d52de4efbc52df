"""Arrow files that pass between steps: written whole or not at all, read without copying."""

import shutil
from pathlib import Path

import pyarrow as pa


def write(path: Path, table: pa.Table) -> None:
    """Writes an Arrow IPC file."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def read(path: Path) -> pa.Table:
    """Reads an Arrow IPC file by mapping it into memory."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def write_folder(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Writes several tables as `<folder>/<name>.arrow`; the folder appears when all are there."""
    hidden = folder.with_name(f".{folder.name}")
    shutil.rmtree(hidden, ignore_errors=True)
    hidden.mkdir(parents=True)
    for name, table in tables.items():
        write(hidden / f"{name}.arrow", table)
    shutil.rmtree(folder, ignore_errors=True)
    hidden.rename(folder)
