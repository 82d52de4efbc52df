import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.metadata.headline import HeadlineWords, Span, find_levels, has_headline, split_headline
from transforms.metadata.names import Names

CASES = Path(__file__).parent.parent / "cases" / "headlines.tsv"
LINES = CASES.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
PROSE = (
    "أعلنت الحكومة أمس أنها ستفتح المعابر أمام المسافرين والبضائع بعد أسابيع من المفاوضات "
    "التي جرت في العاصمة بين الوفدين وشارك فيها وزراء من البلدين وخبراء من منظمات دولية كثيرة."
)


def cut(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else ""


@pytest.mark.parametrize("row", ROWS, ids=[row["line"][:40] for row in ROWS])
def test_line(row: dict[str, str], names: Names, headline_words: HeadlineWords) -> None:
    levels = split_headline(row["line"], row["body"], headline_words, names)
    found = [cut(row["line"], span) for span in (levels.kicker, levels.headline, levels.subheadline)]
    assert found == [row["kicker"], row["headline"], row["subheadline"]]


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "subheadline"),
    [
        (["فتح المعابر", PROSE], "", "فتح المعابر", ""),
        (["خاص", "فتح المعابر غدا", PROSE], "خاص", "فتح المعابر غدا", ""),
        (["فتح المعابر", "الوفدان اتفقا على الجدول", PROSE], "", "فتح المعابر", "الوفدان اتفقا على الجدول"),
        (["فتح المعابر", "قال الوزير ذلك.", PROSE], "", "فتح المعابر", ""),
        (["فتح المعابر", "قال الوزير كلمة", "ثم انصرف."], "", "فتح المعابر", ""),
        ([PROSE, PROSE], "", "", ""),
        (["أعلن الوزير ذلك.", PROSE], "", "", ""),
        (["وفي ما يلي النص:", PROSE], "", "", ""),
        (["كلمة"], "", "", ""),
        ([""], "", "", ""),
    ],
)
def test_file(
    lines: list[str],
    kicker: str,
    headline: str,
    subheadline: str,
    names: Names,
    headline_words: HeadlineWords,
) -> None:
    text = "\n".join(lines)
    levels = find_levels(text, headline_words, names)
    found = [cut(text, span) for span in (levels.kicker, levels.headline, levels.subheadline)]
    assert found == [kicker, headline, subheadline]


def test_ellipsis_ends_no_sentence() -> None:
    assert has_headline("الغلاء يعود من جديد..", PROSE)
    assert not has_headline("انتهى الأمر. وعاد الجميع إلى بيوتهم", PROSE)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.sampled_from(list('عاجل الهلال: بيت.|-\n"”')), max_size=80))
def test_levels_lie_in_the_text_in_order(text: str, names: Names, headline_words: HeadlineWords) -> None:
    levels = find_levels(text, headline_words, names)
    spans = [span for span in (levels.kicker, levels.headline, levels.subheadline) if span]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
