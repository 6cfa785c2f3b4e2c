"""The published JSON Schema of a protocol file, with the words that stand under each field of the models.

The words are read from the source when the schema is asked for: pydantic can do so at import, but every start of
the program would pay for it.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Any

from regimen.protocol import agents, lines, model, parts


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that editors and other programs can check a protocol file against."""
    schema = model.Protocol.model_json_schema()
    for name, part in [("Protocol", schema), *schema["$defs"].items()]:
        for field, properties in part["properties"].items():
            if text := field_words(name, field):
                properties["description"] = text
    title = f"regimen protocol, format {parts.FORMAT}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def field_words(model_name: str, field: str) -> str:
    """The literal under a field of a model, in one line; of the fields that every entity has, that of Entity."""
    literals = _literals()
    return literals.get((model_name, field)) or literals.get((parts.Entity.__name__, field), "")


@cache
def _literals() -> dict[tuple[str, str], str]:
    """(model, field) to the literal under the field."""
    files = [str(module.__file__) for module in (parts, agents, lines, model)]
    trees = [ast.parse(Path(file).read_text(encoding="utf-8")) for file in files]
    found = {}
    for part in (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)):
        for field, below in zip(part.body, part.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
                text = ast.literal_eval(below.value)
                found[part.name, field.target.id] = " ".join(text.split())
    return found
