"""The pass over tokens that finds where sentences end; the rules are told in `sentences`."""

from transforms import characters as ch
from transforms.kernels import kernel

_WORD, _NUMBER, _NEWLINE, _END, _DOT, _TERMINATOR = (
    ch.WORD,
    ch.NUMBER,
    ch.NEWLINE,
    ch.END,
    ch.DOT,
    ch.TERMINATOR,
)
_QUOTE, _CLOSE_QUOTE, _OPEN_BRACKET, _CLOSE_BRACKET = (
    ch.QUOTE,
    ch.CLOSE_QUOTE,
    ch.OPEN_BRACKET,
    ch.CLOSE_BRACKET,
)
_BRACKET_REACH = 80  # tokens; a bracket that closes later than this is taken for a slip
_SPELLED = 2  # letters of the later parts where spaces stand between them
_SHORT = 3  # letters of the parts of a spelled abbreviation (آر.تي.إل)


@kernel
def split(tokens, document_first, part_first, parts, out):
    """One pass over the tokens; rows of `out`: document, sentence, paragraph, first and last code point, kind.

    `tokens`: the arrays data, byte_start, byte_end, char_start, char_end, kind, is_abbreviation.
    """
    _, _, _, char_start, char_end, kind, _ = tokens
    n = 0
    for document in range(len(document_first) - 1):
        first_of_document = first_of_paragraph = n
        paragraph_no = 0
        part, last_part = part_first[document], part_first[document + 1]
        begin = -1  # first token of the open sentence
        begin_part = -1  # the part that it stands in
        has_word = False
        quiet_until = -1  # token up to which brackets allow no end
        for token in range(document_first[document], document_first[document + 1]):
            what = kind[token]
            while part < last_part and char_start[token] >= parts[part, 1]:
                part += 1
            here = part if part < last_part and char_start[token] >= parts[part, 0] else -1
            is_boundary = what == _NEWLINE or what == _END
            if begin >= 0 and (is_boundary or here != begin_part):
                if has_word:
                    of_part = parts[begin_part, 2] if begin_part >= 0 else 0
                    span = (char_start[begin], char_end[token - 1])
                    n = _put(out, n, document, n - first_of_document, paragraph_no, span, of_part)
                begin = -1
            if is_boundary:
                if what == _NEWLINE:
                    if n > first_of_paragraph:
                        paragraph_no += 1
                    first_of_paragraph = n
                    quiet_until = -1
                continue
            if begin < 0:
                begin = token
                begin_part = here
                has_word = False
            if what == _WORD or what == _NUMBER:  # most tokens; nothing ends at a word
                has_word = True
                continue
            if what == _OPEN_BRACKET and quiet_until < token:
                quiet_until = _closing(kind, token)
            may_end = what == _DOT or what == _TERMINATOR or what == _CLOSE_QUOTE or what == _CLOSE_BRACKET
            if here < 0 and (may_end or what == _QUOTE) and _ends_after(tokens, token, begin, quiet_until):
                if has_word:
                    span = (char_start[begin], char_end[token])
                    n = _put(out, n, document, n - first_of_document, paragraph_no, span, 0)
                begin = -1
    return n


@kernel
def _put(out, n, document, sentence_no, paragraph_no, span, kind):
    out[0, n] = document
    out[1, n] = sentence_no
    out[2, n] = paragraph_no
    out[3, n] = span[0]
    out[4, n] = span[1]
    out[5, n] = kind
    return n + 1


@kernel
def _ends_after(tokens, token, begin, quiet_until):
    """Whether the sentence that begins at token `begin` ends with `token`, a mark that nothing closes behind it."""
    _, byte_start, byte_end, _, _, kind, _ = tokens
    stop = token
    if kind[token] != _DOT and kind[token] != _TERMINATOR:
        # a closing mark right after the full stop belongs to the sentence that it ends
        while stop > begin and _closes(byte_start, byte_end, kind, stop):
            stop -= 1
        if stop == token or kind[stop] != _DOT:
            return False
    if stop <= quiet_until or _closes(byte_start, byte_end, kind, token + 1):
        return False
    return _ends(tokens, stop, begin)


@kernel
def _closing(kind, token):
    """The token that closes the bracket opened at `token`, or `token` itself if none does in this paragraph."""
    for other in range(token + 1, min(token + _BRACKET_REACH, len(kind))):
        if kind[other] == _NEWLINE or kind[other] == _END:
            return token
        if kind[other] == _CLOSE_BRACKET:
            return other
    return token


@kernel
def _closes(byte_start, byte_end, kind, token):
    """Whether a token is a closing mark glued to the one before; for a plain `"` nothing may be glued to it."""
    if token == 0 or byte_start[token] != byte_end[token - 1]:
        return False
    what = kind[token]
    if what == _CLOSE_QUOTE or what == _CLOSE_BRACKET:
        return True
    return what == _QUOTE and (
        token + 1 >= len(kind)
        or byte_start[token + 1] != byte_end[token]
        or kind[token + 1] < _WORD
        or kind[token + 1] > _NUMBER
    )


@kernel
def _is_spelled(tokens, token):
    """Whether the full stop stands between parts of an abbreviation spelled with spaces (بي. بي. سي)."""
    _, _, _, char_start, char_end, kind, _ = tokens
    if char_end[token + 1] - char_start[token + 1] > _SPELLED:
        return False
    again = kind[token + 2] == _DOT
    before = token >= 3 and kind[token - 2] == _DOT and kind[token - 3] == _WORD
    return again or (before and char_end[token - 3] - char_start[token - 3] <= _SHORT)


@kernel
def _ends(tokens, token, begin):
    """Whether the full stop, exclamation or question mark at `token` ends a sentence."""
    data, byte_start, byte_end, char_start, char_end, kind, is_abbreviation = tokens
    glued_before = token > begin and byte_end[token - 1] == byte_start[token]
    glued_after = byte_start[token + 1] == byte_end[token]
    following = kind[token + 1]
    if kind[token] == _TERMINATOR:
        return following != _TERMINATOR and not (glued_after and following == _DOT)
    if (glued_after and following == _DOT) or (glued_before and kind[token - 1] == _DOT):
        return False
    if not glued_before:
        return not glued_after or following != _NUMBER
    before = kind[token - 1]
    length = char_end[token - 1] - char_start[token - 1]
    if before == _WORD and (length == 1 or is_abbreviation[token - 1]):
        return False
    if before == _NUMBER and token - 1 == begin:  # a list number
        return False
    if before == _WORD and length <= _SHORT and following == _WORD and _is_spelled(tokens, token):
        return False
    if glued_after:
        if before == _NUMBER and following == _NUMBER:
            return False
        if following == _WORD and before == _WORD:
            latin = data[byte_start[token + 1]] < 0xD8
            next_length = char_end[token + 1] - char_start[token + 1]
            return not latin and (length > _SHORT or next_length > _SHORT)
        return following != _NUMBER or before != _WORD
    return True


@kernel
def sentence_of_tokens(document_first, char_start, document, start_char, end_char, out):
    """For each token the row of its sentence, -1 for one in none, as the end of a document is."""
    row = 0
    for number in range(len(document_first) - 1):
        last = document_first[number + 1] - 1
        for token in range(document_first[number], last):
            at = char_start[token]
            while row < len(document) and document[row] == number and end_char[row] <= at:
                row += 1
            inside = row < len(document) and document[row] == number and start_char[row] <= at
            out[token] = row if inside else -1
        out[last] = -1
        while row < len(document) and document[row] == number:
            row += 1
