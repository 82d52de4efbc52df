# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Who takes part in an event, as rows (PARTICIPANT) of an array `found`, whose first row holds their number."""

from transforms.events.phrases import NOBODY
from transforms.kernels import kernel, making_kernel

PARTS = ("actor", "recipient", "both", "attendee")
ACTOR, RECIPIENT, BOTH, ATTENDEE = range(len(PARTS))
PARTICIPANT = ("part", "start", "end", "mention", "level", "rank", "clitics")  # tokens; letters of proclitics
PART, START, END, MENTION, LEVEL, RANK, CLITICS = range(len(PARTICIPANT))
UNSURE = -1  # as a rank: told before, unless a statement tells better
MOST = 24  # participants of an event


@kernel
def add(found, part, start, end, mention, level, clitics):
    """Takes a participant in; `clitics`: letters of proclitics that it carries."""
    n = found[0, 0]
    if n + 1 >= len(found):
        return
    found[0, 0] = n + 1
    row = found[n + 1]
    row[PART], row[START], row[END], row[MENTION], row[LEVEL] = part, start, end, mention, level
    row[RANK], row[CLITICS] = 0, clitics


@making_kernel
def add_row(found, participant):
    """Takes a participant of another event in."""
    n = found[0, 0]
    if n + 1 < len(found):
        found[0, 0] = n + 1
        found[n + 1] = participant


@kernel
def turn(found, part, other):
    """Makes participants of one part those of another."""
    for row in range(1, found[0, 0] + 1):
        if found[row, PART] == part:
            found[row, PART] = other


@kernel
def best(found, part):
    """The highest level among the participants of a part (`BOTH` counts as either)."""
    level = NOBODY
    for row in range(1, found[0, 0] + 1):
        if found[row, PART] in (part, BOTH):
            level = max(level, found[row, LEVEL])
    return level
