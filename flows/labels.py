"""Names of files and members as labels: printable, harmless, and each once."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def printable(name: str) -> str:
    r"""A name that can be written and shown: odd bytes and control characters escaped.

    >>> printable("a\udcff\n")
    'a\\xff\\x0a'
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def is_hidden(name: str) -> bool:
    """Whether a member is hidden by one of its folders or itself; `__MACOSX` holds no documents either.

    >>> is_hidden("a/.git/b"), is_hidden("__MACOSX/._b"), is_hidden("./a/../b")
    (True, True, False)
    """
    parts = name.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)


class Labels:
    """Labels for the members of one archive."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    @property
    def are_none(self) -> bool:
        """Whether no label was asked for."""
        return not self._seen

    def unique(self, name: str) -> str:
        r"""The name without what climbs or is absolute; a second one of the same name gets a number.

        >>> labels = Labels()
        >>> labels.unique("..\\..\\C:\\a.txt"), labels.unique("/a.txt"), labels.unique("b/./a.txt")
        ('C:/a.txt', 'a.txt', 'b/a.txt')
        >>> labels.unique("../a.txt")
        'a.txt~2'
        """
        parts = _DRIVE.sub("", name.replace("\\", "/")).split("/")
        label = (
            printable("/".join(part for part in parts if part.strip(".") or part.count(".") > 2)) or "unnamed"
        )
        count = self._seen[hash(label)] = self._seen.get(hash(label), 0) + 1
        return label if count == 1 else f"{label}~{count}"
