"""Rules on what is written: figures, spellings and names."""

from lintable import case, drug, etoposide, infused, lines, note

MADE_UP = "dilution: {diluent: saline, bags: [@], source: trial}"

CASES = (
    case("trailing-zero", "dose", "100.0 mg/m2", "100.5 mg/m2", ("100 mg/m2", "@")),
    case("trailing-zero", "strength", "20.0 mg/mL", "20.5 mg/mL", ("20 mg/mL", "@")),
    case("trailing-zero", "hundredths", "0.10 mg", "0.1 mg", note("At most @.")),
    case("trailing-zero", "auc", "AUC 5.0", "AUC 5", note("At @ it stops.")),
    case("trailing-zero", "bag", "50.0", "50", etoposide(MADE_UP)),
    case("trailing-zero", "a-result-may", "2.0 mg/m2", "creatinine 2.0 mg/dL and 30.0 mL/min", note("At @ it stops.")),
    case("trailing-zero", "a-threshold-may", "1.0 mg", "a count of 1.0", ("anc: 0.5", "anc: 1.0"), note("From @ on.")),
    case("naked-decimal-point", "note", ".5 mg", "0.5 mg", note("At most @.")),
    case("naked-decimal-point", "in-brackets", "half (.5 mg)", "doi:10.1/x.55, v.2", note("See @.")),
    case("decimal-comma", "note", "2,5 mg", "2.5 mg of 1,000 mg", note("At most @.")),
    case("no-thousands-comma", "note", "1000 mg", "1,000 mg, or 999 mg since 2018", note("At most @.")),
    case("no-thousands-comma", "units", "10000 international units", "10,000 international units", note("At most @.")),
    case("unit-touches-number", "dose", "dose: 10mg", "dose: 10 mg", ("values: {dose: 10 mg", "values: {@")),
    case("unit-touches-number", "note", "5mL", "5 mL in 5months", note("At most @.")),
    case("error-prone-abbreviation", "daily", "QD", "daily", note("Taken @.")),
    case("error-prone-abbreviation", "units", "heparin 100 U", "arm U", note("Left out is @.")),
    case("error-prone-abbreviation", "units-touching", "heparin 100U", "Arm cc is u", note("Left out is @.")),
    case("error-prone-abbreviation", "per-surface", "10 IU/m2", "its code [IU]/m2", note("Nothing gives @.")),
    case("error-prone-abbreviation", "micrograms", "µg", "mcg", note("At most 300 @.")),
    case("error-prone-abbreviation", "in-a-dose", "µg", "ug",
         drug("filgrastim", "F", "syringe", "300 ug"), lines("agent: filgrastim, dose: 5 @/kg, route: SC, days: 8")),
    case("error-prone-abbreviation", "route", "IT", "so", note("No drug is given @.")),
    case("error-prone-abbreviation", "phrase", "per os", "by mouth", note("Taken @ before.")),
    case("drug-abbreviation", "note", "VP-16", "VP-17", note("The older name is @.")),
    case("drug-abbreviation", "explained", "", "abbreviation: VP-16, ",
         note("The older name is VP-16."), ("etoposide: {letter: E, ", "etoposide: {letter: E, @")),
    case("drug-abbreviation", "one-of-two", "5-FU/leucovorin", "FLAG-Ida with MTXX", note("Nobody gets @.")),
    case("agent-name", "abbreviation", "ara-c", "cytarabine", drug("@", "A"), lines(infused("@", "1 g/m2"))),
    case("agent-name", "brand", "oncovin", "vincristine", drug("@", "V"), lines(infused("@", "2 mg"))),
    case("look-alike-letters", "case", "e", "C", drug("cytarabine", "@"), lines(infused("cytarabine", "1 g/m2"))),
    case("look-alike-letters", "sign", "1", "2", drug("cytarabine", "I"), drug("melphalan", "@"),
         lines(infused("cytarabine", "1 g/m2"), infused("melphalan", "1 g/m2"))),
    case("look-alike-letters", "assessment", "E", "e", ("letter: b", "letter: @")),
)  # fmt: skip
