"""The app: themes, the user's keys, the palette, and the planner as its first screen."""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen

from regimen.dates import today as local_today
from tui.actions import BY_ID
from tui.keymap import key_file, read_keys
from tui.rescue import found_again, keys_to, last_words, rescue
from tui.screens.planner import PlannerScreen
from tui.screens.standing import stands
from tui.session import Session
from tui.themes import NIGHT, PAPER

if TYPE_CHECKING:
    from pathlib import Path

    from tui.keeping import Keeper
    from tui.printing import Wishes
    from tui.screens.tour import TourScreen

FAULT = 2
"""Exit status after a fault of ours, as on the command line."""
POLL_SECONDS = 1.0
"""How often the ledger is asked whether another program wrote."""
BREATH_SECONDS = 0.3
"""What is told within so long of each other is read together."""


class RegimenApp(App[None]):
    """The terminal app; opens on the home case, no menu first."""

    TITLE = "regimen"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding(BY_ID["tour"].keys, "leave_tour", priority=True, show=False, id="tour")]

    def __init__(self, session: Session | None = None, *, today: dt.date | None = None, tour: bool = False) -> None:
        super().__init__()
        self._tour_first = tour
        self.session = session or Session.home(today or local_today())
        self.moved_keys: dict[str, str] = {}
        """Action id to key, from the user's key file."""
        self._news = False
        """Whether another program wrote to the ledger and no screen was told yet."""

    @cached_property
    def keeper(self) -> "Keeper":
        """The ledger, for all screens; no file is touched before a course is kept or looked at."""
        from tui.keeping import Keeper

        self.set_interval(POLL_SECONDS, self._poll)
        return Keeper()

    @cached_property
    def print_wishes(self) -> "Wishes":
        """What the print dialog remembers until the app is left."""
        from tui.printing import Wishes

        return Wishes()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """A short word in the corner; those of before make room, but for warnings and what is told in one breath.

        In the tour its own lines tell what was done.
        """
        if severity == "information" and self._tour is not None:
            return
        for one in [*self._notifications]:
            if one.severity != "warning" and one.timeout - one.time_left > BREATH_SECONDS:
                self._unnotify(one, refresh=False)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _poll(self) -> None:
        """Tell the screen on top what another program wrote; one that cannot follow leaves it for the next."""
        self._news = self._news or self.keeper.changed()
        for screen in self.screen_stack[-1:]:
            follow = getattr(screen, "ledger_changed", None)
            if self._news and follow is not None and stands(screen):
                self._news = False
                follow()

    def on_unmount(self) -> None:
        """Close the ledger."""
        if "keeper" in self.__dict__:
            self.keeper.close()

    def on_mount(self) -> None:
        """Themes and keys first, then the planner."""
        self.register_theme(NIGHT)
        self.register_theme(PAPER)
        self.theme = NIGHT.name
        self.moved_keys, problems = read_keys(key_file())
        if self.moved_keys:
            self.set_keymap(self.moved_keys)
        self.push_screen(PlannerScreen(self.session))
        if self._tour_first:
            self.call_after_refresh(self._do, "tour")
        if not self.is_headless:
            self._mind_signals()
            problems += [f"{keys_to(path)} what was not saved:\n{path}" for path in found_again()]
        for problem in problems:
            self.notify(problem, severity="warning", timeout=15, markup=False)

    def _mind_signals(self) -> None:
        """Lose nothing where the window is closed or the program is told to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            with suppress(AttributeError, NotImplementedError):  # Windows has neither of both
                loop.add_signal_handler(getattr(signal, name), self._told_to_end)

    def _told_to_end(self) -> None:
        self._rescue()
        self.exit()

    def _rescue(self) -> "list[Path]":
        return rescue(self.session, filter(None, (getattr(screen, "unsaved", None) for screen in self.screen_stack)))

    def _fatal_error(self) -> None:
        """A fault of ours: a line in place of the traceback, and nothing is lost."""
        self._return_code = FAULT
        if os.environ.get("REGIMEN_DEBUG") or self._exception is None:
            super()._fatal_error()
        elif not self._exit_renderables:
            self.panic(Text(last_words(self._exception, self._rescue()), no_wrap=True, overflow="ignore"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A tour can be left from every screen above it, dialogs too, and only while there is one."""
        if action == "leave_tour":
            return self._tour is not None
        return super().check_action(action, parameters)

    @property
    def _tour(self) -> "TourScreen | None":
        if (touring := sys.modules.get("tui.screens.tour")) is None:
            return None
        return next((screen for screen in self.screen_stack if isinstance(screen, touring.TourScreen)), None)

    def action_leave_tour(self) -> None:
        """Leave the tour."""
        if self._tour is not None:
            self._tour.leave()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action by name, then what Textual brings (themes, screenshot)."""
        for action in getattr(screen, "actions", ()):
            if action.id != "quit":
                yield SystemCommand(action.label, action.words, lambda a=action.action: self._do(a))
        for command in super().get_system_commands(screen):
            if command.title != "Keys":
                yield command

    async def action_quit(self) -> None:
        """Leave by way of the screen, which asks about what is not saved; a dialog is closed first."""
        while isinstance(self.screen, ModalScreen):
            await self.pop_screen()
        getattr(self.screen, "action_quit", self.exit)()

    async def _do(self, action: str) -> None:
        await self.run_action(f"screen.{action}")


def run() -> int:
    """Start the app; the return value is the process exit status."""
    from tui.tour import first_start

    app = RegimenApp(tour=first_start())
    app.run()
    return app.return_code or 0
