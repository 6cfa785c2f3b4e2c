"""`regimen duration`: simulated trials on the calendar, seeded."""

from pathlib import Path

import pytest

from regimen.nomenclature import NOTICE

GOLDEN = Path(__file__).parents[1] / "golden" / "cohorts"
P = ("--p", ".05,.10,.20,.35,.50", "--trials", "400")
SHEETS = {
    "duration.txt": P,
    "recovery.txt": (*P, "--recovery", "26-45", "--review-lag", "3", "--stagger", "7"),
    "duration.md": (*P, "--format", "markdown", "--design", "no-deescalation", "--against", "42", "--seed", "7"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_golden(run, name: str) -> None:
    """Each sheet prints exactly as in tests/golden/cohorts: a seed draws the same trials on any machine."""
    ran = run("duration", *SHEETS[name])
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (GOLDEN / name).read_text(encoding="utf-8")
    assert ran.out.count(NOTICE) == 2
    if name.endswith(".txt"):
        assert max(map(len, ran.out.splitlines())) <= 100


def test_json(run) -> None:
    """A side for each design and window, and their differences trial by trial."""
    made = run("duration", *P, "--json").json
    assert [(side["design"], side["window"]) for side in made["sides"]] == [
        ("deescalate-six", 45), ("deescalate-six", 28), ("rolling-six", 45), ("rolling-six", 28),
    ]  # fmt: skip
    for side in made["sides"]:
        assert side["p_none"] + sum(side["p_select"]) == pytest.approx(1)
        assert list(side["days"]["quantiles"].values()) == sorted(side["days"]["quantiles"].values())
    longer = made["differences"][0]
    assert (longer["of"]["window"], longer["to"]["window"]) == (45, 28)
    means = [side["days"]["mean"] for side in made["sides"]]
    assert longer["days"]["mean"] == pytest.approx(means[0] - means[1])
    assert longer["days"]["mean_months"] == pytest.approx(longer["days"]["mean"] / 30.4375)
    assert (made["accrual"], made["seed"], made["trials"]) == (14, 1, 400)


def test_day_45_costs_more_where_subjects_come_often(run) -> None:
    """A cohort waits 17 days longer each time; where subjects are rare it would have waited for them anyhow."""
    often, rarely = (
        run("duration", *P, "--accrual", days, "--json").json["differences"][0]["days"]["mean"] for days in ("2", "60")
    )
    assert often > rarely > 0


def test_who_recovers_early_makes_the_window_cheaper(run) -> None:
    """Complete at recovery, most subjects do not wait for Day 45, and a shorter window saves less."""
    late, early = (
        run("duration", *P, *words, "--json").json["differences"][0]["days"]["mean"]
        for words in ((), ("--recovery", "20-35"))
    )
    assert 0 < early < late


def test_a_seed_draws_the_same_and_another_one_others(run) -> None:
    """The same seed gives the same numbers, whatever stands beside the design."""
    one, again, other = (
        run("duration", *P, "--design", "rolling-six", *words, "--json").json["sides"][0]
        for words in ((), ("--design", "no-deescalation"), ("--seed", "2"))
    )
    assert one == again
    assert one != other


def test_a_falling_chance_is_told(run) -> None:
    """Allowed, and said."""
    made = run("duration", "--p", ".2,.1", "--trials", "50", "--json").json
    assert [one["code"] for one in made["findings"]] == ["chance-falls"]
    assert "falls from 0.2 at level 1" in run("duration", "--p", ".2,.1", "--trials", "50").out


REFUSED = {
    "no chances": ((), "--p is needed"),
    "a chance above one": (("--p", ".1,1.2"), "chance 2 of 2 (column 4): 1.2 is no chance"),
    "41 levels": (("--p", ",".join(["0.1"] * 41)), "41 levels; allowed: 1 to 40"),
    "one trial": (("--p", ".1", "--trials", "1"), "1 trials; allowed: 2 to 1,000,000"),
    "too many": (("--p", ".1", "--trials", "1000001"), "allowed"),
    "a window of no day": (("--p", ".1", "--window", "0"), "a window of 0 days; allowed: 1 to 3,660"),
    "a design that looks at every level": (("--p", ".1", "--design", "boin:0.25"), "boin:0.25 looks at every level"),
    "a recovery that is no span": (("--p", ".1", "--recovery", "1,8"), "--recovery: '1,8' is no span of days"),
    "a recovery before Day 1": (("--p", ".1", "--recovery", "0-8"), "recovery on days 0 to 8; allowed: days from 1"),
    "a start off the ladder": (("--p", ".1,.2", "--start", "3"), "start level 3; allowed: 1 to 2"),
}


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused(run, words, told: str) -> None:
    """With what is allowed, and nothing on stdout."""
    ran = run("duration", *words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
