# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Which entity a speaker's words stand for, found among the names of its article (see `links`)."""

import numpy as np

from transforms.kernels import kernel
from transforms.mentions import ENTITY_TYPES, ORGANISATION, PERSON
from transforms.names import COUNTRY
from transforms.statements.kernels import QUOTES, next_of
from transforms.statements.symbols import mask

NOBODY, SEVERAL = -1, -2
_PAPER, _RELATION, _VOICE = range(3)
_LONGEST = 5  # words of a short form
_PERSON, _ORGANISATION = ENTITY_TYPES.index(PERSON), ENTITY_TYPES.index(ORGANISATION)
_RELATIVE, _DEFINITE, _SPEAKER, _SIDE = mask("relative"), mask("definite"), mask("speaker"), mask("side")
_INTRODUCES = mask("definite|organisation|place|comma|quote|open_quote|close_quote|close_bracket|dash")


@kernel
def link(about_words, document_first, bits, about_names, speakers, kinds, out):
    """For each speaker (document, first token, end, letters of proclitics) the number of its entity, else NOBODY.

    `about_words`: the words of the batch; asked by number of a word, its bare hash. `about_names`: spans, roles and
    heads of `Names`. `kinds`: whether the first word of each speaker is a paper, a relation, a voice.
    """
    words, bare = about_words
    names, roles, heads = about_names
    for row in range(len(speakers)):
        document, start, end = speakers[row, 0], speakers[row, 1], speakers[row, 2]
        out[row] = NOBODY
        if start < 0:
            continue
        is_same = end - start > 1 and (bits[end - 1] & _SIDE) != 0  # `المتحدث نفسه`
        end -= is_same
        at = np.searchsorted(names[:, 0], start)
        if kinds[row, _RELATION] and at < len(names) and names[at, 0] <= start + 2:
            continue  # `والد سلمى حداد`, `والد الطفلة سلمى`, but `والد الطفلة المواطن سامي حداد`
        reach = 0 if bits[start] & _SPEAKER else 1 + ((bits[start + 1] & QUOTES) != 0)  # صندوق "[سند]"
        reach = end - start if kinds[row, _VOICE] else reach
        found = _named(bits, names, roles, at, start, next_of(bits, start, end, _RELATIVE), start + reach)
        if found == NOBODY and end - start <= _LONGEST and (at >= len(names) or names[at, 0] >= end):
            first = np.searchsorted(names[:, 0], document_first[document])
            last = np.searchsorted(names[:, 0], document_first[document + 1])
            found = _meant(words, bare, bits, names, roles, heads, first, last, start, end)
            is_again = row > 0 and speakers[row - 1, 0] == document and end - start == 1
            if found == NOBODY and is_again and (is_same or kinds[row, _PAPER]):
                found = out[row - 1]
        out[row] = max(found, NOBODY)


@kernel
def stand_for(about_words, document_first, bits, about_names, phrases, out):
    """For each phrase without a name in it (document, first token, end) what `link` finds for a speaker.

    `bits`: symbols of any family; `definite` is the same bit in all.
    """
    words, bare = about_words
    names, roles, heads = about_names
    for row in range(len(phrases)):
        document, start, end = phrases[row, 0], phrases[row, 1], phrases[row, 2]
        first = np.searchsorted(names[:, 0], document_first[document])
        last = np.searchsorted(names[:, 0], document_first[document + 1])
        found = _meant(words, bare, bits, names, roles, heads, first, last, start, end)
        out[row] = max(found, NOBODY) if end - start <= _LONGEST else NOBODY


@kernel
def _named(bits, names, roles, at, start, end, last_body):
    """The entity named among the words of a speaker; `at`: the first name from `start` on.

    `last_body`: the last token at which an organisation may begin (`إدارة نادي الأفق`, not `رئيس نادي الأفق`).
    """
    found = NOBODY
    while at < len(names) and names[at, 0] < end:
        first, kind = names[at, 0], names[at, 2]
        if kind == _PERSON:
            return names[at, 3] if roles[at] or first == start or bits[first - 1] & _INTRODUCES else found
        is_all = first == start and (kind == COUNTRY or names[at, 1] == end)
        if found == NOBODY and ((kind == _ORGANISATION and first <= last_body) or is_all):
            found = names[at, 3]
        at += 1
    return found


@kernel
def _meant(words, bare, bits, names, roles, heads, first, last, start, end):
    """The only entity of an article that a short form can mean, NOBODY if there is none, SEVERAL if it is unclear.

    By role before surname before head noun: `الوزير`, `الحداد`, `الوزارة`.
    """
    by_role, by_name, by_head = NOBODY, NOBODY, NOBODY
    is_single = end - start == 1
    head = bare[words[start]]
    for at in range(first, last):
        entity = names[at, 3]
        if entity < 0:
            continue
        if names[at, 2] == _PERSON:
            is_role = is_single and roles[at] == head
            is_whole = roles[at] == 0 or roles[at] == head  # [رئيس الحكومة] فلان: not who `الحكومة` is
            if is_role or (is_whole and _stands_before(words, bare, names[at, 0], start, end)):
                by_role = _only(by_role, entity)
            if is_single and _is_part(words, names[at], words[start]):
                by_name = _only(by_name, entity)
        elif names[at, 2] == _ORGANISATION and is_single and bits[start] & _DEFINITE:
            token = names[at, 0]
            is_bare = names[at, 4] == 0 and token > 0 and not bits[token - 1] & _DEFINITE  # حركة [النهضة]
            if heads[at] == head or (is_bare and bare[words[token - 1]] == head):
                by_head = _only(by_head, entity)
    if by_role != NOBODY:
        return by_role
    return by_name if by_name != NOBODY else by_head


@kernel
def _only(known, entity):
    if known == NOBODY:
        return entity
    return known if known == entity else SEVERAL


@kernel
def _stands_before(words, bare, token, start, end):
    """Whether the words of a speaker, with or without articles, introduce the name at a token: `وزير النقل`."""
    size = end - start
    if token < size:
        return False
    place = 0
    while place < size and bare[words[token - size + place]] == bare[words[start + place]]:
        place += 1
    return place == size


@kernel
def _is_part(words, name, word):
    """Whether a word is one of a name of several."""
    token = name[0]
    while token < name[1] and words[token] != word:
        token += 1
    return token < name[1] and name[1] - name[0] > 1
