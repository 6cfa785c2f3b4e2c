"""What stands on every sheet of a course besides its days: facts, totals, findings, key and notes."""

from regimen.printouts.daylist import DayList
from regimen.printouts.document import Facts, Heading, Part, headed


def above(content: DayList) -> tuple[Part, ...]:
    """Protocol, level and dates; acts behind the plan; milestones."""
    return Facts(content.facts), *headed("Acts", *content.acts), *headed("Milestones", *content.milestones)


def below(content: DayList) -> tuple[Part, ...]:
    """Course totals as products, findings, abbreviations, reservations."""
    return (
        *headed(content.totals_heading, *content.totals),
        *headed("Findings", *content.findings),
        Heading("Key"),
        Facts(content.key),
        *headed("Notes", *content.notes),
    )
