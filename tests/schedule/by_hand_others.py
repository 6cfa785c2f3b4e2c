"""Day lists worked out by hand (see by_hand.py for their form): hyper-CVAD, lymphoma, myeloma, solid tumours."""

from by_hand import Row, assessment, course, dose, milestone, text
from library_case import Case


def hyper_cvad_a(cycle: int, start: int, vincristine: list[int], filgrastim_to: int) -> list[Row]:
    """Part A: six doses of cyclophosphamide at 8 and 20 o'clock, over before midnight; two infusions run for 24 h."""
    rows = course(cycle, start, [1, 2, 3], "cyclophosphamide", "300 mg/m2", slots=2)
    rows += course(cycle, start, [1, 2, 3], "mesna", "600 mg/m2", nights=1)
    rows += course(cycle, start, [4], "doxorubicin", "50 mg/m2", nights=1)
    rows += course(cycle, start, vincristine, "vincristine", "2 mg")
    rows += course(cycle, start, [1, 2, 3, 4, 11, 12, 13, 14], "dexamethasone", "40 mg")
    return rows + course(cycle, start, list(range(5, filgrastim_to + 1)), "filgrastim", "5 ug/kg")


def hyper_cvad_b(cycle: int, start: int, ages: tuple[str, ...]) -> list[Row]:
    """Part B: methotrexate from 8 o'clock of day 1 for 2 h and then for 22 h, so that it ends at 8 on day 2."""
    rows = course(cycle, start, [1], "methotrexate-2h", "200 mg/m2")
    rows += course(cycle, start, [1], "methotrexate-22h", "800 mg/m2", nights=1)
    for age in ages:
        amount = "3000 mg/m2" if age == "under" else "1000 mg/m2"
        rows += course(cycle, start, [2, 3], f"cytarabine-{age}-60", amount, slots=2)
    rows += course(cycle, start, [1, 2, 3], "methylprednisolone", "50 mg", slots=2)
    # 12 h after the end of methotrexate is the evening of day 2, the last of its four times; then eight, 6 h apart
    rows.append(dose(start + 1, f"C{cycle}D2", "4/4", "leucovorin", "50 mg", start + 1))
    rows += course(cycle, start, [3, 4], "leucovorin", "15 mg", slots=4)
    return rows + [assessment(start + day - 1, f"C{cycle}D{day}", "methotrexate-level") for day in (2, 3, 4)]


def intrathecal(cycle: int, start: int, cytarabine: tuple[str, int]) -> list[Row]:
    """Two intrathecal doses in every cycle; from the third on they are for some risks only, and lines of their own."""
    tier = "" if cycle < 3 else "-3-4" if cycle < 5 else "-5-8"
    amount, day = cytarabine
    rows = course(cycle, start, [2], f"intrathecal-methotrexate{tier}", "12 mg")
    return rows + course(cycle, start, [day], f"intrathecal-cytarabine{tier}", amount)


def hyper_cvad(
    *,
    ages: tuple[str, ...] = ("under", "from"),
    vincristine: tuple[int, int] = (4, 11),
    cytarabine: tuple[str, int] = ("100 mg", 8),
    filgrastim_to: int = 14,
    supported: bool = False,
) -> str:
    """Eight cycles of 21 days: A starts on days 1, 43, 85, 127, B on days 22, 64, 106, 148."""
    rows: list[Row] = []
    for cycle, start in enumerate((1, 22, 43, 64, 85, 106, 127, 148), 1):
        part_a = cycle % 2 == 1
        if part_a:
            rows += hyper_cvad_a(cycle, start, list(vincristine), filgrastim_to)
        else:
            rows += hyper_cvad_b(cycle, start, ages)
        rows += intrathecal(cycle, start, cytarabine)
        if supported and not part_a:
            # the same days as after part A, and drops from the first cytarabine day to two days after the last
            rows += course(cycle, start, list(range(5, filgrastim_to + 1)), "filgrastim-b", "5 ug/kg")
            rows += course(cycle, start, [2, 3, 4, 5], "eye-drops", "1 [drp]", slots=6)
    return text([*rows, milestone(1, "C1D1", "part-a"), milestone(22, "C2D1", "part-b")])


def hyper_cvad_cases() -> list[Case]:
    """Without an age, below and from 60, under the other readings of the sources, and with supportive care."""
    other = {"vincristine": "days-1-11", "intrathecal-cytarabine": "70-day-7", "growth-factor": "to-day-19"}
    readings = hyper_cvad(vincristine=(1, 11), cytarabine=("70 mg", 7), filgrastim_to=19)
    day_7 = hyper_cvad(cytarabine=("100 mg", 7))
    support = ("eye-drops", "growth-factor-b")
    name = "hyper-cvad"
    return [
        Case(name, name, hyper_cvad()),
        Case("hyper-cvad-age-59", name, hyper_cvad(ages=("under",)), subject={"age": "59"}),
        Case("hyper-cvad-age-60", name, hyper_cvad(ages=("from",)), subject={"age": "60"}),
        Case("hyper-cvad-readings", name, readings, choices=other),
        Case("hyper-cvad-day-7", name, day_7, choices={"intrathecal-cytarabine": "100-day-7"}),
        Case("hyper-cvad-supported", name, hyper_cvad(supported=True), overlays=support),
    ]


def starts(length: int, count: int) -> list[tuple[int, int]]:
    """Cycle and its first study day, one cycle after the other."""
    return [(cycle, 1 + (cycle - 1) * length) for cycle in range(1, count + 1)]


def r_chop(count: int, *, premedication: bool = False) -> str:
    """Everything on day 1 of 21, prednisone on to day 5; premedication half an hour before, on the same day."""
    rows: list[Row] = []
    for cycle, start in starts(21, count):
        rows += course(cycle, start, [1, 2, 3, 4, 5], "prednisone", "100 mg")
        for line, amount in (
            ("rituximab", "375 mg/m2"), ("doxorubicin", "50 mg/m2"), ("vincristine", "1.4 mg/m2"),
            ("cyclophosphamide", "750 mg/m2"),
        ):  # fmt: skip
            rows += course(cycle, start, [1], line, amount)
        if premedication:
            rows += course(cycle, start, [1], "paracetamol", "1000 mg")
            rows += course(cycle, start, [1], "loratadine", "10 mg")
    return text([*rows, milestone(1, "C1D1", "first-dose")])


def abvd(count: int) -> str:
    """Four drugs every other week, the second time on day 15 of 28."""
    rows: list[Row] = []
    for cycle, start in starts(28, count):
        for line, amount in (
            ("doxorubicin", "25 mg/m2"), ("bleomycin", "10000 [IU]/m2"), ("vinblastine", "6 mg/m2"),
            ("dacarbazine", "375 mg/m2"),
        ):  # fmt: skip
            rows += course(cycle, start, [1, 15], line, amount)
    return text([*rows, milestone(1, "C1D1", "first-dose")])


def beacopp(etoposide: str, cyclophosphamide: str, doxorubicin: str, *, count: int = 6, mesna: bool = False) -> str:
    """Three weeks a cycle at every level; only three doses differ."""
    rows: list[Row] = []
    for cycle, start in starts(21, count):
        rows += course(cycle, start, list(range(1, 15)), "prednisone", "40 mg/m2")
        rows += course(cycle, start, list(range(1, 8)), "procarbazine", "100 mg/m2")
        rows += course(cycle, start, [1], "doxorubicin", doxorubicin)
        rows += course(cycle, start, [1], "cyclophosphamide", cyclophosphamide)
        rows += course(cycle, start, [1, 2, 3], "etoposide", etoposide)
        rows += course(cycle, start, [4], "pegfilgrastim", "6 mg")
        rows += course(cycle, start, [8], "vincristine", "1.4 mg/m2")
        rows += course(cycle, start, [8], "bleomycin", "10000 [IU]/m2")
        if mesna:
            # before cyclophosphamide, and four hours after it: at one in the afternoon of the same day
            rows += course(cycle, start, [1], "mesna-before", "1000 mg/m2")
            rows += course(cycle, start, [1], "mesna-after", "1000 mg/m2")
    return text([*rows, milestone(1, "C1D1", "first-dose")])


def lymphoma_cases() -> list[Case]:
    """Fewest, usual and most cycles; each level; each overlay."""
    escalated = ("200 mg/m2", "1250 mg/m2", "35 mg/m2")
    name = "escalated-beacopp"
    return [
        Case("r-chop-21", "r-chop-21", r_chop(6)),
        Case("r-chop-21-fewest", "r-chop-21", r_chop(3), cycles=3),
        Case("r-chop-21-most", "r-chop-21", r_chop(8, premedication=True), overlays=("premedication",), cycles=8),
        Case("abvd", "abvd", abvd(6)),
        Case("abvd-fewest", "abvd", abvd(2), cycles=2),
        Case("abvd-most", "abvd", abvd(8), cycles=8),
        Case("escalated-beacopp-level-4", name, beacopp(*escalated)),
        Case("escalated-beacopp-level-2", name, beacopp("150 mg/m2", "950 mg/m2", "35 mg/m2"), "level-2"),
        Case("escalated-beacopp-baseline", name, beacopp("100 mg/m2", "650 mg/m2", "25 mg/m2"), "baseline"),
        Case("escalated-beacopp-most", name, beacopp(*escalated, count=8, mesna=True), overlays=("mesna",), cycles=8),
    ]


def mfolfox6(count: int) -> str:
    """All on day 1 of 14; 46 h from the morning of day 1 end on day 3."""
    rows: list[Row] = []
    for cycle, start in starts(14, count):
        rows += course(cycle, start, [1], "oxaliplatin", "85 mg/m2")
        rows += course(cycle, start, [1], "leucovorin", "400 mg/m2")
        rows += course(cycle, start, [1], "fluorouracil-bolus", "400 mg/m2")
        rows += course(cycle, start, [1], "fluorouracil-46h", "2400 mg/m2", nights=2)
    return text([*rows, milestone(1, "C1D1", "first-dose")])


def maintenance(count: int) -> str:
    """No day off: 10 mg in the first three cycles, to Day 84, and 15 mg from Day 85 if that was tolerated."""
    rows: list[Row] = []
    for cycle, start in starts(28, count):
        line, amount = ("start", "10 mg") if start < 85 else ("raised", "15 mg")
        rows += course(cycle, start, list(range(1, 29)), line, amount)
    raised = [milestone(85, "C4D1", "may-be-raised")] if count > 3 else []
    return text([*rows, milestone(1, "C1D1", "first-dose"), *raised])


def carboplatin(amount: str, count: int, *, premedication: bool = False) -> str:
    """Day 1 of 21; the first dexamethasone the evening before: Day -1, later day 21 of the cycle before."""
    rows: list[Row] = []
    for cycle, start in starts(21, count):
        rows += course(cycle, start, [1], "paclitaxel", "175 mg/m2")
        rows += course(cycle, start, [1], "carboplatin", amount)
        if premedication:
            evening = -1 if cycle == 1 else start - 1
            rows.append(dose(evening, f"C{cycle}D−1", "1/1", "dexamethasone-evening", "20 mg", evening))
            # six hours before eight o'clock is still day 1
            rows += course(cycle, start, [1], "dexamethasone-night", "20 mg")
            rows += course(cycle, start, [1], "diphenhydramine", "50 mg")
            rows += course(cycle, start, [1], "ranitidine", "50 mg")
    return text([*rows, milestone(1, "C1D1", "first-dose")])


def beam(etoposide: str, cytarabine: str, filgrastim_to: int) -> str:
    """Six days down to the stem cells on Day 0, cytarabine at 8 and 20 o'clock; nothing runs past midnight."""
    rows = [dose(-6, "-", "1/1", "carmustine", "300 mg/m2", -6)]
    rows += [dose(day, "-", "1/1", "etoposide", etoposide, day) for day in (-5, -4, -3, -2)]
    rows += [dose(day, "-", f"{slot}/2", "cytarabine", cytarabine, day) for day in (-5, -4, -3, -2) for slot in (1, 2)]
    rows.append(dose(-1, "-", "1/1", "melphalan", "140 mg/m2", -1))
    rows += [dose(0, "-", "1/1", "paracetamol", "1000 mg", 0), dose(0, "-", "1/1", "promethazine", "12.5 mg", 0)]
    rows += [dose(day, "-", "1/1", "filgrastim", "5 ug/kg", day) for day in range(5, filgrastim_to + 1)]
    return text([*rows, milestone(-6, "-", "conditioning-starts"), milestone(0, "-", "stem-cells")])


def other_cases() -> list[Case]:
    """Solid tumours, myeloma and conditioning: usual course, another length, other readings."""
    premedicated = carboplatin("AUC 6", 3, premedication=True)
    lower = {"doses": "guideline-200-a-day", "engraftment": "to-day-15"}
    lowest = {"doses": "review-lowest"}
    myeloma = "lenalidomide-myeloma-maintenance"
    tc = "carboplatin-paclitaxel"
    return [
        Case("mfolfox6", "mfolfox6", mfolfox6(12)),
        Case("mfolfox6-low-risk", "mfolfox6", mfolfox6(6), cycles=6),
        Case(myeloma, myeloma, maintenance(12)),
        Case(f"{myeloma}-three", myeloma, maintenance(3), cycles=3),
        Case(tc, tc, carboplatin("AUC 5", 6)),
        Case(f"{tc}-premedicated", tc, premedicated, choices={"auc": "auc-6"}, overlays=("premedication",), cycles=3),
        Case("beam", "beam", beam("200 mg/m2", "200 mg/m2", 21)),
        Case("beam-guideline", "beam", beam("200 mg/m2", "100 mg/m2", 15), choices=lower),
        Case("beam-lowest", "beam", beam("100 mg/m2", "100 mg/m2", 21), choices=lowest),
    ]


def cases() -> list[Case]:
    """The cases of this module."""
    return [*hyper_cvad_cases(), *lymphoma_cases(), *other_cases()]
