from hypothesis import given
from hypothesis import strategies as st

from transforms.metadata.names import Names, name_key


def test_abbreviations_are_one_name_however_they_are_written(names: Names) -> None:
    for written in ("أ ف ب", "أ. ف. ب.", "(ا ف ب)", "أ.ف.ب"):
        assert names.source(written) == "afp", written


def test_shared_name_needs_a_country(names: Names) -> None:
    assert names.source("الوطن") is None
    assert names.source("الوطن", "SA") == "alwatan_sa"
    assert names.source("الوطن", "EG") == "alwatan_eg"


def test_places_by_any_spelling(names: Names) -> None:
    assert names.place("مكة المكرمة") == names.place("مكه المكرمه")
    assert names.place("القدس المحتلة") is not None
    assert names.place("ثقافة اليوم") is None


def test_unknown_text_is_nothing(names: Names) -> None:
    assert names.sources("") == ()
    assert names.source("صحيفة لا وجود لها") is None
    assert names.place("") is None
    assert names.country_of_source(None) is None


def test_preposition_is_no_written_given_name(names: Names) -> None:
    assert names.is_written_given_name("علي")
    assert not names.is_written_given_name("على")
    assert names.is_given_name("على")


@given(st.text())
def test_key_is_idempotent(text: str) -> None:
    key = name_key(text)
    if not key.startswith("."):
        assert name_key(key) == key
