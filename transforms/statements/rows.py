"""Statements as rows of fact_quotation."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.reading import Reading
from transforms.statements.columns import COLUMNS, RULES
from transforms.statements.reporting_forms import Verb
from transforms.tables import TABLES
from transforms.words import Integers

_SHORTEST, _LONG = 3, 5  # letters of a statement; of one that is a single noun
_START, _END, _CLITICS, _RULE = (COLUMNS.index(name) for name in ("start", "end", "clitics", "rule"))
_OF_NOUNS = [number for number, rule in enumerate(RULES) if not rule.endswith(("_that", "_colon", "_quote"))]


def distinct(reading: Reading, found: Integers) -> Integers:
    """The rows of `found` (see `columns.COLUMNS`) whose span is long enough and was not met before.

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
    """Rows of fact_quotation, one a row of `found` (see `columns.COLUMNS`), no two of one span.

    `verbs`: what the column `entry` points into. `speaker_ids`: see `links`.
    """
    at = {name: found[:, column] for column, name in enumerate(COLUMNS)}
    statements = reading.spans(at["start"], at["end"], at["clitics"])
    is_told, is_said = at["speaker"] >= 0, at["verb"] >= 0
    speakers = reading.spans(*(at[name][is_told] for name in ("speaker", "speaker_end", "speaker_clitics")))
    words = reading.spans(at["verb"][is_said], at["verb"][is_said] + 1, at["verb_clitics"][is_said])
    speaker, word = _places(is_told), _places(is_said)
    entries = pa.array(at["entry"], mask=at["entry"] < 0)
    columns = {
        "quotation_id": statements.row_ids(),
        **statements.columns("statement"),
        "speaker_surface": speakers.surface().take(speaker),
        "speaker_start_char": pa.array(speakers.start_char).take(speaker),
        "speaker_end_char": pa.array(speakers.end_char).take(speaker),
        "speaker_id": speaker_ids,
        "verb": words.surface().take(word),
        "verb_lemma": pa.array([verb.lemma for verb in verbs]).take(entries),
        "stance": pa.array([verb.stance for verb in verbs]).take(entries),
        "is_direct": at["is_direct"].astype(np.bool_),
        "rule": pa.array(RULES).take(pa.array(at["rule"])),
    }
    return pa.table(columns, schema=TABLES["fact_quotation"].schema)


def _places(is_there: npt.NDArray[np.bool_]) -> pa.Array:
    """The place of each row among those that are there, NULL for the others."""
    return pa.array(np.cumsum(is_there) - 1, mask=~is_there)
