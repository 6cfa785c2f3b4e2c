"""`regimen oc`: the contract's keys, forecasts, lists, designs side by side, and what it refuses."""

from pathlib import Path

import pytest

FIVE = ".05,.10,.20,.35,.50"
KEYS = {
    "p_select", "p_none", "expected_n", "expected_dlt", "expected_n_per_level", "expected_dlt_per_level",
    "n_distribution", "dlt_distribution", "paths",
}  # fmt: skip
DESIGNS = ["no-deescalation", "deescalate-top3", "deescalate-six", "rolling-six", "boin:0.25", "aplusb:3,3,1,1,1"]


def told(run, *words: str):
    """The document of `regimen oc`."""
    ran = run("oc", *words, "--json")
    assert (ran.status, ran.err) == (0, "")
    return ran.json


def test_the_document_has_the_contracts_keys_unrounded(run) -> None:
    """The published example, with all the digits."""
    document = told(run, "--p", FIVE, "--design", "no-deescalation")
    assert set(document) >= KEYS | {"notice", "findings"}
    assert [round(chance, 4) for chance in document["p_select"]] == [0.0914, 0.2570, 0.3772, 0.2052, 0.0426]
    assert round(document["p_none"], 4) == 0.0266
    assert document["p_none"] != round(document["p_none"], 6)
    assert document["expected_n"] == pytest.approx(14.428, abs=5e-4)
    assert sum(document["expected_n_per_level"]) == pytest.approx(document["expected_n"])
    assert sum(document["expected_dlt_per_level"]) == pytest.approx(document["expected_dlt"])
    assert document["paths"] == 187
    assert list(document["n_distribution"]) == [str(number) for number in range(3, 31, 3)]
    for spread, mean in (("n_distribution", "expected_n"), ("dlt_distribution", "expected_dlt")):
        assert sum(document[spread].values()) == pytest.approx(1)
        assert sum(int(number) * chance for number, chance in document[spread].items()) == pytest.approx(document[mean])


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_has_exact_chances(run, design: str) -> None:
    """Also the ones that are no table; the accrual they are worked out for is said."""
    document = told(run, "--p", FIVE, "--design", design)
    assert document["design"] == design
    assert sum(document["p_select"]) + document["p_none"] == pytest.approx(1)
    assert "known before" in document["accrual"]


def test_a_table_of_ones_own_has_them_too(run, tmp_path: Path) -> None:
    """Written by the program, read back as a user's table: the same chances."""
    table = run("designs", "deescalate-six", "--format", "csv").out
    file = tmp_path / "mine.csv"
    file.write_text(table, encoding="utf-8")
    own, named = (
        told(run, "--p", FIVE, "--design", f"table:{file}"),
        told(run, "--p", FIVE, "--design", "deescalate-six"),
    )
    assert own["p_select"] == pytest.approx(named["p_select"], abs=1e-12)


def test_a_forecast_begins_where_the_trial_stands(run) -> None:
    """From the empty trial it is the whole; from a state those treated count, and departures are told."""
    whole = told(run, "--p", ".1,.2,.3", "--design", "deescalate-six")
    assert told(run, "--p", ".1,.2,.3", "--design", "deescalate-six", "--from", "")["p_select"] == whole["p_select"]
    later = told(run, "--p", ".1,.2,.3", "--design", "deescalate-six", "--from", "1NNN 1NNN 2NNTX")
    assert later["expected_n_per_level"][1] > 4
    assert later["from"] == "1NNN 1NNN 2NNTX"
    assert [one["cohort"] for one in later["departures"]] == [2]


def test_a_start_level_leaves_those_below_for_the_way_down(run) -> None:
    """Level -1 is a level below the start."""
    document = told(run, "--p", ".1,.2,.3", "--design", "deescalate-six", "--start", "2")
    assert (document["start"], document["expected_n_per_level"][1] > 3) == (2, True)
    assert 0 < document["expected_n_per_level"][0] < 3


def test_recommending_a_level_nobody_was_treated_at_is_said(run) -> None:
    """Storer's design started at level 2 may name level 1 untried."""
    document = told(run, "--p", ".1,.2,.3", "--start", "2")
    assert [one["code"] for one in document["findings"]] == ["recommended-untried"]


def test_paths_are_listed_when_asked_for(run) -> None:
    """Each with its results, end and chance, in JSON and as text."""
    document = told(run, "--p", ".05,.10", "--paths")
    assert len(document["path_list"]) == document["paths"] == 19
    assert sum(path["chance"] for path in document["path_list"]) == pytest.approx(1)
    assert document["path_list"][0] == {"outcomes": "1NNN 2NNN", "recommended": 2, "chance": pytest.approx(0.625026375)}
    text = run("oc", "--p", ".05,.10", "--paths").out
    assert "1NNT 1NNT" in text
    assert "19 paths" in text


def test_designs_stand_side_by_side_with_the_same_subjects(run) -> None:
    """Exact chances of each, and what each did with the people of one seed."""
    words = ("--p", FIVE, "--design", "deescalate-six", "--beside", "rolling-six", "--beside", "boin:0.25")
    document = told(run, *words, "--trials", "500", "--seed", "9")
    assert [side["design"] for side in document["beside"]] == ["rolling-six", "boin:0.25"]
    assert all(set(side) >= KEYS for side in document["beside"])
    together = document["same_subjects"]
    assert [side["design"] for side in together["designs"]] == ["deescalate-six", "rolling-six", "boin:0.25"]
    assert together == told(run, *words, "--trials", "500", "--seed", "9")["same_subjects"]
    text = run("oc", *words, "--trials", "500", "--seed", "9").out
    assert "The same subjects, 500 simulated trials" in text
    assert together["first_trial"][0]["outcomes"] in text


def test_a_simulation_stands_beside_the_exact_chances(run) -> None:
    """One design alone is simulated for what averages do not show."""
    document = told(run, "--p", FIVE, "--trials", "10000")
    simulated = document["simulated"]
    assert sum(simulated["selected"]) + simulated["none"] == simulated["trials"] == 10_000
    assert simulated["selected"][2] / 10_000 == pytest.approx(document["p_select"][2], abs=0.03)
    assert "10,000 simulated trials" in run("oc", "--p", FIVE, "--trials", "10000").out


def test_waiting_subjects_change_what_rolling_six_does(run) -> None:
    """More waiting at once means more treated before a level is known to be too toxic."""
    alone, many = (told(run, "--p", FIVE, "--design", "rolling-six", "--waiting", str(k)) for k in (1, 6))
    assert many["expected_n"] > alone["expected_n"]
    assert many["accrual"].startswith("up to 6 subjects wait")


def test_text_shows_a_table_with_bars(run) -> None:
    """A row a level, the longest bar for the likeliest one, and what is assumed."""
    ran = run("oc", "--p", FIVE)
    assert ran.status == 0
    (likeliest,) = [line for line in ran.out.splitlines() if "37.7 %" in line]
    assert likeliest.count("█") == 24
    assert "14.4 subjects and 2.72 DLTs on average" in ran.out
    assert "3 + 3 has no target rate" in ran.out
    assert "┃" not in run("oc", "--p", FIVE, "--format", "markdown").out
    assert "| 3 | 20.0 % | 37.7 %" in run("oc", "--p", FIVE, "--format", "markdown").out


def test_boins_own_assumptions_carry_the_mark(run) -> None:
    """The size of a BOIN trial is nobody's rule here."""
    assert "at most 30 subjects and 12 at a level†" in run("oc", "--p", FIVE, "--design", "boin:0.25").out


def test_csv_has_a_row_a_level(run) -> None:
    """And one for no level, each with the notice."""
    lines = run("oc", "--p", ".1,.2", "--format", "csv").out.splitlines()
    assert lines[0] == "design,level,p,p_select,expected_n,expected_dlt,notice"
    assert [line.split(",")[1] for line in lines[1:]] == ["none", "1", "2"]


def test_falling_chances_are_worked_out_and_said(run) -> None:
    """Allowed; the finding names the level."""
    document = told(run, "--p", ".3,.2,.4")
    (finding,) = document["findings"]
    assert (finding["code"], finding["severity"], finding["subject"]) == ("chance-falls", "other", "level 2")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param((), "--p is needed", id="no chances"),
        pytest.param(("--p", ".1,1.2"), "chance 2 of 2 (column 4): 1.2 is no chance", id="above one"),
        pytest.param(("--p", ".1,-.2"), "chance 2 of 2 (column 4): '-.2' is no number", id="below nought"),
        pytest.param(("--p", ".1,,.2"), "chance 2 of 3 (column 4): '' is no number", id="a gap"),
        pytest.param(("--p", ".1, x"), "chance 2 of 2 (column 5): 'x' is no number", id="no number"),
        pytest.param(("--p", "nan"), "'nan' is no number", id="nan"),
        pytest.param(("--p", ",".join([".1"] * 41)), "41 levels", id="too long a ladder"),
        pytest.param(("--p", ".1,.2", "--start", "3"), "start level 3; allowed: 1 to 2", id="start off the ladder"),
        pytest.param(("--p", ".1,.2", "--from", "1NNN 3NNN"), "column 6: there is no level 3", id="off the ladder"),
        pytest.param(("--p", ".1,.2", "--from", "1NNZ"), "column 4", id="an unknown letter"),
        pytest.param(("--p", ".1", "--design", "deescalate-sx"), "did you mean deescalate-six?", id="unknown design"),
        pytest.param(("--p", ".1", "--waiting", "2"), "enrol one by one", id="waiting without effect"),
        pytest.param(("--p", ".1", "--design", "rolling-six", "--waiting", "7"), "allowed: 1 to 6", id="too many wait"),
        pytest.param(("--p", ".1", "--seed", "7"), "add --trials", id="a seed for nothing"),
        pytest.param(("--p", ".1", "--trials", "0"), "allowed: 1 or more", id="no trials"),
        pytest.param(("--p", ",".join([".1"] * 16), "--paths"), "paths are too many to list", id="too many paths"),
        pytest.param(("--p", ".1", "--json", "--format", "csv"), "two forms", id="two forms"),
    ],
)
def test_what_cannot_be_asked_is_refused(run, words: tuple[str, ...], said: str) -> None:
    """Status 2, nothing on stdout, and the place of the fault."""
    ran = run("oc", *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
