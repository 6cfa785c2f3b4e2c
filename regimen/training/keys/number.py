"""Figures with a unit and a tolerance."""

import re
from dataclasses import dataclass
from decimal import Decimal

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.nomenclature import MARK, safe_number
from regimen.quantity import SPELLINGS, Amount, parse_amount, plain
from regimen.training.keys.key import ALL, NONE, NOTHING, Judged, Raw, Slip, one_text

_FIGURE = re.compile(r"([-−+]?)\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(.*)", re.ASCII | re.DOTALL)
_COMMA = re.compile(r"[-−+]?[0-9]+,[0-9]+", re.ASCII)
_UNIT = re.compile(r"(?:m\^?2|[^\W\d_][^\d\n,;.-]*|\[[^\]\n]+\]|%)?(?:/[^\n,;.-]+)?")
"""What may be a unit: a date, a range or a product behind a figure is none."""
_SPELLINGS = {spelled.lower(): unit.words for spelled, unit in SPELLINGS.items()} | {
    "international unit": "international units", "usp unit": "USP units", "kg": "kg", "m2": "m²", "m^2": "m²",
    "m²": "m²", "%": "%", "percent": "%", "per cent": "%", "d": "days", "day": "days", "days": "days",
    "h": "h", "hour": "h", "hours": "h", "min": "min", "minute": "min", "minutes": "min",
}  # fmt: skip
"""What a unit, or a part of one, may be called, in small letters, and how it is written here."""
CANNOT = "cannot be worked out"
"""The answer where the data allow no figure; `none` says the same."""
_THOUSAND = Decimal(1000)
_TENS = (Decimal(10), Decimal(100), _THOUSAND)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure; answers within the tolerance are right."""

    value: Decimal | None
    """None where the data do not allow one."""
    unit: str = ""
    """In words, as the prompt says it; an answer may leave it out, or use another one of the same kind."""
    tolerance: Decimal = NOTHING
    """How far from the value an answer may lie, in the same unit."""
    told_tolerance: str = "exact"
    """The tolerance for people."""
    slips: tuple[Slip, ...] = ()
    """Figures that tell what went wrong."""
    shown: str = ""
    """The figure for people, with its mark where it is assumed."""
    nothing: str = CANNOT
    """What is said where there is no figure."""

    @property
    def how(self) -> str:
        """How to answer, in words."""
        unit = f" in {self.unit}" if self.unit else ""
        return f"a figure{unit} (tolerance: {self.told_tolerance}), or '{self.nothing}'"

    @property
    def answer(self) -> str:
        """The right answer as an answer file holds it."""
        return self.nothing if self.value is None else f"{plain(self.value)} {self.unit}".strip()

    @property
    def words(self) -> str:
        """The right answer for people."""
        if self.value is None:
            return self.nothing
        return self.shown or _words(self.value, self.unit)

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth."""
        text = one_text(raw)
        if text.lower() in (self.nothing, CANNOT, NONE):
            right = self.value is None
            return Judged(ALL if right else NOTHING, "" if right else "there is a figure", self.nothing)
        figure, unit = self._read(text)
        given = _words(figure, unit)
        if self.value is None:
            return Judged(NOTHING, f"no figure is right here: {self.nothing}", given)
        value = self._converted(figure, unit)
        if value is None:
            return Judged(NOTHING, f"{self.unit} is asked for, and {unit} does not turn into it", given)
        share, told = self._worth(value)
        return Judged(share, told, given)

    def _worth(self, value: Decimal) -> tuple[Decimal, str]:
        assert self.value is not None
        if abs(value - self.value) <= self.tolerance:
            return ALL, ""
        for slip in self.slips:
            if abs(value - slip.value) <= slip.within:
                return slip.share, slip.why
        for factor in _TENS:
            if value and value in (self.value * factor, self.value / factor):
                return NOTHING, f"{safe_number(factor)} times too {'much' if value > self.value else 'little'}"
        return NOTHING, ""

    def _read(self, text: str) -> tuple[Decimal, str]:
        match = _FIGURE.fullmatch(text)
        unit = "" if match is None else match[4].strip().removesuffix(MARK).strip()
        if match is None or not _UNIT.fullmatch(unit):
            allowed = f"such as 15, 1882 or −0.37, with or without its unit; or '{self.nothing}'"
            hint = "write a point for the decimals, not a comma" if _COMMA.match(text) else None
            raise ValueSyntaxError(f"cannot read the figure '{text[:40]}'", allowed=allowed, hint=hint)
        sign = "" if match[1] in ("", "+") else "-"
        return Decimal(f"{sign}{match[2].replace(',', '')}{match[3] or ''}"), self._unit(unit)

    def _unit(self, said: str) -> str:
        """A unit as it is written here, however it is spelled; one that nobody knows is refused."""
        if not said or said.lower().rstrip("s") == self.unit.lower().rstrip("s"):
            return self.unit
        parts = [" ".join(part.lower().split()) for part in said.split("/")]
        unit = "/".join(_SPELLINGS.get(part, part) for part in parts)
        if self.unit and unit != self.unit and not (_measured(unit) and _measured(self.unit)):
            raise ValueSyntaxError(f"'{said[:20]}' is not a unit of this figure", allowed=f"{self.unit}, or no unit")
        return unit

    def _converted(self, figure: Decimal, unit: str) -> Decimal | None:
        """The figure in the unit asked for; None where the units measure different things."""
        if not self.unit or unit == self.unit:
            return figure
        (asked, _, below), (other, _, under) = self.unit.partition("/"), unit.partition("/")
        try:
            wanted, said = parse_amount(f"1 {asked}"), parse_amount(f"1 {other}")
            return Amount(figure, said.unit).to(wanted.unit).value if below == under else None
        except RegimenError:
            return None


def _measured(unit: str) -> bool:
    """Whether it is a unit of something that is measured out, so that another such one tells of a mistake."""
    amount, _, below = unit.partition("/")
    try:
        parse_amount(f"1 {amount}")
    except RegimenError:
        return False
    return not below or below.lower() in _SPELLINGS


def _words(figure: Decimal, unit: str) -> str:
    """A figure for people: `1 day`, `37 days`."""
    return f"{safe_number(figure)} {'day' if figure == 1 and unit == 'days' else unit}".strip()
