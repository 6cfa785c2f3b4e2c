"""Acts: decisions that move the plan. The ideal day never moves; an act makes the planned day differ from it."""

from typing import Literal

from pydantic import model_validator

from regimen.errors import ValueSyntaxError
from regimen.protocol.parts import Part
from regimen.protocol.values import DateText, Id, Int, Text

Scope = Literal["day", "cycle", "following"]
SCOPE_WORDS = {"day": "this day", "cycle": "this cycle", "following": "all that follows"}
"""How a scope is said."""
_USUAL_SCOPE: dict[str, Scope] = {"defer": "following", "omit": "day", "cease": "following", "amend": "following"}
MAX_DEFERRAL_DAYS = 366


class Act(Part):
    """One decision; `day` is the study day as planned when the act is made, so acts are applied in order."""

    act: Literal["defer", "omit", "cease", "amend"]
    """Put off, leave out, stop for good, or move the course to another version of its protocol."""
    day: Int
    """Planned study day from which it holds."""
    scope: Scope | None = None
    """`day`, `cycle` or `following`; if absent, `day` for omit and `following` for the others."""
    what: list[Text] = []
    """Blocks, agents or line ids it is about; all doses if empty."""
    by: Int | None = None
    """Days of a deferral."""
    version: Text | None = None
    """Version that an `amend` moves to."""
    level: Id | None = None
    """Level that an `amend` moves to, where it is another."""
    why: Text
    """Reason, in words."""
    who: Text | None = None
    """Role of whoever decided; never a real person's name."""
    on: DateText | None = None
    """Date of the decision."""

    @model_validator(mode="after")
    def _fits(self) -> "Act":
        """Each kind of act has the values it needs and no others."""
        if (self.act == "defer") != (self.by is not None):
            raise ValueSyntaxError("'by' is the number of days of a deferral", allowed="with defer, and only there")
        if self.by is not None and not 1 <= self.by <= MAX_DEFERRAL_DAYS:
            raise ValueSyntaxError(f"deferred by {self.by} days", allowed=f"1 to {MAX_DEFERRAL_DAYS}")
        if (self.act == "amend") != (self.version is not None):
            raise ValueSyntaxError("'version' is what a course is moved to", allowed="with amend, and only there")
        if self.level is not None and self.act != "amend":
            raise ValueSyntaxError("'level' is what a course is moved to", allowed="with amend, and only there")
        if self.act == "amend" and (self.what or self.reach != "following"):
            raise ValueSyntaxError(
                "a move to another version is about the whole course", hint="leave what and scope out"
            )
        if self.act == "cease" and self.reach == "day":
            raise ValueSyntaxError("ceasing for one day is an omission", hint="write omit, or another scope")
        return self

    @property
    def reach(self) -> Scope:
        """The scope in force."""
        return self.scope or _USUAL_SCOPE[self.act]

    @property
    def words(self) -> str:
        """`MEC deferred by 2 days from Day 4, all that follows: infection`."""
        what = ", ".join(self.what) or "all doses"
        day = f"Day {self.day}".replace("-", "−")
        scope = SCOPE_WORDS[self.reach]
        if self.act == "defer":
            text = f"{what} deferred by {self.by} {'day' if self.by == 1 else 'days'} from {day}, {scope}"
        elif self.act == "omit":
            text = f"{what} omitted on {day}" if self.reach == "day" else f"{what} omitted from {day}, {scope}"
        elif self.act == "cease":
            text = f"{what} ceased from {day}, {scope}"
        else:
            level = f", level {self.level}," if self.level else ""
            text = f"moved to version {self.version}{level} on {day}"
        return f"{text}: {self.why}"
