"""The options that say how fast a trial can go, shared by the commands that run one through the calendar."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from regimen.cli.binding import Words

if TYPE_CHECKING:
    from regimen.escalation.timing.planning import Planning


class PlanningOptions(NamedTuple):
    """Days between events; every default is an assumption (†)."""

    accrual: Annotated[str | None, Words("DAYS", "days between subjects who come †; default: 14")] = None
    stagger: Annotated[str | None, Words("DAYS", "fewest days from one Day 1 to the next at a level †; default: 0")] = (
        None
    )
    review_lag: Annotated[str | None, Words("DAYS", "days of review before the next cohort may open †; default: 0")] = (
        None
    )

    def planning(self, **more: Any) -> "Planning":
        """What was asked for, checked; `more` are further fields."""
        from regimen.cli.inputs import whole
        from regimen.escalation.timing.planning import Planning

        usual = Planning(**more)
        asked: dict[str, Any] = {
            name: whole(f"--{name.replace('_', '-')}", text, getattr(usual, name))
            for name, text in self._asdict().items()
        }
        return usual._replace(**asked).checked()
