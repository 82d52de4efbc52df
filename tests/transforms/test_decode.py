from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.decode import Undecodable, decode

SENTENCES = (
    "قال الوزير إن المحادثات بين الجانبين ستستأنف الأسبوع المقبل في العاصمة.",
    "أعلنت الشركة أمس عن أرباح قدرها 12.5 مليون ريال (3.3 ملايين دولار) للربع الأول",
    "انتهى اللقاء",
    "فاز الفريق على ضيفه 3-1؛ وسجل أهدافه كل من سالم وعمر ويوسف، في مباراة مثيرة!",
)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_encoding_without_a_mark(sentence: str, encoding: str) -> None:
    assert decode(sentence.encode(encoding)) == (sentence, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_decides_and_goes(encoding: str) -> None:
    assert decode(f"\ufeff{SENTENCES[0]}".encode(encoding)) == (SENTENCES[0], encoding)


def test_line_ends() -> None:
    assert decode("أ\r\nب\rج\n".encode())[0] == "أ\nب\nج\n"
    assert decode("أ\r\nب".encode("utf-16-le") * 9)[0].count("\n") == 9


def test_persian_letters_and_french_words_in_windows_1256() -> None:
    for text in (
        "گزارش پایانی وزیر درباره چند شرکت بزرگ",
        "زار الوزير بلدة Évian-les-Bains الفرنسية يوم الخميس",
    ):
        data = text.replace("ی", "ي").encode("windows-1256", "replace")
        assert decode(data)[1] == "windows-1256"


def test_latin_text_is_not_read_as_arabic() -> None:
    text = "Le président a déclaré à Genève que les négociations étaient terminées, après été 2019."
    assert decode(text.encode("windows-1252"))[0] == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(500),
        bytes(4096),
        bytes(range(256)) * 20,
        b"\x00" + "خبر".encode(),
    ],
)
def test_what_is_not_text(data: bytes) -> None:
    with pytest.raises(Undecodable, match="not text"):
        decode(data)


def test_utf8_with_few_broken_bytes_is_read() -> None:
    whole = " ".join(SENTENCES * 5).encode()
    text, encoding = decode(whole[:300] + b"\xff" + whole[300:])
    assert encoding == "utf-8" and text.count("\N{REPLACEMENT CHARACTER}") in (1, 2)
    assert decode(SENTENCES[0].encode()[:-2])[1] == "utf-8"  # cut within its last letter
    short = SENTENCES[0].encode()
    assert decode(short[:9] + b"\xff" + short[9:21] + b"\xc3" + short[21:])[1] == "utf-8"


def test_many_broken_bytes_are_another_encoding() -> None:
    assert decode(SENTENCES[0].encode("windows-1256") + " نعم".encode())[1] != "utf-8"


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r\ufeff", exclude_categories=["Cc"]), min_size=1
    )
)
def test_utf8_is_always_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_undecodable(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except Undecodable:
        return
    assert "\r" not in text and encoding


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("uchardet_iso-8859-6.txt", "iso-8859-6"),
        ("nodechardet_iso-8859-6.bin", "iso-8859-6"),
        ("uchardet_windows-1256.txt", "windows-1256"),
        ("nodechardet_windows-1256.bin", "windows-1256"),
        ("nodechardet_windows_1256.txt", "windows-1256"),
        ("cn_sample-arabic-1.txt", "windows-1256"),
        ("uchardet_utf-8.txt", "utf-8"),
        ("nodechardet_lang_arabic_utf8.txt", "utf-8"),
        ("cn_sample-arabic.txt", "utf-8"),
    ],
)
def test_files_of_other_detectors(shared: Path, name: str, encoding: str) -> None:
    data = (shared / "data/formats/encoding" / name).read_bytes()
    assert decode(data)[1] == encoding


def test_passages_of_twenty_letters(shared: Path) -> None:
    text = decode((shared / "data/formats/encoding/nodechardet_lang_arabic_utf8.txt").read_bytes())[0]
    passages = [text[start : start + 20] for start in range(0, len(text) - 20, 20)]
    passages = [one for one in passages if sum("\u0621" <= letter <= "\u064a" for letter in one) >= 12]
    for encoding in ("windows-1256", "iso-8859-6"):
        writable = [one for one in passages if one.encode(encoding, "ignore").decode(encoding) == one]
        right = sum(decode(one.encode(encoding))[0].strip() == one.strip() for one in writable)
        assert len(writable) > 50 and right >= 0.98 * len(writable)
