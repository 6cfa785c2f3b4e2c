"""The protocols that the courses of a ledger follow, in every version, whatever the program's library says since."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from regimen.course import Course
from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.protocol.canonical import canonical
from regimen.protocol.model import Protocol
from regimen.protocol.tree import parse_tree
from regimen.protocol.versions import Versions
from regimen.protocol.yamltext import yaml_text


class KeptProtocol:
    """One kept text; each version is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.digest = digest_of(text)
        self._versions = Versions(parse_tree(text.encode(), f"protocol {self.digest[:12]}"))

    def version(self, version: str | None) -> Protocol:
        """A version of the protocol; the latest if none is named."""
        return self._versions.of(version, None)

    @property
    def latest(self) -> Protocol:
        """The latest version."""
        return self.version(None)


class Kept:
    """The kept texts of one protocol, as a course finds them: in its own text first, then in those kept later."""

    def __init__(self, own: KeptProtocol, others: Sequence[KeptProtocol] = ()) -> None:
        self.own = own
        self.others = others

    def find(self, course: Course) -> Protocol:
        """The protocol in the version in force for a course."""
        version, mine = course.version_in_force, self.own.latest
        if course.protocol != mine.id:
            what = f"the course follows {mine.id}, and not '{course.protocol}'"
            raise RegimenError(what, hint="enrol the subject anew for another protocol")
        if version is None or version in mine.versions:
            return self.own.version(version)
        for other in reversed(self.others):
            if version in other.latest.versions:
                return other.version(version)
        known = dict.fromkeys(name for kept in (self.own, *self.others) for name in kept.latest.versions)
        what = f"no version '{version[:40]}' of {mine.id} is kept in the ledger"
        raise RegimenError(what, allowed=", ".join(known), hint="regimen ledger protocol keeps a newer one")


def digest_of(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def kept_protocol(in_force: Protocol, version: Callable[[str], Protocol]) -> KeptProtocol:
    """A protocol with all its versions, written in the one canonical way, so that layout and comments do not count."""
    base = in_force.versions[0]
    first = in_force if base == in_force.version else version(base)
    return KeptProtocol(f"# {NOTICE}\n" + yaml_text(canonical(first), compact=True))


def contradiction(made: KeptProtocol, kept: Iterable[KeptProtocol]) -> str | None:
    """A version that a new text gives another content than a kept one does."""
    for old in kept:
        for version in old.latest.versions:
            if version in made.latest.versions and made.version(version).own != old.version(version).own:
                return version
    return None
