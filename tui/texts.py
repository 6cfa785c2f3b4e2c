"""The longer texts of the app: help with glossary, assumptions explained, findings. Loaded when first read."""

from collections.abc import Iterable, Iterator, Mapping

from textual.content import Content

from regimen.chooser import StartOption
from regimen.course import Plan
from regimen.dates import safe_date
from regimen.nomenclature import MARK, NOT_IN_SOURCES, NOTICE, drug_name
from regimen.printouts.facts import safe_value
from regimen.printouts.findings import shown_findings
from regimen.schedule.items import Kind
from tui.actions import ACTIONS, Action, shown_keys

GUIDES = {
    "calendar": (
        "Calendar",
        (
            "One row a week, one cell a day: study day and date, a capital letter for each drug, a small letter"
            " for each assessment, ◆ for a milestone. The shaded cells with the bar ▏ are the DLT window; the "
            "cell that stands out at its end, ▕ behind its date, is the day it closes. ─ is a day still in the window"
            " of an assessment that waits for an event, such as the marrow. C2 on the left: cycle 2 begins in this"
            " week. » is a day that doses have been put off from, ∅ one on which doses are left out, # behind a date"
            " one on which nothing can be given. Of what is recorded ✓ was given as planned, ≠ otherwise, ✗ is not"
            " recorded, + was not planned, ‖ was held, ○ is due today, – not due any more; ● is a blood sample, ▪ "
            "anything else. Where room is short, drugs with the same sign share it: LMC✓E✗. Arrows move by day and "
            "week, PgUp and PgDn by four weeks, Home and End to the ends. The grey columns are Saturday and Sunday; "
            "‹12› is today."
        ),
    ),
    "lanes": (
        "Lanes",
        (
            "One row a drug or assessment, one column a day. On top the month, the day of the month and, every "
            "fifth day, the study day. ◆ are milestones. The shaded columns are the DLT window; the column that"
            " stands out is the day it closes. ─ is a day still in the window of an assessment that waits for an "
            "event. » is a day that a dose has been put off from, ∅ one on which it is left out, # a date on which "
            "nothing can be given. ✓ ≠ ✗ + ‖ ○ – say what became of a dose, as on the calendar. Left and right move by "
            "day, up and down by week."
        ),
    ),
    "detail": (
        "Day",
        (
            "Everything on the day in focus: each drug with its amount, what to take or draw up, the working "
            "step by step and the course total; assessments with their windows; milestones; and under each the "
            "answer to “why here?”: the rule, the distance from the reference day, the acts that moved it, the source."
            " What acts have put off or left out stands on its own day too. † marks what the sources do not give."
        ),
    ),
    "panel": (
        "Values",
        (
            "Everything that can be changed: Day 1, the dose level, what is assumed where the sources are "
            "silent (†), the subject, how doses are calculated. Left and right step through the choices of a "
            "row and the calendar follows at once; Enter opens one input (or the list of choices), Enter keeps "
            "it, Escape returns. u takes a change back. Version is the version of the protocol that the course "
            "follows; overlays are supportive care and monitoring by analogy, off until they are asked for."
        ),
    ),
    "act": (
        "Act",
        (
            "A decision that moves the plan. Defer puts doses off by some days, omit leaves them out, cease stops them "
            "for good; where the protocol has several versions, amend moves the course to another one. An act holds on "
            "this day, in this cycle or for all that follows. Up and down go from row to row, left and right step "
            "through the choices. Below the rows stands what will happen: days and dates before and after, and the "
            "days left from the last dose of each drug or block until the window closes. The ideal day by the protocol "
            "never moves, and the last day of the window moves with a new Day 1 only. An act that would give a dose "
            "twice, swap doses of one drug or break the protocol's order is refused and says why. A reason is needed. "
            "Enter does it, u takes it back, PgDn reads on, Escape returns."
        ),
    ),
    "compare": (
        "Compare",
        (
            "Two sides, each a protocol in one version at one level. Tab goes from choice to choice, left and right "
            "step through them, Enter lists them; up and down scroll. On top stand the days from the last dose of each "
            "drug or block until the DLT window closes, on the first side and on the second. Then the calendars laid "
            "over each other, one sign a day: = given in both, ~ given in both at another dose, - only in the first, "
            "+ only in the second, · in neither. Below, every difference in words. Nothing here changes the course. "
            "Escape returns."
        ),
    ),
    "print": (
        "Print",
        (
            "A sheet of the course as a file, or a calendar file (ics). Up and down go from row to row, left and right "
            "step through the choices; a row that has no effect on what is chosen shows –. Below stands the sheet as "
            "text; PgUp and PgDn read on. From the board it is a class: each course listed there gets a file named by "
            "its id, and the search of the board says which are listed; nothing is written while one of them cannot "
            "be printed. Folder and file are looked at while they are typed. Enter writes; what exists is replaced "
            "only if you say so. Files are written whole or not at all; Escape stops a class, and what was written by "
            "then stays. Assumed values are always printed, with †. Format, paper, first day of the week and folder "
            "are remembered until you leave the program."
        ),
    ),
}
"""Widget id to title and text of its help."""

GLOSSARY = (
    ("LEN, MEC", "lenalidomide; mitoxantrone + etoposide + cytarabine, given as one block."),
    ("Day 1", ("the reference day, here the first lenalidomide dose. The day before is Day −1: there is no Day 0, "
     "unless a protocol opts in (Day 0 = transplant).")),
    ("DLT", ("dose-limiting toxicity. In the trial's publications: count recovery delayed beyond Day 45. Recovery on "
     "Day 45 is in time, on Day 46 it is late. Other criteria are not in the sources.")),
    ("Day 45 and the 28-day cycle", ("two different things: the registry calls the cycle 28 days long, the DLT window "
     "runs to Day 45.")),
    ("act; ideal, planned", ("a decision that moves the plan; the ideal day is the protocol's and never moves, the "
     "planned day is where acts have put it.")),
    ("level", "one rung of the ladder: a dose with its schedule. 10 mg on days 1–14 is not 10 mg on days 1–10."),
    ("MTD, RP2D", "maximum tolerated dose; recommended phase 2 dose."),
    ("evaluable, treated, enrolled", "counted for the DLT decision; given at least one dose; entered into the study."),
    ("P, X", ("in escalation notation: outcome pending; not evaluable. N: no count-recovery DLT by this rule; "
     "T: a DLT.")),
    (MARK, "a teaching assumption: the sources do not give the value. It can be changed in the values; a blanks it."),
    ("BSA", "body surface area; the formula is an assumption, five are offered."),
)  # fmt: skip


def help_text(title: str, words: str, plan: Plan, keys: dict[str, str]) -> Content:
    """Help on the panel in focus, then every key, then the glossary."""
    parts: list[str | tuple[str, str]] = [
        (f"{title}\n", "bold $text-accent"),
        f"{words}\n\n",
        ("Keys\n", "bold $text-accent"),
    ]
    parts += [
        *key_rows(ACTIONS, keys),
        ("  tab           ", "bold"),
        "Next panel\n",
        ("  ctrl+p        ", "bold"),
        "Palette: every command and theme by name\n",
    ]
    parts.append(("\nSigns on this calendar\n", "bold $text-accent"))
    signs = {entry.letter: entry.name for entry in plan.schedule.entries if entry.kind is not Kind.MILESTONE}
    parts += [f"  {letter} {drug_name(name)}\n" for letter, name in signs.items()]
    parts.append(("\nWords\n", "bold $text-accent"))
    for word, meaning in GLOSSARY:
        parts += [(f"  {word}: ", "bold"), f"{meaning}\n"]
    parts.append((f"\n{NOTICE}", "bold $text-warning"))
    return Content.assemble(*parts)


def guide_text(name: str, actions: Iterable[Action] = (), keys: Mapping[str, str] | None = None) -> Content:
    """The guide of a dialog or screen by itself, with its keys as they are."""
    title, words = GUIDES[name]
    rows = [*key_rows(actions, keys or {})]
    head = (f"{title}\n", "bold $text-accent")
    return Content.assemble(head, f"{words}\n", "\n" if rows else "", *rows, (f"\n{NOTICE}", "bold $text-warning"))


def key_rows(actions: Iterable[Action], keys: Mapping[str, str]) -> Iterator[str | tuple[str, str]]:
    """A row for each action: its keys as they are, and what it does."""
    for action in actions:
        yield (f"  {shown_keys(keys.get(action.id, action.keys)):<14}", "bold")
        yield f"{action.words}\n"


def assumptions_text(plan: Plan, *, hide: bool) -> Content:
    """Each assumption group: why, what may be chosen, what is in force; then the assumptions of the calculator.

    With `hide` the gaps are named and the values blanked.
    """
    parts: list[str | tuple[str, str]] = []
    if hide:
        for group in plan.resolved.protocol.assumptions.values():
            parts += [(f"{group.title}\n", "bold $text-accent"), f"{group.reason}\n  {NOT_IN_SOURCES}\n\n"]
        parts += [("Dose calculation\n", "bold $text-accent"), f"BSA formula, weight, rounding: {NOT_IN_SOURCES}\n\n"]
        parts.append(("The values are blanked; the key that hides them shows them again.", "italic"))
        return Content.assemble(*parts)
    for key, group in plan.resolved.protocol.assumptions.items():
        parts += [(f"{group.title}{MARK}\n", "bold $text-accent"), f"{group.reason}\n"]
        for name, values in group.sets.items():
            chosen = name == plan.resolved.choices[key]
            parts.append((f"  {'▸' if chosen else ' '} {name}: {values_words(values)}\n", "bold" if chosen else ""))
        parts.append("\n")
    parts.append((f"Dose calculation{MARK}\n", "bold $text-accent"))
    policy = plan.course.policy
    measurable = f" (nearest measurable amount within 5 %{MARK}), smallest volume 0.1 mL{MARK}"
    parts.append(
        f"BSA formula {policy.bsa_formula}{MARK}, actual weight{MARK}, rounding {policy.rounding}{MARK}"
        f"{measurable if str(policy.rounding) == 'measurable' else ''}.\n"
    )
    parts.append(
        (
            "\nThe trial's publications give the days and lenalidomide doses; what they leave open is listed here.",
            "italic",
        )
    )
    return Content.assemble(*parts)


def values_words(values: Mapping[str, str]) -> str:
    """The values of one assumption set, safely written and marked: `mitoXANTRONE 8 mg/m²†, …`."""
    return ", ".join(f"{drug_name(key)} {safe_value(value)}{MARK}" for key, value in values.items())


def findings_text(plan: Plan, *, hide: bool) -> Content:
    """Each finding with its weight, words and source."""
    if not plan.findings:
        return Content("Nothing to remark. That is no clearance: only what the program knows is checked.")
    parts: list[str | tuple[str, str]] = []
    for finding in shown_findings(plan.schedule, plan.findings, hide=hide):
        colour = {"info": "$text-accent", "other": "$text-warning"}.get(finding.severity, "$text-error")
        parts += [(f"{finding.severity} · {finding.code}\n", f"bold {colour}"), f"{finding.message}\n"]
        if finding.source:
            parts.append((f"source: {finding.source}\n", "$text-muted"))
        parts.append("\n")
    return Content.assemble(*parts)


START_WHY = (
    "Penalty points† for what falls on a weekend: each infusion day 2, the day the window closes 2, "
    "the first day of the marrow window 1, Day 1 itself 1. Lower is better."
)


def start_text(option: StartOption, *, best: bool) -> str:
    """One start day: its date, points, when the window closes, and why it costs what it costs."""
    closes = f"closes {safe_date(option.closes)}" if option.closes else ""
    reasons = "; ".join(option.reasons) or "nothing on a weekend"
    head = f"{safe_date(option.date)}   {option.penalty:>2} points   {closes}"
    return f"{head}{'   ◂ lowest' if best else ''}\n      {reasons}"
