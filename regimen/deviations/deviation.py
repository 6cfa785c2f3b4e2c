"""One finding about a record: what departed from the plan, how it is classified, and why."""

from dataclasses import dataclass

from regimen.deviations.classes import CLASSES, Code
from regimen.deviations.outcomes import Outcome
from regimen.deviations.rules import Category
from regimen.findings import Finding, Severity
from regimen.record.facts import FollowUp


@dataclass(frozen=True, slots=True)
class Deviation:
    """A departure from the schedule, with everything that is said of it."""

    code: Code
    """Its class."""
    subject: str
    """Block, drug or assessment it is about."""
    planned_days: tuple[int, ...]
    """Study days that the protocol gives."""
    actual_days: tuple[int, ...]
    """Study days on which it happened."""
    planned: str
    """What the protocol has, in words."""
    actual: str
    """What the record has, in words."""
    agents: tuple[str, ...]
    """Generic names, in protocol order; the drug given instead comes last."""
    explains: int
    """Number of doses that this one finding accounts for."""
    outcome: Outcome
    because: str | None
    """The protocol's rule that permits it, or why it cannot be classified."""
    category: Category
    rule: str
    """Id of the rule that set the category (docs/deviations.md)."""
    explained_by: int | None
    """Number of the act that covers it, from 1; it stays a finding."""
    message: str
    """What happened, in one sentence."""
    why: str
    """Why it is in this class and category."""
    would_clear: str
    """What in the record would make it no finding."""
    number: int = 1
    """Which of several of one class and subject that begin on one day."""
    entries: tuple[str, ...] = ()
    """Places in the record of the doses that were given so: `administrations[11]`."""
    follow_up: FollowUp | None = None
    """What was recorded of it since."""

    @property
    def days(self) -> tuple[int, ...]:
        """All study days it touches, planned and actual."""
        return tuple(sorted({*self.planned_days, *self.actual_days}))

    @property
    def key(self) -> str:
        """What a follow-up names it by: `deferred-series:MEC:d4`; a second one of that name ends in `:2`."""
        name = f"{self.code}:{self.subject.replace(', ', '+')}:d{self.days[0]}"
        return name if self.number == 1 else f"{name}:{self.number}"

    @property
    def important(self) -> bool:
        """Whether it is an important deviation."""
        return self.outcome is Outcome.DEVIATION and self.category is Category.IMPORTANT

    @property
    def open(self) -> bool:
        """Whether it is important and no corrective action is recorded; neither act nor approval closes it."""
        return self.important and (self.follow_up is None or self.follow_up.corrective_action is None)

    @property
    def major_minor(self) -> str | None:
        """`major` or `minor`, our mapping of important and other; None for what is no deviation."""
        return self.category.grade if self.outcome is Outcome.DEVIATION else None

    @property
    def dvcat(self) -> str | None:
        """DVCAT of SDTM: `IMPORTANT` or `OTHER`; None for what does not belong in the domain DV."""
        return self.category.upper() if self.outcome is Outcome.DEVIATION else None

    @property
    def dvdecod(self) -> str:
        """DVDECOD of SDTM, in our own terms."""
        return CLASSES[self.code].decode

    @property
    def severity(self) -> Severity:
        """Weight among findings: what cannot be classified is a question, what is permitted is information."""
        if self.outcome is Outcome.PERMITTED:
            return Severity.INFO
        return Severity.IMPORTANT if self.important else Severity.OTHER

    @property
    def finding(self) -> Finding:
        """The same as a finding among others."""
        return Finding(self.code, self.severity, self.message, self.subject, self.because or self.rule)
