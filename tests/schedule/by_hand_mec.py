"""Day lists worked out by hand (see by_hand.py for their form): MEC, and trials that add an oral drug to it."""

from by_hand import Row, assessment, course, dose, milestone, text
from library_case import Case

EYE_DROPS = ("eye-drops",)


def plain(days: list[int], line: str, amount: str, *, slots: int = 1) -> list[Row]:
    """A line of a protocol without cycles; everything is over on the day it begins."""
    return [dose(day, "-", f"{slot}/{slots}", line, amount, day) for day in days for slot in range(1, slots + 1)]


def drops(first: int, last: int) -> list[Row]:
    """Eye drops every four hours: from the first cytarabine day to the second day after the last one."""
    return plain(list(range(first, last + 3)), "eye-drops", "1 [drp]", slots=6)


def drops_in_cycle(cycle: int, start: int, first: int, last: int, line: str) -> list[Row]:
    """The same within a cycle; `first` and `last` are its cytarabine days."""
    return course(cycle, start, list(range(first, last + 3)), line, "1 [drp]", slots=6)


def mec(doses: tuple[str, str, str], last: int, *, last_mitoxantrone: int | None = None) -> list[Row]:
    """MEC from Day 1: one administration a day of each drug, the longest of them 6 h in the morning."""
    rows = plain(list(range(1, (last_mitoxantrone or last) + 1)), "mitoxantrone", doses[0])
    rows += plain(list(range(1, last + 1)), "etoposide", doses[1])
    rows += plain(list(range(1, last + 1)), "cytarabine", doses[2])
    return [*rows, milestone(1, "-", "mec-start"), milestone(last, "-", "mec-end")]


CLASSIC = ("6 mg/m2", "80 mg/m2", "1000 mg/m2")
FIVE_DAY = ("8 mg/m2", "100 mg/m2", "1000 mg/m2")


def mec_cases() -> list[Case]:
    """Six days in the series of 30 and the Japanese one, which stops mitoxantrone after Day 3; five days elsewhere."""
    # filgrastim is assumed from the day after the last chemotherapy to Day 28, or to Day 21
    to_day_28 = plain(list(range(7, 29)), "g-csf", "5 ug/kg")
    to_day_21 = plain(list(range(7, 22)), "g-csf", "5 ug/kg")
    japanese = mec(CLASSIC, 6, last_mitoxantrone=3)
    strong = mec(("12 mg/m2", "100 mg/m2", "2000 mg/m2"), 5)
    supported = mec(CLASSIC, 6) + drops(1, 6) + to_day_28
    return [
        Case("mec-6-80-1000", "mec-6-80-1000", text(mec(CLASSIC, 6))),
        Case("mec-6-80-1000-supported", "mec-6-80-1000", text(supported), overlays=("eye-drops", "g-csf")),
        Case("mec-6-80-1000-m3", "mec-6-80-1000-m3", text(japanese)),
        Case("mec-6-80-1000-m3-eye-drops", "mec-6-80-1000-m3", text(japanese + drops(1, 6)), overlays=EYE_DROPS),
        Case(
            "mec-6-80-1000-m3-g-csf-21",
            "mec-6-80-1000-m3",
            text(japanese + to_day_21),
            choices={"growth-factor": "to-day-21"},
            overlays=("g-csf",),
        ),
        Case("mec-8-100-1000", "mec-8-100-1000", text(mec(FIVE_DAY, 5))),
        Case("mec-8-100-1000-strong", "mec-8-100-1000", text(strong), choices={"mec": "12-100-2000"}),
        Case("mec-8-100-1000-eye-drops", "mec-8-100-1000", text(mec(FIVE_DAY, 5) + drops(1, 5)), overlays=EYE_DROPS),
        Case(
            "mec-8-100-1000-g-csf",
            "mec-8-100-1000",
            text(mec(FIVE_DAY, 5) + plain(list(range(6, 29)), "g-csf", "5 ug/kg")),
            overlays=("g-csf",),
        ),
    ]


def imatinib(amount: str, *, under_60: bool, from_60: bool) -> list[Row]:
    """NCT01126814: induction from Day 1, consolidation from Days 29 and 57 (28-day cycles are assumed)."""
    rows = course(1, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "imatinib", amount)
    rows += course(1, 1, [4, 5, 6, 7, 8], "mitoxantrone", "10 mg/m2")
    rows += course(1, 1, [4, 5, 6, 7, 8], "etoposide", "100 mg/m2")
    # four doses twelve hours apart, at 8 and 20 o'clock of two days
    if under_60:
        rows += course(1, 1, [9, 10], "cytarabine-under-60", "1500 mg/m2", slots=2)
    if from_60:
        rows += course(1, 1, [9, 10], "cytarabine-from-60", "1000 mg/m2", slots=2)
    for cycle, start in ((2, 29), (3, 57)):
        rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7, 8], "imatinib-consolidation", amount)
        rows += course(cycle, start, [4, 5], "mitoxantrone-consolidation", "12 mg/m2")
        # six doses on three days with a day between
        if under_60:
            rows += course(cycle, start, [4, 6, 8], "cytarabine-consolidation-under-60", "3000 mg/m2", slots=2)
        if from_60:
            rows += course(cycle, start, [4, 6, 8], "cytarabine-consolidation-from-60", "1500 mg/m2", slots=2)
    # the last dose of MEC is the cytarabine of Day 10
    rows += [milestone(1, "C1D1", "first-dose"), milestone(4, "C1D4", "mec-start"), milestone(10, "C1D10", "mec-end")]
    return rows


def imatinib_cases() -> list[Case]:
    """Every level below and above 60 years, where the registry halves or cuts cytarabine, and without an age."""
    levels = {"level-minus-1": "100 mg", "level-1": "200 mg", "level-2": "300 mg", "level-3": "400 mg"}
    cases = []
    for level, amount in levels.items():
        for age in (59, 60):
            rows = imatinib(amount, under_60=age == 59, from_60=age == 60)
            name = f"nct01126814-{level}-age-{age}"
            cases.append(Case(name, "nct01126814", text(rows), level, subject={"age": str(age)}))
    either = imatinib("200 mg", under_60=True, from_60=True)
    cases.append(Case("nct01126814", "nct01126814", text(either)))
    either += drops_in_cycle(1, 1, 9, 10, "eye-drops")
    for cycle, start in ((2, 29), (3, 57)):
        either += drops_in_cycle(cycle, start, 4, 8, "eye-drops-consolidation")
    cases.append(Case("nct01126814-eye-drops", "nct01126814", text(either), overlays=EYE_DROPS))
    return cases


def priming(days: int, amount: str) -> list[Row]:
    """NCT01904643: LEN ends the day before MEC (assumed); cycles start on Days 1, 29, 57 and 85."""
    rows: list[Row] = []
    for cycle, start in ((1, 1), (3, 57), (4, 85)):
        for before in range(days, 0, -1):
            # there is no Day 0: one day before Day 1 is Day -1, one day before Day 57 is Day 56
            day = -before if cycle == 1 else start - before
            rows.append(dose(day, f"C{cycle}D−{before}", "1/1", "lenalidomide", amount, day))
    for cycle, start in ((1, 1), (2, 29)):
        rows += course(cycle, start, [1, 2, 3, 4, 5], "mitoxantrone", "8 mg/m2")
        rows += course(cycle, start, [1, 2, 3, 4, 5], "etoposide", "80 mg/m2")
        rows += course(cycle, start, [1, 2, 3, 4, 5], "cytarabine", "1000 mg/m2")
    for cycle, start in ((3, 57), (4, 85)):
        rows += course(cycle, start, [1, 2, 3, 4], "mitoxantrone-consolidation", "8 mg/m2")
        rows += course(cycle, start, [1, 2, 3, 4], "etoposide-consolidation", "80 mg/m2")
        rows += course(cycle, start, [1, 2, 3, 4], "cytarabine-consolidation", "1000 mg/m2")
    rows.append(assessment(21, "C1D21", "blasts"))
    return [*rows, milestone(-days, f"C1D−{days}", "priming-start"), milestone(1, "C1D1", "mec-start")]


def priming_cases() -> list[Case]:
    """Both lengths of priming, another dose, and eye drops two days beyond five or four days of cytarabine."""
    supported = priming(5, "10 mg")
    for cycle, start in ((1, 1), (2, 29)):
        supported += drops_in_cycle(cycle, start, 1, 5, "eye-drops")
    for cycle, start in ((3, 57), (4, 85)):
        supported += drops_in_cycle(cycle, start, 1, 4, "eye-drops-consolidation")
    seven = {"priming": "seven-days", "len-dose": "len-25"}
    return [
        Case("nct01904643", "nct01904643", text(priming(5, "10 mg"))),
        Case("nct01904643-seven-days", "nct01904643", text(priming(7, "25 mg")), choices=seven),
        Case("nct01904643-eye-drops", "nct01904643", text(supported), overlays=EYE_DROPS),
    ]


def sirolimus(*, marrow: list[int]) -> list[Row]:
    """NCT02583893: a loading dose on Day 1, then daily to Day 9, around MEC on Days 4 to 8."""
    rows = plain([1], "sirolimus", "12 mg") + plain([2, 3, 4, 5, 6, 7, 8, 9], "sirolimus", "4 mg")
    for drug, amount in (("mitoxantrone", "8 mg/m2"), ("etoposide", "80 mg/m2"), ("cytarabine", "1000 mg/m2")):
        rows += plain([4, 5, 6, 7, 8], drug, amount)
    rows += [assessment(day, "-", "marrow-early") for day in marrow]
    # at count recovery, at latest on Day 45: the calendar shows the first day of the window
    rows.append(assessment(20, "-", "marrow-recovery", "20..45"))
    return [*rows, milestone(1, "-", "first-dose"), milestone(4, "-", "mec-start"), milestone(8, "-", "mec-end")]


def sirolimus_cases() -> list[Case]:
    """Both readings of the registry's early marrow, and eye drops on Days 4 to 10."""
    twice = {"early-marrow": "day-1-and-4"}
    return [
        Case("nct02583893", "nct02583893", text(sirolimus(marrow=[4]))),
        Case("nct02583893-two-marrows", "nct02583893", text(sirolimus(marrow=[1, 4])), choices=twice),
        Case("nct02583893-eye-drops", "nct02583893", text(sirolimus(marrow=[4]) + drops(4, 8)), overlays=EYE_DROPS),
    ]


def cases() -> list[Case]:
    """The cases of this module."""
    return [*mec_cases(), *imatinib_cases(), *priming_cases(), *sirolimus_cases()]
