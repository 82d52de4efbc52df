"""Writes `places.csv` anew from the open lists; run by hand, see README.md.

    python seeds/make_places.py geonames_cities_ar.tsv countries_mledoze_ar.tsv

Rows whose `source` is `warraq` are hand-made and stay as they are; a city that one of them names, or that
`places_excluded.csv` names, is not taken from the list again. Everything else is made here.
"""

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

SEEDS = Path(__file__).resolve().parent
COLUMNS = (
    "place_id", "name", "aliases", "country_code", "latitude", "longitude",
    "feature_code", "population", "geonames_id", "wikidata_id", "source",
)  # fmt: skip
# Where Arabic newspapers name towns of any size, and where they name middling ones.
ARAB_COUNTRIES = (
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY",
    "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE",
)  # fmt: skip
NEIGHBOURS = ("AF", "CY", "ER", "ET", "IL", "IR", "ML", "NE", "PK", "SS", "TD", "TR")
LEAST_POPULATION_OF_NEIGHBOURS = 50_000
LEAST_POPULATION_ELSEWHERE = 150_000
SHORTEST_FOREIGN_NAME = 4  # letters: قوم, رم, بن are words before they are towns
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")  # vowel marks, dagger alef, tatweel
# Persian, Uyghur or mistyped: an alef maksura inside a word, a word-initial hamza seat, no Arabic letter.
NOT_ARABIC = re.compile("\N{ARABIC LETTER ALEF MAKSURA}(?!$| |-)|(^| )[ئؤ]|[^\u0621-\u064a -]|(^| )د ")
ADMINISTRATIVE = re.compile(
    "(ولاية|إمارة|محافظة|منطقة|مدينة|بلدية|دائرة|ناحية|قضاء|شعبية|استان|شهر|شهرك|ضلع|بندر) "
)
ARTICLE = "ال"
# One foreign g, four spellings by region.
# Rough sounds of both scripts, vowels left out.
SOUNDS = {
    letter: sound
    for sound, letters in {
        "b": "بbp", "t": "تطt", "s": "ثسصشsc", "k": "جحخغقكkqgxj", "h": "هh", "d": "دذضظd",
        "r": "رr", "z": "زz", "f": "فfv", "l": "لl", "m": "مm", "n": "نn",
    }.items()
    for letter in letters
}  # fmt: skip
DIGRAPHS = {"sh": "s", "ch": "s", "kh": "k", "gh": "k", "th": "t", "dh": "d", "ph": "f"}
GUTTURALS = str.maketrans("جقك", "غغغ")


def fold(name: str) -> str:
    """The spelling without what writers leave out: hamza on alef, dots of ي and ة."""
    return re.sub("[أإآ]", "ا", name).replace("ى", "ي").replace("ة", "ه")


def spellings(names: list[str]) -> list[str]:
    """One good spelling of each folded form, without the forms that only lack the article or add a title."""
    forms: dict[str, list[str]] = defaultdict(list)
    for name in (MARKS.sub("", name).strip() for name in names):
        if not NOT_ARABIC.search(name):
            forms[fold(name)].append(name)
    kept = [
        form for form in forms if ARTICLE + form not in forms and not ADMINISTRATIVE.match(forms[form][0])
    ]
    return [max(forms[form], key=lambda name: sum(letter in "أإآةى" for letter in name)) for form in kept]


def skeleton(name: str) -> str:
    """The consonants of an Arabic or Latin name in one rough alphabet: سلي and Sly are both `sl`."""
    plain = unicodedata.normalize("NFD", name.lower())
    for pair, sound in DIGRAPHS.items():
        plain = plain.replace(pair, sound)
    return "".join(SOUNDS.get(letter, "") for letter in plain)


def likeness(name: str, latin: str) -> float:
    """How well the Arabic name spells the Latin one, 0 to 1: tells وادي سلي from the older مالاكوف."""
    return SequenceMatcher(None, skeleton(name), skeleton(latin), autojunk=False).ratio()


def city_names(rows: list[dict[str, str]], is_arab: bool) -> tuple[str, list[str]]:
    """Name and aliases of a city, or an empty name if none is fit."""
    found = spellings([row["name_ar"] for row in rows])
    if not found:
        return "", []
    latin = rows[0]["name_en"]
    name = max(found, key=lambda name: (likeness(name, latin), -len(name)))
    if is_arab:
        return name, [other for other in found if other != name]
    if len(name) < SHORTEST_FOREIGN_NAME:
        return "", []
    key = fold(name).translate(GUTTURALS)
    aliases = [other for other in found if other != name and fold(other).translate(GUTTURALS) == key]
    if "غ" in name and "g" in latin.lower():
        aliases.append(name.replace("غ", "ج"))
    return name, list(dict.fromkeys(aliases))


def is_wanted(row: dict[str, str]) -> bool:
    """Whether an Arabic newspaper names the city, judged by country and population."""
    population = int(row["population"])
    if row["country"] in NEIGHBOURS:
        return population >= LEAST_POPULATION_OF_NEIGHBOURS
    return row["country"] in ARAB_COUNTRIES or population >= LEAST_POPULATION_ELSEWHERE


def read(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """Rows of a table with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def cities(
    rows: list[dict[str, str]], taken: set[str], capitals: set[tuple[str, str]]
) -> list[dict[str, str]]:
    """Rows of `places.csv` for the cities of the GeoNames list that are not `taken` already."""
    by_id: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["geonameid"] not in taken and is_wanted(row):
            by_id[row["geonameid"]].append(row)
    made = []
    for geonames_id, same in by_id.items():
        first = same[0]
        name, aliases = city_names(same, first["country"] in ARAB_COUNTRIES)
        if not name:
            continue
        code = "PPLC" if (first["country"], name) in capitals else "PPL"
        values = (
            f"geonames:{geonames_id}", name, "|".join(aliases), first["country"], first["lat"], first["lon"],
            code, first["population"], geonames_id, "", "geonames",
        )  # fmt: skip
        made.append(dict(zip(COLUMNS, values, strict=True)))
    return made


def countries(rows: list[dict[str, str]], centres: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of `places.csv` for the countries: names of `countries.csv`, coordinates of the mledoze list."""
    centre_of = {row["cca2"]: row for row in centres}
    made = []
    for row in rows:
        code = row["country_code"]
        centre = centre_of.get(code, {"lat": "", "lon": ""})
        values = (
            f"country:{code}", row["name"], row["aliases"], code, centre["lat"], centre["lon"],
            "PCLI", "", "", row["wikidata_id"], "mledoze",
        )  # fmt: skip
        made.append(dict(zip(COLUMNS, values, strict=True)))
    return made


def without_twins(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Of cities of one name in one country only the largest: the others are its quarters or unheard of."""
    best: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        key = (row["country_code"], fold(row["name"]))
        if key not in best or int(row["population"] or 0) > int(best[key]["population"] or 0):
            best[key] = row
    return list(best.values())


def main(cities_list: str, countries_list: str) -> None:
    """Write `places.csv`: countries, then hand-made rows, then cities by country and size."""
    hand_made = [row for row in read(SEEDS / "places.csv") if row["source"] == "warraq"]
    excluded = {row["geonames_id"] for row in read(SEEDS / "places_excluded.csv")}
    taken = excluded | {row["geonames_id"] for row in hand_made}
    # A namesake of a place that everybody knows (لندن in Ontario) is hardly ever the one meant.
    known = {fold(name) for row in hand_made for name in [row["name"], *row["aliases"].split("|")]}
    nations = read(SEEDS / "countries.csv")
    capitals = {(row["country_code"], row["capital"]) for row in nations}
    listed = without_twins(cities(read(Path(cities_list), "\t"), taken, capitals))
    listed = [row for row in listed if fold(row["name"]) not in known]
    listed.sort(key=lambda row: (row["country_code"], -int(row["population"])))
    hand_made.sort(key=lambda row: (row["country_code"], row["name"]))
    with (SEEDS / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(countries(nations, read(Path(countries_list), "\t")) + hand_made + listed)


if __name__ == "__main__":
    main(*sys.argv[1:])
