"""An escalation decision: what is done, at which level, and from when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from regimen.dates import parse_date, safe_date
from regimen.errors import ValueSyntaxError, nearest
from regimen.training.keys.key import NONE, NOTHING, Judged, Raw, one_text

ACTIONS = ("escalate", "stay", "hold", "de-escalate", "stop")
_PARTS = ("action", "level", "date")


@dataclass(frozen=True, slots=True)
class Decision:
    """Action, level and date; level and date count only beside the right action, each part alike."""

    action: str
    """One of `ACTIONS`."""
    level: str | None = None
    """The level treated next, or recommended on stop; None where there is none."""
    date: dt.date | None = None
    """Earliest date the next cohort may open; None where there is none."""
    levels: Mapping[str, str] | None = None
    """Level id to its name; None where no level is asked for."""
    dated: bool = False
    """Whether a date is asked for."""

    @property
    def how(self) -> str:
        """How to answer, in words."""
        parts = [f"one of: {', '.join(ACTIONS)}"]
        parts += [f"level, one of: {', '.join(self.levels)}, or {NONE}"] if self.levels is not None else []
        parts += [f"date as YYYY-MM-DD, or {NONE}"] if self.dated else []
        return "; ".join(parts)

    @property
    def answer(self) -> dict[str, str]:
        """The right answer as an answer file holds it."""
        return {name: value for name, value in zip(_PARTS, self._values, strict=True) if name in self._asked}

    @property
    def words(self) -> str:
        """The right answer for people."""
        return self._told(self.answer)

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth: nothing with another action, else each part that is asked for alike."""
        given, misfits = self._read(raw)
        told = self._told(given)
        if given.get("action") != self.action:
            return Judged(NOTHING, f"the rule says {self.action}", told, tuple(misfits))
        right = [name for name in self._asked if given.get(name) == self.answer[name]]
        wrong = [f"{name}: {self._told({name: self.answer[name]})}" for name in self._asked if name not in right]
        return Judged(Decimal(len(right)) / len(self._asked), "; ".join(wrong), told, tuple(misfits))

    @property
    def _values(self) -> tuple[str, str, str]:
        return self.action, self.level or NONE, NONE if self.date is None else self.date.isoformat()

    @property
    def _asked(self) -> tuple[str, ...]:
        return tuple(
            name for name, asked in zip(_PARTS, (True, self.levels is not None, self.dated), strict=True) if asked
        )

    def _read(self, raw: Raw) -> tuple[dict[str, str], list[str]]:
        """The parts of an answer, a mapping or text in their order, and what of it cannot be read."""
        named = raw if isinstance(raw, dict) else dict(zip(self._asked, one_text(raw).split(), strict=False))
        given, misfits = {}, [f"'{name}' is not asked for" for name in named if name not in self._asked]
        for name in self._asked:
            if name in named:
                try:
                    given[name] = self._part(name, one_text(named[name]))
                except ValueSyntaxError as error:
                    misfits.append(error.message)
        if not given:
            raise ValueSyntaxError("no part of the decision can be read", allowed=self.how)
        return given, misfits

    def _part(self, name: str, text: str) -> str:
        if name != "action" and text.lower() == NONE:
            return NONE
        if name == "date":
            return parse_date(text).isoformat()
        known = ACTIONS if name == "action" else tuple(self.levels or ())
        if text.lower() not in known:
            raise ValueSyntaxError(f"no {name} '{text[:40]}'{nearest(text, known)}", allowed=", ".join(known))
        return text.lower()

    def _told(self, parts: Mapping[str, str]) -> str:
        words = [parts["action"]] if "action" in parts else []
        if (level := parts.get("level", NONE)) != NONE:
            words.append((self.levels or {}).get(level, level))
        if (date := parts.get("date", NONE)) != NONE:
            words.append(f"from {safe_date(dt.date.fromisoformat(date))}")
        return ", ".join(words) or NONE
