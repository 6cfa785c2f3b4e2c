"""Every design by the id that the command line takes."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from regimen.errors import RegimenError, ValueSyntaxError, nearest
from regimen.escalation.decision import Design
from regimen.escalation.designs.aplusb import KORN, LIN_SHIH, STORER, Parameters, aplusb

USUAL = "no-deescalation"
NAMED = ("no-deescalation", "deescalate-top3", "deescalate-six", "rolling-six", "boin:0.25", "boin:0.3")
"""Ids that need no further parameters, or the usual ones."""
FORMS = (
    "no-deescalation",
    "deescalate-top3",
    "deescalate-six",
    "rolling-six",
    "boin:TARGET[,COHORT,SUBJECTS,AT_LEVEL]",
    "table:FILE",
    "aplusb:A,B,C,D,E[,deescalate]",
)
"""What can be written, for help and messages."""
_BOIN = re.compile(r"(\d?\.\d{1,6})((?:,\d{1,3}){3})?\Z", re.ASCII)


def design_of(text: str) -> Design:
    """The design of an id; refuses what is none, with the nearest one."""
    name, colon, rest = text.partition(":")
    if name == "table" and colon:
        from regimen.escalation.designs.usertable import read_table

        return read_table(Path(rest))
    return _design(name, rest if colon else None, text)


@cache
def _design(name: str, rest: str | None, text: str) -> Design:
    if name == "boin" and rest is not None:
        return _boin(rest)
    if name == "aplusb" and rest is not None:
        return _aplusb(rest)
    if text in _MAKERS:
        return _MAKERS[text]()
    raise RegimenError(f"unknown design '{text[:60]}'{nearest(text, _MAKERS)}", allowed=", ".join(FORMS))


def _boin(rest: str) -> Design:
    from regimen.escalation.designs.boin import Boin

    found = _BOIN.match(rest)
    if not found:
        allowed = "a target rate, and if wanted cohort, subjects and subjects at a level behind it"
        raise ValueSyntaxError(f"cannot read 'boin:{rest[:40]}'", allowed=allowed, hint="such as boin:0.25")
    return Boin(float(found[1]), *map(int, (found[2] or "").split(",")[1:]))


def _aplusb(rest: str) -> Design:
    numbers, _, word = rest.partition(",deescalate")
    parts = numbers.split(",")
    count = len(Parameters._fields)
    if (
        len(parts) != count
        or word
        or not all(part.isascii() and part.isdigit() and len(part) < count for part in parts)
    ):
        allowed = "aplusb:A,B,C,D,E, whole numbers, and ,deescalate behind them if wanted"
        raise ValueSyntaxError(f"cannot read 'aplusb:{rest[:40]}'", allowed=allowed, hint="3 + 3 is aplusb:3,3,1,1,1")
    down = rest.endswith(",deescalate")
    parameters = Parameters(*map(int, parts))
    name = f"{parameters.a} + {parameters.b} design" + (" with de-escalation" if down else "")
    about = "so many more are treated where some of the first have a DLT (Lin and Shih)"
    return aplusb(f"aplusb:{rest}", name, about, LIN_SHIH, parameters, down=down)


def _storer() -> Design:
    return aplusb(
        USUAL,
        "3 + 3 without de-escalation",
        "stops at the first level that is too toxic, recommends the one "
        "below, also where only three were treated there",
        STORER,
    )


def _top3() -> Design:
    return aplusb(
        "deescalate-top3",
        "3 + 3 with de-escalation, three at the top",
        "goes down until six are treated with at most one DLT; none of three at the highest level ends the trial",
        KORN,
        down=True,
    )


def _six() -> Design:
    return aplusb(
        "deescalate-six",
        "3 + 3 with six at the recommended level",
        "treats six at whatever level it recommends, at the highest too",
        KORN,
        down=True,
        six_at_top=True,
    )


def _rolling() -> Design:
    from regimen.escalation.designs.rolling import ROLLING_SIX

    return ROLLING_SIX


_MAKERS: dict[str, Callable[[], Design]] = {
    USUAL: _storer,
    "deescalate-top3": _top3,
    "deescalate-six": _six,
    "rolling-six": _rolling,
}
