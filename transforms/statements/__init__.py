"""Statements: who said what, with which verb."""
