"""What was not saved outlives a fault of ours and a closed window; the next start tells where it is."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Self

import pytest
from sessions import session_of

from regimen.coursefile import open_course
from regimen.protocol import shelf
from tui import recent, rescue
from tui.app import RegimenApp
from tui.drafts import Draft
from tui.screens.author import AuthorScreen
from tui.screens.planner import PlannerScreen

ROOT = Path(__file__).parents[2]
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture(autouse=True)
def _apart(monkeypatch, tmp_path) -> None:
    """Rescued files have a folder of their own; `l` fails; what would be printed at the end stays to be read."""
    monkeypatch.setattr(rescue, "rescue_folder", lambda: tmp_path / "data" / "rescued")
    monkeypatch.setattr(recent, "recent_list", lambda: tmp_path / "recent.txt")
    monkeypatch.setattr(PlannerScreen, "action_lanes", lambda screen: 1 // 0)
    monkeypatch.setattr(RegimenApp, "_print_error_renderables", lambda app: None)


async def fallen(app: RegimenApp) -> str:
    """What is printed after a key that fails."""
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("l")
    assert app.return_code == 2
    return "".join(part.text for part in app._exit_renderables[0].segments).replace("\n", " ")


def rescued() -> list[Path]:
    """The files written."""
    return sorted(rescue.rescue_folder().glob("*.yaml"))


async def test_after_a_fault_the_course_is_found_again(session) -> None:
    """No traceback but a line; the course as it stood is in a file that can be opened, and that is told once."""
    session.change("level", "d10-25")
    said = await fallen(RegimenApp(session))
    assert said.startswith("regimen: internal error (ZeroDivisionError: ")
    assert "Traceback" not in said
    (path,) = rescued()
    assert path.name in said
    assert open_course(path)[0] == session.course
    assert [rescue.found_again(), rescue.found_again()] == [[path], []]


async def test_a_course_that_is_saved_is_not_written_again(session, tmp_path) -> None:
    """What stands in its file, or was never touched, needs no rescue."""
    assert "not saved" not in await fallen(RegimenApp(session))
    session.change("level", "d10-25")
    session.save(tmp_path / "c.yaml")
    assert "not saved" not in await fallen(RegimenApp(session))
    assert rescued() == []


async def test_for_a_report_there_is_the_traceback(session, monkeypatch) -> None:
    """With REGIMEN_DEBUG=1 the fault itself is printed."""
    monkeypatch.setenv("REGIMEN_DEBUG", "1")
    assert "Traceback" in await fallen(RegimenApp(session))


async def test_a_protocol_being_written_is_found_again(session) -> None:
    """Text that is no protocol yet is kept as it was typed, beside the course."""
    session.change("level", "d10-25")
    app = RegimenApp(session)
    draft = Draft.copy_of(shelf.LIBRARY / "beam.yaml", {"beam"}, session.course, session.today)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(AuthorScreen(draft, session))
        await pilot.pause()
        app.screen.source.insert("half a line")
        await pilot.pause()
        app._told_to_end()
    course, protocol = rescued()
    assert open_course(course)[0] == session.course
    assert "half a line" in protocol.read_text(encoding="utf-8")
    assert set(rescue.found_again()) == {course, protocol}
    assert recent.recent_files() == [protocol]
    assert [rescue.keys_to(path) for path in (course, protocol)] == ["o opens", "e in the library (b) opens"]


def test_the_protocol_file_of_a_course_is_found_from_there() -> None:
    """A course that names its protocol by a path can be opened where it was put."""
    session = session_of("two-periods")
    session.change("subject.id", "T-09")
    (path,) = rescue.rescue(session)
    assert open_course(path)[1] == session.protocol


def test_where_nothing_can_be_written_there_is_no_second_fault(session, monkeypatch) -> None:
    """A folder that cannot be made; a file that somebody has moved away."""
    session.change("level", "d10-25")
    (path,) = rescue.rescue(session)
    path.unlink()
    assert rescue.found_again() == []
    monkeypatch.setattr(rescue, "rescue_folder", lambda: Path("/dev/null/nowhere"))
    assert (rescue.rescue(session), rescue.found_again()) == ([], [])


class Window:
    """The app in a window of its own, closed at the end however a person does it who has had enough."""

    def __init__(self, folder: Path) -> None:
        names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        own = {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **{name: str(folder) for name in names}}
        self.seen = ""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            program = [sys.executable, "-c", "from tui.app import run; run()"]
            os.execve(sys.executable, program, {**os.environ, **own})  # noqa: S606 - our own program
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def drawn(self, seconds: float) -> bool:
        """Read what is drawn next; False where nothing is, or the app has ended."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            more = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.seen += more.decode(errors="replace")
        return bool(more)

    def until(self, text: str) -> None:
        """Wait until a text was drawn, and the app rests."""
        end = time.monotonic() + 60
        while text not in _ESCAPES.sub("", self.seen):
            assert time.monotonic() < end, f"no {text!r} in {self.seen!r}"
            self.drawn(0.5)
        while self.drawn(0.5):
            pass

    def press(self, key: bytes) -> None:
        """Press a key, and wait until the app rests."""
        self.seen = ""
        os.write(self.terminal, key)
        while self.drawn(0.5):
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGHUP)
        end = time.monotonic() + 20
        while not os.waitpid(self.process, os.WNOHANG)[0]:
            self.drawn(0.1)
            if time.monotonic() > end:
                os.kill(self.process, signal.SIGKILL)
        os.close(self.terminal)


def test_a_closed_window_loses_nothing(tmp_path) -> None:
    """The real app: a level is chosen with keys, the window closed; the next start tells the file."""
    (tmp_path / "regimen").mkdir()
    (tmp_path / "regimen" / "tour-offered").touch()
    with Window(tmp_path) as window:
        window.until("Values")
        for key in (b"v", b"\x1b[B", b"\x1b[D"):
            window.press(key)
        window.until("d10-25")
    (path,) = (tmp_path / "regimen" / "rescued").glob("course-*.yaml")
    assert open_course(path)[0].level == "d10-25"
    with Window(tmp_path) as window:
        window.until("o opens what was not saved")
