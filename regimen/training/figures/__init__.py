"""Figures that questions may ask for: each is worked out by the engine and comes with its key and its reason."""
