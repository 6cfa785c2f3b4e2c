"""A published trial beside a design: rulings, departures, groups, steps, results, and a trial of one's own."""

from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.escalation.designs.registry import NAMED, design_of
from regimen.escalation.published.followed import Reading
from regimen.escalation.published.reader import published, read_published
from regimen.escalation.published.replay import DESIGN, Replay, chosen, replay
from regimen.escalation.published.results import comparisons, dlt_rates, rates
from regimen.escalation.published.steps import steps
from regimen.printouts.replay import replay_sheet
from regimen.printouts.sheet import as_text

HOME = "nct01681537"
OWN = """
format: 1
protocol: nct01681537
title: A made-up trial
references: {own: {kind: entered, citation: made up}}
enrolled: {count: 15, source: own}
design: {words: 3 + 3, cohort: 3, source: own}
stages:
  - version: 2
    ladder: [d10-5, d10-10, d10-25, d10-50]
    order: as-listed
    above: none
    levels:
      - {level: d10-5, treated: 6, dlts: 1, cohorts: [NNT, NNN], source: own}
      - {level: d10-10, treated: 3, dlts: 0, cohorts: [NNN], source: own}
      - {level: d10-25, treated: 6, dlts: 3, cohorts: [NNT, NTT], source: own}
    source: own
"""
MTD = "mtd: {level: LEVEL, treated: TREATED, source: own}\n"


def told(design: str = DESIGN) -> Replay:
    """The home trial beside a design."""
    return replay(published(HOME), design_of(design))


def own(folder: Path, text: str) -> Replay:
    """A trial from text."""
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return replay(read_published(path), design_of(DESIGN))


@pytest.mark.parametrize("design", NAMED)
def test_every_ruling_is_what_the_design_says_of_the_state(design: str) -> None:
    """Before each cohort of each history the design is asked about the state shown, no level above presumed."""
    made = told(design)
    for one in (one for stage in made.stages for one in stage.histories):
        for state, rulings in zip(one.states, one.rulings, strict=True):
            (said,) = (ruling.decision for ruling in rulings if ruling.reading in (None, Reading.TOP))
            assert said == made.design.decide(state)


@pytest.mark.parametrize("design", NAMED)
def test_every_history_ends_at_the_published_totals(design: str) -> None:
    """Treated and DLTs of each level, whatever the way there."""
    made = told(design)
    for stage, totals in zip(made.stages, made.published.trial.stages, strict=True):
        wanted = {one.level: (one.treated, one.dlts) for one in totals.levels}
        for one in stage.histories:
            found = zip(stage.ladder, one.states[-1].tallies, strict=True)
            assert {level: (tally.enrolled, tally.dlts) for level, tally in found} == wanted


@pytest.mark.parametrize(
    ("design", "certain", "top", "more"),
    [
        # 10 mg first or 5 mg first, one DLT in each cohort; at 50 mg the DLT in the first cohort and one replaced.
        ("deescalate-six", {"1.4", "1.6", "2.4", "2.9"}, {"1.7", "1.9", "2.6", "2.11"}, set()),
        # It never goes down, so 5 mg came first; none of three at the top would have ended it.
        ("no-deescalation", {"1.6", "2.4", "2.9"}, set(), set()),
        ("deescalate-top3", {"1.4", "1.6", "2.4", "2.9"}, set(), set()),
    ],
)
def test_which_histories_keep_to_the_design(design: str, certain: set[str], top: set[str], more: set[str]) -> None:
    """Worked out by hand: those that keep to it in any reading, and those that do in one."""
    histories = [one for stage in told(design).stages for one in stage.histories]
    keeps = {reading: {one.id for one in histories if one.keeps(reading)} for reading in Reading}
    assert keeps == {Reading.TOP: certain | top, Reading.MORE: certain | more}


def test_how_many_histories_of_the_whole_trial_keep_to_the_design() -> None:
    """Two by two for certain; four by four if the ladders ended with the highest level treated."""
    made = told()
    assert made.total == 154
    assert (made.keeping(*Reading), made.keeping(Reading.TOP), made.keeping(Reading.MORE)) == (4, 16, 4)


def test_no_history_ends_the_first_stage_as_the_design_says() -> None:
    """Whichever way the nine were treated, the design asks for three more at 5 mg where the amendment came."""
    endings = {one.leavings[-1][1:] for one in told().stages[0].histories}
    name = "LEN 5 mg/day, days 1-14"
    came = "ended", "version 2 came into force"
    assert endings == {(*came, f"treat 3 at {name}", None), (*came, f"go down to {name} and treat 3", None)}


def test_seven_are_six_and_one_replaced_or_over_enrolled() -> None:
    """At the end of the second stage the row is that for six, or the one that says over-enrolled and silent."""
    rows = {
        (one.states[-1].at(4).evaluable, ruling.decision.row, ruling.decision.silent)
        for one in told().stages[1].histories
        for ruling in one.rulings[-1]
        if ruling.reading is Reading.TOP
    }
    assert rows == {(6, "full-top", False), (7, "over-top", True)}


@pytest.mark.parametrize("design", NAMED)
def test_groups_and_answers_count_every_history_once(design: str) -> None:
    """Groups share the histories out; each question is answered by all of them."""
    for stage in told(design).stages:
        ids = [one.id for one in stage.histories]
        assert sorted(name for group in stage.groups for name in group.ids) == sorted(ids)
        assert all(sum(count for _, count in facet.answers) == len(ids) for facet in stage.facets)
        assert all(len(facet.answers) > 1 for facet in stage.facets)


def test_the_history_shown_is_one_that_leaves_the_design_least() -> None:
    """Of the histories that keep to it the one that follows the order of the report; any other can be asked for."""
    made = told()
    assert [one.id for one in chosen(made)] == ["1.4", "2.4"]
    assert [one.id for one in chosen(made, ["2.13"])] == ["1.4", "2.13"]
    assert [str(cohort) for cohort in chosen(made, ["2.13"])[1].history] == ["1NNN", "2NNN", "3NNN", "4NNNNNNT"]


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["1.12"], "no history '1.12'; allowed: 1.1 to 1.11, 2.1 to 2.14"),
        (["4"], "no history '4'"),
        (["3.1"], "no history '3.1'"),
        (["1.1", "1.2"], "two histories of version 1 exclude each other"),
    ],
)
def test_a_history_that_there_is_not_is_refused(ids: list[str], words: str) -> None:
    """The message says which there are."""
    with pytest.raises(RegimenError) as caught:
        chosen(told(), ids)
    assert caught.value.message.startswith(words)


def test_the_steps_of_the_home_trial() -> None:
    """Cohorts of version 1, amendment, cohorts of version 2, MTD, expansion; how sure each beginning is."""
    made = told()
    found = steps(made, chosen(made))
    assert [step.number for step in found] == list(range(1, 12))
    kinds = [step.kind for step in found]
    assert kinds == [*["cohort"] * 3, "amendment", *["cohort"] * 5, "mtd", "expansion"]
    outcomes = [step.outcomes for step in found if step.kind == "cohort"]
    assert outcomes == ["2NNT", "2NNT", "1NNN", "1NNN", "2NNN", "3NNN", "4NNT", "4NNNX"]
    alike = [step.alike for step in found if step.kind == "cohort"]
    assert alike == [(2, 11), (1, 11), (1, 11), (14, 14), (14, 14), (14, 14), (2, 14), (1, 14)]
    assert [step.state.at(1).enrolled for step in found[3:6]] == [3, 0, 3]


def test_what_is_not_known_is_said_where_it_arises() -> None:
    """The order at the first cohort, the seventh subject at 50 mg, the level above at the end; no reason is given."""
    made = told()
    found = {step.number: step.not_known for step in steps(made, chosen(made))}
    assert found[1][0] == "which level was opened first"
    assert "why seven were treated" in found[8]
    assert found[10] == ("whether a level above LEN 50 mg/day, days 1-10 was planned",)
    assert [number for number, open_questions in found.items() if not open_questions] == [2, 3, 5, 6, 7, 9]
    left = steps(made, chosen(made, ["1.10"]))[0]
    assert "no source gives a reason" in left.not_known[-2]
    assert left.leavings[0].done == "6 treated at LEN 10 mg/day, days 1-14"


def test_the_mtd_by_the_rule() -> None:
    """50 mg was published as MTD; nothing above it was tested, so it is only not exceeded."""
    made = told()
    (known,) = next(step.known for step in steps(made, chosen(made)) if step.kind == "mtd")
    words = "LEN 50 mg/day, days 1-10: published as MTD; by the rule: highest dose tested, not exceeded"
    assert known == (words, "report")


def test_results_stand_beside_exact_intervals() -> None:
    """The figures of the abstract and of the rules: 12/35, 7/17, 1/7 and 1/6, 2/6 against 1/7."""
    made = told()
    found = [tuple(map(str, rate.intervals)) for rate in rates(made.published.trial)]
    assert found[0] == ("12/35 (90 % CI 21.1–49.6)", "12/35 (95 % CI 19.1–52.2)")
    assert found[1] == ("7/17 (90 % CI 21.2–63.6)", "7/17 (95 % CI 18.4–67.1)")
    by_level = {rate.level: [str(intervals[-1]) for intervals in rate.readings] for rate in dlt_rates(made)}
    assert list(by_level) == ["d14-5", "d14-10", "d10-5", "d10-10", "d10-25", "d10-50"]
    assert by_level["d10-50"] == ["1/7 (95 % CI 0.4–57.9)", "1/6 (95 % CI 0.4–64.1)"]
    (compared,) = comparisons(made.published.trial)
    assert (compared.higher, compared.lower) == (("d14-10", 2, 6), ("d10-50", 1, 7))
    assert f"{compared.p:.2f}" == "0.56"


def test_another_trial_is_a_file(tmp_path: Path) -> None:
    """One version, cohorts as published, no level above, no MTD: one history, one reading, one end."""
    made = own(tmp_path, OWN)
    assert made.total == 1
    (history,) = chosen(made)
    assert [str(cohort) for cohort in history.history] == ["1NNT", "1NNN", "2NNN", "3NNT", "3NTT"]
    found = steps(made, chosen(made))
    assert [step.kind for step in found] == [*["cohort"] * 5, "end"]
    (said,) = found[-1].rulings
    assert (said.reading, said.words) == (None, "go down to LEN 10 mg/day, days 1-10 and treat 3")


def test_a_sheet_has_only_what_was_published(tmp_path: Path) -> None:
    """Without MTD, results and successor there is an end and an expansion, and no empty block."""
    text = OWN.replace("count: 15", "count: 19") + "expansion: {level: d10-10, treated: 4, source: own}\n"
    made = own(tmp_path, text)
    sheet = replay_sheet(made, chosen(made))
    headings = [block.heading for block in sheet.blocks]
    assert headings[5:] == [
        "Step 6 of 7: the end of the escalation",
        "Step 7 of 7: expansion at LEN 10 mg/day, days 1-10",
        *("DLTs by level, intervals exact", "Results, intervals exact", "Compared", "Quoted, nothing derived"),
        *("Sources", "Notes", "Key"),
    ]
    assert "Known: 4 more treated at LEN 10 mg/day, days 1-10 [own]" in as_text(sheet)
    assert "Compared" not in as_text(sheet)


@pytest.mark.parametrize(
    ("level", "treated", "words"),
    [("d10-10", 3, "tolerated, a level above was tested too"), ("d10-25", 6, "exceeded")],
)
def test_an_mtd_that_is_not_the_highest_level(tmp_path: Path, level: str, treated: int, words: str) -> None:
    """By the rule a level is tolerated or exceeded, whatever was published."""
    made = own(tmp_path, OWN + MTD.replace("LEVEL", level).replace("TREATED", str(treated)))
    ((known, _),) = steps(made, chosen(made))[-1].known
    assert known.endswith(f"by the rule: {words}")
    (left,) = chosen(made)[0].leavings
    assert (left.kind, left.said) == ("ended", "go down to LEN 10 mg/day, days 1-10 and treat 3")
