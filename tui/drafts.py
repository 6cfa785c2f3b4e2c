"""A protocol being written: its text, what is wrong with it, what it plans, whether it is saved. No Textual."""

import datetime as dt
import os
import re
from collections.abc import Collection
from pathlib import Path

from regimen.course import Course, Plan, plan
from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.lint.run import lint
from regimen.protocol import shelf
from regimen.protocol.model import Protocol
from regimen.protocol.reader import every_version
from regimen.protocol.tree import Tree, parse_tree
from regimen.protocol.yamltext import save_text, seen
from tui.document import yaml_path

MAX_EDITED = 200_000
"""Largest file, in bytes, that is edited in the app; each pause in typing reads the whole text again."""
REFUSED = "✗"
SIGNS = {Severity.ERROR: "▲", Severity.IMPORTANT: "!", Severity.OTHER: "?", Severity.INFO: "i"}
_ID = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s#,}]+")
_MAX_ID = 64


class Draft:
    """One text, read again at every change; the plan stays that of the last text without errors."""

    def __init__(self, text: str, course: Course, today: dt.date, file: Path | None = None) -> None:
        self.course, self.today, self.file = course, today, file
        """Whose Day 1 and subject the plan takes; where the text was read from or last saved to."""
        self.was = None if file is None else seen(file)
        """What the file held then, in short; another program may have written to it since."""
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.saved = self.text = evened(text)
        self.tree = Tree("")
        """The last text that was YAML, with the places of its keys."""
        self.misfits: list[Finding] = []
        """What keeps the text from being used, in file order."""
        self.remarks: list[Finding] = []
        """What lint asks about a text that can be used, in file order."""
        self.protocol: Protocol | None = None
        """The protocol of the last text without errors."""
        self.plan: Plan | None = None
        """Its first cycle at the default level."""
        self.current = False
        """Whether protocol and plan are those of the text as it stands."""
        self.change(self.text)

    @classmethod
    def of_file(cls, path: Path, course: Course, today: dt.date) -> "Draft":
        """A file opened to be edited; raises for what cannot be shown as text."""
        return cls(text_of(path), course, today, path)

    @classmethod
    def copy_of(cls, path: Path, taken: Collection[str], course: Course, today: dt.date) -> "Draft":
        """A file's own text, remarks and all, under an id of its own; belongs to no file until it is saved."""
        return cls(with_own_id(text_of(path), taken), course, today)

    def change(self, text: str) -> None:
        """Follow the text: findings at once, the plan where there are no errors."""
        self.text = text
        tree = parse_tree(text.encode("utf-8", "surrogatepass"), self.name)
        protocol, findings = every_version(tree)
        self.misfits = sorted(findings, key=lambda finding: finding.place or ("", 0, 0))
        self.remarks = []
        if tree.data:
            self.tree = tree
        self.current = protocol is not None and not findings
        if self.current:
            assert protocol is not None
            self.remarks = list(lint(tree).findings)
            self._plan(protocol)

    def _plan(self, protocol: Protocol) -> None:
        cycles = (protocol.cycle.fewest or 1) if protocol.cycle else None
        course = Course(
            protocol=protocol.id,
            reference_date=self.course.reference_date,
            cycles=None if cycles is None else str(cycles),
            subject=self.course.subject,
        )
        self.plan, self.protocol = plan(course, protocol, self.today), protocol

    @property
    def name(self) -> str:
        """What the text is called: its file's name, or the one suggested for it."""
        return self.file.name if self.file else self.suggested.name

    @property
    def suggested(self) -> Path:
        """Where it would be saved: a file in the current folder, named by the id."""
        found = self.tree.data.get("id")
        return Path(f"{found if isinstance(found, str) and found.isprintable() and '/' not in found else 'mine'}.yaml")

    @property
    def modified(self) -> bool:
        """Whether the text differs from what was opened or last saved."""
        return self.text != self.saved

    @property
    def findings(self) -> list[Finding]:
        """Whatever there is to say about the text: what keeps it from being used, else what lint asks."""
        return self.misfits or self.remarks

    def sign(self, finding: Finding) -> str:
        """What stands beside a finding: whether it keeps the text from being used, else how much it matters."""
        return REFUSED if self.misfits else SIGNS[finding.severity]

    @property
    def changed_elsewhere(self) -> bool:
        """Whether the file no longer holds what was opened or saved here."""
        return self.file is not None and seen(self.file) not in (None, self.was)

    def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the text whole or not at all; it may hold errors, since nothing written may be lost."""
        path = yaml_path(path)
        if path.resolve().parent == shelf.LIBRARY.resolve():
            raise RegimenError("bundled protocols stay as they are", hint="choose another folder")
        written = self.text.replace("\n", self.newline) if os.linesep == "\n" else self.text
        save_text(written, path, overwrite=overwrite)
        self.file, self.saved, self.was = path, self.text, seen(path)


def text_of(path: Path) -> str:
    """A file's text; raises for one that cannot be read, is no UTF-8 text, or is too large to be edited here."""
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_EDITED + 1)
    except OSError as error:
        raise RegimenError(f"cannot read {path}: {error.strerror}") from error
    if len(raw) > MAX_EDITED:
        raise RegimenError(
            f"{path.name} is too large to be edited here",
            allowed=f"{MAX_EDITED:,} bytes",
            hint="use a text editor, then  regimen protocols check",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"{path.name} is not UTF-8 text: byte 0x{raw[error.start]:02x} in line {line}"
        raise RegimenError(what, hint="save it as UTF-8 with a text editor") from error


def evened(text: str) -> str:
    """The text with one kind of line end, as an editor holds it."""
    lines = text.splitlines()
    return "\n".join(lines) + ("\n" if lines and text[-1] != lines[-1][-1:] else "")


def with_own_id(text: str, taken: Collection[str]) -> str:
    """The text under an id that is not taken yet: `nct01681537-copy`, `nct01681537-copy-2`; as it is without an id."""
    tree = parse_tree(text.encode("utf-8", "surrogatepass"), "")
    old = tree.data.get("id")
    if not isinstance(old, str):
        return text
    place = tree.place(("id",))
    lines = text.splitlines(keepends=True)
    line, column = lines[place.line - 1], place.column - 1
    lines[place.line - 1] = line[:column] + _ID.sub(own_id(old, taken), line[column:], count=1)
    return "".join(lines)


def own_id(old: str, taken: Collection[str]) -> str:
    """An id made of another one, that nothing has yet."""
    number = 1
    while True:
        tail = "-copy" if number == 1 else f"-copy-{number}"
        made = old[: _MAX_ID - len(tail)] + tail
        if made not in taken:
            return made
        number += 1
