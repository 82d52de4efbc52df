"""The machine that runs rules over the symbols of tokens; `grammar` compiles rules for it.

A program is two arrays with a row a step. `steps`: what to do, two numbers, and of a fork the ways that any token may
begin (1 the first, 2 the second). `symbols`, as bits: those of the step, and those with which the first and the second
way of a fork may begin. Like a regular expression the machine tries what stands first, and comes back to the other
way where that fails; a way that cannot begin with the next token is not tried.
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
def search(word, bits, sets, steps, symbols, rule_first, is_every, rows, captures):
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
            if rule % 8 == 0 and rules >> np.uint64(rule % GROUPS) & np.uint64(0xFF) == 0:
                rule += 8
                continue
            if rules & np.uint64(1) << np.uint64(rule % GROUPS):
                if n >= len(rows):
                    return -1
                captures[n] = -1
                end = _run(word, bits, steps, symbols, rule_first[rule], token, captures[n], stack)
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
def _run(word, bits, steps, symbols, step, token, captures, stack):
    """Where the match of one rule at a token ends, -1 if there is none."""
    top = 0
    while True:
        what, one, two = steps[step, 0], steps[step, 1], steps[step, 2]
        fails = False
        if what <= TAKE_OTHER:
            if token < len(word) and (bits[word[token]] & symbols[step, 0] != 0) == (what == TAKE):
                token += 1
                step += 1
            else:
                fails = True
        elif what == FORK:
            has = bits[word[token]] if token < len(word) else np.uint64(0)
            is_first = steps[step, 3] & 1 != 0 or has & symbols[step, 1] != 0
            is_second = steps[step, 3] & 2 != 0 or has & symbols[step, 2] != 0
            if is_first and is_second and top < len(stack):
                stack[top, 0] = two
                stack[top, 1] = token
                top += 1
            fails = not is_first and not is_second
            step = one if is_first else two
        elif what == JUMP:
            step = one
        elif what == LOOK:
            at = token + one
            seen = 0 <= at < len(word) and (bits[word[at]] & symbols[step, 0] != 0) != (two & OTHER != 0)
            fails = seen == (two & FORBIDDEN != 0)
            step += 1
        elif what == SAVE:
            if 0 < top < len(stack):  # what was saved before comes back with the way that is left
                stack[top, 0] = -1 - one
                stack[top, 1] = captures[one]
                top += 1
            captures[one] = token
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
