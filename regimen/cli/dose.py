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
        str | None, Words("WEIGHT", "weight for Cockcroft-Gault: actual (default), ideal or adjusted")
    ] = None,
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
    """
    from regimen.cli.inputs import inputs
    from regimen.cli.lacking import lacking
    from regimen.cli.output import emit
    from regimen.printouts.findings import shown_findings
    from regimen.schedule.build import build_schedule

    written, hide = form.chosen(), hide_assumptions
    made = inputs(protocol, chosen, body, renal_weight)
    schedule = build_schedule(made.resolved, made.subject, made.policy)
    findings = (*shown_findings(schedule, schedule.findings, hide=hide), *lacking(schedule))
    emit(_written(made, schedule, findings, written, hide=hide))
    return 0


def _written(made: "Inputs", schedule: "Schedule", findings: "tuple[Finding, ...]", form: str, *, hide: bool) -> str:
    if form in ("json", "csv"):
        from regimen.cli.doses import KEYS, dose_rows
        from regimen.cli.output import document, to_csv
        from regimen.cli.shown import head
        from regimen.dosing.summary import body_summary

        rows = dose_rows(schedule, hide=hide)
        if form == "csv":
            return to_csv(KEYS, [_flat(row) for row in rows])
        body = body_summary(made.subject, made.policy).as_dict()
        return document(findings, **head(made.resolved, hide=hide), **(_hushed(body) if hide else body), doses=rows)
    from regimen.printouts.dosesheet import dose_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = dose_sheet(schedule, made.subject, made.policy, findings, hide=hide)
    return as_markdown(sheet) if form == "markdown" else as_text(sheet)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Lists as text, one cell each."""
    return row | {"working": "; ".join(row["working"]), "missing": ", ".join(row["missing"])}


def _hushed(body: dict[str, Any]) -> dict[str, Any]:
    """Without the choices of formula and weight, which are assumptions; the figures themselves are published ones."""
    used, crcl = body["bsa_used"], body["renal"]["crcl"]
    kept = used if used and used["formula"] == "given" else None
    return body | {"bsa_used": kept, "renal": body["renal"] | {"crcl": crcl | {"used": None}}}
