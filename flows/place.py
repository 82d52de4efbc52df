"""Which folder is a warehouse, which may become one, and what is told where neither holds."""

import os
import re
from pathlib import Path

from flows.store import StoreError

LEFT_BY_SYSTEMS = frozenset({".lock", ".staging", "lost+found", ".DS_Store"})
"""What may lie in a folder that is to become a warehouse; the first two an interrupted first run leaves."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def is_warehouse(folder: Path) -> bool:
    """Whether a folder is a warehouse of ours."""
    raw = folder / "raw"
    return (raw / "runs.jsonl").is_file() or ((folder / "snapshots").is_dir() and raw.is_dir())


def may_be_written(folder: Path) -> None:
    """Makes sure that a run may load into a folder, before it makes or changes anything.

    Raises:
        StoreError: it is no folder, holds something else, or cannot be written.
    """
    if _ADDRESS.match(str(folder)):
        raise StoreError(f"{folder} is an address; a warehouse is a folder of this machine")
    root = folder.expanduser().absolute()
    place = next(one for one in (root, *root.parents) if one.exists())
    if not place.is_dir():
        raise StoreError(f"{place} is a file; --warehouse names a folder, which need not exist yet")
    if not os.access(place, os.W_OK | os.X_OK):
        raise StoreError(
            f"{place} cannot be written: permission denied; name another folder with --warehouse"
        )
    if place == root and not is_warehouse(root):
        others = sorted({path.name for path in root.iterdir()} - LEFT_BY_SYSTEMS)
        if others:
            raise StoreError(
                f"{root} is no warehouse and holds other files ({others[0]} ...); "
                "name an empty or a new folder with --warehouse"
            )


def why_unpublished(folder: Path) -> str:
    """Why nothing can be read from a folder that has no published snapshot."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; --warehouse names the folder of a warehouse"
    why = "" if folder.exists() else ": there is no such folder"
    return (
        f"{folder} holds no warehouse yet{why}; load something with `warraq run SOURCE --warehouse {folder}`"
    )
