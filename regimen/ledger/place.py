"""Where the ledger lies and who acts, as options and environment say."""

import os
from pathlib import Path

from regimen.errors import RegimenError

UNSTATED = "not stated"
_MAX_ROLE = 60


def ledger_path(flag: str | None = None) -> Path:
    """The ledger's file: the option, else REGIMEN_LEDGER, else the person's own data folder."""
    named = flag or os.environ.get("REGIMEN_LEDGER")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("regimen", appauthor=False) / "ledger.sqlite"


def is_there(path: Path) -> bool:
    """Whether a ledger's file is there; raises where the system will not even look, as at a name too long."""
    try:
        return path.exists()
    except OSError as error:
        what = f"cannot use {path} as ledger: {error.strerror}"
        raise RegimenError(what, hint="name another file with --ledger or REGIMEN_LEDGER") from error


def role(flag: str | None = None) -> str:
    """Who acts, as a role: the option, else REGIMEN_WHO, else "not stated"; never the name of the computer's user."""
    text = (flag or os.environ.get("REGIMEN_WHO") or UNSTATED).strip()
    if not text or len(text) > _MAX_ROLE or not text.isprintable():
        allowed = f"1 to {_MAX_ROLE} printable characters, such as 'research nurse'"
        raise RegimenError("the role of whoever acts cannot be used", allowed=allowed, hint="give --who ROLE")
    return text
