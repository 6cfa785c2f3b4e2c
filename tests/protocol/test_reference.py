"""The reference of the file format: complete, true, and the page that is published."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter
from texts import PATHS

from regimen.protocol import values
from regimen.protocol.kinds import KINDS, REFERENCE
from regimen.protocol.model import Protocol
from regimen.protocol.reference import all_parts, as_markdown, at, part_words
from regimen.protocol.tree import read_tree

PAGE = Path(__file__).parents[2] / "docs" / "format.md"


def test_the_page_is_the_reference() -> None:
    """docs/format.md is what `regimen protocols format` prints, to the letter."""
    assert PAGE.read_text(encoding="utf-8") == as_markdown()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_example_is_read(kind) -> None:
    """Each example of a kind of value is taken by every field type of that kind."""
    for field in kind.fields:
        for example in kind.examples:
            TypeAdapter(field).validate_python(example)


def test_references_are_read_where_they_are_promised() -> None:
    """An example of a reference is taken by the fields that say `or $reference`, and by no others."""
    for kind in KINDS:
        for field in kind.fields:
            promised = (kind.named(field) or "").endswith("or $reference")
            for example in REFERENCE.examples:
                read = TypeAdapter(field).validate_python if kind.name != "text" or promised else str
                assert isinstance(_tried(read, example), values.Ref) == promised


def _tried(read, text: str) -> object:
    try:
        return read(text)
    except ValueError as error:
        return error


def test_every_key_is_described() -> None:
    """Every key of every part has words, a kind of value that is known, and nothing that breaks a table."""
    for part in map(part_words, all_parts()):
        assert part.words
        for key in part.keys:
            assert key.words, (part.name, key.name)
            assert "|" not in key.words + key.holds
            assert key.holds != "any value" or (part.name, key.name) == ("change", "to")


def test_the_keys_are_those_of_the_models() -> None:
    """Each part lists exactly the fields of its model, and is needed where the model needs it."""
    for model in all_parts():
        fields = {name: field.is_required() for name, field in model.model_fields.items()}
        assert {key.name: key.required for key in part_words(model).keys} == fields


@pytest.mark.parametrize(
    ("path", "part", "key"),
    [
        pytest.param((), "protocol", None, id="file"),
        pytest.param(("id",), "protocol", "id", id="top"),
        pytest.param(("agents",), "protocol", "agents", id="section"),
        pytest.param(("agents", "etoposide"), "agent", None, id="entry"),
        pytest.param(("agents", "etoposide", "letter"), "agent", "letter", id="agent"),
        pytest.param(("agents", "etoposide", "products", 0, "strength"), "product", "strength", id="product"),
        pytest.param(("agents", "etoposide", "products", 0, "vials", "US", 1), "product", "vials", id="vials"),
        pytest.param(("doses", 2, "when", "age"), "condition", "age", id="condition"),
        pytest.param(("assumptions", "mec", "sets", "8-80-1000", "etoposide"), "assumption group", "sets", id="set"),
        pytest.param(("ladder", "levels", "d10-5", "values", "dose"), "level", "values", id="level"),
        pytest.param(("doses", 0, "colour"), "dose line", None, id="unknown-key"),
        pytest.param(("amendments", 0, "changes", 1, "to", "name"), "change", "to", id="change"),
    ],
)
def test_a_path_leads_to_its_key(path, part, key) -> None:
    """The place of a value in a file names the part it stands in and the key that says what it is."""
    found, at_key = at(path)
    assert (found.name, at_key and at_key.name) == (part, key)


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_every_key_of_every_protocol_has_its_help(path) -> None:
    """No key that stands in a shipped or tested protocol is without help."""
    tree = read_tree(path)

    def walk(node, at_path) -> None:
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for name, value in inner:
            part, key = at((*at_path, name))
            assert key is not None or part is not at(at_path)[0], (*at_path, name)
            walk(value, (*at_path, name))

    walk(tree.data, ())


def test_the_first_part_is_the_file() -> None:
    """The reference begins with the whole file and names each kind of part once."""
    assert all_parts()[0] is Protocol
    assert len({part_words(model).name for model in all_parts()}) == len(all_parts())
