"""The rolling six (Skolnik 2008): subjects are enrolled one at a time while others are pending, at most six a level.

Rows count who was enrolled, who is evaluable and who had a DLT, as the corrected table of the design does.
"""

from collections.abc import Iterator

from regimen.escalation.decision import Action
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.table import ANY, Above, Below, Row, Span, Table, exactly

SKOLNIK = "Skolnik 2008, doi:10.1200/JCO.2007.12.7712; rows as corrected"
NOT_STATED_OVER = "not stated: the design treats at most six at a level"
NOT_STATED_TOP = "not stated: the design does not say how many are treated where no level is left above"
_OPEN, _TOP, _SHUT = (Above.OPEN,), (Above.TOP,), (Above.TOP, Above.CLOSED)
_NONE, _UP_TO_ONE, _TWO = exactly(0), Span(0, 1), Span(2)
_SIX, _OVER = exactly(6), Span(7)


def _rows() -> Iterator[Row]:
    yield from _toxic()
    words = "fewer than three enrolled: three at this level"
    yield Row("begin", ANY, _UP_TO_ONE, Action.STAY, words, SKOLNIK, enrolled=Span(0, 2), to=3)
    for many in (3, 4, 5):
        all_in = exactly(many)
        words = f"all {many} evaluable, none with a DLT: next level"
        yield Row(f"{many}-of-{many}", all_in, _NONE, Action.ESCALATE, words, SKOLNIK, _OPEN, enrolled=all_in)
        words = f"all {many} evaluable, none with a DLT, no level above: the next at this level, up to six"
        row = Row(f"top-{many}-of-{many}", all_in, _NONE, Action.STAY, words, NOT_STATED_TOP, _TOP, enrolled=all_in)
        yield row._replace(silent=True)
    words = "fewer than six enrolled: the next at this level"
    yield Row("next", ANY, _UP_TO_ONE, Action.STAY, words, SKOLNIK, enrolled=Span(3, 5))
    yield from _six()
    yield from _over()


def _toxic() -> Iterator[Row]:
    said = "two or more with a DLT: too toxic"
    over = f"over-enrolled beyond six; decided as for six: {said}"
    for name, words, source, enrolled in (
        ("toxic", said, SKOLNIK, Span(0, 6)),
        ("over-toxic", over, NOT_STATED_OVER, _OVER),
    ):
        down = f"{words}; go down and treat six there"
        row = Row(f"{name}-down", ANY, _TWO, Action.DE_ESCALATE, down, source, below=(Below.SHORT,), enrolled=enrolled)
        row = row._replace(silent=source == NOT_STATED_OVER)
        yield row
        yield row._replace(
            id=f"{name}-stop", action=Action.STOP, words=f"{words}; stop", below=tuple(Below), here=False
        )


def _six() -> Iterator[Row]:
    cases = (
        ("six-none", Span(5, 6), _NONE, "five of six evaluable, none with a DLT"),
        ("six-one", _SIX, _UP_TO_ONE, "at most one of six with a DLT"),
    )
    for name, evaluable, dlts, said in cases:
        yield Row(name, evaluable, dlts, Action.ESCALATE, f"{said}: next level", SKOLNIK, _OPEN, enrolled=_SIX)
        words = f"{said}, and no level is open above: stop"
        yield Row(f"{name}-stop", evaluable, dlts, Action.STOP, words, SKOLNIK, _SHUT, enrolled=_SIX)
    yield Row("six-wait", ANY, _UP_TO_ONE, Action.HOLD, "six enrolled, too few evaluable: wait", SKOLNIK, enrolled=_SIX)


def _over() -> Iterator[Row]:
    said = "over-enrolled beyond six"
    cases = (
        ("over-up", Span(6), Action.ESCALATE, f"{said}; decided as for six: next level", _OPEN),
        ("over-stop", Span(6), Action.STOP, f"{said}; decided as for six: stop", _SHUT),
        ("over-wait", ANY, Action.HOLD, f"{said}, fewer than six evaluable: wait", tuple(Above)),
    )
    for name, evaluable, action, words, above in cases:
        row = Row(name, evaluable, _UP_TO_ONE, action, words, NOT_STATED_OVER, above, enrolled=_OVER)
        yield row._replace(silent=True)


ROLLING_SIX = TableDesign(
    "rolling-six",
    "Rolling six",
    "enrols one at a time while others are pending; up to six a level, six where it stops",
    cohort=3,
    full=6,
    table=Table(tuple(_rows())),
    waits=False,
)
