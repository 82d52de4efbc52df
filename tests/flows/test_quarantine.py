"""What cannot be loaded: each a row with stage, reason and sample, and everything else loads."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import extract, raw_zone
from flows.extract import Options, Reader
from flows.sources import SourceFile
from flows.store import now
from tests.flows.conftest import Warehouse, counts
from tests.warehouses import article, write_records

LARGE = 2**20 + 1


def fill(folder: Path) -> None:
    """A folder of one good document a kind of container, and of everything that is refused."""
    folder.mkdir()
    texts = {
        "good.txt": "خبر قصير من بغداد".encode(),
        "empty.txt": b"",
        "blank.txt": b" \n\t",
        "numbers.txt": b"12 345",
    }
    texts |= {"latin.txt": b"Nothing of that script in here.", "binary.txt": bytes(range(256)) * 8}
    texts |= {
        "undecodable.txt": ("خبر" * 20).encode()[:-1] + b"\x81\xff\x00" * 40,
        "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(64),
    }
    texts |= {
        "large.txt": "كلمة ".encode() * (LARGE // 9 + 1),
        "paper.pdf": b"%PDF-1.7 ...",
        "cut.zip": b"PK\x03\x04" + bytes(40),
    }
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    records = write_records(folder / "records.jsonl", [article(1), article(2)])
    records.write_bytes(
        records.read_bytes() + b'{"title": "\n[1, 2]\n{"title": "only latin", "text": "latin"}\n{}\n'
    )
    array = '[{"title": "خبر في مصفوفة", "text": "نص"}, 7, {"title": "خبر ثان", "text": "نص"}]'
    (folder / "array.json").write_text(array, "utf-8")
    (folder / "table.csv").write_text("title,text\nخبر في جدول,نص الخبر\nخبر,نص,زائد\n", "utf-8")


EXPECTED = {
    "empty.txt": ("read", "empty"),
    "blank.txt": ("read", "empty"),
    "numbers.txt": ("normalise", "no letter of Arabic script"),
    "latin.txt": ("normalise", "no letter of Arabic script"),
    "binary.txt": ("read", "not text"),
    "undecodable.txt": ("read", "not text"),
    "image.txt": ("read", "not text: an image"),
    "large.txt": ("read", "too large"),
    "paper.pdf": ("read", "PDF is not read yet"),
    "cut.zip": ("open", "damaged zip"),
    "gone.txt": ("open", "link|cannot be opened"),
    "records.jsonl#2": ("read", "malformed JSON"),
    "records.jsonl#3": ("read", "not a JSON object"),
    "records.jsonl#4": ("normalise", "no letter of Arabic script"),
    "records.jsonl#5": ("normalise", "empty"),
    "array.json#1": ("read", "not a JSON object"),
    "table.csv#1": ("read", "the row has 3 columns"),
}
N_GOOD = 6


def test_everything_that_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    fill(tmp_path / "in")
    job = warehouse.run(tmp_path / "in", document_bytes=2**20)
    assert counts(job) == (N_GOOD + len(EXPECTED), N_GOOD, 0, 0, len(EXPECTED))
    rows = {row["source_uri"].rpartition("/")[2]: row for row in warehouse.rows("meta_quarantine")}
    assert rows.keys() == EXPECTED.keys()
    for name, (stage, reason) in EXPECTED.items():
        row = rows[name]
        assert row["stage"] == stage and any(
            row["reason"].startswith(one) or one in row["reason"] for one in reason.split("|")
        ), row
        assert row["run_id"] == job.run_id and row["first_seen_at"] == job.started_at
    assert rows["latin.txt"]["sample"] == "Nothing of that script in here."
    assert rows["large.txt"]["sample"].startswith("كلمة كلمة") and rows["large.txt"]["n_bytes"] == 0
    assert rows["records.jsonl#2"]["sample"] == '{"title": "'
    kept = {
        row["source_uri"].rpartition("/")[2]: row
        for path in warehouse.root.glob("raw/quarantine/*")
        for row in pq.read_table(path).to_pylist()
    }
    assert (
        kept["paper.pdf"]["raw"] == b"%PDF-1.7 ..." and kept["table.csv#1"]["raw"].decode() == "خبر,نص,زائد"
    )
    # Met again, it is counted again, not added again.
    before = warehouse.snapshot
    again = warehouse.run(tmp_path / "in", document_bytes=2**20)
    assert counts(again) == (N_GOOD + len(EXPECTED), 0, 0, N_GOOD, len(EXPECTED))
    with (tmp_path / "in" / "latin.txt").open("a") as file:
        file.write(" ")
    write_records(tmp_path / "in" / "more.jsonl", [article(3)])
    more = warehouse.run(tmp_path / "in", document_bytes=2**20)
    assert counts(more) == (N_GOOD + len(EXPECTED) + 1, 1, 0, N_GOOD, len(EXPECTED))
    assert warehouse.snapshot != before
    assert len(warehouse.rows("meta_quarantine")) == len(EXPECTED) + 1  # the other bytes of latin.txt
    # A rebuild tries it all again, and with the same rules it is all refused again.
    quarantine = sorted(map(str, warehouse.rows("meta_quarantine")))
    rebuilt = warehouse.rebuild()
    assert sorted(map(str, warehouse.rows("meta_quarantine"))) == quarantine
    assert rebuilt.counts.quarantined == len(quarantine) and rebuilt.counts.unchanged == N_GOOD + 1


def test_only_refusals(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "nowhere")
    assert counts(warehouse.run(tmp_path / "in")) == (1, 0, 0, 0, 1)
    before = warehouse.snapshot
    assert counts(warehouse.run(tmp_path / "in")) == (1, 0, 0, 0, 1)
    assert warehouse.snapshot == before and len(warehouse.rows("meta_quarantine")) == 1


def test_unreadable_file(inline: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read any more when its turn comes is refused, and tried again by the next run."""
    records = [write_records(tmp_path / "in" / f"{n}.jsonl", [article(n)]) for n in range(2)]
    plan = extract.plan

    def late(files: list[SourceFile]) -> list[extract.Unit]:
        records[0].rename(tmp_path / "hidden")
        return plan(files)

    with monkeypatch.context() as patch:
        patch.setattr(extract, "plan", late)
        assert counts(inline.run(tmp_path / "in")) == (2, 1, 0, 0, 1)
    (row,) = inline.rows("meta_quarantine")
    assert row["stage"] == "open" and row["reason"] == "cannot be read: No such file or directory"
    (tmp_path / "hidden").rename(records[0])
    assert counts(inline.run(tmp_path / "in")) == (2, 1, 0, 1, 0)
    monkeypatch.setattr(extract, "plan", late)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", _refusing(Path.open, records[0]))
        assert counts(inline.run(tmp_path / "in")) == (2, 0, 0, 1, 1)


def _refusing(opened: "object", refused: Path) -> "object":
    def open_(self: Path, *arguments: object, **named: object) -> object:
        if self == refused:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **named)  # type: ignore[operator]

    return open_


def test_reader_refuses_what_vanished(tmp_path: Path) -> None:
    options = Options("run", now(), 2**20, {})
    reader = Reader(0, tmp_path / "staging", raw_zone.Known.load(None), options)
    reader.read(SourceFile(tmp_path / "a.txt", "a.txt", "in", "a.txt", 3))
    reader.flush()
    assert (reader.result.n_found, reader.result.n_refused, reader.result.ledger) == (1, 1, [])
