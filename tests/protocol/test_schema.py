"""The published JSON Schema of protocol files, held against every protocol there is, read by plain YAML."""

import copy
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from texts import HOME_PATH, PATHS

from regimen.protocol.model import Protocol
from regimen.protocol.schema import json_schema

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


class PlainLoader(yaml.SafeLoader):
    """What an editor's YAML plug-in does, less the dates that YAML 1.1 sees in text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain(path) -> dict[str, Any]:
    """A protocol file as plain data."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506 - a SafeLoader


def complaints(data: Any) -> list[str]:
    """What the schema says against some data: path and words of the error that goes deepest."""
    errors = list(VALIDATOR.iter_errors(data))
    while any(error.context for error in errors):
        errors = [inner for error in errors for inner in error.context or [error] if inner.validator != "type"]
    return [f"{error.json_path}: {error.message}" for error in errors]


def test_schema_is_valid_itself() -> None:
    """The schema is one by its own standard, and says which."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_every_protocol_follows_the_schema(path) -> None:
    """An editor with the schema shows no error in any shipped or tested protocol."""
    assert complaints(plain(path)) == []


@pytest.mark.parametrize(
    ("where", "path"),
    [
        pytest.param((), "$", id="top"),
        pytest.param(("agents", "lenalidomide"), "$.agents.lenalidomide", id="agent"),
        pytest.param(("agents", "lenalidomide", "products", 0), "$.agents.lenalidomide.products[0]", id="product"),
        pytest.param(("doses", 1), "$.doses[1]", id="line"),
        pytest.param(("assessments", 0), "$.assessments[0]", id="assessment"),
        pytest.param(("milestones", 0), "$.milestones[0]", id="milestone"),
        pytest.param(("constraints", 0), "$.constraints[0]", id="constraint"),
        pytest.param(("dlt",), "$.dlt", id="window"),
        pytest.param(("dlt", "thresholds"), "$.dlt.thresholds", id="thresholds"),
        pytest.param(("cycle",), "$.cycle", id="cycle"),
        pytest.param(("reference_day",), "$.reference_day", id="reference-day"),
        pytest.param(("references", "article"), "$.references.article", id="reference"),
        pytest.param(("assumptions", "mec"), "$.assumptions.mec", id="group"),
        pytest.param(("ladder", "levels", "d14-10"), "$.ladder.levels['d14-10']", id="level"),
    ],
)
def test_unknown_key_does_not_follow_the_schema(where, path) -> None:
    """A slip in a key is seen by the schema at any depth."""
    data = copy.deepcopy(plain(HOME_PATH))
    part = data
    for key in where:
        part = part[key]
    part["colour"] = "red"
    assert complaints(data) == [f"{path}: Additional properties are not allowed ('colour' was unexpected)"]


@pytest.mark.parametrize(
    "key", ["format", "id", "version", "title", "short", "references", "reference_day", "agents", "doses"]
)
def test_required_keys(key) -> None:
    """A protocol without one of its required keys does not follow the schema."""
    data = plain(HOME_PATH)
    del data[key]
    assert complaints(data) == [f"$: '{key}' is a required property"]


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("format",), 2),
        (("doses", 0, "route"), "by mouth"),
        (("references", "article", "kind"), "rumour"),
        (("reference_day", "number"), 45),
        (("doses",), {}),
        (("doses", 0, "days"), [1, 2]),
        (("agents", "etoposide", "products", 0, "form"), "tea"),
    ],
)
def test_wrong_values_do_not_follow_the_schema(where, value) -> None:
    """A value of the wrong shape, or outside a closed list, is seen by the schema."""
    data = plain(HOME_PATH)
    part = data
    for key in where[:-1]:
        part = part[key]
    part[where[-1]] = value
    assert not VALIDATOR.is_valid(data)


def test_every_field_is_described() -> None:
    """The schema explains each kind of part, for the tooltip in an editor."""
    assert SCHEMA["description"] == Protocol.__doc__
    assert [name for name, part in SCHEMA["$defs"].items() if not part.get("description")] == []
