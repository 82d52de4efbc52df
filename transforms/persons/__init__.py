"""Persons: their names in a text, with titles, roles and what they are called later on."""
