"""The published schema of a record as text, for the test that holds it and the script that writes it."""

import json

from regimen.nomenclature import NOTICE
from regimen.recordfile import record_schema


def schema_page() -> str:
    """What docs/record.schema.json must be."""
    return json.dumps({**record_schema(), "$comment": NOTICE}, indent=2, ensure_ascii=False) + "\n"
