"""The published schema of a case as text, for the test that holds it and the script that writes it."""

import json

from regimen.nomenclature import NOTICE
from regimen.training.schema import case_schema


def case_schema_page() -> str:
    """What docs/training.schema.json must be."""
    return json.dumps({**case_schema(), "$comment": NOTICE}, indent=2, ensure_ascii=False) + "\n"
