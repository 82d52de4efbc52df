"""Events: who did what to whom, by verb and noun."""
