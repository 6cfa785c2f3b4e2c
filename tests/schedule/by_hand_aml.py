"""Day lists worked out by hand (see by_hand.py for their form): 7+3, DA 3+8, and lenalidomide in AML without MEC."""

from by_hand import Row, assessment, course, milestone, text
from library_case import Case


def seven_three() -> str:
    """7+3 from Day 1, the marrow on Day 14, and 5+2 from Day 17 (assumed: the third day after the marrow)."""
    # each bag runs around the clock and ends the morning after, the seventh on Day 8
    rows = course(1, 1, [1, 2, 3, 4, 5, 6, 7], "cytarabine", "100 mg/m2", nights=1)
    rows += course(1, 1, [1, 2, 3], "daunorubicin", "90 mg/m2")
    rows += course(2, 17, [1, 2, 3, 4, 5], "cytarabine-5-2", "100 mg/m2", nights=1)
    rows += course(2, 17, [1, 2], "daunorubicin-5-2", "45 mg/m2")
    return text([*rows, assessment(14, "C1D14", "marrow")])


def da_3_8() -> str:
    """Daunorubicin every other day three times; sixteen short infusions of cytarabine at 8 and 20 o'clock."""
    rows = course(1, 1, [1, 3, 5], "daunorubicin", "50 mg/m2")
    return text(rows + course(1, 1, [1, 2, 3, 4, 5, 6, 7, 8], "cytarabine", "100 mg/m2", slots=2))


def maintenance() -> str:
    """Six cycles of 28 days: three weeks on, one off; the last dose is Day 21 of the cycle that starts on Day 141."""
    rows: list[Row] = []
    for cycle, start in ((1, 1), (2, 29), (3, 57), (4, 85), (5, 113), (6, 141)):
        rows += course(cycle, start, list(range(1, 22)), "lenalidomide", "10 mg")
    return text([*rows, milestone(161, "C6D21", "last-dose")])


STARTS = (1, 29, 57, 85, 113, 141, 169, 197, 225, 253, 281, 309)
"""First days of twelve cycles of 28 days."""


def high_dose() -> str:
    """Twelve cycles without a day off: 50 mg to Day 56, 10 mg from Day 57 to Day 336."""
    rows: list[Row] = []
    for cycle, start in enumerate(STARTS, 1):
        line, amount = ("high-dose", "50 mg") if start < 57 else ("low-dose", "10 mg")
        rows += course(cycle, start, list(range(1, 29)), line, amount)
    return text([*rows, milestone(57, "C3D1", "low-dose-start")])


def cytarabine_len(amount: str, last: int, *, courses: int = 2, drops: bool = False) -> str:
    """NCT01246622: cytarabine on Days 1 to 5, LEN from Day 6; a second course repeats it from Day 29."""
    rows: list[Row] = []
    for cycle, start in ((1, 1), (2, 29))[:courses]:
        rows += course(cycle, start, [1, 2, 3, 4, 5], "cytarabine", "1500 mg/m2")
        rows += course(cycle, start, list(range(6, last + 1)), "lenalidomide", amount)
        if drops:
            # from the first cytarabine day to two days after the last
            rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7], "eye-drops", "1 [drp]", slots=6)
    return text([*rows, milestone(1, "C1D1", "cytarabine-start"), milestone(6, "C1D6", "len-start")])


def cases() -> list[Case]:
    """The cases of this module."""
    protocol, default = "nct01246622", cytarabine_len("10 mg", 26)
    return [
        Case("7-3-daunorubicin-90", "7-3-daunorubicin-90", seven_three()),
        Case("da-3-8", "da-3-8", da_3_8()),
        Case("lenalidomide-aml-maintenance", "lenalidomide-aml-maintenance", maintenance()),
        Case("lenalidomide-aml-high-dose", "lenalidomide-aml-high-dose", high_dose()),
        Case("nct01246622-d6-26-10", protocol, default, "d6-26-10"),
        Case("nct01246622-d6-26-25", protocol, cytarabine_len("25 mg", 26), "d6-26-25"),
        Case("nct01246622-d6-10-25", protocol, cytarabine_len("25 mg", 10), "d6-10-25"),
        Case("nct01246622-one-course", protocol, cytarabine_len("10 mg", 26, courses=1), cycles=1),
        Case("nct01246622-eye-drops", protocol, cytarabine_len("10 mg", 26, drops=True), overlays=("eye-drops",)),
    ]
