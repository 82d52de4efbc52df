"""The whole path of a shard, top to bottom: raw fields → clean text → rows of every table.

Pure: the steps of the flow in `flows/steps.py` read and write the files around these functions.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from transforms import facts, sentences, tables, words
from transforms.knowledge import Knowledge
from transforms.metadata.article import ArticleParts
from transforms.metadata.language import language
from transforms.metadata.outlets import host_of
from transforms.metadata.published import published
from transforms.normalise import CLEANED, KEPT, normalise
from transforms.reading import Reading
from transforms.sentences import Part

__all__ = ["RULES_VERSION", "Knowledge", "normalise", "parse_metadata", "warm"]

RULES_VERSION = "2"
FOUND = (
    "source_id", "headline", "kicker", "subheadline", "byline", "authors", "dateline", "dateline_place",
    "dateline_source", "language", "published_at", "published_date", "published_date_method", "published_after",
    "published_before",
)  # fmt: skip
HASHED = tuple(name for name in (*CLEANED, *KEPT) if name not in ("body", "crawled"))
ASKED = (
    "headline", "kicker", "subheadline", "author", "url", "source", "published", "updated", "crawled", "body_start",
    "text",
)  # fmt: skip


def parse_metadata(clean: pa.Table, knowledge: Knowledge, with_facts: bool = True) -> dict[str, pa.Table]:
    """The rows of every segmented table for a clean shard (see `normalise`), and the versions it holds.

    `versions` has a row for each document, (article_id, content_sha256, headline). The other tables have one
    article for each article_id: where a shard holds several versions of one, the last change. Without
    `with_facts` (the benchmark measures them apart) the tables of facts are left out.
    """
    hashes = content_hashes(clean)
    rows = current_rows(_values(clean["article_id"]), hashes)
    asked = zip(*(_values(clean[name]) for name in ASKED), strict=True)
    records = [dict(zip(ASKED, row, strict=True)) for row in asked]
    parts = [_parts(record, knowledge) for record in records]
    versions = {
        "article_id": clean["article_id"],
        "content_sha256": pa.array(hashes),
        "headline": pa.array([part.headline or None for _, part in parts], pa.string()),
    }
    chosen = clean if len(rows) == len(clean) else clean.take(rows)
    kept = [parts[row] for row in rows]
    batch = words.tokenise(chosen["text"].combine_chunks())
    found = sentences.split(batch, [_sentence_parts(part) for _, part in kept], knowledge.abbreviations)
    ids = chosen["article_id"].combine_chunks()
    counts = {"n_words": batch.n_words, "n_sentences": found.counts(len(ids))}
    articles = [_article(records[row], *parts[row], knowledge) for row in rows]
    texts = [records[row]["text"] for row in rows]
    reading = Reading(_values(ids), texts, articles, [part for _, part in kept], batch, found)
    found_facts = facts.find(reading, knowledge) if with_facts else {}  # dates sharpen bounds of articles
    return {
        "versions": pa.table(versions),
        "fact_article": _fact_article(chosen, [hashes[row] for row in rows], articles, counts),
        "fact_sentence": found.table(ids),
        "search_text": _search_text(ids, batch, articles),
        **found_facts,
    }


def _values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """A column as a list; by way of NumPy, since `to_pylist` makes a scalar of every value."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    values: list[Any] = column.to_numpy(zero_copy_only=False).tolist()
    return values


def content_hashes(clean: pa.Table) -> list[str]:
    """The sha256 of text and mapped metadata of each row, without crawl fields."""
    data, offsets = words.buffers(clean["text"].combine_chunks())
    texts = data.data  # the bytes as they are: text and metadata are joined by a zero byte
    fields = zip(*(_values(clean[name]) for name in HASHED), strict=True)
    hashes = []
    for (start, end), values in zip(pairwise(offsets.tolist()), fields, strict=True):
        hashed = hashlib.sha256(texts[start:end])
        hashed.update("\0".join(("", *values)).encode())
        hashes.append(hashed.hexdigest())
    return hashes


def current_rows(ids: list[str], hashes: list[str]) -> list[int]:
    """For each article the row that begins its last version in the shard, in the order of the rows."""
    newest: dict[str, int] = {}
    for row, (article, content) in enumerate(zip(ids, hashes, strict=True)):
        if article not in newest or hashes[newest[article]] != content:
            newest[article] = row
    return sorted(newest.values())


def _parts(record: Mapping[str, Any], knowledge: Knowledge) -> tuple[str | None, ArticleParts]:
    """The outlet of a document and the parts of its text."""
    outlet = knowledge.outlets.identify(host_of(record["url"]), record["source"])
    parts = knowledge.article_reader.parts(
        record["text"],
        headline=record["headline"],
        kicker=record["kicker"],
        subheadline=record["subheadline"],
        author=record["author"],
        outlet=outlet,
        body_start=record["body_start"],
    )
    return outlet, parts


def _sentence_parts(parts: ArticleParts) -> list[Part]:
    """The stretches that are sentences of their own, in order and apart."""
    spans = {
        "kicker": parts.kicker_span,
        "headline": parts.headline_span,
        "subheadline": parts.subheadline_span,
        "byline": parts.byline_span,
        "dateline": parts.dateline_span,
    }
    ordered = sorted(
        (Part(*span, kind) for kind, span in spans.items() if span), key=lambda part: part.start_char
    )
    apart: list[Part] = []
    for part in ordered:
        if not apart or part.start_char >= apart[-1].end_char:
            apart.append(part)
    return apart


def _article(
    record: Mapping[str, Any], outlet: str | None, parts: ArticleParts, knowledge: Knowledge
) -> dict[str, Any]:
    """The columns of fact_article that the rules find, for one document."""
    text = record["text"]
    source_id = outlet or parts.source_id
    when = published(
        field=record["published"],
        url=record["url"],
        text=text[record["body_start"] :],
        updated=record["updated"],
        crawled=record["crawled"],
        calendar=knowledge.calendar,
        timezone=knowledge.outlets.timezone(source_id),
    )
    return {
        "source_id": source_id,
        "headline": parts.headline,
        "kicker": parts.kicker,
        "subheadline": parts.subheadline,
        "byline": parts.byline,
        "authors": list(parts.authors),
        "dateline": parts.dateline,
        "dateline_place": parts.place,
        "dateline_source": parts.source,
        "language": language(text, knowledge.language_signs),
        "published_at": when.at,
        "published_date": when.date,
        "published_date_method": when.method,
        "published_after": when.after,
        "published_before": when.before,
    }


def _fact_article(
    clean: pa.Table, hashes: list[str], articles: list[dict[str, Any]], counts: Mapping[str, Any]
) -> pa.Table:
    """Rows of fact_article; what is absent is NULL, never an empty text."""
    schema = tables.TABLES["fact_article"].schema
    columns: dict[str, Any] = {name: clean[name] for name in clean.schema.names}
    columns |= {
        field.name: [article.get(field.name) for article in articles]
        for field in schema
        if field.name in FOUND
    }
    columns |= {"first_seen_at": clean["seen_at"], "content_sha256": hashes, **counts}
    return pa.Table.from_arrays([_column(columns[field.name], field) for field in schema], schema=schema)


def _column(values: Any, field: pa.Field) -> pa.Array:
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(values, field.type)
    if field.nullable and field.type == tables.TEXT:
        array = pc.if_else(
            pc.equal(array, "").fill_null(False), pa.scalar(None, field.type), array.cast(field.type)
        )
    return array.cast(field.type)


def _search_text(ids: pa.Array, batch: words.Words, articles: list[dict[str, Any]]) -> pa.Table:
    headlines = words.tokenise(pa.array([article["headline"] for article in articles], pa.large_string()))
    columns = [ids, batch.folded_text(), headlines.folded_text()]
    schema = tables.TABLES["search_text"].schema
    return pa.Table.from_arrays([c.cast(f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def warm(knowledge: Knowledge) -> None:
    """Runs the whole path on one word, so that kernels and vocabularies are in memory."""
    from transforms.fields import FIELDS

    word = "\N{ARABIC LETTER BEH}"
    row: dict[str, Any] = dict.fromkeys(FIELDS, word) | {
        "article_id": "a",
        "source_uri": "",
        "collection": "",
        "raw_sha256": "",
        "media_type": "application/json",
        "seen_at": dt.datetime(2000, 1, 1),
        "run_id": "",
    }
    raw = pa.table({name: pa.array([value]) for name, value in row.items()})
    for name in FIELDS:
        raw = raw.set_column(raw.schema.get_field_index(name), name, raw[name].cast(pa.large_string()))
    parse_metadata(normalise(raw)[0], knowledge)
