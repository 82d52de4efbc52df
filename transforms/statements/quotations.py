"""Who said what: the statements that an article reports, each with its speaker, verb and exact content.

Every form of a reporting verb and every source frame is looked at from left to right (`story`). The frame
says where the content begins (`frames`), the words between are the speaker (`speakers`); where
there are none, the speaker of the statement before goes on. A statement ends with its sentence or its quotation, or
where the next reporting verb of the same level begins.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.lexicons import Row
from transforms.names import Names
from transforms.reading import Reading
from transforms.sentences import KINDS
from transforms.statements import rows
from transforms.statements.columns import COLUMNS
from transforms.statements.complements import FRAME_BITS
from transforms.statements.kernels import trim_ends, trim_speakers, trim_starts
from transforms.statements.links import Links
from transforms.statements.reporting_forms import ReportingVerbs
from transforms.statements.story import tell
from transforms.statements.surroundings import OrdinaryWords, mark_names, proclitics
from transforms.statements.symbols import NEVER, PAPER, RELATION, VOICE, StatementSymbols, mask
from transforms.vocabularies.statements import ADDING, PROOFS
from transforms.words import Integers

_START, _END, _SPEAKER, _SPEAKER_END, _SPEAKER_CLITICS, _IS_DIRECT = (
    COLUMNS.index(name) for name in ("start", "end", "speaker", "speaker_end", "speaker_clitics", "is_direct")
)
_WHO = [COLUMNS.index(name) for name in ("document", "speaker", "speaker_end", "speaker_clitics")]
_HEADLINES = [KINDS.index(kind) for kind in ("headline", "kicker", "subheadline")]


class Statements:
    """Finds statements; built from the rows of `reporting_verbs` and `speaker_words`, and the ordinary words."""

    def __init__(self, verbs: Iterable[Row], words: Iterable[Row], ordinary: OrdinaryWords) -> None:
        listed = list(words)
        self._ordinary = ordinary
        self._links = Links(
            *({row["word"] for row in listed if row["kind"] == kind} for kind in (PAPER, RELATION, VOICE))
        )
        self._verbs = ReportingVerbs(verbs, {row["word"] for row in listed if row["kind"] == NEVER})
        self._symbols = StatementSymbols(self._verbs, listed)
        self._entries = np.array(
            [
                (
                    sum(FRAME_BITS[frame] for frame in verb.frames),
                    PROOFS.index(verb.proof),
                    verb.can_be_passive,
                    verb.stance == ADDING,
                )
                for verb in self._verbs.verbs
            ],
            dtype=np.int32,
        )

    def find(self, reading: Reading, names: Names) -> pa.Table:
        """Rows of fact_quotation; names bound the speakers and give them their ids."""
        batch = reading.batch
        of_words, clitics_of_words = self._symbols.of_words(batch)
        bits = of_words[batch.word]
        words = self._reporting_words(reading, of_words)
        mark_names(bits, batch, names.spans, words[:, 0])
        self._ordinary.mark(batch, bits)
        kinds = reading.sentences.kind
        is_headline = np.append(
            np.isin(kinds, _HEADLINES), False
        )  # the last stands for tokens in no sentence
        n_headlines = int(is_headline.sum())
        out = np.empty((len(words) + n_headlines + 1, len(COLUMNS)), dtype=np.int32)
        n = tell(
            bits,
            batch.data,
            batch.byte_start,
            batch.byte_end,
            reading.sentence,
            reading.document,
            is_headline,
            words,
            self._entries,
            out,
        )
        found = out[:n]
        trim_ends(bits, found[:, _START], found[:, _END])
        found = found[found[:, _END] > found[:, _START]]
        trim_starts(bits, found[:, _START], found[:, _END], found[:, _IS_DIRECT])
        trim_speakers(bits, found[:, _SPEAKER], found[:, _SPEAKER_END])
        joined = np.flatnonzero((found[:, _SPEAKER] >= 0) & (found[:, _SPEAKER_CLITICS] == 0))
        speakers = batch.word[found[joined, _SPEAKER]]
        kinds = of_words[speakers] & mask("speaker|for_speaker|definite")
        has_lam = kinds == mask("for_speaker")  # `شكر لوزير الداخلية الذي أكد`; `للوزير` stays whole
        has_and = (kinds & mask("speaker")) > 0  # `ووزير الداخلية أكد`
        of_roles = np.where(has_and, clitics_of_words[speakers], has_lam)
        of_names = proclitics(batch, names.spans, found[joined, _SPEAKER])  # `وموسكو`
        found[joined, _SPEAKER_CLITICS] = np.maximum(of_roles, of_names)
        found = rows.distinct(reading, found)
        speaker_ids = self._links.ids(batch, bits, names, found[:, _WHO])
        return rows.table(reading, found, self._verbs.verbs, speaker_ids)

    def _reporting_words(self, reading: Reading, bits: npt.NDArray[np.uint64]) -> Integers:
        """Token, verb (-1 for a source), form, proclitics, FEMININE | COMPLETE | TOLD of each; shape (n, 5)."""
        batch = reading.batch
        found = self._verbs.of_words(batch)
        is_wanted = (found[:, 0] >= 0) | ((bits & mask("source|extent")) > 0)
        tokens = np.flatnonzero(is_wanted[batch.word])
        return np.column_stack([tokens, found[batch.word[tokens]]]).astype(np.int32)
