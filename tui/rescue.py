"""What was not saved when a fault of ours or a signal ends the app: put into files, and told. No Textual.

A person who closes the window, or meets a fault, finds the work again: at the next start the app says where it is.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from regimen.coursefile import course_text, portable
from regimen.dates import now
from regimen.errors import RegimenError
from regimen.protocol.yamltext import save_text
from tui.recent import remember

if TYPE_CHECKING:
    from tui.session import Session


_PROTOCOL = "protocol"


def rescue_folder() -> Path:
    """Where rescued files lie: beside the ledger's usual place."""
    from platformdirs import user_data_path

    return user_data_path("regimen", appauthor=False) / "rescued"


def _untold() -> Path:
    return rescue_folder() / "untold.txt"


def rescue(session: "Session", protocols: Iterable[str] = ()) -> list[Path]:
    """Write protocols as they were typed, and the open course if it differs from its file; the files written."""
    folder, written = rescue_folder(), list[Path]()
    texts = [(_PROTOCOL, text) for text in protocols]
    if session.modified:
        texts.append(("course", course_text(portable(session.course, session.folder, folder))))
    moment = now().astimezone()
    for number, (kind, text) in enumerate(texts, 1):
        path = folder / f"{kind}-{moment:%Y%m%d-%H%M%S}-{number}.yaml"
        with suppress(OSError, RegimenError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            save_text(text, path)
            written.append(path)
            if kind == _PROTOCOL:
                remember(path)  # the library lists it then, and has it edited however little of it can be read
    if written:
        with suppress(OSError, RegimenError):
            save_text("".join(f"{path}\n" for path in [*_listed(), *written]), _untold(), overwrite=True)
    return written


def _listed() -> list[Path]:
    with suppress(OSError, UnicodeDecodeError):
        return [Path(line) for line in _untold().read_text(encoding="utf-8").splitlines()]
    return []


def found_again() -> list[Path]:
    """Files rescued since the last start; told once."""
    found = [path for path in _listed() if path.is_file()]
    with suppress(OSError):
        _untold().unlink(missing_ok=True)
    return found


def keys_to(path: Path) -> str:
    """What opens a rescued file in the planner."""
    return "e in the library (b) opens" if path.name.startswith(_PROTOCOL) else "o opens"


def last_words(error: BaseException, written: Iterable[Path]) -> str:
    """What a fault of ours prints where a traceback would stand."""
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    lines = [f"regimen: internal error ({what}); please report it with what you did last; REGIMEN_DEBUG=1 tells more"]
    return "\n".join([*lines, *(f"regimen: what was not saved is in {path}; {keys_to(path)} it" for path in written)])
