"""Orchestration and all I/O of warraq.

Compiled kernels are kept beside the code. Numba looks only at a kernel's own file to tell whether it is stale, but a
kernel also holds the constants and the kernels that it was compiled with: so the folder's name carries a digest of
all files that kernels are made of.
"""

import hashlib
import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def _kernel_folder() -> Path:
    sources = sorted((_ROOT / "transforms").rglob("*.py"))
    texts = [path.read_bytes() for path in sources]
    digest = hashlib.sha256()
    for path, text in zip(sources, texts, strict=True):
        if b"kernel" in text or path.name == "characters.py" or path.parent.name == "vocabularies":
            digest.update(path.name.encode() + text)
    return _ROOT / "transforms" / "__pycache__" / f"kernels-{digest.hexdigest()[:12]}"


if os.access(_ROOT / "transforms", os.W_OK):
    os.environ.setdefault("NUMBA_CACHE_DIR", str(_kernel_folder()))
