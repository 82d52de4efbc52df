"""Names that an article gives in full once and goes on with by their specific part: شركة شيودا, then شيودا.

What is no ordinary word (شيودا, NRSA) is the name wherever it stands again. Of ordinary words only two subjects are
(الهيئة العامة للغذاء والدواء, then «الغذاء والدواء» تحذر), where no word stands before them that they may belong to.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from transforms import characters as ch
from transforms.mentions import Mention
from transforms.places.heads import elsewhere
from transforms.reading import Reading
from transforms.symbols import ARTICLE, LAM, WAW, Bits

_SPECIFIC = ("organisation_foreign", "organisation_acronym")
_SUBJECTS = re.compile(rf"(?:^|.*\s)(?:{LAM}{LAM}|{ARTICLE})(?P<first>\w+)\s{WAW}{ARTICLE}(?P<second>\w+)")


def again(reading: Reading, tokens: Bits, bit: Mapping[str, int], found: Sequence[Mention]) -> list[Mention]:
    """The other mentions of the organisations `found`, by the specific part of their names."""
    starts = {one.start: one.end for one in found}
    mentions: list[Mention] = []
    for (document, name), one in _names(reading, tokens, bit, found).items():
        is_word = name.startswith(ARTICLE)
        for start, end, clitics in elsewhere(reading, document, name):
            if start in starts or (is_word and (clitics or _belongs(reading, start))):
                continue
            mentions.append(
                Mention(
                    document, start, end, clitics, one.entity_type, one.name, one.entity_id,
                    country=one.country, rule="organisation_again",
                )
            )  # fmt: skip
    return mentions


def _names(
    reading: Reading, tokens: Bits, bit: Mapping[str, int], found: Sequence[Mention]
) -> dict[tuple[int, str], Mention]:
    """The specific part of each name, by document and text, with the mention that gives it first."""
    names: dict[tuple[int, str], Mention] = {}
    subject = np.uint64(bit["joined"] | bit["definite"] | bit["topic"])
    ends = np.array([one.end for one in found], dtype=np.int64)
    of_subjects = ((tokens[ends - 1] & subject) == subject).tolist()
    for one, is_of_subjects in zip(found, of_subjects, strict=True):
        if one.rule in _SPECIFIC:
            part = _specific(reading, tokens, bit, one)
        elif is_of_subjects:
            match = _SUBJECTS.fullmatch(reading.surface(one.start, one.end))
            part = f"{ARTICLE}{match['first']} {WAW}{ARTICLE}{match['second']}" if match else ""
        else:
            continue
        if part:
            names.setdefault((one.document, part), one)
    return names


def _specific(reading: Reading, tokens: Bits, bit: Mapping[str, int], one: Mention) -> str:
    """The words of a name that are no ordinary ones, behind its head."""
    start = one.start + int(int(tokens[one.start]) & bit["head"] > 0)
    end = start
    while end < one.end and int(tokens[end]) & (bit["unknown"] | bit["latin"]):
        end += 1
    is_given = end == start + 1 and int(tokens[start]) & bit["given"]
    return "" if end == start or is_given else reading.surface(start, end)


def _belongs(reading: Reading, start: int) -> bool:
    """Whether a word stands right before, as in سلامة الغذاء والدواء."""
    return bool(reading.batch.kind[max(start - 1, 0)] == ch.WORD) and start > 0
