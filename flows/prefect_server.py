"""A Prefect server for one run, for those who have none running.

Prefect's own temporary server outlives a run that is killed. This one is the same application in a child
process that watches a pipe from the run: when the run ends, however it ends, the pipe closes and the server
stops. It keeps its records in Prefect's usual database, so that `prefect server start` shows them later.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

START_SECONDS = 120
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the command line says itself what went wrong
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
}
_FOR_ONE_RUN = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


class ServerError(Exception):
    """The temporary Prefect server did not come up."""


def configured() -> bool:
    """Whether Prefect already knows of a server, told without importing Prefect (which takes two seconds)."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH", home / "profiles.toml"))
    try:
        told = tomllib.loads(profiles.read_text("utf-8"))
        active = os.environ.get("PREFECT_PROFILE", told.get("active", ""))
        return bool(told.get("profiles", {}).get(active, {}).get("PREFECT_API_URL"))
    except (OSError, ValueError, AttributeError):
        return False


class TemporaryServer:
    """Starts at once, is waited for when it is needed; a context manager. Sets PREFECT_API_URL for this process.

    With `schedules` it is Prefect's whole server, scheduler and UI included. Prefect may be imported only
    afterwards, since it reads its settings then.
    """

    def __init__(self, schedules: bool = False) -> None:
        for name, value in QUIET.items():
            os.environ.setdefault(name, value)
        self._child: subprocess.Popen[bytes] | None = None
        self.ui: str | None = None
        if configured():
            return
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.ui = f"http://127.0.0.1:{port}" if schedules else None
        whole = {"PREFECT_UI_API_URL": f"http://127.0.0.1:{port}/api"}
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 - closed on exit
        self._address = f"http://127.0.0.1:{port}/api"
        self._child = subprocess.Popen(
            [sys.executable, "-m", "flows.prefect_server", str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._told,
            env={**os.environ, **(whole if schedules else _FOR_ONE_RUN)},
            process_group=0,  # Ctrl-C is for the run, which stops its server last
        )
        os.environ["PREFECT_API_URL"] = self._address

    def __enter__(self) -> Self:
        return self

    def wait(self) -> None:
        """Returns when the server answers.

        Raises:
            ServerError: it ended or did not answer within START_SECONDS.
        """
        if self._child is None:
            return
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._child.poll() is not None:
                self._told.seek(0)
                last = self._told.read().decode(errors="replace").strip().rpartition("\n")[2]
                raise ServerError(f"Prefect's server ended at once: {last}")
            try:
                with urllib.request.urlopen(f"{self._address}/health", timeout=2) as answer:  # noqa: S310
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise ServerError(f"Prefect's server did not answer within {START_SECONDS} seconds")

    def __exit__(self, *_: object) -> None:
        if self._child is None:
            return
        os.environ.pop("PREFECT_API_URL", None)
        self._child.terminate()
        try:
            self._child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        if self._child.stdin is not None:
            self._child.stdin.close()
        self._told.close()


def _die_with_parent() -> None:
    while os.read(0, 1024):  # returns nothing when the other end of the pipe closes
        pass
    os._exit(0)


def _serve(port: int) -> None:
    threading.Thread(target=_die_with_parent, daemon=True).start()
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan="on",
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
