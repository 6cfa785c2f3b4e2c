"""Phrases about counts that the flowsheet on paper, the one in the app and the verdict share."""

from collections.abc import Iterable, Iterator

from regimen.counts.count import Count
from regimen.counts.ctcae import Grade
from regimen.flowsheet.columns import Column, Value
from regimen.flowsheet.responses import FREE_DAYS, Standing
from regimen.flowsheet.sheet import Depth, Flowsheet, Low, Worst
from regimen.nomenclature import MARK, NOT_IN_SOURCES, rounded, safe_number
from regimen.printouts.strips import SUPPORT
from regimen.printouts.words import day_words, marked, plural

NAMES = {"anc": "ANC", "wbc": "WBC", "platelets": "platelets", "haemoglobin": "haemoglobin", "blasts": "blasts"}
"""Value to its name in a sentence."""
LOW, OPEN = "↓", "?"
"""Behind a value below its threshold, and behind one that does not tell."""
NO_DLT = "A grade is no dose-limiting toxicity."


def count_words(name: str, count: Count) -> str:
    """`0.4`, `<0.1`; haemoglobin to one place, for it may have been written in another unit."""
    number = rounded(count.value, 1) if name == "haemoglobin" else safe_number(count.value)
    return f"{'<' if count.below else ''}{number}"


def value_words(name: str, value: Value) -> str:
    """`0.4↓`, `22`, `60?`."""
    return count_words(name, value.number) + {"low": LOW, "undetermined": OPEN}.get(value.level or "", "")


def anc_words(column: Column) -> str:
    """The ANC of a column; `by WBC↓` where white cells prove it low without a differential."""
    value = column.values.get("anc")
    if column.by_wbc:
        return f"{count_words('anc', value.number) if value else 'by WBC'}{LOW}"
    return value_words("anc", value) if value else ""


def support_words(column: Column) -> str:
    """`P R`, `G M 3 %`: what was given, and the blasts of a marrow; `M ?` for one that cannot be read."""
    kinds = {one.kind for one in column.support}
    marrows = [
        "M ?" if one.blasts is None or not one.adequate else f"M {safe_number(one.blasts)} %" for one in column.marrows
    ]
    return " ".join([*(sign for kind, (_, sign, _) in SUPPORT.items() if kind in kinds), *marrows])


def left_words(left: int | None) -> str:
    """`2`, `0`, `−5`: days left to the last day of the window."""
    return "" if left is None else str(left).replace("-", "−")


def to_close(sheet: Flowsheet, left: int) -> str:
    """`2 days to Day 45`, `Day 45 is this day`, `5 days after Day 45`."""
    assert sheet.definition is not None
    last = f"{day_words(sheet.definition.last_day)}{sheet.definition.mark('last_day')}"
    if not left:
        return f"{last} is this day"
    return f"{plural(left, 'day')} to {last}" if left > 0 else f"{plural(-left, 'day')} after {last}"


def grade_short(grade: Grade) -> str:
    """`4`, `0-1` where the number alone does not settle it."""
    return str(grade.low) if grade.value is not None else f"{grade.low}-{grade.high}"


def grades_short(value: Value | None) -> str:
    """`4`, or `4/4/3` where the versions differ."""
    told = [grade_short(one) for one in value.grades] if value else []
    return told[0] if len(set(told)) == 1 else "/".join(told)


def grades_words(grades: Iterable[Grade]) -> str:
    """`grade 4 (CTCAE 4.03, 5.0), 3 (6.0)`, with what would settle an open one."""
    groups: dict[tuple[str, tuple[str, ...], str | None], list[str]] = {}
    for one in grades:
        groups.setdefault((grade_short(one), one.needs, one.clinical), []).append(one.version)
    told = []
    for (short, needs, clinical), versions in groups.items():
        beside = [", ".join(versions), *(f"needs {need}" for need in needs), *([clinical] if clinical else [])]
        told.append(f"{short} (CTCAE {'; '.join(beside)})")
    return f"grade {', '.join(told)}"


def depth_words(depth: Depth, recovered: int | None) -> str:
    """`ANC: lowest 0.1 on Day 15; below 0.5† for 29 to 41 days`."""
    name = NAMES[depth.name]
    if depth.nadir is None:
        return f"{name}: no sample since the reference day"
    day, count = depth.nadir
    low = [_low_words(one) for one in depth.low] or [f"days below a threshold: {NOT_IN_SOURCES}"]
    again = []
    if depth.fall and recovered is not None:
        again = [f"low again from {day_words(depth.fall.day)}, after recovery on {day_words(recovered)}"]
    return f"{name}: " + "; ".join([f"lowest {count_words(depth.name, count)} on {day_words(day)}", *low, *again])


def _low_words(low: Low) -> str:
    threshold, (least, most) = marked(safe_number(low.threshold), low.assumed), low.days
    if most == 0:
        return f"never below {threshold}"
    if most is None:
        return f"below {threshold} for at least {plural(least, 'day')}"
    return f"below {threshold} for {f'{least} to ' if least < most else ''}{plural(most, 'day')}"


def worst_words(worst: Iterable[Worst]) -> Iterator[str]:
    """One line a value: `ANC: grade 4 (CTCAE 4.03, 5.0), 3 (6.0) on Day 12; baseline grade 2`."""
    by_name: dict[str, list[Worst]] = {}
    for one in worst:
        by_name.setdefault(one.name, []).append(one)
    for name, found in by_name.items():
        days = list(dict.fromkeys(day_words(one.day) for one in found))
        baseline = [one.baseline for one in found if one.baseline is not None]
        beside = f"baseline {grades_words(baseline)}" if baseline else "no value before the reference day"
        above = {one.worse for one in found if one.baseline is not None}
        told = (
            {True: ", so it rose", False: ", so it did not rise"}.get(above.pop() or False, "")
            if len(above) == 1
            else ""
        )
        yield f"{NAMES[name]}: {grades_words(one.grade for one in found)} on {' and '.join(days)}; {beside}{told}"


def response_words(standings: Iterable[Standing]) -> Iterator[str]:
    """`ELN 2022: CRh at best; not known: extramedullary disease`; criteria that say the same stand together."""
    groups: dict[str, list[str]] = {}
    for one in standings:
        groups.setdefault(_response(one), []).append(one.proven.criteria.upper().replace("-", " "))
    for told, criteria in groups.items():
        yield f"{', '.join(criteria)}: {told}"


def _response(standing: Standing) -> str:
    proven = standing.proven
    if standing.marrow is None:
        return "open without a marrow after the reference day that can be read"
    counts = f"counts of {day_words(standing.sample)}" if standing.sample is not None else "no complete counts"
    basis = f"marrow of {day_words(standing.marrow)}, {counts}"
    if proven.category is not None and proven.category == standing.at_best:
        return f"{proven.category} ({basis})"
    least = f"at least {proven.category}, " if proven.category else ""
    best = f"{standing.at_best} at best" if standing.at_best else "open"
    return f"{least}{best} ({basis}); not known: {', '.join(proven.open)}"


RESPONSE_NOTE = (
    f"Counts from {FREE_DAYS}{MARK} days before the marrow on; "
    f"platelets within {FREE_DAYS}{MARK} days of a transfusion are not the subject's own."
)
