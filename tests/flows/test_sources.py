import bz2
import gzip
import io
import lzma
import os
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import downloads
from flows.sources import Limits, Refused, SourceError, SourceFile, find, members
from transforms import formats

VISIBLE = ["2019/0001.txt", "2020/0001.txt", "a.txt", "b.txt"]
TEXT = "خبر من سطر واحد".encode()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder named news: visible and hidden files, a folder in a folder."""
    root = tmp_path / "news"
    for name in (*VISIBLE, ".hidden.txt", ".git/x.txt", "2019/.x/y.txt"):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(TEXT)
    return root


def names(sources: list[str] | list[Path], collection: str | None = None) -> list[tuple[str, str]]:
    return [
        (one.collection if isinstance(one, SourceFile) else one.reason, one.relative)
        for one in find([str(source) for source in sources], collection)
    ]


def test_a_folder_sorted_without_hidden_files(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names([tree]) == [("news", name) for name in VISIBLE]
    monkeypatch.chdir(tree / "2019")
    assert names(["."]) == [("2019", "0001.txt")] and names([".."], "x")[0] == ("x", "2019/0001.txt")


def test_a_file_and_each_file_once(tree: Path) -> None:
    (file,) = find([str(tree / "a.txt")])
    assert file == SourceFile(tree / "a.txt", str(tree / "a.txt"), "news", "a.txt", len(TEXT))
    others = [("news", name) for name in VISIBLE[1:]]
    assert names([tree / "2019/0001.txt", tree]) == [("2019", "0001.txt"), *others]
    assert names([tree / ".hidden.txt"]) == [("news", ".hidden.txt")]


def test_globs(tree: Path) -> None:
    assert names([tree / "20*" / "*.txt"]) == [("news", "2019/0001.txt"), ("news", "2020/0001.txt")]
    assert names([tree / "*"]) == [("news", name) for name in VISIBLE]
    for pattern in ("**/*.txt", "**"):
        assert names([tree / pattern]) == [("news", name) for name in VISIBLE]
    (tree / "odd[1].txt").write_bytes(TEXT)
    assert names([tree / "odd[1].txt"]) == [("news", "odd[1].txt")]


def test_what_does_not_exist_stops_the_run(tree: Path) -> None:
    for source, words in (("none", "no such file"), ("*.csv", "nothing matches"), ("**x/y", "wrong pattern")):
        with pytest.raises(SourceError, match=words) as caught:
            find([str(tree), str(tree / source)])
        assert "\n" not in str(caught.value)


def test_links(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(TEXT)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/c.txt").write_bytes(TEXT)
    (tree / "0_again.txt").symlink_to(tree / "b.txt")
    (tree / "0_to_hidden.txt").symlink_to(tree / ".hidden.txt")
    (tree / "0_folder").symlink_to(tree / "2019")
    (tree / "0_loop").symlink_to(tree)
    (tree / "0_out.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "0_out").symlink_to(tmp_path / "outside")
    (tree / "0_broken.txt").symlink_to(tree / "gone.txt")
    out = "a link that leads out of the source folder"
    expected = [
        ("cannot be opened: No such file or directory", "0_broken.txt"),
        (out, "0_out"),
        (out, "0_out.txt"),
        ("news", "0_to_hidden.txt"),
        *[("news", name) for name in VISIBLE],
    ]
    assert names([tree]) == expected
    (tmp_path / "linked").symlink_to(tree)
    assert names([tmp_path / "linked"])[3:] == [("linked", one) for _, one in expected[3:]]
    found = names([tree / "**" / "*.txt"])
    assert [one for one in found if one[0] == "news"] == [one for one in expected if one[0] == "news"]


def test_odd_names_and_odd_files(tmp_path: Path) -> None:
    root = tmp_path / "odd"
    root.mkdir()
    for name in (b"\xff.txt", b"a\nb.txt", "خبر #1!.txt".encode()):
        with open(os.path.join(os.fsencode(root), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(TEXT)
    os.mkfifo(root / "pipe")
    found = find([str(root)])
    assert [one.relative for one in found] == ["\\xff.txt", "a\\x0ab.txt", "pipe", "خبر #1!.txt"]
    for one in found:
        one.uri.encode()
        if isinstance(one, SourceFile):
            assert read(one) == {one.relative: TEXT}
    assert isinstance(found[2], Refused) and found[2].reason == "not a regular file"


def read(file: SourceFile | Refused, limits: Limits | None = None) -> dict[str, bytes | str]:
    """What each member holds, or why not, by its label; a stream's own complaint after its name."""
    assert isinstance(file, SourceFile)
    found: dict[str, bytes | str] = {}
    for member in members(file, limits or Limits()):
        if isinstance(member, Refused):
            found[member.relative + (" rest" if member.relative in found else "")] = member.reason
            continue
        assert member.uri.endswith(member.relative)
        try:
            found[member.relative] = member.stream.read()
        except OSError as error:
            found[member.relative] = str(error)
    return found


def opened(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> dict[str, bytes | str]:
    (folder / name).write_bytes(data)
    (file,) = find([str(folder / name)])
    return read(file, limits)


def zipped(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return sink.getvalue()


def tarred(files: dict[str, bytes], *more: tarfile.TarInfo) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in more:
            archive.addfile(info)
    return sink.getvalue()


def zstandard(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue().to_pybytes())


SQUEEZERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard}


@pytest.mark.parametrize("squeeze", SQUEEZERS.values(), ids=SQUEEZERS)
def test_compression_by_content(tmp_path: Path, squeeze: "type[bytes]") -> None:
    assert opened(tmp_path, "no_suffix", squeeze(TEXT)) == {"no_suffix": TEXT}
    assert opened(tmp_path, "two.gz", squeeze(TEXT) + squeeze(TEXT)) == {"two.gz": TEXT * 2}
    assert opened(tmp_path, "empty.gz", squeeze(b"")) == {"empty.gz": b""}
    archive = squeeze(tarred({"a.txt": TEXT, "d/b.txt": TEXT}))
    assert opened(tmp_path, "x.tgz", archive) == {"x.tgz!a.txt": TEXT, "x.tgz!d/b.txt": TEXT}


@pytest.mark.parametrize("squeeze", SQUEEZERS.values(), ids=SQUEEZERS)
def test_what_was_whole_before_the_damage_stays(tmp_path: Path, squeeze: "type[bytes]") -> None:
    lines = [b'{"title": "%d", "text": "%s"}\n' % (n, os.urandom(100).hex().encode()) for n in range(20_000)]
    data = squeeze(b"".join(lines))
    (tmp_path / "cut.jsonl.gz").write_bytes(data[: len(data) // 2])
    (file,) = find([str(tmp_path / "cut.jsonl.gz")])
    assert isinstance(file, SourceFile)
    records: list[formats.Record | formats.BadRecord] = []
    for member in members(file, Limits()):
        assert not isinstance(member, Refused)
        records += formats.read(member.stream, member.relative, Limits().document_bytes)
    assert isinstance(records[-1], formats.BadRecord)
    assert "end" in records[-1].reason or "runcated" in records[-1].reason
    good = [one for one in records if isinstance(one, formats.Record)]
    assert len(good) > 3_000


def test_archives_leave_out_hidden_members_and_links(tmp_path: Path) -> None:
    link, device, folder = tarfile.TarInfo("link"), tarfile.TarInfo("device"), tarfile.TarInfo("folder")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device.type, folder.type = tarfile.CHRTYPE, tarfile.DIRTYPE
    data = tarred({"a.txt": TEXT, ".b.txt": TEXT, "./c/.d/e.txt": TEXT}, link, device, folder)
    assert opened(tmp_path, "x.tar", data) == {"x.tar!a.txt": TEXT, "x.tar!link": "a link in an archive"}
    symlink = zipfile.ZipInfo("link")
    symlink.external_attr = 0o120777 << 16
    sink = io.BytesIO(zipped({"__MACOSX/._a.txt": TEXT, "a.txt": TEXT, "d/": b""}))
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr(symlink, "/etc/passwd")
    assert opened(tmp_path, "x.zip", sink.getvalue()) == {
        "x.zip!a.txt": TEXT,
        "x.zip!link": "a link in an archive",
    }
    assert opened(tmp_path, "x.zip", zipped({})) == {"x.zip": "an archive without files"}


def test_names_that_climb_are_only_labels(tmp_path: Path) -> None:
    files = {"../../a.txt": TEXT, "/etc/a.txt": TEXT, "C:\\x\\a.txt": TEXT, "a.txt": TEXT, "b\n.txt": TEXT}
    labels = ["a.txt", "etc/a.txt", "x/a.txt", "a.txt~2", "b\\x0a.txt"]
    assert list(opened(tmp_path, "x.tar", tarred(files))) == [f"x.tar!{label}" for label in labels]
    assert list(opened(tmp_path, "x.zip", zipped(files))) == [f"x.zip!{label}" for label in labels]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x.tar", "x.zip"]


def test_archives_in_archives(tmp_path: Path) -> None:
    table = io.BytesIO()
    pq.write_table(pa.table({"a": [1]}), table)
    inner = zipped({"b.txt": TEXT, "t.parquet": table.getvalue()})
    outer = gzip.compress(tarred({"a.txt.xz": lzma.compress(TEXT), "in.zip": inner}))
    assert opened(tmp_path, "x.tar.gz", outer) == {
        "x.tar.gz!a.txt.xz": TEXT,
        "x.tar.gz!in.zip!b.txt": TEXT,
        "x.tar.gz!in.zip!t.parquet": table.getvalue(),
    }
    deep = TEXT
    for _ in range(3):
        deep = zipped({"x": deep})
    assert opened(tmp_path, "x.zip", deep) == {"x.zip!x!x!x": TEXT}
    refused = opened(tmp_path, "x.zip", zipped({"x": deep, "y": TEXT}))
    assert refused == {"x.zip!x!x!x": "more than 3 archives within each other", "x.zip!y": TEXT}


def test_parquet_within_an_archive_can_be_sought(tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(gzip.compress(b"PAR1" + bytes(99)))
    (file,) = find([str(tmp_path / "x.gz")])
    assert isinstance(file, SourceFile)
    for member in members(file, Limits()):
        assert not isinstance(member, Refused) and member.stream.seekable()


def test_damaged_and_encrypted_archives_keep_what_was_read(tmp_path: Path) -> None:
    noise = os.urandom(50_000)
    data = tarred({"a.txt": TEXT, "b.bin": noise})
    found = opened(tmp_path, "x.tar", data[:30_000])
    assert found["x.tar!a.txt"] == TEXT and str(found["x.tar!b.bin"]).startswith("damaged: ")
    whole = bytearray(zipped({"a.txt": TEXT, "b.bin": noise}))
    whole[20_000] ^= 0xFF
    found = opened(tmp_path, "x.zip", bytes(whole))
    assert found["x.zip!a.txt"] == TEXT and "CRC" in str(found["x.zip!b.bin"])
    assert str(opened(tmp_path, "x.zip", bytes(whole)[:-40])["x.zip"]).startswith("damaged zip: ")
    locked = bytearray(zipped({"a.txt": TEXT}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert opened(tmp_path, "x.zip", bytes(locked)) == {"x.zip!a.txt": "encrypted"}


@pytest.mark.parametrize("squeeze", SQUEEZERS.values(), ids=SQUEEZERS)
def test_bombs_are_stopped(tmp_path: Path, squeeze: "type[bytes]") -> None:
    limits = Limits(expansion_ratio=20, free_bytes=100_000)
    bomb = squeeze(bytes(3_000_000))
    found = str(opened(tmp_path, "x.gz", bomb, limits)["x.gz"])
    assert found == "expands to more than 20 times its size: a bomb?"
    many = zipped({f"{n}.txt": bytes(50_000) for n in range(20)})
    stopped = opened(tmp_path, "x.zip", many, limits)
    assert stopped["x.zip!0.txt"] == bytes(50_000) and "bomb" in str(stopped["x.zip!19.txt"])
    nested = zipped({"in.zip": zipped({"a.txt": bytes(3_000_000)})})
    assert "bomb" in str(opened(tmp_path, "y.zip", nested, limits))


def test_memory_does_not_grow_with_a_spool(tmp_path: Path) -> None:
    limits = Limits(spool_bytes=10_000)
    data = zipped({"in.zip": zipped({"a.txt": os.urandom(20_000)}), "b.txt": TEXT})
    assert opened(tmp_path, "x.zip", data, limits) == {
        "x.zip!in.zip": "too large for an archive within an archive",
        "x.zip!b.txt": TEXT,
    }


def test_an_office_file_is_no_archive(tmp_path: Path) -> None:
    data = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert opened(tmp_path, "x.docx", data) == {"x.docx": data}


def test_a_vanished_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (file,) = find([str(tmp_path / "a.txt")])
    (tmp_path / "a.txt").unlink()
    assert read(file) == {"a.txt": "No such file or directory"}


class _Handler(BaseHTTPRequestHandler):
    failures = 0

    def do_GET(self) -> None:
        if "missing" in self.path:
            self.send_error(404)
        elif "moved" in self.path:
            self.send_response(302)
            self.send_header("Location", "/news/a.txt")
            self.end_headers()
        elif "shaky" in self.path and _Handler.failures < 2:
            _Handler.failures += 1
            self.send_error(503)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(TEXT)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(downloads, "FIRST_PAUSE_SECONDS", 0.01)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with HTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_downloads(server: str, tmp_path: Path) -> None:
    sources = [f"{server}/news/{name}" for name in ("a.txt", "moved.txt?x=1", "shaky.txt")]
    found = find(sources, downloads=tmp_path / "new")
    assert [one.uri for one in found] == sources
    assert [one.relative for one in found] == ["news/a.txt", "news/moved.txt?x=1", "news/shaky.txt"]
    for one in found:
        assert isinstance(one, SourceFile) and one.collection == "127.0.0.1"
        assert one.path.read_bytes() == TEXT and one.path.suffix == ".txt"
    with pytest.raises(SourceError, match=r"could not download .*404"):
        find([f"{server}/missing.txt"], downloads=tmp_path)
    with pytest.raises(SourceError, match="could not download"):
        find(["http://127.0.0.1:9/a.txt"], downloads=tmp_path)
