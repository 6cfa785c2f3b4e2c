"""The count-recovery DLT verdict: from counts in study days to a state, its reason, and what would change it."""
