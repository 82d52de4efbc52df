"""From raw fields to clean text: the second step of a shard.

Fields of records are freed of markup and cleaned; a plain-text file stays exactly as it was decoded. The text
of an article is its levels and its body, one below the other.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms.clean import clean_column
from transforms.formats.html_fragment import to_plain
from transforms.words import buffers

PLAIN_TEXT = "text/plain"
EMPTY = "empty: no text in it"
NO_ARABIC = "no letter of Arabic script"
LEVELS = ("headline", "kicker", "subheadline")
CLEANED = (*LEVELS, "body", "abstract", "author", "section")
KEPT = ("url", "document_number", "source", "published", "updated", "crawled", "language")

# Letters only: digits, marks and punctuation of the script do not make a text Arabic.
_ARABIC_LETTER = (
    "[\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u0887\u08a0-\u08c9"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
)


def normalise(raw: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Clean documents, and those that hold nothing to load.

    Args:
        raw: a raw shard, n rows, with the columns `raw_zone.SHARD` names.

    Returns:
        The clean shard: `row` (in raw), identity and provenance, the cleaned and kept fields, `body_start` and
        `text`. And (`row`, `reason`) of each document without text or without an Arabic letter.
    """
    is_plain = pc.equal(raw["media_type"], PLAIN_TEXT)
    columns = {name: _cleaned(raw[name]) for name in CLEANED}
    body = pc.if_else(pc.equal(columns["body"], ""), columns["abstract"], columns["body"])
    body = pc.if_else(is_plain, raw["body"], body)
    head = _joined([columns[name] for name in LEVELS])
    text = _joined([pc.if_else(_is_repeated(head, body), "", head), body])
    has_text = pc.match_substring_regex(text, "\\S")
    has_arabic = pc.match_substring_regex(text, _ARABIC_LETTER)
    head_length = pc.utf8_length(head)
    is_whole = pc.or_(pc.equal(head, ""), pc.equal(body, ""))
    clean = pa.table(
        {
            "row": pa.array(range(len(raw)), pa.int64()),
            **{
                name: raw[name]
                for name in ("article_id", "source_uri", "collection", "raw_sha256", "seen_at", "run_id")
            },
            **columns,
            **{name: pc.utf8_trim_whitespace(raw[name]) for name in KEPT if name != "url"},
            "url": raw["url"],
            "body_start": pc.add(head_length, pc.if_else(is_whole, 0, 1)),
            "text": text,
        }
    )
    reason = pc.if_else(has_text, NO_ARABIC, EMPTY)
    refused = pa.table({"row": clean["row"], "reason": reason}).filter(pc.invert(has_arabic))
    return clean.filter(has_arabic) if len(refused) else clean, refused


def _cleaned(column: pa.ChunkedArray) -> pa.Array:
    """Markup to plain text where there is any, then the steps of `clean`."""
    texts = column.combine_chunks()
    marked = _has_markup(texts)
    if marked.any():
        mask = pa.array(marked)
        plain = [to_plain(text) for text in texts.filter(mask).to_pylist()]
        texts = pc.replace_with_mask(texts, mask, pa.array(plain, pa.large_string()))
    return clean_column(texts)


def _has_markup(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Whether each text has a character that begins a tag or an entity, shape (n,)."""
    data, offsets = buffers(texts)
    data = data[: offsets[-1]]
    at = np.flatnonzero((data == ord("<")) | (data == ord("&")))
    found = np.zeros(len(texts), dtype=np.bool_)
    found[np.searchsorted(offsets, at[at >= offsets[0]], side="right") - 1] = True
    return found


def _is_repeated(head: pa.Array, body: pa.Array) -> pa.Array:
    """Whether the body begins with the levels already, as many feeds have it; then they are not written twice."""
    n = 24  # bytes that leave few candidates
    begins = (pc.binary_slice(column.cast(pa.large_binary()), 0, n) for column in (head, body))
    alike = pc.and_(pc.equal(*begins), pc.not_equal(head, ""))
    repeated = np.zeros(len(head), dtype=np.bool_)
    for row in pc.indices_nonzero(alike).to_pylist():
        repeated[row] = body[row].as_py().startswith(head[row].as_py() + "\n")
    return pa.array(repeated)


def _joined(columns: list[pa.Array]) -> pa.Array:
    """Texts one below the other, empty ones left out."""
    joined = columns[0]
    for column in columns[1:]:
        separator = pc.if_else(pc.or_(pc.equal(joined, ""), pc.equal(column, "")), "", "\n")
        joined = pc.binary_join_element_wise(joined, column, separator.cast(pa.large_string()))
    return joined
