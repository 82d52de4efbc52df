"""Numbers in words that agree with them."""


def counted(number: int, what: str, many: str = "") -> str:
    """A number with what it counts, in the plural unless it is one.

    >>> counted(1, "article"), counted(1_200, "article"), counted(0, "new version"), counted(2, "day", "days ago")
    ('1 article', '1,200 articles', '0 new versions', '2 days ago')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {many or what + 's'}"
