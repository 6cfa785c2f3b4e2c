"""Blood counts: units, grades, response criteria, nadirs. Numbers in, numbers out; no dates and no files."""
