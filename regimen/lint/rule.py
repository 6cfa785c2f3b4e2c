"""What a lint rule is: an id, a weight, why it is there, who says so, and the function that looks."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from regimen.findings import Severity
from regimen.lint.view import View
from regimen.protocol.shape import KeyPath


class Hit(NamedTuple):
    """Something a rule asks about, and the path of the value to point at."""

    path: KeyPath
    message: str
    """What is wrong and what to do, without naming the part: its subject stands in front."""
    of_key: bool = False
    """Whether the key, not the value, is meant."""


class Rule(NamedTuple):
    """One rule; docs/lint.md has a heading for each."""

    id: str
    """Kebab-case; what a file suppresses it by."""
    severity: Severity
    reason: str
    """Why it is asked, in one sentence."""
    source: str
    """Who says so: a published list or guideline, a label, or our own convention."""
    find: Callable[[View], Iterator[Hit]]
    """Everything the rule asks about in one protocol."""
