"""Day lists worked out by hand from the sources named in each fixture; nothing of the program is used here.

Run as a script it rewrites tests/golden/daylists. A line reads
`day  C<cycle>D<cycle day>  slot/slots  id  dose  end day`; for an assessment the last two are `assessment` and its
window, for a milestone `milestone` and its day; `-` stands for what does not apply.
"""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden" / "daylists"

Row = tuple[int, int, int, str]
"""Day, kind (0 dose, 1 assessment, 2 milestone), slot, and the finished line."""


def dose(day: int, label: str, slot: str, line: str, amount: str, ends: int) -> Row:
    """One administration."""
    return day, 0, int(slot[0]), f"{day}  {label}  {slot}  {line}  {amount}  {ends}"


def assessment(day: int, label: str, name: str, window: str = "-") -> Row:
    """One assessment with its window."""
    return day, 1, 0, f"{day}  {label}  -  {name}  assessment  {window}"


def milestone(day: int, label: str, name: str) -> Row:
    """One milestone."""
    return day, 2, 0, f"{day}  {label}  -  {name}  milestone  {day}"


def text(rows: list[Row]) -> str:
    """The rows by day, kind and slot; rows equal in all three stay as they were written down."""
    return "".join(f"{row[3]}\n" for row in sorted(rows, key=lambda row: row[:3]))


def course(
    cycle: int, start: int, days: list[int], line: str, amount: str, *, slots: int = 1, nights: int = 0
) -> list[Row]:
    """A line in the cycle that starts on study day `start`; `nights` are the midnights one administration runs over."""
    return [
        dose(start + n - 1, f"C{cycle}D{n}", f"{slot}/{slots}", line, amount, start + n - 1 + nights)
        for n in days
        for slot in range(1, slots + 1)
    ]


def hypercvad(*, under_60: bool, from_60: bool) -> str:
    """Eight cycles of 21 days: A starts on days 1, 43, 85, 127, B on days 22, 64, 106, 148."""
    rows = []
    for c, start in ((1, 1), (3, 43), (5, 85), (7, 127)):
        # six doses in three days, at 8 and 20 o'clock: the 3 h are over before midnight
        rows += course(c, start, [1, 2, 3], "cyclophosphamide", "300 mg/m2", slots=2)
        # 24 h around the clock: each bag ends the morning after
        rows += course(c, start, [1, 2, 3], "mesna", "600 mg/m2", nights=1)
        rows += course(c, start, [4], "doxorubicin", "50 mg/m2", nights=1)
        rows += course(c, start, [4, 11], "vincristine", "2 mg")
        rows += course(c, start, [1, 2, 3, 4, 11, 12, 13, 14], "dexamethasone", "40 mg")
        rows += course(c, start, [2], "methotrexate-it", "12 mg")
        rows += course(c, start, [8], "cytarabine-it", "100 mg")
        rows += course(c, start, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14], "filgrastim", "5 ug/kg")
    for c, start in ((2, 22), (4, 64), (6, 106), (8, 148)):
        rows += course(c, start, [1], "methotrexate-2h", "200 mg/m2")
        rows += course(c, start, [1], "methotrexate-22h", "800 mg/m2", nights=1)
        if under_60:
            rows += course(c, start, [2, 3], "cytarabine-under-60", "3000 mg/m2", slots=2)
        if from_60:
            rows += course(c, start, [2, 3], "cytarabine-from-60", "1000 mg/m2", slots=2)
        rows += course(c, start, [1, 2, 3], "methylprednisolone", "50 mg", slots=2)
        # 12 h after the 24 h of methotrexate, then eight times six hours apart
        rows += course(c, start, [2], "leucovorin-first", "50 mg")
        rows += course(c, start, [3, 4], "leucovorin", "15 mg", slots=4)
    rows += [milestone(1, "C1D1", "part-a"), milestone(22, "C2D1", "part-b")]
    return text(rows)


def beam() -> str:
    """Days -6 to 0 with a Day 0, no cycles; nothing runs past midnight."""
    rows = [dose(-6, "-", "1/1", "carmustine", "300 mg/m2", -6)]
    rows += [dose(day, "-", "1/1", "etoposide", "200 mg/m2", day) for day in (-5, -4, -3, -2)]
    for day in (-5, -4, -3, -2):
        rows.append(dose(day, "-", "1/2", "cytarabine", "200 mg/m2", day))
        rows.append(dose(day, "-", "2/2", "cytarabine", "200 mg/m2", day))
    rows.append(dose(-1, "-", "1/1", "melphalan", "140 mg/m2", -1))
    rows += [milestone(-6, "-", "conditioning-starts"), milestone(0, "-", "stem-cells")]
    return text(rows)


def mfolfox6() -> str:
    """Twelve cycles of 14 days; 46 h from the morning of day 1 end on day 3."""
    rows = []
    for cycle, day in enumerate((1, 15, 29, 43, 57, 71, 85, 99, 113, 127, 141, 155), 1):
        rows.append(dose(day, f"C{cycle}D1", "1/1", "oxaliplatin", "85 mg/m2", day))
        rows.append(dose(day, f"C{cycle}D1", "1/1", "leucovorin", "400 mg/m2", day))
        rows.append(dose(day, f"C{cycle}D1", "1/1", "fluorouracil-bolus", "400 mg/m2", day))
        rows.append(dose(day, f"C{cycle}D1", "1/1", "fluorouracil-46h", "2400 mg/m2", day + 2))
    return text(rows)


def two_periods() -> str:
    """28-day cycles from days 1 and 29, 14-day ones from days 1, 15, 29 and 43; labels follow the protocol's cycles."""
    rows = []
    for cycle, start in ((1, 1), (2, 29)):
        rows += course(cycle, start, list(range(1, 22)), "lenalidomide", "10 mg")
    for day, label in (
        (1, "C1D1"), (2, "C1D2"), (15, "C1D15"), (16, "C1D16"),
        (29, "C2D1"), (30, "C2D2"), (43, "C2D15"), (44, "C2D16"),
    ):  # fmt: skip
        rows.append(dose(day, label, "1/1", "dexamethasone", "4 mg", day))
    return text(rows)


def azacitidine_venetoclax() -> str:
    """Four cycles of 28 days from days 1, 29, 57 and 85; the ramp is in the first only."""
    rows = []
    for cycle, start in ((1, 1), (2, 29), (3, 57), (4, 85)):
        rows += course(cycle, start, [1, 2, 3, 4, 5, 6, 7], "azacitidine", "75 mg/m2")
    rows += course(1, 1, [1], "venetoclax", "100 mg")
    rows += course(1, 1, [2], "venetoclax", "200 mg")
    rows += course(1, 1, list(range(3, 29)), "venetoclax", "400 mg")
    for cycle, start in ((2, 29), (3, 57), (4, 85)):
        rows += course(cycle, start, list(range(1, 29)), "venetoclax-full", "400 mg")
    return text(rows)


def home(amount: str, last_len_day: int) -> str:
    """NCT01681537 at one level: LEN from Day 1, MEC on days 4-8, one 28-day cycle, Day 45 closes the window."""
    rows = course(1, 1, list(range(1, last_len_day + 1)), "lenalidomide", amount)
    rows += course(1, 1, [4, 5, 6, 7, 8], "mitoxantrone", "8 mg/m2")
    rows += course(1, 1, [4, 5, 6, 7, 8], "etoposide", "80 mg/m2")
    rows += course(1, 1, [4, 5, 6, 7, 8], "cytarabine", "1000 mg/m2")
    rows.append(assessment(1, "C1D1", "diary"))
    rows += [assessment(day, f"C1D{day}", "exam-daily") for day in range(1, 15)]
    rows += [assessment(day, f"C1D{day}", "exam") for day in (15, 18, 22, 25)]
    # the registry's single cycle ends on Day 28
    rows += [assessment(day, "-", "exam") for day in (29, 32, 36, 39, 43)]
    rows += [assessment(day, f"C1D{day}", "bloods-daily") for day in range(1, 15)]
    rows += [assessment(15, "C1D15", "bloods"), assessment(22, "C1D22", "bloods")]
    rows += [assessment(day, "-", "bloods") for day in (29, 36, 43)]
    rows += [assessment(day, f"C1D{day}", "inpatient") for day in (4, 5, 6, 7, 8)]
    rows.append(assessment(20, "C1D20", "marrow", "20..45"))
    rows.append(assessment(45, "-", "deciding-sample", "43..45"))
    rows += [milestone(1, "C1D1", "first-dose"), milestone(4, "C1D4", "mec-start"), milestone(8, "C1D8", "mec-end")]
    rows += [milestone(last_len_day, f"C1D{last_len_day}", "len-end"), milestone(60, "-", "day-60")]
    rows.append(milestone(45, "-", "dlt-window-closes"))
    return text(rows)


LEVELS = {
    "d14-10": ("10 mg", 14), "d14-5": ("5 mg", 14),
    "d10-5": ("5 mg", 10), "d10-10": ("10 mg", 10), "d10-25": ("25 mg", 10), "d10-50": ("50 mg", 10),
}  # fmt: skip
"""The six rungs: dose and last day."""


def day_lists() -> dict[str, str]:
    """File name to text of every golden day list."""
    fixtures = {
        "azacitidine-venetoclax": azacitidine_venetoclax(),
        "beam": beam(),
        "hypercvad": hypercvad(under_60=True, from_60=True),
        "hypercvad-age-59": hypercvad(under_60=True, from_60=False),
        "hypercvad-age-60": hypercvad(under_60=False, from_60=True),
        "mfolfox6": mfolfox6(),
        "two-periods": two_periods(),
    }
    return fixtures | {f"nct01681537-{level}": home(*facts) for level, facts in LEVELS.items()}


if __name__ == "__main__":
    for name, content in day_lists().items():
        (FOLDER / f"{name}.txt").write_text(content, encoding="utf-8")
