"""Reads the SQL objects of `sql/`: one a file, the file's name is the object's name."""

from functools import cache
from pathlib import Path

_COLUMN = "-- @"
FOLDER = Path(__file__).resolve().parent.parent / "sql"


@cache
def read(kind: str, name: str) -> str:
    """The statement in `sql/<kind>/<name>.sql`."""
    return (FOLDER / kind / f"{name}.sql").read_text("utf-8")


def names(kind: str) -> list[str]:
    """The objects of a kind, sorted."""
    return sorted(path.stem for path in (FOLDER / kind).glob("*.sql"))


def described(kind: str, name: str) -> str:
    """The comment that a file begins with, as one line."""
    lines = []
    for line in read(kind, name).splitlines():
        if not line.startswith("--") or line.startswith(_COLUMN):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def columns(kind: str, name: str) -> dict[str, str]:
    """Name and meaning of the columns that a file's header declares, `-- @name: meaning` a line."""
    lines = [line.removeprefix(_COLUMN) for line in read(kind, name).splitlines() if line.startswith(_COLUMN)]
    return dict(line.split(": ", 1) for line in lines)
