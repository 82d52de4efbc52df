"""Measurements."""

import flows  # noqa: F401 - says where compiled kernels lie, before numba is imported
