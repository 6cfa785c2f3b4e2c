"""The published JSON Schema of a course file with its record, held against files, read by plain YAML."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from record_page import schema_page
from recording import HEAD

from regimen.course import Course
from regimen.coursefile import course_text
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.recordfile import record_schema

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = record_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLE = re.findall(
    r"^```yaml\n(.*?)^```$", (DOCS / "record.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)[0]


class PlainLoader(yaml.SafeLoader):
    """What an editor's YAML plug-in does, less the dates that YAML 1.1 sees in text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain(text: str) -> Any:
    """YAML as plain data."""
    return yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a SafeLoader


def test_published_schema_is_the_schema_of_the_models() -> None:
    """docs/record.schema.json is what the models say (python tests/update_pages.py writes it)."""
    assert (DOCS / "record.schema.json").read_text(encoding="utf-8") == schema_page()


def test_schema_is_valid_itself() -> None:
    """The schema is one by its own standard, and says which."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_field_is_described() -> None:
    """The schema explains each part and each key, for the tooltip in an editor."""
    parts = {"Course": SCHEMA, **SCHEMA["$defs"]}
    fields = {f"{name}.{key}": words for name, part in parts.items() for key, words in part["properties"].items()}
    assert [name for name, words in {**parts, **fields}.items() if not words.get("description")] == []


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        HEAD + "  notes: []\n",
        course_text(Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT)),
        course_text(Course(reference_date="2026-12-01", record={"marrow": [{"date": "2026-12-01", "adequate": "no"}]})),
    ],
    ids=["the example of the manual", "an empty record", "a course without one", "as we write it"],
)
def test_files_follow_the_schema(text) -> None:
    """An editor with the schema shows no error in a sound file."""
    assert [error.message for error in VALIDATOR.iter_errors(plain(text))] == []


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("counts", {"hemoglobin": "8 g/dL"}),
        ("counts", {"anc": 0.4}),
        ("counts", {"time": "7:30"}),
        ("administrations", {"route": "by mouth"}),
        ("transfusions", {"product": "plasma"}),
        ("toxicities", {"grade": 6}),
        ("toxicities", {"ctcae": 4.0}),
        ("marrow", {"adequate": "maybe"}),
        ("corrections", {"void": "perhaps"}),
    ],
    ids=str,
)  # fmt: skip
def test_slips_do_not_follow_the_schema(section, change) -> None:
    """A slip of key, unit or choice is seen by the schema."""
    data = copy.deepcopy(plain(EXAMPLE))
    assert VALIDATOR.is_valid(data)
    data["record"][section][0] |= change
    assert not VALIDATOR.is_valid(data)
