"""Every kind of sheet in one table; a kind's module is imported when a sheet of it is made."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from regimen.errors import RegimenError, nearest

if TYPE_CHECKING:
    from regimen.printouts.document import Document
    from regimen.printouts.kinds.source import Options, Source


class Kind(NamedTuple):
    """One kind of sheet."""

    words: str
    """What it shows and for whom, in one line."""
    maker: str
    """`module:function` that takes a `Source` and `Options` and returns a `Document`."""
    needs_record: bool = False
    """Whether it shows what really happened, so that it needs a course with a record."""
    fills_in: bool = False
    """Whether it fills in what really happened, where the course has a record."""
    key: str | None = None
    """How its key is named in files, where it has one."""
    by_week: bool = False
    """Whether it shows weeks, which begin on a day of one's choice."""


KINDS = {
    "month": Kind(
        "a page a month: doses, visits and the DLT window by day", "regimen.printouts.kinds.month:month", by_week=True
    ),
    "daylist": Kind("every day with amounts, infusion times and order", "regimen.printouts.kinds.daylist:daylist"),
    "roadmap": Kind(
        "a row a dose by cycle, with room for what was given, or filled in from the record",
        "regimen.printouts.kinds.roadmap:roadmap",
        fills_in=True,
    ),
    "diary": Kind(
        "for the subject, in large type: a line a dose of what is taken by mouth", "regimen.printouts.kinds.diary:diary"
    ),
    "second-check": Kind(
        "a worksheet to work out every dose a second time; its key is the variant teacher",
        "regimen.printouts.kinds.second_check:second_check",
        key="second-check-key",
    ),
    "dlt-sheet": Kind(
        "counts up to the last day of the DLT window, to fill in; with a record the chart and the verdict",
        "regimen.printouts.kinds.dlt_sheet:dlt_sheet",
        fills_in=True,
    ),
    "decision-table": Kind(
        "the rows of an escalation design, each with its source; --design ID",
        "regimen.printouts.kinds.decision_table:decision_table",
    ),
    "deviations": Kind(
        "every deviation of a record, with what was done about it",
        "regimen.printouts.kinds.deviation_report:deviation_report",
        needs_record=True,
    ),
}
"""Id to kind, in the order of the help."""


def kind_of(name: str) -> Kind:
    """The kind of an id; refuses what is none, with the nearest one."""
    if name not in KINDS:
        raise RegimenError(f"no kind of sheet '{name[:40]}'{nearest(name, KINDS)}", allowed=", ".join(KINDS))
    return KINDS[name]


def made(name: str, source: "Source", options: "Options") -> "Document":
    """The sheet of one kind."""
    module, _, function = kind_of(name).maker.partition(":")
    document: Document = getattr(import_module(module), function)(source, options)
    return document
