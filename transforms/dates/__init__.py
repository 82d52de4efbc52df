"""Dates: expressions of time in a text, and what days they mean."""
