"""Declarations: verbs and nouns of events."""

from transforms.vocabulary import Vocabulary

DECLARATIONS: tuple[Vocabulary, ...] = ()
