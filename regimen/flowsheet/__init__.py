"""Blood counts of a course under way, laid out by sample day with everything that bears on them, and their summary."""
