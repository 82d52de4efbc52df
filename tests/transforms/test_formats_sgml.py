import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import seeds
from transforms.fields import synonyms
from transforms.formats import BadRecord, Record, fields, read

KNOWN = synonyms(seeds.read("fields"), {})
CASES = Path(__file__).parent.parent / "cases" / "fields_sgml.jsonl"
LINES = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def found(text: str, encoding: str = "utf-8", limit: int = 5000) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(text.encode(encoding)), "x.txt", limit))


def document(number: int) -> str:
    return (
        f'<DOC>\n<DOCNO>{number}</DOCNO>\n<TITLE>عنوان {number}</TITLE>\n<TEXT>\nنص & "نص"\n</TEXT>\n</DOC>'
    )


def outcome(records: list[Record | BadRecord]) -> list[str]:
    return [
        fields(one, KNOWN)["document_number"] if isinstance(one, Record) else one.reason for one in records
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
@pytest.mark.parametrize("case", LINES, ids=[line["case"] for line in LINES])
def test_document_to_fields(case: dict[str, dict[str, str]], encoding: str) -> None:
    (record,) = found(str(case["sgml"]), encoding)
    assert isinstance(record, Record) and (record.number, record.media_type) == ("", "text/sgml")
    assert {name: value for name, value in fields(record, KNOWN).items() if value} == case["fields"]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_documents_of_one_file_are_numbered_and_keep_their_bytes(encoding: str) -> None:
    documents = [document(number) for number in range(3)]
    text = '<?xml version="1.0"?>\n<!DOCTYPE x>\n<ROOT>\n' + "\n\n".join(documents) + "\n</ROOT>"
    records = found(text, encoding)
    assert [one.number for one in records] == ["0", "1", "2"] and outcome(records) == ["0", "1", "2"]
    raws = [one.raw.decode(one.encoding) for one in records if isinstance(one, Record)]
    assert raws == documents


def test_what_is_wrong_between_good_documents() -> None:
    not_closed = document(1).removesuffix("</DOC>")
    halved = document(2)[:60]
    text = "\n".join([document(0), not_closed, halved, document(3), "نص خارجها", document(4), halved])
    assert outcome(found(text)) == [
        "0",
        "1",
        "cut off before its end",
        "3",
        "text outside <DOC>",
        "4",
        "cut off before its end",
    ]


def test_too_large_documents_are_passed_over() -> None:
    for size in (3_000, 3_000_000):
        huge = document(1).replace("نص", "ن" * size)
        records = found("\n".join([document(0), huge, document(2)]))
        assert outcome(records) == ["0", "too large", "2"]
        assert isinstance(records[1], BadRecord) and len(records[1].sample) == 200


def test_text_that_mentions_a_tag_is_plain() -> None:
    (record,) = found("كتب <DOC> في الملف")
    assert isinstance(record, Record) and record.media_type == "text/plain"


@given(
    st.lists(
        st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cc"], codec="utf-8")),
        min_size=2,
        max_size=9,
    )
)
def test_every_text_comes_back(texts: list[str]) -> None:
    joined = "\n".join(f"<DOC><TITLE>ع</TITLE><TEXT>{text}</TEXT></DOC>" for text in texts)
    bodies = [fields(one, KNOWN)["body"] for one in found(joined, limit=10**6) if isinstance(one, Record)]
    assert bodies == [text.strip() for text in texts]


def test_real_documents_of_five_outlets(shared: Path) -> None:
    folder = shared / "data/formats/sgml"
    names = {"title": "headline", "text": "body", "url": "url", "source": "source", "abstract": "abstract"}
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        expected = json.loads(line)
        with (folder / expected["file"]).open("rb") as stream:
            (record,) = read(stream, expected["file"], 10**6)
        assert isinstance(record, Record)
        values = fields(record, KNOWN)
        assert {theirs: values[ours] for theirs, ours in names.items()} == {
            theirs: expected[theirs] or "" for theirs in names
        }
