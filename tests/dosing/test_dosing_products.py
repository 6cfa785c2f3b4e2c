"""Which capsules, which volume."""

from decimal import Decimal
from itertools import product as combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.dosing.counting import MAX_UNITS
from regimen.dosing.measuring import nearest_measurable, nearest_unit
from regimen.dosing.products import Product
from regimen.quantity import MG, Amount, parse_amount, parse_strength

LENALIDOMIDE = ["2.5", "5", "10", "15", "20", "25"]


def capsules(*strengths: str) -> tuple[Product, ...]:
    """Capsules of these strengths in mg."""
    return tuple(Product("capsule", parse_strength(f"{strength} mg")) for strength in strengths)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        pytest.param("50", "2 × 25 mg capsules", id="50-two-of-25"),
        pytest.param("30", "2 × 15 mg capsules", id="30-single-strength"),
        pytest.param("40", "2 × 20 mg capsules", id="40-single-strength"),
        pytest.param("35", "1 × 25 mg capsule + 1 × 10 mg capsule", id="35-larger-first"),
        pytest.param("25", "1 × 25 mg capsule", id="25-one"),
        pytest.param("7.5", "1 × 5 mg capsule + 1 × 2.5 mg capsule", id="7.5-mixed"),
        pytest.param("12.5", "1 × 10 mg capsule + 1 × 2.5 mg capsule", id="12.5"),
        pytest.param("1000", "40 × 25 mg capsules", id="at-the-limit"),
    ],
)
def test_exact_amounts_in_lenalidomide_capsules(amount, text) -> None:
    """Fewest capsules, then a single strength (HOPA, Fahrenbruch 2018), then larger strengths first."""
    chosen = nearest_measurable(parse_amount(f"{amount} mg"), capsules(*LENALIDOMIDE))
    assert chosen is not None
    assert (chosen.text, chosen.amount) == (text, parse_amount(f"{amount} mg"))


def test_fewer_units_win_over_a_single_strength() -> None:
    """Three strengths in three capsules beat four capsules of one strength."""
    chosen = nearest_measurable(parse_amount("60 mg"), capsules("15", "10", "25", "35"))
    assert chosen is not None
    assert chosen.text == "1 × 35 mg capsule + 1 × 25 mg capsule"


@pytest.mark.parametrize(
    ("amount", "reached"),
    [("51", "50"), ("51.25", "52.5"), ("51.24", "50"), ("0.1", "2.5"), ("48.8", "50")],
    ids=["down", "tie-goes-up", "just-below-tie", "never-zero", "up"],
)
def test_nearest_reachable_amount_when_none_is_exact(amount, reached) -> None:
    """The nearest reachable sum is chosen; an exact tie goes up and nothing is never an answer."""
    chosen = nearest_measurable(parse_amount(f"{amount} mg"), capsules(*LENALIDOMIDE))
    assert chosen is not None
    assert chosen.amount.value == Decimal(reached)


@pytest.mark.parametrize(
    ("amount", "strengths"),
    [
        pytest.param("5000", ("2.5",), id="two-thousand-capsules"),
        pytest.param("100.1", ("2.5",), id="one-more-than-forty"),
        pytest.param("999", ("999.999", "0.001"), id="grid-too-fine"),
        pytest.param("10", (), id="no-products"),
    ],
)
def test_absurd_requests_are_refused(amount, strengths) -> None:
    """More than MAX_UNITS, or strengths without a common step, give no proposal."""
    assert nearest_measurable(parse_amount(f"{amount} mg"), capsules(*strengths)) is None


def test_exactly_forty_units_are_still_proposed() -> None:
    """The limit of units is inclusive."""
    chosen = nearest_measurable(parse_amount("100 mg"), capsules("2.5"))
    assert chosen is not None
    assert chosen.text == f"{MAX_UNITS} × 2.5 mg capsules"


def test_limit_is_never_passed() -> None:
    """A limit below the nearest sum gives the next one down, and below one unit gives nothing."""
    assert nearest_measurable(parse_amount("49 mg"), capsules("25"), parse_amount("49 mg")).amount.value == 25  # type: ignore[union-attr]
    assert nearest_measurable(parse_amount("50 mg"), capsules("25"), parse_amount("50 mg")).amount.value == 50  # type: ignore[union-attr]
    assert nearest_measurable(parse_amount("20 mg"), capsules("25"), parse_amount("20 mg")) is None


@pytest.mark.parametrize(
    ("form", "strength", "counted"),
    [
        ("capsule", "25 mg", True),
        ("film-coated tablets", "25 mg", True),
        ("hard capsule", "25 mg", True),
        ("vial", "500 mg", False),
        ("powder", "2 g", False),
        ("syringe", "300 ug", True),
        ("oral solution", "2 mg/mL", False),
        ("tablet", "2 mg/mL", False),
    ],
)
def test_only_solid_oral_forms_are_counted(form, strength, counted) -> None:
    """Vials are not swallowed whole: their content is not a step of the dose."""
    assert Product(form, parse_strength(strength)).counted is counted


@pytest.mark.parametrize(("form", "plural"), [("tablets", "tablets"), ("patch", "patches"), ("capsule", "capsules")])
def test_forms_are_written_in_the_plural(form, plural) -> None:
    """Two units are written in the plural, however the form was given."""
    chosen = nearest_measurable(parse_amount("50 mg"), [Product(form, parse_strength("25 mg"))])
    assert chosen is not None
    assert chosen.text == f"2 × 25 mg {plural}"


def test_strengths_convert_within_a_kind_and_the_amount_keeps_its_unit() -> None:
    """A dose in g is made from capsules in mg and stays in g."""
    chosen = nearest_measurable(parse_amount("1.5 g"), capsules("500"))
    assert chosen is not None
    assert (str(chosen.amount), chosen.text) == ("1.5 g", "3 × 500 mg capsules")


@pytest.mark.parametrize(
    ("amount", "strength", "ml", "reached", "text"),
    [
        pytest.param("15.0554", "2 mg/mL", None, "15", "7.5 mL of 2 mg/mL vial", id="default-step"),
        pytest.param("15.3", "2 mg/mL", None, "15.4", "7.7 mL of 2 mg/mL vial", id="half-up"),
        pytest.param("15.0554", "2 mg/mL", "0.5", "15", "7.5 mL of 2 mg/mL vial", id="half-mL"),
        pytest.param("0.01", "2 mg/mL", None, "0.2", "0.1 mL of 2 mg/mL vial", id="never-zero"),
        pytest.param("1882.3", "20 mg/mL", None, "1882", "94.1 mL of 20 mg/mL vial", id="cytarabine"),
    ],
)
def test_solutions_go_by_measurable_volume(amount, strength, ml, reached, text) -> None:
    """The step of a solution is its strength times the measurable volume, 0.1 mL unless given."""
    solution = Product("vial", parse_strength(strength), measurable_ml=ml and Decimal(ml))
    chosen = nearest_measurable(parse_amount(f"{amount} mg"), [solution])
    assert chosen is not None
    assert (chosen.amount.value, chosen.text) == (Decimal(reached), text)


def test_solution_keeps_to_the_limit() -> None:
    """A volume is rounded down when the nearest one would pass the limit, and to nothing below one step."""
    solution = [Product("vial", parse_strength("2 mg/mL"))]
    chosen = nearest_measurable(parse_amount("1.99 mg"), solution, parse_amount("1.99 mg"))
    assert chosen is not None
    assert chosen.amount.value == Decimal("1.8")
    assert nearest_measurable(parse_amount("0.15 mg"), solution, parse_amount("0.15 mg")) is None


@pytest.mark.parametrize(
    ("amount", "products", "text"),
    [
        pytest.param("32", "tablet weak", "1.6 mL of 20 mg/mL solution", id="nearer-by-more-than-1-percent"),
        pytest.param("30", "tablet weak", "3 × 10 mg tablets", id="both-exact-first-listed"),
        pytest.param("30", "weak strong", "1.5 mL of 20 mg/mL solution", id="both-exact-weak-first"),
        pytest.param("30", "strong weak", "0.3 mL of 100 mg/mL solution", id="both-exact-strong-first"),
        pytest.param("33", "tablet strong", "0.34 mL of 100 mg/mL solution", id="tablets-too-far"),
        pytest.param("1881.93", "strong weak", "18.82 mL of 100 mg/mL solution", id="cytarabine"),
        pytest.param("1881.93", "weak strong", "94.1 mL of 20 mg/mL solution", id="cytarabine-weak-first"),
        pytest.param("100.9", "big half", "1 × 100 mg tablet", id="within-1-percent-of-the-nearest"),
        pytest.param("101.2", "big half", "2.02 mL of 50.1 mg/mL solution", id="more-than-1-percent-nearer"),
        pytest.param("150.3", "big half", "3 mL of 50.1 mg/mL solution", id="exact-before-preferred"),
    ],
)
def test_the_first_product_listed_is_preferred(amount, products, text) -> None:
    """One that makes the amount exactly is taken, else the first that comes within 1 % as near as any."""
    shelf = {
        "tablet": Product("tablet", parse_strength("10 mg")),
        "weak": Product("solution", parse_strength("20 mg/mL")),
        "strong": Product("solution", parse_strength("100 mg/mL")),
        "big": Product("tablet", parse_strength("100 mg")),
        "half": Product("solution", parse_strength("50.1 mg/mL")),
    }
    chosen = nearest_measurable(parse_amount(f"{amount} mg"), [shelf[name] for name in products.split()])
    assert chosen is not None
    assert chosen.text == text


@pytest.mark.parametrize(
    ("strength", "step"), [("20 mg/mL", "0.1"), ("50 mg/mL", "0.1"), ("50.1 mg/mL", "0.02"), ("0.1 g/mL", "0.02")]
)
def test_strong_solutions_are_measured_more_finely(strength, step) -> None:
    """Above 50 mg/mL a tenth of a millilitre is much, so the last of it goes by a 1 mL syringe."""
    assert Product("solution", parse_strength(strength)).step_ml == Decimal(step)


def test_a_step_of_its_own_stands_above_the_strength() -> None:
    """A product that names its smallest volume is measured by that."""
    product = Product("solution", parse_strength("100 mg/mL"), measurable_ml=Decimal("0.5"))
    assert product.step_ml == Decimal("0.5")


@pytest.mark.parametrize(
    ("amount", "vials", "reached"),
    [
        ("141.14", ("100",), "141"),
        ("141.14", ("500", "100"), "141"),
        ("1881.93", ("2000",), "1880"),
        ("0.2", ("100",), "1"),
    ],
)
def test_powder_is_measured_in_hundredths_of_the_smallest_vial(amount, vials, reached) -> None:
    """Once dissolved, a powder is measured to a hundredth of a vial, and never to nothing."""
    powders = [Product("powder", parse_strength(f"{mg} mg")) for mg in vials]
    chosen = nearest_measurable(parse_amount(f"{amount} mg"), powders)
    assert chosen is not None
    assert chosen.amount.value == Decimal(reached)


def test_powder_comes_after_everything_that_is_measured_as_it_is() -> None:
    """A solution listed after a powder is still taken before it."""
    products = [Product("powder", parse_strength("100 mg")), Product("solution", parse_strength("2 mg/mL"))]
    chosen = nearest_measurable(parse_amount("15.05 mg"), products)
    assert chosen is not None
    assert chosen.text == "7.5 mL of 2 mg/mL solution"


@pytest.mark.parametrize(
    ("amount", "chosen"), [("375", "300"), ("389", "300"), ("390", "480"), ("391", "480"), ("900", "480"), ("1", "300")]
)
def test_one_unit_however_far(amount, chosen) -> None:
    """Filgrastim 5 mcg/kg goes to one syringe of 300 or 480 mcg; half-way goes up."""
    syringes = [Product("syringe", parse_strength(f"{mcg} ug")) for mcg in ("300", "480")]
    nearest = nearest_unit(parse_amount(f"{amount} ug"), syringes)
    assert nearest is not None
    assert nearest.text == f"1 × {chosen} mcg syringe"


def test_products_of_another_kind_are_never_used() -> None:
    """Milligram capsules make no dose in international units."""
    assert nearest_measurable(parse_amount("10 [IU]"), capsules("10")) is None


STRENGTHS = st.lists(st.sampled_from([1, 2, 3, 5, 7]), min_size=1, max_size=3, unique=True)


def brute_force(target: Decimal, strengths: list[int]) -> tuple[Decimal, int, int, tuple[int, ...]]:
    """Best (distance, units, strengths, counts) over every combination of at most eight of each."""
    ordered = sorted(strengths, reverse=True)
    options = []
    for counts in combinations(range(9), repeat=len(ordered)):
        total = sum(count * strength for count, strength in zip(counts, ordered, strict=True))
        if total:
            kinds = sum(1 for count in counts if count)
            options.append((abs(total - target), -total, sum(counts), kinds, tuple(-count for count in counts)))
    distance, total, units, kinds, counts = min(options)
    return distance, -total, units, tuple(-count for count in counts)


@given(STRENGTHS, st.integers(min_value=1, max_value=160))
def test_choice_equals_a_search_through_all_combinations(strengths, twentieths) -> None:
    """The dynamic programme finds what trying every combination finds."""
    target = Decimal(twentieths) / 20
    chosen = nearest_measurable(Amount(target, MG), capsules(*map(str, strengths)))
    _, total, _, counts = brute_force(target, strengths)
    ordered = sorted(strengths, reverse=True)
    parts = [
        f"{count} × {strength} mg capsule{'' if count == 1 else 's'}"
        for count, strength in zip(counts, ordered, strict=True)
        if count
    ]
    assert chosen is not None
    assert (chosen.amount.value, chosen.text) == (total, " + ".join(parts))
