"""Second mentions: parts of a name alone, in an article that has named its bearer in full."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from transforms.persons.aliases import echoes, tokens_alike
from transforms.persons.evidence import Evidence
from transforms.persons.names import PROVEN, Name, Tokens, edges
from transforms.reading import Reading
from transforms.words import Integers


def taken_tokens(n: int, names: Sequence[Name]) -> npt.NDArray[np.bool_]:
    """Which of n tokens belong to a name; one more at the end belongs to none."""
    taken = np.zeros(n + 1, dtype=np.bool_)
    start, end = edges(names)
    length = end - start
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    taken[np.repeat(start, length) + offset] = True
    return taken


def without_echoes(tokens: Tokens, evidence: Evidence, names: list[Name]) -> list[Name]:
    """The names without those that repeat the end of a longer one of their article: `أبو عاقلة`, `بن يوسف`.

    They are found again as second mentions, also what is too long or too short: `أبو عاقلة الآلاف`, ولد `عباس`.
    """
    start, end = edges(names)
    long = np.flatnonzero((end - start > 2) & evidence.are_particles(tokens, end - 2))
    if not len(long):
        return names
    ends = {(names[row].document, *map(tokens.folded, (end[row] - 2, end[row] - 1))) for row in long.tolist()}
    first = np.where(end - start == 1, start - 1, start)
    gone = {
        row
        for row in np.flatnonzero(evidence.are_particles(tokens, first)).tolist()
        if (names[row].document, *map(tokens.folded, (first[row], first[row] + 1))) in ends
        and not any(evidence.is_name(tokens, token) for token in range(first[row] + 2, end[row]))
    }
    return [name for row, name in enumerate(names) if row not in gone]


def second_mentions(
    reading: Reading, tokens: Tokens, evidence: Evidence, names: Sequence[Name]
) -> list[Name]:
    """Surnames alone, then given names alone, of the full names among `names`."""
    full = [name for name in names if name.end - name.start > 1 and not name.is_of_child]
    if not full:
        return []
    taken = taken_tokens(len(tokens.kind), names)
    surnames, given = [name.end - 1 for name in full], [name.start for name in full]
    alike = tokens_alike(reading.batch, tokens.spellings, surnames + given)
    out = _found(reading, tokens, evidence, full, surnames, taken, alike)
    return out + _found(reading, tokens, evidence, full, given, taken, alike)


def _found(
    reading: Reading,
    tokens: Tokens,
    evidence: Evidence,
    full: Sequence[Name],
    parts: Sequence[int],
    taken: npt.NDArray[np.bool_],
    alike: Integers,
) -> list[Name]:
    """Names of the persons in `full` at tokens, of those `alike`, that repeat `parts`; takes the tokens."""
    out = []
    is_taken = taken.data  # of which single items are read
    free = alike[~taken[alike]]
    for token, number, clitics in echoes(reading.batch, reading.document, tokens.spellings, parts, free):
        source, part = full[number], parts[number]
        is_proven = source.known >= 0 or source.rule in PROVEN
        follows = bool(token and is_taken[token - 1])
        start = token if is_taken[token] or part == source.start else _begin(tokens, source, token, is_taken)
        if start == token:
            proves = evidence.proves_given if part == source.start else evidence.proves_surname
            if is_taken[token] or not proves(tokens, token, clitics, follows, is_proven):
                continue
            if part > source.start and evidence.is_servant(tokens, part - 1):
                continue  # الملك is not عبد الملك
            if part > source.start and evidence.is_son(tokens, token - 1):
                if not evidence.is_son(tokens, part - 1):
                    continue  # ابن القذافي is another one
                start -= 1
        before = tokens.clitics[start] if start < token else clitics
        out.append(
            Name(source.document, start, token + 1, before, "second", known=source.known, source=source)
        )
        taken[start : token + 1] = True
    return out


def _begin(tokens: Tokens, source: Name, token: int, taken: memoryview) -> int:
    """Where the stretch begins that repeats the end of a full name up to this token: `نصر الله` of `حسن نصر الله`."""
    at, part = token, source.end - 1
    while (
        part > source.start and at and not taken[at - 1] and tokens.folded(part - 1) == tokens.folded(at - 1)
    ):
        at, part = at - 1, part - 1
    return at
