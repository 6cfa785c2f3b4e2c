"""Help of the library and the editor: the panel in focus, the key under the cursor with its whole part, all keys."""

from collections.abc import Iterable, Iterator, Mapping

from textual.content import Content

from regimen.nomenclature import NOTICE
from regimen.protocol.reference import Key, PartWords
from tui.actions import EDITOR_ACTIONS, LIBRARY_ACTIONS, Action
from tui.keyhelp import KeyHelp, kinds_of
from tui.texts import key_rows

Parts = Iterable[str | tuple[str, str]]

LIBRARY_WORDS = (
    "Every protocol that can be opened: the bundled ones, protocol files in the current folder, and those opened last. "
    "Type to search: a row stays if every word stands in its id, title, drugs, condition or registry number. Up and "
    "down move in the list, PgUp and PgDn read on in the sheet beside it, Enter opens the protocol in the planner with "
    "the same Day 1 and subject (u in the planner takes that back), Escape empties the search, then returns. ✗ marks "
    "a file that cannot be used; what is wrong stands beside it, and Edit mends it. In the list, reached by Tab, "
    "the plain letters work too."
)
_SIGNS = "✗ keeps the protocol from being used; ▲ has harmed people, ! matters, ? is a question, i is information."
EDITOR_GUIDES = {
    "findings": (
        "Findings",
        (
            "What is wrong with the text, with line and column; where nothing is, what is worth a look, with the rule "
            f"in brackets that `suppress` names. {_SIGNS} Up and down show the place in the text, Enter goes there."
        ),
    ),
    "plan": (
        "Calendar",
        (
            "The first cycle of the text at the default level, with the planner's Day 1 and subject. While the text "
            "has errors it stays as it was, and says so. Arrows move by day and week; the day in focus is explained "
            "below."
        ),
    ),
    "day": (
        "Day",
        (
            "Everything on the day in focus of the calendar: drugs with amounts and working, assessments, milestones, "
            "and why they stand there."
        ),
    ),
}
"""Widget id to title and text of its help."""
EDITOR_WORDS = (
    f"The text is read at every pause in typing. Findings stand beside their line and in full below: {_SIGNS} Ctrl+z "
    "undoes, ctrl+y redoes, Enter keeps the indentation, Tab goes to the next panel, Escape returns and asks if "
    "something is not saved."
)


def library_help(keys: Mapping[str, str]) -> Content:
    """Help of the library."""
    return Content.assemble(*panel_words("Library", LIBRARY_WORDS), *all_keys(LIBRARY_ACTIONS, keys))


def editor_help(place: str, found: KeyHelp, keys: Mapping[str, str]) -> Content:
    """Help of the editor: in the text that of the key under the cursor, elsewhere that of the panel."""
    if place in EDITOR_GUIDES:
        return Content.assemble(*panel_words(*EDITOR_GUIDES[place]), *all_keys(EDITOR_ACTIONS, keys))
    return Content.assemble(*_here(found), *panel_words("Editor", EDITOR_WORDS), *all_keys(EDITOR_ACTIONS, keys))


def panel_words(title: str, words: str) -> Parts:
    """A heading and its text."""
    yield (f"{title}\n", "bold $text-accent")
    yield f"{words}\n\n"


def all_keys(actions: Iterable[Action], keys: Mapping[str, str]) -> Parts:
    """Every key of a screen, and the notice."""
    yield ("Keys\n", "bold $text-accent")
    yield from key_rows(actions, keys)
    yield ("  ctrl+p        ", "bold")
    yield "Palette: every command and theme by name\n"
    yield (f"\n{NOTICE}", "bold $text-warning")


def _here(found: KeyHelp) -> Parts:
    if found.key:
        yield from panel_words(found.subject, "\n".join(_key_words(found.key)))
    yield from panel_words(f"Keys of a part: {found.part.name}", f"{found.part.words} * needed")
    yield from _part_rows(found.part)
    yield "\n"


def _key_words(key: Key) -> Iterator[str]:
    need = "Needed." if key.required else f"If left out: {key.default}." if key.default else "May be left out."
    yield f"{key.words} Holds {key.holds}. {need}"
    for kind in kinds_of(key):
        yield f"{kind.name}: {kind.words} Examples: {', '.join(kind.examples)}"


def _part_rows(part: PartWords) -> Parts:
    for key in part.keys:
        yield (f"  {key.name + ('*' if key.required else ''):<18}", "bold")
        yield f"{key.words} ({key.holds})\n"
