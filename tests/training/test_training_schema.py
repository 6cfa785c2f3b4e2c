"""The published JSON Schema of a case file, and docs/training.md, held against the program."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from case_page import case_schema_page
from jsonschema import Draft202012Validator
from training_cases import LABS, case, recorded

from regimen.protocol.tree import parse_tree
from regimen.training.answers import answers_of
from regimen.training.build import SECTIONS
from regimen.training.case import Case
from regimen.training.casefile import case_text, check_case, open_case
from regimen.training.figures.registry import FIGURES
from regimen.training.kinds.registry import KINDS
from regimen.training.marking import mark

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "training.md").read_text(encoding="utf-8")
EXAMPLE, ANSWERS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SCHEMA = json.loads(case_schema_page())
VALIDATOR = Draft202012Validator(SCHEMA)


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
    """docs/training.schema.json is what the models say (python tests/update_pages.py writes it)."""
    assert (DOCS / "training.schema.json").read_text(encoding="utf-8") == case_schema_page()


def test_schema_is_valid_itself() -> None:
    """The schema is one by its own standard, and says which."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_field_is_described() -> None:
    """The schema explains each part and each key, for the tooltip in an editor."""
    parts = {"Case": SCHEMA, **SCHEMA["$defs"]}
    fields = {f"{name}.{key}": words for name, part in parts.items() for key, words in part["properties"].items()}
    assert [name for name, words in {**parts, **fields}.items() if not words.get("description")] == []


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        case_text(case("verdict", recorded(LABS), verdict={"days": "36,43"}, settings={"gap": "3-days"})),
        case_text(case("wrong-cell", wrong_cell={"planted": [{"error": "left-out", "drug": "LEN", "day": "5"}]})),
    ],
    ids=["the example of the manual", "a record, as we write it", "a wrong cell, as we write it"],
)
def test_files_follow_the_schema(text: str) -> None:
    """An editor with the schema shows no error in a sound file."""
    assert [error.message for error in VALIDATOR.iter_errors(plain(text))] == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "calender"}, {"difficulty": "medium"}, {"goals": []}, {"minute": 5}, {"calendar": {"ask": ["hours"]}},
        {"items": {"a": {"hint": "x"}}}, {"questions": {"a": {"prompt": "?"}}}, {"course": {"level": "d10-50"}},
    ],
    ids=str,
)  # fmt: skip
def test_slips_do_not_follow_the_schema(change: dict[str, Any]) -> None:
    """A slip of key or choice is seen by the schema."""
    data = copy.deepcopy(plain(EXAMPLE))
    assert VALIDATOR.is_valid(data)
    assert not VALIDATOR.is_valid(data | change)


def test_the_example_of_the_manual(tmp_path: Path) -> None:
    """The case of the manual has no fault and no remark, and its answers are marked as the manual says they are."""
    path = tmp_path / "case.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert check_case(path) == []
    answers = answers_of(parse_tree(ANSWERS.encode(), "answers.yaml"))
    assert answers.findings == ()
    result = mark(open_case(path), answers)
    standings = {one.item.id: one.standing.value for one in result.marked if one.answer}
    assert standings == {
        "days.lenalidomide": "right", "days.mitoxantrone": "partly right", "dose.lenalidomide": "wrong",
        "left.mec": "right", "closes": "right",
    }  # fmt: skip
    assert {one.code for one in result.findings} == {"item-unanswered"}


def test_the_manual_has_every_figure_and_kind() -> None:
    """docs/training.md has a row for each figure with its words and needs, and one for each kind."""
    rows = [
        f"| `{name}` | {one.words} | {', '.join(one.needs)} |".replace("|  |", "| |") for name, one in FIGURES.items()
    ]
    assert [row for row in rows if row not in PAGE] == []
    assert [kind for kind in KINDS if f"| `{kind}` |" not in PAGE] == []


def test_every_kind_has_its_section() -> None:
    """Each kind of exercise has a section of its own in a case file, named like it."""
    assert [kind for kind, section in SECTIONS.items() if section not in Case.model_fields] == []
