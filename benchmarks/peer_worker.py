"""Runs in the peers' environment, without warraq: folds texts with one peer and prints its CPU seconds as JSON.

python peer_worker.py PEER TEXTS.json FOLDED.json
"""

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Step = Callable[[str], str]


def _pyarabic() -> list[Step]:
    from pyarabic import araby  # type: ignore[import-not-found,unused-ignore]

    # normalize_alef is left out: it makes an alef of every alef maqsura.
    return [
        araby.strip_tashkeel,
        araby.strip_tatweel,
        araby.normalize_ligature,
        lambda text: araby.normalize_hamza(text, method="tasheel"),
        araby.normalize_teh,
    ]


def _camel_tools() -> list[Step]:
    from camel_tools.utils import normalize  # type: ignore[import-not-found,unused-ignore]
    from camel_tools.utils.dediac import dediac_ar  # type: ignore[import-not-found,unused-ignore]

    return [
        normalize.normalize_unicode,
        dediac_ar,
        normalize.normalize_alef_ar,
        normalize.normalize_alef_maksura_ar,
        normalize.normalize_teh_marbuta_ar,
    ]


PEERS = {"pyarabic": _pyarabic, "camel-tools": _camel_tools}


def main(peer: str, source: Path, target: Path) -> None:
    texts = json.loads(source.read_text("utf-8"))
    steps = PEERS[peer]()

    def fold(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    for text in texts[:200]:
        fold(text)
    start = time.process_time()
    folded = [fold(text) for text in texts]
    seconds = time.process_time() - start
    target.write_text(json.dumps(folded), "utf-8")
    print(json.dumps({"seconds": seconds, "version": importlib.metadata.version(peer)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
