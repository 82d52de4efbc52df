"""Persons with title and role, on sentences of our own."""

from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import seeds
from flows.settings import DEFAULT_SOURCE
from transforms import sentences, words
from transforms.mentions import PLACE, Mention, resolve
from transforms.persons.mentions import Persons
from transforms.persons.roles import Positions
from transforms.reading import Reading
from transforms.stems import Stems

CASES = Path(__file__).parent.parent / "cases"


@cache
def persons() -> Persons:
    return Persons(seeds.read_all(), Stems(seeds.read("common_words"), seeds.read("affixes")))


@cache
def positions() -> Positions:
    return Positions(seeds.read_all())


def read(*texts: str) -> Reading:
    batch = words.tokenise(pa.array(texts, pa.large_string()))
    abbreviations = words.hashes_of([row["abbreviation"] for row in seeds.read("abbreviations")])
    found = sentences.split(batch, [[] for _ in texts], abbreviations)
    return Reading(
        [str(number) for number in range(len(texts))], texts, [{} for _ in texts], (), batch, found
    )


def found(*texts: str) -> tuple[Reading, list[Mention]]:
    reading = read(*texts)
    return reading, resolve(persons().find(reading))


def cases() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in (CASES / "persons.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return [(text, names) for _, text, names in rows]


@pytest.mark.parametrize(("text", "names"), cases(), ids=str)
def test_cases(text: str, names: str) -> None:
    reading, mentions = found(text)
    got = [
        f"{reading.surface(one.start, one.end, one.clitics)}|{one.title or ''}|{one.role or ''}"
        for one in mentions
    ]
    assert ";".join(got) == names


# The persons of the sample document, as a reader would note them: name, title, role, country; in order of mention.
SAMPLE = [
    ("الهلال", "هلال الهلال", None, None, "SY"),
    ("هلال الهلال", "هلال الهلال", "الرفيق المهندس", "الأمين العام المساعد للحزب", "SY"),
    ("بشار الأسد", "بشار الأسد", "السيد الرئيس", "الأمين العام للحزب", "SY"),
    ("الأسد", "بشار الأسد", "الرئيس", "رئيس", "SY"),
    ("فلاديمير بوتين", "فلاديمير بوتين", "الرئيس", "رئيس", "RU"),
    ("الهلال", "هلال الهلال", "الرفيق", None, "SY"),
    ("بوتين", "فلاديمير بوتين", "الرئيس", "رئيس", "RU"),
    (
        "أندريه تورتشاك", "أندريه تورتشاك", None,
        "أمين المجلس العام لحزب روسيا الموحّدة، نائب رئيس مجلس الاتحاد", "RU",
    ),
    (
        "أندريه كليموف", "أندريه كليموف", None,
        "مسؤول العلاقات الخارجية في حزب روسيا الموحّدة، نائب رئيس لجنة العلاقات الدولية في مجلس الاتحاد", "RU",
    ),
    ("عمار السباعي", "عمار السباعي", "الرفيق", "عضو القيادة المركزية للحزب", "SY"),
    ("ياسر الشوفي", "ياسر الشوفي", "الرفيق", "عضو القيادة المركزية للحزب", "SY"),
    ("رياض حداد", "رياض حداد", "الدكتور", "سفير سورية لدى موسكو", "SY"),
]  # fmt: skip


def test_sample_field_by_field() -> None:
    (file,) = DEFAULT_SOURCE.glob("*.txt")
    reading, mentions = found(file.read_text(encoding="utf-8"))
    got = [
        (reading.surface(one.start, one.end, one.clitics), one.name, one.title, one.role, one.country)
        for one in mentions
    ]
    assert got == SAMPLE
    assert len({one.entity_id for one in mentions}) == 8
    assert not any(one.role_is_former for one in mentions)


@pytest.mark.parametrize(
    ("texts", "n_persons"),
    [
        (["قال وزير الصحة اليمني محمد العلي إن العمل بدأ.", "سجل لاعب الهلال محمد العلي هدفا."], 2),
        (["زار السفير الكويتي محمد العلي بيروت.", "قال الوزير اليمني محمد العلي كلمة."], 2),
        (["غنى المطرب سامي الحلو في الحفل.", "درب المدرب سامي الحلو الفريق."], 2),
        (["زار السفير الكويتي محمد العلي بيروت.", "قال السفير الكويتي محمد العلي كلمة."], 1),
        # three names are hardly borne by two
        (["قال الوزير محمد صالح العلي كلمة.", "سجل اللاعب محمد صالح العلي هدفا."], 1),
        # transliterations of one name
        (["وصل أندريه بتروفسكي.", "وصل أندريه بيتروفسكي."], 1),
        (["قال النائب أندريه كليموف كلمة.", "قال النائب أندريه كليموڤ كلمة."], 1),
        (["قال بنيامين نتنياهو كلمة.", "قال بنيامين نتانياهو كلمة."], 1),
        (["زار باراك أوباما برلين.", "زار باراك اوباما برلين."], 1),
        (["زارت أنغيلا ميركل باريس.", "زارت أنجيلا ميركيل باريس."], 1),
        (["قال أحمد موسى كلمة.", "قال احمد موسي كلمة."], 1),
        (["كتب حمزة الهادي مقالا.", "كتب حمزه الهادي مقالا."], 1),
        (["زار الملك سلمان بن عبدالعزيز جدة.", "زار الملك سلمان بن عبد العزيز جدة."], 1),
        (["قال الدكتور عبدالرحمن الهادي كلمة.", "قال الدكتور عبد الرحمن الهادي كلمة."], 1),
        # but Arabic names that differ in a long vowel are others
        (["قال الشيخ سالم العلي كلمة.", "قال الشيخ سليم العلي كلمة."], 2),
    ],
    ids=str,
)
def test_who_is_one_person(texts: list[str], n_persons: int) -> None:
    _, mentions = found(*texts)
    assert len(mentions) == 2
    assert len({one.entity_id for one in mentions}) == n_persons


def test_a_player_is_no_president_of_the_same_name() -> None:
    _, mentions = found("سجل لاعب الفريق بشار الأسد هدفا. وقال الأسد إنه سعيد.", "زار الرئيس بشار الأسد حمص.")
    assert [one.country for one in mentions] == [None, None, "SY"]
    assert mentions[0].entity_id == mentions[1].entity_id != mentions[2].entity_id


def test_persons_do_not_depend_on_the_other_articles_of_their_batch() -> None:
    texts = [text for text, _ in cases()]
    _, together = found(*texts)
    alone = [one for text in texts for one in found(text)[1]]
    assert [(one.name, one.entity_id, one.role, one.rule) for one in together] == [
        (one.name, one.entity_id, one.role, one.rule) for one in alone
    ]


@pytest.mark.parametrize(
    ("text", "is_former"),
    [
        ("قال وزير النفط السابق سمير داود كلمة.", True),
        ("قال سمير داود، وزير النفط الأسبق، كلمة.", True),
        ("قال رئيس الوزراء المنتخب سمير داود كلمة.", True),
        ("قال وزير النفط الحالي سمير داود كلمة.", False),
        ("قال وزير النفط سمير داود كلمة.", False),
        ("قال سمير داود كلمة.", None),
        ("قال شقيق سمير داود كلمة.", None),
    ],
    ids=str,
)
def test_positions_that_are_over(text: str, is_former: bool | None) -> None:
    _, (mention,) = found(text)
    assert mention.role_is_former is is_former


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("سجل البرتغالي تياغو كارنيرو هدفا.", "PT"),
        ("سجل للبرتغالي تياغو كارنيرو هدف.", "PT"),
        ("وقال المدافع السيراليوني سيمبوكو كلمة.", "SL"),
        ("وقال الرئيس المصرى سمير داود كلمة.", "EG"),
        ("كتب سمير داود باحث سعودي.", "SA"),
        ("قال مدرب جامايكا، الألماني يورغن كلاوسن كلمة.", "DE"),
        ("لعب أمام المنتخب البرازيلي تياغو كارنيرو.", None),
    ],
    ids=str,
)
def test_nationality_tells_the_country(text: str, country: str | None) -> None:
    _, (mention,) = found(text)
    assert mention.country == country


def test_names_of_one_house_are_several_persons() -> None:
    _, mentions = found("حضر الأمير خالد بن سعد بن فهد آل مقرن والأمير خالد بن تركي بن فهد آل مقرن.")
    assert len({one.entity_id for one in mentions}) == 2


def test_a_longer_name_is_not_the_well_known_one() -> None:
    _, mentions = found("زار محمد حسين القدس.", "زار الطالب محمد حسين مسعد القدس.")
    assert mentions[0].entity_id != mentions[1].entity_id


def test_enough_holders_of_offices_are_known() -> None:
    rows = [row for row in seeds.read("known_persons") if row["field"] == "state"]
    assert sum(bool(row["role"] and row["country_code"]) for row in rows) >= 1500


def test_places_and_organisations_are_no_persons() -> None:
    reading = read("وصل الوفد إلى أنطونيو بتروفو أمس.")
    assert persons().find(reading) != []
    place = Mention(0, 3, 5, 0, PLACE, "أنطونيو بتروفو")
    assert persons().find(reading, [place]) == []


def test_second_mentions_take_the_full_name() -> None:
    _, mentions = found(
        "قال المهندس هلال الهلال إن العمل بدأ.\nوأضاف الرفيق الهلال: نشكركم.", "رأينا الهلال."
    )
    assert [(one.document, one.name, one.rule) for one in mentions] == [
        (0, "هلال الهلال", "titled_weak"),
        (0, "هلال الهلال", "second"),
    ]


def test_spellings_of_a_known_person_are_one_entity() -> None:
    _, mentions = found("زار كوفي عنان بيروت.", "زار كوفي أنان بيروت.")
    assert len({one.entity_id for one in mentions}) == 1
    assert {one.name for one in mentions} == {"كوفي أنان"}


@pytest.mark.parametrize(
    ("text", "title", "role", "country", "number"),
    [
        ("السيد الرئيس", "السيد الرئيس", "رئيس", None, 1),
        ("الرئيس اللبناني السابق", "الرئيس", "رئيس سابق", "LB", 1),
        ("عضوا القيادة المركزية للحزب", None, "عضو القيادة المركزية للحزب", None, 2),
        ("وسفير سورية لدى موسكو الدكتور", "الدكتور", "سفير سورية لدى موسكو", None, 1),
        ("وأعضاء الوفد وسفير فرنسا", None, "سفير", "FR", 1),
        ("وزير الخارجية الإيراني", None, "وزير الخارجية", "IR", 1),
        ("قائدي البلدين الرئيسين", "الرئيس", "رئيس", None, 2),
        ("رئيس الوزراء", None, "رئيس الوزراء", None, 1),
        ("زعيم حزب الله", None, "زعيم حزب الله", None, 1),
        ("مدرب المنتخب السعودي", None, "مدرب المنتخب", "SA", 1),
        ("ورئيس النواب اللبناني", None, "رئيس النواب", "LB", 1),
        ("للرئيس التركي", "الرئيس", "رئيس", "TR", 1),
        ("الرئيس الامريكي", "الرئيس", "رئيس", "US", 1),
        ("أمير منطقة عسير", None, "أمير منطقة عسير", None, 1),
        ("وزير النفط العراقي السابق", None, "وزير النفط السابق", "IQ", 1),
        ("المتحدث الرسمي باسم الوزارة، العقيد", "العقيد", "المتحدث الرسمي باسم الوزارة", None, 1),
        (
            "نائب خادم الحرمين الشريفين صاحب السمو الملكي الأمير",
            "صاحب السمو الملكي الأمير",
            "نائب خادم الحرمين الشريفين",
            None,
            1,
        ),
        ("والوزيران السابقان", None, "وزير سابق", None, 2),
        # what only stands before a name says nothing of it
        ("الوزير في مكتبه الدكتور", "الدكتور", None, None, 1),
        ("رئيسًا لمجلس الإدارة المهندس", "المهندس", None, None, 1),
    ],
)
def test_positions(text: str, title: str | None, role: str | None, country: str | None, number: int) -> None:
    position = positions().before(text)
    assert (position.title, position.role, position.country, position.number) == (
        title,
        role,
        country,
        number,
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "قال",
                "محمد",
                "بن",
                "علي",
                "الوزير",
                "و",
                "،",
                ".",
                "ـ",
                "الرئيس",
                "بوتين",
                "رئيس",
                "مجلس",
                "د",
                "وزير",
                "عبد",
                "الله",
                "أبو",
                "ل\n",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_words_gives_true_spans(tokens: list[str]) -> None:
    text = " ".join(tokens) or "."
    reading, mentions = found(text)
    for one in mentions:
        start, end = reading.span(one.start, one.end, one.clitics)
        assert text[start:end] == reading.surface(one.start, one.end, one.clitics)
        assert start < end
