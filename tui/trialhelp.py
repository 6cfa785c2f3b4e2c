"""Help of the escalation: what it shows, its letters and signs, all keys."""

from collections.abc import Mapping

from textual.content import Content

from regimen.escalation.outcomes import LETTERS
from tui.actions import TRIAL_ACTIONS
from tui.guides import all_keys, panel_words

_WORDS = (
    "A ladder of dose levels, the lowest below; a letter a subject, cohorts apart. Enter enrols the next subject "
    "where the design wants one, pending; left and right go from subject to subject, and n, t, p, x say what "
    "became of the one in focus. Beside it stands what the design says comes next, with the row of its decision "
    "table, what would come next if the subject in focus had another outcome, and what other designs say. Chances "
    "are of your choosing: up and down choose a level, comma and full stop change its chance, and what follows is "
    "exact. On paths, Enter lets the results of a line happen. Nothing here is kept, and nothing of it touches "
    "the course in the planner."
)
_SIGNS = {
    "→": "the level that enrols next, with a dot for each subject to come",
    "★": "the level that is recommended at the end",
    "▸": "the level in focus; in the table, the row that decides",
}


def trial_help(keys: Mapping[str, str]) -> Content:
    """The whole help."""
    return Content.assemble(
        *panel_words("Escalation", _WORDS),
        ("Letters and signs\n", "bold $text-accent"),
        *(f"  {sign}  {words}\n" for sign, words in {**LETTERS, **_SIGNS}.items()),
        "\n",
        *all_keys(TRIAL_ACTIONS, keys),
    )
