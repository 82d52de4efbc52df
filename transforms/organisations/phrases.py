# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Stretches of a name of an organisation: adjectives, links, what is joined by و, and what follows ل.

`tokens`: the symbols of each token of a batch; every article ends with a token that has none, so nothing is read
beyond it.
"""

import numpy as np

from transforms.kernels import kernel
from transforms.organisations.words import mask

LONGEST = 14  # tokens that a name may have, with its head
MOST_ADJECTIVES = 3
_MOST_LINKS = 3
WORD, PLAIN, STOP, DEFINITE, JOINED, PURPOSED, LINK, TOPIC, NATION, FEMININE, AND = (
    mask("word"), mask("plain"), mask("stop"), mask("definite"), mask("joined"), mask("purposed"), mask("link"),
    mask("topic"), mask("nation"), mask("feminine"), mask("and"),
)  # fmt: skip
_UNKNOWN, _ADJECTIVAL = mask("unknown"), mask("adjectival")
_RELATION = mask("adjective|nation|adjectival")
_OF_NATIONS, _LISTED = mask("nation|continental"), mask("nation|adjective|ordinal")
_NOT_FOREIGN, _PARTICLE = mask("stop|joined|definite"), mask("particle")
NO_FOREIGN = mask("definite|joined|stop|feminine|purposed")
_NO_PART = mask("stop|joined|link")
_NAMES, _BEFORE_NAMES = mask("given|particle"), mask("particle|honour")
_NO_LINK = mask("joined|purposed|definite")
_BEGINS = mask("definite|head")
_GOES_ON = mask("joined|and")
_NO_PURPOSE = mask("stop|no_purpose")
NOTHING = np.uint64(0)  # no symbol


@kernel
def has(token, bits):
    """Whether a token has any of some symbols."""
    return (token & bits) > 0


@kernel
def any_has(tokens, start, end, bits):
    """Whether any of the tokens [start, end) has any of some symbols."""
    found = NOTHING
    for at in range(start, end):
        found |= tokens[at]
    return has(found, bits)


@kernel
def is_noun(token):
    """A word with the article and without proclitic that may be part of a name."""
    return has(token, PLAIN) and not has(token, STOP)


@kernel
def is_unknown(token):
    """No ordinary word, without article and و."""
    return has(token, _UNKNOWN) and not has(token, _NOT_FOREIGN)


@kernel
def is_adjective(token):
    """A noun as above that has the shape of an adjective, or is a listed one."""
    return is_noun(token) and has(token, _RELATION)


@kernel
def is_link(token):
    """A bare noun that links the head and its last noun."""
    return has(token, LINK) and not has(token, _NO_LINK)


@kernel
def is_joined_link(token):
    """The same with و before it; but not a noun that begins another name: وهيئة."""
    return has(token, LINK) and has(token, JOINED) and not has(token, _BEGINS)


@kernel
def is_name_part(token, before):
    """Given names, particles, and any word behind a particle."""
    if has(token, _NO_PART) or not has(token, WORD):
        return False
    return has(token, _NAMES) or has(before, _BEFORE_NAMES)


@kernel
def behind_adjectives(tokens, at, most):
    """Where adjectives that begin at a token end, before `most`.

    Behind one of a nation a noun may only look like another: حمل الحكومة الإسرائيلية المسؤولية.
    """
    before = tokens[at - 1]
    while at < most and is_adjective(tokens[at]) and (not has(before, NATION) or has(tokens[at], _LISTED)):
        before = tokens[at]
        at += 1
    return at


@kernel
def behind_links(tokens, head):
    """Where the nouns end that link a head and its last noun: أنباء, رعاية حقوق, تجارة وصناعة."""
    at = head + 1
    while at <= head + _MOST_LINKS and (
        is_link(tokens[at]) or (at > head + 1 and is_joined_link(tokens[at]))
    ):
        at += 1
    return at


@kernel
def behind_foreign(tokens, at):
    """Where words that are no ordinary ones end, with what particles join to them: فاسكو دي غاما."""
    end, most = at, at + MOST_ADJECTIVES
    while end <= most:
        if is_unknown(tokens[end]):
            end += 1
        elif at < end and has(tokens[end], _PARTICLE) and is_bare(tokens[end + 1]):
            end += 2
        else:
            break
    return end


@kernel
def is_bare(token):
    """A word that stands as it is: without article and proclitic, and no feminine."""
    return has(token, WORD) and not has(token, NO_FOREIGN)


@kernel
def coordinated(tokens, head, end):
    """Goes on over و and a subject: والآثار, وحماية البيئة, البلدية والقروية."""
    longest = head + LONGEST
    while end < longest and has(tokens[end], _GOES_ON):
        if has(tokens[end], AND):
            if not (has(tokens[end + 1], TOPIC) and has(tokens[end + 1], PLAIN)):
                break
            end += 2
        elif has(tokens[end], DEFINITE) and (
            has(tokens[end], TOPIC) or _are_alike(tokens[end - 1], tokens[end])
        ):
            end += 1
        elif is_joined_link(tokens[end]) and is_noun(tokens[end + 1]):
            end += 2
        else:
            break
        end = behind_adjectives(tokens, end, longest)
    return end


@kernel
def _are_alike(one, other):
    """Whether two words are adjectives of relation of the same gender, of no nation: الاجتماعية والجنائية."""
    same_gender = not has(one ^ other, FEMININE)
    return has(one & other, _ADJECTIVAL) and same_gender and not has(one | other, NATION)


@kernel
def has_nation(tokens, head, end):
    """Whether an adjective behind the head tells a nation or a continent."""
    return any_has(tokens, head + 1, end, _OF_NATIONS)


@kernel
def purpose(tokens, head, end):
    """Goes on over ل and what it is for: للسياحة والآثار, لحقوق الإنسان."""
    token, after = tokens[end], end + 1
    if not has(token, PURPOSED) or has(token, _NO_PURPOSE):
        return end
    if not has(token, DEFINITE):
        if not has(token, LINK):
            return end
        while after < end + 3 and is_link(tokens[after]):
            after += 1
        if not is_noun(tokens[after]):
            return end
        after += 1
    no_more = NOTHING
    if has_nation(tokens, head, end):  # الاتحاد الدولي لألعاب القوى السنغالي لامين دياك
        no_more = NATION
    while after < head + LONGEST and is_adjective(tokens[after]) and not has(tokens[after], no_more):
        after += 1
    return coordinated(tokens, head, after)
