"""Rules on where facts come from, and on suppressions."""

from lintable import CYTARABINE, added, case, infused, lines, note

CITED = 'kind: published, citation: "Smith AB, et al. Blood 2020;135:1-9"'
USED = ("day: 22, source: trial", "day: 22, source: book")
PUBLISHED = 'kind: published, citation: "@"'
SETS = "      strong: {etoposide: 120 mg/m2}\n"
SECOND = (SETS, SETS + "  second: {title: Second, reason: Open., default: a, sets: {a: {x: 22}}}\n")
ZERO = ("values: {dose: 10 mg", "values: {dose: 10.0 mg")

CASES = (
    case("entered-facts", "kind", "entered", "registry",
         added('book: {kind: @, citation: "Jones 1999"}', to="references"), USED),
    case("unused-reference", "never", "trial", "book",
         added('book: {kind: label, citation: "Jones 1999"}', to="references"), ("22, source: trial", "22, source: @")),
    case("unused-reference", "named-in-a-note", "booking", "book",
         added('book: {kind: label, citation: "Jones 1999"}', to="references"), note("Given as in the @.")),
    case("vague-citation", "title", "A book about trials", "Jones, a book of 1999", (CITED, PUBLISHED)),
    case("vague-citation", "address", "a page", "https://example.org/page", (CITED, PUBLISHED)),
    case("vague-citation", "authors", "Two authors", "Smith AB", (CITED, 'kind: registry, citation: "@"')),
    case("vague-citation", "label", "leaflet", "product information", (CITED, 'kind: label, citation: "Etoposide @"')),
    case("unused-assumption", "group", "22", "$second.x", SECOND, ("verdict, day: 22", "verdict, day: @")),
    case("unused-assumption", "value", ", x: 1", "", ("100 mg/m2}", "100 mg/m2@}"), ("120 mg/m2}", "120 mg/m2@}")),
    case("unused-level-value", "value", "x: 1, ", "", ("values: {dose: 10 mg", "values: {@dose: 10 mg")),
    case("assumed-in-line", "days", "guess", "trial",
         CYTARABINE, lines(infused("cytarabine", "1 g/m2", "sources: {days: @}"))),
    case("assumed-in-line", "overlay", "", ", overlay: drops", CYTARABINE,
         added("overlays: {drops: {title: Drops, reason: Analogy., source: trial}}", to="about it"),
         lines(infused("cytarabine", "1 g/m2", "sources: {dose: guess}@"),
               infused("etoposide", "1 g/m2", "id: more, overlay: drops"))),
    case("lookalike-unknown", "id", "nct0168153", "nct01681530", added("lookalikes: {@: another}", to="about it")),
    case("unknown-rule", "id", ", {rule: zeros, reason: right}", "", ZERO,
         added("suppress: [{rule: trailing-zero, reason: right}@]", to="about it")),
    case("idle-suppression", "nothing-raised", "10 mg", "10.0 mg", ("values: {dose: 10 mg", "values: {dose: @"),
         added("suppress: [{rule: trailing-zero, reason: right}]", to="about it")),
    case("idle-suppression", "other-subject", ", {rule: trailing-zero, subject: high, reason: right}", "", ZERO,
         added("suppress: [{rule: trailing-zero, subject: low, reason: right}@]", to="about it")),
)  # fmt: skip
