"""The writing half of the print dialog: what is asked before, how far it is, what came of it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from regimen.errors import RegimenError
from regimen.exchange.request import Request
from regimen.printouts.words import plural
from tui.actions import BY_ID, shown_keys
from tui.printing import Printed, Wishes
from tui.printrun import Outcome, Run, several, standing
from tui.screens.dialogs import PickScreen, hanging

_SHOWN_SECONDS = 0.1
"""How often it is told how far the writing is."""
_BAR = 20
"""Signs of the bar that fills."""


class Writing(Screen[None]):
    """What the print dialog does once it is asked to write; PrintScreen adds the choices."""

    printed: Printed
    wishes: Wishes
    writing: Run | None = None
    """What is being written."""
    outcome: Outcome | None = None
    """What was written last, until something else is chosen."""
    said = ""
    """How things stand, in words."""

    @property
    def request(self) -> Request:
        """What is asked for."""
        raise NotImplementedError

    @property
    def paths(self) -> list[Path]:
        """The files asked for; raises where they cannot be meant."""
        raise NotImplementedError

    def say(self, text: str, *, wrong: bool = False) -> None:
        """A few lines above the preview."""
        self.said = text
        self.query("#standing").set_class(wrong, "-wrong")
        self.wrap()

    def wrap(self) -> None:
        """Fold them to the width there is; while the screen is being taken down there is nowhere to say anything."""
        for box in self.query("#standing").results(Static):
            box.update(hanging(Content(self.said), self.app.size.width - 2))

    @on(Input.Submitted)
    def action_write(self) -> None:
        """Write what is asked for; what exists is asked about, what cannot be written is told."""
        if self.writing is not None:
            return
        try:
            paths = self.paths
        except RegimenError as error:
            self.say(error.message, wrong=True)
            return
        found = standing(paths)
        if found.problem:
            self.say(found.problem, wrong=True)
        elif found.existing:
            self._ask(paths, found.existing)
        else:
            self._write(paths, overwrite=False)

    def _ask(self, paths: Sequence[Path], existing: Sequence[Path]) -> None:
        rest = len(paths) - len(existing)
        yes = f"Replace {plural(len(existing), 'file')}" + (f" and write {plural(rest, 'other')}" if rest else "")
        why = f"There already: {several(existing)}, in {existing[0].parent.resolve()}."

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._write(paths, overwrite=True)

        options = [("no", "Keep what is there; nothing is written"), ("yes", yes)]
        self.app.push_screen(PickScreen("Replace?", why, options, "no"), answered)

    def _write(self, paths: Sequence[Path], *, overwrite: bool) -> None:
        self.writing = Run(self.printed, self.request, paths, overwrite=overwrite)
        self._follow(self.writing, self.focused)
        self.query_one("#choices").disabled = True

    @work(group="write")
    async def _follow(self, run: Run, focused: Widget | None) -> None:
        """Write in a thread, and tell how far it is."""
        thread = asyncio.ensure_future(asyncio.to_thread(run))
        while not thread.done():
            full = _BAR * run.done // run.count
            self.say(f"{'█' * full}{'░' * (_BAR - full)} {run.words} · Esc stops")
            await asyncio.wait([thread], timeout=_SHOWN_SECONDS)
        self.writing, self.outcome = None, thread.result()
        for choices in self.query("#choices"):
            choices.disabled = False
            self.set_focus(focused)
            self._done(self.outcome)

    def _done(self, outcome: Outcome) -> None:
        if outcome.place is None:
            self.say(outcome.words, wrong=bool(outcome.error))
            return
        self.wishes.folder = self.query_one("#folder", Input).value.strip()
        first, *rest = outcome.words.splitlines()
        key = shown_keys(getattr(self.app, "moved_keys", {}).get("print-copy", BY_ID["print-copy"].keys))
        self.say("\n".join((f"{first} · {key} copies the path", *rest)))

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        if self.writing is not None:
            self.writing.stop()

    def action_copy(self) -> None:
        """Copy the path of what was written."""
        place = self.outcome.place if self.outcome else None
        if place is None:
            self.notify("nothing is written yet; Enter writes", severity="error", markup=False)
            return
        self.app.copy_to_clipboard(str(place))
        self.notify(f"{place} went to the clipboard", markup=False)

    def action_back(self) -> None:
        """Stop the writing, else return."""
        if self.writing is not None:
            self.writing.stop()
        else:
            self.dismiss(None)
