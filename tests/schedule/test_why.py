"""Why an item stands where it stands, told so that a learner can check it."""

import pytest
from by_hand import FOLDER

from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Schedule
from regimen.schedule.why import why_here

FIXTURES = FOLDER.parents[1] / "fixtures" / "protocols"


def schedule(name: str) -> Schedule:
    """The schedule of the home case or of a fixture."""
    return build_schedule(resolve(load() if name == "home" else read_protocol(FIXTURES / f"{name}.yaml")))


WORDS = [
    ("home", "mitoxantrone:d4", ["mitoXANTRONE is given on days 4-8", "Day 4 is 3 days after Day 1", "lenalidomide"]),
    ("home", "lenalidomide:d1", ["days 1-10", "Day 1 is the reference day (first lenalidomide dose†)"]),
    ("home", "lenalidomide:d2", ["Day 2 is 1 day after Day 1"]),
    ("home", "exam-daily:d3", ["days 1-14", "may predate the amendment"]),
    ("home", "exam:d15", ["the series ends early at count recovery"]),
    ("home", "marrow:d20", ["due at count recovery", "Day 20 to 45", "shown on the window's first day"]),
    ("home", "deciding-sample:d45", ["45†", "2 days before to 0 days after"]),
    ("home", "dlt-window-closes:d45", ["Day 45 is still in time, from Day 46 it is delayed", "44 days after Day 1"]),
    ("home", "day-60:d60", ["60†", "Day 60 is 59 days after Day 1"]),
    ("home", "mec-end:d8", ["first or last dose day"]),
    ("beam", "carmustine:d-6", ["day −6", "Day −6 is 6 days before Day 0 (stem-cell infusion)"]),
    ("beam", "cytarabine:d-5:s2", ["days −5 to −2", "q12h (2 of 2)"]),
    ("hypercvad", "cyclophosphamide:d43:s1", ["days 1-3 of cycles 1-7/2", "q12h (1 of 2)"]),
    ("hypercvad", "cytarabine-from-60:d23:s1", ["of cycles 2-8/2", "for age 60 or over"]),
    ("hypercvad", "cytarabine-under-60:d23:s1", ["for age under 60"]),
    ("hypercvad", "filgrastim:d5", ["5-14†"]),
    ("two-periods", "dexamethasone:d15", ["days 1-2", "of its own 14-day cycle"]),
    ("two-periods", "lenalidomide:d29", ["days 1-21 of every cycle", "28 days after Day 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "item", "words"), WORDS, ids=[f"{name}-{item}" for name, item, _ in WORDS])
def test_explanation_says_rule_and_offset(name, item, words) -> None:
    """The explanation names the rule, the way from the reference day, and what is assumed."""
    plan = schedule(name)
    [found] = [one for one in plan.items if one.id == item]
    text = why_here(plan, found)
    assert [word for word in words if word not in text] == [], text


@pytest.mark.parametrize("name", ["home", "beam", "hypercvad", "mfolfox6", "two-periods", "azacitidine-venetoclax"])
def test_every_item_is_explained_on_one_line(name) -> None:
    """No item is left unexplained; each explanation names its day."""
    plan = schedule(name)
    texts = [(item, why_here(plan, item)) for item in plan.items]
    assert [item.id for item, text in texts if f"Day {item.day} is".replace("-", "−") not in text or "\n" in text] == []


def test_hidden_assumptions_leave_no_value() -> None:
    """With assumptions hidden, an assumed day or event is blanked and the published ones stay."""
    plan = schedule("home")
    texts = {item.id: why_here(plan, item, hide=True) for item in plan.items}
    assert "first lenalidomide dose" not in "".join(texts.values())
    assert "on days 4-8" in texts["mitoxantrone:d4"]
    assert "not in the sources" in texts["deciding-sample:d45"]
