import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.formats.html_fragment import to_plain

CASES = Path(__file__).parent.parent / "cases" / "html_fragments.tsv"
ROWS = [
    [cell.replace("\\n", "\n").replace("\\ufffd", "\ufffd") for cell in line.split("\t")]
    for line in CASES.read_text("utf-8").splitlines()
]
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br/>",
            "<b",
            ">",
            "<",
            "&amp;",
            "&lt;",
            "amp;",
            "#38;",
            "&",
            "\n",
            '"',
            "'",
            "نص",
            " ",
            "<!--",
        ]
    )
).map("".join)


@pytest.mark.parametrize(("html", "text"), ROWS)
def test_fragment(html: str, text: str) -> None:
    assert to_plain(html) == text


@given(st.text() | MARKUP)
def test_once_is_enough(text: str) -> None:
    once = to_plain(text)
    assert to_plain(once) == once and len(once) <= len(text)


@given(st.text(st.characters(exclude_characters="<&")))
def test_text_without_markup_is_untouched(text: str) -> None:
    assert to_plain(text) is text


@pytest.mark.parametrize(
    "piece", ["<div>", "<p ", '<a "', "<a '", "<!--", "<script>", "&amp;", "&", "<p>&lt;p&gt;", " \n "]
)
def test_time_grows_with_length(piece: str) -> None:
    to_plain(piece)
    start = time.perf_counter()
    to_plain(piece * 100_000)
    assert time.perf_counter() - start < 3
