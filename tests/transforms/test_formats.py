"""Splitting streams into records: JSON, CSV, Parquet, plain text, and what is not read."""

import io
import json
from collections.abc import Iterator

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import seeds
from transforms.fields import synonyms
from transforms.formats import BadRecord, Record, fields, read

LIMIT = 100_000
ARTICLES = [{"title": f"عنوان {n}", "text": 'قال: "نعم" \\ {[' + "نص " * n} for n in range(5)]
KNOWN = synonyms(seeds.read("fields"), {})


def found(data: bytes, name: str = "x.json", limit: int = LIMIT) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(data), name, limit))


def titles(records: list[Record | BadRecord]) -> list[str]:
    """Headlines of good records; of bad ones the reason."""
    return [fields(one, KNOWN)["headline"] if isinstance(one, Record) else one.reason for one in records]


def numbers(records: list[Record | BadRecord]) -> list[str]:
    return [one.number for one in records]


TITLES = [article["title"] for article in ARTICLES]
DUMPED = [json.dumps(article, ensure_ascii=False) for article in ARTICLES]
PRETTY = json.dumps(ARTICLES, ensure_ascii=False, indent=4)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"]
)
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n".join(DUMPED), "x.jsonl"),
        ("\r\n".join(DUMPED) + "\r\n\r\n", "x.txt"),
        ("[" + ",".join(DUMPED) + "]", "x.json"),
        (PRETTY, "no_suffix"),
        ("[" + DUMPED[0] + "]\n[" + ", ".join(DUMPED[1:]) + "]\n", "x.json"),
        ('{"status": "ok", "n": 5, "articles": ' + PRETTY + ', "next": [{"title": "x"}]}', "x.json"),
        ('{"took": 3, "hits": {"total": 5, "hits": [' + ",".join(DUMPED) + "]}}", "x.json"),
        ("\n".join(json.dumps(article, ensure_ascii=False, indent=2) for article in ARTICLES), "x.json"),
    ],
    ids=["lines", "lines by content", "array", "pretty array", "two arrays", "wrapper", "hits", "objects"],
)
def test_json_in_every_shape_and_encoding(text: str, name: str, encoding: str) -> None:
    records = found(text.encode(encoding), name)
    assert titles(records) == TITLES
    assert numbers(records) == ["0", "1", "2", "3", "4"]
    for record, article in zip(records, ARTICLES, strict=True):
        assert isinstance(record, Record)
        assert record.raw in text.encode(
            encoding.replace("-sig", "") if encoding != "utf-16" else "utf-16-le"
        )
        assert json.loads(record.raw.decode(record.encoding)) == article


def test_one_object_is_the_document_itself() -> None:
    for text in (DUMPED[1], json.dumps(ARTICLES[1], indent=1), DUMPED[1] + "\n"):
        (record,) = found(text.encode())
        assert record.number == "" and titles([record]) == TITLES[1:2]
    assert numbers(found(DUMPED[1].encode(), "x.jsonl")) == ["0"]  # tomorrow it may hold two
    lists = {"title": "عنوان", "content": "نص", "data": [{"title": "صورة"}]}
    assert titles(found(json.dumps(lists).encode())) == ["عنوان"]


def test_what_follows_a_wrapped_array_is_no_record() -> None:
    for padding in ("", "x" * 3_000_000):
        text = (
            '{"articles": ['
            + DUMPED[0]
            + '], "padding": "'
            + padding
            + '", "more": [{"title": "x"}, {"title": "y"}]}'
        )
        assert titles(found(text.encode())) == TITLES[:1]


def test_a_bad_line_is_one_bad_record() -> None:
    lines = [DUMPED[0], '{"title": "bro', "no json", '["list"]', DUMPED[4], '{"title": "cut']
    records = found("\n".join(lines).encode(), "x.jsonl")
    assert numbers(records) == ["0", "1", "2", "3", "4", "5"]
    good = [one for one in records if isinstance(one, Record) and one.number in "04"]
    assert titles(list(good)) == [TITLES[0], TITLES[4]]
    for bad in (one for one in records if one.number in "1235"):
        assert isinstance(bad, Record)
        with pytest.raises(ValueError, match=r"malformed JSON|not a JSON object"):
            fields(bad, KNOWN)


@pytest.mark.parametrize("indent", [None, 4])
@pytest.mark.parametrize("damage", ['"one quote', 'x" y" z', "}", "{", "]", "[", '\\"'])
def test_a_malformed_element_costs_only_itself(damage: str, indent: int | None) -> None:
    parts = [json.dumps(article, ensure_ascii=False, indent=indent) for article in ARTICLES]
    parts[2] = '{"title": "عنوان ٢' + damage + ', "text": ' + damage + "}"
    records = found(("[\n" + ",\n".join(parts) + "\n]").encode())
    readable = []
    for one in records:
        try:
            readable += titles([one]) if isinstance(one, Record) else []
        except ValueError:
            continue
    assert [one for one in readable if one in TITLES] == [TITLES[0], TITLES[1], TITLES[3], TITLES[4]]


def test_a_truncated_array_keeps_what_is_whole() -> None:
    data = PRETTY.encode()
    assert titles(found(data[: data.rindex(b"{\n") + 20])) == [*TITLES[:4], "cut off before its end"]
    between = data[: data.rindex(b"{\n")]
    assert titles(found(between)) == [*TITLES[:4], "the array is not closed: the file seems cut off"]


def test_many_malformed_elements_cost_no_more_each_and_large_ones_after_them_stay() -> None:
    large = json.dumps({"title": "كبير", "text": "ن" * 40_000}, ensure_ascii=False)
    for broken in ('{"title": "x" y"},', '{"title": "x", "text": {,'):
        parts = "\n".join([broken] * 20_000)
        records = found(f"[{parts}{large},{large},{DUMPED[0]}]".encode(), limit=LIMIT * 10)
        assert len(records) == 20_003 and titles(records[-3:]) == ["كبير", "كبير", TITLES[0]]


def test_too_large_records_are_passed_over() -> None:
    huge = json.dumps({"title": "كبير", "text": "ن" * 3_000_000}, ensure_ascii=False)
    after = [DUMPED[0], huge, DUMPED[1]]
    for text, name in (("\n".join(after), "x.jsonl"), ("[" + ",".join(after) + "]", "x.json")):
        records = found(text.encode(), name)
        assert titles(records) == [TITLES[0], "too large", TITLES[1]]
        assert isinstance(records[1], BadRecord) and len(records[1].sample) == 200 and not records[1].raw
    assert titles(found(b"[" + huge.encode()[:-9])) == ["too large"]


class Endless(io.RawIOBase):
    """Ten gigabytes of one line."""

    def __init__(self, start: bytes, left: int) -> None:
        self.start, self.left = start, left

    def read(self, size: int = -1) -> bytes:
        if self.start:
            start, self.start = self.start, b""
            return start
        size = min(size, self.left)
        self.left -= size
        return b"x" * size


@pytest.mark.parametrize(
    "start", [b'{"title": "a"}\n{"title": "', b'[{"title": "a"}, {"title": "', b"<DOC>", b"plain "]
)
def test_an_endless_record_needs_no_memory(start: bytes) -> None:
    records = list(read(Endless(start, 100 * 2**20), "x.jsonl" if b"}\n" in start else "x", LIMIT))  # type: ignore[arg-type]
    assert isinstance(records[-1], BadRecord) and records[-1].reason == "too large"


def test_hostile_json() -> None:
    deep = '{"title": "أ", "text": ' + "[" * 50_000 + "]" * 50_000 + "}"
    surrogate = '{"title": "نصف \\ud83d حرف", "text": "نص"}'
    nul = '{"title": "أ\\u0000ب", "text": "نص"}'
    twice = '{"title": "أ", "title": "ب", "text": "نص"}'
    bare_line_end = '{"title": "أ\tب", "text": "نص"}'
    records = found("\n".join([deep, surrogate, nul, twice, bare_line_end]).encode(), "x.jsonl", 1_000_000)
    with pytest.raises(ValueError, match="nested too deeply"):
        titles(records[:1])
    assert titles(records[1:]) == ["نصف \N{REPLACEMENT CHARACTER} حرف", "أ\0ب", "ب", "أ\tب"]


def test_encodings_may_change_within_a_file() -> None:
    data = DUMPED[0].encode() + b"\n" + DUMPED[1].encode("windows-1256") + b"\n" + DUMPED[2].encode()
    records = found(data, "x.jsonl")
    assert titles(records) == TITLES[:3]
    assert [one.encoding for one in records if isinstance(one, Record)] == ["utf-8", "windows-1256", "utf-8"]


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "x"), (b" \n\t", "x.txt"), (b"[]", "x.json"), (b"[\n]\n", "x.json"), ("\ufeff".encode(), "x"),
     (b"title,text\n", "x.csv"), (b'{"articles": []}', "x.json"), (b"\n\n", "x.csv")],
)  # fmt: skip
def test_nothing_in_it_is_said(data: bytes, name: str) -> None:
    (record,) = found(data, name)
    assert isinstance(record, BadRecord) and record.reason.startswith("empty")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"<!DOCTYPE html>\n<html><body>x</body></html>", "x.txt", "HTML is not read yet"),
        (b"<p>x</p>", "x.html", "HTML is not read yet"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "x", "XML is not read yet"),
        (b"%PDF-1.7\n\xe2\xe3", "x.txt", "PDF is not read yet"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "x", "WARC is not read yet"),
        (b"PK\x03\x04" + bytes(22) + b"word/document.xml" + bytes(99), "x.docx", "DOCX is not read yet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "x.txt", "not text: an image"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "x", "not text"),
        (bytes(range(256)) * 9, "x.csv", "not text"),
    ],
)
def test_what_is_not_read(data: bytes, name: str, reason: str) -> None:
    (record,) = found(data, name)
    assert isinstance(record, BadRecord) and record.reason == reason and record.raw == data


@pytest.mark.parametrize("text", ["[واس] أعلنت الوزارة", "{خاص} تصريح", "<نبأ> عاجل", "خبر من كلمة"])
def test_text_that_looks_like_something_else(text: str) -> None:
    (record,) = found(text.encode(), "x.txt")
    assert isinstance(record, Record) and (record.number, record.media_type) == ("", "text/plain")
    assert fields(record, KNOWN)["body"] == text


def test_plain_text_is_kept_whole() -> None:
    data = "\ufeffعنوان\r\n\r\nنص  الخبر\r\n".encode()
    (record,) = found(data, "x.txt")
    assert isinstance(record, Record) and record.raw == data
    assert fields(record, KNOWN)["body"] == "عنوان\n\nنص  الخبر\n"
    assert titles(found("ن".encode() * LIMIT, "x.txt")) == ["too large"]


CSV = 'title,text,date\nعنوان 1,"نص، فيه ""اقتباس""\nوسطر ثان",2020-05-01\nعنوان 2,نص,\n\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "x.csv"), (";", "x.csv"), ("\t", "x.tsv"), ("\t", "x.CSV.gz")]
)
def test_csv(delimiter: str, name: str, encoding: str) -> None:
    records = found(CSV.replace(",", delimiter).replace("\n", "\r\n").encode(encoding), name)
    assert titles(records) == ["عنوان 1", "عنوان 2"] and numbers(records) == ["0", "1"]
    first = records[0]
    assert isinstance(first, Record) and first.media_type == "application/json"
    assert orjson.loads(first.raw) == {
        "date": "2020-05-01",
        "text": 'نص، فيه "اقتباس"\nوسطر ثان',
        "title": "عنوان 1",
    }


def test_ragged_and_broken_rows() -> None:
    rows = ["title,text", "أ,نص", "ب", "ت,نص,زائد", "ث,نص,,", 'ج,"لا ينتهي', "ح,نص", "خ,نص"]
    assert titles(found("\n".join(rows).encode(), "x.csv")) == [
        "أ",
        "the row has 1 columns, the header 2",
        "the row has 3 columns, the header 2",
        "ث",
        "cut off before its end",
        "ح",
        "خ",
    ]
    swallowed = ["title,text", 'أ,"لا ينتهي', "ب,نص", 'ت,"نص"', "ث,نص"]
    assert titles(found("\n".join(swallowed).encode(), "x.csv"))[1:] == ["ب", "ت", "ث"]
    bare = 'title,text\nأ,"قال "نعم" وذهب"\nب,نص\n'
    assert titles(found(bare.encode(), "x.csv")) == ["أ", "ب"]


def test_csv_header() -> None:
    assert titles(found(b"1,2,3\n4,5,6\n", "x.csv")) == [
        "the first row is no header: CSV needs the names of its columns"
    ]
    (record,) = found("title,,title\nأ,ب,ت\n".encode(), "x.csv")
    assert isinstance(record, Record)
    assert orjson.loads(record.raw) == {"title": "أ", "column 2": "ب", "title.2": "ت"}


def test_csv_with_nul_and_huge_fields() -> None:
    text = (
        "title,text\n"
        + "أ,نص \0 نص\n" * 3
        + f"ب,{'ن' * 90_000}\n"
        + "ت,نص\n"
        + f"ث,{'x' * 200_000}\n"
        + "ج,نص\n"
    )
    records = found((text + "ح,نص\n" * 400).encode(), "x.csv", 2 * LIMIT)
    assert titles(records)[:7] == ["أ", "أ", "أ", "ب", "ت", "too large", "ج"]


def parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def test_parquet() -> None:
    times = pa.array([1_588_327_200_123_456_789, None], pa.timestamp("ns", tz="UTC"))
    table = pa.table(
        {
            "title": ["أ", "ب"],
            "text": [b"\xd9\x86", None],
            "published_at": times,
            "authors": [["س", "ه"], []],
            "x": [{"y": 1.5}] * 2,
        }
    )
    records = found(parquet(table), "x.parquet")
    assert titles(records) == ["أ", "ب"] and numbers(records) == ["0", "1"]
    first = records[0]
    assert isinstance(first, Record)
    values = fields(first, KNOWN)
    assert values["published"].startswith("2020-05-01 10:00:00.123456") and values["author"] == "س، ه"
    assert values["body"] == "ن"
    assert titles(found(parquet(table.slice(0, 0)), "x.parquet")) == ["empty: no rows"]
    (bad,) = found(parquet(table)[:-9], "x.parquet")
    assert isinstance(bad, BadRecord) and bad.reason.startswith("damaged Parquet")


class Breaking(io.BytesIO):
    """A stream that fails after its bytes."""

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        if not data:
            raise OSError("damaged: no more")
        return data

    read1 = read


def test_a_stream_that_breaks_off_keeps_whole_records_but_no_half_text() -> None:
    half = ("\n".join(DUMPED[:2]) + "\n" + DUMPED[2][:20]).encode()
    records = list(read(Breaking(half), "x.jsonl", LIMIT))
    assert titles(records[:2]) == TITLES[:2] and titles(records[-1:]) == ["damaged: no more"]
    assert titles(list(read(Breaking("نصف مقال".encode()), "x.txt", LIMIT))) == ["damaged: no more"]
    assert titles(list(read(Breaking(b""), "x.txt", LIMIT))) == ["damaged: no more"]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


class Dripping(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self.data, self.size = data, size

    def read(self, size: int = -1) -> bytes:
        taken, self.data = self.data[: self.size], self.data[self.size :]
        return taken


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@given(st.lists(st.dictionaries(st.text(min_size=1), values, min_size=1), min_size=1), st.integers(1, 40))
def test_slices_are_the_elements_however_the_bytes_arrive(
    objects: list[dict[str, object]], size: int
) -> None:
    from transforms.formats.json_slices import Slicer

    for indent in (None, 2):
        data = json.dumps(objects, ensure_ascii=False, indent=indent).encode("utf-8", "replace")
        sliced = list(Slicer(LIMIT, data).pieces(pieces(data, size)))
        assert [json.loads(raw) for raw, problem in sliced if not problem] == json.loads(data)


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    st.sampled_from(["x", "x.json", "x.jsonl", "x.csv"]),
)
def test_any_bytes_yield_something(data: bytes, name: str) -> None:
    for start in (b"", b"[{", b'{"a": ', b"<DOC>", b"a,b\n"):
        records = list(read(Dripping(start + data, 7), name, 100))  # type: ignore[arg-type]
        assert records
        for record in records:
            if isinstance(record, Record):
                try:
                    fields(record, KNOWN)
                except ValueError as error:
                    assert str(error)
