"""From a resolved protocol to one line, in one fixed form, and what of the protocol has no place in a line."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.days import DAY_ZERO, DaySet
from regimen.errors import RegimenError
from regimen.nomenclature import safe_amount, safe_dose, safe_duration
from regimen.notation.read import EVENTS, read_line
from regimen.notation.text import LineError, Scanner
from regimen.notation.values import ONE_WORD, odd_place
from regimen.protocol.canonical import ages_text
from regimen.protocol.ranges import repeats
from regimen.protocol.resolved import ResolvedLine, ResolvedProtocol, ResolvedStep
from regimen.protocol.values import Band

_AGENT = {"letter", "source", "sources"}
"""Fields of an agent that a line gives by itself."""


class Written(NamedTuple):
    """A protocol in one line."""

    line: str
    left_out: tuple[str, ...]
    """What the line does not say, in words."""


def write_line(resolved: ResolvedProtocol) -> Written:
    """The dose part of a protocol at its level, as one line; raises RegimenError where no line can say it."""
    parts = [*_numbering(resolved), *(_Item(resolved, line).text() for line in resolved.lines)]
    if resolved.cycle_length is not None:
        parts.append(f"q{resolved.cycle_length} x{resolved.cycle_count}")
    line = "; ".join(parts)
    try:
        read_line(line)
    except LineError as error:
        what = f"{resolved.protocol.id} cannot be written in one line: {error.what}"
        raise RegimenError(what, hint="its file says more than the notation can") from error
    return Written(line, tuple(_left_out(resolved)))


def _numbering(resolved: ResolvedProtocol) -> Iterator[str]:
    number = resolved.numbering.reference
    if resolved.event != EVENTS[str(number)]:
        yield f"day{number} is {_words(resolved.event, whole=True)}"
    elif number == 0:
        yield "day0"


class _Item:
    """One dose line as an item."""

    def __init__(self, resolved: ResolvedProtocol, line: ResolvedLine) -> None:
        self.resolved, self.line = resolved, line

    def text(self) -> str:
        """Drug, dose, route and days; the further steps; the clauses."""
        line = self.line
        first, *more = line.steps
        routes = " or ".join((line.route, *line.other_routes))
        parts = [line.agent, _plain(safe_dose(first.dose)), routes, self._days(first)]
        parts += [f"> {_plain(safe_dose(step.dose))} {self._days(step)}" for step in more]
        return " ".join((*parts, *self._clauses(), *self._texts()))

    def _days(self, step: ResolvedStep) -> str:
        return f"d{step.days.shortest(self.resolved.numbering)}"

    def _clauses(self) -> Iterator[str]:
        """What the line says besides, in the order of the table of clauses; what stands at its default is left out."""
        line = self.line
        said: list[tuple[str, object]] = [
            ("{}", line.slots.name if line.slots.a_day > 1 else None),
            ("from slot {}", line.first_slot if line.first_slot > 1 else None),
            ("to slot {}", line.last_slot if line.last_slot < line.slots.a_day else None),
            ("over {}", line.duration_min and safe_duration(line.duration_min)),
            ("cap {}", line.cap and _plain(safe_amount(line.cap))),
            ("rounded to {}", line.rounding),
            ("total {}", self._total()),
            ("c{}", self._cycles()),
            ("every {} d", line.period),
            ("age {}", line.ages and ages_text(line.ages)),
            ("weight {}", line.weight and _band(line.weight)),
            ("lvef {}", line.lvef and _band(line.lvef)),
            ("order {}", line.order),
            ("{}", self._link()),
            *(("with {}", f"{drug} {_plain(safe_dose(dose))}") for drug, dose in line.carries.items()),
            ("{}", line.purpose if line.purpose != "treatment" else None),
        ]
        return (form.format(value) for form, value in said if value is not None)

    def _texts(self) -> list[str]:
        """Clauses of words; only those of the last may do without quotes."""
        line = self.line
        alone = [(name, text) for name, text in (("block", line.block), ("site", line.site)) if text]
        whole = [(name, text) for name, text in (("provided", line.provided), ("until", line.until)) if text]
        return [
            *(f"{name} {_words(text)}" for name, text in alone),
            *(f"{name} {_quoted(text)}" for name, text in whole[:-1]),
            *(f"{name} {_words(text, whole=True)}" for name, text in whole[-1:]),
        ]

    def _cycles(self) -> DaySet | None:
        """The cycles it is given in, of those that are drawn."""
        if self.line.cycles is None:
            return None
        count = repeats(self.resolved.cycle_length or 0, self.resolved.cycle_count, self.line.period)[1]
        return DaySet.of([cycle for cycle in self.line.cycles.days() if cycle <= count], DAY_ZERO)

    def _total(self) -> str | None:
        """The printed total of a cycle; only the file itself holds it."""
        found = [part for part in self.resolved.protocol.doses if (part.id or part.agent) == self.line.id]
        total = found[0].course_total if found else None
        return _plain(safe_dose(total)) if total else None

    def _link(self) -> str | None:
        """The item that this one follows or precedes, numbered where its drug alone does not tell which."""
        line = self.line
        other = linked(self.resolved, line)
        if other is None:
            return None
        of_drug = [one for one in self.resolved.lines if one.agent == other.agent]
        alone = [one for one in of_drug if one is not line] == [other]
        name = other.agent if alone else f"{other.agent}#{of_drug.index(other) + 1}"
        lag = f" {safe_duration(line.lag_min)}" if line.lag_min else ""
        start = f" from {line.lag_from}" if line.lag_from else ""
        return f"{'after' if line.after else 'before'} {name}{lag}{start}"


def linked(resolved: ResolvedProtocol, line: ResolvedLine) -> ResolvedLine | None:
    """The line that a line follows or precedes, if it is drawn."""
    wanted = line.after or line.before
    return next((one for one in resolved.lines if one.id == wanted), None)


def _plain(text: str) -> str:
    """A safe text as it is typed: no thousands separator, m2 for m²."""
    return text.replace(",", "").replace("²", "2")


def _band(band: Band) -> str:
    return "".join(band.text.split())


def _words(text: str, *, whole: bool = False) -> str:
    """Words as the line takes them: bare where nothing in them means something else, or in double quotes."""
    scan = Scanner(text)
    bare = scan.at == 0 and (odd_place(scan) is None if whole else bool(ONE_WORD.fullmatch(text)))
    return text if bare else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _left_out(resolved: ResolvedProtocol) -> Iterator[str]:
    """What a protocol may hold that a line does not, as far as this one holds it."""
    protocol, lines = resolved.protocol, resolved.lines
    cycle = protocol.cycle
    held = {
        "assessments": protocol.assessments,
        "the DLT window": protocol.dlt,
        "milestones": protocol.milestones,
        "the order of blocks": protocol.constraints,
        "the other dose levels": protocol.ladder,
        "what is assumed (†)": resolved.choices,
        "overlays": protocol.overlays,
        "range and conditions of cycles": cycle
        and (cycle.provided or any((cycle.fewest, cycle.most, cycle.shortest, cycle.longest))),
        "products and labels": [one for one in protocol.agents.values() if one.model_fields_set - _AGENT],
        "cautions": [one for one in lines if one.caution],
        "a link to a line that is not drawn": [
            one for one in lines if (one.after or one.before) and linked(resolved, one) is None
        ],
        "sources": [one for one in protocol.references.values() if one.kind != "entered"],
        "amendments": protocol.amendments,
    }
    return (words for words, what in held.items() if what)
