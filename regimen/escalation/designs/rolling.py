"""The rolling six (Skolnik 2008): subjects are enrolled one at a time while others are pending, at most six a level.

Rows count who was enrolled, who is evaluable and who had a DLT, as the corrected table of the design does.
"""

from regimen.escalation.decision import Action
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.table import Above, Below, Row, Span, Table, exactly

SKOLNIK = "Skolnik 2008, doi:10.1200/JCO.2007.12.7712; rows as corrected"
NOT_STATED = "not stated: the design treats at most six at a level"
_OPEN, _NOT_OPEN = (Above.OPEN,), (Above.TOP, Above.CLOSED)
_NONE, _UP_TO_ONE, _TWO = exactly(0), Span(0, 1), Span(2)


def _rows() -> tuple[Row, ...]:
    up, stay, hold, stop = Action.ESCALATE, Action.STAY, Action.HOLD, Action.STOP
    said = "two or more with a DLT: too toxic"
    return (
        Row(
            "toxic-down",
            Span(),
            _TWO,
            Action.DE_ESCALATE,
            f"{said}; go down and treat six there",
            SKOLNIK,
            below=(Below.SHORT,),
        ),
        Row("toxic-stop", Span(), _TWO, stop, f"{said}; stop", SKOLNIK, here=False),
        Row(
            "begin",
            Span(),
            _UP_TO_ONE,
            stay,
            "fewer than three enrolled: the next at this level",
            SKOLNIK,
            enrolled=Span(0, 2),
        ),
        *(
            Row(
                f"{many}-of-{many}",
                exactly(many),
                _NONE,
                up,
                f"all {many} evaluable, none with a DLT: next level",
                SKOLNIK,
                _OPEN,
                enrolled=exactly(many),
            )
            for many in (3, 4, 5)
        ),
        Row(
            "next",
            Span(),
            _UP_TO_ONE,
            stay,
            "fewer than six enrolled: the next at this level",
            SKOLNIK,
            enrolled=Span(3, 5),
        ),
        Row(
            "six-none",
            Span(5, 6),
            _NONE,
            up,
            "five of six evaluable, none with a DLT: next level",
            SKOLNIK,
            _OPEN,
            enrolled=exactly(6),
        ),
        Row(
            "six-one",
            exactly(6),
            _UP_TO_ONE,
            up,
            "at most one of six with a DLT: next level",
            SKOLNIK,
            _OPEN,
            enrolled=exactly(6),
        ),
        Row(
            "six-none-stop",
            Span(5, 6),
            _NONE,
            stop,
            "five of six evaluable, none with a DLT, and no level above: stop",
            SKOLNIK,
            _NOT_OPEN,
            enrolled=exactly(6),
        ),
        Row(
            "six-one-stop",
            exactly(6),
            _UP_TO_ONE,
            stop,
            "at most one of six with a DLT, and no level above: stop",
            SKOLNIK,
            _NOT_OPEN,
            enrolled=exactly(6),
        ),
        Row(
            "six-wait", Span(), _UP_TO_ONE, hold, "six enrolled, too few evaluable: wait", SKOLNIK, enrolled=exactly(6)
        ),
        Row(
            "over-up",
            Span(6),
            _UP_TO_ONE,
            up,
            "over-enrolled beyond six; decided as for six: next level",
            NOT_STATED,
            _OPEN,
            enrolled=Span(7),
            silent=True,
        ),
        Row(
            "over-stop",
            Span(6),
            _UP_TO_ONE,
            stop,
            "over-enrolled beyond six; decided as for six: stop",
            NOT_STATED,
            _NOT_OPEN,
            enrolled=Span(7),
            silent=True,
        ),
        Row(
            "over-wait",
            Span(),
            _UP_TO_ONE,
            hold,
            "over-enrolled beyond six, fewer than six evaluable: wait",
            NOT_STATED,
            enrolled=Span(7),
            silent=True,
        ),
    )


ROLLING_SIX = TableDesign(
    "rolling-six",
    "Rolling six",
    "enrols one at a time while others are pending; up to six a level, six where it stops",
    cohort=3,
    full=6,
    table=Table(_rows()),
    waits=False,
)
