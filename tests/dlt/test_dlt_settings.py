"""Named sets of a count-recovery rule, and what they make of a protocol's window."""

from dataclasses import fields
from decimal import Decimal

import pytest
from dlt_subject import WINDOW

from regimen.dlt.definition import Definition
from regimen.dlt.settings import GROUPS, define
from regimen.errors import RegimenError

CHOSEN = [(name, chosen) for name, group in GROUPS.items() for chosen in group.sets]


def test_the_defaults() -> None:
    """The home case: the protocol's thresholds and last day, every other value assumed."""
    found = define(WINDOW)
    assert (found.last_day, found.anc, found.platelets) == (45, Decimal("0.5"), Decimal(20))
    assert found.assumed == {field.name for field in fields(Definition)} - {"last_day", "assumed"}
    plain = Definition(45, Decimal("0.5"), Decimal(20), after="MEC")
    assert all(getattr(found, name) == getattr(plain, name) for name in found.assumed)


@pytest.mark.parametrize(("name", "chosen"), CHOSEN, ids=[f"{name}={chosen}" for name, chosen in CHOSEN])
def test_every_set_takes_effect(name: str, chosen: str) -> None:
    """A set changes the fields that it names and no other."""
    plain, found = define(WINDOW), define(WINDOW, {name: chosen})
    changed = {field.name for field in fields(Definition) if getattr(plain, field.name) != getattr(found, field.name)}
    values = GROUPS[name].sets[chosen]
    assert changed <= set(values)
    assert {key: getattr(found, key) for key in values} == dict(values)


def test_every_group_has_its_default_and_one_set_of_keys() -> None:
    """Every set of a group says the same fields, and no two groups share one."""
    owned = [key for group in GROUPS.values() for key in group.sets[group.default]]
    assert len(owned) == len(set(owned))
    assert all(set(one) == set(group.sets[group.default]) for group in GROUPS.values() for one in group.sets.values())


def test_hidden_assumptions_hide_the_thresholds() -> None:
    """With assumptions hidden, a threshold that no source gives is none; the last day is the article's and stays."""
    found = define(WINDOW, hide=True)
    assert (found.anc, found.platelets, found.last_day) == (None, None, 45)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"platelet-fre": "3-days"}, "no setting 'platelet-fre'; did you mean platelet-free?; allowed: lineages"),
        ({"platelet-free": "4-days"}, "setting platelet-free has no set '4-days'; did you mean"),
    ],
    ids=["group", "set"],
)
def test_an_unknown_choice_is_refused(choices, words) -> None:
    """The message names the nearest, and what is allowed."""
    with pytest.raises(RegimenError, match=r"allowed: ") as caught:
        define(WINDOW, choices)
    assert caught.value.message.startswith(words)


@pytest.mark.parametrize(
    "values",
    [
        {"anc": Decimal(0)}, {"platelets": Decimal(-1)}, {"platelet_free_days": -1}, {"gap_days": -1},
        {"least_treatment": Decimal("1.1")},
    ],
    ids=str,
)  # fmt: skip
def test_an_impossible_definition_is_refused(values) -> None:
    """Thresholds are above zero, days not below it, a share at most all."""
    with pytest.raises(RegimenError, match="is not possible"):
        Definition(**{"last_day": 45, "anc": Decimal("0.5"), "platelets": Decimal(20), **values})
