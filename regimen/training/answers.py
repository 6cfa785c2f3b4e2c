"""An answer file: what one learner answered to one case, read as far as it goes."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from regimen.coursefile import as_text
from regimen.errors import ValueSyntaxError, nearest
from regimen.findings import Finding, Severity
from regimen.nomenclature import NOTICE
from regimen.protocol.parts import FORMAT
from regimen.protocol.shape import KeyPath, placed
from regimen.protocol.tree import Tree, read_tree
from regimen.protocol.yamltext import yaml_text
from regimen.training.keys.cells import percent_of
from regimen.training.keys.key import Raw

T = TypeVar("T")
_KEYS = ("format", "case", "learner", "seconds", "answers")
_ABOUT = ("answer", "certainty", "seconds", "hints")
_BLANK = ("", "~", "null")
_LONGEST = 9_999_999
_MAX_CODE = 40


class Answer(NamedTuple):
    """One answer, and what is known of how it came about."""

    raw: Raw
    """As a file or a screen holds it; the key reads it."""
    certainty: int | None = None
    """Percent."""
    seconds: int | None = None
    hints: int = 0
    """How many hints were taken, in their order."""


class Answers(NamedTuple):
    """The answers of one learner to one case."""

    by_item: Mapping[str, Answer]
    case: str | None = None
    """Id of the case, where the file says it."""
    learner: str | None = None
    """A code, never a name."""
    seconds: int | None = None
    """Time taken in all, where it is not the sum of its parts."""
    findings: tuple[Finding, ...] = ()
    """What of the file could not be read."""


def read_answers(path: Path) -> Answers:
    """Read an answer file; what cannot be read is in `findings`, with its place."""
    return answers_of(read_tree(path))


def answers_of(tree: Tree) -> Answers:
    """The answers that a tree holds, as far as they can be read."""
    return _Reader(tree).answers()


class _Reader:
    """Reads value by value, and keeps what is wrong with the others."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.findings: list[Finding] = []

    def answers(self) -> Answers:
        """Everything in the file that can be read."""
        data = self.tree.data
        self._known(data, _KEYS, ())
        version, held = data.get("format", str(FORMAT)), data.get("answers", {})
        if version != str(FORMAT):
            self._finding("format", f"format {str(version)[:20]} is not known; allowed: {FORMAT}", ("format",))
        if not isinstance(held, dict):
            self._finding("wrong-shape", "a mapping of 'item: answer' lines is meant here", ("answers",))
            held = {}
        answers = {name: self._answer(name, one) for name, one in held.items()}
        case, learner = (self._value((key,), data.get(key), learner_code) for key in ("case", "learner"))
        seconds = self._value(("seconds",), data.get("seconds"), _whole)
        return Answers(answers, case, learner, seconds, (*self.tree.findings, *self.findings))

    def _answer(self, name: str, raw: Any) -> Answer:
        """An answer by itself, or a mapping that says more about it."""
        if not (isinstance(raw, dict) and ("answer" in raw or (raw and raw.keys() <= set(_ABOUT)))):
            return Answer(_filled(raw))
        path = ("answers", name)
        self._known(raw, _ABOUT, path)
        certainty = self._value((*path, "certainty"), raw.get("certainty"), percent_of)
        seconds = self._value((*path, "seconds"), raw.get("seconds"), _whole)
        hints = self._value((*path, "hints"), raw.get("hints"), _whole) or 0
        return Answer(_filled(raw.get("answer", "")), certainty, seconds, hints)

    def _known(self, held: Mapping[str, Any], keys: tuple[str, ...], path: KeyPath) -> None:
        """Name the keys that there are not."""
        for key in held:
            if key not in keys:
                message = f"unknown key '{key[:40]}'{nearest(key, keys)}; allowed: {', '.join(keys)}"
                self._finding("unknown-key", message, (*path, key), of_key=True)

    def _value(self, path: KeyPath, raw: object, read: Callable[[object], T]) -> T | None:
        """One value, or None with a finding; a blank that was not filled in is no value."""
        if raw in (None, ""):
            return None
        try:
            return read(raw)
        except ValueSyntaxError as error:
            self._finding("value-refused", error.message, path)
            return None

    def _finding(self, code: str, message: str, path: KeyPath, *, of_key: bool = False) -> None:
        """Keep a finding; the file is marked as far as it goes, so none is an error."""
        self.findings.append(placed(self.tree, code, message, path, of_key=of_key)._replace(severity=Severity.OTHER))


def _filled(raw: Any) -> Any:
    """An answer as it was given; what stands for none in YAML, and a list without anything in it, were left blank."""
    return "" if raw == [] or (isinstance(raw, str) and raw.lower() in _BLANK) else raw


def _whole(raw: object) -> int:
    if not (isinstance(raw, str) and re.fullmatch(r"[0-9]{1,7}", raw, re.ASCII)):
        raise ValueSyntaxError(f"'{str(raw)[:20]}' is no whole number", allowed=f"0 to {_LONGEST}")
    return int(raw)


def learner_code(raw: object) -> str:
    """Read the code of a learner, or of a case."""
    text = raw.strip() if isinstance(raw, str) else ""
    if not text or len(text) > _MAX_CODE or not text.isprintable():
        raise ValueSyntaxError("the code cannot be used", allowed=f"1 to {_MAX_CODE} printable characters")
    return text


def answers_text(answers: Answers) -> str:
    """The answers as a YAML file that reads back the same."""
    about = {name: getattr(answers, name) for name in ("case", "learner", "seconds")}
    held = {name: _plain(answer) for name, answer in answers.by_item.items()}
    return f"# {NOTICE}\n" + yaml_text(as_text({"format": FORMAT, **about, "answers": held}), compact=True)


def _plain(answer: Answer) -> Any:
    """The answer alone where nothing more is known of it."""
    more = {"certainty": answer.certainty, "seconds": answer.seconds, "hints": answer.hints or None}
    said = {name: value for name, value in more.items() if value is not None}
    return {"answer": answer.raw, **said} if said else answer.raw
