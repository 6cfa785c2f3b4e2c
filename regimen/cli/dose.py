"""`regimen dose`: how much of each drug, with the working."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, BodyOptions, FormOptions, ProtocolOptions

if TYPE_CHECKING:
    from regimen.cli.inputs import Inputs
    from regimen.findings import Finding
    from regimen.schedule.items import Schedule

_OPTIONS = ProtocolOptions()
_BODY = BodyOptions()
_FORM = FormOptions()


def dose(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    chosen: ProtocolOptions = _OPTIONS,
    hide_assumptions: Annotated[bool, HIDE] = False,
    body: BodyOptions = _BODY,
    renal_weight: Annotated[
        str | None, Words("WEIGHT", "weight for Cockcroft-Gault: actual (default), ideal, adjusted or lean")
    ] = None,
    sensitivity: Annotated[bool, Words("", "add each dose by every surface formula and rounding")] = False,
    form: FormOptions = _FORM,
) -> int:
    """Work out every dose line for one subject: amount, what to take or draw up, course total.

    Body surface area by five formulas, creatinine clearance and eGFR stand above the doses. Without body data
    the answer says what is missing. † marks what the sources do not give.

    Examples:
      regimen dose --height-cm 170 --weight-kg 75
      regimen dose --sample --weight-kg 92 --level d10-25
      regimen dose --sample --rounding nearest:5 --bsa-formula dubois --json
      regimen dose --bsa 1.9 --prior-anthracycline 120
      regimen dose --sample --rounding bands --region EU
      regimen dose --height-cm 165 --weight-kg 120 --sensitivity
    """
    from regimen.cli.inputs import inputs
    from regimen.cli.lacking import lacking
    from regimen.cli.output import emit
    from regimen.errors import RegimenError
    from regimen.printouts.findings import shown_findings
    from regimen.schedule.build import build_schedule

    written, hide = form.chosen(), hide_assumptions
    if sensitivity and written == "csv":
        raise RegimenError("--sensitivity has no place in CSV", hint="use text, markdown or json")
    made = inputs(protocol, chosen, body, renal_weight)
    schedule = build_schedule(made.resolved, made.subject, made.policy)
    findings = (*shown_findings(schedule, schedule.findings, hide=hide), *lacking(schedule))
    answer = _data if written in ("json", "csv") else _sheet
    emit(answer(made, schedule, findings, written, hide=hide, sensitivity=sensitivity))
    return 0


def _data(
    made: "Inputs",
    schedule: "Schedule",
    findings: "tuple[Finding, ...]",
    form: str,
    *,
    hide: bool,
    sensitivity: bool,
) -> str:
    from regimen.cli.doses import KEYS, dose_rows, flat, sensitivity_rows
    from regimen.cli.output import document, to_csv
    from regimen.cli.shown import head
    from regimen.dosing.summary import body_summary

    rows = dose_rows(schedule, made.policy, hide=hide)
    if form == "csv":
        return to_csv(KEYS, map(flat, rows))
    body = body_summary(made.subject, made.policy).as_dict()
    keys = {**head(made.resolved, hide=hide), **(_hushed(body) if hide else body), "doses": rows}
    if sensitivity:
        keys["sensitivity"] = sensitivity_rows(schedule, made.subject, made.policy, hide=hide)
    return document(findings, **keys)


def _sheet(
    made: "Inputs",
    schedule: "Schedule",
    findings: "tuple[Finding, ...]",
    form: str,
    *,
    hide: bool,
    sensitivity: bool,
) -> str:
    from regimen.printouts.dosesheet import dose_sheet
    from regimen.printouts.sensitivity import sensitivity_block
    from regimen.printouts.sheet import as_markdown, as_text

    subject, policy = made.subject, made.policy
    blocks = (sensitivity_block(schedule, subject, policy, hide=hide),) if sensitivity else ()
    sheet = dose_sheet(schedule, subject, policy, findings, hide=hide, blocks=blocks)
    return as_markdown(sheet) if form == "markdown" else as_text(sheet)


def _hushed(body: dict[str, Any]) -> dict[str, Any]:
    """Without the choices of formula and weight, which are assumptions; the figures themselves are published ones."""
    used, crcl = body["bsa_used"], body["renal"]["crcl"]
    kept = used if used and used["formula"] == "given" else None
    return body | {"bsa_used": kept, "renal": body["renal"] | {"crcl": crcl | {"used": None}}}
