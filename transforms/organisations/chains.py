"""How far the name of an organisation goes, from its head noun on.

A head without the article takes what `seeds/organisation_heads.csv` says of it: a definite noun and its adjectives
(وزارة الداخلية التونسية), a place (جامعة القاهرة), somebody whom it honours (جامعة الملك سعود), a name in quotation
marks; some go on with و and a subject (وزارة السياحة والآثار) or with ل and a purpose. A head with the article needs
an adjective that makes it a name: a nationality (الجيش التركي) or a proper one with a purpose
(الهيئة العامة للسياحة). Verbs, prepositions, pronouns, titles and words of time end every name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 14  # tokens that a name may have, with its head
_MOST_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a name ends (exclusive, counted from its head), where it begins, and the rule that found it.

    One that is not `whole` is a name only if another one follows: المجلس العام needs لحزب روسيا الموحدة.
    """

    start: int
    end: int
    rule: str
    whole: bool = True


class Chains:
    """The grammar of names over the bits of tokens; `bit` as in `OrganisationWords`."""

    def __init__(self, bit: Mapping[str, int]) -> None:
        self._bit = bit
        self._plain, self._stop, self._definite = bit["plain"], bit["stop"], bit["definite"]
        self._joined, self._purposed, self._link = bit["joined"], bit["purposed"], bit["link"]
        self._topic, self._nation, self._adjective = bit["topic"], bit["nation"], bit["adjective"]
        self._quotes = bit["open_quote"] | bit["close_quote"] | bit["quote"]
        self._unknown = bit["unknown"]
        self.beginnings = bit["plain"] | bit["unknown"] | bit["link"] | bit["honour"] | self._quotes
        self._relation = bit["adjective"] | bit["nation"] | bit["adjectival"]

    def find(self, tokens: list[int], place_end: int = 0, organisation_end: int = 0) -> Chain | None:
        """The name that begins with `tokens[0]`, if any.

        `end`, `end`: where a place or an organisation that begins right behind it ends, else 0; the
        place may stand behind a linking noun (وكالة أنباء الإمارات).
        """
        tokens = tokens + [0] * 8
        head = tokens[0]
        if head & self._definite:
            return self._of_definite(tokens)
        if tokens[1] & self._quotes:
            return self._quoted(tokens) if head & self._bit["takes_quoted"] else None
        if tokens[1] & self._bit["honour"] and head & self._bit["takes_honoured"]:
            return self._honoured(tokens)
        nests = self._bit["takes_topic"] | self._bit["takes_known_topic"] | self._bit["takes_name"]
        if organisation_end and head & nests:
            return Chain(0, organisation_end, "organisation_nested")
        places = self._bit["takes_place"] | self._bit["takes_international"]
        if place_end and (tokens[1] & self._link or head & places):
            return self._of_place(tokens, place_end)
        if tokens[1] & self._unknown and head & self._bit["takes_foreign"]:
            return self._foreign(tokens)
        if head & (self._bit["takes_topic"] | self._bit["takes_known_topic"] | self._bit["takes_name"]):
            return self._of_noun(tokens)
        return None

    def goes_on(self, tokens: list[int], end: int) -> bool:
        """Whether a name may go on with another one: behind ل (المجلس العام لحزب ...), of a committee behind في."""
        head, following = tokens[0], tokens[end] if end < len(tokens) else 0
        if head & self._definite and following & self._purposed:
            has_nation = any(token & self._nation for token in tokens[1:end])
            return not has_nation or bool(head & self._bit["takes_purpose"])
        return bool(head & self._bit["takes_within"] and following & self._bit["in"])

    def _of_definite(self, tokens: list[int]) -> Chain | None:
        """الجيش التركي، الهيئة العامة للسياحة والآثار."""
        head, first = tokens[0], tokens[1]
        if not (first & self._plain and first & (self._adjective | self._nation)) or first & self._stop:
            return None
        if (head ^ first) & self._bit["feminine"]:  # وزير الخارجية الروسي
            return None
        end = 2
        while end < 2 + _MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        nation = any(token & self._nation for token in tokens[1:end])
        if nation and head & self._bit["takes_nationality"]:
            return Chain(0, self._purpose(tokens, end), "organisation_nation")
        if head & (self._bit["takes_purpose"] | self._bit["takes_conjunction"]):
            purpose = self._purpose(tokens, end)
            if purpose > end:
                return Chain(0, purpose, "organisation_purpose")
            proper = any(
                token & self._adjective and not token & self._bit["weak_adjective"] for token in tokens[1:end]
            )
            if (proper and not head & self._bit["takes_quoted"]) or end > 2:
                return Chain(0, end, "organisation_adjective")
        return Chain(0, end, "organisation_nested", whole=False)

    def _of_noun(self, tokens: list[int]) -> Chain | None:
        """وزارة الداخلية التونسية، مجلس إدارة هيئة السوق المالية، حزب العمال الكردستاني."""
        first = 1
        while first < 3 and self._is_link(tokens[first]):
            first += 1
        if not self._is_noun(tokens[first]):
            return None
        if tokens[0] & self._bit["takes_known_topic"] and first == 1 and not tokens[1] & self._topic:
            return None
        end = first + 1
        while end < first + _MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        if tokens[first] & self._bit["generic"] and end == first + 1:
            return None
        if tokens[0] & self._bit["takes_conjunction"]:
            end = self._coordinated(tokens, end)
        if tokens[0] & self._bit["takes_purpose"]:
            end = self._purpose(tokens, end)
        return Chain(0, end, "organisation_head")

    def _of_place(self, tokens: list[int], place_end: int) -> Chain | None:
        """جامعة القاهرة، مستشفى صيدا الحكومي."""
        end = place_end
        while end < place_end + _MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        if tokens[0] & self._bit["takes_international"]:  # مطار بغداد الدولي is a name, مطار بغداد is not
            return Chain(0, end, "site") if end > place_end else None
        if tokens[0] & self._bit["takes_purpose"]:
            end = self._purpose(tokens, end)
        return Chain(0, end, "organisation_place")

    def _honoured(self, tokens: list[int]) -> Chain | None:
        """جامعة الإمام محمد بن سعود الإسلامية، مركز الملك سلمان للإغاثة."""
        end = 2
        while end < 8 and self._is_name_part(tokens[end], tokens[end - 1]):
            end += 1
        if end == 2:
            return None
        while end < LONGEST and self._is_adjective(tokens[end]):
            end += 1
        if tokens[0] & self._bit["takes_purpose"]:
            end = self._purpose(tokens, end)
        of_bodies = self._bit["takes_topic"] | self._bit["takes_purpose"] | self._bit["takes_place"]
        is_site = not tokens[0] & of_bodies
        return Chain(0, end, "site" if is_site else "organisation_honoured")

    def _foreign(self, tokens: list[int]) -> Chain | None:
        """شركة شيودا, نادي تشارلتون أثلتيك: words that are no ordinary ones."""
        end = 2
        while end < 2 + _MOST_ADJECTIVES and self._is_unknown(tokens[end]):
            end += 1
        if tokens[0] & self._bit["takes_purpose"]:
            end = self._purpose(tokens, end)
        return Chain(0, end, "organisation_foreign")

    def _quoted(self, tokens: list[int]) -> Chain | None:
        """حزب «روسيا الموحدة»: what stands between the marks."""
        end = 2
        while end < 7 and tokens[end] & self._bit["word"]:
            end += 1
        return Chain(2, end, "organisation_quoted") if end > 2 and tokens[end] & self._quotes else None

    def _is_noun(self, token: int) -> bool:
        return bool(token & self._plain) and not token & self._stop

    def _is_unknown(self, token: int) -> bool:
        return bool(token & self._unknown) and not token & (self._stop | self._joined | self._definite)

    def _is_adjective(self, token: int) -> bool:
        return bool(token & self._plain and token & self._relation) and not token & self._stop

    def links(self, token: int) -> bool:
        """Whether a token may link a head and its noun: أنباء, حقوق."""
        return self._is_link(token)

    def _is_link(self, token: int) -> bool:
        return bool(token & self._link) and not token & (self._joined | self._purposed | self._definite)

    def _is_name_part(self, token: int, before: int) -> bool:
        """Given names, particles, and any word behind a particle."""
        names = self._bit["given"] | self._bit["particle"]
        if token & (self._stop | self._joined) or not token & self._bit["word"]:
            return False
        return bool(token & names or before & (self._bit["particle"] | self._bit["honour"]))

    def _coordinated(self, tokens: list[int], end: int) -> int:
        """Goes on over و and a subject: والآثار, وحماية البيئة."""
        while end < LONGEST and tokens[end] & self._joined:
            if tokens[end] & self._topic and tokens[end] & self._definite:
                end += 1
            elif tokens[end] & self._link and self._is_noun(tokens[end + 1]):
                end += 2
            else:
                break
            while end < LONGEST and self._is_adjective(tokens[end]):
                end += 1
        return end

    def _purpose(self, tokens: list[int], end: int) -> int:
        """Goes on over ل and what it is for: للسياحة والآثار, لحقوق الإنسان."""
        token = tokens[end]
        if not token & self._purposed or token & self._stop:
            return end
        if token & self._definite:
            after = end + 1
        elif token & self._link or self._is_noun(tokens[end + 1]):
            after = end + 1
            while after < end + 3 and self._is_link(tokens[after]):
                after += 1
            if not self._is_noun(tokens[after]):
                return end
            after += 1
        else:
            return end
        while after < LONGEST and self._is_adjective(tokens[after]):
            after += 1
        return self._coordinated(tokens, after)
