"""The protocol files opened last, kept from one run to the next in the user's state folder. No Textual.

A convenience: where the list cannot be read or written there is none, and nothing else fails for it.
"""

from contextlib import suppress
from pathlib import Path

from regimen.errors import RegimenError
from regimen.protocol.yamltext import save_text

MOST = 8
"""Files that are remembered."""


def recent_list() -> Path:
    """Where the list is kept: one path a line, the last opened first."""
    from platformdirs import user_state_path

    return user_state_path("regimen") / "recent.txt"


def recent_files() -> list[Path]:
    """The files opened last that are still there."""
    with suppress(OSError, UnicodeDecodeError):
        lines = recent_list().read_text(encoding="utf-8").splitlines()[:MOST]
        return [path for path in map(Path, lines) if path.is_file()]
    return []


def remember(path: Path) -> None:
    """Put a file at the head of the list."""
    full = path.resolve()
    if not str(full).isprintable():
        return
    files = [full, *(other for other in recent_files() if other != full)][:MOST]
    with suppress(OSError, RegimenError):
        recent_list().parent.mkdir(parents=True, exist_ok=True)
        save_text("".join(f"{file}\n" for file in files), recent_list(), overwrite=True)
