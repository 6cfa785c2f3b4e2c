"""From merged edits to deviations: outcome, category, words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from regimen.deviations.classes import CLASSES, NOT_GIVEN, UNPLANNED, Code
from regimen.deviations.deviation import Deviation
from regimen.deviations.edits import Edit, line_of
from regimen.deviations.outcomes import Grounds, Ruling, ruling
from regimen.deviations.phrases import Phrases
from regimen.deviations.rules import Case, Rule, deciding
from regimen.deviations.standard import Standard
from regimen.deviations.words import words
from regimen.schedule.items import Schedule


def classified(standard: Standard, edits: Sequence[Edit]) -> list[Deviation]:
    """Every edit as a deviation, by first day, then in protocol order."""
    if not edits:
        return []
    say, grounds = Phrases.of(standard.ideal), Grounds(standard.ideal, edits)
    affected = _affected(standard.ideal, edits)
    found = []
    for edit in edits:
        ruled = ruling(grounds, edit)
        rule = deciding(Case(edit, ruled.outcome, affected))
        found.append(_deviation(standard, say, edit, ruled, rule))
    found.sort(key=lambda one: (one.days[0], say.order.get(one.agents[0], 0) if one.agents else 0))
    return _numbered(found)


def _numbered(found: list[Deviation]) -> list[Deviation]:
    """Those that would share a key told apart, by what they say and never by the order of the record."""
    alike: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        alike.setdefault(one.key, []).append(place)
    for places in alike.values():
        if len(places) > 1:
            places.sort(key=lambda place: (found[place].planned_days, found[place].actual_days, found[place].message))
            for number, place in enumerate(places, start=1):
                found[place] = replace(found[place], number=number)
    return found


def _affected(ideal: Schedule, edits: Sequence[Edit]) -> Mapping[str, tuple[int, int]]:
    """Dose line to how many of its doses are missed or extra, and how many are planned."""
    planned = Counter(line_of(item).id for item in ideal.items if item.entry.line is not None)
    lost = Counter[str]()
    for edit in edits:
        if edit.code in NOT_GIVEN:
            lost.update(line_of(item).id for item in edit.items)
        elif edit.code in UNPLANNED:
            agents = {line.agent: line.id for line in edit.lines}
            lost.update(agents[dose.agent] for dose in edit.given if dose.agent in agents)
    return {line: (lost[line], count) for line, count in planned.items()}


def _deviation(standard: Standard, say: Phrases, edit: Edit, ruled: Ruling, rule: Rule) -> Deviation:
    said = words(say, edit)
    parts = [said.message]
    if edit.act is not None:
        parts.append(f"act {edit.act} covers it")
    if ruled.because:
        parts.append(ruled.because)
    offset = standard.numbering.offset
    reference = (standard.numbering.reference,) if edit.code is Code.REFERENCE_DAY_DIFFERS else ()
    instead = (edit.detail,) if edit.code is Code.WRONG_AGENT else ()
    actual = {*edit.done, *(dose.day for dose in edit.given), *reference}
    return Deviation(
        code=edit.code,
        subject=say.subject(edit),
        planned_days=tuple(sorted({item.day for item in edit.items} | set(reference), key=offset)),
        actual_days=tuple(sorted(actual, key=offset)),
        planned=said.planned,
        actual=said.actual,
        agents=(*say.agents(edit), *instead),
        explains=edit.explains,
        outcome=ruled.outcome,
        because=ruled.because,
        category=rule.category,
        rule=rule.id,
        explained_by=edit.act,
        message="; ".join(parts),
        why=f"{CLASSES[edit.code].means} {rule.category.capitalize()}: {rule.reason} ({rule.source})",
        would_clear=said.would_clear,
        entries=tuple(dose.key for dose in edit.given if dose.key),
    )
