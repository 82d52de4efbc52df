"""Organisations: by list, by head noun, by what is in quotation marks."""
