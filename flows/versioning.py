"""Which rules made a snapshot: the version of the code's rules and a digest of the vocabulary."""

import hashlib
from functools import cache

from flows import seeds
from transforms.shard import RULES_VERSION


@cache
def rules_version() -> str:
    """Differs whenever a rule or a row of `seeds/` does."""
    digest = hashlib.sha256()
    for path in sorted(seeds.seeds_folder().glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return f"{RULES_VERSION}+{digest.hexdigest()[:10]}"
