"""Help of the board: what it shows, its signs in their order, its columns, all keys."""

from collections.abc import Mapping

from textual.content import Content

from regimen.printouts.board import URGENCY
from tui.actions import BOARD_ACTIONS
from tui.boarding import SIGNS
from tui.guides import all_keys, panel_words

_WORDS = (
    "Every course of the ledger, the most urgent first. Up and down move, Enter opens the course in the planner, / "
    "searches (every word must stand in id, level, protocol, verdict, study day or reason), Escape returns. Beside the "
    "list, or below it, stands the course in focus; PgUp and PgDn read on. The weekly list shows one course at a time "
    "on the whole screen, for the cohort call. What another program writes is followed within a second or two, and "
    "told. In the planner k keeps the course that is open there; from then on every change is written at once."
)
_COLUMNS = {
    "Day": "the study day, counted from the first dose recorded of the drug that fixes Day 1, else from the plan.",
    "Left": "days left to the last day of the window (Day 45), below zero after it; – where the protocol has none.",
    "Verdict": (
        "of the count-recovery rule only, with its letter: N no count-recovery DLT by this rule, T a DLT, P pending, X "
        "not evaluable. Other criteria are not in the sources."
    ),
    "Late": (
        "overdue: planned, past its time, and not recorded. It goes once it is recorded, an act leaves it out, or a "
        "corrective action is recorded."
    ),
    "Due": (
        "what can still be done in time today or in the next six days. What a record never names, such as an "
        "examination, is due and is not called overdue."
    ),
    "Open": "important deviations without a corrective action.",
    "Counts": "neutrophils and platelets of the last sample, ×10⁹/L, and its study day.",
}


def board_help(keys: Mapping[str, str]) -> Content:
    """The whole help."""
    signs = {"✗": "cannot be read", **{sign: URGENCY[urgency] for urgency, sign in SIGNS.items()}}
    return Content.assemble(
        *panel_words("Board", _WORDS),
        ("Signs, the most urgent first; then fewest days left, then id\n", "bold $text-accent"),
        *(f"  {sign}  {words}\n" for sign, words in signs.items()),
        ("\nColumns\n", "bold $text-accent"),
        *(part for name, words in _COLUMNS.items() for part in ((f"  {name}: ", "bold"), f"{words}\n")),
        "\n",
        *all_keys(BOARD_ACTIONS, keys),
    )
