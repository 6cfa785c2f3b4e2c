"""A + B designs and the 3 + 3 among them: the rows that their parameters stand for (Lin and Shih 2001).

A subjects are treated; with fewer than C DLTs the next level opens, with C to D of them B more are treated, with more
the level is too toxic; of all A + B at most E may have a DLT.
"""

from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Action
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.table import Above, Below, Row, Span, Table, exactly

STORER = "Storer 1989, doi:10.2307/2531693"
KORN = "Korn 1994, doi:10.1002/sim.4780131802"
LIN_SHIH = "Lin and Shih 2001, doi:10.1093/biostatistics/2.2.203"
SIX = "wording as in NCT03326310: six treated at the level that is recommended"
NOT_STATED = "not stated: the design knows no such number of subjects"
MOST = 30
"""Subjects of either cohort."""


class Parameters(NamedTuple):
    """What makes an A + B design."""

    a: int = 3
    b: int = 3
    c: int = 1
    d: int = 1
    e: int = 1

    def check(self) -> None:
        """Refuse numbers that make no design."""
        a, b, c, d, e = self
        if not (1 <= a <= MOST and 0 <= b <= MOST):
            raise RegimenError(f"A = {a}, B = {b}", allowed=f"A from 1 and B from 0 to {MOST}")
        if not 1 <= c <= d + 1 <= a + 1:
            raise RegimenError(f"C = {c}, D = {d}", allowed="1 ≤ C ≤ D + 1 and D ≤ A")
        if not d <= e < a + b:
            raise RegimenError(f"D = {d}, E = {e}", allowed="D ≤ E < A + B")


THREE_PLUS_THREE = Parameters()


def aplusb(
    id: str,  # noqa: A002 - the word of the file and of the command line
    name: str,
    about: str,
    source: str,
    parameters: Parameters = THREE_PLUS_THREE,
    *,
    down: bool = False,
    six_at_top: bool = False,
) -> TableDesign:
    """The design: `down` whether it de-escalates, `six_at_top` whether also the highest level gets A + B."""
    parameters.check()
    rows = (
        *_toxic(parameters, source, down=down),
        *_first(parameters, source, down=down, six_at_top=six_at_top),
        *_second(parameters, source),
    )
    return TableDesign(id, name, about, parameters.a, parameters.a + parameters.b, Table(rows))


def _fewer(than: int) -> str:
    return "none" if than == 1 else f"fewer than {than}"


def _toxic(p: Parameters, source: str, *, down: bool) -> list[Row]:
    """Too many DLTs, which decide at once."""
    full = p.a + p.b
    cases = [
        ("toxic-first", Span(0, p.a), Span(p.d + 1), source, False),
        ("toxic-second", Span(p.a + 1, full), Span(p.e + 1), source, False),
        ("toxic-more", Span(full + 1), Span(p.e + 1), NOT_STATED, True),
    ]
    rows = []
    for name, evaluable, dlts, where, silent in cases:
        said = f"{dlts.low} or more with a DLT: too toxic"
        if silent:
            said = f"over-enrolled beyond {full}; decided as for {full}: {said}"
        give_up = Row(f"{name}-stop", evaluable, dlts, Action.STOP, f"{said}; stop", where, here=False, silent=silent)
        if down:
            fill = f"{said}; go down, where fewer than {full} were treated"
            below = (Below.SHORT,)
            rows.append(
                Row(f"{name}-down", evaluable, dlts, Action.DE_ESCALATE, fill, where, below=below, silent=silent)
            )
        rows.append(give_up)
    return rows


def _first(p: Parameters, source: str, *, down: bool, six_at_top: bool) -> list[Row]:
    """The first cohort of a level."""
    few, some = Span(0, p.c - 1), Span(p.c, p.d)
    full, at_a = p.a + p.b, exactly(p.a)
    rows = [
        Row(
            "fill-first", Span(0, p.a - 1), Span(0, p.d), Action.STAY, f"fewer than {p.a}: treat {p.a}", source, to=p.a
        ),
        Row(
            "up-first",
            at_a,
            few,
            Action.ESCALATE,
            f"{_fewer(p.c)} of {p.a} with a DLT: next level",
            source,
            (Above.OPEN,),
        ),
    ]
    if six_at_top and p.b:
        words = f"{_fewer(p.c)} of {p.a} with a DLT at the highest level: {p.b} more, so that {full} are treated there"
        rows.append(Row("top-fill", at_a, few, Action.STAY, words, SIX, (Above.TOP,), to=full))
    else:
        words = f"{_fewer(p.c)} of {p.a} with a DLT at the highest level: stop; not exceeded"
        rows.append(Row("top-first", at_a, few, Action.STOP, words, source, (Above.TOP,)))
    if down and p.b:
        words = f"the level above is too toxic, fewer than {full} treated here: treat {full}"
        rows.append(
            Row("refill", Span(p.a, full - 1), Span(0, p.e), Action.STAY, words, source, (Above.CLOSED,), to=full)
        )
    else:
        words = "the level above is too toxic: stop"
        rows.append(Row("under-toxic", at_a, few, Action.STOP, words, source, (Above.CLOSED,)))
    if p.b:
        words = f"{some} of {p.a} with a DLT: {p.b} more"
        rows.append(Row("more", at_a, some, Action.STAY, words, source, to=full))
    return rows


def _second(p: Parameters, source: str) -> list[Row]:
    """Beyond the first cohort of a level."""
    full, low = p.a + p.b, Span(0, p.e)
    rows = []
    if p.b > 1:
        between, few = Span(p.a + 1, full - 1), Span(0, p.c - 1)
        words = f"more than {p.a} evaluable, {_fewer(p.c)} with a DLT: decided as for {p.a}; next level"
        rows += [
            Row("up-between", between, few, Action.ESCALATE, words, NOT_STATED, (Above.OPEN,), silent=True),
            Row("fill-second", between, low, Action.STAY, f"fewer than {full}: treat {full}", source, to=full),
        ]
    for name, evaluable, where, silent in (
        ("full", exactly(full), source, False),
        ("over", Span(full + 1), NOT_STATED, True),
    ):
        said = (
            f"at most {p.e} of {full}"
            if not silent
            else f"over-enrolled beyond {full}, at most {p.e} with a DLT; decided as for {full}"
        )
        rows += [
            Row(
                f"{name}-up",
                evaluable,
                low,
                Action.ESCALATE,
                f"{said}: next level",
                where,
                (Above.OPEN,),
                silent=silent,
            ),
            Row(
                f"{name}-top",
                evaluable,
                low,
                Action.STOP,
                f"{said} at the highest level: stop; not exceeded",
                where,
                (Above.TOP,),
                silent=silent,
            ),
            Row(
                f"{name}-under-toxic",
                evaluable,
                low,
                Action.STOP,
                f"{said}, the level above is too toxic: stop",
                where,
                (Above.CLOSED,),
                silent=silent,
            ),
        ]
    return rows
