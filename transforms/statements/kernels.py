# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Steps from token to token that the compiled rules of statements share: the next symbol, quotations, brackets.

`bits[token]` is the set of symbols of a token (see `symbols`).
"""

from transforms.kernels import kernel
from transforms.statements.symbols import mask

_LONGEST_QUOTE = 500  # tokens
QUOTES = mask("quote|open_quote|close_quote")
_QUOTE, _OPEN, _CLOSE, _BOTH = (
    mask("quote"), mask("open_quote"), mask("close_quote"), mask("open_quote|close_quote"),
)  # fmt: skip
_STOPS = mask("end")
_OPEN_BRACKET, _CLOSE_BRACKET = mask("open_bracket"), mask("close_bracket")
_AFTER_SPEECH = mask(
    "end|dot|terminator|comma|semicolon|ellipsis|participle|verb|connector|source|dash|colon|clause"
)
_OUTSIDE = mask("dot|comma|semicolon|colon|dash|ellipsis|open_bracket|open_quote|end")
_ON, _EXTENT = mask("on"), mask("extent")
_THAT = mask("that")
_SENTENCE_END = mask("dot|terminator")


@kernel
def next_of(bits, at, limit, wanted):
    """The first token from `at` on that is one of the symbols, `limit` if none before it is."""
    while at < limit and not bits[at] & wanted:
        at += 1
    return at


@kernel
def next_of_not(bits, at, limit, unwanted):
    """The first token from `at` on that is none of the symbols, `limit` if all before it are."""
    while at < limit and bits[at] & unwanted:
        at += 1
    return at


@kernel
def is_closing(bits, byte_start, byte_end, at):
    """Whether a quotation mark ends a quotation, as far as spaces tell: glued to the word before it only."""
    if bits[at] & _OPEN:
        return False
    glued_before = at > 0 and byte_end[at - 1] == byte_start[at]
    glued_after = at + 1 < len(bits) and byte_end[at] == byte_start[at + 1] and not bits[at + 1] & _OUTSIDE
    return glued_before and not glued_after


@kernel
def closing_quote(bits, byte_start, byte_end, at):
    """The token that closes the quotation opened at `at`, -1 if none does in its paragraph.

    Some write both marks alike, some the wrong way round (`»الحياة«`). Quotations inside are passed over; where
    the marks do not pair, the first that may close does, if it is not that of another in a later sentence.
    """
    is_later = False
    wanted = _BOTH
    if bits[at] & _QUOTE:
        wanted = _QUOTE
    elif bits[at] & _OPEN:
        wanted = _CLOSE
    limit = min(len(bits), at + _LONGEST_QUOTE)
    nearest = -1
    depth = 1
    other = at + 1
    while other < limit and not bits[other] & _STOPS:
        if bits[other] & _SENTENCE_END and depth == 1:
            is_later = True
        if bits[other] & QUOTES:
            if _is_opening(bits, byte_start, byte_end, other):
                depth += 1
            elif bits[other] & wanted:
                depth -= 1
                nearest = other if nearest < 0 and not is_later else nearest
                if depth == 0:
                    return other
        other += 1
    return nearest


@kernel
def _is_opening(bits, byte_start, byte_end, at):
    """Whether a quotation mark begins a quotation, as far as spaces tell: glued to the word behind it only."""
    if bits[at] & _CLOSE:
        return False
    glued_before = at > 0 and byte_end[at - 1] == byte_start[at]
    glued_after = at + 1 < len(bits) and byte_end[at] == byte_start[at + 1] and not bits[at + 1] & _OUTSIDE
    return glued_after and not glued_before


@kernel
def ends_there(bits, closing):
    """Whether nothing of the same clause follows a closing quotation mark."""
    after = closing + 1
    if after + 1 >= len(bits) or (bits[after] & _ON and bits[after + 1] & _EXTENT):  # على حد قوله
        return True
    return (bits[after] & _AFTER_SPEECH) != 0 or (bits[closing - 1] & _SENTENCE_END) != 0


@kernel
def after_bracket(bits, at, limit):
    """The token behind the bracket that opens at `at`; the next one if it does not close."""
    close = next_of(bits, at, limit, _CLOSE_BRACKET)
    return close + 1 if close < limit else at + 1


@kernel
def opening(bits, at, first):
    """The token that opens the quotation or bracket that ends at `at`; `at` if none does from `first` on."""
    wanted = _OPEN_BRACKET if bits[at] & _CLOSE_BRACKET else QUOTES
    other = at - 1
    while other >= first and not bits[other] & wanted:
        other -= 1
    return other if other >= first else at


@kernel
def trim_ends(bits, starts, ends):
    """Moves the ends of contents, in place, before closing punctuation and marks that are not opened inside."""
    for row in range(len(starts)):
        start, end = starts[row], ends[row]
        n_quotes = 0
        for at in range(start, end):
            n_quotes += (bits[at] & QUOTES) != 0
        while end > start:
            last = bits[end - 1]
            if last & QUOTES and n_quotes % 2 == 1:
                n_quotes -= 1
            elif not last & _OUTSIDE:
                break
            elif last & QUOTES:
                n_quotes -= 1
            end -= 1
        ends[row] = end


@kernel
def trim_starts(bits, starts, ends, is_direct):
    """Moves the bounds of contents, in place, within a quotation that is the whole, and behind its `إن`."""
    for row in range(len(starts)):
        start, end = starts[row], ends[row]
        if bits[start] & QUOTES and end - start > 2:
            following = next_of(bits, start + 1, end, QUOTES)
            if following >= end - 1:  # the only mark, or the one that closes the whole
                start, end = start + 1, following
        if is_direct[row] and bits[start] & _THAT and end - start > 1:
            start += 1
        starts[row], ends[row] = start, end


@kernel
def trim_speakers(bits, starts, ends):
    """Moves the bounds of speakers, in place, so that quotation marks pair and none encloses the whole."""
    for row in range(len(starts)):
        start, end = starts[row], ends[row]
        if start < 0:
            continue
        n_quotes = 0
        for at in range(start, end):
            n_quotes += (bits[at] & QUOTES) != 0
        is_quoted = (bits[start] & QUOTES) != 0
        if n_quotes == 2 and is_quoted and bits[end - 1] & QUOTES and end - start > 2:
            starts[row], ends[row] = start + 1, end - 1
        elif n_quotes % 2 == 1 and is_quoted and end - start > 1:
            starts[row] = start + 1
        elif n_quotes % 2 == 1 and bits[end] & QUOTES:
            ends[row] = end + 1


@kernel
def sentence_around(sentence, token):
    """The tokens of the sentence of a token, end exclusive."""
    first, last = token, token + 1
    while first > 0 and sentence[first - 1] == sentence[token]:
        first -= 1
    while last < len(sentence) and sentence[last] == sentence[token]:
        last += 1
    return first, last
