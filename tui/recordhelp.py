"""Help of the record: its panes, its signs, its words, all keys."""

from collections.abc import Mapping

from textual.content import Content

from tui.actions import RECORD_ACTIONS
from tui.guides import all_keys, panel_words
from tui.widgets.marks import OTHER, SAMPLE, STATES

_WORDS = (
    "What really happened, day by day, beside what was planned. Days count from the first dose given of the drug that "
    "fixes Day 1. Up and down move; g records the day in focus as planned, G the seven days up to it, never what lies "
    "ahead. c takes a blood sample in one line, + anything else, Enter a dose that was given otherwise or an entry to "
    "be corrected. An entry is never rewritten: a correction or a striking out is a later entry with its reason. "
    "1 to 5 change what stands beside the days; Escape returns to the day, then to the planner."
)
_STATES = {
    "given": "given as planned", "differs": "given with a deviation, or on another day", "missing": "not recorded",
    "due": "planned today, not recorded yet", "planned": "still to come", "held": "held",
    "ended": "not due any more", "unplanned": "given, not planned that day",
}  # fmt: skip
_TERMS = {
    "Fall": "the first sample below a threshold after the last dose of the deciding block.",
    "Recovery": "the first documented day on which counts are good again after the fall; Day 45 is in time, 46 not.",
    "N, T, P, X": (
        "no count-recovery DLT by this rule; a DLT; pending; not evaluable. Other criteria are not in the sources."
    ),
    "Important, other": "of a deviation; an important one is open until a corrective action is recorded (f).",
}
_CHART = "Chart: ● ANC, ▲ platelets, ○ △ below the limit of measurement, ┄ threshold, │ end of the window."


def record_help(keys: Mapping[str, str]) -> Content:
    """The whole help."""
    return Content.assemble(
        *panel_words("Record", _WORDS),
        ("Signs after the letter of a drug\n", "bold $text-accent"),
        *(f"  {STATES[state]}  {words}\n" for state, words in _STATES.items()),
        f"  {SAMPLE}  blood sample: ANC / platelets, ×10⁹/L\n  {OTHER}  anything else recorded\n  {_CHART}\n",
        ("\nWords\n", "bold $text-accent"),
        *(part for name, words in _TERMS.items() for part in ((f"  {name}: ", "bold"), f"{words}\n")),
        "\n",
        *all_keys(RECORD_ACTIONS, keys),
    )
