"""One module a kind of exercise: from a case to its items, with keys from the engine."""
