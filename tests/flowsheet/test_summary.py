"""What the columns come to: nadirs, days low, worst grades, response, dosing days."""

from decimal import Decimal

import pytest
from flowsheet_course import MEC, made, marrow, on, record, transfused

from regimen.counts.count import Count
from regimen.counts.trajectory import DaysLow
from regimen.flowsheet.sheet import Depth, Fall, Flowsheet, flowsheet
from regimen.protocol.shelf import load

D = Decimal


def depth(counts: str, name: str, as_of: int = 60, hide: bool = False, **settings: str) -> Depth:
    """How low a count went."""
    sheet = flowsheet(made(counts, as_of, settings=settings.items()), hide=hide)
    return next(one for one in sheet.depths if one.name == name)


@pytest.mark.parametrize(
    ("counts", "as_of", "nadir", "days"),
    [
        ("9:0.6/30 15:0.3/9 22:0.4/12 29:0.6/25", 60, (15, Count(D("0.3"))), DaysLow(8, 19)),
        ("9:0.6/30 15:0.3/9 22:0.4/12 29:0.6/25", 22, (15, Count(D("0.3"))), DaysLow(8, None)),
        ("15:0.3/9", 60, (15, Count(D("0.3"))), DaysLow(1, None)),
        ("9:0.6/30 15:0.5/20 29:0.6/25", 60, (15, Count(D("0.5"))), DaysLow(0, 0)),
        ("9:0.6/30 15:0.1/9 18:<0.1/9 29:0.6/25", 60, (18, Count(D("0.1"), below=True)), DaysLow(4, 19)),
        ("9:0.6/30 15:-/9/0.2 29:0.6/25", 60, (15, Count(D("0.2"), below=True)), DaysLow(1, 19)),
        ("-5:0.2/9 9:0.6/30", 60, (9, Count(D("0.6"))), DaysLow(0, 0)),
        ("", 60, None, DaysLow(0, 0)),
    ],
    ids=["a spell", "not over yet", "one sample", "0.5 is not below 0.5", "a limit is lower", "by white cells",
         "baseline does not count", "no samples"],
)  # fmt: skip
def test_nadir_and_days_low(counts, as_of, nadir, days) -> None:
    """The lowest sample from Day 1 on, and days below 0.5: at least, and at most."""
    found = depth(counts, "anc", as_of)
    assert (found.nadir, [(low.threshold, low.days) for low in found.low]) == (nadir, [(D("0.5"), days)])


def test_the_definition_adds_its_own_threshold() -> None:
    """Under 1.0 and 100 days are counted below both the usual value and that of the definition, each with its mark."""
    made_so = made("9:1.2/120 15:0.3/9 29:0.7/60 40:1.1/130")
    course = made_so.plan.course.model_copy(update={"assumptions": {"recovery": "1.0-100"}})
    from regimen.review import review

    other = review(course, load(), made_so.find, made_so.date(60))
    found = {one.name: [(low.threshold, low.assumed, low.days) for low in one.low] for one in flowsheet(other).depths}
    assert found["anc"] == [(D("0.5"), True, (1, 19)), (D(1), True, (15, 30))]
    assert found["platelets"] == [(D(20), True, (1, 19)), (D(100), True, (15, 30))]


def test_hidden_thresholds_leave_the_nadir() -> None:
    """Without assumed values nothing is said of days below them."""
    found = depth("9:0.6/30 15:0.3/9", "platelets", hide=True)
    assert (found.nadir, found.low, found.fall) == ((15, Count(D(9))), (), None)


@pytest.mark.parametrize(
    ("counts", "fall"),
    [
        ("15:0.1/9 33:0.6/25 40:0.8/60", None),
        ("15:0.1/9 33:0.6/25 40:0.4/60 42:0.3/60 48:0.9/60", Fall(40, 3)),
        ("15:0.1/9 33:0.6/25 40:0.4/60 43:0.9/60 48:0.2/60", Fall(40, 2)),
        ("15:0.1/9 40:0.4/60", None),
    ],
    ids=["none", "once", "twice", "no recovery to fall from"],
)
def test_a_later_fall_is_shown(counts, fall) -> None:
    """Low again after the recovery: the first day, and how many days at least."""
    assert depth(counts, "anc").fall == fall
    assert depth(counts, "platelets").fall is None


def test_worst_grades_stand_beside_the_baseline() -> None:
    """The highest grade of each version, the first of equal ones, and whether it surely rose above the baseline."""
    sheet = flowsheet(made("-1:0.7/30 9:0.4/18 15:0.05/12 22:0.1/9"))
    found = {(one.name, one.grade.version): (one.day, one.grade.value, one.worse) for one in sheet.worst}
    assert found["anc", "5.0"] == (9, 4, True)
    assert found["anc", "6.0"] == (15, 4, True)
    assert found["platelets", "4.03"] == (9, 4, True)
    aplastic = flowsheet(made("-1:0.1/9 15:0.1/9"))
    assert {one.worse for one in aplastic.worst} == {False}
    assert {one.worse for one in flowsheet(made("15:0.1/9")).worst} == {None}


RECOVERED = "15:0.1/9 30:0.6/25 40:1.1/120 43:1.2/130/3/9/0"


@pytest.mark.parametrize(
    ("counts", "sections", "strict", "equal"),
    [
        (RECOVERED, {"marrow": marrow((43, "3"))}, "CR", "CR"),
        ("43:1.0/100/3/9/0", {"marrow": marrow((43, "3"))}, "MLFS", "CR"),
        ("43:0.6/60/3/9/0", {"marrow": marrow((43, "3"))}, "MLFS", "CRh"),
        (RECOVERED, {"marrow": marrow((-3, "40"), (43, "12"))}, "PR", "PR"),
        (RECOVERED, {"marrow": marrow((-3, "20"), (43, "12"))}, "NR", "NR"),
        (RECOVERED, {"marrow": marrow((43, None))}, None, None),
        (RECOVERED, {}, None, None),
        ("30:0.1/9/3/9/0", {"marrow": marrow((43, "3"))}, "CR", "CR"),
        ("30:0.2/9/1/9/0 43:1.2/130/3/9/0", {"marrow": marrow((30, "2"))}, "CR", "CR"),
        ("43:1.2/130/3/9/4", {"marrow": marrow((43, "3"))}, "CR", "NR"),
        ("43:1.2/130/3/9/0", {"marrow": marrow((43, "3")), "transfusions": transfused("red-cells", 40)}, "MLFS", "CR"),
        ("43:1.2/130/3/9/0", {"marrow": marrow((43, "3")), "transfusions": transfused("red-cells", 36)}, "CR", "CR"),
        ("43:1.2/90/3/9/0", {"marrow": marrow((43, "3")), "transfusions": transfused("platelets", 40)}, "CRi", "CRh"),
        ("43:<1.2/130/3/9/0", {"marrow": marrow((43, "3"))}, "CR", "CR"),
        ("43:<1/130/3/9/0", {"marrow": marrow((43, "3"))}, "CRi", "CRh"),
    ],
    ids=["recovered", "exactly on the bounds", "partly recovered", "half the blasts left", "more than half left",
         "a marrow not readable", "no marrow", "counts a fortnight before", "counts later than the marrow",
         "circulating blasts", "red cells three days before", "red cells seven days before",
         "a donor's platelets only add", "a limit above the bound", "a limit that is the bound"],
)  # fmt: skip
def test_the_best_response_that_nothing_rules_out(counts, sections, strict, equal) -> None:
    """By IWG 2003, which asks for more than its bounds, and by ELN 2022, which lets them be equalled."""
    found = {one.proven.criteria: one for one in flowsheet(made(record(counts, **sections))).responses}
    assert (found["iwg-2003"].at_best, found["eln-2022"].at_best) == (strict, equal)


def test_a_remission_is_never_proven_by_a_record() -> None:
    """A record holds no extramedullary disease, so that stays open; no response is proven at once."""
    found = flowsheet(made(record(RECOVERED, marrow=marrow((43, "3"))))).responses
    assert {one.proven.category for one in found} == {None}
    assert all("extramedullary disease" in one.proven.open for one in found)
    refractory = flowsheet(made(record(RECOVERED, marrow=marrow((-3, "20"), (43, "30"))))).responses
    assert [(one.proven.category, one.proven.open) for one in refractory] == [("NR", ())] * 4


def doses(sheet: Flowsheet) -> dict[str, tuple[list[int], list[int], list[int]]]:
    """Strips by name: given, in part, planned."""
    return {one.name: (sorted(one.given), sorted(one.part), sorted(one.planned)) for one in sheet.doses}


def test_dosing_days_lie_beside_the_planned_ones() -> None:
    """A block is given in part where one of its drugs was left out; nothing after the day of judgement is known."""
    days = [{"date": on(day), "agent": drug} for day in (4, 5, 6, 7) for drug in MEC if (day, drug) != (6, "etoposide")]
    held = record("", administrations=[{"date": on(1), "agent": "LEN"}, *days])
    planned = list(range(1, 11)), list(range(4, 9))
    assert doses(flowsheet(made(held, 6))) == {"LEN": ([1], [], planned[0]), "MEC": ([4, 5], [6], planned[1])}
    assert doses(flowsheet(made(held)))["MEC"] == ([4, 5, 7], [6], planned[1])


def test_dosing_days_count_from_the_first_dose() -> None:
    """Where Day 1 came two days late, planned and given days count from it alike."""
    held = record("", administrations=[{"date": on(day), "agent": "LEN"} for day in (3, 4)])
    assert doses(flowsheet(made(held)))["LEN"] == ([1, 2], [], list(range(1, 11)))


def test_a_drug_that_the_protocol_does_not_have_has_its_own_strip() -> None:
    """What was given by mistake is drawn too."""
    held = record("", administrations=[{"date": on(1), "agent": "LEN"}, {"date": on(5), "agent": "vincristine"}])
    assert doses(flowsheet(made(held)))["vinCRIStine"] == ([5], [], [])


def test_a_protocol_without_a_window_has_counts_and_no_verdict() -> None:
    """MEC alone: nadirs, grades and dosing days, but no threshold, no close and no verdict."""
    mec = load("mec-6-80-1000")
    administrations = [{"date": on(day), "agent": "etoposide"} for day in (1, 2)]
    sheet = flowsheet(made(record("9:0.3/12 15:0.1/6", administrations=administrations), protocol=mec))
    assert (sheet.definition, sheet.verdict, sheet.left) == (None, None, None)
    assert [one.left for one in sheet.columns] == [None, None]
    assert [one.nadir for one in sheet.depths] == [(15, Count(D("0.1"))), (15, Count(D(6)))]


@pytest.mark.parametrize(("as_of", "left"), [(44, 1), (45, 0), (46, -1), (-2, 46)], ids=str)
def test_days_from_the_judgement_to_the_close(as_of, left) -> None:
    """Day 45 itself is in time."""
    assert flowsheet(made("", as_of)).left == left
