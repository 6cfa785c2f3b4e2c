"""Help of the training: the list of cases, an exercise, all keys."""

from collections.abc import Mapping

from textual.content import Content

from tui.actions import EXERCISE_ACTIONS, TRAINING_ACTIONS
from tui.guides import all_keys, panel_words

_HOME = (
    "On top stands what is under way (…) and what is due again: items come back after some days, sooner where they "
    "were wrong, and starting there asks these alone; F7 begins a case anew. Below are the cases by level, or "
    "by goal (F4), each with its best score and how often it was done. / searches title, kind and goals; F2 and F3 "
    "show one level or kind; Escape shows all again. n draws a new case by lot: kind, difficulty, number of planted "
    "errors, and the seed that gives the same case again. PgUp and PgDn read on beside the list, where your progress "
    "stands: done, mean of best scores, by kind, when the next items come back, and how certain you were against how "
    "often you were right. Every answer is kept in the ledger at once. The keys of all answers are worked out by the "
    "functions the planner uses. Everything about subjects and counts is invented."
)
_EXERCISE = (
    "On one side what is given, on the other one item at a time. Type the answer as the line below says and press "
    "Enter, or choose with up, down or a digit. Up and down go to other typed items, F7 to the next one that is open; "
    "PgUp and PgDn read on in what is given. An answer can be changed until the end, except in stories and where "
    "counts or cohorts come in one by one: there it stands once given, and what comes of it is told. "
    "F5 swaps picture and text. "
    "A hint (F2) gives up the share of the item that is told beforehand; F6 tells why at the price of the whole item. "
    "F3 and F4 say how certain you are: certainty is held against what was right. "
    "Nothing is marked before the end (F8). Then every item says what it came to, the key and why; F5 shows the "
    "calendar marked day by day, a begins another case like it. Every answer is kept at once; Escape returns, and "
    "the case goes on where it was, also after the program was left."
)
_ROOM = (
    "A calendar or record to check shows bare what stands or was recorded there: letters of drugs, ● a blood sample, "
    "▪ another entry, ! a day you marked. The day in focus stands beside it, planned beside given. Enter or m marks "
    "something on it: what, class, category and certainty, each chosen with left, right or a first letter. Tab leads "
    "to the marks, where Enter changes one and Delete or x removes it, and to a line that takes a mark as text: "
    "mitoxantrone d4 late important 80%. n says that nothing is wrong, u takes the last change back. On the marked "
    "calendar ✓ is right, ~ partly right, ✗ missed or wrong, ! marked without cause."
)


def training_help(keys: Mapping[str, str]) -> Content:
    """Help of the list."""
    return Content.assemble(*panel_words("Training", _HOME), *all_keys(TRAINING_ACTIONS, keys))


def exercise_help(keys: Mapping[str, str]) -> Content:
    """Help of an exercise."""
    words = (*panel_words("Exercise", _EXERCISE), *panel_words("Marks", _ROOM))
    return Content.assemble(*words, *all_keys(EXERCISE_ACTIONS, keys))
