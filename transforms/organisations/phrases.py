"""Stretches of a name of an organisation: adjectives, links, what is joined by و, and what follows ل."""

from collections.abc import Iterable, Mapping

LONGEST = 14  # tokens that a name may have, with its head
MOST_ADJECTIVES = 3
_MOST_LINKS = 3


class Phrases:
    """What single tokens are and how far a stretch of them goes; `bit` as in `OrganisationWords`."""

    def __init__(self, bit: Mapping[str, int]) -> None:
        self._bit = bit
        self._plain, self._stop, self._definite = bit["plain"], bit["stop"], bit["definite"]
        self._joined, self._purposed, self._link = bit["joined"], bit["purposed"], bit["link"]
        self._topic, self._nation = bit["topic"], bit["nation"]
        self._unknown = bit["unknown"]
        self._relation = bit["adjective"] | bit["nation"] | bit["adjectival"]

    def _has_nation(self, tokens: list[int], end: int) -> bool:
        """Whether an adjective behind the head tells a nation or a continent."""
        return bool(all_bits(tokens[1:end]) & (self._nation | self._bit["continental"]))

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


def all_bits(tokens: Iterable[int]) -> int:
    """The bits that any of the tokens has."""
    bits = 0
    for token in tokens:
        bits |= token
    return bits
