"""How far the name of an organisation goes, from its head noun on.

A head without the article takes what `seeds/organisation_heads.csv` says of it: a definite noun and its adjectives
(وزارة الداخلية التونسية), a place (جامعة القاهرة), somebody whom it honours (جامعة الملك سعود), a name in quotation
marks; some go on with و and a subject (وزارة السياحة والآثار) or with ل and a purpose. A head with the article needs
an adjective that makes it a name: a nationality (الجيش التركي) or a proper one with a purpose
(الهيئة العامة للسياحة). Verbs, prepositions, pronouns, titles and words of time end every name.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.organisations.phrases import LONGEST, MOST_ADJECTIVES, Phrases, all_bits
from transforms.symbols import Bits

Flags = npt.NDArray[np.bool_]
WINDOW = LONGEST + 8  # tokens that the rules look at
_TAKEN_BY_BODIES = ("topic", "known_topic", "nationality", "conjunction", "place", "honoured")


class Chain(NamedTuple):
    """Where a name ends (exclusive, counted from its head), where it begins, and the rule that found it.

    One that is not `whole` is a name only if another one follows: المجلس العام needs لحزب روسيا الموحدة.
    """

    start: int
    end: int
    rule: str
    whole: bool = True


class Chains(Phrases):
    """The grammar of names over the bits of tokens; `bit` as in `OrganisationWords`."""

    def __init__(self, bit: Mapping[str, int]) -> None:
        super().__init__(bit)
        self._adjective = bit["adjective"]
        self._quotes = bit["open_quote"] | bit["close_quote"] | bit["quote"]
        self._nests = bit["takes_topic"] | bit["takes_known_topic"] | bit["takes_name"]
        self._of_nouns = self._nests | bit["takes_qualified"] | bit["takes_linked"]
        self._places = bit["takes_place"] | bit["takes_international"]
        self._bodies = sum(bit[f"takes_{what}"] for what in _TAKEN_BY_BODIES)
        self._no_foreign = bit["definite"] | bit["joined"] | bit["stop"] | bit["feminine"] | bit["purposed"]
        self._marked = bit["takes_quoted"] | bit["takes_enclosed"]

    def promising(self, head: Bits, behind: Bits, after: Bits, begins: Flags) -> Flags:
        """Whether the two tokens behind each head let a name go on, so that `find` need not be asked of the others.

        `begins`: whether a place or an organisation may begin right behind the head.
        """
        is_noun = _any(behind, self._plain) & ~_any(behind, self._stop)
        is_relation = _any(behind, self._relation)
        adjective = is_noun & is_relation & ~_any(head ^ behind, self._bit["feminine"])
        adjective |= _any(behind, self._bit["ordinal"])
        topic = ~_any(head, self._bit["takes_known_topic"]) | _any(behind, self._topic)
        noun = (_any(head, self._of_nouns) & is_noun & topic) | (_any(head, self._nests) & begins)
        link = _any(behind, self._link)
        linked = link & _any(head, self._of_nouns | self._places)
        place = begins & _any(head, self._places)
        quoted = _any(behind, self._quotes) & _any(head, self._marked)
        honoured = _any(behind, self._bit["honour"]) & _any(head, self._bit["takes_honoured"])
        purposed = _any(head, self._bit["company"]) & _any(after, self._purposed) & _any(after, self._link)
        named = _any(behind, self._unknown) | purposed
        foreign = named & _any(head, self._bit["takes_foreign"])
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
        if organisation_end > 0:
            return self._of_organisation(tokens, organisation_end)
        places = self._places | self._nests if tokens[1] & self._link else self._places
        if place_end > 0 and head & places:
            return self._of_place(tokens, place_end)
        if head & self._bit["takes_foreign"] and not tokens[1] & self._definite:
            return self._foreign(tokens) or self._of_noun(tokens)
        return self._of_noun(tokens)

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
            return not all_bits(tokens[1:end]) & self._nation or bool(head & self._bit["takes_purpose"])
        return bool(head & self._bit["takes_within"] and following & self._bit["in"])

    def _of_organisation(self, tokens: list[int], end: int) -> Chain | None:
        """مجلة الجمعية الأمريكية, مسجد قوات الطوارئ; not قوات الجيش اليمني, إدارة بيت التمويل."""
        if not tokens[0] & self._nests or tokens[1] & self._bit["takes_linked"]:
            return None
        return Chain(0, end, "site" if tokens[0] & self._bit["site"] else "organisation_nested")

    def _of_definite(self, tokens: list[int]) -> Chain | None:
        """الجيش التركي، الهيئة العامة للسياحة والآثار."""
        head, first = tokens[0], tokens[1]
        if not self._is_adjective(first) and not first & self._bit["ordinal"]:
            return None
        if (head ^ first) & self._bit["feminine"]:  # وزير الخارجية الروسي
            return None
        end = 2
        while end < 2 + MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        is_body = head & (self._bit["takes_purpose"] | self._bit["takes_conjunction"])
        purpose = self._purpose(tokens, end) if is_body else end
        if first & self._bit["ordinal"] and not self._has_nation(tokens, end):
            return None
        if head & self._bit["takes_nationality"] and self._has_nation(tokens, end):
            return Chain(0, purpose, "organisation_nation")
        if purpose > end:
            return Chain(0, purpose, "organisation_purpose")
        if head & self._bit["takes_group"] and first & self._bit["group"]:  # الميليشيات الحوثية
            return Chain(0, end, "organisation_adjective")
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
        if not tokens[0] & self._of_nouns or not self._is_noun(tokens[first]):
            return None
        if tokens[0] & self._bit["takes_linked"] and first == 1:  # إدارة توعية المستهلك, not إدارة الشركة
            return None
        if tokens[0] & self._bit["takes_known_topic"] and first == 1 and not tokens[1] & self._topic:
            return None
        end = first + 1
        while end < first + MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        is_bare = end == first + 1
        if is_bare and (tokens[first] & self._bit["generic"] or tokens[0] & self._bit["takes_qualified"]):
            return None
        if tokens[0] & self._bit["site"]:
            return Chain(0, end, "site")
        if tokens[0] & self._bit["takes_conjunction"]:
            end = self._coordinated(tokens, end)
        if tokens[0] & self._bit["takes_purpose"]:
            end = self._purpose(tokens, end)
        return Chain(0, end, "organisation_head")

    def _of_place(self, tokens: list[int], place_end: int) -> Chain | None:
        """جامعة القاهرة، مستشفى صيدا الحكومي."""
        end = place_end
        while end < place_end + MOST_ADJECTIVES and self._is_adjective(tokens[end]):
            end += 1
        if tokens[0] & self._bit["site"]:
            # مدينة جازان الاقتصادية, not مدينة ميلانو الإيطالية
            if tokens[0] & self._bit["takes_international"]:
                is_named = end > place_end and not tokens[place_end] & self._nation
                return Chain(0, end, "site") if is_named else None
            return Chain(0, end, "site")
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
        is_site = tokens[0] & self._bit["site"] or all_bits(tokens[1:end]) & self._bit["site_adjective"]
        return Chain(0, end, "site" if is_site else "organisation_honoured")

    def _foreign(self, tokens: list[int]) -> Chain | None:
        """شركة شيودا, نادي تشارلتون أثلتيك: words that are no ordinary ones; or any with a purpose behind."""
        head = tokens[0]
        end = 1
        while end <= 1 + MOST_ADJECTIVES and self._is_unknown(tokens[end]):
            end += 1
        if end == 1:
            return self._of_purpose(tokens)
        if head & self._bit["site"]:
            return Chain(0, end, "site")
        if head & self._bit["takes_alone"]:
            return Chain(1, end, "organisation_foreign")
        if not tokens[end] & self._no_foreign and self._qualifies(tokens[end + 1], head):
            end += 2  # مجموعة كارل فينسون الهجومية
        elif self._qualifies(tokens[end], head):
            end += 1
        if head & self._bit["takes_purpose"]:
            end = self._purpose(tokens, end)
        return Chain(0, end, "organisation_foreign")

    def _of_purpose(self, tokens: list[int]) -> Chain | None:
        """شركة ستار لتنظيم المعارض."""
        if not tokens[0] & self._bit["company"] or tokens[1] & (self._no_foreign | self._link | self._topic):
            return None
        end = self._purpose(tokens, 2) if tokens[1] & self._bit["word"] else 2
        return Chain(0, end, "organisation_purpose") if end > 3 else None

    def _qualifies(self, token: int, head: int) -> bool:
        """Whether a word is an adjective of the head that tells no nation."""
        is_alike = not (token ^ head) & self._bit["feminine"]
        return self._is_adjective(token) and is_alike and not token & (self._nation | self._bit["stop"])

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


def _any(tokens: Bits, bits: int) -> Flags:
    found: Flags = (tokens & np.uint64(bits)) > 0
    return found
