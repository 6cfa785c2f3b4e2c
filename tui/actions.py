"""Every action of the app in one table: id, keys, words. Bindings, footer, palette, help and key file are made of it.

Keys are portable: F1 to F9 and plain letters outside inputs; never ctrl+i, m, [, h or j, which terminals confuse
with Tab, Enter, Escape, Backspace and line feed.
"""

from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import format_key


class Action(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Id for the key file."""
    keys: str
    """Default keys, comma-separated."""
    action: str
    """Name of the handler on its screen, with arguments."""
    label: str
    """One or two words for the footer."""
    words: str
    """A sentence for help and palette."""
    footer: bool = False
    """Whether the footer shows it (six at most)."""


ACTIONS = (
    Action("help", "f1,question_mark", "help", "Help", "Explain the panel in focus, all keys and words", footer=True),
    Action("values", "v", "values", "Values", "Go to the values (Day 1, level, doses, subject), or back", footer=True),
    Action("goto", "g", "goto", "Go to", "Go to a date, a study day (45), a cycle day (C2D8)", footer=True),
    Action("lanes", "l", "lanes", "Lanes", "Switch between calendar and lanes (one row an agent)", footer=True),
    Action("hide", "a", "hide", "Hide †", "Blank the assumed values, or show them again", footer=True),
    Action("undo", "u,ctrl+z", "undo", "Undo", "Take the last change or act back", footer=True),
    Action("redo", "U,ctrl+y", "redo", "Redo", "Make the last undone change again"),
    Action("today", "t", "today", "Today", "Go to today"),
    Action("next", "n", "event(1)", "Next", "Go to the next milestone"),
    Action("previous", "p", "event(-1)", "Previous", "Go to the previous milestone"),
    Action("assumptions", "f2", "assumptions", "Assumptions", "Explain every assumption † and what is in force"),
    Action("start", "f3,d", "start", "Day-1 chooser", "Compare seven start days and choose one"),
    Action("findings", "f4,f", "findings", "Findings", "Read the findings about doses and values"),
    Action("record", "r", "record", "Record", "Record what happened; counts, deviations, verdict"),
    Action("act", "e", "act", "Act", "Put off, leave out or stop what is planned on the day in focus"),
    Action("acts", "E", "acts", "Acts", "List the acts with what each did; take the last back"),
    Action("compare", "m", "compare", "Compare", "Lay versions, levels or protocols beside each other"),
    Action("copy", "c", "copy", "Copy", "Copy the day list as text"),
    Action("print", "P,f6", "print", "Print", "Print a sheet of the course, or write a calendar file"),
    Action("library", "b,f5", "library", "Library", "Browse and search protocols, open one, copy one to edit"),
    Action("board", "w", "board", "Board", "See every course of the ledger: due, overdue, days left"),
    Action("keep", "k", "keep", "Keep", "Keep the course in the ledger, where every change is written at once"),
    Action("open", "o", "open", "Open", "Open a course or protocol file"),
    Action("save", "s", "save", "Save", "Save the course as a file"),
    Action("trial", "x", "trial", "Escalation", "Decide next cohorts, with chances, paths and the published trial"),
    Action("training", "T", "training", "Training", "Exercises: cases by goal and level, marked by the engine"),
    Action("tour", "f9", "tour", "Tour", "Learn the keys by doing, in five minutes; the same key leaves the tour"),
    Action("quit", "q,ctrl+q", "quit", "Quit", "Leave the program"),
)

LIBRARY_ACTIONS = (
    Action("library-help", "f1,question_mark", "help", "Help", "Explain the library and its keys", footer=True),
    Action("library-copy", "f2,c", "copy", "Copy to edit", "Edit a copy; what is copied stays as it is", footer=True),
    Action("library-versions", "f3,v", "versions", "Versions", "Open another version of the protocol", footer=True),
    Action("library-edit", "f4,e", "edit", "Edit", "Edit a protocol file of your own", footer=True),
    Action("library-open", "f8,o", "open", "Open", "Open the protocol in the planner; Enter does so too", footer=True),
    Action("library-search", "slash", "search", "Search", "Go to the search"),
)
EDITOR_ACTIONS = (
    Action("editor-help", "f1", "help", "Help", "Explain the key under the cursor, and all keys", footer=True),
    Action("editor-insert", "f2", "insert", "Insert", "Put in a new dose line, drug, visit, …", footer=True),
    Action("editor-calendar", "f3", "calendar", "Calendar", "Go to the calendar of the text, or back", footer=True),
    Action("editor-finding", "f4", "finding", "Finding", "Go to the next finding", footer=True),
    Action("editor-use", "f8", "use", "Use", "Save, and open the protocol in the planner", footer=True),
    Action("editor-save", "f9,ctrl+s", "save", "Save", "Save the text as a file, whole or not at all", footer=True),
)
COMPARE_ACTIONS = (
    Action("compare-help", "f1,question_mark", "help", "Help", "Explain the comparison and its signs", footer=True),
    Action("compare-swap", "f2,x", "swap", "Swap", "Change the two sides over", footer=True),
    Action("compare-copy", "f3,c", "copy", "Copy", "Copy the comparison as text", footer=True),
)
BOARD_ACTIONS = (
    Action("board-help", "f1,question_mark", "help", "Help", "Explain the board, its signs and its words", footer=True),
    Action("board-order", "f2,s", "order", "Order", "Sort by urgency, by id or by the end of the window", footer=True),
    Action("board-week", "f3,w", "week", "Week", "Read the weekly list, course by course, or go back", footer=True),
    Action("board-new", "f4,n", "new", "New", "Keep the planner's course under another subject's id", footer=True),
    Action("board-open", "f8,o", "open", "Open", "Open the course in the planner; Enter does so too", footer=True),
    Action("board-search", "slash", "search", "Search", "Go to the search", footer=True),
    Action("board-copy", "c", "copy", "Copy", "Copy the weekly list of all courses as text"),
    Action("board-print", "P,f6", "print", "Print", "Print a sheet of every course listed, a file each"),
    Action("board-hide", "a", "hide", "Hide †", "Blank the assumed values, or show them again"),
)
RECORD_ACTIONS = (
    Action(
        "record-help", "f1,question_mark", "help", "Help", "Explain the record, its signs and its words", footer=True
    ),
    Action("record-given", "g", "given", "As planned", "Record the day in focus as planned", footer=True),
    Action("record-week", "G", "week", "Week", "Record the seven days up to the one in focus as planned"),
    Action("record-counts", "c", "counts", "Counts", "Record a blood sample in one line", footer=True),
    Action("record-other", "plus", "other", "Other", "Record anything else: transfusion, marrow, hold, …", footer=True),
    Action("record-edit", "enter,i", "edit", "Edit", "Record a dose given otherwise, or correct an entry", footer=True),
    Action("record-void", "x", "void", "Strike out", "Strike out an entry of the day, with a reason"),
    Action("record-follow", "f", "follow", "Follow up", "Say what was done about a deviation"),
    Action("record-undo", "u,ctrl+z", "undo", "Undo", "Take the last change back", footer=True),
    Action("record-redo", "U,ctrl+y", "redo", "Redo", "Make the last undone change again"),
    Action("record-today", "t", "today", "Today", "Go to today"),
    Action("record-print", "P,f6", "print", "Print", "Print a sheet of the course, or write a calendar file"),
    Action("record-hide", "a", "hide", "Hide †", "Blank the assumed values, or show them again"),
    Action("record-day", "1", "pane('day')", "Day", "The day in focus beside the days"),
    Action("record-chart", "2", "pane('chart')", "Chart", "Counts as a chart"),
    Action("record-table", "3", "pane('table')", "Counts table", "Counts as a table with grades"),
    Action("record-deviations", "4", "pane('deviations')", "Deviations", "Every deviation; Enter jumps to its day"),
    Action("record-verdict", "5", "pane('verdict')", "Verdict", "The verdict, its reason, and every definition's"),
)
PRINT_ACTIONS = (
    Action("print-help", "f1", "help", "Help", "Explain the print dialog and its keys", footer=True),
    Action("print-copy", "f2", "copy", "Copy path", "Copy the path of what was written", footer=True),
    Action("print-write", "f8", "write", "Write", "Write the file or files; Enter does so too", footer=True),
)
TRIAL_ACTIONS = (
    Action(
        "trial-help", "f1,question_mark", "help", "Help", "Explain the ladder, its letters and its keys", footer=True
    ),
    Action("trial-enrol", "enter,plus", "enrol", "Enrol", "Enrol the next subject, pending", footer=True),
    Action("trial-none", "n", "mark('N')", "No DLT", "The subject in focus had no DLT", footer=True),
    Action("trial-dlt", "t", "mark('T')", "DLT", "The subject in focus had a DLT", footer=True),
    Action("trial-pending", "p", "mark('P')", "Pending", "The subject in focus is pending"),
    Action("trial-excluded", "x", "mark('X')", "Not evaluable", "The subject in focus is not evaluable, so replaced"),
    Action("trial-remove", "backspace", "remove", "Take out", "Take the subject in focus out"),
    Action("trial-design", "d", "design(1)", "Design", "Ask the next design", footer=True),
    Action("trial-design-back", "D", "design(-1)", "Design back", "Ask the design before"),
    Action("trial-outcomes", "o", "outcomes", "Outcomes", "Type the outcomes, such as 1NNN 2NNT"),
    Action("trial-follow", "f", "follow", "From the ledger", "Take the outcomes that the records of the ledger have"),
    Action("trial-less", "comma", "chance(-1)", "Less", "Lower the chance of a DLT at the level in focus; a step back"),
    Action(
        "trial-more", "full_stop", "chance(1)", "More", "Raise the chance of a DLT at the level in focus; a step on"
    ),
    Action("trial-undo", "u,ctrl+z", "undo", "Undo", "Take the last change back", footer=True),
    Action("trial-redo", "U,ctrl+y", "redo", "Redo", "Make the last undone change again"),
    Action("trial-copy", "c", "copy", "Copy", "Copy the ladder and what comes next as text"),
    Action("trial-next", "1", "pane('next')", "Next cohort", "What comes next, and what if"),
    Action(
        "trial-chances", "2", "pane('chances')", "Chances", "Exact chances of each level, from here and from the start"
    ),
    Action("trial-paths", "3", "pane('paths')", "Paths", "What the next results may be; Enter goes along one"),
    Action("trial-table", "4", "pane('rows')", "Decision table", "The rows of the design, the deciding one marked"),
    Action("trial-published", "5", "pane('published')", "Published", "The published escalation, step by step"),
    Action(
        "trial-meeting", "6", "pane('meeting')", "Meeting", "The cohort meeting: who, verdicts, next opening, Gantt"
    ),
)
TRAINING_ACTIONS = (
    Action("training-help", "f1,question_mark", "help", "Help", "Explain the training and its keys", footer=True),
    Action("training-level", "f2,l", "level", "Level", "Show the cases of the next level alone, or all", footer=True),
    Action("training-kind", "f3,k", "kind", "Kind", "Show the cases of the next kind alone, or all", footer=True),
    Action("training-goals", "f4,g", "goals", "By goal", "Put the cases under their goals, or levels", footer=True),
    Action("training-new", "n,f6", "new", "New", "Begin a new case, drawn by lot", footer=True),
    Action("training-open", "f8,o", "start", "Start", "Begin the case, or go on; Enter does so too", footer=True),
    Action("training-again", "a,f7", "again", "Again", "Begin the case anew and whole, whatever was left of it"),
    Action("training-search", "slash", "search", "Search", "Search title, kind and goals"),
)
EXERCISE_ACTIONS = (
    Action("exercise-help", "f1", "help", "Help", "Explain the exercise and its keys", footer=True),
    Action("exercise-hint", "f2", "hint", "Hint", "Take a hint; it costs what is said", footer=True),
    Action("exercise-less", "f3", "sure(-1)", "Less sure", "Be less certain of the answer"),
    Action("exercise-sure", "f4", "sure(1)", "Surer", "Be more certain of the answer; F3 less", footer=True),
    Action("exercise-picture", "f5", "picture", "Picture", "Calendar, chart or text; marked at the end", footer=True),
    Action("exercise-why", "f6", "why", "Why", "Tell why; before the end at the price of the item", footer=True),
    Action("exercise-next", "f7", "onward", "Next item", "Go to the next item without an answer"),
    Action("exercise-end", "f8", "end", "End", "End and mark; then every item says why", footer=True),
    Action("exercise-another", "a", "another", "Another", "Another case like it, once this one is marked", footer=True),
    Action("exercise-mark", "m", "mark", "Mark", "Mark something on the day in focus; Enter does so too"),
    Action("exercise-remove", "delete,x", "remove", "Remove", "Remove the mark in focus, or that of the day"),
    Action("exercise-nothing", "n", "nothing", "Nothing wrong", "Say that nothing is wrong"),
    Action("exercise-undo", "u,ctrl+z", "undo", "Undo", "Take the last change of the marks back"),
)
SCREENS = {
    "Planner": ACTIONS,
    "Library": LIBRARY_ACTIONS,
    "Editor": EDITOR_ACTIONS,
    "Compare": COMPARE_ACTIONS,
    "Board": BOARD_ACTIONS,
    "Record": RECORD_ACTIONS,
    "Print": PRINT_ACTIONS,
    "Escalation": TRIAL_ACTIONS,
    "Training": TRAINING_ACTIONS,
    "Exercise": EXERCISE_ACTIONS,
}
"""The actions of each screen; keys are unique within one."""
BY_ID = {action.id: action for actions in SCREENS.values() for action in actions}


def beside(name: str) -> tuple[Action, ...]:
    """The actions of the screen that an action belongs to."""
    return next(actions for actions in SCREENS.values() if BY_ID[name] in actions)


def shown_keys(keys: str) -> str:
    """Keys as a person reads them: `f1 or ?`."""
    return " or ".join(map(format_key, keys.split(",")))


def key_table(actions: tuple[Action, ...] = ACTIONS) -> str:
    """A table of docs/keys.md, as Markdown."""
    rows = [f"| `{act.id}` | {_code(act.keys)} | {act.label} | {act.words} |" for act in actions]
    return "\n".join(["| id | keys | name | what it does |", "|---|---|---|---|", *rows]) + "\n"


def _code(keys: str) -> str:
    return " or ".join(f"`{format_key(key)}`" for key in keys.split(","))


def bindings(actions: tuple[Action, ...] = ACTIONS) -> list[BindingType]:
    """A screen's key bindings, each with its id so that the key file can move it."""
    return [
        Binding(action.keys, action.action, action.label, show=action.footer, tooltip=action.words, id=action.id)
        for action in actions
    ]
