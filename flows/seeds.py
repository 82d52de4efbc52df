"""Finds and reads the vocabularies of `seeds/`."""

import os
from functools import cache
from pathlib import Path

from transforms.lexicons import VOCABULARIES, LexiconError, Row, check_references, declaration, parse


def seeds_folder() -> Path:
    """The folder of the CSVs: `WARRAQ_SEEDS`, else `seeds/` beside this package.

    Beside it is right in the checkout and in site-packages, where the wheel puts `seeds/` too.
    """
    chosen = os.environ.get("WARRAQ_SEEDS")
    return Path(chosen) if chosen else Path(__file__).resolve().parent.parent / "seeds"


def read(name: str) -> list[Row]:
    """Rows of `seeds/<name>.csv`, checked; read once, so nobody may change them. Raises `LexiconError`."""
    return _read(seeds_folder(), name)


def read_all() -> dict[str, list[Row]]:
    """Rows of every vocabulary by name, checked against each other too. Raises `LexiconError`."""
    for file in sorted(seeds_folder().glob("*.csv")):
        declaration(file.stem)
    tables = {name: read(name) for name in VOCABULARIES}
    check_references(tables)
    return tables


@cache
def _read(folder: Path, name: str) -> list[Row]:
    declaration(name)
    file = folder / f"{name}.csv"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"{file} is missing; set WARRAQ_SEEDS to the folder that holds it") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file} byte {error.start} is not UTF-8; save it as UTF-8") from None
    return parse(name, text)
