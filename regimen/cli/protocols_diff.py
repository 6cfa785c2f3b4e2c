"""`regimen protocols diff`: what differs between two protocols, or between two versions of one."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import FormOptions

if TYPE_CHECKING:
    from regimen.compare.comparison import Comparison
    from regimen.protocol.resolved import ResolvedProtocol

_FORM = FormOptions()


def protocols_diff(
    a: Annotated[str | None, Words("A", "id or file, with @VERSION if not the latest; default nct01681537")] = None,
    b: Annotated[str | None, Words("B", "what to hold against A; default: the version before A's")] = None,
    /,
    *,
    level_a: Annotated[str | None, Words("ID", "dose level of A; default: the protocol's own")] = None,
    level_b: Annotated[str | None, Words("ID", "dose level of B; default: the protocol's own")] = None,
    form: FormOptions = _FORM,
) -> int:
    """Show what differs: added, removed, moved, other doses; and the calendars laid over each other.

    With one protocol its latest version is held against the one before. Forms: text, markdown, json.

    Examples:
      regimen protocols diff nct01681537 --level-a d14-10 --level-b d10-10
      regimen protocols diff nct01681537@2 nct01681537@2 --level-a d10-25 --level-b d10-50
      regimen protocols diff mine.yaml nct01681537 --json
    """
    from regimen.cli.output import document, emit
    from regimen.compare.comparison import compare
    from regimen.protocol.resolve import resolve
    from regimen.protocol.shelf import HOME, pair

    written = form.chosen(("text", "markdown", "json"))
    first, second = pair(a or HOME, b)
    found = compare(resolve(first, level_a), resolve(second, level_b))
    if written == "json":
        emit(document(**_facts(found)))
        return 0
    from regimen.printouts.difference import difference_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = difference_sheet(found)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0


def _facts(found: "Comparison") -> dict[str, Any]:
    day = found.b.resolved.numbering.day
    return {
        "a": _side(found.a.resolved),
        "b": _side(found.b.resolved),
        "equal": found.equal,
        "reasons": list(found.reasons),
        "changes": [change._asdict() | {"words": change.words} for change in found.changes],
        "days_to_window": [
            {
                "name": clock.name,
                "last_day": list(clock.last),
                "days": list(clock.days),
            }
            for clock in found.clocks
        ],
        "overlay": [
            {"name": lane.name, "days": {str(day(at)): sign for at, sign in lane.days.items()}} for lane in found.lanes
        ],
    }


def _side(resolved: "ResolvedProtocol") -> dict[str, Any]:
    return {
        "protocol": resolved.protocol.id,
        "version": resolved.protocol.version,
        "level": resolved.level,
        "assumptions": dict(resolved.choices),
    }
