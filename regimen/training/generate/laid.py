"""The plan of an invented course; each protocol is read once for all of them."""

from functools import lru_cache

from regimen.course import Course, Plan, plan
from regimen.protocol.model import Protocol
from regimen.protocol.shelf import load
from regimen.training.generate.lot import Setting


@lru_cache(maxsize=2)
def _protocol(name: str) -> Protocol:
    return load(name)


def laid(who: Setting) -> Plan:
    """The course of a subject laid out as the protocol has it."""
    return plan(Course.model_validate(who.course()), _protocol(who.protocol), who.start)
