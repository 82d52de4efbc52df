"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

import flows  # noqa: F401 - says where compiled kernels are kept

# The first example of a property may compile a kernel, and the machine may be busy: time says nothing.
settings.register_profile("warraq", deadline=None)
settings.load_profile("warraq")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data beside the checkout; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("WARRAQ_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no measuring data: {folder} is absent (WARRAQ_SHARED names another folder)")
    return folder


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of cases as data files."""
    return REPOSITORY / "tests" / "cases"
