"""A + B designs and the 3 + 3 among them: the rows that their parameters stand for (Lin and Shih 2001).

A subjects are treated; with fewer than C DLTs the next level opens, with C to D of them B more are treated, with more
the level is too toxic; of all A + B at most E may have a DLT.
"""

from collections.abc import Iterator
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
NOT_STATED_BETWEEN = f"{NOT_STATED}; the R package escalation 0.2.3 carries on at the level"
MOST = 30
"""Subjects of either cohort."""
_OPEN, _TOP, _CLOSED = (Above.OPEN,), (Above.TOP,), (Above.CLOSED,)


class Parameters(NamedTuple):
    """What makes an A + B design."""

    a: int = 3
    b: int = 3
    c: int = 1
    d: int = 1
    e: int = 1

    @property
    def full(self) -> int:
        """Both cohorts."""
        return self.a + self.b

    @property
    def few(self) -> Span:
        """DLTs in the first cohort that open the next level."""
        return Span(0, self.c - 1)

    @property
    def few_words(self) -> str:
        """`none`, `fewer than 2`."""
        return "none" if self.c == 1 else f"fewer than {self.c}"

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
        *_between(parameters, source),
        *_full(parameters, source),
        *_over(parameters),
    )
    return TableDesign(id, name, about, parameters.a, parameters.full, Table(rows))


def _toxic(p: Parameters, source: str, *, down: bool) -> Iterator[Row]:
    """Too many DLTs, which decide at once."""
    cases = [("toxic-first", Span(0, p.a), Span(p.d + 1), source)]
    if p.b:
        cases.append(("toxic-second", Span(p.a + 1, p.full), Span(p.e + 1), source))
    cases.append(("toxic-more", Span(p.full + 1), Span(p.e + 1), NOT_STATED))
    for name, evaluable, dlts, where in cases:
        silent = where == NOT_STATED
        said = f"{dlts.low} or more with a DLT: too toxic"
        if silent:
            said = f"over-enrolled beyond {p.full}; decided as for {p.full}: {said}"
        if down:
            words, below = f"{said}; go down, where fewer than {p.full} were treated", (Below.SHORT,)
            yield Row(f"{name}-down", evaluable, dlts, Action.DE_ESCALATE, words, where, below=below, silent=silent)
        yield Row(f"{name}-stop", evaluable, dlts, Action.STOP, f"{said}; stop", where, here=False, silent=silent)


def _first(p: Parameters, source: str, *, down: bool, six_at_top: bool) -> Iterator[Row]:
    """The first cohort of a level."""
    at_a, said = exactly(p.a), f"{p.few_words} of {p.a} with a DLT"
    words = f"fewer than {p.a}: treat {p.a}"
    yield Row("fill-first", Span(0, p.a - 1), Span(0, p.d), Action.STAY, words, source, to=p.a)
    yield Row("up-first", at_a, p.few, Action.ESCALATE, f"{said}: next level", source, _OPEN)
    if six_at_top and p.b:
        words = f"{said} at the highest level: {p.b} more, so that {p.full} are treated there"
        yield Row("top-fill", at_a, p.few, Action.STAY, words, SIX, _TOP, to=p.full)
    else:
        words = f"{said} at the highest level: stop; not exceeded"
        yield Row("top-first", at_a, p.few, Action.STOP, words, source, _TOP)
    if down and p.b:
        words = f"the level above is too toxic, fewer than {p.full} treated here: treat {p.full}"
        yield Row("refill", Span(p.a, p.full - 1), Span(0, p.e), Action.STAY, words, source, _CLOSED, to=p.full)
    else:
        yield Row("under-toxic", at_a, p.few, Action.STOP, "the level above is too toxic: stop", source, _CLOSED)
    if p.b and p.c <= p.d:
        some = Span(p.c, p.d)
        yield Row("more", at_a, some, Action.STAY, f"{some} of {p.a} with a DLT: {p.b} more", source, to=p.full)


def _between(p: Parameters, source: str) -> Iterator[Row]:
    """A second cohort that is not full; with few DLTs no design begins one, so somebody enrolled too many."""
    if p.b > 1:
        evaluable, words = Span(p.a + 1, p.full - 1), f"fewer than {p.full}: treat {p.full}"
        more = f"more than {p.a}, {p.few_words} with a DLT; as with a DLT: {words}"
        yield Row("fill-between", evaluable, p.few, Action.STAY, more, NOT_STATED_BETWEEN, to=p.full, silent=True)
        if p.c <= p.e:
            yield Row("fill-second", evaluable, Span(p.c, p.e), Action.STAY, words, source, to=p.full)


def _full(p: Parameters, source: str) -> Iterator[Row]:
    """Both cohorts treated."""
    if p.b or p.c <= p.e:
        yield from _settled("full", exactly(p.full), p, f"at most {p.e} of {p.full}", source)


def _over(p: Parameters) -> Iterator[Row]:
    """More than both cohorts, such as seven treated where six are provided for."""
    said = f"over-enrolled beyond {p.full}, at most {p.e} with a DLT; decided as for {p.full}"
    yield from _settled("over", Span(p.full + 1), p, said, NOT_STATED, silent=True)


def _settled(
    name: str, evaluable: Span, p: Parameters, said: str, source: str, *, silent: bool = False
) -> Iterator[Row]:
    """Few enough DLTs: up where a level is open, else the level is recommended."""
    ends = (
        ("up", Action.ESCALATE, f"{said}: next level", _OPEN),
        ("top", Action.STOP, f"{said} at the highest level: stop; not exceeded", _TOP),
        ("under-toxic", Action.STOP, f"{said}, the level above is too toxic: stop", _CLOSED),
    )
    for end, action, words, above in ends:
        yield Row(f"{name}-{end}", evaluable, Span(0, p.e), action, words, source, above, silent=silent)
