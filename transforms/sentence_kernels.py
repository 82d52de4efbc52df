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
_SHORT = 3  # letters of the parts of a spelled abbreviation (آر.تي.إل)


@kernel
def split(
    data,
    byte_start,
    byte_end,
    char_start,
    char_end,
    kind,
    document_first,
    is_abbreviation,
    part_first,
    parts,
    out,
):
    """One pass over the tokens; rows of `out`: document, sentence, paragraph, first and last code point, kind."""
    n = 0
    for document in range(len(document_first) - 1):
        sentence_no = 0
        paragraph_no = 0
        in_paragraph = False
        part, last_part = part_first[document], part_first[document + 1]
        begin = -1  # first token of the open sentence
        has_word = False
        quiet_until = -1  # token up to which brackets allow no end
        paragraph_begin = document_first[document]
        for token in range(document_first[document], document_first[document + 1]):
            what = kind[token]
            if part >= last_part and (
                what == _WORD or what == _NUMBER
            ):  # most tokens; nothing ends at a word
                if begin < 0:
                    begin = token
                has_word = True
                continue
            # a part ends before this token, or begins with it
            while part < last_part and char_start[token] >= parts[part, 1]:
                if begin >= 0 and char_start[begin] >= parts[part, 0]:
                    if has_word:
                        _put(
                            out,
                            n,
                            document,
                            sentence_no,
                            paragraph_no,
                            char_start[begin],
                            char_end[token - 1],
                            parts[part, 2],
                        )
                        n += 1
                        sentence_no += 1
                        in_paragraph = True
                    begin = -1
                part += 1
            inside = part < last_part and char_start[token] >= parts[part, 0]
            if inside and begin >= 0 and char_start[begin] < parts[part, 0]:
                if has_word:
                    _put(
                        out, n, document, sentence_no, paragraph_no, char_start[begin], char_end[token - 1], 0
                    )
                    n += 1
                    sentence_no += 1
                    in_paragraph = True
                begin = -1
            ends_before = what == _NEWLINE or what == _END
            if not ends_before:
                if begin < 0:
                    begin = token
                    has_word = False
                has_word |= what == _WORD or what == _NUMBER
                if what == _OPEN_BRACKET and quiet_until < token:
                    quiet_until = _closing(kind, token)
            ends_after = False
            if not inside and token > quiet_until and (what == _DOT or what == _TERMINATOR):
                ends_after = _ends(
                    data,
                    byte_start,
                    byte_end,
                    char_start,
                    char_end,
                    kind,
                    is_abbreviation,
                    token,
                    paragraph_begin,
                )
            elif (
                not ends_before
                and not inside
                and begin < token
                and _closes(byte_start, byte_end, kind, token)
            ):
                # a closing mark right after the full stop belongs to the sentence that it ends
                before = token - 1
                while before > begin and _closes(byte_start, byte_end, kind, before):
                    before -= 1
                ends_after = (
                    kind[before] == _DOT
                    and before > quiet_until
                    and _ends(
                        data,
                        byte_start,
                        byte_end,
                        char_start,
                        char_end,
                        kind,
                        is_abbreviation,
                        before,
                        paragraph_begin,
                    )
                )
            if ends_after and _closes(byte_start, byte_end, kind, token + 1):
                ends_after = False
            if begin >= 0 and (ends_before or ends_after):
                last = token if ends_after else token - 1
                if has_word:
                    of_part = (
                        parts[part, 2] if part < last_part and char_start[begin] >= parts[part, 0] else 0
                    )
                    _put(
                        out,
                        n,
                        document,
                        sentence_no,
                        paragraph_no,
                        char_start[begin],
                        char_end[last],
                        of_part,
                    )
                    n += 1
                    sentence_no += 1
                    in_paragraph = True
                begin = -1
            if what == _NEWLINE:
                if in_paragraph:
                    paragraph_no += 1
                in_paragraph = False
                paragraph_begin = token + 1
                quiet_until = -1
    return n


@kernel
def _put(out, n, document, sentence_no, paragraph_no, start_char, end_char, kind):
    out[0, n] = document
    out[1, n] = sentence_no
    out[2, n] = paragraph_no
    out[3, n] = start_char
    out[4, n] = end_char
    out[5, n] = kind


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
def _ends(data, byte_start, byte_end, char_start, char_end, kind, is_abbreviation, token, paragraph_begin):
    """Whether the full stop, exclamation or question mark at `token` ends a sentence."""
    glued_before = token > paragraph_begin and byte_end[token - 1] == byte_start[token]
    glued_after = byte_start[token + 1] == byte_end[token]
    following = kind[token + 1]
    if kind[token] == _TERMINATOR:
        if following == _TERMINATOR or (glued_after and following == _DOT):
            return False
        closes = _closes(byte_start, byte_end, kind, token + 1)
        return not closes
    if (glued_after and following == _DOT) or (glued_before and kind[token - 1] == _DOT):
        return False
    if not glued_before:
        return not glued_after or following != _NUMBER
    before = kind[token - 1]
    length = char_end[token - 1] - char_start[token - 1]
    if before == _WORD and (length == 1 or is_abbreviation[token - 1]):
        return False
    if before == _NUMBER and token - 1 == paragraph_begin:
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
