"""A byline taken apart into persons, outlets or agencies, and cities.

The words alone do not tell: الرياض is a city and a newspaper, المدينة too, and most villages stand in no
list. So every piece first gets a reading of its own, then the readings around it and the article's own
outlet decide what is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.metadata.byline_pieces import clean, cut
from transforms.metadata.byline_readings import DEFINITE, ROLES, Label, Reading, is_prose, read_piece
from transforms.metadata.names import Names

_LONGEST_BYLINE = 40  # words; longer texts are sentences that stand in the wrong field
_STAND_INS = {"agencies", "follow_up", "special"}  # kinds of generic sources that name no section
# What a village that stands in no list is found beside.
_BESIDE_A_PLACE = {Label.PERSON, Label.GUESSED_NAME, Label.SOURCE, Label.GENERIC}


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made an article, for whom, where.

    `persons`: authors without titles. `sources`: source_ids of outlets and agencies that are known.
    `source_surface`: outlets and agencies as written, joined by a comma. `places`: cities as written.
    `desk`: a department that stands for a person. `contributors`: photographers and translators.
    """

    persons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    source_surface: str = ""
    places: tuple[str, ...] = ()
    desk: str = ""
    contributors: tuple[str, ...] = ()


def parse_byline(text: str, names: Names, *, outlet: str | None = None) -> Byline:
    """Take a byline apart; `outlet` is the source_id of the article's own outlet when it is known.

    Text that is no byline (a sentence, a date, an id) gives an empty `Byline`. Costs some tens of
    microseconds, so memoise it per distinct string.
    """
    readings = read_pieces(text, names, outlet=outlet)

    def surfaces(*labels: Label) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reading.surface for reading in readings if reading.label in labels))

    places = surfaces(Label.PLACE)
    return Byline(
        persons=surfaces(Label.PERSON),
        sources=source_ids(surfaces(Label.SOURCE), places, names, outlet),
        source_surface="\N{ARABIC COMMA} ".join(surfaces(Label.SOURCE, Label.GENERIC)),
        places=places,
        desk=next(iter(surfaces(Label.DESK)), ""),
        contributors=surfaces(Label.CONTRIBUTOR),
    )


def read_pieces(text: str, names: Names, *, outlet: str | None = None) -> list[Reading]:
    """Every piece of a byline with its reading; no piece is left open. Empty for text that is too long."""
    cleaned = clean(text)
    if len(cleaned.split()) > _LONGEST_BYLINE:
        return []
    readings = [read_piece(piece, names) for piece in cut(cleaned, names)]
    if is_prose(readings, names):
        return []
    readings = _decide_outlets(readings, names, outlet)
    return _assign_roles(_decide_words(readings, names))


def source_ids(
    surfaces: Sequence[str], places: Sequence[str], names: Names, outlet: str | None
) -> tuple[str, ...]:
    """The source_ids of these outlets or agencies, those that are known.

    Where several share a name, the article's own outlet is meant, else the one of its country, else the one
    of the byline's country.
    """
    countries = [names.country_of_source(outlet), *(names.country_of_place(place) for place in places[:1])]
    found: list[str] = []
    for surface in surfaces:
        candidates = names.sources(surface)
        if outlet in candidates:
            found.append(outlet or "")
            continue
        identity = next(filter(None, (names.source(surface, country) for country in countries)), None)
        if identity := identity or names.source(surface):
            found.append(identity)
    return tuple(dict.fromkeys(found))


def _decide_outlets(readings: list[Reading], names: Names, outlet: str | None) -> list[Reading]:
    """Decide الرياض and المدينة: the outlet where it stands alone or beside a city, else the city.

    `المدينة - جدة` → outlet; `الرياض - واس`, `الرياض - فلان` → city; `الوئام - المدينة` → city;
    `دبي - الرياض` → outlet, in the newspaper الرياض itself.
    """
    open_ones = [r for r in readings if r.label is Label.OUTLET_OR_PLACE]
    others = {r.label for r in readings} - {Label.OUTLET_OR_PLACE}
    beside_city = bool(others & {Label.PLACE, Label.WORD}) or len(open_ones) > 1
    is_free = not others & {Label.SOURCE, Label.GENERIC}
    stand_ins = all(
        names.generic(r.surface) in _STAND_INS for r in readings if r.label is Label.DESK
    )  # متابعات
    is_alone = others <= {Label.DESK, Label.AUTHOR_ROLE} and stand_ins
    own = [r for r in open_ones if outlet in names.sources(r.surface)] if outlet else []
    chosen: Reading | None = None
    if own and (not names.is_city(own[0].surface) or (is_free and (beside_city or is_alone))):
        chosen = own[0]
    elif not outlet and is_free and beside_city and not others & {Label.PERSON, Label.GUESSED_NAME}:
        chosen = open_ones[0] if open_ones else None
    decided = []
    for reading in readings:
        label = reading.label
        if label is Label.OUTLET_OR_PLACE:
            is_quoted = reading.piece.quoted and not reading.piece.colon_follows
            label = Label.SOURCE if reading is chosen or is_quoted else Label.PLACE
        decided.append(replace(reading, label=label))
    return decided


def _decide_words(readings: list[Reading], names: Names) -> list[Reading]:
    """Decide words that stand in no list by what stands beside them."""
    decide = {Label.WORD: _decide_word, Label.GUESSED_NAME: _decide_guess}
    decided = []
    for reading in readings:
        label = decide[reading.label](reading, readings, names) if reading.label in decide else reading.label
        decided.append(
            replace(reading, label=label, is_certain=reading.is_certain and label is reading.label)
        )
    return decided


def _decide_word(reading: Reading, readings: list[Reading], names: Names) -> Label:
    """One unknown word: a village beside a person or an outlet, an outlet beside a city, else a desk."""
    piece = reading.piece
    labels = {other.label for other in readings if other is not reading}
    if piece.quoted and not piece.colon_follows:
        return Label.SOURCE
    if piece.bracketed or piece.before == "from":
        return Label.PLACE
    if not labels or piece.before == "and":
        return Label.PERSON if names.is_given_name(reading.surface) else Label.DESK
    if labels == {Label.PLACE} and len(readings) == 2 and reading.surface.startswith(DEFINITE):
        return Label.SOURCE
    if reading.surface.isascii() and Label.SOURCE in labels:
        return Label.SOURCE
    if labels & {Label.AUTHOR_ROLE, Label.CONTRIBUTOR_ROLE} and names.is_given_name(reading.surface):
        return Label.PERSON
    return Label.PLACE if labels & _BESIDE_A_PLACE else Label.DESK


def _decide_guess(reading: Reading, readings: list[Reading], names: Names) -> Label:
    """Two to four unknown words: a person, unless they stand where only a place can."""
    piece = reading.piece
    others = [other for other in readings if other is not reading]
    labels = {other.label for other in others}
    if piece.before == "from" or (piece.bracketed and others and readings[0] is not reading):
        return Label.PLACE
    is_first = readings[0] is reading
    if is_first and others and others[0].label is Label.PLACE and others[0].piece.bracketed:
        is_followed = any(other.label in _BESIDE_A_PLACE for other in others)
        return Label.PLACE if is_followed else Label.PERSON  # بالم سبرينغز (كاليفورنيا): فلان
    cities = [other for other in others if other.label is Label.PLACE]
    agencies = [other for other in others if other.label is Label.GENERIC or _is_agency(other, names)]
    has_outlet = any(other.label is Label.SOURCE and other not in agencies for other in others)
    has_city = any(not (city.piece.bracketed or city.piece.quoted) for city in cities)
    if agencies and not has_outlet and not has_city and Label.PERSON not in labels:
        return Label.PLACE
    if cities or not labels & _BESIDE_A_PLACE:
        return Label.PERSON
    is_place = piece.colon_follows or "place_head" in names.kinds(piece.words[0])
    return Label.PLACE if is_place else Label.PERSON


def _is_agency(reading: Reading, names: Names) -> bool:
    return reading.label is Label.SOURCE and any(map(names.is_agency, names.sources(reading.surface)))


def _assign_roles(readings: list[Reading]) -> list[Reading]:
    """Persons behind تصوير and ترجمة are contributors; a role without a person is a desk."""
    assigned: list[Reading] = []
    role = Label.AUTHOR_ROLE
    roles = set(ROLES.values())
    for index, reading in enumerate(readings):
        label = reading.label
        if label in roles:
            is_same_phrase = index and readings[index - 1].label is Label.AUTHOR_ROLE  # إعداد وترجمة
            role = Label.AUTHOR_ROLE if is_same_phrase else label
            rest = readings[index + 1 :]
            label = Label.DROP if any(r.label in {Label.PERSON, Label.DESK} for r in rest) else Label.DESK
        elif label is Label.PERSON and role is Label.CONTRIBUTOR_ROLE:
            label = Label.CONTRIBUTOR
        elif label is Label.DESK and not reading.is_certain and index and readings[index - 1].label in roles:
            label = Label.PERSON if role is Label.AUTHOR_ROLE else Label.CONTRIBUTOR
        elif label in {Label.SOURCE, Label.PLACE}:
            role = Label.AUTHOR_ROLE
        assigned.append(replace(reading, label=label))
    return assigned
