"""What rules mean, told in another way: as one regular expression over a string of one character a token."""

import re
from collections.abc import Iterator, Mapping

from transforms.grammar import Found
from transforms.symbols import Symbols
from transforms.words import Words

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<group>[(|)])|(?P<repeat>[?*+]|\{\d+(?:,\d*)?\})"
    r"|(?P<look>[<>]!?)?(?:(?P<capture>[a-z][a-z0-9_]*):)?(?P<minus>-)?(?P<symbol>[a-z][a-z0-9_]*)"
)
_LOOK = {"<": "(?<=%s)", ">": "(?=%s)", "<!": "(?<!%s)", ">!": "(?!%s)"}
_FIRST = 0x100  # below stand the characters that a regular expression gives a meaning


def find(symbols: Symbols, rules: Mapping[str, str], batch: Words) -> Iterator[Found]:
    """Every match, left to right, without overlap; of several rules the first."""
    bits = symbols.of_words(batch)[0].tolist()
    codes = {one: chr(_FIRST + number) for number, one in enumerate(dict.fromkeys(bits))}
    text = "".join(codes[bits[word]] for word in batch.word.tolist())

    def having(*names: str) -> set[str]:
        mask = sum(int(symbols.bit(name)) for name in names)
        return {code for one, code in codes.items() if one & mask}

    def pattern(rule: str) -> str:
        out = ""
        for token in _TOKEN.finditer(rule):
            if token["group"] or token["repeat"]:
                out += (token["group"] or token["repeat"]).replace("(", "(?:")
            elif symbol := token["symbol"]:
                boundary = having("end", "newline")
                if symbol == "any":
                    one = f"[^{''.join(boundary)}]"
                elif token["minus"]:
                    one = f"[^{''.join(having(symbol) | boundary)}]"
                else:
                    one = f"[{''.join(having(symbol))}]" if having(symbol) else "(?!)"
                if token["look"]:
                    one = _LOOK[token["look"]] % one
                out += f"(?P<{token['capture']}>{one})" if token["capture"] else one
        return out

    compiled = {name: re.compile(pattern(rule)) for name, rule in rules.items()}
    at = 0
    while at < len(text):
        found = ((name, expression.match(text, at)) for name, expression in compiled.items())
        name, match = next(((name, match) for name, match in found if match), ("", None))
        if match:
            captures = {one: match.span(one) for one in match.groupdict() if match.start(one) >= 0}
            yield Found(name, at, match.end(), captures)
        at = match.end() if match else at + 1
