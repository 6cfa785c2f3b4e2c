"""What holds of every subject and every definition."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product

from dlt_subject import CLEAN, HOME, MEC, WINDOW
from hypothesis import event, given
from hypothesis import strategies as st

from regimen.counts.count import Count
from regimen.days import DAY_ONE
from regimen.dlt.case import Case, Treatment
from regimen.dlt.changes import would_change
from regimen.dlt.levels import Limits, readings
from regimen.dlt.matrix import verdict_matrix
from regimen.dlt.questions import questions
from regimen.dlt.reasons import reason
from regimen.dlt.settings import GROUPS, define
from regimen.dlt.supporting import supporting
from regimen.dlt.verdict import LETTERS, Verdict, judge
from regimen.record.facts import Ending, Facts, Marrow, Sample, Support, Toxicity

DAYS = st.integers(1, 62)
MINUTES = st.none() | st.sampled_from([480, 1200])
ATTRIBUTIONS = st.sampled_from(["treatment", "disease", "unrelated", "unknown"])


def counts(*values: str) -> st.SearchStrategy[Count | None]:
    """A value around the thresholds, sometimes only a reporting limit, sometimes none."""
    return st.none() | st.builds(Count, st.sampled_from(values).map(Decimal), st.booleans())


LEVELS = st.tuples(counts("0.1", "0.49", "0.5", "0.9", "1.0"), counts("5", "19", "20", "49", "120"))
LOW = st.just((Count(Decimal("0.1")), Count(Decimal(9))))
SAMPLES = st.builds(
    lambda day, minute, levels, wbc: Sample(day, minute, anc=levels[0], wbc=wbc, platelets=levels[1]),
    DAYS, MINUTES, LOW | LEVELS, counts("0.3", "0.5", "2"),
)  # fmt: skip
MARROWS = st.builds(
    Marrow, st.integers(36, 54), st.booleans(), st.none() | st.sampled_from([Decimal(4), Decimal(30)]), st.just("")
)
SUPPORT = st.builds(Support, st.sampled_from(["platelets", "growth-factor"]), DAYS, MINUTES, st.just(""))
ENDINGS = st.builds(
    Ending,
    st.sampled_from(["next-therapy", "transplant", "relapse", "withdrawal", "death"]),
    DAYS,
    st.none() | ATTRIBUTIONS,
    st.just(""),
)
TOXICITIES = st.builds(
    lambda day, cause, dlt: Toxicity(day, "rash", 3, "5.0", cause, dlt), DAYS, ATTRIBUTIONS, st.booleans()
)


def some(of: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    """Up to so many of a kind, by day as facts are."""
    return st.lists(of, max_size=most).map(lambda kind: tuple(sorted(kind, key=lambda one: one.day)))


def course(days: set[int], recovery: int, odd: tuple[Sample, ...]) -> tuple[Sample, ...]:
    """Counts low until a day and good from then on, with a few odd samples between them."""
    usual = [
        Sample(day, anc=Count(Decimal(anc)), platelets=Count(Decimal(platelets)))
        for day in days
        for anc, platelets in [("0.9", 60) if day >= recovery else ("0.1", 9)]
    ]
    return tuple(sorted([*usual, *odd], key=lambda one: one.day))


COURSES = st.builds(course, st.sets(st.integers(9, 56), min_size=5, max_size=12), st.integers(35, 60), some(SAMPLES, 2))
COUNTED = st.builds(
    lambda samples, marrows, support: Facts(samples=samples, marrows=marrows, support=support),
    COURSES | COURSES | some(SAMPLES, 14),
    some(MARROWS, 2),
    some(SUPPORT, 3),
)
EVENTFUL = st.builds(
    lambda facts, toxicities, endings: facts._replace(toxicities=toxicities, endings=endings),
    COUNTED,
    some(TOXICITIES, 1),
    some(ENDINGS, 1),
)
FACTS = COUNTED | COUNTED | EVENTFUL
TREATMENTS = st.builds(
    Treatment,
    st.just("MEC"),
    st.sampled_from([8, 8, 8, 9, 13, 46, None]),
    st.sampled_from([Decimal(1), Decimal(1), Decimal("0.5")]),
    st.sampled_from([True, True, False]),
)
AS_OF = st.sampled_from([45, 46, 52, 53]) | st.integers(1, 70)
CASES = st.builds(Case, FACTS, TREATMENTS, AS_OF, st.just(DAY_ONE))
DEFINITIONS = st.fixed_dictionaries({name: st.sampled_from(list(group.sets)) for name, group in GROUPS.items()}).map(
    lambda choices: define(WINDOW, choices)
)


def whole(verdict: Verdict) -> tuple[object, ...]:
    """Everything a verdict says."""
    return verdict.state, verdict.rule, verdict.day, verdict.interval, verdict.deciding, verdict.beside, reason(verdict)


@given(CASES, DEFINITIONS)
def test_nothing_after_the_day_asked_for_matters(case, definition) -> None:
    """The verdict is the one of the record cut off after that day, and so are its figures and remarks."""
    known = Case(
        Facts(*(tuple(one for one in kind if one.day <= case.as_of) for kind in case.facts)),
        case.treatment,
        case.as_of,
    )
    before, after = judge(known, definition), judge(case, definition)
    assert whole(before) == whole(after)
    assert would_change(before) == would_change(after)
    assert questions(before) == questions(after)
    assert supporting(known, definition) == supporting(case, definition)


def moved(case: Case, by: int) -> Case:
    """The same case, everything `by` days later."""
    facts = Facts(*(tuple(one._replace(day=one.day + by) for one in kind) for kind in case.facts))
    last = None if case.treatment.last_day is None else case.treatment.last_day + by
    return case._replace(facts=facts, treatment=case.treatment._replace(last_day=last), as_of=case.as_of + by)


@given(CASES, DEFINITIONS, st.integers(0, 40))
def test_moving_everything_moves_only_the_days(case, definition, by) -> None:
    """Record, treatment, window and day asked for moved together: the same verdict on other days."""
    one, other = judge(case, definition), judge(moved(case, by), replace(definition, last_day=definition.last_day + by))
    assert (one.state, one.rule) == (other.state, other.rule)
    assert (one.day and one.day + by) == other.day
    assert [sample.day + by for sample in one.deciding] == [sample.day for sample in other.deciding]


LATE = st.builds(course, st.sets(st.integers(9, 52), min_size=8, max_size=14), st.integers(44, 60), some(SAMPLES, 2))


@given(LATE, some(SUPPORT, 2), DEFINITIONS)
def test_one_more_low_sample_between_two_low_ones_never_undoes_a_dlt(samples, support, definition) -> None:
    """A sample like its two neighbours, both low, put between them, leaves a DLT a DLT."""
    case = Case(Facts(samples=samples, marrows=(CLEAN,), support=support), MEC, 60)
    if judge(case, definition).state != "dlt":
        event("no DLT to undo")
        return
    assert definition.anc is not None
    assert definition.platelets is not None
    read = readings(case, definition, Limits(definition.anc, definition.platelets), 8)
    for one, two in pairwise(read):
        if {one.anc, one.platelets, two.anc, two.platelets} == {"low"}:
            for day in range(one.sample.day + 1, two.sample.day):
                more = (*samples, one.sample._replace(day=day))
                assert judge(case._replace(facts=case.facts._replace(samples=more)), definition).state == "dlt"


@given(CASES, DEFINITIONS, st.randoms())
def test_every_case_has_one_verdict(case, definition, random) -> None:
    """Precedence is total, and the order of entries within the record changes nothing."""
    found = judge(case, definition)
    assert found.letter == LETTERS[found.state]
    assert all(change.words for change in would_change(found))
    shuffled = Facts(*(tuple(random.sample(kind, len(kind))) for kind in case.facts))
    by_day = Facts(*(tuple(sorted(kind, key=lambda one: one.day)) for kind in shuffled))
    assert (judge(case._replace(facts=by_day), definition).state) == found.state


@given(CASES, DEFINITIONS)
def test_what_no_verdict_may_miss(case, definition) -> None:
    """A treatment death in the window is a DLT; counts alone make none before Day 46; a recovery said stays in time."""
    found = judge(case, definition)
    deaths = [one for one in case.facts.endings if one.kind == "death" and one.day <= min(45, case.as_of)]
    if any(one.attribution == "treatment" for one in deaths):
        assert found.state == "dlt"
    if found.state == "dlt" and found.event is None:
        assert case.as_of > definition.last_day
    if found.state == "recovered":
        assert found.day is not None
        assert found.interval is not None
        assert found.interval[0] <= found.interval[1] <= found.day <= definition.last_day
        assert found.interval[0] > (case.treatment.last_day or 0)
    if any(one.attribution in (None, "unknown") for one in deaths):
        assert found.state in ("dlt", "needs-adjudication")


@given(CASES, st.integers(0, 7))
def test_a_stricter_freedom_from_transfusion_recovers_nobody(case, days) -> None:
    """More days without platelets never turn a subject who was not recovered into one who was."""
    lax, strict = (replace(HOME, platelet_free_days=free) for free in (days, days + 1))
    if judge(case, strict).state == "recovered":
        assert judge(case, lax).state == "recovered"


def test_the_matrix_begins_with_the_definition_in_force() -> None:
    """For a few courses of each kind, the first verdict of the matrix is the verdict."""
    for as_of, value in product((30, 46, 60), ("0.1", "0.9")):
        facts = Facts(samples=tuple(
            Sample(day, anc=Count(Decimal(value)), platelets=Count(Decimal(60))) for day in range(9, 46, 4)
        ))  # fmt: skip
        case = Case(facts, Treatment("MEC", 8, Decimal(1)), as_of)
        assert verdict_matrix(case, HOME).verdicts[0] == judge(case, HOME)
