"""Each stage of the path of a shard alone, and the text engine, on one core."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks import families
from benchmarks.timing import Job, in_turns
from flows import arrow_files, extract, raw_zone, seeds, sources, steps
from flows.settings import SHARD_DOCUMENTS, Settings
from flows.store import Store
from transforms import fields, formats, sentences, shard, words

ENGINE = "text engine"
REST = "metadata"
FACTS = "facts (not part of the engine)"
WHOLE = "raw Arrow to Parquet tables, facts included"
LOAD = "load: Parquet tables"
RAW_ZONE = "load: raw zone"
BETWEEN = "mentions: which win, and their rows"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as files that `warraq run` reads; `title` says in the report what it is."""

    title: str
    files: Sequence[Path]


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of the report."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The stages of a corpus: documents, their mean length in characters, UTF-8 bytes of clean text in all.

    `families`: the families of rules, whose seconds are those of the stage FACTS together.
    """

    title: str
    n_documents: int
    characters: float
    text_bytes: int
    stages: Sequence[Stage]
    families: Sequence[Stage]

    def rate(self, name: str) -> float:
        """Documents per second of a stage."""
        return self.n_documents / next(stage.seconds for stage in self.stages if stage.name == name)


def options() -> extract.Options:
    """Those of a run without any option."""
    return extract.Options("benchmark", dt.datetime(2026, 1, 1), Settings(Path()).document_bytes, {})


def units(corpus: Corpus) -> list[extract.Unit]:
    """The corpus as the flow divides it."""
    found = sources.find([str(path) for path in corpus.files])
    return extract.plan([file for file in found if isinstance(file, sources.SourceFile)])


def raw_shards(corpus: Corpus, staging: Path, n_documents: int) -> list[Path]:
    """Folders of raw shards with at least so many documents, or all there are; the last may be a small one."""
    known, n = raw_zone.Known.load(None), 0
    for unit in units(corpus):
        n += extract.extract(unit, staging, known, options()).n_found
        if n >= n_documents:
            break
    return sorted(staging.glob("[0-9]*-*"))


def measure(corpus: Corpus, work: Path, n_documents: int, rounds: int) -> Measured:
    """Times every stage on the first documents of a corpus."""
    folders = raw_shards(corpus, work / "staging", n_documents)
    for folder in folders:
        steps.normalise(folder)
        steps.parse_metadata(folder)
    raw = [arrow_files.read(folder / "raw.arrow") for folder in folders]
    clean = [arrow_files.read(folder / "clean.arrow") for folder in folders]
    texts = [table["text"].combine_chunks() for table in clean]
    jobs = {
        "read and map fields": _read(corpus, sum(map(len, raw))),
        **_engine(raw, clean, texts),
        LOAD: _load(folders, work, has_raw_zone=False),
        RAW_ZONE: _load(folders, work, has_raw_zone=True),
        WHOLE: _whole(folders, work),
    }
    seconds = in_turns(jobs, rounds)
    parts = ("tokenise and intern", "fold", "sentences")
    seconds[RAW_ZONE] -= seconds[LOAD]
    seconds[FACTS] -= seconds[REST]
    seconds[REST] -= sum(seconds[name] for name in parts)
    of_families = families.profile(clean, steps.knowledge(), rounds)
    of_families[BETWEEN] = seconds[FACTS] - sum(of_families.values())
    return Measured(
        corpus.title,
        sum(map(len, clean)),
        sum(pc.sum(pc.utf8_length(column)).as_py() for column in texts) / sum(map(len, clean)),
        sum(pc.sum(pc.binary_length(column)).as_py() for column in texts),
        [Stage(name, value) for name, value in seconds.items()],
        [Stage(name, value) for name, value in of_families.items()],
    )


def _engine(raw: Sequence[pa.Table], clean: Sequence[pa.Table], texts: Sequence[pa.Array]) -> dict[str, Job]:
    """The engine and its parts; REST is the second half of it in all, of which the parts are to be taken."""
    knowledge = steps.knowledge()
    batches = [words.tokenise(column) for column in texts]
    empty: list[list[list[sentences.Part]]] = [[[] for _ in table["text"]] for table in clean]

    def split() -> None:
        for batch, parts in zip(batches, empty, strict=True):
            sentences.split(replace(batch), parts, knowledge.abbreviations)

    return {
        "clean": lambda: [shard.normalise(table) for table in raw],
        "tokenise and intern": lambda: [words.tokenise(column) for column in texts],
        "fold": lambda: [replace(batch).folded_text() for batch in batches],
        "sentences": split,
        REST: lambda: [shard.parse_metadata(table, knowledge, with_facts=False) for table in clean],
        FACTS: lambda: [shard.parse_metadata(table, knowledge) for table in clean],
        ENGINE: lambda: [engine(table) for table in raw],
    }


def engine(raw: pa.Table) -> dict[str, pa.Table]:
    """The text engine on one raw shard: Arrow in, Arrow out."""
    return shard.parse_metadata(shard.normalise(raw)[0], steps.knowledge(), with_facts=False)


def _read(corpus: Corpus, n_documents: int) -> Job:
    """Splits files into records and maps their fields, from memory."""
    synonyms = fields.synonyms(seeds.read("fields"), {})
    limit = options().document_bytes
    contents: list[tuple[str, bytes, int]] = []
    missing = n_documents
    for name, content in _contents(corpus):
        n = sum(1 for _ in formats.read(io.BytesIO(content), name, limit))
        contents.append((name, content, min(n, missing)))
        missing -= n
        if missing <= 0:
            break

    def read() -> None:
        for name, content, n in contents:
            for _, record in zip(range(n), formats.read(io.BytesIO(content), name, limit), strict=False):
                if isinstance(record, formats.Record):
                    formats.fields(record, synonyms)

    return read


def _contents(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    for path in corpus.files:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield name, archive.read(name)
        else:
            yield path.name, path.read_bytes()


def _load(folders: Sequence[Path], work: Path, has_raw_zone: bool) -> Job:
    store, numbers = Store(work / "warehouse"), count()
    raw_zone = store.raw if has_raw_zone else None

    def load() -> None:
        writer = store.begin(
            f"load-{has_raw_zone}-{next(numbers)}"
        )  # like a run, which writes no file over another
        for folder in folders:
            steps.load(folder, writer, raw_zone, None)

    return load


def _whole(folders: Sequence[Path], work: Path) -> Job:
    """The three steps of the flow behind `extract`, with the Arrow files between them, without the raw zone."""
    store, numbers = Store(work / "warehouse"), count()

    def whole() -> None:
        writer = store.begin(f"whole-{next(numbers)}")
        for folder in folders:
            steps.normalise(folder)
            steps.parse_metadata(folder)
            steps.load(folder, writer, None, None)

    return whole


def growth(corpus: Corpus, work: Path, sizes: Sequence[int], rounds: int) -> dict[int, float]:
    """Seconds of the text engine for an article, by how many articles there are; the vocabulary is warm."""
    tables = [arrow_files.read(folder / "raw.arrow") for folder in raw_shards(corpus, work, sizes[-1])]

    def job(size: int) -> Job:
        return lambda: [engine(table) for table in tables[: size // SHARD_DOCUMENTS]]

    seconds = in_turns({str(size): job(size) for size in sizes}, rounds)
    return {size: seconds[str(size)] / size for size in sizes}
