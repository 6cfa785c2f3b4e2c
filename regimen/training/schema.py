"""The published JSON Schema of a case file, with the words that stand under each field of the models."""

from typing import Any

from regimen.protocol.schema import described, literals, published
from regimen.recordfile import record_schema
from regimen.training import case
from regimen.training.tasks import calendar, errors, next_cohort, story, verdict, worksheet, wrong_cell

_COURSE = ("type", "description", "properties", "required", "additionalProperties")


def case_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that editors and other programs can check a case file against."""
    schema = case.Case.model_json_schema()
    described(schema, case.Case.__name__, _words)
    course = record_schema()
    schema["$defs"] |= course["$defs"]
    schema["$defs"]["Course"] = {key: course[key] for key in _COURSE if key in course}
    return published(schema, "training case")


def _words(model: str, field: str) -> str:
    """The literal under a field; of a question's fields, its own or those that every note on an item has."""
    written = literals(case, calendar, errors, next_cohort, story, verdict, worksheet, wrong_cell)
    return written.get((model, field)) or written.get((case.Notes.__name__, field), "")
