"""The end of set-up: compiles the kernels and lets Prefect make its database, so that the first run is quick."""

from flows import steps
from flows.prefect_server import TemporaryServer


def main() -> None:
    """Warms what is cached on disk; doing it again costs a few seconds."""
    with TemporaryServer() as server:
        steps.prepare()
        server.wait()


if __name__ == "__main__":
    main()
