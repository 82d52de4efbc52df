"""Fixtures for the tests of `transforms`."""

import pytest

from flows.seeds import read
from transforms.metadata.headline import HeadlineWords
from transforms.metadata.names import Names


@pytest.fixture(scope="session")
def names() -> Names:
    """The index of names from the real `seeds/`."""
    return Names(
        sources=read("sources"),
        places=read("places"),
        countries=read("countries"),
        generic_sources=read("generic_sources"),
        byline_words=read("byline_words"),
        given_names=read("given_names"),
    )


@pytest.fixture(scope="session")
def headline_words() -> HeadlineWords:
    """The vocabulary of headlines from the real `seeds/`."""
    return HeadlineWords(read("headline_words"))
