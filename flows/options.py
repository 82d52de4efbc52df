"""The options that commands share, and what their `--help` ends with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

Warehouse = Annotated[
    Path,
    typer.Option(
        "--warehouse", "-w", metavar="DIR", help="Folder of the warehouse.", envvar="WARRAQ_WAREHOUSE"
    ),
]
Collection = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Name of the collection. Default: the name of the source folder."),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="Which field of the records is our headline, body, published, author ... May be given several "
        "times; THEIRS may be a path (meta.title). Remembered for the collection.",
    ),
]
Largest = Annotated[
    int,
    typer.Option("--largest-document", metavar="MIB", help="Larger documents go to quarantine.", min=1),
]
Cores = Annotated[
    int, typer.Option("--workers", metavar="N", help="Worker processes; 0 means one for each core.", min=0)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]

LOADS = (
    "0    done, also when documents were quarantined",
    "1    stopped; the last line says why, and what was published stays",
    "2    wrong options",
    "130  interrupted (143 terminated)",
)
READS = ("0    answered", "1    not answered; the last line says why", "2    wrong options")


def after(examples: Sequence[str], codes: Sequence[str]) -> str:
    """What `--help` ends with; a backspace keeps the lines of a paragraph as they are."""
    return "\n\n".join(
        "\n".join(("\b", title, *(f"  {line}" for line in lines)))
        for title, lines in (("Examples:", examples), ("Exit codes:", codes))
    )
