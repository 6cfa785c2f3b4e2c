"""A decision of an escalation design for scripts, with the keys that every command gives it."""

from typing import Any

from regimen.escalation.decision import Decision


def decision_facts(said: Decision) -> dict[str, Any]:
    """What comes next, and the row that says so."""
    return {
        "continue": said.continues,
        "action": str(said.action),
        "level": said.level,
        "enrol": said.enrol,
        "rule": {"id": said.row, "words": said.words, "source": said.source, "silent": said.silent},
    }
