"""Day lists worked out by hand (see by_hand.py for their form): acute myeloid leukaemia without MEC or lenalidomide.

The days come from the sources that each protocol names: the New Zealand regimen library for DA+GO-2, FLAG-Ida and
high-dose cytarabine, the labels for gemtuzumab ozogamicin, CPX-351 and venetoclax, the Polish group for CLAG-M.
"""

from by_hand import Row, assessment, course, milestone, text
from library_case import Case

DROPS = "1 [drp]"
GO = "3 mg/m2"
LATER_CYCLES = (29, 57, 85, 113, 141, 169, 197, 225, 253, 281, 309)
"""First days of the second to the twelfth cycle of 28 days."""


def da_go_2() -> str:
    """Ten days of two short infusions of cytarabine; premedication comes with both doses of gemtuzumab ozogamicin."""
    rows: list[Row] = []
    for line, amount in (("loratadine", "10 mg"), ("paracetamol", "1000 mg"), ("methylprednisolone", "50 mg")):
        rows += course(1, 1, [1, 4], line, amount)
    rows += course(1, 1, [1, 4], "gemtuzumab-ozogamicin", GO)
    rows += course(1, 1, [1, 3, 5], "daunorubicin", "60 mg/m2")
    return text(rows + course(1, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "cytarabine", "100 mg/m2", slots=2))


def _before_go(cycle: int, start: int, days: list[int], suffix: str) -> list[Row]:
    """What the US label asks for before each dose of gemtuzumab ozogamicin."""
    rows = course(cycle, start, days, f"paracetamol{suffix}", "650 mg")
    rows += course(cycle, start, days, f"diphenhydramine{suffix}", "50 mg")
    return rows + course(cycle, start, days, f"methylprednisolone{suffix}", "1 mg/kg")


def alfa_0701(
    *, courses: int = 3, second: tuple[int, ...] = (1, 2), premedication: bool = False, drops: bool = False
) -> str:
    """Induction from Day 1, consolidation from Days 29 and 57; `second` are the daunorubicin days of the last."""
    rows = _before_go(1, 1, [1, 4, 7], "") if premedication else []
    rows += course(1, 1, [1, 4, 7], "gemtuzumab", GO)
    rows += course(1, 1, [1, 2, 3], "daunorubicin", "60 mg/m2")
    # each bag runs around the clock and ends the morning after, the seventh on Day 8
    rows += course(1, 1, [1, 2, 3, 4, 5, 6, 7], "cytarabine", "200 mg/m2", nights=1)
    for cycle, start, line, days in ((2, 29, "first", [1]), (3, 57, "second", list(second)))[: courses - 1]:
        rows += _before_go(cycle, start, [1], "-consolidation") if premedication else []
        rows += course(cycle, start, [1], "gemtuzumab-consolidation", GO)
        rows += course(cycle, start, days, f"daunorubicin-{line}", "60 mg/m2")
        # at 8 and 20 o'clock for 2 h
        rows += course(cycle, start, [1, 2, 3, 4], "cytarabine-consolidation", "1000 mg/m2", slots=2)
        if drops:
            # from the first cytarabine day to two days after the last, Day 4
            rows += course(cycle, start, [1, 2, 3, 4, 5, 6], "eye-drops", DROPS, slots=6)
    return text([*rows, milestone(29, "C2D1", "consolidation-start")] if courses > 1 else rows)


def flag_ida(*, under_60: bool, from_60: bool, last_filgrastim: int = 28, courses: int = 2) -> str:
    """Filgrastim from Day 1, the rest from Day 2; under 60 filgrastim goes on, idarubicin is two days earlier."""
    rows: list[Row] = []
    for cycle, start in ((1, 1), (2, 29))[:courses]:
        if under_60:
            rows += course(cycle, start, [1, 2, 3, 4, 5, 6], "filgrastim-under-60", "5 ug/kg")
            rows += course(cycle, start, list(range(7, last_filgrastim + 1)), "filgrastim-recovery", "5 ug/kg")
        if from_60:
            rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7], "filgrastim-from-60", "5 ug/kg")
        rows += course(cycle, start, [2, 3, 4, 5, 6], "fludarabine", "30 mg/m2")
        # fludarabine is in by 8:30, cytarabine runs from 12:30 to 16:30
        if under_60:
            rows += course(cycle, start, [2, 3, 4, 5, 6], "cytarabine-under-60", "2000 mg/m2")
        if from_60:
            rows += course(cycle, start, [2, 3, 4, 5, 6], "cytarabine-from-60", "1000 mg/m2")
        if under_60:
            rows += course(cycle, start, [2, 3, 4], "idarubicin-under-60", "10 mg/m2")
        if from_60:
            rows += course(cycle, start, [4, 5, 6], "idarubicin-from-60", "8 mg/m2")
        rows += course(cycle, start, [2, 3, 4, 5, 6, 7, 8], "eye-drops", DROPS, slots=6)
    return text(rows)


def clag_m(*, courses: int = 1, recovery: int | None = None, drops: bool = False) -> str:
    """Filgrastim on Days 0 to 5, chemotherapy from Day 1; a second course begins on Day 28, its own Day 0.

    Cladribine ends at 10 o'clock, cytarabine runs from 12 to 16 o'clock.
    """
    rows: list[Row] = []
    # course() counts from Day 1, which is Day 29 in the second course
    for cycle, start in ((1, 1), (2, 29))[:courses]:
        rows += course(cycle, start, [0, 1, 2, 3, 4, 5], "filgrastim", "300 ug")
        rows += course(cycle, start, [1, 2, 3, 4, 5], "cladribine", "5 mg/m2")
        rows += course(cycle, start, [1, 2, 3, 4, 5], "cytarabine", "2000 mg/m2")
        rows += course(cycle, start, [1, 2, 3], "mitoxantrone", "10 mg/m2")
        if recovery is not None:
            # seven days after the last chemotherapy, which is Day 5
            rows += course(cycle, start, list(range(12, recovery + 1)), "filgrastim-recovery", "300 ug")
        if drops:
            rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7], "eye-drops", DROPS, slots=6)
    return text([*rows, milestone(1, "C1D1", "chemotherapy-start")])


def hidac(*, under_60: bool, from_60: bool) -> str:
    """Two doses on each of three days, at 8 and 20 o'clock; the evening dose is over at midnight, so on its own day."""
    rows: list[Row] = []
    for cycle, start in ((1, 1), (2, 29)):
        if under_60:
            rows += course(cycle, start, [1, 3, 5], "cytarabine-under-60", "3000 mg/m2", slots=2)
        if from_60:
            rows += course(cycle, start, [1, 3, 5], "cytarabine-from-60", "1500 mg/m2", slots=2)
        rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7], "eye-drops", DROPS, slots=6)
    return text(rows)


def aza_ven(starts: tuple[int, ...]) -> str:
    """Cycles of 28 days without a day off venetoclax; 100, 200 and 400 mg on the first three days of all."""
    rows = course(1, 1, [1, 2, 3, 4, 5, 6, 7], "azacitidine", "75 mg/m2")
    rows += course(1, 1, [1], "venetoclax", "100 mg")
    rows += course(1, 1, [2], "venetoclax", "200 mg")
    rows += course(1, 1, list(range(3, 29)), "venetoclax", "400 mg")
    for cycle, start in enumerate(starts, 2):
        rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7], "azacitidine", "75 mg/m2")
        rows += course(cycle, start, list(range(1, 29)), "venetoclax-full", "400 mg")
    # around each new dose, and 24 h after the first full one, which is that of Day 3
    rows += [assessment(day, f"C1D{day}", "lysis") for day in (1, 2, 3)]
    return text([*rows, assessment(4, "C1D4", "lysis-last"), assessment(14, "C1D14", "marrow", "14..28")])


def cpx_induction(courses: int = 2) -> str:
    """Three doses; the second induction, four weeks after the first (assumed within two to five), lacks the third."""
    rows = course(1, 1, [1, 3, 5], "first-induction", "44 mg/m2")
    if courses > 1:
        rows += course(2, 29, [1, 3], "second-induction", "44 mg/m2")
    return text([*rows, assessment(1, "C1D1", "organs"), assessment(14, "C1D14", "marrow", "14..21")])


def cpx_consolidation(courses: int = 2) -> str:
    """Two doses; the second course six weeks after the first (assumed within five to eight), on Day 43."""
    rows: list[Row] = []
    for cycle, start in ((1, 1), (2, 43))[:courses]:
        rows += course(cycle, start, [1, 3], "consolidation", "29 mg/m2")
        rows.append(assessment(start, f"C{cycle}D1", "organs"))
    return text(rows)


def cases() -> list[Case]:
    """The cases of this module."""
    young, old = {"age": "59"}, {"age": "60"}
    go, flag, clag = "nct00927498", "flag-ida", "clag-m"
    return [
        Case("da-go-2", "da-go-2", da_go_2()),
        Case(go, go, alfa_0701()),
        Case(f"{go}-induction", go, alfa_0701(courses=1), cycles=1),
        Case(f"{go}-one-day", go, alfa_0701(second=(1,)), choices={"consolidation": "one-day"}),
        Case(f"{go}-premedication", go, alfa_0701(premedication=True), overlays=("premedication",)),
        Case(f"{go}-eye-drops", go, alfa_0701(drops=True), overlays=("eye-drops",)),
        Case(flag, flag, flag_ida(under_60=True, from_60=True)),
        Case(f"{flag}-age-59", flag, flag_ida(under_60=True, from_60=False), subject=young),
        Case(f"{flag}-age-60", flag, flag_ida(under_60=False, from_60=True), subject=old),
        Case(f"{flag}-to-day-21", flag, flag_ida(under_60=True, from_60=False, last_filgrastim=21, courses=1),
             choices={"recovery": "day-21"}, cycles=1, subject=young),
        Case(clag, clag, clag_m()),
        Case(f"{clag}-two-courses", clag, clag_m(courses=2), cycles=2),
        Case(f"{clag}-g-csf", clag, clag_m(recovery=27), overlays=("g-csf",)),
        Case(f"{clag}-g-csf-to-day-20", clag, clag_m(recovery=20), choices={"growth-factor": "day-20"},
             overlays=("g-csf",)),
        Case(f"{clag}-eye-drops", clag, clag_m(drops=True), overlays=("eye-drops",)),
        Case("hidac", "hidac", hidac(under_60=True, from_60=True)),
        Case("hidac-age-59", "hidac", hidac(under_60=True, from_60=False), subject=young),
        Case("hidac-age-60", "hidac", hidac(under_60=False, from_60=True), subject=old),
        Case("azacitidine-venetoclax", "azacitidine-venetoclax", aza_ven(LATER_CYCLES)),
        Case("azacitidine-venetoclax-two-cycles", "azacitidine-venetoclax", aza_ven((29,)), cycles=2),
        Case("cpx-351-induction", "cpx-351-induction", cpx_induction()),
        Case("cpx-351-induction-first", "cpx-351-induction", cpx_induction(1), cycles=1),
        Case("cpx-351-consolidation", "cpx-351-consolidation", cpx_consolidation()),
        Case("cpx-351-consolidation-one", "cpx-351-consolidation", cpx_consolidation(1), cycles=1),
    ]  # fmt: skip
