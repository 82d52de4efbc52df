"""What the words beside a name say: whether a position may stand there, whether a part of a name is one alone."""

from transforms import characters as ch
from transforms.persons.names import Tokens
from transforms.persons.symbols import PersonSymbols

_FARTHEST = 16  # tokens between a name and the position that it holds
_OPENERS = (ch.COMMA, ch.OPEN_BRACKET, ch.DASH)
_QUOTES = (ch.QUOTE, ch.OPEN_QUOTE, ch.CLOSE_QUOTE)


class Evidence:
    """The questions, each a mask of symbols."""

    def __init__(self, symbols: PersonSymbols) -> None:
        mask = symbols.mask
        self._name = mask("ibn", "al", "strong", "weak", "unknown", "unknown_definite", "deen")
        self._surname = mask("unknown_definite", "clan")
        self._son = mask("ibn", "al")
        self._rare = mask("unknown", "unknown_definite", "strong", "strong_first", "foreign_shape")
        self._certain = mask("unknown", "unknown_definite", "strong")
        self._likely = mask("weak", "foreign_shape")
        self._common = mask("common")
        self._weak = mask("weak")
        self._family = mask("family")
        self._foreigner = mask("foreigner")
        self._never_alone = mask("ordinal", "deen", "ali_first")
        self._heir = mask("heir")
        self._leading = mask("title", "verb", "nationality")
        self._position = mask("title", "role", "part")
        self._between = mask("body", "nation", "adjective", "strong", "unknown", "unknown_definite")
        self._office, self._title = mask("role", "title"), mask("title", "part")
        self._edge = mask("edge")
        self._attribute = mask("definite", "number")

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

    def is_son(self, tokens: Tokens, token: int) -> bool:
        """Whether the token is a particle that belongs to the word behind it: بن, آل."""
        return token >= 0 and bool(tokens.bits[token] & self._son)

    def is_rare(self, tokens: Tokens, token: int) -> bool:
        """Whether the token is no ordinary word."""
        return bool(tokens.bits[token] & self._rare)

    def position_before(self, tokens: Tokens, start: int, least: int) -> int:
        """First token, from `least` on, of titles and role that lead to a name; `start` where there are none."""
        first, at = start, start - 1
        while at >= least and start - at <= _FARTHEST:
            bits = tokens.bits[at]
            if bits & self._position:
                first = at
                if tokens.clitics[at]:  # وصاحب السمو, للاعب: nothing before it is of this person
                    break
            elif tokens.kind[at] == ch.COMMA:
                if first != at + 1:  # one in the middle of prose
                    break
            elif not bits & self._between and tokens.kind[at] not in _QUOTES:
                break
            at -= 1
        return first

    def beginning(self, tokens: Tokens, start: int, end: int) -> int:
        """Where the last person's titles begin of what leads from `start` to a name: (مستشار الملك،) وصاحب السمو."""
        for at in range(end - 1, start, -1):
            if tokens.bits[at] & self._title and tokens.clitics[at]:
                return at
        return start

    def ends_before(self, tokens: Tokens, start: int, end: int) -> int:
        """Up to where the words between two names may be the role of the first: the last comma, or وصاحب السمو."""
        for at in range(end - 1, start, -1):
            if tokens.kind[at] == ch.COMMA or (tokens.bits[at] & self._position and tokens.clitics[at]):
                return at
        return start

    def position_behind(self, tokens: Tokens, end: int) -> bool:
        """Whether a role may follow a name that ends here."""
        at = end + 1 if tokens.kind[end] in _OPENERS else end
        return at < len(tokens.kind) and bool(tokens.bits[at] & self._office)

    def proves_surname(
        self, tokens: Tokens, token: int, clitics: int, follows: bool, is_proven: bool
    ) -> bool:
        """Whether a word that closes a full name elsewhere in its article is a name here too.

        `follows`: right behind another name, so that a و before it joins the two.
        """
        bits = tokens.bits[token]
        if bits & self._never_alone or not bits & self._heir:
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
