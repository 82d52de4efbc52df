"""Places: by list, told apart by context."""
