"""Rules on what has killed, on what drugs are supplied as, and on how they are given."""

from lintable import CYTARABINE, Change, added, case, drug, etoposide, infused, lines, note

VINCRISTINE = drug("vincristine", "V")
MITOXANTRONE = drug("mitoxantrone", "M", anthracycline="4")
METHOTREXATE = drug("methotrexate", "M")
TABLETS = drug("methotrexate", "M", "tablet", "2.5 mg")
SPINAL = "id: spinal, agent: cytarabine, dose: 100 mg, route: intrathecal, days: 8"
DRAWN = added("overlays: {drops: {title: Drops, reason: Analogy., source: trial}}", to="about it")
MADE_UP = "dilution: {diluent: saline, lowest: @ mg/mL, highest: 0.4 mg/mL, source: trial}"
TIMELESS = ("over: 1 h, days: 1-3", "days: 1-3")


def bleomycin(unit: str) -> tuple[Change, ...]:
    """Bleomycin, with a product in its unit."""
    return drug("bleomycin", "B", "powder", f"15 {unit}"), lines(infused("bleomycin", f"@ {unit}"))


def capped(keys: str, **limits: str) -> tuple[Change, ...]:
    """Cytarabine with a cap."""
    return drug("cytarabine", "C", **limits), lines(infused("cytarabine", "1 g/m2", "cap: 2 g", keys))


CASES = (
    case("intrathecal-fatal", "vinca", "intrathecal", "IV, over: 1 h",
         VINCRISTINE, lines("agent: vincristine, dose: 2 mg, route: @, days: 8")),
    case("intrathecal-fatal", "other-route", "intrathecal", "IM",
         MITOXANTRONE, lines(infused("mitoxantrone", "12 mg/m2", "other_routes: [@]"))),
    case("vinca-on-intrathecal-day", "day", "8", "9",
         VINCRISTINE, CYTARABINE, lines(infused("vincristine", "2 mg", days="@"), SPINAL)),
    case("vinca-on-intrathecal-day", "whom-for", ">=18", "<60", VINCRISTINE, CYTARABINE,
         lines(infused("vincristine", "2 mg", "when: {age: '@'}"), f"{SPINAL}, when: {{age: '>=60'}}")),
    case("intrathecal-by-size", "surface", "70 mg/m2", "70 mg", CYTARABINE, lines(SPINAL.replace("100 mg", "@"))),
    case("bleomycin-units", "international", "999", "1000", *bleomycin("international units")),
    case("bleomycin-units", "usp", "101", "100", *bleomycin("USP units")),
    case("bleomycin-units", "mass", "mg", "USP units",
         drug("bleomycin", "B", "powder", "15 @"), lines(infused("bleomycin", "15 @"))),
    case("auc-without-carboplatin", "drug", "cytarabine", "carboplatin", drug("@", "C"), lines(infused("@", "AUC 5"))),
    case("methotrexate-without-rescue", "sum-of-a-day", "300", "299", METHOTREXATE,
         lines(infused("methotrexate", "200 mg/m2"), infused("methotrexate", "@ mg/m2", "id: b, after: methotrexate"))),
    case("methotrexate-without-rescue", "rescue", "melphalan", "leucovorin", METHOTREXATE, drug("@", "L"),
         lines(infused("methotrexate", "1 g/m2"), infused("@", "15 mg", days="9"))),
    case("ifosfamide-without-mesna", "mesna", "melphalan", "mesna", drug("ifosfamide", "I"), drug("@", "X"),
         lines(infused("ifosfamide", "1 g/m2"), infused("@", "1 g/m2"))),
    case("oral-methotrexate-daily", "in-a-row", "8-9", "'1,8,15'",
         TABLETS, lines("agent: methotrexate, dose: 10 mg, route: PO, days: @")),
    case("no-product", "drug", "1 g/m2", "1 L", drug("cytarabine", "C", ""), lines(infused("cytarabine", "@"))),
    case("agent-not-given", "carried", "", "carries: {cytarabine: 10 mg/m2}, ",
         CYTARABINE, ("agent: etoposide, block", "agent: etoposide, @block")),
    case("overlay-empty", "line", "", ", overlay: drops", DRAWN, CYTARABINE, lines(infused("cytarabine", "1 g/m2@"))),
    case("route-without-form", "capsule", "IV, over: 1 h", "PO",
         drug("lomustine", "L", "capsule", "40 mg"), lines("agent: lomustine, dose: 40 mg, route: @, days: 8")),
    case("route-without-form", "concentrate", "concentrate", "solution",
         drug("cytarabine", "C", "@"), lines("agent: cytarabine, dose: 40 mg, route: PO, days: 8")),
    case("infusion-without-duration", "note", "Doses", "Infusion times", TIMELESS, note("@ are not in the source.")),
    case("infusion-without-duration", "of-another-drug", "prednisone", "etoposide",
         TIMELESS, note("The infusion time of @ is not known.")),
    case("infusion-without-duration", "caution", "dose", "infusion time",
         ("over: 1 h, days: 1-3", "caution: the @ is not in the source, days: 1-3")),
    case("cap-without-reason", "source", "days", "cap", *capped("sources: {@: trial}")),
    case("cap-without-reason", "caution", "mind the eyes", "capped by custom", *capped("caution: @")),
    case("cap-without-reason", "note", "Etoposide", "Cytarabine", *capped("order: 1"), note("@ is capped by custom.")),
    case("cap-without-reason", "label", "g/m2", "g", *capped("order: 1", single_maximum="2 @")),
    case("anthracycline-without-factor", "factor", "source: trial", "anthracycline: 5, source: trial",
         ("  # more agents\n", "  idarubicin: {letter: I, products: [{form: powder, strength: 5 mg}], @}\n"),
         lines(infused("idarubicin", "12 mg/m2"))),
    case("dilution-backwards", "ends", "0.5", "0.4", etoposide(MADE_UP)),
    case("not-in-whole-units", "between", "12", "15",
         lines("id: odd, agent: prednisone, dose: @ mg, route: PO, days: 8")),
    case("not-in-whole-units", "to-product", "", ", rounding: product",
         lines("id: odd, agent: prednisone, dose: 51 mg, route: PO, days: 8@")),
)  # fmt: skip
