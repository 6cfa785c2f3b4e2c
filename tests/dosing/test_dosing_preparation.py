"""Making up: vials to open, bags, concentrations."""

from decimal import Decimal
from itertools import product as combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dosing.counting import MAX_UNITS, vials_to_open
from regimen.dosing.dilution import Dilution, allowed_bags, concentration, dilute, final_volumes, no_bag_fits
from regimen.dosing.measuring import nearest_measurable
from regimen.dosing.preparation import prepare
from regimen.dosing.products import Product
from regimen.quantity import parse_amount, parse_strength

ETOPOSIDE = Dilution(
    "sodium chloride 0.9 %",
    parse_strength("0.2 mg/mL"),
    parse_strength("0.4 mg/mL"),
    bags=(Decimal(1000), Decimal(250), Decimal(500)),
    near_limit="no refrigeration",
    source="label",
)
US, EU = (Decimal(10), Decimal("12.5"), Decimal(15)), (Decimal(5), Decimal(10), Decimal(15))


def concentrate(strength: str = "2 mg/mL", vials: tuple[Decimal, ...] = US) -> Product:
    """A concentrate sold in these vials."""
    return Product("concentrate", parse_strength(strength), vials=vials)


@pytest.mark.parametrize(
    ("needed", "sizes", "counts", "total"),
    [
        pytest.param("7.5", US, [(1, "10")], "10", id="US-one-small"),
        pytest.param("7.5", EU, [(1, "10")], "10", id="EU-one-rather-than-two"),
        pytest.param("12", US, [(1, "12.5")], "12.5", id="US-middle"),
        pytest.param("12", EU, [(1, "15")], "15", id="EU-one"),
        pytest.param("22", US, [(1, "12.5"), (1, "10")], "22.5", id="US-least-waste"),
        pytest.param("20", EU, [(2, "10")], "20", id="two-of-one-size"),
        pytest.param("15", US, [(1, "15")], "15", id="exactly-one"),
        pytest.param("15.1", US, [(2, "10")], "20", id="US-just-over"),
    ],
)
def test_vials_with_the_least_left_over_are_opened(needed, sizes, counts, total) -> None:
    """Mitoxantrone 2 mg/mL: US vials of 10, 12.5, 15 mL and EU vials of 5, 10, 15 mL lead to other choices."""
    opened = vials_to_open(Decimal(needed), sizes)
    assert opened is not None
    assert [(count, str(size)) for count, size in opened.counts] == counts
    assert opened.total == Decimal(total)


def test_more_vials_than_anyone_opens_are_not_proposed() -> None:
    """Forty vials are the most; without sizes there is nothing to propose."""
    assert vials_to_open(Decimal(5 * MAX_UNITS), (Decimal(5),)) is not None
    assert vials_to_open(Decimal(5 * MAX_UNITS) + 1, (Decimal(5),)) is None
    assert vials_to_open(Decimal(5), ()) is None


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=60, places=1),
    st.lists(st.sampled_from(list(map(Decimal, ["5", "10", "12.5", "15", "25"]))), min_size=1, max_size=3, unique=True),
)
def test_vials_equal_a_search_through_all_combinations(needed, sizes) -> None:
    """No other choice leaves less over, and none that leaves as little has fewer vials."""
    opened = vials_to_open(needed, sizes)
    assert opened is not None
    options = []
    for counts in combinations(range(13), repeat=len(sizes)):
        total = sum((count * size for count, size in zip(counts, sizes, strict=True)), Decimal(0))
        if total >= needed:
            options.append((total, sum(counts)))
    assert (opened.total, sum(count for count, _ in opened.counts)) == min(options)


def test_published_volumes_of_etoposide() -> None:
    """150.55 mg needs at least 377 mL at 0.4 mg/mL and at most 753 mL at 0.2 mg/mL, drug and diluent together."""
    smallest, largest = final_volumes(parse_amount("150.55 mg"), ETOPOSIDE)
    assert smallest is not None
    assert largest is not None
    assert (smallest.to_integral_value("ROUND_CEILING"), round(largest)) == (377, 753)


@pytest.mark.parametrize(
    ("mg", "bags", "near"),
    [
        pytest.param("50.5", [], False, id="too-little-for-any"),
        pytest.param("51", [250], False, id="smallest"),
        pytest.param("102", [250, 500], True, id="two-fit-0.4-in-the-smaller"),
        pytest.param("150", [500], False, id="middle"),
        pytest.param("183.4", [500], True, id="near-the-highest"),
        pytest.param("204", [500, 1000], True, id="two-fit-again"),
        pytest.param("204.1", [1000], False, id="one-more-tenth"),
        pytest.param("408.2", [], False, id="too-much-for-any"),
    ],
)
def test_the_smallest_bag_between_the_ends_is_chosen(mg, bags, near) -> None:
    """Bags of 250, 500 and 1,000 mL for etoposide 20 mg/mL at 0.2 to 0.4 mg/mL, both ends included."""
    amount = parse_amount(f"{mg} mg")
    diluted = dilute(amount, amount.value / 20, ETOPOSIDE)
    assert list(diluted.allowed_bags) == bags
    assert diluted.bag_ml == (bags[0] if bags else None)
    assert (diluted.near_limit is not None) is near
    assert (no_bag_fits("etoposide", amount, amount.value / 20, ETOPOSIDE) is None) is bool(bags)


def test_concentration_counts_the_drugs_own_volume() -> None:
    """150 mg in 7.5 mL and a 500 mL bag are 150 / 507.5 mg/mL, not 150 / 500."""
    assert concentration(parse_amount("150 mg"), Decimal("7.5"), Decimal(500)) == Decimal(150) / Decimal("507.5")


@given(st.decimals(min_value=1, max_value=600, places=2))
def test_every_allowed_bag_keeps_between_the_ends(mg) -> None:
    """No bag that is allowed gives a concentration outside 0.2 to 0.4 mg/mL, and no other bag one inside."""
    amount = parse_amount(f"{mg} mg")
    inside = [
        bag
        for bag in sorted(ETOPOSIDE.bags)
        if Decimal("0.2") <= concentration(amount, amount.value / 20, bag) <= Decimal("0.4")
    ]
    assert list(allowed_bags(amount, amount.value / 20, ETOPOSIDE)) == inside


def test_the_smallest_volume_of_diluent_is_kept() -> None:
    """Mitoxantrone goes into at least 50 mL; without ends of concentration every larger bag is allowed."""
    dilution = Dilution("glucose 5 %", smallest_ml=Decimal(50), bags=(Decimal(25), Decimal(50), Decimal(100)))
    assert allowed_bags(parse_amount("15 mg"), Decimal("7.5"), dilution) == (50, 100)


def test_no_bag_is_a_remark_with_its_source() -> None:
    """The finding names the bags, the volumes and the label."""
    finding = no_bag_fits("etoposide", parse_amount("500 mg"), Decimal(25), ETOPOSIDE)
    assert finding is not None
    assert (finding.code, finding.source) == ("no-bag-fits", "label")
    assert "none of the bags of 250, 500, 1,000 mL† fits" in finding.message
    assert "at least 1,250 mL† (highest 0.4 mg/mL) and at most 2,500 mL† (lowest 0.2 mg/mL)" in finding.message


def test_everything_is_told_in_words() -> None:
    """Volume, vials by region, range, bag and concentration stand as lines, every value that is ours marked."""
    products = [concentrate("20 mg/mL", (Decimal(5),))]
    amount = parse_amount("190 mg")
    made = prepare(amount, products, "NZ", measured=nearest_measurable(amount, products), dilution=ETOPOSIDE)
    assert made is not None
    assert made.lines == (
        "9.5 mL of 20 mg/mL concentrate†",
        "open 2 × 5 mL vials† (NZ†), 0.5 mL† left over",
        "final volume at least 475 mL† (highest 0.4 mg/mL) and at most 950 mL† (lowest 0.2 mg/mL)",
        "500 mL bag† of sodium chloride 0.9 %: 0.373 mg/mL†",
        "close to the highest concentration†: no refrigeration",
    )


def test_a_published_flat_amount_carries_no_mark_of_its_own() -> None:
    """Where the amount is the source's own, only region, bag and what is left over are ours."""
    made = prepare(parse_amount("15 mg"), [concentrate()], "US", mark="")
    assert made is not None
    assert made.lines == ("7.5 mL of 2 mg/mL concentrate", "open 1 × 10 mL vial (US†), 2.5 mL† left over")


def test_an_amount_that_is_not_rounded_is_drawn_from_the_first_liquid() -> None:
    """Without a measured amount the volume is computed, not rounded."""
    made = prepare(parse_amount("15.0554 mg"), [concentrate("2 mg/mL"), concentrate("4 mg/mL")], "US")
    assert made is not None
    assert made.volume_ml == Decimal("7.5277")


@pytest.mark.parametrize(
    ("mg", "counts", "left"),
    [
        pytest.param("1950", [(1, "2 g")], "0.05 g", id="one-large"),
        pytest.param("2100", [(1, "2 g"), (1, "0.1 g")], "0 g", id="nothing-left"),
        pytest.param("450", [(1, "0.5 g")], "0.05 g", id="one-vial-rather-than-five"),
    ],
)
def test_powder_vials_waste_the_least(mg, counts, left) -> None:
    """Cytarabine powder of 100 mg, 500 mg, 1 g and 2 g: the vials whose content is nearest above the dose."""
    powders = [Product("powder", parse_strength(f"{size} g")) for size in ("0.1", "0.5", "1", "2")]
    made = prepare(parse_amount(f"{mg} mg"), powders, "US")
    assert made is not None
    assert [(vial.number, str(vial.size)) for vial in made.vials] == counts
    assert (str(made.left_over), made.volume_ml, made.diluted) == (left, None, None)


def test_what_is_swallowed_is_not_made_up() -> None:
    """Capsules have no volume and no vial."""
    assert prepare(parse_amount("50 mg"), [Product("capsule", parse_strength("25 mg"))], "US") is None


def test_unknown_vials_are_not_invented() -> None:
    """A region without listed sizes gives the volume and nothing about vials."""
    made = prepare(parse_amount("15 mg"), [concentrate(vials=())], "NZ")
    assert made is not None
    assert (made.vials, made.left_over, len(made.lines)) == ((), None, 1)
