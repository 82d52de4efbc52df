"""Statements as rows of fact_quotation."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from transforms.mentions import ORGANISATION, PERSON, Mention, hashed_id
from transforms.reading import Reading
from transforms.statements.reporting_forms import Verb
from transforms.statements.story import COLUMNS, RULES
from transforms.tables import TABLES
from transforms.words import Integers

_SHORTEST = 3  # letters of a statement
_RANK = {PERSON: 0, ORGANISATION: 1}
Spans = tuple[list[int], list[int]]


def table(reading: Reading, found: Integers, verbs: Sequence[Verb], mentions: Sequence[Mention]) -> pa.Table:
    """Rows of fact_quotation, one a span.

    Args:
        reading: the batch.
        found: a row for each statement, see `story.COLUMNS`, with trimmed ends.
        verbs: the vocabulary that the column `entry` points into.
        mentions: in reading order; they give the speakers their ids.
    """
    at = {name: found[:, column] for column, name in enumerate(COLUMNS)}
    starts, ends = _spans(reading, at["start"], at["end"], at["clitics"])
    documents = at["document"].tolist()
    rows = _distinct(documents, starts, ends)
    if len(rows) < len(found):
        return table(reading, found[rows], verbs, mentions)
    ids = [reading.ids[document] for document in documents]
    texts = [reading.texts[document] for document in documents]
    has_speaker = at["speaker"] >= 0
    speakers = _spans(
        reading, np.maximum(at["speaker"], 0), np.maximum(at["speaker_end"], 1), at["speaker_clitics"]
    )
    words = _spans(reading, at["verb"], at["verb"] + 1, at["verb_clitics"])
    entries = [verbs[entry] if entry >= 0 else None for entry in at["entry"].tolist()]
    sentence = reading.sentence[at["start"]]
    numbers = reading.sentences.sentence_no
    columns = {
        "quotation_id": [hashed_id(*parts) for parts in zip(ids, starts, ends, strict=True)],
        "article_id": ids,
        "sentence_no": pa.array(numbers[sentence] if len(numbers) else sentence, mask=sentence < 0),
        "start_char": starts,
        "end_char": ends,
        "statement": _surfaces(texts, (starts, ends)),
        "speaker_surface": pa.array(_surfaces(texts, speakers), mask=~has_speaker),
        "speaker_start_char": pa.array(speakers[0], pa.int32(), mask=~has_speaker),
        "speaker_end_char": pa.array(speakers[1], pa.int32(), mask=~has_speaker),
        "speaker_id": _speaker_ids(at["speaker"].tolist(), at["speaker_end"].tolist(), mentions),
        "verb": _surfaces(texts, words),
        "verb_lemma": [entry.lemma if entry else None for entry in entries],
        "stance": [entry.stance if entry else None for entry in entries],
        "is_direct": at["is_direct"].astype(np.bool_),
        "rule": [RULES[rule] for rule in at["rule"].tolist()],
    }
    return pa.table(columns, schema=TABLES["fact_quotation"].schema)


def _spans(reading: Reading, start: Integers, end: Integers, clitics: Integers) -> Spans:
    """Code points of tokens, without so many letters of proclitics."""
    starts, ends = reading.batch.char_start[start].tolist(), reading.batch.char_end[end - 1].tolist()
    for row in np.flatnonzero(clitics).tolist():
        starts[row], _ = reading.span(int(start[row]), int(end[row]), int(clitics[row]))
    return starts, ends


def _surfaces(texts: Sequence[str], spans: Spans) -> list[str]:
    return [text[start:end] for text, start, end in zip(texts, *spans, strict=True)]


def _distinct(documents: Sequence[int], starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """The rows whose span is long enough and was not met before."""
    rows: dict[tuple[int, int, int], int] = {}
    for row, span in enumerate(zip(documents, starts, ends, strict=True)):
        if span[2] - span[1] >= _SHORTEST:
            rows.setdefault(span, row)
    return list(rows.values())


def _speaker_ids(starts: Sequence[int], ends: Sequence[int], mentions: Sequence[Mention]) -> list[str | None]:
    """The entity of the first person named in a speaker's words, else of the first organisation, else place."""
    if not mentions:
        return [None] * len(starts)
    firsts = [mention.start for mention in mentions]
    found = []
    for start, end in zip(starts, ends, strict=True):
        inside = mentions[bisect_left(firsts, start) : bisect_left(firsts, end)] if start >= 0 else ()
        best = min(inside, key=lambda mention: _RANK.get(mention.entity_type, len(_RANK)), default=None)
        found.append(best.entity_id if best else None)
    return found
