from hypothesis import given
from hypothesis import strategies as st

from transforms.identity import article_id, is_url

PLACE = {"collection": "c", "relative_path": "a.txt", "record": "", "raw_sha256": "1" * 64}
NUMBER = {"document_number": "7", "source": "صحيفة"}


def test_the_url_alone_decides_when_there_is_one() -> None:
    url = {"url": "https://a.test/1"}
    assert article_id(PLACE | url) == article_id(PLACE | NUMBER | url | {"collection": "other"})
    assert article_id(PLACE | {"url": " https://a.test/1\n"}) == article_id(PLACE | url)


def test_what_is_no_url_does_not_count() -> None:
    for url in ("", "  ", "7", "غير متوفر", "n/a", "null", "1.5"):
        assert article_id(PLACE | NUMBER | {"url": url}) == article_id(PLACE | NUMBER), url
    assert is_url("www.a.test") and is_url("urn:x:1") and is_url("https://a.test/خبر-١")


def test_a_document_number_counts_within_its_source_only() -> None:
    moved = PLACE | {"relative_path": "b.txt"}
    assert article_id(PLACE | NUMBER) == article_id(moved | NUMBER)
    assert article_id(PLACE | NUMBER) != article_id(PLACE | NUMBER | {"source": "أخرى"})
    assert article_id(PLACE | {"document_number": "7"}) == article_id(PLACE)


def test_else_the_place_and_in_a_container_the_bytes() -> None:
    assert article_id(PLACE) == article_id(PLACE | {"raw_sha256": "2" * 64})
    assert article_id(PLACE) != article_id(PLACE | {"relative_path": "2020/a.txt"})
    record = PLACE | {"record": "3"}
    assert article_id(record) == article_id(record | {"record": "4"})
    assert article_id(record) != article_id(record | {"raw_sha256": "2" * 64})


@given(st.text(), st.text())
def test_parts_are_never_confused(collection: str, relative: str) -> None:
    found = article_id(PLACE | {"collection": collection, "relative_path": relative})
    assert len(found) == 21 and found[0] == "a"
    if collection != relative:
        assert found != article_id(PLACE | {"collection": relative, "relative_path": collection})
