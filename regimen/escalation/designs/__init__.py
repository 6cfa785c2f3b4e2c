"""The designs: each a decision table, or rules that a table shows."""
