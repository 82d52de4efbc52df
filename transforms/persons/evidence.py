"""What the words beside a name say: whether a position may stand there, whether a part of a name is one alone."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from transforms import characters as ch
from transforms.persons.names import Name, Tokens
from transforms.persons.symbols import PersonSymbols
from transforms.words import Integers

_OPENERS = (ch.COMMA, ch.OPEN_BRACKET, ch.DASH)
_STOPS = (ch.NEWLINE, ch.END, ch.TERMINATOR)
_LONG = 2  # words of a name that is a person's wherever it stands
_NEAR = 3  # tokens that a position and its attributes have before what it is of
_FARTHEST = 10  # tokens from what appoints somebody to his name


class Evidence:
    """The questions, each a mask of symbols."""

    def __init__(self, symbols: PersonSymbols) -> None:
        mask = symbols.mask
        self._name = mask("ibn", "al", "strong", "weak", "unknown", "unknown_definite", "deen", "alien")
        self._surname = mask("unknown_definite", "clan")
        self._son = mask("ibn", "al")
        self._servant = mask("abd", "abd_first")
        self._particle = np.uint64(mask("ibn", "al", "abu", "link"))
        self._rare = mask("unknown", "unknown_definite", "strong", "strong_first", "foreign_shape")
        self._given = mask("strong", "weak")
        self._certain = mask("unknown", "unknown_definite", "strong")
        self._likely = mask("weak", "foreign_shape")
        self._common = mask("common")
        self._weak = mask("weak")
        self._family = mask("family")
        self._foreigner = mask("foreigner")
        self._never_alone = mask("ordinal", "deen", "ali_first")
        self._heir = mask("heir")
        self._leading = mask("title", "verb", "nationality")
        self._office, self._title = mask("role", "title"), mask("title", "part")
        self._site, self._adjective = mask("site"), mask("adjective")
        self._appointment = mask("appointment")
        self._definite = mask("definite")
        self._nationality = mask("nationality")
        self._edge = mask("edge")
        self._attribute = mask("definite", "number")
        self._owner = mask("role", "part")
        self._role, self._whole = mask("role"), mask("heir")
        self._no_owner = mask("definite", "title")
        self._sure = mask("strong_first", "foreigner", "abd_first", "abu_first", "ali_first")

    def name_start(self, tokens: Tokens, start: int, end: int) -> int:
        """Where a well-known name begins behind the title that it is listed with: البابا فرنسيس."""
        while end - start > 1 and tokens.bits[start] & self._title:
            start += 1
        return start

    def is_name(self, tokens: Tokens, token: int) -> bool:
        """Whether a name may go on with this token."""
        return bool(tokens.bits[token] & self._name)

    def is_surname(self, tokens: Tokens, token: int) -> bool:
        """Whether a token can only be a further surname."""
        bits = tokens.bits[token]
        return bool(bits & self._surname or (bits & self._family and self.is_son(tokens, token + 1)))

    def runs_on(self, tokens: Tokens, token: int) -> bool:
        """Whether a further name follows the given name before this token."""
        goes_on = self.is_name(tokens, token) and not self.is_son(tokens, token)
        return goes_on and bool(tokens.bits[token - 1] & self._given)

    def has_son(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a name says whose son or of which house its bearer is."""
        return any(self.is_son(tokens, token) for token in range(start, end))

    def is_son(self, tokens: Tokens, token: int) -> bool:
        """Whether the token is a particle that belongs to the word behind it: بن, آل."""
        return token >= 0 and bool(tokens.bits[token] & self._son)

    def is_servant(self, tokens: Tokens, token: int) -> bool:
        """Whether the token is عبد, which makes one name with the word behind it."""
        return bool(tokens.bits[token] & self._servant)

    def are_particles(self, tokens: Tokens, at: Integers) -> npt.NDArray[np.bool_]:
        """Which of some tokens are particles within names: بن, أبو, ولد."""
        found: npt.NDArray[np.bool_] = (tokens.symbols[tokens.words[at]] & self._particle) != 0
        return found

    def is_rare(self, tokens: Tokens, token: int) -> bool:
        """Whether the token is no ordinary word."""
        return bool(tokens.bits[token] & self._rare)

    def are_of_sites(self, tokens: Tokens, names: Sequence[Name]) -> list[bool]:
        """Which names are those of a street or hospital: `شارع الحبيب بورقيبة`, `المستشفى الجامعي فرحات حشاد`."""
        if not names:
            return []
        is_appointed = np.array([name.rule == "appointed" for name in names])
        rows = [(name.start, name.before, name.clitics) for name in names]
        start, before, clitics = np.array(rows, dtype=np.int32).T
        at = np.where(is_appointed | (before < 0), start, before) - 1
        first, second = (np.asarray(tokens.bits)[np.maximum(at - back, 0)] for back in (0, 1))
        site, definite, adjective = map(np.uint64, (self._site, self._definite, self._adjective))
        is_site = ((first & site) != 0) & ((first & definite) == 0)
        is_attribute = ((first & definite) != 0) & ((first & adjective) != 0) & ~is_appointed
        is_definite_site = ((second & site) != 0) & ((second & definite) != 0)
        found: list[bool] = (
            (at > 0) & (clitics == 0) & (is_site | (is_attribute & is_definite_site))
        ).tolist()
        return found

    def are_owners(
        self, tokens: Tokens, first: Integers, start: Integers, end: Integers
    ) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Of names behind a bare position, at the tokens `first`: which are given to it, which are no person's.

        What is not definite is a position of what stands behind it, seldom a person (مدرب تشيلسي, مدافع هاوتزر);
        or it is a given name (أمينة بوعياش).
        """
        bits = np.asarray(tokens.bits)
        head, name = bits[first], bits[start]
        is_role = (start - first == 1) & ((head & np.uint64(self._role)) != 0)
        is_bare = is_role & ((head & np.uint64(self._whole)) != 0) & ((head & np.uint64(self._no_owner)) == 0)
        is_given = is_bare & ((head & np.uint64(self._given)) != 0)
        is_sure = ((name & np.uint64(self._sure)) != 0) | (end - start > _LONG)
        return is_given, is_bare & ~is_given & ~is_sure

    def is_national(self, tokens: Tokens, token: int) -> bool:
        """Whether a token says where the one named behind it is from: الأرجنتيني | باوزا, but not الفريق البرازيلي."""
        if token < 1 or not tokens.bits[token] & self._nationality:
            return False
        return not tokens.bits[token - 1] & self._definite

    def are_attributes(self, tokens: Tokens, starts: Integers) -> npt.NDArray[np.bool_]:
        """Which definite words at these tokens belong to a definite noun before them: الفريق البرازيلي."""
        before = np.asarray(tokens.bits)[np.maximum(starts - 1, 0)]
        found: npt.NDArray[np.bool_] = ((before & np.uint64(self._definite)) != 0) & (starts > 0)
        return found

    def positions_behind(self, tokens: Tokens, ends: Sequence[int]) -> list[bool]:
        """Whether a role may follow names that end at these tokens."""
        at = np.array(ends, dtype=np.int64)
        at += np.isin(np.asarray(tokens.kind)[at], _OPENERS)
        behind = np.asarray(tokens.bits)[np.minimum(at, len(tokens.bits) - 1)]
        found: list[bool] = ((behind & np.uint64(self._office)) != 0).tolist()
        return found

    def position_of(self, tokens: Tokens, office: int, least: int) -> int:
        """Where the position begins, behind the token `least`, that is one of an office: المبعوث الخاص | للرئيس."""
        if not tokens.bits[office] & self._owner:
            return office
        for at in range(office - 1, max(office - _NEAR, least) - 1, -1):
            if not tokens.bits[at] & self._definite or (
                tokens.clitics[at] and not tokens.bits[at] & self._office
            ):
                break
            if tokens.bits[at] & self._office:
                return at if at > least else office
        return office

    def is_appointed(self, tokens: Tokens, start: int) -> bool:
        """Whether somebody named at a token is given a position: عيّن الملك الأمير عبدالعزيز, بتعيين حسان دياب."""
        for at in range(start - 1, max(start - _FARTHEST, 0) - 1, -1):
            is_dot = tokens.kind[at] == ch.DOT and not tokens.bits[at - 1] & self._title  # not that of د.
            if is_dot or tokens.kind[at] in _STOPS:
                return False
            if tokens.bits[at] & self._appointment:
                return True
        return False

    def proves_surname(
        self, tokens: Tokens, token: int, clitics: int, follows: bool, is_proven: bool
    ) -> bool:
        """Whether a word that closes a full name elsewhere in its article is a name here too.

        `follows`: right behind another name, so that a و before it joins the two.
        """
        bits = tokens.bits[token]
        if bits & self._never_alone or not bits & self._heir:
            return False
        if self._is_attribute(tokens, token) and not self._is_led(tokens, token):
            return False
        if bits & self._certain:
            return True
        is_whole = tokens.clitics[token] == clitics  # its proclitics are those that were found
        if is_whole and bits & self._likely and not bits & self._common:
            return True
        if clitics:
            return follows and clitics == 1
        if bits & self._weak and self._stands_free(tokens, token):
            return True
        return (is_proven and bool(bits & self._family)) or self._is_led(tokens, token)

    def proves_given(self, tokens: Tokens, token: int, clitics: int, follows: bool, is_proven: bool) -> bool:
        """The same of a word that begins a full name."""
        if clitics and not (follows and clitics == 1):
            return False
        bits = tokens.bits[token]
        if bits & self._foreigner:
            return True
        return not clitics and bool(bits & self._weak) and self._is_led(tokens, token)

    def _is_attribute(self, tokens: Tokens, token: int) -> bool:
        """Whether an ordinary definite word stands behind a definite noun: the surname المبارك in الشهر المبارك."""
        if not token or not tokens.bits[token] & self._family:
            return False
        return bool(tokens.bits[token - 1] & self._definite)

    def _stands_free(self, tokens: Tokens, token: int) -> bool:
        """Whether a word that is also an ordinary noun is none here: no noun before it, no attribute behind."""
        if token and not tokens.bits[token - 1] & self._edge:
            return False
        return not tokens.bits[token + 1] & self._attribute

    def _is_led(self, tokens: Tokens, token: int) -> bool:
        """Whether what stands beside a word says that it is somebody: a title, a verb, a colon."""
        if token and tokens.bits[token - 1] & self._leading:
            return True
        return bool(tokens.kind[token + 1] == ch.COLON)
