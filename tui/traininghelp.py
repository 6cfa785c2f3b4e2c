"""Help of the training: the list of cases, an exercise, all keys."""

from collections.abc import Mapping

from textual.content import Content

from tui.actions import EXERCISE_ACTIONS, TRAINING_ACTIONS
from tui.guides import all_keys, panel_words

_HOME = (
    "Cases by level of difficulty. Up and down move, Enter begins the case in focus or goes on with it; … "
    "marks work under way, a score what came of it last. The keys of all answers are worked out by the "
    "functions the planner uses, so they are never wrong about the plan. Everything about subjects and counts "
    "is invented."
)
_EXERCISE = (
    "On one side what is given, on the other one item at a time. Type the answer as the line below it says and "
    "press Enter; up and down go to other items, PgUp and PgDn read on in what is given, and any answer can be "
    "changed until the end. A hint gives up the share of the item that is told beforehand. Say how certain you "
    "are: certainty is held against what was right. Nothing is marked before the end; then every item says "
    "what it came to, the key, and why, and the debrief says first what was right. Escape returns; what was "
    "answered stays until the program is left."
)


def training_help(keys: Mapping[str, str]) -> Content:
    """Help of the list."""
    return Content.assemble(*panel_words("Training", _HOME), *all_keys(TRAINING_ACTIONS, keys))


def exercise_help(keys: Mapping[str, str]) -> Content:
    """Help of an exercise."""
    return Content.assemble(*panel_words("Exercise", _EXERCISE), *all_keys(EXERCISE_ACTIONS, keys))
