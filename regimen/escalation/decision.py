"""What a design says comes next, with the row of its table that says so."""

from enum import StrEnum
from typing import NamedTuple, Protocol

from regimen.escalation.state import State, Tally


class Action(StrEnum):
    """What to do next."""

    ESCALATE = "escalate"
    STAY = "stay"
    HOLD = "hold"
    """Enrol nobody before more is known."""
    DE_ESCALATE = "de-escalate"
    STOP = "stop"


class Decision(NamedTuple):
    """What comes next."""

    action: Action
    level: int | None
    """Continuing: the level that enrols next, None on hold. Stopped: the recommended level, None if there is none."""
    row: str
    """Id of the row that decides."""
    words: str
    source: str
    """Where the row is taken from."""
    enrol: int = 0
    """How many subjects to enrol at `level` before the next decision; 0 on hold and stop."""
    silent: bool = False
    """Whether the design says nothing of this state, and the row says what was done about that."""

    @property
    def continues(self) -> bool:
        """Whether the trial goes on."""
        return self.action is not Action.STOP


class Design(Protocol):
    """What every design can do; frozen and hashable."""

    @property
    def id(self) -> str:
        """Id as the command line takes it, with its parameters."""

    @property
    def name(self) -> str:
        """Plain name."""

    @property
    def about(self) -> str:
        """What makes it differ from its relatives, in a sentence."""

    @property
    def local(self) -> bool:
        """Whether a decision looks only at the level in force and at its neighbours."""

    @property
    def waits(self) -> bool:
        """Whether a cohort's results are waited for; else subjects are enrolled one by one while others are pending."""

    @property
    def cohort(self) -> int:
        """Subjects of a first cohort."""

    def __hash__(self) -> int:
        """Designs are keys of caches."""

    def decide(self, state: State) -> Decision:
        """What comes next."""

    def closes(self, tally: Tally) -> bool:
        """Whether a level with this tally was found too toxic, so that it and all above stay closed."""
