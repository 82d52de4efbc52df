"""The frames of verbs as bits, and the ways in which what is said may follow."""

from transforms.vocabularies.statements import FRAMES

COMPLEMENTS = ("that", "colon", "quote", "to", "on", "about", "from", "by", "object")
THAT, COLON, QUOTE, TO, ON, ABOUT, FROM, BY, OBJECT = range(len(COMPLEMENTS))
FRAME_BITS = {frame: 1 << position for position, frame in enumerate(FRAMES)}
NAME = 3  # words of a quotation that may be a name
