"""How far the name of an organisation goes, from its head noun on.

A head without the article takes what `seeds/organisation_heads.csv` says of it: a definite noun and its adjectives
(وزارة الداخلية التونسية), a place (جامعة القاهرة), somebody whom it honours (جامعة الملك سعود), a name in quotation
marks; some go on with و and a subject (وزارة السياحة والآثار) or with ل and a purpose. A head with the article needs
an adjective that makes it a name: a nationality (الجيش التركي) or a proper one with a purpose
(الهيئة العامة للسياحة). Verbs, prepositions, pronouns, titles and words of time end every name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.symbols import Bits

Flags = npt.NDArray[np.bool_]
LONGEST = 14  # tokens that a name may have, with its head
WINDOW = LONGEST + 8  # tokens that the rules look at
_MOST_ADJECTIVES = 3
_MOST_LINKS = 3
_TAKEN_BY_BODIES = ("topic", "known_topic", "nationality", "conjunction", "place", "honoured")


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
        self._nests = bit["takes_topic"] | bit["takes_known_topic"] | bit["takes_name"]
        self._places = bit["takes_place"] | bit["takes_international"]
        self._bodies = sum(bit[f"takes_{what}"] for what in _TAKEN_BY_BODIES)
        self._marked = bit["takes_quoted"] | bit["takes_enclosed"]
        self._relation = bit["adjective"] | bit["nation"] | bit["adjectival"]

    def promising(self, head: Bits, behind: Bits, begins: Flags) -> Flags:
        """Whether the token behind each head lets a name go on, so that `find` need not be asked of the others.

        `begins`: whether a place or an organisation may begin right behind the head.
        """
        is_noun = _any(behind, self._plain) & ~_any(behind, self._stop)
        is_relation = _any(behind, self._relation)
        adjective = is_noun & is_relation & ~_any(head ^ behind, self._bit["feminine"])
        topic = ~_any(head, self._bit["takes_known_topic"]) | _any(behind, self._topic)
        noun = _any(head, self._nests) & ((is_noun & topic) | begins)
        link = _any(behind, self._link)
        linked = link & _any(head, self._nests | self._places)
        place = begins & _any(head, self._places)
        quoted = _any(behind, self._quotes) & _any(head, self._marked)
        honoured = _any(behind, self._bit["honour"]) & _any(head, self._bit["takes_honoured"])
        foreign = _any(behind, self._unknown) & _any(head, self._bit["takes_foreign"])
        bare = noun | linked | place | quoted | honoured | foreign
        found: Flags = np.where(_any(head, self._definite), adjective, bare)
        return found

    def find(self, tokens: list[int], place_end: int = 0, organisation_end: int = 0) -> Chain | None:
        """The name that begins with the first of WINDOW tokens, if any.

        `place_end`, `organisation_end`: where a place or an organisation that begins right behind it ends, else 0;
        the place may stand behind linking nouns (وكالة أنباء الإمارات, غرفة تجارة وصناعة البحرين).
        """
        head = tokens[0]
        if head & self._definite:
            return self._of_definite(tokens)
        if tokens[1] & self._quotes:
            return self._quoted(tokens)
        if tokens[1] & self._bit["honour"] and head & self._bit["takes_honoured"]:
            return self._honoured(tokens)
        if organisation_end > 0 and head & self._nests:
            return Chain(0, organisation_end, "organisation_nested")
        places = self._places | self._nests if tokens[1] & self._link else self._places
        if place_end > 0 and head & places:
            return self._of_place(tokens, place_end)
        if tokens[1] & self._unknown and head & self._bit["takes_foreign"]:
            return self._foreign(tokens)
        return self._of_noun(tokens) if head & self._nests else None

    def extends(self, token: int, head: int) -> bool:
        """Whether a listed name may go on with a token: an adjective, لكرة القدم, or the next subject of a ministry."""
        if token & self._joined:
            return bool(
                token & self._topic and token & self._definite and head & self._bit["takes_conjunction"]
            )
        return not (token & self._purposed and token & self._definite)

    def goes_on(self, tokens: list[int], end: int) -> bool:
        """Whether a name may go on with another one: behind ل (المجلس العام لحزب ...), of a committee behind في."""
        head, following = tokens[0], tokens[end]
        if head & self._definite and following & self._purposed:
            return not _all_bits(tokens[1:end]) & self._nation or bool(head & self._bit["takes_purpose"])
        return bool(head & self._bit["takes_within"] and following & self._bit["in"])

    def _of_definite(self, tokens: list[int]) -> Chain | None:
        """الجيش التركي، الهيئة العامة للسياحة والآثار."""
        head, first = tokens[0], tokens[1]
        if not self._is_adjective(first):
            return None
        if (head ^ first) & self._bit["feminine"]:  # وزير الخارجية الروسي
            return None
        end = 2
        while end < 2 + _MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        is_body = head & (self._bit["takes_purpose"] | self._bit["takes_conjunction"])
        purpose = self._purpose(tokens, end) if is_body else end
        if head & self._bit["takes_nationality"] and self._has_nation(tokens, end):
            return Chain(0, purpose, "organisation_nation")
        if purpose > end:
            return Chain(0, purpose, "organisation_purpose")
        if not first & (self._adjective | self._nation):  # الهيئة المحلية
            return None
        proper = first & self._adjective and not first & self._bit["weak_adjective"]
        is_named = is_body and head & self._bodies and ((proper and not head & self._marked) or end > 2)
        if is_named or (head & self._bit["takes_adjective"] and first & self._adjective):
            return Chain(0, end, "organisation_adjective")
        return Chain(0, end, "organisation_nested", whole=False)

    def _of_noun(self, tokens: list[int]) -> Chain | None:
        """وزارة الداخلية التونسية، هيئة مكافحة الفساد، حزب العمال الكردستاني."""
        first = 1 + self.n_links(tokens)
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
        """صحيفة «الرأي»: what stands between the marks; حزب «روسيا الموحدة»: its noun too."""
        is_whole = tokens[0] & self._bit["takes_enclosed"]
        if not is_whole and not tokens[0] & self._bit["takes_quoted"]:
            return None
        end = 2
        while end < 7 and tokens[end] & self._bit["word"]:
            end += 1
        if end == 2 or not tokens[end] & self._quotes:
            return None
        return Chain(0, end + 1, "organisation_quoted") if is_whole else Chain(2, end, "organisation_quoted")

    def _has_nation(self, tokens: list[int], end: int) -> bool:
        """Whether an adjective behind the head tells a nation or a continent."""
        return bool(_all_bits(tokens[1:end]) & (self._nation | self._bit["continental"]))

    def _is_noun(self, token: int) -> bool:
        return bool(token & self._plain) and not token & self._stop

    def _is_unknown(self, token: int) -> bool:
        return bool(token & self._unknown) and not token & (self._stop | self._joined | self._definite)

    def _is_adjective(self, token: int) -> bool:
        return bool(token & self._plain and token & self._relation) and not token & self._stop

    def n_links(self, tokens: list[int]) -> int:
        """How many nouns link the head `tokens[0]` and its last noun: أنباء, رعاية حقوق, تجارة وصناعة."""
        if not tokens[1] & self._link:
            return 0
        end = 1
        while end <= _MOST_LINKS and (
            self._is_link(tokens[end]) or (end > 1 and self._is_joined_link(tokens[end]))
        ):
            end += 1
        return end - 1

    def _is_joined_link(self, token: int) -> bool:
        return bool(token & self._link and token & self._joined) and not token & self._definite

    def _is_link(self, token: int) -> bool:
        return bool(token & self._link) and not token & (self._joined | self._purposed | self._definite)

    def _is_name_part(self, token: int, before: int) -> bool:
        """Given names, particles, and any word behind a particle."""
        names = self._bit["given"] | self._bit["particle"]
        if token & (self._stop | self._joined | self._link) or not token & self._bit["word"]:
            return False
        return bool(token & names or before & (self._bit["particle"] | self._bit["honour"]))

    def _coordinated(self, tokens: list[int], end: int) -> int:
        """Goes on over و and a subject: والآثار, وحماية البيئة, البلدية والقروية."""
        while end < LONGEST and tokens[end] & (self._joined | self._bit["and"]):
            if tokens[end] & self._bit["and"]:
                if not (tokens[end + 1] & self._topic and tokens[end + 1] & self._plain):
                    break
                end += 2
            elif tokens[end] & self._definite and (
                tokens[end] & self._topic or self._are_alike(tokens[end - 1], tokens[end])
            ):
                end += 1
            elif self._is_joined_link(tokens[end]) and self._is_noun(tokens[end + 1]):
                end += 2
            else:
                break
            while end < LONGEST and self._is_adjective(tokens[end]):
                end += 1
        return end

    def _are_alike(self, one: int, other: int) -> bool:
        """Whether two words are adjectives of relation of the same gender, of no nation: الاجتماعية والجنائية."""
        both = one & other
        same_gender = not (one ^ other) & self._bit["feminine"]
        return bool(both & self._bit["adjectival"]) and same_gender and not (one | other) & self._nation

    def _purpose(self, tokens: list[int], end: int) -> int:
        """Goes on over ل and what it is for: للسياحة والآثار, لحقوق الإنسان."""
        token = tokens[end]
        if not token & self._purposed or token & (self._stop | self._bit["no_purpose"]):
            return end
        if token & self._definite:
            after = end + 1
        elif token & self._link:
            after = end + 1
            while after < end + 3 and self._is_link(tokens[after]):
                after += 1
            if not self._is_noun(tokens[after]):
                return end
            after += 1
        else:
            return end
        no_more = (
            self._nation if self._has_nation(tokens, end) else 0
        )  # الاتحاد الدولي لألعاب القوى السنغالي لامين دياك
        while after < LONGEST and self._is_adjective(tokens[after]) and not tokens[after] & no_more:
            after += 1
        return self._coordinated(tokens, after)


def _any(tokens: Bits, bits: int) -> Flags:
    found: Flags = (tokens & np.uint64(bits)) > 0
    return found


def _all_bits(tokens: list[int]) -> int:
    """The bits that any of the tokens has."""
    bits = 0
    for token in tokens:
        bits |= token
    return bits
