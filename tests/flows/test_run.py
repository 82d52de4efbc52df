"""What a run does with documents that are new, changed, moved, vanished or met again."""

import json
import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.job import NothingFound
from flows.sources import SourceError
from tests import warehouses
from tests.flows.conftest import Warehouse, counts
from tests.warehouses import article, write_records

TEXT = "عقد مجلس الوزراء جلسته في {}\nوناقش المجلس خطة {} للسنة المقبلة."


def write(path: Path, *words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(*words), "utf-8")
    return path


def test_second_run_publishes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / "news" / f"{number}.txt", "عمان", str(number))
    assert counts(warehouse.run(tmp_path / "news")) == (3, 3, 0, 0, 0)
    before = (warehouse.root / "current" / "manifest.json").read_bytes()
    job = warehouse.run(tmp_path / "news")
    assert counts(job) == (3, 0, 0, 3, 0) and job.snapshot_id is None
    os.utime(tmp_path / "news" / "1.txt", (1, 1))
    assert counts(warehouse.run(tmp_path / "news")) == (3, 0, 0, 3, 0)
    assert (warehouse.root / "current" / "manifest.json").read_bytes() == before
    # The next publish takes the runs that published nothing into meta_run.
    write(tmp_path / "news" / "9.txt", "عمان", "9")
    warehouse.run(tmp_path / "news")
    runs = [(run["status"], run["n_found"], run["n_new"]) for run in warehouse.rows("meta_run")]
    assert runs == [("completed", 3, 3), ("completed", 3, 0), ("completed", 3, 0), ("completed", 4, 1)]


def test_versions_of_a_changing_and_vanishing_file(warehouse: Warehouse, tmp_path: Path) -> None:
    file, other = write(tmp_path / "news" / "a.txt", "دمشق", "أ"), tmp_path / "news" / "b.txt"
    write(other, "حلب", "ب")
    warehouse.run(tmp_path / "news")
    first = warehouse.snapshot
    original = {row["article_id"]: row for row in warehouse.rows("fact_article")}
    kept = next(row for row in original.values() if row["source_uri"].endswith("b.txt"))
    for words in ("ب", "أ"):
        write(file, "دمشق", words)
        assert counts(warehouse.run(tmp_path / "news")) == (2, 0, 1, 1, 0)
    other.unlink()
    assert counts(warehouse.run(tmp_path / "news")) == (1, 0, 0, 1, 0)
    rows = {row["article_id"]: row for row in warehouse.rows("fact_article")}
    assert rows.keys() == original.keys() and rows[kept["article_id"]] == kept
    (changed,) = rows.keys() - {kept["article_id"]}
    versions = [row for row in warehouse.versions() if row["article_id"] == changed]
    assert [row["version_no"] for row in versions] == [1, 2, 3]
    assert versions[0]["content_sha256"] == versions[2]["content_sha256"] != versions[1]["content_sha256"]
    assert [row["valid_to"] for row in versions] == [
        versions[1]["valid_from"],
        versions[2]["valid_from"],
        None,
    ]
    now, then = rows[changed], original[changed]
    assert now["text"] == then["text"] and now["first_seen_at"] == then["first_seen_at"]
    assert now["run_id"] == versions[2]["run_id"] != then["run_id"]
    sentences = [row for row in warehouse.rows("fact_sentence") if row["article_id"] == changed]
    assert len(sentences) == now["n_sentences"]
    # The first snapshot still says what it said, though its segment was rewritten since.
    texts = pq.read_table(warehouse.root / "snapshots" / first / "fact_article")["text"].to_pylist()
    assert sorted(texts) == sorted(row["text"] for row in original.values())
    stored = [
        row["raw"]
        for path in warehouse.root.glob("raw/documents/*")
        for row in pq.read_table(path).to_pylist()
    ]
    assert len(stored) == 4 and stored.count(None) == 1  # the same bytes are stored once


def test_moved_tree_and_two_names(warehouse: Warehouse, tmp_path: Path) -> None:
    write(tmp_path / "news" / "2019" / "1.txt", "الدوحة", "س")
    write(tmp_path / "news" / "2020" / "1.txt", "الدوحة", "س")
    write(tmp_path / "news" / "2020" / "2.txt", "الدوحة", "ص")
    assert counts(warehouse.run(tmp_path / "news")) == (3, 3, 0, 0, 0)
    documents = pq.read_table(next(warehouse.root.glob("raw/documents/*"))).to_pylist()
    assert sum(row["raw"] is None for row in documents) == 1  # two articles, their bytes once
    before = warehouse.snapshot
    (tmp_path / "moved").mkdir()
    shutil.move(tmp_path / "news", tmp_path / "moved" / "news")
    for _ in range(2):
        assert counts(warehouse.run(tmp_path / "moved" / "news")) == (3, 0, 0, 3, 0)
    assert warehouse.snapshot == before
    # What was noted without a publish is remembered by the next one.
    write(tmp_path / "moved" / "news" / "2021" / "3.txt", "الدوحة", "ع")
    assert counts(warehouse.run(tmp_path / "moved" / "news")) == (4, 1, 0, 3, 0)
    assert not (warehouse.root / "raw" / "files.jsonl").exists()
    ledger = [row for path in warehouse.root.glob("raw/files/*") for row in pq.read_table(path).to_pylist()]
    assert len(ledger) == 7
    # Under another collection they are other articles.
    assert counts(warehouse.run(tmp_path / "moved" / "news", collection="other")) == (4, 4, 0, 0, 0)


def test_records(warehouse: Warehouse, tmp_path: Path) -> None:
    one, two = tmp_path / "in" / "1.jsonl", tmp_path / "in" / "2.jsonl"
    write_records(one, [article(0), article(1)])
    write_records(two, [article(1, " جداً"), article(2)])
    # One address in two files of a run: two versions of one article, in the order of the files.
    assert counts(warehouse.run(tmp_path / "in")) == (4, 3, 1, 0, 0)
    assert counts(warehouse.run(tmp_path / "in")) == (4, 0, 0, 4, 0)
    assert [row["version_no"] for row in warehouse.versions()].count(2) == 1
    current = {row["url"]: row["text"] for row in warehouse.rows("fact_article")}
    assert len(current) == 3 and "جداً" in current["https://news.test/1"]
    # A record appended; then one changed inside its container.
    write_records(one, [article(0), article(1), article(3)])
    assert counts(warehouse.run(tmp_path / "in")) == (5, 1, 0, 4, 0)
    write_records(one, [article(0, " حقاً"), article(1), article(3)])
    assert counts(warehouse.run(tmp_path / "in")) == (5, 0, 1, 4, 0)
    # Records that move within their file are the same.
    write_records(one, [article(3), article(0, " حقاً"), article(1)])
    moved = warehouse.run(tmp_path / "in")
    assert moved.counts.new == 0 and moved.counts.found == 5
    uris = {row["source_uri"] for row in warehouse.rows("fact_article")}
    assert all("#" in uri for uri in uris)


def test_records_without_address(warehouse: Warehouse, tmp_path: Path) -> None:
    records = [{k: v for k, v in article(n).items() if k != "url"} for n in range(3)]
    path = write_records(tmp_path / "in" / "a.jsonl", records)
    assert counts(warehouse.run(path)) == (3, 3, 0, 0, 0)
    write_records(path, [records[2], records[0], records[1]])
    assert counts(warehouse.run(path)) == (3, 0, 0, 3, 0)


def test_field_option_reads_again(warehouse: Warehouse, tmp_path: Path) -> None:
    record = {
        "first": "عنوان أول للخبر",
        "title": "عنوان ثان للخبر",
        "text": "نص الخبر هنا.",
        "url": "https://n.test/1",
    }
    path = write_records(tmp_path / "in" / "a.jsonl", [record])
    warehouse.run(path)
    assert warehouse.rows("fact_article")[0]["headline"] == "عنوان ثان للخبر"
    again = {"field_names": {"headline": "first"}}
    assert counts(warehouse.run(path, **again)) == (1, 0, 1, 0, 0)
    assert warehouse.rows("fact_article")[0]["headline"] == "عنوان أول للخبر"
    assert counts(warehouse.run(path, **again)) == (1, 0, 0, 1, 0)
    before = warehouses.contents(warehouse.root, frozenset())
    warehouse.rebuild()
    assert warehouses.contents(warehouse.root, frozenset()) == before


def test_what_little_loads(warehouse: Warehouse, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "word.txt").write_text("خبر", "utf-8")
    odd = " HTTP://News.test/a?b=1 "
    others = [json.loads(line) for line in (cases / "languages.jsonl").read_text("utf-8").splitlines()]
    write_records(tmp_path / "in" / "records.jsonl", [{"title": "عنوان بلا نص", "url": odd}, *others])
    assert counts(warehouse.run(tmp_path / "in")) == (5, 5, 0, 0, 0)
    rows = {row["headline"] or row["text"]: row for row in warehouse.rows("fact_article")}
    assert rows["عنوان بلا نص"]["url"] == odd and rows["عنوان بلا نص"]["n_sentences"] == 1
    languages = [rows[name]["language"] for name in rows if name not in ("خبر", "عنوان بلا نص")]
    assert sorted(languages) == ["ckb", "fa", "ur"]


def test_nothing_to_load(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingFound, match=r"no document in .*empty"):
        warehouse.run(tmp_path / "empty")
    with pytest.raises(SourceError, match="no such file"):
        warehouse.run(tmp_path / "absent")
    assert not (warehouse.root / "current").exists()
    log = [json.loads(line) for line in (warehouse.root / "raw" / "runs.jsonl").read_text().splitlines()]
    assert [run["status"] for run in log] == ["running", "failed", "running", "failed"]
