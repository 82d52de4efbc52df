"""Names that an article gives in full once and goes on with by their specific part: شركة شيودا, then شيودا.

What is no ordinary word (شيودا, NRSA) is the name wherever it stands again. Of ordinary words only two subjects are
(الهيئة العامة للغذاء والدواء, then «الغذاء والدواء» تحذر), where no word stands before them that they may belong to,
and one in quotation marks or at the head of a line (وزارة التجارة, then «التجارة» تحذر, التجارة: لا زيادة).
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from transforms import characters as ch
from transforms.mentions import ORGANISATION, Mention
from transforms.organisations.around import IS_QUOTE
from transforms.organisations.words import mask
from transforms.places.heads import elsewhere
from transforms.reading import Reading
from transforms.symbols import ARTICLE, LAM, WAW, Bits
from transforms.words import Integers

_SUBJECT = mask("topic|definite|plain")
_BEGINS = np.isin(range(256), (ch.NEWLINE, ch.END))
_SPECIFIC = ("organisation_foreign", "organisation_acronym")
_SUBJECTS = re.compile(rf"(?:^|.*\s)(?:{LAM}{LAM}|{ARTICLE})(?P<first>\w+)\s{WAW}{ARTICLE}(?P<second>\w+)")


def again(reading: Reading, tokens: Bits, found: Sequence[Mention], towns: Integers) -> list[Mention]:
    """The other mentions of the organisations `found`, by the specific part of their names.

    `towns`: for each token the end of the place that begins there, or 0.
    """
    starts = {one.start: one.end for one in found}
    mentions: list[Mention] = []
    for (document, name), one in _names(reading, tokens, found, towns).items():
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
    return mentions + _by_subject(reading, tokens, found)


def _by_subject(reading: Reading, tokens: Bits, found: Sequence[Mention]) -> list[Mention]:
    """Ministries and the like by the first subject of their names, in quotation marks or before a colon."""
    kind = reading.batch.kind
    before, behind = np.roll(kind, 1), np.roll(kind, -1)  # an end stands before and behind every article
    is_marked = (IS_QUOTE[before] & IS_QUOTE[behind]) | (_BEGINS[before] & (behind == ch.COLON))
    is_marked &= (tokens & _SUBJECT) == _SUBJECT
    quoted: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at in np.flatnonzero(is_marked).tolist():
        quoted[int(reading.document[at]), reading.surface(at, at + 1)].append(at)
    documents = {document for document, _ in quoted}
    named: dict[tuple[int, str], Mention] = {}
    for one in found:
        if one.document in documents and tokens[one.start] & mask("takes_conjunction"):
            named.setdefault((one.document, _first_subject(reading, tokens, one)), one)
    return [
        Mention(
            one.document, at, at + 1, 0, ORGANISATION, one.name, one.entity_id,
            country=one.country, rule="organisation_again",
        )
        for key, one in named.items()
        for at in quoted.get(key, ())
    ]  # fmt: skip


def _first_subject(reading: Reading, tokens: Bits, one: Mention) -> str:
    """التجارة of وزارة التجارة والصناعة, السياحة of الهيئة العامة للسياحة; nothing where the name has none."""
    at = one.start + 1
    if tokens[one.start] & mask("definite"):
        while at < one.end and tokens[at] & mask("plain"):
            at += 1
    if at >= one.end or not tokens[at] & mask("topic"):
        return ""
    return re.sub(rf"^{LAM}{LAM}", ARTICLE, reading.surface(at, at + 1))


def _names(
    reading: Reading, tokens: Bits, found: Sequence[Mention], towns: Integers
) -> dict[tuple[int, str], Mention]:
    """The specific part of each name, by document and text, with the mention that gives it first."""
    names: dict[tuple[int, str], Mention] = {}
    subject = mask("joined|definite|topic")
    ends = np.array([one.end for one in found], dtype=np.int64)
    of_subjects = ((tokens[ends - 1] & subject) == subject).tolist()
    for one, is_of_subjects in zip(found, of_subjects, strict=True):
        if one.rule in _SPECIFIC:
            part = _specific(reading, tokens, one, towns)
        elif is_of_subjects:
            match = _SUBJECTS.fullmatch(reading.surface(one.start, one.end))
            part = f"{ARTICLE}{match['first']} {WAW}{ARTICLE}{match['second']}" if match else ""
        else:
            continue
        if part:
            names.setdefault((one.document, part), one)
    return names


def _specific(reading: Reading, tokens: Bits, one: Mention, towns: Integers) -> str:
    """The words of a name that are no ordinary ones, behind its head; none where they are or may be a place's.

    بلدية شيودا and جامعة شيودا stand in شيودا; what may be written in marks (نادي «شيودا») bears a name of its own.
    """
    if tokens[one.start] & mask("takes_place") and not tokens[one.start] & mask(
        "takes_quoted|takes_enclosed"
    ):
        return ""
    start = one.start + int(tokens[one.start] & mask("head") > 0)
    end = start
    while end < one.end and tokens[end] & mask("unknown|latin"):
        end += 1
    is_given = end == start + 1 and tokens[start] & mask("given")
    return "" if end == start or is_given or towns[start] else reading.surface(start, end)


def _belongs(reading: Reading, start: int) -> bool:
    """Whether a word stands right before, as in سلامة الغذاء والدواء."""
    return bool(reading.batch.kind[max(start - 1, 0)] == ch.WORD) and start > 0
