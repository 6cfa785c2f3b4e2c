"""Suppressions that do not do what they say. Asked last: they look at what the other rules raised."""

from collections.abc import Iterator

from regimen.errors import nearest
from regimen.lint.rule import Hit
from regimen.lint.view import View


def unknown_rule(view: View) -> Iterator[Hit]:
    """A suppression of a rule that does not exist."""
    for i, part in enumerate(view.protocol.suppress):
        if part.rule not in view.raised:
            message = (
                f"there is no rule '{part.rule}'{nearest(part.rule, view.raised)}; protocols lint --rules has them"
            )
            yield Hit(("suppress", i, "rule"), message)


def idle_suppression(view: View) -> Iterator[Hit]:
    """A suppression of something that no rule has raised."""
    for i, part in enumerate(view.protocol.suppress):
        raised = view.raised.get(part.rule)
        if raised is not None and not (raised if part.subject is None else part.subject in raised):
            about = f" about {part.subject}{nearest(part.subject, raised)}" if part.subject else ""
            yield Hit(("suppress", i), f"{part.rule} raises nothing{about}; take the suppression out")
