"""How items are answered: each key reads an answer, judges it, and says what the right one is."""
