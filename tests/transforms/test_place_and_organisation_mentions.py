"""Mentions of places and organisations, on sentences of our own."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from flows import seeds
from transforms import mentions, sentences, words
from transforms.knowledge import Knowledge
from transforms.mentions import ORGANISATION, PLACE, Mention
from transforms.places.heads import elsewhere
from transforms.reading import Reading

CASES = Path(__file__).parent.parent / "cases"


@cache
def knowledge() -> Knowledge:
    return Knowledge.of(seeds.read_all())


def read(*texts: str, source: str | None = None) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    found = sentences.split(batch, [[] for _ in texts], knowledge().abbreviations)
    ids = [str(number) for number in range(len(texts))]
    articles = [{"source_id": source, "published_date": None} for _ in texts]
    return Reading(ids, texts, articles, (), batch, found)


def found(reading: Reading) -> list[Mention]:
    places = knowledge().places.find(reading)
    return mentions.resolve([*places, *knowledge().organisations.find(reading, places)])


def surfaces(text: str, source: str | None, entity_type: str) -> list[str]:
    reading = read(text, source=source)
    return [
        reading.surface(one.start, one.end, one.clitics)
        for one in found(reading)
        if one.entity_type == entity_type
    ]


def cases(name: str) -> list[tuple[str | None, str, list[str]]]:
    rows = [line.split("\t") for line in (CASES / name).read_text(encoding="utf-8").splitlines()[1:]]
    return [(source or None, text, names.split("|") if names else []) for source, text, names in rows]


@pytest.mark.parametrize(("source", "text", "names"), cases("place_mentions.tsv"), ids=str)
def test_places(source: str | None, text: str, names: list[str]) -> None:
    assert surfaces(text, source, PLACE) == names


@pytest.mark.parametrize(("source", "text", "names"), cases("organisation_mentions.tsv"), ids=str)
def test_organisations(source: str | None, text: str, names: list[str]) -> None:
    assert surfaces(text, source, ORGANISATION) == names


def test_a_name_in_marks_is_the_same_organisation_as_without() -> None:
    found_ids = {one.entity_id for one in found(read("أعلن حزب «روسيا الموحّدة» وشاركت روسيا الموحدة"))}
    assert found_ids == {"united_russia"}


def test_what_many_countries_have_is_of_none_without_a_nationality() -> None:
    named = found(read("اجتمع مجلس الشعب ثم مجلس الشعب المصري"))
    assert [one.country for one in named if one.entity_type == ORGANISATION] == [None, "EG"]


@pytest.mark.parametrize(
    ("text", "source", "country"),
    [
        ("وقع الحادث في طرابلس", "home", "LB"),
        ("وقع الحادث في طرابلس", None, "LY"),
        ("قالت الحكومة في لبنان إن الحادث وقع في طرابلس", None, "LB"),
        ("قال الوزير اللبناني إن الحادث وقع في طرابلس", None, "LB"),
        ("وصل الوفد إلى عمان", None, "OM"),
        ("وصل الوفد الأردني إلى عمان", None, "JO"),
        ("وصل الوفد إلى عمّان", None, "JO"),
        ("وصل الوفد الأردني إلى عُمان", None, "OM"),
    ],
)
def test_a_shared_name_goes_to_the_country_that_is_named_or_at_home(
    text: str, source: str | None, country: str
) -> None:
    home = {row["source_id"] for row in seeds.read("sources") if row["country_code"] == "LB"}
    reading = read(text, source=sorted(home)[0] if source else None)
    assert [one.country for one in found(reading)][-1] == country


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("اشتباكات في محافظة السويداء", "ADM1"),
        ("اشتباكات في مدينة السويداء", "PPLA"),
        ("اشتباكات في السويداء", "PPLA"),
        ("انتخابات في الجزائر", "PCLI"),
        ("أمطار في العاصمة الجزائر", "PPLC"),
        ("شوارع تونس", "PPLC"),
        ("رئيس تونس", "PCLI"),
    ],
)
def test_the_noun_before_a_shared_name_tells_the_region_the_town_and_the_country(
    text: str, feature: str
) -> None:
    features = {row["place_id"]: row["feature_code"] for row in seeds.read("places")}
    assert [features[one.entity_id or ""] for one in found(read(text))] == [feature]


def test_a_quarter_called_after_a_town_is_another_place() -> None:
    quarter, town, district = found(read("انقطع الماء في حي الرياض بسوسة وفي حي بروكلين"))
    assert (quarter.name, quarter.country) == ("الرياض", None)
    assert (town.country, district.country) == ("TN", "US")


def test_places_have_coordinates() -> None:
    rows = {row["place_id"]: row for row in seeds.read("places")}
    (town,) = found(read("وصل إلى حلب"))
    assert (rows[town.entity_id or ""]["geonames_id"], rows[town.entity_id or ""]["latitude"][:2]) == (
        "170063", "36",
    )  # fmt: skip


def in_dateline(text: str) -> list[tuple[str, str]]:
    """What is found in a text whose first line is a dateline."""
    batch = words.tokenise(pa.array([text], pa.large_string()))
    parts = [[sentences.Part(0, text.index("\n"), "dateline")]]
    split = sentences.split(batch, parts, knowledge().abbreviations)
    article = {"source_id": None, "published_date": None}
    reading = Reading(["0"], [text], [article], (), batch, split)
    return [
        (one.entity_type, reading.surface(one.start, one.end, one.clitics))
        for one in found(reading)
        if reading.sentence[one.start] == 0
    ]


def test_a_dateline_names_the_newspaper_not_the_party_and_the_town_not_the_newspaper() -> None:
    assert in_dateline("موسكو- البعث:\nعقدت جلسة مباحثات") == [(PLACE, "موسكو"), (ORGANISATION, "البعث")]
    assert in_dateline("سبق- عمان:\nيواجه المنتخب نظيره") == [(ORGANISATION, "سبق"), (PLACE, "عمان")]


def test_the_newspaper_and_the_party_are_two() -> None:
    (party,) = found(read("أعلن حزب البعث موقفه"))
    (paper,) = found(read("ذكرت صحيفة البعث أن الاجتماع تأجل"))
    assert party.entity_id != paper.entity_id


@pytest.mark.parametrize(
    ("source", "outlet"), [("okaz", "alsharq_sa"), ("alsharq_qa", "alsharq_qa"), ("alchark_lb", "alchark_lb")]
)
def test_a_name_that_outlets_share_goes_to_the_one_at_home(source: str, outlet: str) -> None:
    (one,) = found(read("رأس تحرير صحيفة «الشرق» سنوات", source=source))
    assert one.entity_id == outlet


def test_a_newspaper_at_home_is_not_the_channel_of_its_name() -> None:
    (one,) = found(read("بثت قناة «الجزيرة» الخبر", source="okaz"))
    assert one.entity_id == "aljazeera"


def test_what_is_also_another_word_tells_no_country() -> None:
    assert [one.country for one in found(read("أعلنت وزارة المالية الميزانية"))] == [None]


def test_nationality_tells_the_country_of_an_organisation() -> None:
    reading = read("قال مجلس الوزراء المصري ووزارة الداخلية التونسية وبلدية بعيدة إن مجلس الوزراء اجتمع")
    national, headed, common = found(reading)
    assert (national.country, headed.country, common.country) == ("EG", "TN", None)
    assert national.entity_id != common.entity_id


def test_an_acronym_is_the_organisation_before_it() -> None:
    whole, acronym = found(read("الوكالة الوطنية للسلامة المرورية (NRSA) تحذر"))
    assert (acronym.entity_id, acronym.name, acronym.rule) == (
        whole.entity_id, "الوكالة الوطنية للسلامة المرورية", "organisation_acronym",
    )  # fmt: skip


def test_ids() -> None:
    reading = read("زار الأمم المتحدة ووزارة الطاقة الروسية في موسكو", "قالت وزارة الطاقة الروسية")
    known, unknown, town, again = found(reading)
    assert known.entity_id == "united_nations"
    assert unknown.entity_id is not None
    assert unknown.entity_id.startswith("o")
    assert unknown.entity_id == again.entity_id
    assert (town.entity_id or "").startswith("geonames:")


def test_spans_have_no_proclitics() -> None:
    reading = read("وبالأمم المتحدة وبموسكو ولوزارة الطاقة الروسية")
    assert [reading.surface(one.start, one.end, one.clitics) for one in found(reading)] == [
        "الأمم المتحدة", "موسكو", "وزارة الطاقة الروسية",
    ]  # fmt: skip


def test_an_empty_batch_has_no_mentions() -> None:
    assert found(read("")) == []


def test_a_name_that_stands_again_is_a_whole_word() -> None:
    reading = read("شيودا، وقّعا في عا وبعا\N{ARABIC FATHATAN}، وشيودا")
    stands = {
        name: [reading.surface(*span) for span in elsewhere(reading, 0, name)] for name in ("عا", "شيودا")
    }
    assert stands == {"عا": ["عا", "عا\N{ARABIC FATHATAN}"], "شيودا": ["شيودا", "شيودا"]}
