"""Downloads a source from the web."""

import hashlib
import tempfile
import time
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import httpx

ATTEMPTS = 4
FIRST_PAUSE_SECONDS = 0.5
TIMEOUT_SECONDS = 30.0
CHUNK_BYTES = 1024 * 1024

_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


def download(url: str, folder: Path | None) -> Path:
    """Saves what lies at an http(s) address, streaming, and returns the file; raises OSError with the reason.

    `folder`: where to (created if need be); else a new temporary folder. The file keeps the suffixes of the
    address, which tell its format. Tried again with growing pauses when the network or the server fails.
    """
    place = folder or Path(tempfile.mkdtemp(prefix="warraq-download-"))
    place.mkdir(parents=True, exist_ok=True)
    suffixes = "".join(PurePosixPath(urlsplit(url).path).suffixes[-2:])
    target = place / (hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:20] + suffixes[-20:])
    pause = FIRST_PAUSE_SECONDS
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _save(url, target)
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            if code not in _WORTH_ANOTHER_TRY or attempt == ATTEMPTS:
                raise OSError(f"the server says {code} {error.response.reason_phrase}".strip()) from error
        except (httpx.TransportError, httpx.StreamError) as error:
            if attempt == ATTEMPTS:
                raise OSError(str(error) or type(error).__name__) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise OSError(str(error) or type(error).__name__) from error
        else:
            break
        time.sleep(pause)
        pause *= 2
    return target


def _save(url: str, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    with httpx.stream("GET", url, follow_redirects=True, timeout=TIMEOUT_SECONDS) as response:
        response.raise_for_status()
        with part.open("wb") as file:
            for chunk in response.iter_bytes(CHUNK_BYTES):
                file.write(chunk)
    part.replace(target)
