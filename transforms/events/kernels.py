# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Which proclitics a word carries, as far as letters tell."""

import numpy as np

from transforms.kernels import kernel, making_kernel

_WAW, _FEH, _BEH, _ALEF, _LAM = 0xD988, 0xD981, 0xD8A8, 0xD8A7, 0xD984  # UTF-8, two bytes each
_TEH, _TEH_MARBUTA, _ALEF_MAKSURA, _HAMZA_ALEF = 0xD8AA, 0xD8A9, 0xD989, 0xD8A3
_YEH, _NOON, _SHADDA = 0xD98A, 0xD986, 0xD991
_JOINED, _BY, _FOR, _FEMININE, _PLURAL, _DUAL, _OBLIQUE = 1, 2, 4, 8, 16, 32, 64
_SHORTEST = 3  # letters of a word that begins with ب as a preposition


@making_kernel
def proclitics(words, offsets, clitics):
    """Flags of each word in its light form: 1 for و or ف, 2 for ب, 4 for ل, 8 to 64 for its ending (see `_ending`).

    `clitics`: letters known to be proclitics. Any word that begins with ب may carry the preposition; و and ل count
    where the article or a known word follows.
    """
    out = np.zeros(len(offsets) - 1, dtype=np.uint8)
    for word in range(len(out)):
        out[word] = flags(words, offsets[word], offsets[word + 1], clitics[word])
        out[word] |= _ending(words, offsets[word], offsets[word + 1])
    return out


@kernel
def _ending(words, start, stop):
    """8 if a word ends as feminine ones do (ة, ات, العليا, no الأعلى), 16 if as people do (ون, ين), 32 ان, 64 ين."""
    last, before = _letter(words, stop - 2, stop), _letter(words, stop - 4, stop)
    if last == _TEH_MARBUTA or (last == _TEH and before == _ALEF):
        return _FEMININE
    if last in (_ALEF, _ALEF_MAKSURA):
        return 0 if _letter(words, start + 4, stop) == _HAMZA_ALEF else _FEMININE
    if last != _NOON:
        return 0
    if before == _YEH:
        return _PLURAL | _OBLIQUE
    return _PLURAL if before == _WAW else _DUAL if before == _ALEF else 0


@kernel
def flags(words, at, stop, clitics):
    """The same of one word, between two bytes."""
    found = 0
    first = _letter(words, at, stop)
    if first in (_WAW, _FEH):
        has_article = _letter(words, at + 2, stop) == _ALEF and _letter(words, at + 4, stop) == _LAM
        has_for = _letter(words, at + 2, stop) == _LAM and _letter(words, at + 4, stop) == _LAM
        has_by = _letter(words, at + 2, stop) == _BEH and _letter(words, at + 4, stop) == _ALEF
        if clitics == 0 and not (has_article or has_for or (has_by and _letter(words, at + 6, stop) == _LAM)):
            return found
        found |= _JOINED
        at += 2
        clitics -= 1
        first = _letter(words, at, stop)
        if first == _BEH and (clitics > 0 or has_by):
            found |= _BY
    elif first == _BEH and stop - at >= 2 * _SHORTEST:
        found |= _BY
    if first == _LAM and (clitics > 0 or _letter(words, at + 2, stop) == _LAM):
        found |= _FOR
    return found


@kernel
def at_names(spellings, word, names, symbols, cover, bits):
    """Writes into `cover` which mention each token belongs to, into `bits` what the first word of a name carries.

    `names`: first token, end and letters of proclitics of each mention, and where the role before it begins, which
    belongs to it: `[رئيس مجلس الوزراء وزير الدفاع نواف سلام]`; `symbols`: of what `flags` tells.
    """
    words, offsets = spellings
    starts, ends, clitics, firsts = names
    joined, by, of = symbols
    for mention in range(len(starts)):
        start = starts[mention]
        for token in range(firsts[mention], ends[mention]):
            cover[token] = mention
        bits[start] &= ~(joined | by | of)
        at, stop = offsets[word[start]], offsets[word[start] + 1]
        if clitics[mention] == 0 and _letter(words, at, stop) != _LAM:
            continue
        found = flags(words, at, stop, clitics[mention])
        if found & _FOR:  # also of للسعودية, which is a name as a whole
            bits[start] |= of
        if clitics[mention] > 0 and found & _JOINED:
            bits[start] |= joined
        if clitics[mention] > 0 and found & _BY:
            bits[start] |= by


@kernel
def free_adjectives(spellings, word, bits, names, symbols, cover):
    """Takes out of `cover` what is no name of a place but an adjective: `وفدا برلمانيا روسيا`.

    `names`: first token of each mention, whether it is a place; `symbols`: of adjectives of nations, and those that
    the word before one may have.
    """
    words, offsets = spellings
    starts, is_place = names
    nation, plain = symbols
    for mention in range(len(starts)):
        at = starts[mention]
        if (
            not is_place[mention]
            or at == 0
            or not bits[at] & nation
            or bits[at - 1] & ~plain
            or cover[at - 1] >= 0
        ):
            continue
        before = word[at - 1]
        if _letter(words, offsets[before + 1] - 2, offsets[before + 1]) == _ALEF:
            cover[at] = -1


@making_kernel
def is_doubled(data, starts, ends):
    """Whether the second letter of each word (bytes of the text) has a shadda, so that the first is no و of its own."""
    out = np.zeros(len(starts), dtype=np.bool_)
    for row in range(len(starts)):
        for at in (starts[row] + 4, starts[row] + 6):  # behind the letter, or behind its vowel
            out[row] |= _letter(data, at, ends[row]) == _SHADDA
    return out


@kernel
def _letter(words, at, stop):
    return np.int64(words[at]) << 8 | np.int64(words[at + 1]) if at + 1 < stop else 0
