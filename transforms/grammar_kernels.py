"""The machine that runs rules over the symbols of tokens; `grammar` compiles rules for it.

A program is four arrays of one entry a step: what to do, two numbers, and symbols as bits. Like a regular expression
the machine tries what stands first, and comes back to the other way where that fails.
"""

import numpy as np

from transforms.kernels import kernel, making_kernel

# Steps. TAKE: a token with one of these symbols; TAKE_OTHER: one with none of them. LOOK: the same without taking, at
# the token before (-1) or at this one (0). FORK: goes on at the first place, later at the second. SAVE: a capture.
TAKE, TAKE_OTHER, LOOK, FORK, JUMP, SAVE, MATCH = range(7)
OTHER, FORBIDDEN = 1, 2  # of a look: a token with none of the symbols; there must be no such token
GROUPS = 64  # rules are told apart by as many bits
_MOST_FORKS = 1 << 14  # ways kept open at once; beyond, only the first way is tried


@making_kernel
def sets_of_words(bits, tables, always):
    """For each distinct word the rules, as bits, that may have it as their first, second and third token (3, n).

    `tables` (3, 8, 256): the rules for each byte of the symbols; `always` (3): those for any word.
    """
    out = np.empty((len(tables), len(bits)), dtype=np.uint64)
    for depth in range(len(tables)):
        table = tables[depth]
        for word in range(len(bits)):
            found = always[depth]
            left = bits[word]
            for byte in range(8):
                found |= table[byte, left & np.uint64(0xFF)]
                left >>= np.uint64(8)
            out[depth, word] = found
    return out


@making_kernel
def search(word, bits, sets, program, rule_first, is_every, rows, captures):
    """Writes rule, start and end of each match, and its captures; the number of matches, or -1 without room.

    From left to right without overlap, of several rules the first; with `is_every` all rules at all tokens.
    """
    stack = np.empty((_MOST_FORKS, 2), dtype=np.int32)
    first, second, third = sets[0], sets[1], sets[2]
    n = 0
    token = 0
    while token < len(word):
        rules = first[word[token]]
        if rules and token + 2 < len(word):
            rules &= second[word[token + 1]]
            if rules:
                rules &= third[word[token + 2]]
        after = token + 1
        rule = 0
        while rules and rule < len(rule_first):
            if rules & np.uint64(1) << np.uint64(rule % GROUPS):
                if n >= len(rows):
                    return -1
                captures[n] = -1
                end = _run(word, bits, program, rule_first[rule], token, captures[n], stack)
                if end >= 0:
                    rows[n, 0] = rule
                    rows[n, 1] = token
                    rows[n, 2] = end
                    n += 1
                    if not is_every:
                        after = max(end, after)
                        break
            rule += 1
        token = after
    return n


@kernel
def _run(word, bits, program, step, token, captures, stack):
    """Where the match of one rule at a token ends, -1 if there is none."""
    does, one, two, symbols = program
    top = 0
    while True:
        what = does[step]
        fails = False
        if what <= TAKE_OTHER:
            if token < len(word) and (bits[word[token]] & symbols[step] != 0) == (what == TAKE):
                token += 1
                step += 1
            else:
                fails = True
        elif what == FORK:
            if top < len(stack):
                stack[top, 0] = two[step]
                stack[top, 1] = token
                top += 1
            step = one[step]
        elif what == JUMP:
            step = one[step]
        elif what == LOOK:
            at = token + one[step]
            seen = 0 <= at < len(word) and (bits[word[at]] & symbols[step] != 0) != (two[step] & OTHER != 0)
            fails = seen == (two[step] & FORBIDDEN != 0)
            step += 1
        elif what == SAVE:
            if top < len(stack):  # what was saved before comes back with the way that is left
                stack[top, 0] = -1 - one[step]
                stack[top, 1] = captures[one[step]]
                top += 1
            captures[one[step]] = token
            step += 1
        else:
            return token
        while fails:
            if top == 0:
                return -1
            top -= 1
            if stack[top, 0] < 0:
                captures[-1 - stack[top, 0]] = stack[top, 1]
            else:
                step, token = stack[top, 0], stack[top, 1]
                fails = False
