"""Where courses under way are kept: one file of events that are only ever added to."""
