# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""The names that head nouns begin, given those found before.

Heads are read from the last to the first, so that a name within a name is known: مجلة الجمعية الأمريكية, المجلس العام
لحزب روسيا الموحدة, لجنة العلاقات الدولية في مجلس الاتحاد الروسي.
"""

from transforms.kernels import kernel
from transforms.organisations.chains import FOREIGN, NONE, PART, SITE, extends, goes_on, name_from
from transforms.organisations.phrases import LINK, behind_links, has
from transforms.organisations.words import mask

_TAKES_NAME = mask("takes_name")


@kernel
def headed(tokens, heads, letters, known, rows):
    """Writes first token, end, letters of proclitics and number of the rule of each name; how many there are.

    `letters`: the proclitics of each token. `known`: for each token the end of the place and of the organisation that
    begins there, or 0, and the letters of proclitics of that name; the organisations found are added.
    """
    places, organisations, clitics = known
    n = 0
    for head in heads:
        if organisations[head] and has(tokens[head], _TAKES_NAME):  # حزب الله
            continue
        behind, linked = head + 1, behind_links(tokens, head)
        place = 0 if clitics[linked] else places[linked]
        organisation = 0 if clitics[behind] else organisations[behind]
        start, stop, rule = name_from(tokens, head, place, organisation)
        end = 0 if rule == NONE else _end(tokens, head, stop, rule, known)
        if end == 0:
            continue
        rows[n, 0], rows[n, 1], rows[n, 3] = start, end, rule
        rows[n, 2] = letters[head] if start == head else 0
        if rule != SITE:
            organisations[start] = max(end, organisations[start])
            clitics[start] = rows[n, 2]
        n += 1
    return n


@kernel
def _end(tokens, head, stop, rule, known):
    """Where the name ends, with what it goes on with; 0 where it is none, or no longer than a listed one."""
    places, organisations, clitics = known
    end = max(stop, places[stop - 1])  # مركز كارنيغي للشرق الأوسط
    if rule == FOREIGN:
        for at in range(head + 2, end):  # مركز مربة بتهامة
            if clitics[at]:
                end = at
                break
    if places[head] >= end:  # قناة السويس
        return 0
    if goes_on(tokens, head, stop):
        within = end if clitics[end] else end + 1
        region = places[end + 1] if has(tokens[end], LINK) else 0  # المجلس الجهوي لجهة سوس ماسة
        end = max(end, organisations[within], places[end], region)
    if rule == PART and end <= stop:
        return 0
    listed = organisations[head]  # from its head on: مجلس الأمن, مجلس الوزراء
    if listed and (end <= listed or not extends(tokens[listed], tokens[head])):
        return 0
    return end
