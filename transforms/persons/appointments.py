"""What somebody is appointed to be, behind his name and in the accusative: `وزيرا للخارجية`, `مديرا عاما للشركة`."""

from collections.abc import Container

from transforms.folding import ALEF
from transforms.persons.phrases import TANWEEN
from transforms.persons.positions import tokens_of
from transforms.symbols import LAM


def in_nominative(text: str, roles: Container[str]) -> str:
    """The text with its role and the adjectives behind it in the nominative; nothing where it begins with no role.

    >>> in_nominative("مديرا عاماً للشركة", {"مدير"})
    'مدير عام للشركة'
    >>> in_nominative("مدير الشركة", {"مدير"})
    ''
    """
    tokens = tokens_of(text)
    if not tokens or tokens[0].word[:-1] not in roles:
        return ""
    nominative, rest = [], text
    for token in tokens:
        if not token.word.endswith(ALEF) or token.word.startswith(LAM):
            break
        nominative.append(token.word[:-1])
        rest = text[token.end :].removeprefix(TANWEEN)
    return " ".join(nominative) + rest if nominative else ""
