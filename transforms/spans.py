"""Stretches of the texts of a batch as columns of a table: article, sentence, code points, surface, id."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms import row_kernels
from transforms.words import Bytes, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """n stretches; code points and bytes, the bytes counted from the beginning of the batch.

    `sentence_no`: of its first token, NULL for one in no sentence.
    """

    data: Bytes
    ids: pa.Array
    document: Integers
    start_char: Integers
    end_char: Integers
    start_byte: Integers
    end_byte: Integers
    sentence_no: pa.Array

    def columns(self, surface: str = "surface") -> dict[str, pa.Array | Integers]:
        """What all tables of facts say of a row's place; `surface`: what its words are called."""
        return {
            "article_id": self.article_id(),
            "sentence_no": self.sentence_no,
            "start_char": self.start_char,
            "end_char": self.end_char,
            surface: self.surface(),
        }

    def article_id(self) -> pa.Array:
        """The id of each one's article."""
        return self.ids.take(pa.array(self.document))

    def surface(self) -> pa.Array:
        """What stands there."""
        offsets = np.empty(len(self.document) + 1, dtype=np.int32)
        bounds = (self.data, self.start_byte, self.end_byte)
        out = np.empty(int((self.end_byte - self.start_byte).sum()), dtype=np.uint8)
        row_kernels.copy_stretches(*bounds, out, offsets)
        return pa.StringArray.from_buffers(len(self.document), pa.py_buffer(offsets), pa.py_buffer(out))

    def row_ids(self, kind: npt.NDArray[np.integer] | int = 0) -> pa.Array:
        """Sixteen hexadecimal digits for each, the same on every machine.

        `kind` tells rows of one span apart. Within an article no two are alike.
        """
        n = len(self.document)
        texts = np.empty(len(self.ids), dtype=np.uint64)
        _, offsets, data = self.ids.buffers()
        bounds = np.frombuffer(offsets, dtype=np.int32)[: len(self.ids) + 1]
        row_kernels.hash_strings(np.frombuffer(data or b"", dtype=np.uint8), bounds, texts)
        kinds = np.broadcast_to(np.asarray(kind, dtype=np.int64), n).copy()
        out = np.empty((n, row_kernels.ID_DIGITS), dtype=np.uint8)
        row_kernels.write_ids(texts, self.document, self.start_char, self.end_char, kinds, out)
        places = np.arange(n + 1, dtype=np.int32) * row_kernels.ID_DIGITS
        return pa.StringArray.from_buffers(n, pa.py_buffer(places), pa.py_buffer(out))
