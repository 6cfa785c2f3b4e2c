"""The published JSON Schema of a protocol file, with the words that stand under each field of the models.

The words are read from the source when the schema is asked for: pydantic can do so at import, but every start of
the program would pay for it.
"""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from regimen.protocol import agents, lines, model, parts


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that editors and other programs can check a protocol file against."""
    schema = model.Protocol.model_json_schema()
    described(schema, "Protocol", field_words)
    return published(schema, "protocol")


def published(schema: dict[str, Any], what: str) -> dict[str, Any]:
    """A schema of one of our files, under the standard it follows and its own title."""
    title = f"regimen {what}, format {parts.FORMAT}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def described(schema: dict[str, Any], name: str, words: Callable[[str, str], str]) -> None:
    """Put the words on each field of a model and of the parts it holds into its schema."""
    for part_name, part in [(name, schema), *schema["$defs"].items()]:
        for field, properties in part["properties"].items():
            if text := words(part_name, field):
                properties["description"] = text


def field_words(model_name: str, field: str) -> str:
    """The literal under a field of a model, in one line; of the fields that every entity has, that of Entity."""
    written = literals(parts, agents, lines, model)
    return written.get((model_name, field)) or written.get((parts.Entity.__name__, field), "")


@cache
def literals(*modules: ModuleType) -> dict[tuple[str, str], str]:
    """(model, field) to the literal under the field, as the source of some modules has them."""
    trees = [ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for module in modules]
    found = {}
    for part in (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)):
        for field, below in zip(part.body, part.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
                text = ast.literal_eval(below.value)
                found[part.name, field.target.id] = " ".join(text.split())
    return found
