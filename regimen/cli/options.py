"""The options that several commands share.

Every value arrives as text and goes to our own parsers, so that every error is ours. A field's name is the
option's name (`height_cm` is `--height-cm`); its `Words` are the help.
"""

from typing import Annotated, NamedTuple

from regimen.cli.binding import Words
from regimen.errors import RegimenError, nearest

FORMATS = ("text", "markdown", "csv", "json")
HIDE = Words("", "show 'not in the sources' instead of assumed values")
LEDGER = Words("FILE", "ledger to use; default: REGIMEN_LEDGER, else the one in your own data folder")
WHO = Words("ROLE", "role of whoever acts, never a name; default: REGIMEN_WHO")


class ProtocolOptions(NamedTuple):
    """Which protocol, at which level, under which assumptions."""

    level: Annotated[str | None, Words("ID", "dose level, such as d14-10; default: the protocol's own")] = None
    protocol_file: Annotated[str | None, Words("FILE", "a protocol file of your own instead of PROTOCOL")] = None
    line: Annotated[str | None, Words("TEXT", "a regimen in one line instead: 'cytarabine 100 mg/m2 IV d1-7'")] = None
    course: Annotated[str | None, Words("FILE|ID", "a course file, or an id in the ledger; options win")] = None
    ledger: Annotated[str | None, LEDGER] = None
    assume: Annotated[list[str] | None, Words("GROUP=SET", "choose a set of assumptions †; repeatable")] = None
    overlay: Annotated[list[str] | None, Words("ID", "draw an overlay, such as eye-drops; repeatable")] = None
    cycles: Annotated[str | None, Words("N", "draw N cycles, within what the protocol allows")] = None


class BodyOptions(NamedTuple):
    """Body and laboratory data, and how doses are calculated from them."""

    sample: Annotated[bool, Words("", "use the app's invented sample subject; single values may be replaced")] = False
    height_cm: Annotated[str | None, Words("CM", "height")] = None
    weight_kg: Annotated[str | None, Words("KG", "actual weight")] = None
    sex: Annotated[str | None, Words("F|M", "sex, as the formulas use it")] = None
    age: Annotated[str | None, Words("YEARS", "completed years")] = None
    creatinine: Annotated[str | None, Words("VALUE", "serum creatinine in mg/dL, or with its unit: '80 umol/L'")] = None
    bsa: Annotated[str | None, Words("M2", "body surface area, instead of a formula")] = None
    prior_anthracycline: Annotated[str | None, Words("MG/M2", "earlier anthracyclines as doxorubicin; 0 if none")] = (
        None
    )
    bsa_formula: Annotated[str | None, Words("ID", "mosteller (default), dubois, haycock, gehan-george or boyd")] = None
    bilirubin: Annotated[str | None, Words("VALUE", "total bilirubin in mg/dL, or with its unit: '20 umol/L'")] = None
    lvef: Annotated[str | None, Words("PERCENT", "left ventricular ejection fraction")] = None
    chest_radiotherapy: Annotated[str | None, Words("yes|no", "whether the chest was irradiated before")] = None
    childbearing_potential: Annotated[str | None, Words("yes|no", "whether pregnancy is possible")] = None
    rounding: Annotated[str | None, Words("POLICY", "measurable (default), none, bands, nearest:N or nearest:N mg")] = (
        None
    )
    gfr_cap: Annotated[str | None, Words("ML/MIN", "cap on the clearance in AUC doses: 125 (default), or none")] = None
    region: Annotated[str | None, Words("ID", "where vials are bought: US (default), EU or NZ")] = None

    @property
    def texts(self) -> dict[str, str]:
        """The subject's fields that were given, as text."""
        return {name: text for name in _SUBJECT if (text := getattr(self, name)) is not None}


_SUBJECT = (
    "height_cm", "weight_kg", "sex", "age", "creatinine", "bsa", "prior_anthracycline", "bilirubin", "lvef",
    "chest_radiotherapy", "childbearing_potential",
)  # fmt: skip
"""The options that are fields of a subject."""


class FormOptions(NamedTuple):
    """How the answer is written."""

    format: Annotated[str | None, Words("FORM", "text (default), markdown, csv or json")] = None
    json: Annotated[bool, Words("", "short for --format json")] = False

    def chosen(self, allowed: tuple[str, ...] = FORMATS) -> str:
        """The form asked for."""
        if self.format is not None and self.format not in allowed:
            raise RegimenError(
                f"unknown format '{self.format[:40]}'{nearest(self.format, allowed)}", allowed=", ".join(allowed)
            )
        if self.json and self.format not in (None, "json"):
            raise RegimenError(f"--json and --format {self.format} ask for two forms", hint="give one of them")
        return "json" if self.json else self.format or allowed[0]


class JsonOption(NamedTuple):
    """For commands with a text and a JSON form only."""

    json: Annotated[bool, Words("", "one JSON document instead of text")] = False
