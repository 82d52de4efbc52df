"""Statements as rows of fact_quotation."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.reading import Reading
from transforms.statements.reporting_forms import Verb
from transforms.statements.row_kernels import copy_spans, locate
from transforms.statements.story import COLUMNS, RULES
from transforms.tables import TABLES
from transforms.words import Integers

_SHORTEST, _LONG = 3, 5  # letters of a statement; of one that is a single noun
_START, _END, _CLITICS, _RULE = (COLUMNS.index(name) for name in ("start", "end", "clitics", "rule"))
_OF_NOUNS = [number for number, rule in enumerate(RULES) if not rule.endswith(("_that", "_colon", "_quote"))]


def distinct(reading: Reading, found: Integers) -> Integers:
    """The rows of `found` (see `story.COLUMNS`) whose span is long enough and was not met before.

    A word is long enough where the verb has it as its object (`أكد المدير استقالته`, `دعا إلى التهدئة`).
    """
    batch = reading.batch
    start, end = found[:, _START].astype(np.int64), found[:, _END].astype(np.int64)
    n_letters = batch.char_end[end - 1] - batch.char_start[start] - found[:, _CLITICS]
    _, first = np.unique(start << 34 | end << 4 | found[:, _CLITICS], return_index=True)
    is_first = np.zeros(len(found), dtype=np.bool_)
    is_first[first] = True
    is_long = (end - start > 1) | (np.isin(found[:, _RULE], _OF_NOUNS) & (n_letters >= _LONG))
    rows: Integers = found[is_first & is_long & (n_letters >= _SHORTEST)]
    return rows


def table(reading: Reading, found: Integers, verbs: Sequence[Verb], speaker_ids: pa.Array) -> pa.Table:
    """Rows of fact_quotation, one a row of `found` (see `story.COLUMNS`), no two of one span.

    `verbs`: what the column `entry` points into. `speaker_ids`: see `links`.
    """
    at = {name: found[:, column] for column, name in enumerate(COLUMNS)}
    statements = reading.spans(at["start"], at["end"], at["clitics"])
    speakers = _Spans(reading, at["speaker"], at["speaker_end"], at["speaker_clitics"])
    words = _Spans(reading, at["verb"], at["verb"] + 1, at["verb_clitics"])
    entries = pa.array(at["entry"], mask=at["entry"] < 0)
    no_speaker = at["speaker"] < 0
    columns = {
        "quotation_id": statements.row_ids(),
        **statements.columns("statement"),
        "speaker_surface": speakers.surfaces(),
        "speaker_start_char": pa.array(speakers.starts, mask=no_speaker),
        "speaker_end_char": pa.array(speakers.ends, mask=no_speaker),
        "speaker_id": speaker_ids,
        "verb": words.surfaces(),
        "verb_lemma": pa.array([verb.lemma for verb in verbs]).take(entries),
        "stance": pa.array([verb.stance for verb in verbs]).take(entries),
        "is_direct": at["is_direct"].astype(np.bool_),
        "rule": pa.array(RULES).take(pa.array(at["rule"])),
    }
    return pa.table(columns, schema=TABLES["fact_quotation"].schema)


class _Spans:
    """The code points of tokens, without so many letters of proclitics; a first token of -1 stands for none."""

    def __init__(self, reading: Reading, first: Integers, end: Integers, clitics: Integers) -> None:
        batch = reading.batch
        self._data = batch.data
        self._is_absent = first < 0
        self.starts: Integers = np.zeros(len(first), dtype=np.int32)
        self.ends: Integers = np.zeros(len(first), dtype=np.int32)
        self._bytes: npt.NDArray[np.int64] = np.zeros((len(first), 2), dtype=np.int64)
        tokens = np.column_stack([first, end, clitics])
        places = (batch.char_start, batch.char_end, batch.byte_start, batch.byte_end)
        locate(batch.data, *places, tokens, self.starts, self.ends, self._bytes)

    def surfaces(self) -> pa.Array:
        """What stands there, as text."""
        offsets = np.zeros(len(self._bytes) + 1, dtype=np.int32)
        np.cumsum(self._bytes[:, 1] - self._bytes[:, 0], out=offsets[1:])
        out = np.empty(offsets[-1], dtype=np.uint8)
        copy_spans(self._data, self._bytes, offsets, out)
        buffers = [pa.array(~self._is_absent).buffers()[1], pa.py_buffer(offsets), pa.py_buffer(out)]
        return pa.Array.from_buffers(pa.string(), len(self._bytes), buffers)
