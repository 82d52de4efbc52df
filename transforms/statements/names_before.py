# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Names that stand in front of a token, as (first token, end); both -1 where there is none."""

from transforms.kernels import kernel
from transforms.statements.symbols import mask

_PERSON, _NAMED, _NAME_START = mask("person"), mask("person|organisation|place"), mask("name_start")


@kernel
def last_person(bits, first, limit):
    """The last name of a person in front of a token."""
    end = limit
    while end > first and not bits[end - 1] & _PERSON:
        end -= 1
    return name_before(bits, first, end)


@kernel
def name_before(bits, first, end):
    """The name that ends at a token, none if none does."""
    start = end
    while start > first and bits[start - 1] & _NAMED and (start == end or not bits[start] & _NAME_START):
        start -= 1
    return (start, end) if start < end else (-1, -1)
