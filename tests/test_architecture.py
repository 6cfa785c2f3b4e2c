"""Rules of construction that a machine can see (docs/architecture.md); each failure names file and line."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pydantic
import pytest

import regimen

ROOT = Path(__file__).parent.parent
MAX_LINES = 400
MAX_FUNCTION = 60
SPEAKS = ("regimen/cli", "tui")
"""Folders whose business is to write to the terminal."""
LAST_GUARDS = {"regimen/cli/entry.py guarded"}
"""The one function that may turn any exception into words: the command line's outermost (docs/decisions.md, 31)."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def sources() -> dict[str, ast.Module]:
    """Every file of the product as a tree; read by the first test that asks, for whoever collects tests needs none."""
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for package in ("regimen", "tui")
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@cache
def functions() -> list[tuple[str, Function]]:
    """Every function of the product, nested ones too."""
    return [(name, node) for name, tree in sources().items() for node in ast.walk(tree) if isinstance(node, Function)]


def test_files_are_short() -> None:
    """No file has more than 400 lines."""
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in sources()}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_functions_are_short() -> None:
    """No function has more than 60 lines."""
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, node in functions()
        if (node.end_lineno or node.lineno) - node.lineno + 1 > MAX_FUNCTION
    ]
    assert long == []


def test_no_broad_except() -> None:
    """Only the last guard catches every exception; a handler that cleans up and raises again does not count."""
    broad = {
        f"{name} {function.name}"
        for name, function in functions()
        for node in ast.walk(function)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node)
    }
    assert broad == LAST_GUARDS


def _catches_all(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    everything = any(one is None or ast.unparse(one) in ("Exception", "BaseException") for one in caught)
    last = handler.body[-1]
    always_raises = isinstance(last, ast.Raise) and last.exc is None
    return everything and not (always_raises and not any(isinstance(node, ast.Return) for node in ast.walk(handler)))


def test_only_the_faces_write_to_the_terminal() -> None:
    """`print` and the standard streams are used only by the command line and the app."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources().items()
        if not name.startswith(SPEAKS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Attribute) and _writes(node)
    ]
    assert found == []


def _writes(node: ast.Call | ast.Attribute) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("print", "input")
    return node.attr in ("stdout", "stderr", "stdin")


CLOCKS = {
    *("dt.date.today", "dt.datetime.now", "dt.datetime.utcnow", "datetime.date.today", "datetime.datetime.now"),
    *("date.today", "datetime.now", "Date.today", "pendulum.today", "pendulum.now", "time.time"),
}


def test_the_clock_is_read_in_one_place() -> None:
    """Only regimen/dates.py asks what day it is; all else is told, so every result can be repeated."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS
    ]
    assert [place for place in found if not place.startswith("regimen/dates.py:")] == []


def test_everything_public_says_what_it_is() -> None:
    """Every module, public class, public function and public method has a docstring."""
    silent = []
    for name, tree in sources().items():
        if not ast.get_docstring(tree):
            silent.append(name)
        silent += [f"{name}:{node.lineno} {node.name}" for node in _public(tree) if not ast.get_docstring(node)]
    assert silent == []


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


def models() -> list[type[pydantic.BaseModel]]:
    """Every pydantic model that regimen defines."""
    found = {}
    for module in pkgutil.walk_packages(regimen.__path__, "regimen."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, pydantic.BaseModel) and value.__module__ == module.name:
                found[f"{module.name}.{value.__qualname__}"] = value
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__qualname__)
def test_every_model_field_says_what_it_is(model: type[pydantic.BaseModel]) -> None:
    """Under each field of a model stands a literal that says what it holds."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    silent = []
    for node, after in zip(body.body, [*body.body[1:], None], strict=True):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        told = (
            isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
        )
        if node.target.id in model.model_fields and not told:
            silent.append(node.target.id)
    assert silent == []
