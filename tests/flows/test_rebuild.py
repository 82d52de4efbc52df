"""Rebuilding every table from the raw zone, with the same rules and with others."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import job, publishing, versioning
from flows.job import Job
from flows.store import StoreError
from tests import warehouses
from tests.flows.conftest import Warehouse, counts
from tests.warehouses import article, write_records
from transforms import formats
from transforms.formats import Record


def test_same_rules_same_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    """After versions, quarantine and bytes stored once: nothing may change but meta_run."""
    records = tmp_path / "in" / "a.jsonl"
    for change in ("", " جداً", ""):
        write_records(records, [article(0), article(1, change), {"title": "latin"}])
        (tmp_path / "in" / "same.txt").write_text("نص واحد في ملفين", "utf-8")
        (tmp_path / "in" / "same2.txt").write_text("نص واحد في ملفين", "utf-8")
        warehouse.run(tmp_path / "in")
    before = warehouses.contents(warehouse.root, frozenset())
    raw = {path: path.read_bytes() for path in warehouse.root.glob("raw/documents/*")}
    rebuilt = warehouse.rebuild()
    assert warehouses.contents(warehouse.root, frozenset()) == before
    assert counts(rebuilt) == (7, 0, 0, 6, 1)
    assert {path: path.read_bytes() for path in warehouse.root.glob("raw/documents/*")} == raw
    # Loading goes on from there.
    assert counts(warehouse.run(tmp_path / "in")) == (5, 0, 0, 4, 1)
    write_records(records, [article(0), article(1), article(2)])
    assert counts(warehouse.run(tmp_path / "in")) == (5, 1, 0, 4, 0)


def test_refused_document_becomes_readable(
    inline: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    write_records(folder / "a.jsonl", [article(0)])
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7 one")
    (folder / "other.pdf").write_bytes(b"%PDF-1.7 other")
    assert counts(inline.run(folder)) == (3, 1, 0, 0, 2)
    met = {row["source_uri"]: row["first_seen_at"] for row in inline.rows("meta_quarantine")}
    original = formats.read

    def read(stream: object, name: str, limit: int) -> object:
        """Today's readers know this PDF, and find two records in it of which one is good."""
        if name != "paper.pdf":
            return original(stream, name, limit)  # type: ignore[arg-type]
        good = json.dumps({"title": "خبر من ملف"}, ensure_ascii=False).encode()
        return iter(
            [Record("0", good, "application/json", "utf-8"), formats.BadRecord("1", "torn", b"x", b"x")]
        )

    monkeypatch.setattr(formats, "read", read)
    rebuilt = inline.rebuild()
    assert counts(rebuilt) == (4, 1, 0, 1, 2)
    released = next(row for row in inline.rows("fact_article") if row["headline"] == "خبر من ملف")
    assert released["source_uri"].endswith("paper.pdf#0")
    assert released["first_seen_at"] in met.values()
    left = {row["source_uri"].rpartition("/")[2]: row["reason"] for row in inline.rows("meta_quarantine")}
    assert left == {"other.pdf": "PDF is not read yet", "paper.pdf#1": "torn"}
    documents = [
        row for path in inline.root.glob("raw/documents/*") for row in pq.read_table(path).to_pylist()
    ]
    assert len(documents) == 2 and all(row["raw"] for row in documents)
    # The next run reads that file again and counts its document as one that is known.
    assert counts(inline.run(folder)) == (4, 0, 0, 2, 2)
    again = inline.rebuild()
    assert counts(again) == (4, 0, 0, 2, 2)
    assert counts(inline.run(folder)) == (4, 0, 0, 2, 2)


def test_limit_raised_and_lines_of_a_table(warehouse: Warehouse, tmp_path: Path) -> None:
    """What was too large kept no bytes, and a torn row of a CSV says nothing without its header."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(
        'title,text\nخبر,نص\nخبر,نص,زائد\n"خبر\nنص,نص,زائد,زائد\nخبر,نص\n', "utf-8"
    )
    (tmp_path / "in" / "large.txt").write_text("كلمة " * 1000, "utf-8")
    first = warehouse.run(tmp_path / "in", document_bytes=1000)
    assert first.counts.quarantined >= 2
    before = warehouses.contents(warehouse.root, frozenset())
    warehouse.rebuild()
    assert warehouses.contents(warehouse.root, frozenset()) == before
    second = warehouse.run(tmp_path / "in")  # another limit: the sources are read again
    assert second.counts.new == 1 and second.counts.quarantined == first.counts.quarantined - 1


def test_other_rules(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(0)])
    warehouse.run(source)
    for name, value in (("SCHEMA_VERSION", "99"), ("rules_version", lambda: "2+0")):
        with monkeypatch.context() as patch:
            patch.setattr(job, name, value)
            patch.setattr(publishing, name, value)
            with pytest.raises(StoreError, match="run `warraq rebuild` first"):
                warehouse.run(source)
            warehouse.rebuild()
            assert counts(warehouse.run(source)) == (1, 0, 0, 1, 0)
    with pytest.raises(StoreError, match=r"rules 2\+0, warraq now has"):
        warehouse.run(source)
    assert warehouses.manifest(warehouse.root)["rules_version"] == "2+0"


def test_newer_format_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    source = write_records(tmp_path / "in" / "a.jsonl", [article(0)])
    warehouse.run(source)
    file = warehouse.root / "current" / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"format_version": "2"}), "utf-8")
    commands: tuple[Callable[[], Job], ...] = (lambda: warehouse.run(source), warehouse.rebuild)
    for command in commands:
        with pytest.raises(
            StoreError, match="has format 2, this warraq reads 1; use the warraq that wrote it"
        ):
            command()
    file.write_text("{", "utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        warehouse.run(source)


def test_nothing_to_rebuild(warehouse: Warehouse) -> None:
    with pytest.raises(StoreError, match="holds no warehouse yet"):
        warehouse.rebuild()


def test_rules_version_follows_the_vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = []
    for text in ("a\n1\n", "a\n2\n"):
        (tmp_path / "words.csv").write_text(text)
        monkeypatch.setenv("WARRAQ_SEEDS", str(tmp_path))
        versioning.rules_version.cache_clear()
        versions.append(versioning.rules_version())
    monkeypatch.undo()
    versioning.rules_version.cache_clear()
    assert versions[0] != versions[1]
