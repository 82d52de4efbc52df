"""Orchestration and all I/O of warraq.

Compiled kernels are kept beside the code. Numba looks only at a kernel's own file to tell whether it is stale, but a
kernel also holds the constants and the kernels that it was compiled with: so the folder's name carries a digest of
all files that kernels are made of.
"""

import hashlib
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_KEPT_SECONDS = 24 * 60 * 60


def _kernel_folder() -> Path:
    sources = sorted((_ROOT / "transforms").rglob("*.py"))
    texts = [path.read_bytes() for path in sources]
    digest = hashlib.sha256()
    for path, text in zip(sources, texts, strict=True):
        if b"kernel" in text or path.name == "characters.py" or path.parent.name == "vocabularies":
            digest.update(path.name.encode() + text)
    return _ROOT / "transforms" / "__pycache__" / f"kernels-{digest.hexdigest()[:12]}"


def _use(folder: Path) -> None:
    """Marks a folder of kernels as used now; a new one takes the place of those that nobody has used for a day.

    Who still works with one of these compiles again what he misses: numba takes a lost file for one never written.
    """
    if not folder.exists():
        for other in folder.parent.glob("kernels-*"):
            with suppress(OSError):
                if time.time() - other.stat().st_mtime > _KEPT_SECONDS:
                    shutil.rmtree(other, ignore_errors=True)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)


if os.access(_ROOT / "transforms", os.W_OK) and "NUMBA_CACHE_DIR" not in os.environ:
    _FOLDER = _kernel_folder()
    _use(_FOLDER)
    os.environ["NUMBA_CACHE_DIR"] = str(_FOLDER)
