"""A regimen in one line: read into a protocol, and written back from one (docs/notation.md).

Layers of its own: `text` (columns) < `names` < `clauses` < `items` < `read` < `write`.
"""
